"""Where a figure is printed in a letter: the number, its sentence, and what was found about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spoorboek.apps.letters.checking import LetterCheck
from spoorboek.documents.model import Document
from spoorboek.documents.printed_text import record_parts

_END = re.compile(r"(?<=[.!?:;])\s+(?=[A-Z\"'‘“(])")


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """One number as printed. ``verdict`` is that of the claim around it, or empty."""

    key: str
    text: str
    sentence: str
    verdict: str


def list_printed_figures(document: Document, check: LetterCheck) -> tuple[PrintedFigure, ...]:
    """Return every number of the letter that is a figure, in reading order."""
    verdicts = {claim.claim_id: str(claim.verdict.get("verdict", "")) for claim in check.claims}
    return tuple(
        PrintedFigure(
            run["figure"],
            run["text"],
            sentence,
            next((verdicts.get(name, "") for name in reversed(run.get("claims", ()))), ""),
        )
        for part in record_parts(document)
        for run, sentence in _with_sentences(part)
        if "figure" in run
    )


def _with_sentences(part: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], str]]:
    """A cell of a table stands under its head; elsewhere the sentence is cut from its paragraph."""
    runs: Sequence[Mapping[str, Any]] = part["runs"]
    text = "".join(run["text"] for run in runs)
    starts = [0, *(match.end() for match in _END.finditer(text))]
    offset = 0
    for run in runs:
        first = max(start for start in starts if start <= offset)
        after = next((start for start in starts if start > offset), len(text))
        sentence = text[first:after].strip()
        yield run, f"{part['head']}: {sentence}" if part.get("head") else sentence
        offset += len(run["text"])
