"""What an audit can find about a letter: a published list, each kind with its verdict and its words."""

from __future__ import annotations

from enum import Enum
from functools import cache
from pathlib import Path

import yaml

from spoorboek.rules.claims.verdict import VerdictCode

_WORDS = Path(__file__).parent / "words" / "finding_kinds.yaml"


class FindingKind(Enum):
    """What can be found about a letter."""

    DOES_NOT_ADD_UP = "does_not_add_up"
    PERCENTAGE_DIFFERS = "percentage_differs"
    CONTRADICTED_DIRECTION = "contradicted_direction"
    TREND_ON_NOISE = "trend_on_noise"
    WITHIN_CHANCE = "within_chance"
    UNSUPPORTED_HEADLINE = "unsupported_headline"
    CONFLICTING_NUMBERS = "conflicting_numbers"
    FLOW_DOES_NOT_CLOSE = "flow_does_not_close"
    PART_OF_YEAR = "part_of_year"
    IMPLAUSIBLE_PERIOD = "implausible_period"
    UNIT_DRIFT = "unit_drift"
    WRONG_TERM = "wrong_term"
    SMALL_NUMBER = "small_number"
    CAUSAL_CLAIM = "causal_claim"
    MISSING_COMPARATOR = "missing_comparator"
    DEPENDENT_EVIDENCE = "dependent_evidence"
    PROMISE_WITHOUT_FIGURE = "promise_without_figure"
    COUNTED_EVERY_YEAR = "counted_every_year"
    TARGET_WORSE_THAN_RESULT = "target_worse_than_result"
    TARGET_WITHOUT_NUMBER = "target_without_number"
    CHANGE_WITHOUT_NUMBERS = "change_without_numbers"
    UNTRACEABLE = "untraceable"
    NUMBER_DIFFERS = "number_differs"
    NOT_REPORTED_BACK = "not_reported_back"
    NOT_TESTABLE = "not_testable"

    @property
    def verdict(self) -> VerdictCode:
        """Return the verdict that a finding of this kind gets."""
        return VerdictCode(_load_words()[self.value]["verdict"])

    @property
    def title(self) -> str:
        """Return the Dutch title: a few words, as above a finding in the margin."""
        return _load_words()[self.value]["title"]

    @property
    def note(self) -> str:
        """Return the title where it holds with a note: it may not say that it does not hold."""
        words = _load_words()[self.value]
        return words.get("note", words["title"])

    @property
    def sentence(self) -> str:
        """Return one Dutch sentence that says what findings of this kind are."""
        return _load_words()[self.value]["sentence"]


@cache
def _load_words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return words
