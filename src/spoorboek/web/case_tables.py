"""Cases as tables: a page of the list, and what came in and went out."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.case_rows import CaseRow
from spoorboek.apps.cases.queries import list_case_flows
from spoorboek.figures.period import Period
from spoorboek.rules.case_access import LEVEL_WORDS, CaseLevel
from spoorboek.rules.register_lifecycles import CASE_LIFECYCLE
from spoorboek.web.dates import format_date, format_period
from spoorboek.web.list_place import anchor_of
from spoorboek.web.phrasebook import Content, say_word
from spoorboek.web.tables import Cell, Column, Table, cell, content_cell


def _status_cell(row: CaseRow) -> Cell:
    """Return the status of a case as sign and word, and how far it is shut where that differs from most."""
    is_usual = row.level is CaseLevel.AUDITED
    shut = "" if is_usual else _("Toegang: %(level)s") % {"level": say_word(LEVEL_WORDS[row.level])}
    status = "note" if row.closed_on is None else "ok"
    return Cell(CASE_LIFECYCLE.words[row.status], status=status, note=shut)


def case_table(rows: tuple[CaseRow, ...], empty: str, *, is_chosen_from: bool) -> Table:
    """Return a page of the list of cases; a link can lead to each of its rows."""
    columns = [
        Column(_("Nummer"), keep_together=True),
        Column(_("Titel"), is_title=True),
        Column(_("Soort")),
        Column(_("Geopend op"), keep_together=True),
        Column(_("Status")),
    ]
    drawn = [
        [
            cell(
                row.number,
                href=reverse("casussen-detail", args=[row.number]),
                choice=row.number if is_chosen_from else "",
                anchor=anchor_of(row.number),
            ),
            content_cell(row.title, note=Content(row.place)),
            cell(row.kind_title, note=row.phase_title),
            cell(format_date(row.opened_on)),
            _status_cell(row),
        ]
        for row in rows
    ]
    return Table(_("Casussen"), columns, drawn, empty=empty, is_stacked=True)


def flow_table(viewer: Viewer, period: Period) -> Table:
    """Return what came in, went out and stayed, by kind."""
    columns = [
        Column(_("Soort")),
        Column(_("Doorlopend uit eerder"), is_number=True),
        Column(_("Nieuw"), is_number=True),
        Column(_("Afgesloten"), is_number=True),
        Column(_("Loopt door"), is_number=True),
    ]
    rows = [
        [
            cell(title),
            *(cell(str(n)) for n in (flow.carried_in, flow.opened, flow.closed, flow.carried_out)),
        ]
        for title, flow in list_case_flows(viewer, period).items()
    ]
    caption = _("Casussen in %(period)s") % {"period": format_period(period)}
    return Table(caption, columns, rows, empty=_("Er zijn nog geen casussen."))
