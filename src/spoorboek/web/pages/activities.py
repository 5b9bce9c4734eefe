"""Activities: what was organised, with the sums in each unit beside the list."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.intake.register_actions import record_registration
from spoorboek.apps.interventions.activity_queries import list_activities, sum_activities
from spoorboek.apps.interventions.registers import ACTIVITIES
from spoorboek.figures.dutch_dates import parse_period
from spoorboek.figures.errors import FigureError
from spoorboek.figures.period import Period
from spoorboek.rules.roles import Permission
from spoorboek.web.area_forms import ActivityFilterForm, ActivityForm
from spoorboek.web.area_tables import activity_table, sum_table
from spoorboek.web.crumbs import Crumb, trail
from spoorboek.web.desks import Action, succeeds_at
from spoorboek.web.doors import role_page
from spoorboek.web.keeping import typed
from spoorboek.web.paging import draw_pages, read_page_number
from spoorboek.web.viewers import viewer_of

_PER_PAGE = 50


@role_page(Permission.ACTIVITIES_VIEW)
def activities(request: HttpRequest) -> HttpResponse:
    """List the activities of a kind or period, with their sums."""
    viewer = viewer_of(request)
    form = ActivityFilterForm(request.GET or None)
    period = _period_of(form)
    kind = form.cleaned_data.get("soort", "") if form.is_bound and form.is_valid() else ""
    sums = sum_activities(viewer, kind=kind, period=period)
    page = draw_pages(read_page_number(request), _PER_PAGE, sums.listed_count)
    rows = list_activities(viewer, kind=kind, period=period, page=page.number, size=_PER_PAGE)
    new = Action(_("Nieuwe activiteit"), reverse("activity_new"), is_main=True)
    context = {
        "title": _("Activiteiten"),
        "meaning": _("Trainingen, campagnes, lessen, netwerkdagen en controles, elk in de eigen eenheid."),
        "actions": [new] if viewer.may(Permission.ACTIVITIES_WRITE) else [],
        "form": form,
        "tables": [sum_table(sums.lines), activity_table(rows)] if rows else [activity_table([])],
        "page": page,
        "crumbs": trail((_("Registraties"), "registrations"), _("Activiteiten")),
    }
    return render(request, "pages/desk/list.html", context)


@role_page(Permission.ACTIVITIES_WRITE)
def new_activity(request: HttpRequest) -> HttpResponse:
    """Write down what was organised."""
    form = ActivityForm(typed(request))
    numbers: list[str] = []

    def act() -> None:
        number = record_registration(
            register=ACTIVITIES,
            values={**form.cleaned_data, "invented": settings.IS_EXAMPLE},
            by=viewer_of(request),
            at=timezone.now(),
            action="interventions.record_activity",
        )
        numbers.append(number)

    if succeeds_at(request, form, act):
        messages.success(request, _("Opgeschreven als %(number)s.") % {"number": numbers[0]})
        return redirect("activities")
    title = _("Nieuwe activiteit")
    crumbs = trail((_("Registraties"), "registrations"), (_("Activiteiten"), "activities"))
    context = {
        "title": title,
        "form": form,
        "action": _("Opschrijven"),
        "cancel": reverse("activities"),
        "crumbs": [*crumbs, Crumb(title)],
    }
    return render(request, "pages/desk/form.html", context)


def _period_of(form: ActivityFilterForm) -> Period | None:
    if not form.is_bound or not form.is_valid() or not form.cleaned_data["periode"].strip():
        return None
    try:
        return parse_period(form.cleaned_data["periode"])
    except FigureError:
        form.add_error("periode", _("Dit is geen periode. Schrijf bijvoorbeeld 2023 of april 2023."))
        return None
