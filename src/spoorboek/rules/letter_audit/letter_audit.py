"""Auditing a letter by anybody: what holds, what does not, what cannot be traced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from spoorboek.documents.readers.audit_blocks import AuditText
from spoorboek.documents.readers.audit_plain import read_plain
from spoorboek.figures.figure import Figure
from spoorboek.figures.period import Period
from spoorboek.rules.claims.verdict import VerdictCode
from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.finding import find_mentions
from spoorboek.rules.letter_audit.judging import judge_letter, leave_out_unknown
from spoorboek.rules.letter_audit.model import Finding, Mention, MentionKind
from spoorboek.rules.letter_audit.returns import AuditPlan, find_unreturned
from spoorboek.rules.letter_audit.tracing import Tie, trace_numbers

LISTED = frozenset(
    {
        MentionKind.NUMBER,
        MentionKind.AMOUNT,
        MentionKind.PERCENTAGE,
        MentionKind.SHARE,
        MentionKind.RANGE,
        MentionKind.ORDINAL,
        MentionKind.IDENTIFIER,
        MentionKind.DATE,
        MentionKind.PERIOD,
    }
)
"""What stands in the list of numbers: every numeral, number word, day and period."""


@dataclass(frozen=True, slots=True)
class Holding:
    """Words that were tested and simply hold."""

    quote: str
    start: int
    end: int
    page: int
    why: str


@dataclass(frozen=True, slots=True)
class LetterAudit:
    """What came of an audit; everything in the order of the text, positions in code points of ``text``."""

    text: AuditText
    numbers: tuple[Mention, ...]
    findings: tuple[Finding, ...]
    holding: tuple[Holding, ...] = ()
    ties: tuple[Tie, ...] = ()
    tied_to: dict[int, str] = field(default_factory=dict)
    """The key of its figure for each number that was traced, by where the number begins."""

    @property
    def traced(self) -> int:
        """Return how many numbers were tied to a figure."""
        return len(self.tied_to)

    @property
    def is_wrong(self) -> bool:
        """Tell whether anything was found that is more than a note beside what holds."""
        return any(one.verdict is not VerdictCode.SUPPORTED_WITH_NOTE for one in self.findings)

    def to_json(self) -> dict[str, Any]:
        """Return the audit as ``spoorboek audit --json`` prints it."""
        return {
            "text": self.text.text,
            "numbers": [self._describe_number(one) for one in self.numbers],
            "traced": self.traced,
            "findings": [describe_finding(one) for one in self.findings],
        }

    def _describe_number(self, one: Mention) -> dict[str, Any]:
        return {
            "quote": one.quote,
            "start": one.start,
            "end": one.end,
            "page": one.page,
            "kind": one.kind.value,
            "value": to_plain(one.value),
            "unit": one.unit,
            "period": None if one.period is None else str(one.period),
            "figure": self.tied_to.get(one.start),
        }


def describe_finding(finding: Finding) -> dict[str, Any]:
    """Return one finding as JSON."""
    return {
        "quote": finding.quote,
        "start": finding.start,
        "end": finding.end,
        "page": finding.page,
        "kind": finding.kind.value,
        "verdict": finding.verdict.value,
        "severity": finding.severity.value if finding.severity else None,
        "why": finding.why,
        "better": finding.better,
        "computed": to_plain(finding.computed),
    }


def to_plain(value: Any) -> Any:
    """Return a value as JSON knows it: exact decimals become numbers, periods and codes text."""
    if isinstance(value, dict):
        return {str(key): to_plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [to_plain(part) for part in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Period):
        return str(value)
    return value.value if isinstance(value, Enum) else value


def audit_letter(
    text: AuditText | str,
    *,
    figures: Sequence[Figure] = (),
    plan: AuditPlan | None = None,
    earlier: AuditText | str | None = None,
    on: date | None = None,
    language: str | None = None,
) -> LetterAudit:
    """Audit a letter by anybody.

    Parameters: ``text``, the letter as ``read_audit_text`` read it, or plain text; ``figures`` to trace its
    numbers to; ``plan`` whose counted promises must come back; ``earlier``, a letter of the same plan whose
    promises must come back; ``on``, the day of which the agreements hold (those that hold last without);
    ``language``, nl or en; without it the text tells.
    Returns the numbers, which of them were traced, and everything found, in the order of the text. It has
    no errors: what cannot be read in the letter is not found. Source: methode van Spoorboek, paragraaf 4.
    """
    material = read_material(text, plan, language)
    found, held = judge_letter(material, on=on)
    ties, untraced = trace_numbers(material, figures)
    before = None if earlier is None else read_material(earlier, plan, language)
    unreturned = find_unreturned(material, plan, before)
    letter = material.letter
    findings = sorted((*found, *untraced, *unreturned), key=lambda one: (one.start, one.end, one.kind.value))
    return LetterAudit(
        text=letter.text,
        numbers=tuple(one for one in letter.mentions if one.kind in LISTED),
        findings=tuple(findings),
        holding=tuple(
            _hold(letter.text, one.span.start, one.span.end, leave_out_unknown(str(a["why"])))
            for one, a in held
        ),
        ties=ties,
        tied_to={tie.mention.start: tie.figure.key for tie in ties},
    )


def read_material(
    text: AuditText | str, plan: AuditPlan | None = None, language: str | None = None
) -> Material:
    """Return a letter with its mentions, ready for the checks."""
    read = read_plain(text.encode()) if isinstance(text, str) else text
    period = None if plan is None else plan.period
    return Material(find_mentions(read, plan=period, language=language))


def _hold(text: AuditText, start: int, end: int, why: str) -> Holding:
    return Holding(text.text[start:end], start, end, text.page_at(start), why)
