"""The start page, and search."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from spoorboek.web.crumbs import trail
from spoorboek.web.doors import inside_page
from spoorboek.web.search import list_groups
from spoorboek.web.start_lines import list_start_lines
from spoorboek.web.viewers import viewer_of


@inside_page
def start(request: HttpRequest) -> HttpResponse:
    """Show what needs the viewer today."""
    viewer = viewer_of(request)
    lines = list_start_lines(viewer, at=timezone.now())
    roles = sorted(role.value for role in viewer.roles)
    return render(request, "pages/start.html", {"lines": lines, "roles": roles})


@inside_page
def search(request: HttpRequest) -> HttpResponse:
    """Show what one may see that contains the words asked for."""
    wanted = request.GET.get("q", "")[:200]
    groups = list_groups(viewer_of(request), wanted)
    crumbs = trail(_("Zoeken"))
    return render(request, "pages/search.html", {"wanted": wanted, "groups": groups, "crumbs": crumbs})
