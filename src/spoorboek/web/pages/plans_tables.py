"""Plans as tables: promised against reported, commitments, decisions, versions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.functional import Promise as Words
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.accounts.queries import CommitmentAccount, PromiseAccount, ReportedIn
from spoorboek.apps.letters.building import passport_address
from spoorboek.apps.plans.comparison import PartChange
from spoorboek.apps.plans.queries import PlanRow, PlanSummaryRow
from spoorboek.figures.codes import is_code
from spoorboek.figures.period import is_period
from spoorboek.rules.plan_content import Action, DecisionOutcome, PlanDecision
from spoorboek.rules.plan_lifecycle import VersionStatus
from spoorboek.rules.promises import Promise
from spoorboek.web.crumbs import Crumb, open_trail
from spoorboek.web.dates import format_date, format_period
from spoorboek.web.pages.plans_promises import SIGNS
from spoorboek.web.phrasebook import heard, say_word
from spoorboek.web.tables import Cell, Column, Table, cell, content_cell

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


def earlier_table(account: PromiseAccount) -> Table:
    """Return what came of a promise in earlier periods."""
    columns = [Column(_("Periode")), Column(_("Gedaan")), Column(_("Stand"))]
    rows = [
        [
            cell(capfirst(format_period(each.period))),
            say_done(each.done, each.figure_key),
            Cell(say_word(each.state.value), status=SIGNS[each.state.value]),
        ]
        for each in account.earlier
    ]
    return Table(_("Eerdere periodes"), columns, rows)


def reported_table(reports: Iterable[ReportedIn], silent: Iterable[ReportedIn] = ()) -> Table:
    """Return the letters that speak of a promise or commitment, and those that had to and do not."""
    columns = [
        Column(_("Brief")),
        Column(_("Datum"), keep_together=True),
        Column(_("Gemeld")),
        Column(_("Wat de brief zegt")),
    ]
    told = [(each, True) for each in reports] + [(each, False) for each in silent]
    told.sort(key=lambda pair: pair[0].dated_on, reverse=True)
    rows = [
        [
            content_cell(each.title, href=reverse("letter", args=[each.letter])),
            cell(format_date(each.dated_on)),
            _was_told(each, speaks),
            cell(_said(each) if speaks else _("niets, terwijl het in deze periode af moest zijn")),
        ]
        for each, speaks in told
    ]
    return Table(
        _("Gemeld aan de raad"),
        columns,
        rows,
        empty=_("Nog in geen gepubliceerde brief gemeld."),
        is_stacked=True,
    )


def action_tables(plan: PlanRow, promise: Promise) -> list[Table]:
    """Return the actions for a promise, and then what else happens for its theme."""
    own = [each for each in plan.content.actions if promise.code in each.promises]
    # What is meant for other promises alone says nothing of this one.
    beside = [
        each
        for each in plan.content.actions
        if promise.theme and each.theme == promise.theme and not each.promises
    ]
    said = _("Andere acties bij dit thema") if own else _("Acties bij dit thema")
    tables = [_action_table(plan, own, _("Acties voor deze belofte")), _action_table(plan, beside, said)]
    return [table for table in tables if table.rows]


def _action_table(plan: PlanRow, actions: Sequence[Action], caption: str) -> Table:
    columns = [
        Column(_("Actie")),
        Column(_("Eigenaar")),
        Column(_("Uiterlijk"), keep_together=True),
        Column(_("Samen met")),
    ]
    partners = {each.code: each.title for each in plan.content.partners}
    rows = [
        [
            content_cell(each.title, note=each.note),
            content_cell(each.owner),
            cell(format_date(each.due_on)),
            cell(", ".join(partners.get(code, code) for code in each.partners)),
        ]
        for each in sorted(actions, key=lambda action: action.due_on)
    ]
    return Table(caption, columns, rows, is_stacked=True)


def commitment_table(accounts: Sequence[CommitmentAccount], *, may_write: bool = False) -> Table:
    """Return every commitment: what, made when, due when, and the letter that kept it, or the way to it."""
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
            content_cell(
                said.text, href=reverse("commitment", args=[account.plan, said.code]), note=said.note
            ),
            cell(format_date(said.made_on), note=said.made_in),
            cell(format_date(said.due_on) if said.due_on else ""),
            Cell(
                say_word(account.state.value),
                status=SIGNS[account.state.value],
                note=_("op %(day)s") % {"day": format_date(said.discharged_on)} if said.discharged_on else "",
            ),
            _kept_with(account, may_write),
            say_newest_report(
                tuple(each for each in account.reported_in if each.letter != said.discharged_by)
            ),
        ]
        for account in accounts
        for said in (account.commitment,)
    ]
    return Table(
        _("Toezeggingen aan de raad"),
        columns,
        rows,
        empty=_("Er is nog niets aan de raad toegezegd."),
        is_stacked=True,
    )


def _kept_with(account: CommitmentAccount, may_write: bool) -> Cell:
    said = account.commitment
    if account.letter_title:
        return content_cell(account.letter_title, href=reverse("letter", args=[said.discharged_by]))
    if may_write and not said.discharged_by:
        return cell(_("Afdoen"), href=reverse("commitment_discharge", args=[account.plan, said.code]))
    return cell("")


def decision_table(plan: PlanRow) -> Table:
    """Return what was decided about parts of the plan after an evaluation."""
    columns = [
        Column(_("Onderwerp")),
        Column(_("Besluit")),
        Column(_("Op"), keep_together=True),
        Column(_("Reden")),
        Column(_("Blijkt uit")),
    ]
    rows = [
        [
            content_cell(each.subject),
            cell(str(OUTCOMES[each.outcome])),
            cell(format_date(each.decided_on)),
            content_cell(each.reason),
            _evidence(each, plan.summary.area_code),
        ]
        for each in plan.decisions
    ]
    return Table(_("Besluiten na een evaluatie"), columns, rows, is_stacked=True)


def _evidence(said: PlanDecision, area: str) -> Cell:
    """The letter that tells it, else the figure that shows it; what is left over stands below it."""
    code, _mark, period = said.figure.partition("@")
    figure = _("cijfer %(code)s over %(period)s") % {"code": code, "period": period} if code else ""
    if is_code(said.letter):
        return cell(_("de brief"), href=reverse("letter", args=[said.letter]), note=figure or said.evaluation)
    if is_code(code) and is_period(period):
        return cell(figure, href=passport_address(f"{said.figure}@{area}"), note=said.evaluation)
    return content_cell(said.evaluation)


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
                content_cell(each.reason),
            ]
        )
    return Table(_("Versies"), columns, rows, is_stacked=True)


def difference_table(changes: Sequence[PartChange], before: int) -> Table:
    """Return what one version changed in the one before it."""
    columns = [Column(_("Onderdeel")), Column(_("Soort")), Column(_("Wat"))]
    rows = [
        [
            content_cell(change.title),
            cell(str(LISTS.get(change.list_name, change.list_name))),
            cell(change.change),
        ]
        for change in changes
    ]
    caption = _("Verschil met versie %(number)s") % {"number": before}
    return Table(caption, columns, rows, empty=_("De tekst van het plan is dezelfde."))


def say_done(words: str, key: str, note: str = "") -> Cell:
    """Return what was done, as the number that leads to its passport."""
    return cell(heard(words), href=passport_address(key) if key and words else "", note=note)


def say_newest_report(reports: Sequence[ReportedIn]) -> Cell:
    """Return the newest letter that speaks of something."""
    if not reports:
        return cell("")
    newest = reports[0]
    return content_cell(
        newest.title, href=reverse("letter", args=[newest.letter]), note=format_date(newest.dated_on)
    )


def _said(report: ReportedIn) -> str:
    if report.unreported:
        return _("Niet gemeld: %(reason)s") % {"reason": report.unreported}
    if report.state:
        return ", ".join(words for words in (report.done, report.state) if words)
    return _("gemeld in de tekst")


def _was_told(report: ReportedIn, speaks: bool) -> Cell:
    if not speaks:
        return Cell(_("niet gemeld"), status="wrong")
    if report.unreported:
        return Cell(_("niet gemeld, met reden"), status="absent")
    return Cell(_("gemeld"), status="ok")


def plan_crumbs(viewer: Viewer, row: PlanSummaryRow, *more: str) -> list[Crumb]:
    """Return the way to a page of one plan."""
    href = reverse("plan", args=[row.slug]) if more else ""
    crumbs = [Crumb(_("Plan"), reverse("plans")), Crumb(row.title, href)]
    return open_trail(viewer, *crumbs, *(Crumb(label) for label in more))
