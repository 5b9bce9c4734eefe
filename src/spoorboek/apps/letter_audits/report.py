"""The report of an audit as a document, for the writers of page, PDF and Word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from spoorboek.apps.areas.house_style import make_letter_head
from spoorboek.documents.model import Block, Document, Heading, Paragraph, TableBlock, TextRun
from spoorboek.documents.readers.quoting import find_sentence
from spoorboek.rules.claims.verdict import VerdictCode
from spoorboek.rules.letter_audit.finding_choice import CHOICE_WORDS, FindingChoice
from spoorboek.rules.letter_audit.finding_kind import FindingKind

_LONGEST_QUOTE = 300


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What a report is made of; ``decided``: per finding, from 1, the choice with its reason."""

    title: str
    made_on: date
    result: Mapping[str, Any]
    decided: Mapping[int, tuple[FindingChoice, str]]


def write_report(report: AuditReport) -> Document:
    """Return the report: a summary, then each kind of finding with its quotes."""
    findings = list(enumerate(report.result["findings"], start=1))
    blocks: list[Block] = [_say(_summarise(report))]
    if findings:
        blocks.append(_count_kinds(report))
    for kind, is_note in ((kind, is_note) for is_note in (False, True) for kind in FindingKind):
        own = [
            (number, one)
            for number, one in findings
            if one["kind"] == kind.value and _is_note(one) == is_note
        ]
        if own:
            blocks += _head(kind, is_note=is_note)
            for number, one in own:
                sentence = find_sentence(str(report.result["text"]), int(one["start"]), int(one["end"]))
                blocks += _write_finding(number, one, sentence, report.decided.get(number))
    return Document(
        title=f"Nagekeken: {report.title}",
        kind="Verslag van het nakijken",
        dated_on=report.made_on,
        letter_head=make_letter_head(settings.MUNICIPALITY),
        addressee=(),
        fields=(),
        blocks=tuple(blocks),
    )


def _is_note(one: Mapping[str, Any]) -> bool:
    return bool(one["verdict"] == VerdictCode.SUPPORTED_WITH_NOTE.value)


def _head(kind: FindingKind, *, is_note: bool) -> list[Block]:
    """What holds with a note stands under a title of its own: its numbers are not wrong."""
    title = Heading(1, (TextRun(kind.note if is_note else kind.title),))
    return [title] if is_note and kind.note != kind.title else [title, _say(kind.sentence)]


def _summarise(report: AuditReport) -> str:
    numbers, findings = len(report.result["numbers"]), len(report.result["findings"])
    traced, held = report.result["traced"], len(report.result.get("holding", ()))
    kept, many = len(report.decided), f"staan {numbers} getallen, datums en perioden"
    return (
        f"In de brief {_count(numbers, 'staat 1 getal, datum of periode', many)}; "
        f"{_count(traced, '1 getal hoort', f'{traced} getallen horen')} bij een bekend cijfer. "
        f"{_count(findings, 'Er is 1 opmerking', f'Er zijn {findings} opmerkingen')}; "
        f"{_count(held, '1 getoetste zin klopt', f'{held} getoetste zinnen kloppen')}. "
        f"Over {_count(kept, '1 opmerking', f'{kept} opmerkingen')} is beslist."
    )


def _count(number: int, one: str, more: str) -> str:
    return one if number == 1 else more


def _count_kinds(report: AuditReport) -> TableBlock:
    """Return how many findings there are of each kind, and about how many somebody decided."""
    found: Counter[tuple[bool, str]] = Counter()
    decided: Counter[tuple[bool, str]] = Counter()
    for number, one in enumerate(report.result["findings"], start=1):
        kind = (_is_note(one), str(one["kind"]))
        found[kind] += 1
        decided[kind] += number in report.decided
    order = [
        (is_note, kind) for is_note in (False, True) for kind in FindingKind if found[is_note, kind.value]
    ]
    rows = tuple(
        tuple(
            (TextRun(words),)
            for words in (
                kind.note if is_note else kind.title,
                str(found[is_note, kind.value]),
                str(decided[is_note, kind.value]),
            )
        )
        for is_note, kind in order
        if found[is_note, kind.value]
    )
    header = tuple((TextRun(words),) for words in ("Soort opmerking", "Aantal", "Beslist"))
    return TableBlock("Opmerkingen naar soort", header, rows)


def _write_finding(
    number: int, one: Mapping[str, Any], sentence: str, decided: tuple[FindingChoice, str] | None
) -> list[Block]:
    quote = " ".join(str(one["quote"]).split())
    shown = quote if len(quote) <= _LONGEST_QUOTE else f"{quote[:_LONGEST_QUOTE]}..."
    where = f" (bladzijde {one['page']})" if one["page"] else ""
    head = f"{number}. \u2018{shown}\u2019{where}" if shown else f"{number}."
    blocks: list[Block] = [Paragraph((TextRun(head, bold=True),))]
    if sentence:
        blocks.append(Paragraph((TextRun(f"In de zin: \u2018{sentence}\u2019", italic=True),)))
    blocks.append(_say(str(one["why"])))
    if one.get("better"):
        blocks.append(_say(f"Beter: {one['better']}"))
    if decided is not None:
        choice, reason = decided
        blocks.append(_say(f"Besluit: {CHOICE_WORDS[choice]}. {reason}".strip()))
    return blocks


def _say(text: str) -> Paragraph:
    return Paragraph((TextRun(text),))
