"""What has come of a promised outcome: judged as a conclusion, so that chance counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spoorboek.rules.promise_accounts import PromiseState
from spoorboek.rules.promises import OutcomeDirection

CLAIM_OF: dict[OutcomeDirection, str] = {
    OutcomeDirection.RISES: "rises",
    OutcomeDirection.FALLS: "falls",
    OutcomeDirection.STAYS: "about_equal",
}
"""The claim that a promised direction comes down to."""


def decide_outcome_state(verdict: Mapping[str, Any]) -> PromiseState:
    """Return the state of an outcome promise from the verdict on its claim.

    ``verdict``: the answer of ``judge_claims`` on the promised direction with strength ``trend``. On course
    when the numbers carry it beyond chance; behind when they go the other way; else not measurable. Source:
    method, verdicts (a conclusion is more than its two numbers).

    >>> decide_outcome_state({"verdict": "contradicted"})
    <PromiseState.BEHIND: 'loopt achter'>
    """
    code = verdict.get("verdict")
    if code in ("supported", "supported_with_note"):
        return PromiseState.ON_COURSE
    return PromiseState.BEHIND if code == "contradicted" else PromiseState.NOT_MEASURABLE
