"""What has come of a promise: how far, due when, in which state, reported or silent."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from spoorboek.figures.period import Period
from spoorboek.figures.unseen_characters import says_something
from spoorboek.figures.values import NonValue, Value, is_number
from spoorboek.rules.promises import (
    CountedPer,
    CountPromise,
    MilestonePromise,
    OutcomePromise,
    Promise,
    StandingPromise,
    TargetDirection,
)


class PromiseState(Enum):
    """What has come of a promise so far. The values are the Dutch words that users read."""

    ON_COURSE = "op koers"
    BEHIND = "loopt achter"
    MET = "gehaald"
    MISSED = "niet gehaald"
    NOT_MEASURABLE = "niet te meten"
    NOT_REPORTED = "niet gemeld"


@dataclass(frozen=True, slots=True)
class DuePromise:
    """One promise over one of its periods; ``period.last`` is the day on which it must be kept."""

    promise: Promise
    period: Period


def get_progress(*, actual: Value, baseline: Decimal, target: Decimal, direction: TargetDirection) -> Value:
    """Return which part of the promised way was gone; never ``actual / target``.

    Parameters: ``actual``, the value now or a non-value; ``baseline``, the value at the start;
    ``target`` and its ``direction``. Returns ``(actual - baseline) / (target - baseline)``: 1 is the
    target, below 0 is the wrong way; UNDEFINED when the start is already on the right side, because
    then there is no way to go; a non-value carries over. Errors: none. Source: method, progress.

    >>> get_progress(actual=144, baseline=Decimal(110), target=Decimal(178),
    ...              direction=TargetDirection.AT_LEAST)
    Decimal('0.5')
    """
    if not is_number(actual):
        return actual
    if target == baseline or _is_met(baseline, target, direction):
        return NonValue.UNDEFINED
    return (Decimal(actual) - baseline) / (target - baseline)


def list_due(promises: Iterable[Promise], plan_period: Period, reported: Period) -> tuple[DuePromise, ...]:
    """Return what a report over ``reported`` has to answer for, in the order of the plan.

    Parameters: ``promises`` of one plan; ``plan_period``, its days; ``reported``, the days of the
    report. Returns per promise the periods that end inside the report: for a promise per year every
    such year, for an outcome the last such year, for a promise over a period its deadline, for a
    milestone its date. A standing effort is due in every report that shares a day with it. Errors:
    none.
    """
    return tuple(
        DuePromise(promise, period)
        for promise in promises
        for period in list_periods(promise, plan_period)
        if _is_due(promise, period, reported)
    )


def list_running(
    promises: Iterable[Promise], plan_period: Period, reported: Period
) -> tuple[DuePromise, ...]:
    """Return what is under way during ``reported`` but has its last day after it.

    Parameters and order as ``list_due``; a report may tell of these and need not. Errors: none.
    """
    return tuple(
        DuePromise(promise, period)
        for promise in promises
        for period in list_periods(promise, plan_period)
        if period.overlaps(reported)
        and period.last > reported.last
        and not isinstance(promise, StandingPromise)
    )


def list_periods(promise: Promise, plan_period: Period) -> tuple[Period, ...]:
    """Return the periods over which a promise is judged, oldest first.

    Parameters: ``promise``; ``plan_period``, used when the promise has no period of its own.
    Returns calendar years for a promise per year and for an outcome, else one period. Errors: none.
    """
    period = promise.period or plan_period
    if isinstance(promise, MilestonePromise):
        return (Period(min(period.first, promise.due_on), promise.due_on),)
    if isinstance(promise, OutcomePromise):
        return period.years() or (period,)
    if isinstance(promise, CountPromise) and promise.per is CountedPer.YEAR:
        return period.years()
    return (period,)


def _is_due(promise: Promise, period: Period, reported: Period) -> bool:
    if isinstance(promise, StandingPromise):
        return period.overlaps(reported)
    return reported.contains(period.last)


def decide_count_state(due: DuePromise, actual: Value | None, on: date) -> PromiseState:
    """Say in words what has come of a counted promise on a day.

    Parameters: ``due``, a counted promise with its period; ``actual``, the value counted up to and
    including ``on``, a non-value, or None when nobody reported. Returns the state. While the period
    runs, the promise is on course when the whole units counted are not below the whole units of an
    even pace; a promise of at most so many is missed as soon as it is passed. Errors: TypeError when
    the promise is not a counted one.
    """
    promise = due.promise
    if not isinstance(promise, CountPromise):
        raise TypeError(f"a counted promise is needed, got {type(promise).__name__}")
    if actual is None:
        return PromiseState.NOT_REPORTED
    if not is_number(actual):
        return PromiseState.NOT_MEASURABLE
    number, direction = Decimal(actual), promise.direction
    if on >= due.period.last:
        return PromiseState.MET if _is_met(number, promise.target, direction) else PromiseState.MISSED
    if direction is TargetDirection.AT_LEAST and number >= promise.target:
        return PromiseState.MET
    if direction is not TargetDirection.AT_LEAST and promise.target >= promise.baseline:
        # A ceiling above the start: what is counted only grows, so passing it cannot be undone.
        return PromiseState.MISSED if number > promise.target else PromiseState.ON_COURSE
    return PromiseState.ON_COURSE if _keeps_pace(promise, due.period, number, on) else PromiseState.BEHIND


def _keeps_pace(promise: CountPromise, period: Period, number: Decimal, on: date) -> bool:
    gone_days = max(0, (on - period.first).days + 1)
    # What starts afresh each year starts at 0; the year before is only what it is compared with.
    is_afresh = promise.per is CountedPer.YEAR and promise.direction is TargetDirection.AT_LEAST
    start = Decimal(0) if is_afresh else promise.baseline
    way = promise.target - start
    expected = abs(way) * gone_days / period.days_count
    made = (number - start) * (1 if way > 0 else -1)
    return made >= math.floor(expected)


def decide_milestone_state(due_on: date, delivered_on: date | None, on: date) -> PromiseState:
    """Say in words what has come of a milestone on a day.

    Parameters: ``due_on``; ``delivered_on`` or None while there is no evidence; ``on``, today.
    Returns met only when delivered in time; delivered late is missed, because the date was part of
    the promise. Errors: none.
    """
    if delivered_on is not None:
        return PromiseState.MET if delivered_on <= due_on else PromiseState.MISSED
    return PromiseState.MISSED if on > due_on else PromiseState.ON_COURSE


def _is_met(number: Decimal, target: Decimal, direction: TargetDirection) -> bool:
    if direction is TargetDirection.AT_LEAST:
        return number >= target
    return number <= target if direction is TargetDirection.AT_MOST else number == target


def find_silent_promises(
    due: Iterable[str], reported: Collection[str], unreported_with_reason: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the codes that were due and on which a report says nothing at all.

    Parameters: ``due``, codes of promises or commitments; ``reported``, the codes that the report
    speaks of; ``unreported_with_reason``, code to the reason why nothing is reported. Returns codes
    in the order of ``due``, each once; an empty reason is silence too. Errors: none.

    >>> find_silent_promises(["a", "b", "c"], ["a"], {"b": "geteld wordt pas vanaf 2024", "c": " "})
    ('c',)
    """
    spoken = set(reported) | {
        code for code, reason in unreported_with_reason.items() if says_something(reason)
    }
    return tuple(code for code in dict.fromkeys(due) if code not in spoken)
