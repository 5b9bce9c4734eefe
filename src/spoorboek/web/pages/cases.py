"""Cases: the list, a new one, stock and flow, and breaking the glass."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.areas.queries import list_areas
from spoorboek.apps.cases.access_actions import break_glass
from spoorboek.apps.cases.actions import open_case
from spoorboek.apps.cases.errors import CaseError
from spoorboek.apps.cases.queries import CaseQuestion, list_case_page
from spoorboek.apps.cases.registers import CASES
from spoorboek.apps.exchange.case_files import export_cases
from spoorboek.apps.exchange.errors import ListError
from spoorboek.apps.intake.register_queries import RegistrationRow, get_registration
from spoorboek.apps.intake.registers import SIGNALS
from spoorboek.apps.people.own_things import list_kept_filters
from spoorboek.figures.area import Area
from spoorboek.figures.dutch_dates import parse_period
from spoorboek.figures.errors import FigureError
from spoorboek.figures.period import Period
from spoorboek.rules.case_access import CaseLevel
from spoorboek.rules.roles import Permission
from spoorboek.web.area_map import read_area_map
from spoorboek.web.case_agendas import describe_agendas, put_on_one_agenda
from spoorboek.web.case_forms import (
    CaseListForm,
    FlowForm,
    GlassForm,
    NewCaseForm,
    does,
    is_filled,
    split_names,
)
from spoorboek.web.case_tables import case_table, flow_table
from spoorboek.web.completeness import act_on_list, describe_completeness
from spoorboek.web.crumbs import trail
from spoorboek.web.dates import format_moment
from spoorboek.web.doors import role_page
from spoorboek.web.keeping import typed
from spoorboek.web.list_map import draw_list_map
from spoorboek.web.list_place import keep_place
from spoorboek.web.paging import draw_pages, read_page_number
from spoorboek.web.register_filters import areas_within, keep_or_drop_filters, offer_areas
from spoorboek.web.register_forms import PurposeForm
from spoorboek.web.register_pages import PAGE_OF
from spoorboek.web.sending import once
from spoorboek.web.tables import SPREADSHEETS
from spoorboek.web.viewers import signed, viewer_of

_PER_PAGE = 25


def case_list(request: HttpRequest, purpose: str) -> HttpResponse:
    """List the cases that exist for the viewer, a page at a time."""
    viewer = viewer_of(request)
    if request.method == "POST":
        return _act(request, viewer)
    areas = list_areas(viewer)
    form, question = _read_question(request, areas)
    sheet = read_area_map(viewer, areas)
    number = read_page_number(request)
    found = list_case_page(
        viewer,
        at=timezone.now(),
        purpose=purpose,
        question=question,
        page=number,
        size=_PER_PAGE,
        with_areas=sheet is not None,
    )
    page = draw_pages(number, _PER_PAGE, found.total)
    is_narrowed = question != CaseQuestion()
    empty = _("Geen casus past hierbij.") if is_narrowed else _("Er is voor u nog geen casus.")
    numbers = [row.number for row in found.rows]
    agendas = describe_agendas(request, numbers)
    context = {
        "page": page,
        "total": found.total,
        "query": request.GET.urlencode(),
        "table": case_table(found.rows, empty, is_chosen_from=bool(agendas["is_chosen_from"])),
        "form": form,
        "map": draw_list_map(request, sheet, areas, found.by_area),
        "kept": list_kept_filters(viewer, CASES.code),
        "may_write": viewer.may(Permission.CASES_WRITE),
        **agendas,
        "may_break": viewer.may(Permission.CASES_VIEW_ALL),
        "may_count": viewer.may(Permission.FIGURES_VIEW),
        "purpose": purpose,
        "purpose_href": reverse("casussen-purpose"),
        "crumbs": trail(_("Casussen")),
    }
    answer = render(request, "pages/cases/list.html", context)
    return keep_place(request, answer, PAGE_OF[CASES.code], numbers, page)


def case_list_file(request: HttpRequest, purpose: str) -> HttpResponse:
    """Give what the list shows as a file, with what is written in the cases after saying what that is for."""
    kind, is_full = request.GET.get("vorm", "csv"), "volledig" in request.GET
    asked = PurposeForm(request.POST or None)
    if is_full and not (request.method == "POST" and asked.is_valid()):
        context = {
            "title": _("Volledig bestand van casussen"),
            "warning": _(
                "Dit bestand bevat ook titels, plaatsen en alles wat in de casussen is geschreven en voor u "
                "open is. Bewaar het niet langer dan nodig."
            ),
            "form": asked,
            "action": _("Bestand maken"),
            "cancel": reverse("casussen-list"),
            "crumbs": trail((_("Casussen"), "casussen-list"), _("Volledig bestand")),
        }
        return render(request, "pages/form.html", context)
    why = asked.cleaned_data["purpose"] if is_full else purpose
    viewer = viewer_of(request)
    question = _read_question(request, list_areas(viewer))[1]
    try:
        content = export_cases(viewer, question, at=timezone.now(), purpose=why, form=kind, is_full=is_full)
    except ListError as error:
        raise NotFoundError("Dit bestand") from error
    answer = HttpResponse(content, content_type=SPREADSHEETS[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="casussen.{kind}"'
    return answer


def _act(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    if "doe" not in request.POST:
        return put_on_one_agenda(request)
    keep_or_drop_filters(request, CASES.code, viewer)
    return redirect(f"{reverse('casussen-list')}?{request.GET.urlencode()}")


def _read_question(request: HttpRequest, areas: Sequence[Area]) -> tuple[CaseListForm, CaseQuestion]:
    form = CaseListForm(request.GET or None, areas=areas)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    question = CaseQuestion(
        kind=asked.get("soort", ""),
        status=asked.get("status", ""),
        words=asked.get("zoek", ""),
        in_parts=asked.get("teksten", False),
        is_led=asked.get("mijn", False),
        period=_period_of(form, asked.get("periode", "")),
        areas=areas_within(asked.get("gebied", ""), form.area_codes),
    )
    return form, question


def case_new(request: HttpRequest, purpose: str) -> HttpResponse:
    """Open a case, maybe from a signal."""
    viewer = viewer_of(request)
    known = _from_signal(viewer, request.GET.get("signaal", "")[:40], purpose)
    initial = {"opened_on": timezone.localdate(), **known}
    form = NewCaseForm(typed(request), initial=initial)
    offer_areas(form, list_areas(viewer), nothing=_("Hele gemeente of onbekend"))
    made: list[str] = []

    def open_it() -> None:
        said = form.cleaned_data
        number = open_case(
            kind=said["kind"],
            title=said["title"],
            theme=said["theme"],
            opened_on=said["opened_on"],
            place=said["place"],
            area_code=said["gebied"],
            complexity=said["complexity"],
            level=CaseLevel(said["level"]),
            signals=split_names(said["signals"]),
            by=viewer,
            at=timezone.now(),
        )
        made.append(number)

    if is_filled(request, form) and does(form, once(request, form, open_it)):
        messages.success(request, _("Casus %(number)s is geopend. U leidt de casus.") % {"number": made[0]})
        return redirect("casussen-detail", made[0])
    crumbs = trail((_("Casussen"), "casussen-list"), _("Nieuwe casus"))
    context = {"title": _("Nieuwe casus"), "form": form, "action": _("Casus openen"), "crumbs": crumbs}
    return render(request, "pages/form.html", {**context, "cancel": reverse("casussen-list")})


@role_page(Permission.FIGURES_VIEW)
def case_flow(request: HttpRequest) -> HttpResponse:
    """Count what came in, went out and stayed in any period, and say over which the register is complete."""
    viewer = viewer_of(request)
    if request.method == "POST":
        act_on_list(request, CASES, viewer)
        return redirect("case_flow")
    year = timezone.localdate().year - 1
    form = FlowForm(request.GET if "periode" in request.GET else {"periode": str(year)})
    period = _period_of(form, form.cleaned_data["periode"]) if form.is_valid() else None
    context = {
        "form": form,
        "table": flow_table(viewer, period) if period is not None else None,
        "crumbs": trail((_("Casussen"), "casussen-list"), _("In- en uitstroom")),
        **describe_completeness(viewer, CASES),
    }
    return render(request, "pages/cases/flow.html", context)


@role_page(Permission.CASES_VIEW_ALL)
def case_glass(request: HttpRequest) -> HttpResponse:
    """Open a protected case for a few hours, with a reason."""
    form = GlassForm(typed(request))
    if is_filled(request, form):
        number = form.cleaned_data["number"].strip().upper()
        try:
            until = break_glass(number=number, reason=form.cleaned_data["reason"], **signed(request))
        except CaseError as error:
            form.add_error("reason", str(error))
        except NotFoundError:
            said = _("Er is geen beschermde casus met dit nummer. Ook deze poging staat in het logboek.")
            form.add_error("number", said)
        else:
            said = _("U ziet casus %(number)s tot %(until)s. De regisseur ziet dat.")
            moment = format_moment(timezone.localtime(until))
            messages.warning(request, said % {"number": number, "until": moment})
            return redirect("casussen-detail", number)
    title = _("Noodtoegang")
    context = {
        "title": title,
        "form": form,
        "warning": _("Alleen voor een beschermde casus die niet kan wachten. Elke poging wordt bewaard."),
        "action": _("Noodtoegang nemen"),
        "cancel": reverse("casussen-list"),
        "crumbs": trail((_("Casussen"), "casussen-list"), title),
    }
    return render(request, "pages/form.html", context)


def _from_signal(viewer: Viewer, number: str, purpose: str) -> dict[str, str]:
    if not number:
        return {}
    found: RegistrationRow = get_registration(viewer, SIGNALS, number, at=timezone.now(), purpose=purpose)
    said = {name: found.fact(name).word for name in ("theme", "place")}
    return {"signals": number, "gebied": str(found.fact("area_code").value), **said}


def _period_of(form: CaseListForm | FlowForm, text: str) -> Period | None:
    if not text:
        return None
    try:
        return parse_period(text)
    except FigureError:
        form.add_error("periode", _("Dit is geen periode. Schrijf bijvoorbeeld 2023 of april 2023."))
        return None
