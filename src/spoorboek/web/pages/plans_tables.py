"""Plans as tables: promised against reported, commitments, decisions, versions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.functional import Promise as Words
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoorboek.apps.accounts.queries import CommitmentAccount, PromiseAccount, ReportedIn
from spoorboek.apps.letters.building import passport_address
from spoorboek.apps.plans.comparison import PartChange
from spoorboek.apps.plans.queries import PlanRow
from spoorboek.figures.dutch_dates import format_date, format_period
from spoorboek.rules.plan_content import DecisionOutcome
from spoorboek.rules.plan_lifecycle import VersionStatus
from spoorboek.rules.promises import MilestonePromise, StandingPromise
from spoorboek.web.pages.plans_promises import (
    SIGNS,
    describe_deadline,
    describe_visible,
    forecast_words,
    promise_href,
    sign_of,
)
from spoorboek.web.tables import Cell, Column, Table, cell

STATUS_SIGNS = {status: "ok" if status is VersionStatus.ADOPTED else "absent" for status in VersionStatus}
OUTCOMES: dict[DecisionOutcome, Words] = {
    DecisionOutcome.KEPT: gettext_lazy("gaat door"),
    DecisionOutcome.CHANGED: gettext_lazy("veranderd"),
    DecisionOutcome.STOPPED: gettext_lazy("gestopt"),
    DecisionOutcome.ENDED: gettext_lazy("afgerond"),
    DecisionOutcome.ADDED: gettext_lazy("erbij gekomen"),
}
LISTS: dict[str, Words] = {
    "approaches": gettext_lazy("Werkwijze"),
    "themes": gettext_lazy("Thema"),
    "pillars": gettext_lazy("Pijler"),
    "goals": gettext_lazy("Doel"),
    "partners": gettext_lazy("Partner"),
    "budgets": gettext_lazy("Budget"),
    "areas": gettext_lazy("Gebied"),
    "announced_plans": gettext_lazy("Aangekondigd plan"),
    "promises": gettext_lazy("Belofte"),
    "actions": gettext_lazy("Actie"),
}


def promise_table(plan: PlanRow, accounts: Sequence[PromiseAccount]) -> Table:
    """Return one row per promise: what, target, deadline, done, state, what can be seen, where told, who."""
    columns = [
        Column(_("Belofte")),
        Column(_("Doel")),
        Column(_("Gedaan tot nu")),
        Column(_("Stand"), keep_together=True),
        Column(_("Verandering is te zien")),
        Column(_("Laatst gemeld in")),
        Column(_("Eigenaar")),
    ]
    of_plan = {each.slug: each.title for each in plan.execution_plans}
    rows = [
        [
            cell(account.promise.title, href=promise_href(account), note=of_plan.get(account.plan, "")),
            cell(account.target, note=_deadline(account)),
            _done(account.done, account.figure_key, forecast_words(account)),
            Cell(account.state_words, status=sign_of(account)),
            cell(describe_visible(account.visible)),
            _reported(account.reported_in),
            cell(account.promise.owner),
        ]
        for account in accounts
    ]
    return Table(_("Beloofd - verantwoord"), columns, rows, empty=_("Dit plan belooft nog niets."))


def earlier_table(account: PromiseAccount) -> Table:
    """Return what came of a promise in earlier periods."""
    columns = [Column(_("Periode")), Column(_("Gedaan")), Column(_("Stand"))]
    rows = [
        [
            cell(capfirst(format_period(each.period))),
            _done(each.done, each.figure_key),
            Cell(each.state.value, status=SIGNS[each.state.value]),
        ]
        for each in account.earlier
    ]
    return Table(_("Eerdere periodes"), columns, rows)


def reported_table(reports: Iterable[ReportedIn]) -> Table:
    """Return the published letters that speak of a promise or commitment."""
    columns = [Column(_("Brief")), Column(_("Datum"), keep_together=True), Column(_("Wat de brief zegt"))]
    rows = [
        [
            cell(each.title, href=reverse("letter", args=[each.letter])),
            cell(format_date(each.dated_on)),
            cell(_said(each)),
        ]
        for each in reports
    ]
    return Table(_("Gemeld aan de raad"), columns, rows, empty=_("Nog in geen gepubliceerde brief gemeld."))


def commitment_table(accounts: Sequence[CommitmentAccount]) -> Table:
    """Return every commitment: what, made when, due when, and the letter that kept it."""
    columns = [
        Column(_("Toezegging")),
        Column(_("Gedaan op"), keep_together=True),
        Column(_("Uiterlijk"), keep_together=True),
        Column(_("Stand")),
        Column(_("Nagekomen met")),
        Column(_("Ook genoemd in")),
    ]
    rows = [
        [
            cell(said.text, note=said.note),
            cell(format_date(said.made_on), note=said.made_in),
            cell(format_date(said.due_on) if said.due_on else ""),
            Cell(account.state_words.partition(":")[0], status=_commitment_sign(account)),
            cell(
                account.letter_title or "",
                href=reverse("letter", args=[said.discharged_by]) if account.letter_title else "",
            ),
            _reported(tuple(each for each in account.reported_in if each.letter != said.discharged_by)),
        ]
        for account in accounts
        for said in (account.commitment,)
    ]
    return Table(
        _("Toezeggingen aan de raad"), columns, rows, empty=_("Er is nog niets aan de raad toegezegd.")
    )


def decision_table(plan: PlanRow) -> Table:
    """Return what was decided about parts of the plan after an evaluation."""
    columns = [
        Column(_("Onderwerp")),
        Column(_("Besluit")),
        Column(_("Op"), keep_together=True),
        Column(_("Reden")),
    ]
    rows = [
        [
            cell(each.subject),
            cell(str(OUTCOMES[each.outcome])),
            cell(format_date(each.decided_on)),
            cell(each.reason),
        ]
        for each in plan.decisions
    ]
    return Table(_("Besluiten na een evaluatie"), columns, rows)


def version_table(plan: PlanRow) -> Table:
    """Return the versions of a plan with the decision that adopted each."""
    columns = [Column(_("Versie")), Column(_("Status")), Column(_("Vastgesteld door")), Column(_("Reden"))]
    rows = []
    for each in reversed(plan.versions):
        said = each.adoption
        words = f"{capfirst(said.body)}, {format_date(said.decided_on)}" if said else ""
        rows.append(
            [
                cell(
                    _("Versie %(number)s") % {"number": each.number},
                    href=reverse("plan_version", args=[plan.summary.slug, each.number]),
                ),
                Cell(each.status_word, status=STATUS_SIGNS[each.status]),
                cell(words, note=said.case_number if said else ""),
                cell(each.reason),
            ]
        )
    return Table(_("Versies"), columns, rows)


def difference_table(changes: Sequence[PartChange], before: int) -> Table:
    """Return what one version changed in the one before it."""
    columns = [Column(_("Onderdeel")), Column(_("Soort")), Column(_("Wat"))]
    rows = [
        [cell(change.title), cell(str(LISTS.get(change.list_name, change.list_name))), cell(change.change)]
        for change in changes
    ]
    caption = _("Verschil met versie %(number)s") % {"number": before}
    return Table(caption, columns, rows, empty=_("De tekst van het plan is dezelfde."))


def _done(words: str, key: str, note: str = "") -> Cell:
    return cell(words, href=passport_address(key) if key and words else "", note=note)


def _deadline(account: PromiseAccount) -> str:
    """The words of a milestone name its day already, and a standing effort has none."""
    if isinstance(account.promise, MilestonePromise | StandingPromise):
        return ""
    return _("uiterlijk %(day)s") % {"day": describe_deadline(account.promise, account)}


def _reported(reports: Sequence[ReportedIn]) -> Cell:
    if not reports:
        return cell("")
    newest = reports[0]
    return cell(newest.title, href=reverse("letter", args=[newest.letter]), note=format_date(newest.dated_on))


def _said(report: ReportedIn) -> str:
    if report.unreported:
        return _("Niet gemeld: %(reason)s") % {"reason": report.unreported}
    if report.state:
        return ", ".join(words for words in (report.done, report.state) if words)
    return _("gemeld in de tekst")


def _commitment_sign(account: CommitmentAccount) -> str:
    if account.commitment.discharged_by:
        return "ok"
    return "wrong" if account.is_overdue else "note"
