"""Promised against reported: of every promise and commitment what came of it, and where it was told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.accounts.reports import list_reports, list_silences
from spoorboek.apps.accounts.rows import (
    CommitmentAccount,
    EarlierPeriod,
    PromiseAccount,
    ReportedIn,
    VisibleBand,
)
from spoorboek.apps.audit.remembering import remember
from spoorboek.apps.indicators.promise_progress import PromiseProgress, list_family_progress
from spoorboek.apps.letters.publications import PublishedLetter, list_published
from spoorboek.apps.plans.deliveries import list_deliveries
from spoorboek.apps.plans.families import PlanFamily
from spoorboek.apps.plans.queries import read_family
from spoorboek.documents.inline_filling import print_figure
from spoorboek.figures.dutch_dates import format_date
from spoorboek.rules.commitments import Commitment, decide_commitment_state
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

    def make() -> tuple[PromiseAccount, ...]:
        return account_promises(viewer, read_family(viewer, plan), list_published(viewer), on=on, at=at)

    return remember(viewer, "promise accounts", plan, on, at=at, make=make)


def account_promises(
    viewer: Viewer, family: PlanFamily, published: Sequence[PublishedLetter], *, on: date, at: datetime
) -> tuple[PromiseAccount, ...]:
    """Return the same of a plan and letters that were read before."""
    reports = list_reports(published)
    silences = list_silences(family, published, reports)
    delivered = {(row.plan, row.promise): row for row in list_deliveries(viewer)}
    rows: dict[tuple[str, str], list[PromiseProgress]] = {}
    for row in list_family_progress(viewer, family, family.period, on=on, at=at, with_parts=True):
        rows.setdefault((row.plan, row.promise.code), []).append(row)
    account = _account_for_office if viewer.may(Permission.FIGURES_VIEW) else _account_for_all
    accounts = []
    for (plan, code), progress in rows.items():
        about = tuple(one for one in family.decisions if one.about == code)
        now, *earlier = _order(progress, on)
        found = account(now, earlier, reports.get(code, ()), about, on)
        accounts.append(
            replace(found, silent_in=silences.get((plan, code), ()), delivery=delivered.get((plan, code)))
        )
    return tuple(accounts)


def list_commitment_accounts(
    viewer: Viewer, plan: str, *, on: date, at: datetime
) -> tuple[CommitmentAccount, ...]:
    """Return every commitment to the council about a plan and its execution plans, by due day."""

    def make() -> tuple[CommitmentAccount, ...]:
        return account_commitments(read_family(viewer, plan), list_published(viewer), on=on)

    return remember(viewer, "commitment accounts", plan, on, at=at, make=make)


def account_commitments(
    family: PlanFamily, published: Sequence[PublishedLetter], *, on: date
) -> tuple[CommitmentAccount, ...]:
    """Return the same of a plan and letters that were read before."""
    reports, titles = list_reports(published), {letter.slug: letter.title for letter in published}
    return tuple(
        CommitmentAccount(
            plan=row.plan,
            commitment=row.commitment,
            letter_title=titles.get(row.commitment.discharged_by, ""),
            state=decide_commitment_state(row.commitment, on),
            state_words=_describe_commitment(row.commitment, on),
            reported_in=reports.get(row.commitment.code, ()),
        )
        for row in family.list_commitments()
    )


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


def _describe_commitment(said: Commitment, on: date) -> str:
    state = decide_commitment_state(said, on)
    if said.discharged_on is not None:
        return f"{state.value} op {format_date(said.discharged_on)}"
    return f"{state.value}: uiterlijk {format_date(said.due_on)}" if said.due_on else "nog open, zonder datum"
