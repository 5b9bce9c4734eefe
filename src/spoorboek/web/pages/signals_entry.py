"""Writing a signal down in under a minute, with a map and what is known here already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.areas.queries import list_areas
from spoorboek.apps.intake.actions import record_signal
from spoorboek.apps.intake.known import list_known
from spoorboek.figures.area import Area
from spoorboek.rules.roles import Permission
from spoorboek.web.area_map import AreaMap, read_area_map
from spoorboek.web.crumbs import trail
from spoorboek.web.dates import format_date
from spoorboek.web.doors import role_page
from spoorboek.web.keeping import typed
from spoorboek.web.phrasebook import Content
from spoorboek.web.register_pages import PAGE_OF, REGISTERS
from spoorboek.web.register_requests import succeeds
from spoorboek.web.sending import once
from spoorboek.web.signal_forms import QuickSignalForm, parse_day
from spoorboek.web.viewers import viewer_of

_PURPOSE = "nagaan of een signaal al bekend is"
_LAST_THEME = "signal:last-theme"
_THEME = "ondermijning"


@role_page(Permission.SIGNALS_WRITE)
def new_signal(request: HttpRequest) -> HttpResponse:
    """Write a signal down; or only show what is known here; or take a point from the map."""
    viewer = viewer_of(request)
    areas = list_areas(viewer, kind="buurt")
    sheet = read_area_map(viewer, areas)
    sent = typed(request)
    data: Any = _with_point(sent, sheet) if sent is not None else None
    first = {
        "received_on": timezone.localdate().isoformat(),
        "theme": request.session.get(_LAST_THEME, _THEME),
    }
    form = QuickSignalForm(data, areas=_areas(areas), initial=first)
    if request.method == "POST" and request.htmx:  # type: ignore[attr-defined]
        return render(request, "parts/known.html", {"known": _known(viewer, form), "was_asked": True})
    is_save = request.method == "POST" and not {"kijk", "kaart.x"} & set(request.POST)
    if is_save and form.is_valid():
        numbers: list[str] = []
        if succeeds(form, once(request, form, lambda: numbers.append(_record(viewer, form)))):
            request.session[_LAST_THEME] = form.cleaned_data["theme"]
            messages.success(request, _("Opgeschreven als %(number)s.") % {"number": numbers[0]})
            return redirect("signal_new" if "nog" in request.POST else "signals")
    shown = form if is_save or data is None else _unjudged(data, form)
    context = {
        "form": shown,
        "known": _known(viewer, form) if data is not None else [],
        "was_asked": data is not None,
        "sheet": sheet,
        "crumbs": trail((_("Signalen"), "signals"), _("Nieuw signaal")),
        "chosen": _chosen(form),
        "point": (data or {}).get("point", ""),
    }
    return render(request, "pages/signals/new.html", context)


@role_page(Permission.SIGNALS_WRITE)
def map_picture(request: HttpRequest, code: str) -> HttpResponse:
    """Draw the neighbourhoods as a picture to point at; the one with this code is marked."""
    sheet = read_area_map(viewer_of(request))
    if sheet is None:
        raise NotFoundError("De kaart")
    drawn = sheet.draw(chosen=code, label=_("Kaart van de buurten"), is_file=True)
    return HttpResponse(drawn, content_type="image/svg+xml")


def _areas(areas: Sequence[Area]) -> list[tuple[str, str]]:
    return sorted(((area.code, Content(area.name)) for area in areas), key=lambda one: one[1])


def _chosen(form: QuickSignalForm) -> str:
    code = str(form.data.get("area_code", ""))
    return code if code in dict(form.fields["area_code"].choices) else ""  # type: ignore[attr-defined]


def _with_point(sent: QueryDict, sheet: AreaMap | None) -> dict[str, str]:
    """Return what was typed, with the point and the neighbourhood that were pointed at on the map."""
    # This character stands in no text, and a database refuses even to look for it.
    data = {name: str(value).replace("\0", "") for name, value in sent.items()}
    x, y = data.get("kaart.x", "")[:9], data.get("kaart.y", "")[:9]
    # From the keyboard a picture is pressed at 0, 0: then nothing was pointed at.
    if sheet is not None and x.isdecimal() and y.isdecimal() and (x, y) != ("0", "0"):
        longitude, latitude = sheet.point_at(min(int(x), 4000), min(int(y), 4000))
        area = sheet.find_area(longitude, latitude)
        if area is not None:
            data["area_code"] = area.code
            data["point"] = f"{latitude:.6f} {longitude:.6f}"
    return data


def _unjudged(data: dict[str, str], form: QuickSignalForm) -> QuickSignalForm:
    """Return the same form filled in, without errors: nothing was sent in yet."""
    fields = form.fields["area_code"]
    return QuickSignalForm(initial=data, areas=list(fields.choices)[1:])  # type: ignore[attr-defined]


def _record(viewer: Viewer, form: QuickSignalForm) -> str:
    said = form.cleaned_data
    point = said["point"]
    return record_signal(
        channel=said["channel"],
        received_on=said["received_on"],
        theme=said["theme"],
        summary=said["summary"],
        place=said["place"],
        area_code=said["area_code"],
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        # What is typed into the example city is as invented as the rest of it.
        invented=settings.IS_EXAMPLE,
        by=viewer,
        at=timezone.now(),
    )


def _known(viewer: Viewer, form: QuickSignalForm) -> list[dict[str, object]]:
    said = form.data
    found = list_known(
        viewer,
        REGISTERS,
        place=str(said.get("place", ""))[:120],
        summary=str(said.get("summary", ""))[:300],
        area_code=str(said.get("area_code", "")),
        on=parse_day(str(said.get("received_on", ""))) or timezone.localdate(),
        at=timezone.now(),
        purpose=_PURPOSE,
    )
    return [
        {
            "number": one.number,
            "href": PAGE_OF[one.register].href(one.number) if one.register in PAGE_OF else "",
            "kind": PAGE_OF[one.register].one if one.register in PAGE_OF else one.register,
            "day": format_date(one.moment),
            "words": one.words,
            "is_likely_same": one.is_likely_same,
        }
        for one in found
        if one.register in PAGE_OF and PAGE_OF[one.register].is_open_to(viewer)
    ]
