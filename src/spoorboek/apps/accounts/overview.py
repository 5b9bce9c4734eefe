"""Promised against reported, promises and commitments in one list: to narrow, to sort, to take along."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.accounts.promises import account_commitments, account_promises
from spoorboek.apps.accounts.rows import CommitmentAccount, PromiseAccount
from spoorboek.apps.audit.remembering import remember
from spoorboek.apps.letters.publications import list_published
from spoorboek.apps.plans.queries import read_family
from spoorboek.rules.commitments import CommitmentState
from spoorboek.rules.promise_accounts import PromiseState
from spoorboek.rules.promises import MilestonePromise, PromiseKind, StandingPromise, get_kind


class AccountOrder(Enum):
    """By what the list is put in order. The values stand in its address."""

    PLAN = "plan"
    STATE = "stand"
    DUE = "termijn"
    THEME = "thema"
    OWNER = "eigenaar"


_GRAVEST_FIRST = (
    PromiseState.MISSED.value,
    CommitmentState.OVERDUE.value,
    PromiseState.BEHIND.value,
    PromiseState.NOT_REPORTED.value,
    PromiseState.NOT_MEASURABLE.value,
    CommitmentState.OPEN.value,
    PromiseState.ON_COURSE.value,
    CommitmentState.KEPT_LATE.value,
)


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One promise, or one commitment (``kind`` is None), with what the list is narrowed and sorted by.

    ``state_words`` is the state without its day; ``due_on`` is None for what has no end.
    """

    account: PromiseAccount | CommitmentAccount
    kind: PromiseKind | None
    plan: str
    plan_title: str
    code: str
    title: str
    theme: str
    theme_title: str
    owner: str
    due_on: date | None
    state_words: str


@dataclass(frozen=True, slots=True)
class OverviewQuestion:
    """What somebody wants to see of the list; empty is everything. ``state`` is a state in words."""

    state: str = ""
    theme: str = ""
    owner: str = ""
    kind: str = ""
    order: AccountOrder = AccountOrder.PLAN


COMMITMENT = "commitment"
"""The kind of a commitment in a question, beside the values of ``PromiseKind``."""


def list_overview(viewer: Viewer, plan: str, *, on: date, at: datetime) -> tuple[OverviewRow, ...]:
    """Return every promise of a plan and its execution plans, then every commitment. Or NotFoundError."""
    return remember(viewer, "overview", plan, on, at=at, make=lambda: _make_overview(viewer, plan, on, at))


def _make_overview(viewer: Viewer, plan: str, on: date, at: datetime) -> tuple[OverviewRow, ...]:
    family, published = read_family(viewer, plan), list_published(viewer)
    titles = {member.slug: member.title for member in family.members}
    themes = family.find_theme_titles()
    rows = [
        OverviewRow(
            account=account,
            kind=get_kind(account.promise),
            plan=account.plan,
            plan_title=titles[account.plan],
            code=account.promise.code,
            title=account.promise.title,
            theme=account.promise.theme,
            theme_title=themes.get(account.promise.theme, account.promise.theme),
            owner=account.promise.owner,
            due_on=_find_due_day(account),
            state_words=account.state_words,
        )
        for account in account_promises(viewer, family, published, on=on, at=at)
    ]
    rows += [
        OverviewRow(
            account=account,
            kind=None,
            plan=account.plan,
            plan_title=titles[account.plan],
            code=account.commitment.code,
            title=account.commitment.text,
            theme="",
            theme_title="",
            owner="",
            due_on=account.commitment.due_on,
            state_words=account.state.value,
        )
        for account in account_commitments(family, published, on=on)
    ]
    return tuple(rows)


def narrow_overview(rows: Iterable[OverviewRow], question: OverviewQuestion) -> tuple[OverviewRow, ...]:
    """Return the rows that a question asks for, in its order."""
    found = [
        row
        for row in rows
        if (not question.state or row.state_words == question.state)
        and (not question.theme or row.theme == question.theme)
        and (not question.owner or row.owner == question.owner)
        and (not question.kind or (row.kind.value if row.kind else COMMITMENT) == question.kind)
    ]
    order = question.order
    if order is AccountOrder.STATE:
        found.sort(key=lambda row: _place(row.state_words))
    elif order is AccountOrder.DUE:
        found.sort(key=lambda row: row.due_on or date.max)
    elif order is AccountOrder.THEME:
        found.sort(key=lambda row: (not row.theme, row.theme_title.casefold()))
    elif order is AccountOrder.OWNER:
        found.sort(key=lambda row: (not row.owner, row.owner.casefold()))
    return tuple(found)


def _place(state: str) -> int:
    return _GRAVEST_FIRST.index(state) if state in _GRAVEST_FIRST else len(_GRAVEST_FIRST)


def _find_due_day(account: PromiseAccount) -> date | None:
    if isinstance(account.promise, StandingPromise):
        return None
    return account.promise.due_on if isinstance(account.promise, MilestonePromise) else account.period.last
