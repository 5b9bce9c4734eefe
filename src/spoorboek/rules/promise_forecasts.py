"""Where a promise will end if it goes on as it goes, and what cannot be said beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spoorboek.figures.dutch_dates import format_date
from spoorboek.figures.dutch_numbers import format_number
from spoorboek.figures.period import Period
from spoorboek.rules.promise_accounts import DuePromise
from spoorboek.rules.promises import (
    CountedPer,
    CountPromise,
    MilestonePromise,
    OutcomePromise,
    Promise,
    TargetDirection,
)
from spoorboek.stats.count_forecast import forecast_count

_LEAST_SHARE = 4
"""A forecast needs at least one quarter of the period behind it: less says next to nothing."""


@dataclass(frozen=True, slots=True)
class CountedPart:
    """How many were counted in a part (a month, say) of the period of a promise."""

    period: Period
    count: int


@dataclass(frozen=True, slots=True)
class PromiseForecast:
    """What a counted promise comes to at the end of its period, what is done already included.

    ``low`` and ``high`` hold it with 95% certainty; ``dispersion`` above 1 tells that the parts scatter more
    than chance, so that the margin was widened. ``words`` are for people, ``outlook`` says what it means for
    the target.
    """

    done: int
    expected: int
    low: int
    high: int
    dispersion: float
    words: str
    outlook: str


@dataclass(frozen=True, slots=True)
class NoForecast:
    """Why nothing is said beforehand, in a Dutch sentence without its full stop."""

    reason: str


def forecast_promise(
    due: DuePromise, parts: Sequence[CountedPart], on: date
) -> PromiseForecast | NoForecast | None:
    """Go on at the pace of the period so far; honest only for what is counted afresh and well under way.

    Parameters: ``due``, a promise with its period; ``parts``, what was counted from the first day of the
    period up to and including ``on``, in order; empty when nothing is known. Returns a forecast, or why
    there is none; None once the period is over, when there is nothing left to say beforehand. Errors:
    those of ``spoorboek.stats.count_forecast``. Source: there, the Poisson prediction interval.
    """
    promise, period = due.promise, due.period
    if on >= period.last:
        return None
    if not isinstance(promise, CountPromise):
        return NoForecast(_say_why_not(promise))
    if promise.per is not CountedPer.YEAR and promise.baseline != 0:
        return NoForecast("een stand loopt niet in een vast tempo op of af")
    if not parts:
        return NoForecast("er is nog geen cijfer over deze periode")
    ready_on = period.first + timedelta(days=-(-period.days_count // _LEAST_SHARE) - 1)
    if on < ready_on:
        return NoForecast(f"een verwachting kan vanaf {format_date(ready_on)}: dan is een kwart voorbij")
    return _go_on(promise, period, parts, on)


def _go_on(promise: CountPromise, period: Period, parts: Sequence[CountedPart], on: date) -> PromiseForecast:
    counts = [part.count for part in parts]
    exposures = [float(part.period.days_count) for part in parts]
    found = forecast_count(counts, exposures, next_exposure=float((period.last - on).days))
    done = sum(counts)
    low, high = done + found.low, done + found.high
    return PromiseForecast(
        done=done,
        expected=done + round(found.expected),
        low=low,
        high=high,
        dispersion=found.dispersion,
        words=_say_range(promise, low, high),
        outlook=_say_outlook(promise, low, high),
    )


def _say_why_not(promise: Promise) -> str:
    if isinstance(promise, MilestonePromise):
        return "een mijlpaal is er of is er niet; daar hoort geen tempo bij"
    if isinstance(promise, OutcomePromise):
        return "een uitkomst wordt gemeten en telt niet op; vooruitzeggen zou raden zijn"
    return "doorlopende inzet heeft geen doel om te halen"


def _say_range(promise: CountPromise, low: int, high: int) -> str:
    between = format_number(low) if low == high else f"{format_number(low)} tot {format_number(high)}"
    target = format_number(promise.target)
    if promise.direction is TargetDirection.AT_MOST:
        return f"verwacht {between}; ten hoogste {target} is beloofd"
    return f"verwacht {between} van de {target}"


def _say_outlook(promise: CountPromise, low: int, high: int) -> str:
    target = promise.target
    sure, lost = low >= target, high < target
    if promise.direction is TargetDirection.AT_MOST:
        sure, lost = high <= target, low > target
    elif promise.direction is TargetDirection.EXACTLY:
        sure, lost = low == high == target, not low <= target <= high
    if sure:
        return "in dit tempo wordt het doel gehaald"
    return "in dit tempo wordt het doel niet gehaald" if lost else "het kan nog beide kanten op"
