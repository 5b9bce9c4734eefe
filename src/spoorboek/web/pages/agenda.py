"""The agenda of what falls due, and its feed for a calendar program."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.people.own_things import (
    find_calendar_owner,
    has_calendar_key,
    make_calendar_key,
    revoke_calendar_key,
)
from spoorboek.web.crumbs import trail
from spoorboek.web.dates import format_date
from spoorboek.web.doors import inside_page, public_page
from spoorboek.web.due_days import list_due_days, log_due_days, write_calendar
from spoorboek.web.tables import Column, Table, cell
from spoorboek.web.viewers import viewer_of

_BACK, _AHEAD = timedelta(days=366), timedelta(days=366)


@inside_page
def agenda(request: HttpRequest) -> HttpResponse:
    """Show what falls due for the viewer, and make or end the address of their calendar."""
    viewer, at = viewer_of(request), timezone.now()
    if request.method == "POST" and request.POST.get("doe") == "maak":
        word = make_calendar_key(by=viewer, at=at)
        # Shown once, on the page after it; never in an address of our own.
        request.session["calendar:address"] = request.build_absolute_uri(reverse("agenda_feed", args=[word]))
        return redirect("agenda")
    if request.method == "POST" and request.POST.get("doe") == "weg":
        revoke_calendar_key(by=viewer, at=at)
        return redirect("agenda")
    today = timezone.localdate()
    days = list_due_days(viewer, today - _BACK, today + _AHEAD)
    log_due_days(viewer, days, at=at)
    rows = [
        [
            cell(format_date(one.on), note=_("voorbij") if one.on < today else ""),
            cell(one.kind),
            cell(one.name, href=one.href),
        ]
        for one in days
    ]
    columns = [Column(_("Dag"), keep_together=True), Column(_("Wat")), Column(_("Welke"), keep_together=True)]
    empty = _("Er is niets dat u in het oog houdt. In een lijst spreekt u af wie wat opnieuw bekijkt.")
    context = {
        "table": Table(_("Wat eraan komt"), columns, rows, empty=empty, is_stacked=True),
        "address": request.session.pop("calendar:address", ""),
        "has_key": has_calendar_key(viewer),
        "crumbs": trail(_("Agenda")),
    }
    return render(request, "pages/agenda.html", context)


@public_page
def agenda_feed(request: HttpRequest, word: str) -> HttpResponse:
    """Give the calendar that belongs to a secret word: how much falls due on each day, and nothing more."""
    owner = find_calendar_owner(word)
    if owner is None:
        raise NotFoundError("Deze pagina")
    today = timezone.localdate()
    days = list_due_days(owner, today - _BACK, today + _AHEAD)
    address = request.build_absolute_uri(reverse("agenda"))
    text = write_calendar(days, address=address, at=timezone.now())
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")
