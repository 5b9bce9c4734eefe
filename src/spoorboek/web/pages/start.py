"""The start page, and search."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.apps.audit.actions import gather_reads
from spoorboek.web.crumbs import trail
from spoorboek.web.dates import format_date
from spoorboek.web.doors import inside_page
from spoorboek.web.first_steps import list_first_steps
from spoorboek.web.search import list_groups, search_number
from spoorboek.web.start_lines import list_start_lines
from spoorboek.web.viewers import viewer_of


@inside_page
def start(request: HttpRequest) -> HttpResponse:
    """Show what needs the viewer today."""
    viewer = viewer_of(request)
    lines = list_start_lines(viewer, at=timezone.now())
    context = {
        "today": format_date(timezone.localdate()),
        "urgent": [line for line in lines if line.is_urgent],
        "other": [line for line in lines if not line.is_urgent],
        "steps": list_first_steps(viewer),
        "roles": sorted(role.value for role in viewer.roles),
    }
    return render(request, "pages/start.html", context)


@inside_page
def search(request: HttpRequest) -> HttpResponse:
    """Show what one may see that contains the words asked for; of a whole number first that one thing."""
    viewer, wanted = viewer_of(request), request.GET.get("q", "")[:200]
    with gather_reads():
        by_number = [] if "overal" in request.GET else search_number(viewer, wanted)
        groups = by_number or list_groups(viewer, wanted)
    everywhere = urlencode({"q": wanted, "overal": 1}) if by_number else ""
    crumbs = trail(_("Zoeken"))
    context = {"wanted": wanted, "groups": groups, "everywhere": everywhere, "crumbs": crumbs}
    return render(request, "pages/search.html", context)
