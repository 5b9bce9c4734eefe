"""Measures: the list with what is due, and one measure with its decision, effect and dates."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import gather_reads
from spoorboek.apps.interventions.deadlines import list_deadlines, log_deadlines
from spoorboek.apps.interventions.measure_queries import get_measure, list_measures
from spoorboek.apps.interventions.measure_rows import DecisionRow, MeasureDetail
from spoorboek.figures.dutch_numbers import format_money
from spoorboek.rules.roles import Permission
from spoorboek.web.crumbs import Crumb, trail
from spoorboek.web.dates import format_date
from spoorboek.web.desks import Action, Box, Desk, DeskFact, day_of, fact
from spoorboek.web.doors import role_page
from spoorboek.web.list_place import DeskList, find_place, keep_place
from spoorboek.web.measure_tables import deadline_table, forfeiture_table, measure_table, remedy_table
from spoorboek.web.paging import draw_pages, read_page_number
from spoorboek.web.phrasebook import say_word
from spoorboek.web.tables import Column, Table, cell, content_cell
from spoorboek.web.viewers import viewer_of

readers = role_page(Permission.MEASURES_VIEW)
_PER_PAGE, _AHEAD = 50, timedelta(weeks=6)
_LIST = DeskList("measures", "measure")


@readers
def measures(request: HttpRequest) -> HttpResponse:
    """List the measures, with what is due in six weeks above them."""
    viewer = viewer_of(request)
    today = timezone.localdate()
    number = read_page_number(request)
    with gather_reads():
        rows, total = list_measures(viewer, at=timezone.now(), page=number, size=_PER_PAGE)
        due = list_deadlines(viewer, today, today + _AHEAD, with_areas=False)
        log_deadlines(viewer, due, at=timezone.now())
    page = draw_pages(number, _PER_PAGE, total)
    context = {
        "title": _("Maatregelen"),
        "meaning": _("Besluiten van de burgemeester of het college, met hun termijnen."),
        "actions": [
            Action(_("Bestuurlijke rapportages"), reverse("reports"), is_main=True),
            Action(_("Filters, kaart en Excel"), reverse("maatregelen-list")),
        ],
        "tables": [
            deadline_table(
                viewer,
                due,
                _("Termijnen in de komende zes weken"),
                _("De komende zes weken loopt geen termijn af."),
            ),
            measure_table(rows, _("Maatregelen")),
        ],
        "page": page,
        "crumbs": trail((_("Registraties"), "registrations"), _("Maatregelen")),
    }
    answer = render(request, "pages/desk/list.html", context)
    return keep_place(request, answer, _LIST, [row.number for row in rows], page)


@readers
def measure(request: HttpRequest, number: str) -> HttpResponse:
    """Show one measure."""
    viewer = viewer_of(request)
    row = get_measure(viewer, number, at=timezone.now())
    place = find_place(request, _LIST, number)
    desk = Desk(
        place=place,
        title=f"{capfirst(say_word(row.line.kind_title))} {number}",
        label=_("Maatregel, %(status)s") % {"status": say_word(row.line.status)},
        notices=_notices(row),
        actions=_actions(viewer, row),
        boxes=_boxes(row.decision),
        facts=_facts(row),
        tables=[
            deadline_table(
                viewer,
                row.deadlines,
                _("Termijnen"),
                _("Er loopt geen termijn. De termijn voor bezwaar begint na de bekendmaking."),
                is_own=True,
            ),
            *([remedy_table(row, may_write=_may_write(viewer, row))] if row.remedies else []),
            *([_closure_table(row)] if row.closures else []),
            *(forfeiture_table(order) for order in row.orders),
        ],
    )
    crumbs = [*trail((_("Registraties"), "registrations")), Crumb(_("Maatregelen"), place.back_href)]
    return render(request, "pages/desk/detail.html", {"desk": desk, "crumbs": [*crumbs, Crumb(number)]})


def _notices(row: MeasureDetail) -> list[str]:
    if row.line.is_withdrawn:
        return [_("Deze maatregel is ingetrokken en telt nergens mee.")]
    notices = [
        _(
            "De rechter schorste dit besluit %(days)s (Awb, artikel 8:81). In die dagen verbeurt er niets "
            "en hoeft een pand niet dicht. De laatste dag van een sluiting verschuift niet vanzelf."
        )
        % {"days": one.describe()}
        for one in row.suspensions
    ]
    runs = any(one.against_sum_of is None and not one.outcome for one in row.remedies)
    decided = any(each.decided_on for order in row.orders for each in order.forfeitures)
    if runs and decided:
        notices.append(
            _(
                "Het bezwaar of beroep tegen de last gaat ook over de invordering, als die wordt betwist "
                "(Awb, artikel 5:39)."
            )
        )
    return notices


def _may_write(viewer: Viewer, row: MeasureDetail) -> bool:
    return viewer.may(Permission.MEASURES_WRITE) and not row.line.is_withdrawn


def _actions(viewer: Viewer, row: MeasureDetail) -> list[Action]:
    number = row.line.number
    found = _steps(row) if _may_write(viewer, row) else []
    return [*found, Action(_("Dossier"), reverse("measure_file", args=[number]))]


def _steps(row: MeasureDetail) -> list[Action]:
    number, found = row.line.number, []
    if row.published_on is None and row.lifted_on is None:
        found.append(Action(_("Bekendmaken"), reverse("measure_publish", args=[number]), is_main=True))
    if row.published_on is not None:
        found.append(Action(_("Bezwaar of beroep"), reverse("measure_remedy", args=[number])))
    for closure in row.closures:
        if closure.reopened_on is None:
            href = reverse("measure_reopen", args=[number, closure.number])
            found.append(Action(_("Pand heropenen"), href))
    for order in row.orders:
        if order.lifted_on is None:
            href = reverse("measure_forfeit", args=[number, order.number])
            found.append(Action(_("Overtreding van de last"), href))
            found.append(
                Action(_("Last opheffen"), reverse("measure_lift_order", args=[number, order.number]))
            )
        if any(not each.decided_on and not each.paid_on for each in order.forfeitures):
            found.append(Action(_("Invorderen"), reverse("measure_collect", args=[number, order.number])))
        if any(not each.paid_on for each in order.forfeitures):
            href = reverse("measure_collection", args=[number, order.number])
            found.append(Action(_("Aanmaning of uitstel"), href))
            found.append(Action(_("Betaling"), reverse("measure_pay", args=[number, order.number])))
    if row.lifted_on is None:
        found.append(Action(_("Opheffen"), reverse("measure_lift", args=[number])))
    return found


def _boxes(decision: DecisionRow | None) -> list[Box]:
    if decision is None:
        return []
    boxes = []
    if decision.proposed:
        source = _("%(ladder)s, versie %(version)s, rij %(row)s.") % {
            "ladder": decision.ladder,
            "version": decision.version,
            "row": decision.row,
        }
        boxes.append(Box(_("De tabel stelde voor"), capfirst(decision.proposed), [source, *decision.why]))
    if decision.deviation:
        reason = _("Reden: %(reason)s") % {"reason": decision.deviation_reason}
        heading = _("Afgeweken van de tabel: %(how)s") % {"how": decision.deviation}
        boxes.append(Box(heading, "", [*map(capfirst, decision.differences), reason]))
    return boxes


def _facts(row: MeasureDetail) -> list[DeskFact]:
    line, decision = row.line, row.decision
    report_href = reverse("report", args=[line.reports[0]]) if len(line.reports) == 1 else ""
    case_href = reverse("casussen-detail", args=[row.case]) if row.case else ""
    facts = [
        fact(_("Genomen op"), line.taken_on),
        fact(_("Bekendgemaakt op"), row.published_on),
        fact(_("Pand"), line.premises),
        fact(_("Rapportages"), ", ".join(line.reports), report_href),
        fact(_("Casus"), row.case, case_href),
    ]
    if row.supported_by:
        facts.append(fact(_("Steunt verder op"), row.supported_by))
    facts += [fact(_("Last opgeheven op"), each.lifted_on) for each in row.orders if each.lifted_on]
    if row.lifted_on:
        facts.append(fact(_("Opgeheven op"), f"{format_date(row.lifted_on)}: {row.lifting_reason}"))
    if decision is None:
        return [*facts, fact(_("Motivering"), row.reason)]
    views = day_of(decision.views_asked_on) or decision.views_skipped_because
    for order in row.orders:
        maximum = format_money(order.maximum_eur) if order.maximum_eur is not None else _("geen maximum")
        said = _("%(amount)s per overtreding, hoogstens %(maximum)s") % {
            "amount": format_money(order.amount_eur),
            "maximum": maximum,
        }
        facts.append(fact(_("Dwangsom"), said))
        facts.append(fact(_("Begunstigingstermijn tot en met"), order.comply_until))
    return [
        *facts,
        fact(_("Termijn"), decision.term),
        fact(_("Wettelijke grondslag"), decision.basis),
        fact(_("Overtreden voorschrift"), decision.provision),
        fact(_("Bevoegd orgaan"), ": ".join(filter(None, (decision.body, decision.body_because)))),
        fact(_("Rust op"), ", ".join(decision.grounds)),
        fact(_("Zienswijze"), views),
        fact(_("Geschiktheid"), decision.suitability),
        fact(_("Noodzaak"), decision.necessity),
        fact(_("Evenwichtigheid"), decision.balance),
    ]


def _closure_table(row: MeasureDetail) -> Table:
    columns = [
        Column(_("Pand")),
        Column(_("Gesloten vanaf"), keep_together=True),
        Column(_("Tot en met"), keep_together=True),
        Column(_("Heropend op"), keep_together=True),
        Column(_("Stand")),
    ]
    drawn = [
        [
            content_cell(each.premises),
            cell(format_date(each.closed_from)),
            cell(day_of(each.closed_until) or _("onbepaalde tijd")),
            cell(day_of(each.reopened_on), note=each.reopening_reason),
            cell(capfirst(each.status)),
        ]
        for each in row.closures
    ]
    return Table(_("Sluiting"), columns, drawn)
