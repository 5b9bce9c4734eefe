"""May this letter go to approval? Everything that is open must be mended, or set aside with a reason."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from spoorboek.figures.dutch_phrases import format_count
from spoorboek.rules.claims.verdict import HOLDS

_HOLDS = frozenset(code.value for code in HOLDS)


def find_open_codes(verdict: Mapping[str, Any], overridden: Collection[str]) -> tuple[str, ...]:
    """Return the codes of a verdict that still ask for a person.

    ``verdict``: an answer of ``judge_claims``; ``overridden``: the codes that somebody set aside for
    this very claim, with a reason. Returns the gravest first; an entry that could not be judged is
    ``error``, and nobody can set that aside.

    >>> find_open_codes({"verdict": "contradicted", "also": ["disclosure_review"]}, {"disclosure_review"})
    ('contradicted',)
    """
    if "error" in verdict:
        return ("error",)
    codes = (verdict["verdict"], *verdict.get("also", ()))
    return tuple(code for code in codes if code not in _HOLDS and code not in overridden)


def list_reasons_to_wait(
    *,
    problem_count: int,
    untied_count: int,
    open_claim_count: int,
    silent: Sequence[str],
) -> tuple[str, ...]:
    """Return why a letter cannot go to approval, in Dutch sentences; empty when it can.

    ``problem_count``: what its form lacks; ``untied_count``: numbers that are no figure and not marked as
    fixed; ``open_claim_count``: claims that do not hold and were not set aside; ``silent``: promises and
    commitments that were due and of which it says nothing.
    """
    reasons: list[str] = []
    if problem_count:
        reasons.append(f"{format_count(problem_count, 'punt', 'punten')} in de vorm van de brief klopt niet.")
    if untied_count:
        reasons.append(f"{format_count(untied_count, 'getal hangt', 'getallen hangen')} niet aan een cijfer.")
    if open_claim_count:
        words = format_count(open_claim_count, "bewering of getal vraagt", "beweringen of getallen vragen")
        reasons.append(f"{words} nog om een keuze.")
    if silent:
        reasons.append(f"Over {', '.join(silent)} zegt de brief niets: meld het, of noem de reden.")
    return tuple(reasons)
