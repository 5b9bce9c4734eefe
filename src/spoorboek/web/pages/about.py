"""Pages that explain."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from spoorboek.apps.access.viewer import ANONYMOUS
from spoorboek.figures.definition import SourceType
from spoorboek.web.crumbs import trail
from spoorboek.web.doors import shared_page
from spoorboek.web.pages.figures_catalogue import SOURCE_WORDS, list_known
from spoorboek.web.phrasebook import Content
from spoorboek.web.tables import Column, Table, cell, content_cell


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
    context = {
        "crumbs": trail(_("Hoe wij tellen")),
        "verdict_words": words,
        "source_words": [
            (capfirst(str(SOURCE_WORDS[kind])), meaning) for kind, meaning in _explain_sources().items()
        ],
        "table": _draw_rules(),
    }
    return render(request, "pages/how_we_count.html", context)


def _explain_sources() -> dict[SourceType, str]:
    return {
        SourceType.REGISTERED: _(
            "Wat bij de politie of een andere dienst binnenkwam. Wie niets meldt, telt niet mee."
        ),
        SourceType.SELF_REPORTED: _(
            "Wat een deel van de inwoners antwoordde. Bij zo’n cijfer hoort een marge, die wij erbij zeggen."
        ),
        SourceType.MODELLED: _("Een schatting. Ook daarbij hoort een marge."),
        SourceType.OPERATIONAL: _("Wat wij zelf deden en opschreven, zoals controles en bijeenkomsten."),
    }


def _draw_rules() -> Table:
    """The counting rules of every figure in a published letter."""
    columns = [Column(_("Cijfer")), Column(_("Zo tellen we")), Column(_("Wie zegt het")), Column(_("Versie"))]
    rows = [
        [
            content_cell(each.title, href=reverse("figure", args=[each.code]), note=Content(each.unit)),
            content_cell(each.counting_rule),
            cell(str(SOURCE_WORDS[each.source_type])),
            cell(str(each.version)),
        ]
        for each in list_known(ANONYMOUS)
    ]
    empty = _("Er is nog geen brief gepubliceerd.")
    return Table(_("Telregels"), columns, rows, empty=empty)


@shared_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how far the pages are accessible and what to do when they are not."""
    return render(request, "pages/accessibility.html", {"crumbs": trail(_("Toegankelijkheid"))})
