"""May a letter go on? Its status, what is open, and what became of an outcome."""

from __future__ import annotations

import pytest

from spoorboek.rules.letter_readiness import find_open_codes, list_reasons_to_wait
from spoorboek.rules.outcome_states import CLAIM_OF, decide_outcome_state
from spoorboek.rules.promise_accounts import PromiseState
from spoorboek.rules.promises import OutcomeDirection


@pytest.mark.parametrize(
    ("verdict", "overridden", "open_codes"),
    [
        ({"verdict": "supported", "also": []}, (), ()),
        ({"verdict": "supported_with_note"}, (), ()),
        ({"verdict": "contradicted", "also": ["supported_with_note"]}, (), ("contradicted",)),
        ({"verdict": "no_figure", "also": ["contradicted"]}, ("no_figure",), ("contradicted",)),
        ({"verdict": "disclosure_review", "also": []}, ("disclosure_review",), ()),
        ({"error": "onleesbaar"}, ("error",), ("error",)),
    ],
)
def test_what_does_not_hold_and_was_not_set_aside_is_open(
    verdict: dict[str, object], overridden: tuple[str, ...], open_codes: tuple[str, ...]
) -> None:
    assert find_open_codes(verdict, overridden) == open_codes


def test_each_reason_to_wait_is_a_sentence_with_its_number() -> None:
    assert list_reasons_to_wait(problem_count=0, untied_count=0, open_claim_count=0, silent=()) == ()
    assert list_reasons_to_wait(problem_count=1, untied_count=2, open_claim_count=1, silent=("a", "b")) == (
        "1 punt in de vorm van de brief klopt niet.",
        "2 getallen hangen niet aan een cijfer.",
        "1 bewering of getal vraagt nog om een keuze.",
        "Over a, b zegt de brief niets: meld het, of noem de reden.",
    )


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("supported", PromiseState.ON_COURSE),
        ("supported_with_note", PromiseState.ON_COURSE),
        ("contradicted", PromiseState.BEHIND),
        ("not_demonstrable", PromiseState.NOT_MEASURABLE),
        ("not_testable", PromiseState.NOT_MEASURABLE),
        (None, PromiseState.NOT_MEASURABLE),
    ],
)
def test_an_outcome_is_on_course_only_beyond_chance(code: str | None, state: PromiseState) -> None:
    assert decide_outcome_state({"verdict": code}) is state


def test_every_promised_direction_comes_down_to_a_claim() -> None:
    assert set(CLAIM_OF) == set(OutcomeDirection)
