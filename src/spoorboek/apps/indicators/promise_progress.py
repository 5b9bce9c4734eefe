"""How far every promise of a plan is, counted by its figure on one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.indicators.queries import find_figures
from spoorboek.apps.plans.deliveries import list_deliveries
from spoorboek.apps.plans.families import DuePromiseRow, PlanFamily
from spoorboek.figures.definition import Kind
from spoorboek.figures.dutch_dates import format_date
from spoorboek.figures.dutch_numbers import format_number
from spoorboek.figures.figure import Figure
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue, Value
from spoorboek.rules.claims.judge import judge_claims
from spoorboek.rules.figure_points import describe_point
from spoorboek.rules.outcome_states import CLAIM_OF, decide_outcome_state
from spoorboek.rules.parameters.dated import ParameterError
from spoorboek.rules.promise_accounts import (
    DuePromise,
    PromiseState,
    decide_count_state,
    decide_milestone_state,
    get_progress,
)
from spoorboek.rules.promise_forecasts import CountedPart
from spoorboek.rules.promises import (
    CountedPer,
    CountPromise,
    MilestonePromise,
    OutcomePromise,
    Promise,
    TargetDirection,
)

_DIRECTION_WORDS = {
    TargetDirection.AT_LEAST: "ten minste",
    TargetDirection.AT_MOST: "ten hoogste",
    TargetDirection.EXACTLY: "",
}
_OUTCOME_WORDS = {"rises": "stijgt", "falls": "daalt", "about_equal": "blijft ongeveer gelijk"}


@dataclass(frozen=True, slots=True)
class PromiseProgress:
    """One promise over one period: what was aimed at, what came of it, and in which state it is.

    ``figure`` counts it up to the day asked; None for a promise without a figure. ``target`` and
    ``result`` are Dutch words. ``is_due`` tells whether a report must speak of it, or may. ``parts`` are the
    months so far of a count that is still running, when they were asked for.
    """

    plan: str
    promise: Promise
    period: Period
    is_due: bool
    figure: Figure | None
    progress: Value | None
    state: PromiseState
    target: str
    result: str
    parts: tuple[CountedPart, ...] = ()


def list_family_progress(
    viewer: Viewer,
    family: PlanFamily,
    period: Period,
    *,
    on: date,
    at: datetime,
    theme: str = "",
    with_parts: bool = False,
) -> tuple[PromiseProgress, ...]:
    """Return the same of a plan that was read before; ``with_parts`` counts per month what is running."""
    due, running = family.list_due(period, theme=theme), family.list_running(period, theme=theme)
    rows = [*((row, True) for row in due), *((row, False) for row in running)]
    keys = {key for row, _ in rows for key in _list_keys(row, period, on)}
    if with_parts:
        keys |= {key for row, _ in rows for _, key in _list_part_keys(row, period, on)}
    figures = find_figures(viewer, sorted(keys), at=at)
    delivered = {(d.plan, d.promise): d.delivered_on for d in list_deliveries(viewer)}
    return tuple(
        _follow(row, is_due, period, on, figures, delivered.get((row.plan, row.promise.code)))
        for row, is_due in rows
    )


def _measured(row: DuePromiseRow, period: Period, on: date) -> Period:
    """The part of the promise's period that lies behind us on ``on``, never beyond the report."""
    last = max(row.period.first, min(row.period.last, period.last, on))
    return Period(row.period.first, last)


def _list_keys(row: DuePromiseRow, period: Period, on: date) -> list[str]:
    promise, measured = row.promise, _measured(row, period, on)
    if isinstance(promise, MilestonePromise) or not promise.figure:
        return []
    if isinstance(promise, OutcomePromise):
        return [f"{promise.figure}@{each}" for each in (*_baselines(row), row.period)]
    if isinstance(promise, CountPromise):
        return [f"{promise.figure}@{measured}"]
    return [f"{promise.figure}@{_overlap(measured, period)}"]


def _list_part_keys(row: DuePromiseRow, period: Period, on: date) -> list[tuple[Period, str]]:
    """The months so far of what is counted afresh and still running: from these a forecast can be made."""
    promise = row.promise
    if not isinstance(promise, CountPromise) or not row.period.first <= on < row.period.last:
        return []
    if promise.per is not CountedPer.YEAR and promise.baseline != 0:
        return []
    months = _measured(row, period, on).split_by_month()
    return [(month, f"{promise.figure}@{month}") for month in months]


def _list_parts(
    row: DuePromiseRow, period: Period, on: date, figures: Mapping[str, Figure], whole: Figure | None
) -> tuple[CountedPart, ...]:
    """The parts, as far as they add up to the whole; else the whole as one part."""
    if whole is None or whole.definition.kind is not Kind.COUNT or not isinstance(whole.value, int):
        return ()
    months = _list_part_keys(row, period, on)
    counts = [figures[key].value if key in figures else NonValue.MISSING for _, key in months]
    known = [count for count in counts if isinstance(count, int)]
    if months and len(known) == len(months) and sum(known) == whole.value:
        return tuple(CountedPart(month, count) for (month, _), count in zip(months, known, strict=True))
    return (CountedPart(whole.period, whole.value),) if months else ()


def _overlap(measured: Period, period: Period) -> Period:
    return Period(max(measured.first, period.first), min(measured.last, period.last))


def _baselines(row: DuePromiseRow) -> tuple[Period, Period]:
    """The last whole year before the promise begins, and the one before: a survey may skip a year."""
    first = (row.promise.period or row.plan_period).first.year
    return Period.year(first - 1), Period.year(first - 2)


def _follow(
    row: DuePromiseRow,
    is_due: bool,
    period: Period,
    on: date,
    figures: Mapping[str, Figure],
    delivered_on: date | None,
) -> PromiseProgress:
    promise = row.promise
    keys = _list_keys(row, period, on)
    figure = figures.get(keys[-1]) if keys else None
    progress: Value | None = None
    if isinstance(promise, CountPromise):
        actual = figure.value if figure else NonValue.MISSING
        state = decide_count_state(DuePromise(promise, row.period), actual, min(on, period.last))
        result = "" if figure else "geen cijfer"
        progress = _get_count_progress(promise, actual, is_over=min(on, period.last) >= row.period.last)
    elif isinstance(promise, MilestonePromise):
        state, result = _judge_milestone(promise, delivered_on, min(on, period.last))
    elif isinstance(promise, OutcomePromise):
        state, result = _judge_outcome(promise, keys, figures, min(on, period.last))
    else:
        state = PromiseState.ON_COURSE if figure or not promise.figure else PromiseState.NOT_MEASURABLE
        result = "" if figure else "doorlopend"
    target = _describe_target(promise)
    parts = _list_parts(row, period, on, figures, figure)
    return PromiseProgress(
        row.plan, promise, row.period, is_due, figure, progress, state, target, result, parts
    )


def _judge_milestone(
    promise: MilestonePromise, delivered_on: date | None, on: date
) -> tuple[PromiseState, str]:
    if delivered_on is None and on >= promise.due_on:
        # Nobody has shown it; that is not the same as not done.
        return PromiseState.NOT_REPORTED, "geen bewijs vastgelegd"
    words = f"klaar op {format_date(delivered_on)}" if delivered_on else "nog niet klaar"
    return decide_milestone_state(promise.due_on, delivered_on, on), words


def _get_count_progress(promise: CountPromise, actual: Value, *, is_over: bool) -> Value | None:
    """What starts afresh each year cannot be set against the year before until its year is over."""
    if promise.per is CountedPer.YEAR and promise.baseline and not is_over:
        return None
    return get_progress(
        actual=actual, baseline=promise.baseline, target=promise.target, direction=promise.direction
    )


def _judge_outcome(
    promise: OutcomePromise, keys: list[str], figures: Mapping[str, Figure], on: date
) -> tuple[PromiseState, str]:
    *before, now = (figures.get(key) for key in keys) if keys else (None,)
    known = (one for one in before if one is not None and one.value is not NonValue.MISSING)
    baseline = next(known, None)
    if now is None or baseline is None:
        return PromiseState.NOT_MEASURABLE, "" if now else "geen cijfer"
    found = (baseline, now)
    entry: dict[str, Any] = {
        "id": promise.code,
        "claim": CLAIM_OF[promise.outcome],
        "strength": "trend",
        # What it counts is left out: whether a small number may be printed is not asked here.
        "kind": baseline.definition.kind.value,
        "source_type": baseline.definition.source_type.value,
        "points": [describe_point(figure) for figure in found],
        "from": str(found[0].period),
        "to": str(found[1].period),
    }
    try:
        verdict = judge_claims([entry], on=on)[0]
    except ParameterError:
        return PromiseState.NOT_MEASURABLE, f"op {format_date(on)} golden nog geen afspraken om te toetsen"
    return decide_outcome_state(verdict), ""


def _describe_target(promise: Promise) -> str:
    if isinstance(promise, CountPromise):
        words = (_DIRECTION_WORDS[promise.direction], format_number(promise.target), promise.unit)
        return " ".join(word for word in words if word)
    if isinstance(promise, MilestonePromise):
        return f"{promise.deliverable}, uiterlijk {format_date(promise.due_on)}"
    if isinstance(promise, OutcomePromise):
        return _OUTCOME_WORDS[CLAIM_OF[promise.outcome]]
    return "doorlopende inzet"
