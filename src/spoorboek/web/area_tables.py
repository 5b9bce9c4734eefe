"""Areas, terms, cameras, deployments and activities as tables."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spoorboek.apps.interventions.activity_queries import ActivityLine, ActivitySum
from spoorboek.apps.interventions.area_queries import AreaDetail, AreaLine, CameraRow, TermRow
from spoorboek.figures.dutch_numbers import format_number
from spoorboek.web.dates import format_date, format_moment
from spoorboek.web.desks import day_of
from spoorboek.web.list_place import anchor_of
from spoorboek.web.tables import Column, Table, cell, content_cell


def area_table(rows: Sequence[AreaLine]) -> Table:
    """Return designated areas, newest first."""
    columns = [
        Column(_("Gebied")),
        Column(_("Soort")),
        Column(_("Aangewezen op"), keep_together=True),
        Column(_("Geldt tot en met"), keep_together=True),
        Column(_("Evalueren vóór"), keep_together=True),
        Column(_("Geëindigd op"), keep_together=True),
    ]
    drawn = [
        [
            content_cell(
                row.name,
                href=reverse("area", args=[row.number]),
                note=_("Ingetrokken, telt nergens mee") if row.is_withdrawn else row.number,
                anchor=anchor_of(row.number),
            ),
            cell(capfirst(row.kind_title)),
            cell(format_date(row.designated_on)),
            cell(day_of(row.last_on)),
            cell(day_of(row.evaluate_on)),
            cell(day_of(row.ended_on)),
        ]
        for row in rows
    ]
    return Table(
        _("Aangewezen gebieden"),
        columns,
        drawn,
        empty=_("Er is nog geen gebied aangewezen."),
        is_stacked=True,
    )


def area_tables(row: AreaDetail) -> list[Table]:
    """Return the terms, cameras and deployments of one area."""
    return [table for table in (_term_table(row), _camera_table(row), _deployment_table(row)) if table.rows]


def activity_table(rows: Sequence[ActivityLine]) -> Table:
    """Return activities, newest first, each in its own unit."""
    columns = [
        Column(_("Activiteit")),
        Column(_("Soort")),
        Column(_("Gehouden op"), keep_together=True),
        Column(_("Doelgroep")),
        Column(_("Aantal"), is_number=True),
        Column(_("Eenheid")),
    ]
    drawn = [
        [
            content_cell(
                row.title,
                href=reverse("activiteiten-detail", args=[row.number]),
                note=_("Ingetrokken, telt nergens mee") if row.is_withdrawn else "",
            ),
            cell(capfirst(row.kind_title)),
            cell(format_date(row.held_on)),
            content_cell(row.audience),
            cell(format_number(row.amount)),
            cell(row.unit_title),
        ]
        for row in rows
    ]
    return Table(
        _("Activiteiten"), columns, drawn, empty=_("Er is in deze keuze geen activiteit."), is_stacked=True
    )


def sum_table(sums: Sequence[ActivitySum]) -> Table:
    """Return for each kind and unit how many activities there were and what they add up to."""
    columns = [
        Column(_("Soort")),
        Column(_("Activiteiten"), is_number=True),
        Column(_("Samen"), is_number=True),
        Column(_("Eenheid")),
    ]
    drawn = [
        [
            cell(capfirst(one.kind_title)),
            cell(format_number(one.count)),
            cell(format_number(one.amount)),
            cell(one.unit_title),
        ]
        for one in sums
    ]
    return Table(_("Samen per soort en eenheid"), columns, drawn, is_stacked=True)


def _term_table(row: AreaDetail) -> Table:
    columns = [
        Column(_("Vanaf"), keep_together=True),
        Column(_("Tot en met"), keep_together=True),
        Column(_("Besluit van"), keep_together=True),
        Column(_("Kenmerk")),
        Column(_("Overleg met de officier"), keep_together=True),
        Column(_("Raad geïnformeerd op"), keep_together=True),
        Column(_("Waarom verlengd")),
    ]
    drawn = [
        [
            cell(format_date(term.first_on), note=_days_of(term)),
            cell(day_of(term.last_on)),
            cell(day_of(term.decided_on)),
            cell(term.reference),
            cell(day_of(term.consulted_on)),
            cell(day_of(term.council_informed_on)),
            content_cell(term.motivation),
        ]
        for term in row.terms
    ]
    return Table(_("Termijnen"), columns, drawn, is_stacked=True)


def _days_of(term: TermRow) -> str:
    if term.starts_at is not None and term.ends_at is not None:
        start, end = (format_moment(timezone.localtime(one)) for one in (term.starts_at, term.ends_at))
        return _("Met spoed: van %(start)s tot %(end)s.") % {"start": start, "end": end}
    if not term.separate_days:
        return ""
    days = ", ".join(format_date(day) for day in term.separate_days)
    said = ngettext(
        "Alleen op %(count)s dag: %(days)s.", "Alleen op %(count)s dagen: %(days)s.", len(term.separate_days)
    )
    return said % {"count": len(term.separate_days), "days": days}


def _camera_table(row: AreaDetail) -> Table:
    columns = [
        Column(_("Camera"), keep_together=True),
        Column(_("Plaats")),
        Column(_("Geplaatst op"), keep_together=True),
        Column(_("Vervangen op"), keep_together=True),
        Column(_("Weggehaald op"), keep_together=True),
    ]
    drawn = [
        [
            cell(one.number, href=reverse("middelen-detail", args=[one.number])),
            content_cell(one.place, note="; ".join(one.steps)),
            cell(format_date(one.placed_on)),
            cell(day_of(one.replaced_on)),
            cell(day_of(one.removed_on), note=_tell_images(one)),
        ]
        for one in row.cameras
    ]
    return Table(_("Camera's"), columns, drawn, is_stacked=True)


def _tell_images(camera: CameraRow) -> str:
    if camera.images_until is None:
        return ""
    return _("Laatste beelden weg uiterlijk %(day)s.") % {"day": format_date(camera.images_until)}


def _deployment_table(row: AreaDetail) -> Table:
    columns = [
        Column(_("Inzet"), keep_together=True),
        Column(_("Soort")),
        Column(_("Aanleiding")),
        Column(_("Begonnen op"), keep_together=True),
        Column(_("Beëindigd op"), keep_together=True),
    ]
    drawn = [
        [
            cell(one.number, href=reverse("inzet-detail", args=[one.number])),
            cell(capfirst(one.kind_title), note=one.place),
            cell(one.reason_title),
            cell(format_date(one.started_on)),
            cell(day_of(one.ended_on)),
        ]
        for one in row.deployments
    ]
    return Table(_("Inzet in dit gebied"), columns, drawn, is_stacked=True)
