"""Pages that explain."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spoorboek.web.crumbs import trail
from spoorboek.web.doors import shared_page


@shared_page
def how_we_count(request: HttpRequest) -> HttpResponse:
    """Explain what a figure and a verdict are."""
    words = [
        ("ok", _("klopt"), _("De cijfers zeggen wat de zin zegt.")),
        (
            "note",
            _("klopt, maar ..."),
            _("Het klopt, met een kanttekening: het verschil kan ook toeval zijn."),
        ),
        ("unknown", _("niet aantoonbaar"), _("De cijfers zijn te klein of te onzeker om dit te zeggen.")),
        ("wrong", _("klopt niet"), _("De cijfers zeggen zelf iets anders.")),
        ("absent", _("ontbreekt"), _("Er is geen cijfer, niets gemeld of niets om mee te vergelijken.")),
    ]
    context = {"crumbs": trail(_("Hoe wij tellen")), "verdict_words": words}
    return render(request, "pages/how_we_count.html", context)


@shared_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how far the pages are accessible and what to do when they are not."""
    return render(request, "pages/accessibility.html", {"crumbs": trail(_("Toegankelijkheid"))})
