"""The plan: theme, goal, promise, and what has come of each. Public once it was adopted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.accounts.queries import (
    PromiseAccount,
    list_commitment_accounts,
    list_promise_accounts,
)
from spoorboek.apps.plans.outline import ThemeRow
from spoorboek.apps.plans.queries import (
    PlanRow,
    PlanSummaryRow,
    PromiseRow,
    compare_versions,
    export_plan,
    get_plan,
    get_promise,
    list_plans,
)
from spoorboek.rules.plan_lifecycle import VersionStatus
from spoorboek.rules.promises import MilestonePromise, Promise
from spoorboek.rules.roles import Permission
from spoorboek.web.crumbs import Crumb, open_trail
from spoorboek.web.dates import format_period
from spoorboek.web.doors import shared_page
from spoorboek.web.pages.plans_overview import overview_href
from spoorboek.web.pages.plans_promises import SIGNS, describe_commitment, describe_promise, sign_of
from spoorboek.web.pages.plans_tables import (
    STATUS_SIGNS,
    action_tables,
    commitment_table,
    decision_table,
    difference_table,
    earlier_table,
    plan_crumbs,
    reported_table,
    version_table,
)
from spoorboek.web.plan_drafts import list_said
from spoorboek.web.tables import Cell, Column, Table, cell, content_cell
from spoorboek.web.viewers import viewer_of


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One promise under its goal, with its state in words."""

    title: str
    href: str
    target: str
    done: str
    status: str
    word: str


@dataclass(frozen=True, slots=True)
class GoalLines:
    """One goal with its promises."""

    title: str
    promises: list[PromiseLine]


@dataclass(frozen=True, slots=True)
class ThemeLines:
    """One theme with its goals."""

    code: str
    title: str
    label: str
    goals: list[GoalLines]


@dataclass(frozen=True, slots=True)
class ExecutionPlanLines:
    """One execution plan with its promises."""

    title: str
    href: str
    period: str
    promises: list[PromiseLine]


@shared_page
def plans(request: HttpRequest) -> HttpResponse:
    """List the plans that exist for this viewer."""
    viewer = viewer_of(request)
    context = {
        "table": plan_table(viewer),
        "may_write": viewer.may(Permission.PLANS_WRITE),
        "crumbs": open_trail(viewer, Crumb(_("Plan"))),
    }
    return render(request, "pages/plans/list.html", context)


@shared_page
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one plan with what has come of each promise."""
    viewer = viewer_of(request)
    found = get_plan(viewer, slug)
    now = timezone.now()
    accounts = {
        (account.plan, account.promise.code): account
        for account in list_promise_accounts(viewer, slug, on=timezone.localdate(), at=now)
    }
    context = {
        "plan": found,
        "period": format_period(found.summary.period),
        "status_sign": STATUS_SIGNS[found.summary.status],
        "adoption": found.version.adoption,
        "themes": [_draw_theme(found, theme, accounts) for theme in found.themes if theme.goals],
        "bare_themes": [theme.title for theme in found.themes if not theme.goals],
        "below": [_draw_execution_plan(row, accounts) for row in found.execution_plans],
        "counted": _count_states(found, accounts),
        "decisions": decision_table(found),
        "versions": version_table(found),
        "has_draft": any(each.status is VersionStatus.DRAFT for each in found.versions),
        "is_adopted": found.version.status is VersionStatus.ADOPTED,
        "may_write": viewer.may(Permission.PLANS_WRITE),
        "may_adopt": viewer.may(Permission.PLANS_ADOPT),
        "crumbs": plan_crumbs(viewer, found.summary),
    }
    return render(request, "pages/plans/plan.html", context)


@shared_page
def promise(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show one promise with its actions, evidence, figure and history."""
    viewer = viewer_of(request)
    row = get_promise(viewer, slug, code)
    found = row.whole
    account = _get_account(viewer, slug, code, timezone.now())
    context = {
        "plan": found,
        "promise": row.promise,
        "account": account,
        "status_sign": sign_of(account),
        "facts": describe_promise(found, account),
        "earlier": earlier_table(account),
        "reported": reported_table(account.reported_in, account.silent_in),
        "decisions": row.decisions,
        "actions": action_tables(found, row.promise),
        "delivery": row.delivery,
        "may_deliver": _may_deliver(viewer, found, row),
        "crumbs": plan_crumbs(viewer, found.summary, row.promise.title),
    }
    return render(request, "pages/plans/promise.html", context)


@shared_page
def commitments(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every commitment to the council with the letter that kept it."""
    viewer = viewer_of(request)
    found = get_plan(viewer, slug)
    accounts = list_commitment_accounts(viewer, slug, on=timezone.localdate(), at=timezone.now())
    context = {
        "plan": found,
        "table": commitment_table(accounts, may_write=viewer.may(Permission.PLANS_WRITE)),
        "may_write": viewer.may(Permission.PLANS_WRITE),
        "crumbs": plan_crumbs(viewer, found.summary, _("Toezeggingen aan de raad")),
    }
    return render(request, "pages/plans/commitments.html", context)


@shared_page
def commitment(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show one commitment: what was said where, until when, and what kept it."""
    viewer = viewer_of(request)
    found = get_plan(viewer, slug)
    accounts = list_commitment_accounts(viewer, slug, on=timezone.localdate(), at=timezone.now())
    account = next((each for each in accounts if each.plan == slug and each.commitment.code == code), None)
    if account is None:
        raise NotFoundError(f"De toezegging '{code}'")
    context = {
        "plan": found,
        "account": account,
        "status_sign": SIGNS[account.state.value],
        "facts": describe_commitment(account),
        "reported": reported_table(account.reported_in),
        "crumbs": plan_crumbs(viewer, found.summary, _("Toezegging aan de raad")),
    }
    return render(request, "pages/plans/commitment.html", context)


@shared_page
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one version of a plan: who decided on it, and what it changed."""
    viewer = viewer_of(request)
    found = get_plan(viewer, slug, number)
    before = max((each.number for each in found.versions if each.number < number), default=0)
    changes = compare_versions(viewer, slug, before, number) if before else ()
    context = {
        "plan": found,
        "before": before,
        "said": list_said(found.content),
        "adoption_link": _link_of(found),
        "status_sign": STATUS_SIGNS[found.version.status],
        "table": difference_table(changes, before) if before else None,
        "crumbs": plan_crumbs(viewer, found.summary, _("Versie %(number)s") % {"number": number}),
    }
    return render(request, "pages/plans/version.html", context)


@shared_page
def plan_file(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the plan as a file that can be loaded again."""
    content = export_plan(viewer_of(request), slug)
    headers = {"Content-Disposition": f'attachment; filename="{slug}.yaml"'}
    return HttpResponse(content, content_type="application/yaml; charset=utf-8", headers=headers)


def plan_table(viewer: Viewer) -> Table:
    """Return the plans as a table, execution plans after their plan."""
    rows = list_plans(viewer)
    titles = {row.slug: row.title for row in rows}
    columns = [Column(_("Plan")), Column(_("Periode")), Column(_("Hoort bij")), Column(_("Status"))]
    drawn = [
        [
            content_cell(row.title, href=reverse("plan", args=[row.slug])),
            cell(capfirst(format_period(row.period))),
            cell(titles.get(row.parent, "")),
            Cell(row.status_word, status=STATUS_SIGNS[row.status]),
        ]
        for row in rows
    ]
    return Table(_("Plannen"), columns, drawn, empty=_("Er is nog geen plan vastgesteld."), is_stacked=True)


Accounts = dict[tuple[str, str], PromiseAccount]


def _draw_theme(found: PlanRow, theme: ThemeRow, accounts: Accounts) -> ThemeLines:
    slug = found.summary.slug
    titles = {each.code: each.title for each in found.themes if each.code}
    part_of = titles.get(theme.part_of, "")
    label = _("hoort bij %(theme)s") % {"theme": part_of} if part_of else theme.approach
    goals = [
        GoalLines(goal.title, [_draw_promise(slug, each, accounts) for each in goal.promises])
        for goal in theme.goals
    ]
    return ThemeLines(theme.code or "plan", theme.title, capfirst(label), goals)


def _draw_execution_plan(row: PlanSummaryRow, accounts: Accounts) -> ExecutionPlanLines:
    made = [account.promise for (slug, _code), account in accounts.items() if slug == row.slug]
    return ExecutionPlanLines(
        row.title,
        reverse("plan", args=[row.slug]),
        capfirst(format_period(row.period)),
        [_draw_promise(row.slug, each, accounts) for each in made],
    )


def _draw_promise(slug: str, made: Promise, accounts: Accounts) -> PromiseLine:
    href = reverse("promise", args=[slug, made.code])
    account = accounts.get((slug, made.code))
    if account is None:
        return PromiseLine(made.title, href, "", "", "absent", _("nog niet begonnen"))
    return PromiseLine(made.title, href, account.target, account.done, sign_of(account), account.state_words)


def _count_states(found: PlanRow, accounts: Accounts) -> list[tuple[str, str, int, str]]:
    counted = Counter((sign_of(account), account.state_words) for account in accounts.values())
    slug = found.summary.slug
    return [(sign, word, count, overview_href(slug, word)) for (sign, word), count in counted.items()]


def _link_of(found: PlanRow) -> str:
    """The address of the decision, when it is one that a browser only reads."""
    said = found.version.adoption
    link = said.link if said is not None else ""
    return link if link.startswith(("https://", "http://")) else ""


def _may_deliver(viewer: Viewer, found: PlanRow, row: PromiseRow) -> bool:
    is_open = isinstance(row.promise, MilestonePromise) and row.delivery is None
    is_adopted = found.version.status is VersionStatus.ADOPTED
    return is_open and is_adopted and viewer.may(Permission.PLANS_WRITE)


def _get_account(viewer: Viewer, slug: str, code: str, at: datetime) -> PromiseAccount:
    accounts = list_promise_accounts(viewer, slug, on=timezone.localdate(), at=at)
    found = next((each for each in accounts if each.plan == slug and each.promise.code == code), None)
    if found is None:
        raise NotFoundError(f"De belofte '{code}'")
    return found
