"""Inspections: a day, who takes part, which addresses, and what each finds. Made for a phone."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.interventions.changing_queries import check_visit_exists, list_participants_at
from spoorboek.apps.interventions.inspection_actions import (
    add_participant,
    raise_signal,
    record_finding,
    record_visit,
    start_inspection_day,
)
from spoorboek.apps.interventions.inspection_queries import (
    DayDetail,
    FindingRow,
    VisitDetail,
    get_inspection,
    get_visit,
    list_inspections,
)
from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.roles import Permission
from spoorboek.web.crumbs import Crumb, trail
from spoorboek.web.dates import format_date
from spoorboek.web.desks import Action, BigLink, Desk, DeskFact, fact, succeeds_at
from spoorboek.web.doors import role_page
from spoorboek.web.inspection_forms import (
    FindingForm,
    FollowUpForm,
    InspectionDayForm,
    ParticipantForm,
    VisitForm,
)
from spoorboek.web.inspection_tables import day_table, finding_table, participant_table
from spoorboek.web.keeping import typed
from spoorboek.web.list_place import DeskList, find_place, keep_place
from spoorboek.web.paging import draw_pages, read_page_number
from spoorboek.web.phrasebook import Content, say_word
from spoorboek.web.viewers import signed, viewer_of

readers, writers = role_page(Permission.INSPECTIONS_VIEW), role_page(Permission.INSPECTIONS_WRITE)
_PER_PAGE = 50
_LIST = DeskList("inspections", "inspection")


@readers
def inspections(request: HttpRequest) -> HttpResponse:
    """List the inspection days, with days and businesses counted apart."""
    viewer = viewer_of(request)
    number = read_page_number(request)
    rows, counted = list_inspections(viewer, at=timezone.now(), page=number, size=_PER_PAGE)
    page = draw_pages(number, _PER_PAGE, counted.row_count)
    new = Action(_("Nieuwe controledag"), reverse("inspection_new"), is_main=True)
    context = {
        "title": _("Controles"),
        "meaning": _("Dagen waarop organisaties samen controleren. Dagen en bedrijven tellen wij apart."),
        "actions": [
            *([new] if viewer.may(Permission.INSPECTIONS_WRITE) else []),
            Action(_("Filters, kaart en Excel"), reverse("controledagen-list")),
        ],
        "counts": [
            DeskFact(_("Controledagen"), format_number(counted.day_count)),
            DeskFact(_("Bezochte bedrijven"), format_number(counted.business_count)),
        ],
        "tables": [day_table(rows)],
        "page": page,
        "crumbs": trail((_("Registraties"), "registrations"), _("Controles")),
    }
    answer = render(request, "pages/desk/list.html", context)
    return keep_place(request, answer, _LIST, [row.number for row in rows], page)


@writers
def new_inspection(request: HttpRequest) -> HttpResponse:
    """Start an inspection day."""
    form = InspectionDayForm(typed(request), initial={"held_on": timezone.localdate()})
    numbers: list[str] = []

    def act() -> None:
        who = signed(request)
        numbers.append(start_inspection_day(invented=settings.IS_EXAMPLE, **form.cleaned_data, **who))

    if succeeds_at(request, form, act):
        messages.success(request, _("De dag is begonnen. Noem nu wie er controleert."))
        return redirect("inspection_participant", numbers[0])
    title = _("Nieuwe controledag")
    return _show_form(request, form, title, _("Dag beginnen"), reverse("inspections"), [Crumb(title)])


@readers
def inspection(request: HttpRequest, number: str) -> HttpResponse:
    """Show one day with its addresses as big links."""
    viewer = viewer_of(request)
    row = get_inspection(viewer, number, at=timezone.now())
    is_open = viewer.may(Permission.INSPECTIONS_WRITE) and not row.line.is_withdrawn
    add_visit = Action(_("Adres of bedrijf toevoegen"), reverse("inspection_visit_new", args=[number]), True)
    add_who = Action(_("Deelnemer toevoegen"), reverse("inspection_participant", args=[number]))
    place = find_place(request, _LIST, number)
    desk = Desk(
        place=place,
        title=_("Controle op %(day)s") % {"day": format_date(row.line.held_on)},
        label=f"{number}, {say_word(row.line.sector_title)}",
        notices=_notices(row),
        counts=[
            DeskFact(_("Bedrijven"), format_number(row.line.business_count)),
            DeskFact(_("Deelnemers"), format_number(row.line.participant_count)),
            DeskFact(_("Plaats"), row.line.place or "–"),
        ],
        actions=([add_visit] if row.participants else []) + [add_who] if is_open else [],
        big_links=[_visit_link(row, visit.number) for visit in row.visits],
        tables=[participant_table(row.participants)],
    )
    return render(
        request,
        "pages/desk/detail.html",
        {"desk": desk, "crumbs": _crumbs(Crumb(number), back=place.back_href)},
    )


@writers
def new_participant(request: HttpRequest, number: str) -> HttpResponse:
    """Write down who takes part, on which legal basis and what for."""
    form = ParticipantForm(typed(request))

    def act() -> None:
        add_participant(day=number, **form.cleaned_data, **signed(request))

    if succeeds_at(request, form, act):
        messages.success(request, _("De deelnemer is opgeschreven."))
        return redirect("inspection", number)
    get_inspection(viewer_of(request), number, at=timezone.now())
    title = _("Deelnemer toevoegen")
    crumbs = [Crumb(number, reverse("inspection", args=[number])), Crumb(title)]
    return _show_form(request, form, title, title, reverse("inspection", args=[number]), crumbs)


@writers
def new_visit(request: HttpRequest, number: str) -> HttpResponse:
    """Write down that an address is visited."""
    form = VisitForm(typed(request))
    numbers: list[str] = []

    def act() -> None:
        numbers.append(record_visit(day=number, **form.cleaned_data, **signed(request)))

    if succeeds_at(request, form, act):
        messages.success(request, _("Opgeschreven. Vul nu de bevindingen in."))
        return redirect("inspection_visit", number, numbers[0])
    form.initial["sector"] = get_inspection(viewer_of(request), number, at=timezone.now()).sector
    title = _("Adres of bedrijf toevoegen")
    crumbs = [Crumb(number, reverse("inspection", args=[number])), Crumb(title)]
    return _show_form(request, form, title, _("Toevoegen"), reverse("inspection", args=[number]), crumbs)


@readers
def visit(request: HttpRequest, number: str, visit: str) -> HttpResponse:
    """Show one visit, and save each finding at once."""
    viewer = viewer_of(request)
    may_write = viewer.may(Permission.INSPECTIONS_WRITE)
    row = None if may_write and request.method == "POST" else _read_visit(request, number, visit)
    choices = [(one.number, one.organisation) for one in row.participants] if row else None
    choices = list_participants_at(viewer, number, visit) if choices is None else choices
    form = FindingForm(typed(request) if may_write else None, participants=choices)

    def act() -> None:
        record_finding(visit=visit, **form.cleaned_data, **signed(request))

    if may_write and succeeds_at(request, form, act):
        messages.success(request, _("De bevinding is bewaard."))
        return redirect("inspection_visit", number, visit)
    row = row or _read_visit(request, number, visit)
    desk = Desk(
        title=Content(row.business),
        label=_("Bezoek %(number)s") % {"number": visit},
        facts=_facts(row),
        tables=[finding_table(row, may_write=may_write)],
        form=form if may_write else None,
        form_title=_("Nieuwe bevinding"),
        form_action=_("Bevinding bewaren"),
    )
    crumbs = _crumbs(Crumb(number, reverse("inspection", args=[number])), Crumb(Content(row.business)))
    return render(request, "pages/desk/detail.html", {"desk": desk, "crumbs": crumbs})


@writers
def follow_up(request: HttpRequest, number: str, visit: str, finding: int) -> HttpResponse:
    """Hand a finding on as a signal."""
    check_visit_exists(viewer_of(request), number, visit)
    form = FollowUpForm(typed(request))

    def act() -> None:
        raise_signal(finding=finding, visit=visit, **form.cleaned_data, **signed(request))

    if succeeds_at(request, form, act):
        messages.success(request, _("Het signaal is doorgegeven."))
        return redirect("inspection_visit", number, visit)
    row = _read_visit(request, number, visit)
    found = _find(row, finding)
    form.initial = {
        "theme": "ondermijning",
        "summary": f"{capfirst(found.kind_title)}. {found.remark}".strip(),
    }
    back = reverse("inspection_visit", args=[number, visit])
    crumbs = [
        Crumb(number, reverse("inspection", args=[number])),
        Crumb(Content(row.business), back),
        Crumb(_("Signaal doorgeven")),
    ]
    return _show_form(request, form, _("Signaal doorgeven"), _("Doorgeven"), back, crumbs)


def _read_visit(request: HttpRequest, day: str, number: str) -> VisitDetail:
    row = get_visit(viewer_of(request), number, at=timezone.now())
    if row.day != day:
        raise NotFoundError(f"Bezoek {number}")
    return row


def _find(row: VisitDetail, finding: int) -> FindingRow:
    for found in row.findings:
        if found.key == finding and found.signalled_at is None:
            return found
    raise NotFoundError(f"Bevinding {finding}")


def _visit_link(row: DayDetail, number: str) -> BigLink:
    one = next(each for each in row.visits if each.number == number)
    count = ngettext("%(count)s bevinding", "%(count)s bevindingen", one.finding_count)
    parts = [one.address, capfirst(say_word(one.finding_title)), count % {"count": one.finding_count}]
    label = _("%(business)s (woning)") % {"business": one.business} if one.is_dwelling else one.business
    href = reverse("inspection_visit", args=[row.line.number, number])
    return BigLink(label, href, ", ".join(part for part in parts if part))


def _notices(row: DayDetail) -> list[str]:
    if row.line.is_withdrawn:
        return [_("Deze controledag is ingetrokken en telt nergens mee.")]
    if not row.participants:
        return [_("Noem eerst wie er controleert, met grondslag en doel. Daarna kunt u adressen toevoegen.")]
    return []


def _facts(row: VisitDetail) -> list[DeskFact]:
    facts = [fact(_("Adres"), row.address), fact(_("Telt als"), row.finding_title)]
    if row.is_dwelling:
        facts.append(fact(_("Woning, binnengegaan met"), f"{row.entry_title}: {row.entry_reference}"))
    return [*facts, fact(_("Toelichting"), row.remark)] if row.remark else facts


def _show_form(
    request: HttpRequest, form: forms.Form, title: str, action: str, back: str, crumbs: list[Crumb]
) -> HttpResponse:
    context = {"title": title, "form": form, "action": action, "cancel": back, "crumbs": _crumbs(*crumbs)}
    return render(request, "pages/desk/form.html", context)


def _crumbs(*more: Crumb, back: str = "") -> list[Crumb]:
    before = trail((_("Registraties"), "registrations"))
    return [*before, Crumb(_("Controles"), back or _LIST.list_href), *more]
