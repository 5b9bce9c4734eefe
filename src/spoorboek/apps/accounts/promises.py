"""Promised against reported: of every promise and commitment what came of it, and where it was told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.accounts.reports import list_reports
from spoorboek.apps.accounts.rows import (
    CommitmentAccount,
    EarlierPeriod,
    PromiseAccount,
    ReportedIn,
    VisibleBand,
)
from spoorboek.apps.indicators.promise_progress import PromiseProgress, list_family_progress
from spoorboek.apps.letters.publications import list_published
from spoorboek.apps.plans.queries import list_commitments, read_family
from spoorboek.documents.inline_filling import print_figure
from spoorboek.figures.dutch_dates import format_date
from spoorboek.rules.commitments import Commitment
from spoorboek.rules.plan_content import PlanDecision
from spoorboek.rules.promise_accounts import DuePromise, PromiseState
from spoorboek.rules.promise_forecasts import NoForecast, PromiseForecast, forecast_promise
from spoorboek.rules.promises import CountPromise, OutcomePromise
from spoorboek.rules.roles import Permission
from spoorboek.stats.visible_change import find_visible_change


def list_promise_accounts(viewer: Viewer, plan: str, *, on: date, at: datetime) -> tuple[PromiseAccount, ...]:
    """Return every promise of a plan and its execution plans, in the order of the plan.

    ``on`` is the day up to which is counted. Raises NotFoundError.
    """
    family = read_family(viewer, plan)
    reports = list_reports(list_published(viewer))
    rows: dict[tuple[str, str], list[PromiseProgress]] = {}
    for row in list_family_progress(viewer, family, family.period, on=on, at=at, with_parts=True):
        rows.setdefault((row.plan, row.promise.code), []).append(row)
    is_public = not viewer.may(Permission.FIGURES_VIEW)
    accounts = []
    for (_, code), progress in rows.items():
        reported = reports.get(code, ())
        about = tuple(one for one in family.decisions if one.about == code)
        now, *earlier = _order(progress, on)
        account = _account_for_all if is_public else _account_for_office
        accounts.append(account(now, earlier, reported, about, on))
    return tuple(accounts)


def list_commitment_accounts(
    viewer: Viewer, plan: str, *, on: date, at: datetime
) -> tuple[CommitmentAccount, ...]:
    """Return every commitment to the council about a plan and its execution plans, by due day."""
    published = list_published(viewer)
    reports, titles = list_reports(published), {letter.slug: letter.title for letter in published}
    accounts = []
    for row in list_commitments(viewer, plan):
        said = row.commitment
        is_overdue = not said.discharged_by and said.due_on is not None and said.due_on < on
        accounts.append(
            CommitmentAccount(
                plan=row.plan,
                commitment=said,
                letter_title=titles.get(said.discharged_by, ""),
                is_overdue=is_overdue,
                state_words=_describe_commitment(said, is_overdue),
                reported_in=reports.get(said.code, ()),
            )
        )
    return tuple(accounts)


def _order(rows: Iterable[PromiseProgress], on: date) -> list[PromiseProgress]:
    """Return the periods that have begun, the present one first. An outcome waits for whole years."""

    def has_come(row: PromiseProgress) -> bool:
        last = row.period.last if isinstance(row.promise, OutcomePromise) else row.period.first
        return last <= on

    ordered = sorted(rows, key=lambda row: row.period)
    return [row for row in reversed(ordered) if has_come(row)] or ordered[:1]


def _account_for_office(
    now: PromiseProgress,
    earlier: Sequence[PromiseProgress],
    reported: tuple[ReportedIn, ...],
    decisions: tuple[PlanDecision, ...],
    on: date,
) -> PromiseAccount:
    return PromiseAccount(
        plan=now.plan,
        promise=now.promise,
        period=now.period,
        target=now.target,
        figure_key=now.figure.key if now.figure else "",
        done=_say_done(now),
        progress=now.progress,
        state=now.state,
        state_words=now.state.value,
        earlier=tuple(
            EarlierPeriod(row.period, row.figure.key if row.figure else "", _say_done(row), row.state)
            for row in earlier
        ),
        visible=_find_visible(now),
        forecast=_forecast(now, on),
        reported_in=reported,
        decisions=decisions,
    )


def _account_for_all(
    now: PromiseProgress,
    earlier: Sequence[PromiseProgress],
    reported: tuple[ReportedIn, ...],
    decisions: tuple[PlanDecision, ...],
    on: date,
) -> PromiseAccount:
    """What a council member or resident may see: the words of the newest letter that has them."""
    told = reported[0] if reported else None
    return PromiseAccount(
        plan=now.plan,
        promise=now.promise,
        period=now.period,
        target=now.target,
        figure_key="",
        done=told.done if told else "",
        progress=None,
        state=None,
        state_words=say_public_state(told),
        earlier=(),
        visible=_find_visible(now),
        forecast=None,
        reported_in=reported,
        decisions=decisions,
    )


def say_public_state(told: ReportedIn | None) -> str:
    """Return the state of a promise in the words of the newest letter that speaks of it."""
    if told is None or told.unreported:
        return PromiseState.NOT_REPORTED.value
    return told.state or "gemeld in een brief"


def _say_done(row: PromiseProgress) -> str:
    return print_figure(row.figure) if row.figure else row.result


def _find_visible(row: PromiseProgress) -> VisibleBand | None:
    promise = row.promise
    if not isinstance(promise, CountPromise) or promise.baseline <= 0:
        return None
    if promise.baseline != promise.baseline.to_integral_value():
        return None
    band = find_visible_change(int(promise.baseline))
    return VisibleBand(band.low, band.high)


def _forecast(row: PromiseProgress, on: date) -> PromiseForecast | NoForecast | None:
    return forecast_promise(DuePromise(row.promise, row.period), row.parts, on)


def _describe_commitment(said: Commitment, is_overdue: bool) -> str:
    if said.discharged_on is not None:
        return f"nagekomen op {format_date(said.discharged_on)}"
    if said.due_on is None:
        return "open, zonder datum"
    return f"{'te laat' if is_overdue else 'open'}: uiterlijk {format_date(said.due_on)}"
