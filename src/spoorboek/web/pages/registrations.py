"""The registers: what is written down, and can be counted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spoorboek.web.crumbs import trail
from spoorboek.web.doors import role_page
from spoorboek.web.menus import REGISTRATIONS


@role_page(*REGISTRATIONS)
def registrations(request: HttpRequest) -> HttpResponse:
    """List the registers that the viewer may see."""
    context = {"title": _("Registraties"), "parts": [], "crumbs": trail(_("Registraties"))}
    return render(request, "pages/index.html", context)
