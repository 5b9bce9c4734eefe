"""Promises of a plan: four kinds, because each is kept account of in its own way.

A promise names the figure that counts it by code; what the figure holds is given to the functions
here. Source of the words: the municipal practice of prestatie-indicatoren in execution plans.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from spoorboek.figures.period import Period
from spoorboek.rules.errors import PromiseError


class PromiseKind(Enum):
    """In which of four ways a promise is kept account of."""

    COUNT = "count"
    OUTCOME = "outcome"
    MILESTONE = "milestone"
    STANDING = "standing"


class TargetDirection(Enum):
    """On which side of its target a counted promise is kept."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXACTLY = "exactly"


class OutcomeDirection(Enum):
    """Which way an outcome should go."""

    RISES = "rises"
    FALLS = "falls"
    STAYS = "stays"


class CountedPer(Enum):
    """How often a counted promise starts afresh."""

    YEAR = "year"
    PERIOD = "period"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Promise:
    """What every promise says: whose it is, with whom, paid from what, over which days.

    ``theme``, ``goal``, ``pillar``, ``budget`` and ``partners`` are codes inside the same plan.
    ``period`` empty means the period of the plan. ``note`` tells how we read the plan.
    """

    code: str
    title: str
    owner: str
    theme: str = ""
    goal: str = ""
    pillar: str = ""
    partners: tuple[str, ...] = ()
    budget: str = ""
    period: Period | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountPromise(_Promise):
    """So many of something: ``target`` in ``unit``, counted by the figure with code ``figure``.

    ``figure`` is empty while nothing counts it: then nobody can say what came of it.
    ``baseline``: what stood at the start. For what is counted afresh that is 0; for a level that
    should rise or fall it is the level before.
    """

    unit: str
    figure: str = ""
    target: Decimal
    direction: TargetDirection
    per: CountedPer
    baseline: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomePromise(_Promise):
    """Something in the city changes: the figure with code ``figure`` goes in a direction.

    ``figure`` is empty while nothing measures it.
    """

    figure: str = ""
    outcome: OutcomeDirection


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestonePromise(_Promise):
    """Something is there at last on ``due_on``; ``evidence`` says what shows it."""

    deliverable: str
    evidence: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingPromise(_Promise):
    """Something that is done all the time; ``figure`` is optional and shows how often."""

    figure: str = ""


Promise = CountPromise | OutcomePromise | MilestonePromise | StandingPromise

KINDS: dict[PromiseKind, type[Promise]] = {
    PromiseKind.COUNT: CountPromise,
    PromiseKind.OUTCOME: OutcomePromise,
    PromiseKind.MILESTONE: MilestonePromise,
    PromiseKind.STANDING: StandingPromise,
}


def get_kind(promise: Promise) -> PromiseKind:
    """Return the kind of a promise.

    Parameters: ``promise`` of any of the four types. Returns its kind. Errors: none.
    """
    return next(kind for kind, made in KINDS.items() if isinstance(promise, made))


def check_promise(promise: Promise, plan_period: Period) -> None:
    """Check that a promise can be kept account of at all.

    Parameters: ``promise``; ``plan_period``, the days of its plan. Returns nothing. Errors:
    PromiseError with a Dutch sentence for a period or date outside the plan, a negative target, or
    a counted promise whose target is where it already stands.
    """
    if promise.period is not None and not plan_period.contains(promise.period):
        sentence = f"De periode {promise.period} valt buiten die van het plan ({plan_period})."
        raise PromiseError(sentence, "period")
    if isinstance(promise, MilestonePromise) and not plan_period.contains(promise.due_on):
        sentence = f"De datum {promise.due_on} valt buiten de periode van het plan ({plan_period})."
        raise PromiseError(sentence, "due_on")
    if not isinstance(promise, CountPromise):
        return
    if min(promise.target, promise.baseline) < 0:
        raise PromiseError(
            "Een doel en een beginstand zijn 0 of meer; hier staan "
            f"{_word(promise.target)} en {_word(promise.baseline)}.",
            "target",
        )
    if promise.per is CountedPer.YEAR and not (promise.period or plan_period).years():
        raise PromiseError(
            f"Een belofte per jaar heeft ten minste één heel kalenderjaar nodig; "
            f"in {promise.period or plan_period} zit er geen.",
            "per",
        )
    if promise.target == promise.baseline and promise.direction is TargetDirection.AT_LEAST:
        raise PromiseError(
            f"Het doel {_word(promise.target)} is gelijk aan de beginstand; er is dan niets beloofd.",
            "target",
        )


def check_unit_fits(promise_unit: str, figure_unit: str) -> None:
    """Refuse to count a promise in another unit than it was made in.

    Parameters: ``promise_unit`` and ``figure_unit``, Dutch nouns in the plural; capitals and spaces
    at the ends do not count. Returns nothing. Errors: PromiseError with a Dutch sentence.

    >>> check_unit_fits("controledagen", "Controledagen ")
    """
    if promise_unit.strip().casefold() != figure_unit.strip().casefold():
        raise PromiseError(
            f"De belofte telt {promise_unit.strip()}, maar het cijfer telt {figure_unit.strip()}. "
            "Dat is niet hetzelfde: kies een cijfer dat hetzelfde telt als de belofte, of pas de eenheid aan."
        )


def _word(number: Decimal) -> str:
    return f"{number:f}".replace(".", ",")
