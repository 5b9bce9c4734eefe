"""Which configuration is in force on a day, to read. The files stay the source."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spoorboek.apps.access.configuration import find_own_file, find_own_folder
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.rules.roles import Permission
from spoorboek.web.configuration_sorts import SORTS, ConfigurationSort
from spoorboek.web.crumbs import trail
from spoorboek.web.doors import role_page
from spoorboek.web.viewers import viewer_of


@role_page(Permission.AUDIT_VIEW)
def configurations(request: HttpRequest) -> HttpResponse:
    """List the sorts of configuration, with where each comes from."""
    parts = [
        (sort.title, reverse("configuration", args=[code]), f"{sort.decides} {_origin_of(sort)}")
        for code, sort in SORTS.items()
    ]
    crumbs = trail((_("Beheer"), "administration"), _("Configuratie"))
    return render(request, "pages/index.html", {"title": _("Configuratie"), "parts": parts, "crumbs": crumbs})


@role_page(Permission.AUDIT_VIEW)
def configuration(request: HttpRequest, code: str) -> HttpResponse:
    """Show one sort of configuration as it holds on a day, without a day on today."""
    sort = SORTS.get(code)
    if sort is None:
        raise NotFoundError("Deze pagina")
    asked, today = request.GET.get("op", ""), viewer_of(request).day
    on = _read_day(asked) if asked else today
    context = {
        "sort": sort,
        "origin": _origin_of(sort),
        "on": on or today,
        "asked": asked,
        "is_no_day": on is None,
        "tables": sort.draw(on or today),
        "crumbs": trail((_("Beheer"), "administration"), (_("Configuratie"), "configurations"), sort.title),
    }
    return render(request, "pages/configuration.html", context, status=200 if on else 400)


def _read_day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _origin_of(sort: ConfigurationSort) -> str:
    if not sort.file:
        return _("Dit is van Spoorboek en voor elke gemeente gelijk.")
    name = sort.file if "." in sort.file else _("map %(name)s") % {"name": sort.file}
    if find_own_file(sort.file) or find_own_folder(sort.file):
        return _("Uw gemeente heeft een eigen %(file)s.") % {"file": name}
    return _("Dit is van Spoorboek; een eigen %(file)s is er niet.") % {"file": name}
