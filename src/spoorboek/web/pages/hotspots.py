"""Where and when: sets of reports, what they show, and whether they are enough to show anything."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.hotspots.actions import analyse_reports, take_in_reports
from spoorboek.apps.hotspots.errors import HotspotError
from spoorboek.apps.hotspots.queries import (
    AnalysisRow,
    IncidentSetRow,
    find_analysis,
    get_incident_set,
    list_incident_sets,
)
from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.hotspots.framing import tell_used
from spoorboek.rules.hotspots.letter_text import write_letter_text
from spoorboek.rules.roles import Permission
from spoorboek.web.crumbs import Crumb, trail
from spoorboek.web.doors import role_page
from spoorboek.web.pages.hotspots_clock import draw_clock
from spoorboek.web.pages.hotspots_forms import AnalyseForm, TakeInForm
from spoorboek.web.pages.hotspots_map import draw_map
from spoorboek.web.pages.hotspots_tables import (
    area_table,
    cluster_table,
    describe_analysis,
    gate_table,
    level_status,
    place_table,
    repeat_table,
    set_table,
)
from spoorboek.web.phrasebook import Content
from spoorboek.web.viewers import signed, viewer_of

readers = role_page(Permission.HOTSPOTS_VIEW)
runners = role_page(Permission.HOTSPOTS_RUN)


@readers
def hotspots(request: HttpRequest) -> HttpResponse:
    """List the sets of reports."""
    viewer = viewer_of(request)
    context = {
        "table": set_table(list_incident_sets(viewer)),
        "may_run": viewer.may(Permission.HOTSPOTS_RUN),
        "crumbs": trail(_("Waar en wanneer")),
    }
    return render(request, "pages/hotspots/list.html", context)


@readers
def hotspot_set(request: HttpRequest, code: str) -> HttpResponse:
    """Show what one set of reports shows, and first whether it is enough."""
    viewer = viewer_of(request)
    row, analysis = get_incident_set(viewer, code), find_analysis(viewer, code)
    context: dict[str, Any] = {
        "row": row,
        "analysis": analysis,
        "may_run": viewer.may(Permission.HOTSPOTS_RUN),
        "crumbs": trail((_("Waar en wanneer"), "hotspots"), Content(row.title)),
    }
    if context["may_run"]:
        context["form"] = AnalyseForm(others=_list_others(request, code))
    if analysis is not None:
        context |= _show(request, row, analysis)
    return render(request, "pages/hotspots/set.html", context)


@runners
def take_in_hotspots(request: HttpRequest) -> HttpResponse:
    """Take in a file with reports, and analyse it."""
    viewer = viewer_of(request)
    is_post = request.method == "POST"
    form = TakeInForm(request.POST if is_post else None, request.FILES if is_post else None)
    if is_post and form.is_valid():
        data = form.cleaned_data
        try:
            made = take_in_reports(
                by=viewer,
                at=timezone.now(),
                code=data["code"],
                title=data["title"],
                content=data["file"],
                clock="reported" if data["is_reported"] else "happened",
                is_invented=data["is_invented"],
            )
        except HotspotError as error:
            form.add_error("file", str(error))
        else:
            _analyse_first(request, made)
            return redirect("hotspot_set", made.code)
    context = {
        "title": _("Meldingen inlezen"),
        "form": form,
        "action": _("Inlezen en doorrekenen"),
        "cancel": reverse("hotspots"),
        "crumbs": trail((_("Waar en wanneer"), "hotspots"), _("Meldingen inlezen")),
    }
    return render(request, "pages/form.html", context)


def _analyse_first(request: HttpRequest, made: IncidentSetRow) -> None:
    """Analyse what was just taken in; what cannot be answered leaves the set as it is, to be asked again."""
    try:
        analyse_reports(code=made.code, **signed(request))
    except HotspotError as error:
        messages.warning(request, str(error))
        return
    said = _("%(count)s meldingen ingelezen en doorgerekend.")
    messages.success(request, said % {"count": format_number(made.report_count)})


@runners
def analyse_hotspots(request: HttpRequest, code: str) -> HttpResponse:
    """Analyse a set again, with another radius or duration."""
    viewer = viewer_of(request)
    row = get_incident_set(viewer, code)
    form = AnalyseForm(request.POST if request.method == "POST" else None, others=_list_others(request, code))
    if request.method == "POST" and form.is_valid():
        try:
            analyse_reports(by=viewer, at=timezone.now(), code=code, **form.cleaned_data)
        except HotspotError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("De meldingen zijn opnieuw doorgerekend."))
            return redirect("hotspot_set", code)
    context = {
        "title": _("%(title)s doorrekenen") % {"title": row.title},
        "form": form,
        "action": _("Doorrekenen"),
        "cancel": reverse("hotspot_set", args=[code]),
        "crumbs": [
            *trail((_("Waar en wanneer"), "hotspots")),
            Crumb(Content(row.title), reverse("hotspot_set", args=[code])),
            Crumb(_("Doorrekenen")),
        ],
    }
    return render(request, "pages/form.html", context)


def _list_others(request: HttpRequest, code: str) -> list[tuple[str, str]]:
    """List the other sets, to compare with."""
    return [(row.code, row.title) for row in list_incident_sets(viewer_of(request)) if row.code != code]


def _show(request: HttpRequest, row: IncidentSetRow, analysis: AnalysisRow) -> dict[str, Any]:
    answer = analysis.result
    scan, times, repeats = answer["scan"], answer["times"], answer["repeats"]
    heaps, by_area = answer.get("concentration"), answer.get("by_area")
    clusters = [one for one in (scan["clusters"] if scan else ()) if one["is_beyond_chance"]]
    links = repeats["links"] if repeats else ()
    return {
        "answer": answer,
        "used": tell_used(analysis.used_count, analysis.dropped),
        "enough": [(one, level_status(one["level"])) for one in answer["enough"]["answers"]],
        "enough_status": level_status(answer["enough"]["level"]),
        "map": draw_map(viewer_of(request), answer["points"], clusters, links),
        "clusters": cluster_table(clusters),
        "clock": draw_clock(times) if times else None,
        "repeats": repeat_table(repeats) if repeats else None,
        "heaps": place_table(heaps) if heaps else None,
        "by_area": area_table(by_area) if by_area else None,
        "by_area_used": tell_used(by_area["used_count"], by_area["dropped"]) if by_area else "",
        "gates": gate_table(answer["quality"]),
        "facts": describe_analysis(row, analysis),
        "letter_text": "\n\n".join(write_letter_text(answer, analysis.number)),
    }
