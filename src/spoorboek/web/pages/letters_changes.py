"""What changed under a published letter since: figures, and the sentences that no longer hold by it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.indicators.figure_keys import FigureKey
from spoorboek.apps.letters.building import passport_address
from spoorboek.apps.letters.publications import ChangedFigure, FlippedClaim, find_drift
from spoorboek.apps.letters.queries import get_letter
from spoorboek.figures.dutch_numbers import format_value
from spoorboek.rules.letter_lifecycle import LETTER_LIFECYCLE, LetterStatus
from spoorboek.rules.roles import Permission
from spoorboek.web.dates import format_period
from spoorboek.web.doors import role_page
from spoorboek.web.pages.letters import letter_crumbs
from spoorboek.web.pages.letters_verdicts import WORDS
from spoorboek.web.tables import Cell, Column, Table, cell, content_cell
from spoorboek.web.viewers import viewer_of


@role_page(Permission.FIGURES_VIEW)
def letter_changes(request: HttpRequest, slug: str) -> HttpResponse:
    """Show which figures are another number today, and which sentences get another verdict by it."""
    viewer = viewer_of(request)
    row = get_letter(viewer, slug)
    if row.published_at is None:
        raise NotFoundError("Deze pagina")
    drift = find_drift(viewer, slug, at=timezone.now())
    context = {
        "letter": row,
        "figures": _figure_table(drift.changed),
        "sentences": _sentence_table(drift.flipped),
        "may_correct": viewer.may(Permission.LETTERS_WRITE)
        and LETTER_LIFECYCLE.can_become(row.status, LetterStatus.CORRECTED),
        "crumbs": letter_crumbs(viewer, row, _("Veranderd sinds publicatie")),
    }
    return render(request, "pages/letters/changes.html", context)


def _figure_table(changed: tuple[ChangedFigure, ...]) -> Table:
    columns = [
        Column(_("Cijfer")),
        Column(_("Periode")),
        Column(_("In de brief"), is_number=True),
        Column(_("Nu"), is_number=True),
    ]
    rows = [
        [
            content_cell(each.title, href=passport_address(each.key)),
            cell(capfirst(format_period(FigureKey.parse(each.key).period))),
            cell(format_value(each.then)),
            cell(format_value(each.now)),
        ]
        for each in changed
    ]
    empty = _("Alle cijfers zijn nog zoals in de brief.")
    return Table(_("Cijfers die nu anders zijn"), columns, rows, empty=empty)


def _sentence_table(flipped: tuple[FlippedClaim, ...]) -> Table:
    columns = [
        Column(_("Zin in de brief")),
        Column(_("Oordeel toen")),
        Column(_("Oordeel nu")),
        Column(_("Waarom")),
    ]
    rows = [
        [
            content_cell(each.words),
            _verdict(each.verdict_then),
            _verdict(each.verdict_now),
            cell(each.why_now),
        ]
        for each in flipped
    ]
    empty = _("Elke zin krijgt nog het oordeel van toen.")
    return Table(_("Zinnen die niet meer kloppen zoals ze er staan"), columns, rows, empty=empty)


def _verdict(code: str) -> Cell:
    if code not in WORDS:
        return cell("")
    sign, words = WORDS[code]
    return Cell(words, status=sign)
