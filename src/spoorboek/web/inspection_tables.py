"""Inspection days, participants and findings as tables."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from spoorboek.apps.interventions.inspection_queries import DayLine, FindingRow, ParticipantRow, VisitDetail
from spoorboek.figures.dutch_numbers import format_number
from spoorboek.web.dates import format_date, format_moment
from spoorboek.web.list_place import anchor_of
from spoorboek.web.tables import Cell, Column, Table, cell, content_cell


def day_table(rows: Sequence[DayLine]) -> Table:
    """Return inspection days, newest first."""
    columns = [
        Column(_("Dag"), keep_together=True),
        Column(_("Branche")),
        Column(_("Plaats")),
        Column(_("Bedrijven"), is_number=True),
        Column(_("Deelnemers"), is_number=True),
    ]
    drawn = [
        [
            cell(
                format_date(row.held_on),
                href=reverse("inspection", args=[row.number]),
                note=_("Ingetrokken, telt nergens mee") if row.is_withdrawn else row.number,
                anchor=anchor_of(row.number),
            ),
            cell(capfirst(row.sector_title)),
            content_cell(row.place),
            cell(format_number(row.business_count)),
            cell(format_number(row.participant_count)),
        ]
        for row in rows
    ]
    empty = _("Er is nog geen controledag.")
    return Table(_("Controledagen"), columns, drawn, empty=empty, is_stacked=True)


def participant_table(rows: Sequence[ParticipantRow]) -> Table:
    """Return who takes part, each on its own legal basis."""
    columns = [
        Column(_("Organisatie")),
        Column(_("Grondslag")),
        Column(pgettext("waarvoor iets gebeurt", "Doel")),
    ]
    drawn = [
        [content_cell(row.organisation), content_cell(row.legal_basis), content_cell(row.purpose)]
        for row in rows
    ]
    return Table(
        _("Wie controleren"),
        columns,
        drawn,
        empty=_("Er zijn nog geen deelnemers ingevoerd."),
        is_stacked=True,
    )


def finding_table(visit: VisitDetail, *, may_write: bool) -> Table:
    """Return what each participant found, with the signal that followed."""
    columns = [
        Column(_("Wie")),
        Column(_("Bevinding")),
        Column(_("Signaal")),
    ]
    drawn = [
        [
            content_cell(row.organisation, note=format_moment(timezone.localtime(row.found_at))),
            cell(capfirst(row.kind_title), note=row.remark),
            _signal_cell(visit, row, may_write=may_write),
        ]
        for row in visit.findings
    ]
    empty = _("Er is nog niets opgeschreven.")
    return Table(_("Bevindingen"), columns, drawn, empty=empty, is_stacked=True)


def _signal_cell(visit: VisitDetail, row: FindingRow, *, may_write: bool) -> Cell:
    if row.signal:
        return cell(row.signal, href=reverse("signalen-detail", args=[row.signal]))
    if row.signalled_at is not None:
        return cell(_("doorgegeven"))
    if may_write:
        return cell(
            _("Doorgeven"), href=reverse("inspection_signal", args=[visit.day, visit.number, row.key])
        )
    return cell("")
