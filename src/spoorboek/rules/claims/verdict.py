"""Verdicts: the codes in their order, how bad they are, and the answer that a claim gets."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any


class VerdictCode(Enum):
    """What is found about a claim. When several apply, the first of this list is the verdict."""

    NO_FIGURE = "no_figure"
    IMPLAUSIBLE_PERIOD = "implausible_period"
    NOT_COMPARABLE = "not_comparable"
    WRONG_TERM = "wrong_term"
    NUMBER_DIFFERS = "number_differs"
    CONFLICTING_FIGURES = "conflicting_figures"
    DOES_NOT_ADD_UP = "does_not_add_up"
    UNSUPPORTED_HEADLINE = "unsupported_headline"
    TARGET_WORSE_THAN_RESULT = "target_worse_than_result"
    NOT_REPORTED_BACK = "not_reported_back"
    DISCLOSURE_REVIEW = "disclosure_review"
    CAUSAL_UNSUPPORTED = "causal_unsupported"
    DEPENDENT_EVIDENCE = "dependent_evidence"
    CONTRADICTED = "contradicted"
    NEEDS_COMPARATOR = "needs_comparator"
    NOT_TESTABLE = "not_testable"
    NOT_DEMONSTRABLE = "not_demonstrable"
    SUPPORTED_WITH_NOTE = "supported_with_note"
    SUPPORTED = "supported"


PRECEDENCE = {code: place for place, code in enumerate(VerdictCode)}
HOLDS = frozenset({VerdictCode.SUPPORTED, VerdictCode.SUPPORTED_WITH_NOTE})


class Severity(Enum):
    """How bad a finding is, the worst first."""

    CONCLUSION = "conclusion"
    """What the sentence concludes is not what the figures say."""
    NUMBER = "number"
    """A printed number is wrong."""
    NOTE = "note"
    """Something to add or to look at."""


_SEVERITIES = {
    VerdictCode.UNSUPPORTED_HEADLINE: Severity.CONCLUSION,
    VerdictCode.CONTRADICTED: Severity.CONCLUSION,
    VerdictCode.NUMBER_DIFFERS: Severity.NUMBER,
    VerdictCode.CONFLICTING_FIGURES: Severity.NUMBER,
    VerdictCode.DOES_NOT_ADD_UP: Severity.NUMBER,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found about a claim; ``why`` and ``better`` are Dutch sentences.

    ``better_claims``: what ``better`` claims, as entries of ``claim test`` that are supported together.
    """

    code: VerdictCode
    why: str
    better: str | None = None
    computed: Mapping[str, Any] = field(default_factory=dict)
    better_claims: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one claim: the gravest finding, what else applies, and what was computed."""

    claim_id: str
    code: VerdictCode
    also: tuple[VerdictCode, ...]
    severity: Severity | None
    why: str
    better: str | None
    computed: Mapping[str, Any]

    def to_json(self) -> dict[str, Any]:
        """Return the answer as ``claim test --json`` prints it."""
        return {
            "id": self.claim_id,
            "verdict": self.code.value,
            "also": [code.value for code in self.also],
            "severity": self.severity.value if self.severity else None,
            "why": self.why,
            "better": self.better,
            "computed": _to_plain(self.computed),
        }


def decide_verdict(claim_id: str, findings: Sequence[Finding]) -> Verdict:
    """Make one verdict of everything found; the first in order of precedence leads.

    Raises ValueError when nothing was found at all.
    """
    ranked = sorted(findings, key=lambda finding: PRECEDENCE[finding.code])
    if not ranked:
        raise ValueError(f"claim {claim_id} has no finding")
    codes = list(dict.fromkeys(finding.code for finding in ranked))
    computed: dict[str, Any] = {}
    for finding in reversed(ranked):
        computed |= finding.computed
    first = ranked[0]
    # What weighs as much as the verdict itself is told with it; the rest is named by its code.
    equals = [finding for finding in ranked if finding.code is first.code]
    why = " ".join(dict.fromkeys(finding.why for finding in equals))
    better = next((finding for finding in equals if finding.better), first)
    if better.better_claims:
        computed["better_claims"] = better.better_claims
    also = tuple(code for code in codes[1:] if code is not VerdictCode.SUPPORTED)
    return Verdict(claim_id, first.code, also, _get_severity(codes), why, better.better, computed)


def _get_severity(codes: Sequence[VerdictCode]) -> Severity | None:
    if codes[0] is VerdictCode.SUPPORTED:
        return None
    found = {_SEVERITIES.get(code, Severity.NOTE) for code in codes}
    return next(severity for severity in Severity if severity in found)


def _to_plain(value: Any) -> Any:
    """Turn what was computed into what JSON knows; an endless bound becomes null."""
    if isinstance(value, Mapping):
        return {str(key): _to_plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_to_plain(part) for part in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value.value if isinstance(value, Enum) else value
