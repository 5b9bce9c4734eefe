"""Sources and deliveries as tables and lists of facts."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from spoorboek.apps.sources.queries import SnapshotRow, SourceRow
from spoorboek.figures.dutch_numbers import format_number
from spoorboek.services.tables.report import Report
from spoorboek.web.dates import format_date, format_moment
from spoorboek.web.pages.figures_catalogue import SOURCE_WORDS
from spoorboek.web.phrasebook import Content, say
from spoorboek.web.register_tables import ShownFact
from spoorboek.web.tables import Cell, Column, Table, cell, content_cell


def source_table(rows: list[SourceRow], newest: dict[str, SnapshotRow]) -> Table:
    """Return the sources with the delivery that counts."""
    columns = [
        Column(_("Bron")),
        Column(_("Uitgever")),
        Column(_("Wie zegt het")),
        Column(_("Laatste levering"), keep_together=True),
        Column(_("Regels"), is_number=True),
    ]
    drawn = []
    for row in rows:
        last = newest.get(row.code)
        drawn.append(
            [
                content_cell(row.title, href=reverse("source", args=[row.code])),
                content_cell(row.publisher),
                cell(str(SOURCE_WORDS[row.source_type])),
                cell(format_date(timezone.localdate(last.retrieved_at)) if last else ""),
                cell(format_number(last.row_count) if last else ""),
            ]
        )
    return Table(_("Bronnen"), columns, drawn, empty=_("Er is nog geen bron vastgelegd."))


def snapshot_table(rows: list[SnapshotRow]) -> Table:
    """Return the deliveries of one source, the newest first."""
    columns = [
        Column(_("Levering")),
        Column(_("Opgehaald"), keep_together=True),
        Column(_("Regels"), is_number=True),
        Column(_("Stand")),
    ]
    used = next((row.code for row in rows if not Content(row.revoked_because)), "")
    drawn = [
        [
            cell(row.file_name, href=reverse("snapshot", args=[row.code])),
            cell(format_date(timezone.localdate(row.retrieved_at))),
            cell(format_number(row.row_count)),
            _state_of(row, used),
        ]
        for row in rows
    ]
    return Table(_("Leveringen"), columns, drawn, empty=_("Van deze bron is nog niets ontvangen."))


def _state_of(row: SnapshotRow, used: str) -> Cell:
    if row.revoked_because:
        return Cell(_("ingetrokken"), status="wrong", note=Content(row.revoked_because))
    if row.code == used:
        return Cell(_("telt nu"), status="ok", note=_("voorlopig") if row.is_provisional else "")
    return Cell(_("vervangen"), status="absent")


def mapping_table(mapping: dict[str, Any]) -> Table:
    """Return how the files of a source are read."""
    columns = [Column(_("Instelling")), Column(_("Waarde"))]
    rows = [[cell(str(name)), content_cell(_write(value))] for name, value in mapping.items()]
    return Table(_("Zo lezen wij het bestand"), columns, rows)


def _write(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_write(each)}" for name, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_write(each) for each in value)
    return "" if value is None else str(value)


def report_table(report: Report) -> Table:
    """Return what is wrong in a file, row by row."""
    columns = [
        Column(_("Rij"), is_number=True),
        Column(_("Kolom")),
        Column(_("Er staat")),
        Column(_("Wat is er mis")),
    ]
    rows = [
        [
            cell(format_number(each.row) if each.row else _("hele bestand")),
            content_cell(each.column),
            content_cell(each.value),
            cell(say(capfirst(each.sentence))),
        ]
        for each in report.findings
    ]
    return Table(_("Wat er mis is in het bestand"), columns, rows)


def describe_source(row: SourceRow) -> list[ShownFact]:
    """Return what there is to say of a source."""
    facts = [
        ShownFact(_("Uitgever"), Content(row.publisher)),
        ShownFact(_("Wie zegt het"), str(SOURCE_WORDS[row.source_type])),
        ShownFact(_("Licentie"), Content(row.licence)),
        ShownFact(_("Adres"), row.address),
        ShownFact(_("Toelichting"), Content(row.description)),
        ShownFact(_("Gebied"), row.area_code),
    ]
    return [fact for fact in facts if fact.text]


def describe_snapshot(row: SnapshotRow) -> list[ShownFact]:
    """Return what there is to say of a delivery."""
    facts = [
        ShownFact(_("Bron"), Content(row.source_title), reverse("source", args=[row.source])),
        ShownFact(_("Opgehaald"), format_date(timezone.localdate(row.retrieved_at))),
        ShownFact(_("Ingelezen"), format_moment(timezone.localtime(row.imported_at))),
        ShownFact(_("Regels"), format_number(row.row_count)),
        ShownFact(_("Voorlopig"), _("ja") if row.is_provisional else _("nee")),
        ShownFact(_("Verzonnen"), _("ja, als voorbeeld") if row.is_invented else _("nee")),
        ShownFact(_("Vingerafdruk van het bestand"), row.file_sha256),
        ShownFact(_("Opmerkingen bij het inlezen"), "\n".join(map(say, row.notes))),
        ShownFact(_("Ingetrokken omdat"), Content(row.revoked_because)),
    ]
    return [fact for fact in facts if fact.text]
