"""Designated areas: the list, one area with its map, term and cameras, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.areas.queries import find_areas, find_boundaries, list_areas
from spoorboek.apps.interventions.area_actions import (
    Designation,
    Extension,
    designate_area,
    end_area,
    evaluate_area,
    extend_area,
)
from spoorboek.apps.interventions.area_queries import (
    AreaDetail,
    get_designated_area,
    list_designated_areas,
    list_hanging_cameras,
)
from spoorboek.apps.interventions.camera_actions import change_camera, place_camera
from spoorboek.rules.clocks.areas import LEGAL_BASES, URGENT_BASIS
from spoorboek.rules.roles import Permission
from spoorboek.web.area_forms import AreaForm, CameraForm, CameraStepForm, EvaluationForm, ExtensionForm
from spoorboek.web.area_maps import AreaMap, draw_map, list_rings
from spoorboek.web.area_tables import area_table, area_tables
from spoorboek.web.crumbs import Crumb, trail
from spoorboek.web.desk_forms import DayForm
from spoorboek.web.desks import Action, Box, Desk, DeskFact, fact, succeeds_at
from spoorboek.web.doors import role_page
from spoorboek.web.keeping import typed
from spoorboek.web.list_place import DeskList, find_place, keep_place
from spoorboek.web.paging import draw_pages, read_page_number
from spoorboek.web.phrasebook import Content, say_word
from spoorboek.web.viewers import signed, viewer_of

readers, writers = role_page(Permission.ACTIVITIES_VIEW), role_page(Permission.ACTIVITIES_WRITE)
_PER_PAGE = 50
_LIST = DeskList("areas", "area")


@readers
def areas(request: HttpRequest) -> HttpResponse:
    """List the designated areas with their end and evaluation."""
    viewer = viewer_of(request)
    number = read_page_number(request)
    rows, total = list_designated_areas(viewer, page=number, size=_PER_PAGE)
    page = draw_pages(number, _PER_PAGE, total)
    new = Action(_("Gebied aanwijzen"), reverse("area_new"), is_main=True)
    context = {
        "title": _("Aangewezen gebieden"),
        "meaning": _("Gebieden met een besluit, een termijn en een evaluatie."),
        "actions": [
            *([new] if viewer.may(Permission.ACTIVITIES_WRITE) else []),
            Action(_("Filters, kaart en Excel"), reverse("aangewezen-gebieden-list")),
        ],
        "tables": [area_table(rows)],
        "page": page,
        "crumbs": trail((_("Registraties"), "registrations"), _("Aangewezen gebieden")),
    }
    answer = render(request, "pages/desk/list.html", context)
    return keep_place(request, answer, _LIST, [row.number for row in rows], page)


@writers
def new_area(request: HttpRequest) -> HttpResponse:
    """Designate an area."""
    places: list[tuple[str, str]] = [(one.code, Content(one.name)) for one in list_areas(viewer_of(request))]
    places = places or [("GM0505", "GM0505")]
    form = AreaForm(typed(request), areas=places, initial={"designated_on": timezone.localdate()})
    numbers: list[str] = []

    def act() -> None:
        said = dict(form.cleaned_data)
        main = {name: said.pop(name) for name in ("kind", "name", "designated_on", "area_code")}
        made = designate_area(
            **main, designation=Designation(**said), invented=settings.IS_EXAMPLE, **signed(request)
        )
        numbers.append(made)

    if succeeds_at(request, form, act):
        messages.success(request, _("Het gebied is aangewezen als %(number)s.") % {"number": numbers[0]})
        return redirect("area", numbers[0])
    title = _("Gebied aanwijzen")
    context = {
        "title": title,
        "boxes": [Box(_("Grondslag per soort"), "", sorted({*LEGAL_BASES.values(), URGENT_BASIS}))],
        "form": form,
        "action": title,
        "cancel": reverse("areas"),
        "crumbs": _crumbs(Crumb(title)),
    }
    return render(request, "pages/desk/form.html", context)


@readers
def area(request: HttpRequest, number: str) -> HttpResponse:
    """Show one area with its map."""
    viewer = viewer_of(request)
    row = get_designated_area(viewer, number)
    place = find_place(request, _LIST, number)
    desk = Desk(
        place=place,
        title=Content(row.line.name),
        label=f"{capfirst(say_word(row.line.kind_title))}, {number}",
        notices=_notices(row),
        actions=_actions(viewer, row),
        facts=_facts(row),
        map=_map(viewer, row),
        tables=area_tables(row),
    )
    return render(
        request,
        "pages/desk/detail.html",
        {"desk": desk, "crumbs": _crumbs(Crumb(Content(row.line.name)), back=place.back_href)},
    )


@writers
def extend(request: HttpRequest, number: str) -> HttpResponse:
    """Extend a designation."""
    form = ExtensionForm(typed(request))

    def act() -> None:
        extend_area(number=number, extension=Extension(**form.cleaned_data), **signed(request))

    return _answer(request, number, form, act, _("Verlengen"), _("De aanwijzing is verlengd."))


@writers
def evaluate(request: HttpRequest, number: str) -> HttpResponse:
    """Write down how an area was evaluated."""
    form = EvaluationForm(typed(request), label=_("Geëvalueerd op"))

    def act() -> None:
        said = form.cleaned_data
        evaluate_area(number=number, evaluated_on=said["on"], outcome=said["outcome"], **signed(request))

    return _answer(request, number, form, act, _("Evalueren"), _("De evaluatie is opgeschreven."))


@writers
def end(request: HttpRequest, number: str) -> HttpResponse:
    """End a designation."""
    form = DayForm(typed(request), label=_("Geëindigd op"))

    def act() -> None:
        end_area(number=number, ended_on=form.cleaned_data["on"], **signed(request))

    return _answer(request, number, form, act, _("Beëindigen"), _("De aanwijzing is beëindigd."))


@writers
def new_camera(request: HttpRequest, number: str) -> HttpResponse:
    """Place a camera in an area."""
    form = CameraForm(typed(request), label=_("Geplaatst op"))

    def act() -> None:
        said = form.cleaned_data
        who = signed(request)
        place_camera(
            place=said["place"], placed_on=said["on"], area=number, invented=settings.IS_EXAMPLE, **who
        )

    return _answer(request, number, form, act, _("Camera plaatsen"), _("De camera is opgeschreven."))


@writers
def camera(request: HttpRequest, number: str) -> HttpResponse:
    """Move, replace or remove a camera of an area."""
    cameras = list_hanging_cameras(viewer_of(request), number)
    hanging = [(camera, f"{camera}, {place}") for camera, place in cameras]
    form = CameraStepForm(typed(request), label=_("Op"), cameras=hanging)

    def act() -> None:
        said = form.cleaned_data
        change_camera(
            number=said["camera"],
            kind=said["kind"],
            done_on=said["on"],
            place=said["place"],
            reason=said["reason"],
            **signed(request),
        )

    return _answer(request, number, form, act, _("Camera wijzigen"), _("De wijziging is opgeschreven."))


def _actions(viewer: Viewer, row: AreaDetail) -> list[Action]:
    line = row.line
    if not viewer.may(Permission.ACTIVITIES_WRITE) or line.is_withdrawn or line.ended_on is not None:
        return []
    found = []
    if row.has_decision:
        found.append(Action(_("Evalueren"), reverse("area_evaluate", args=[line.number]), is_main=True))
        if row.can_be_extended:
            found.append(Action(_("Verlengen"), reverse("area_extend", args=[line.number])))
        found.append(Action(_("Beëindigen"), reverse("area_end", args=[line.number])))
    found.append(Action(_("Camera plaatsen"), reverse("area_camera_new", args=[line.number])))
    if any(one.removed_on is None for one in row.cameras):
        found.append(Action(_("Camera wijzigen"), reverse("area_camera", args=[line.number])))
    return found


def _notices(row: AreaDetail) -> list[str]:
    today, line = timezone.localdate(), row.line
    notices = []
    if line.is_withdrawn:
        notices.append(_("Deze aanwijzing is ingetrokken en telt nergens mee."))
    if line.ended_on is None and line.last_on is not None and line.last_on < today:
        said = _("De termijn is voorbij. Verleng de aanwijzing op tijd, of noteer het einde.")
        notices.append(said if row.can_be_extended else _("De termijn is voorbij. Noteer het einde."))
    elif line.ended_on is None and line.evaluate_on is not None and line.evaluate_on <= today:
        notices.append(_("De evaluatie is nu nodig: een verlenging rust erop."))
    return notices


def _facts(row: AreaDetail) -> list[DeskFact]:
    line = row.line
    facts = [fact(_("Aangewezen op"), line.designated_on), fact(_("Geldt tot en met"), line.last_on)]
    if line.ended_on:
        facts.append(fact(_("Geëindigd op"), line.ended_on))
    if not row.has_decision:
        return facts
    return [
        *facts,
        fact(_("Grondslag"), row.legal_basis),
        fact(_("Kenmerk van het besluit"), row.reference),
        fact(_("Noodzaak"), row.motivation),
        fact(_("Overleg met de officier van justitie op"), row.consulted_on),
        fact(_("Raad geïnformeerd op"), row.council_informed_on),
        fact(_("Evalueren vóór"), line.evaluate_on),
        fact(_("Uitkomst van de evaluatie"), row.evaluation),
    ]


def _map(viewer: Viewer, row: AreaDetail) -> AreaMap | None:
    code = row.line.area_code
    city = f"GM{code[2:6]}"
    borders = find_boundaries(viewer, {code, city})
    found = find_areas(viewer, [code]).get(code)
    own = borders.get(code, {}).get("geometry")
    ring = [(longitude, latitude) for latitude, longitude in row.corners]
    around = borders.get(city, {}).get("geometry") if not ring else own
    place = found.name if found is not None else code
    return draw_map(
        around,
        [ring] if ring else list_rings(own if code != city else None),
        name=row.line.name,
        caption=_("%(name)s in %(place)s") % {"name": row.line.name, "place": place},
        attribution=borders.get(code, {}).get("attribution", ""),
    )


def _answer(
    request: HttpRequest, number: str, form: forms.Form, act: Callable[[], object], title: str, done: str
) -> HttpResponse:
    if succeeds_at(request, form, act):
        messages.success(request, done)
        return redirect("area", number)
    row = get_designated_area(viewer_of(request), number)
    back = reverse("area", args=[number])
    context = {
        "title": f"{title}: {row.line.name}",
        "form": form,
        "action": title,
        "cancel": back,
        "crumbs": _crumbs(Crumb(Content(row.line.name), back), Crumb(title)),
    }
    return render(request, "pages/desk/form.html", context)


def _crumbs(*more: Crumb, back: str = "") -> list[Crumb]:
    before = trail((_("Registraties"), "registrations"))
    return [*before, Crumb(_("Aangewezen gebieden"), back or _LIST.list_href), *more]
