"""Where a figure is printed in a letter: the number, its sentence, and what was found about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from spoorboek.apps.letters.checking import LetterCheck
from spoorboek.documents.model import Document
from spoorboek.documents.printed_text import record_parts
from spoorboek.documents.writers.reading_order import list_printed_parts
from spoorboek.rules.claims.verdict import PRECEDENCE, VerdictCode

_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ0-9\"'‘“(])|(?<=[:;])\s+(?=[A-ZÀ-Þ])")


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """One number as printed. ``verdict`` is the gravest of the claims in its sentence, or empty."""

    key: str
    text: str
    sentence: str
    verdict: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    runs: tuple[Mapping[str, Any], ...]


def list_printed_figures(document: Document, check: LetterCheck) -> tuple[PrintedFigure, ...]:
    """Return every number of the letter that is a figure, in reading order.

    A number in a table stands in no sentence: the name of its row and column is given instead.
    """
    verdicts = {claim.claim_id: str(claim.verdict.get("verdict", "")) for claim in check.claims}
    found: list[PrintedFigure] = []
    for printed, part in zip(list_printed_parts(document), record_parts(document), strict=True):
        for sentence in _cut(part):
            claims = {name for run in sentence.runs for name in run.get("claims", ())}
            verdict = _gravest(verdicts.get(name, "") for name in claims)
            text = f"{printed.row}: {sentence.text}" if printed.row else sentence.text
            found += [
                PrintedFigure(run["figure"], run["text"], text, verdict)
                for run in sentence.runs
                if "figure" in run
            ]
    return tuple(found)


def _gravest(codes: Iterator[str]) -> str:
    known = [VerdictCode(code) for code in codes if code]
    return min(known, key=PRECEDENCE.__getitem__).value if known else ""


def _cut(part: Mapping[str, Any]) -> Iterator[_Sentence]:
    """Cut a paragraph into its sentences, each with the runs that begin in it."""
    runs = part["runs"]
    text = "".join(run["text"] for run in runs)
    starts = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    offsets = [sum(len(run["text"]) for run in runs[:index]) for index in range(len(runs))]
    for first, after in pairwise(starts):
        inside = tuple(run for run, at in zip(runs, offsets, strict=True) if first <= at < after)
        yield _Sentence(text[first:after].strip(), inside)
