"""Tables and facts about hot places and times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from spoorboek.apps.hotspots.queries import AnalysisRow, IncidentSetRow
from spoorboek.figures.dutch_numbers import format_number, format_share
from spoorboek.web.dates import format_date, format_moment
from spoorboek.web.phrasebook import say
from spoorboek.web.tables import Cell, Column, Table, cell

_STATUS = {"enough": "ok", "large_only": "note", "too_few": "unknown"}


def level_status(level: str) -> str:
    """Return the sign and colour of a level of sufficiency."""
    return _STATUS[level]


def set_table(rows: Iterable[IncidentSetRow]) -> Table:
    """Return the table of sets."""
    return Table(
        _("Meldingen die zijn ingelezen"),
        [
            Column(_("Meldingen")),
            Column(_("Aantal"), is_number=True),
            Column(_("Tijd")),
            Column(_("Ingelezen op"), keep_together=True),
        ],
        [
            [
                Cell(
                    row.title,
                    href=reverse("hotspot_set", args=[row.code]),
                    note=_("verzonnen voorbeeld") if row.is_invented else "",
                ),
                Cell(format_number(row.report_count)),
                Cell(row.clock_words),
                Cell(format_date(row.taken_in_at.date())),
            ]
            for row in rows
        ],
        empty=_("Er zijn nog geen meldingen ingelezen. Begin met een bestand met tijden en plekken."),
    )


def cluster_table(clusters: Sequence[dict[str, Any]]) -> Table:
    """Return the table of the groups beyond chance, numbered as on the map."""
    rows = [
        [
            cell(str(number)),
            cell(_write_span(one)),
            cell(format_number(one["cases"])),
            cell(_write(one["expected"])),
            cell("–" if one["radius_m"] is None else format_number(round(one["radius_m"]))),
            cell(_write_chance(one)),
            *([cell(_write_rarity(one))] if one.get("recurrence_days") else []),
        ]
        for number, one in enumerate(clusters, 1)
    ]
    watched = any(one.get("recurrence_days") for one in clusters)
    columns = [
        Column(_("Groep"), is_number=True),
        Column(_("Periode")),
        Column(_("Meldingen"), is_number=True),
        Column(_("Verwacht"), is_number=True),
        Column(_("Straal (m)"), is_number=True),
        Column(_("Kans door toeval"), is_number=True),
        *([Column(_("Zo zeldzaam bij elke dag kijken"), is_number=True)] if watched else []),
    ]
    return Table(_("Groepen die groter zijn dan toeval"), columns, rows, empty=_("Geen enkele groep."))


def repeat_table(repeats: dict[str, Any]) -> Table:
    """Return the table of near repeats."""
    rows = [
        [
            cell(one["distance"]),
            cell(one["days"]),
            cell(format_number(one["pairs"])),
            cell("–" if one["ratio"] is None else _write(one["ratio"], 2)),
            cell(_write(one["p_adjusted"], 3)),
        ]
        for one in repeats["cells"]
    ]
    columns = [
        Column(_("Meter uit elkaar"), keep_together=True),
        Column(_("Dagen uit elkaar"), keep_together=True),
        Column(_("Paren"), is_number=True),
        Column(_("Keer zoveel als toeval"), is_number=True),
        Column(_("Kans door toeval (alle vakken samen)"), is_number=True),
    ]
    return Table(_("Paren van meldingen dicht bij elkaar"), columns, rows)


def place_table(heaps: dict[str, Any]) -> Table:
    """Return the table of the squares that most likely belong to the busiest."""
    rows = [
        [
            cell(f"{round(one['x'])}, {round(one['y'])}"),
            cell(format_number(one["count"])),
            cell(_write(one["rate"])),
            cell(f"{_write(one['low'])} – {_write(one['high'])}"),
            cell(format_share(Decimal(str(one["top_chance"])))),
        ]
        for one in heaps["places"]
    ]
    columns = [
        Column(_("Midden van het vak (meters)"), keep_together=True),
        Column(_("Meldingen"), is_number=True),
        Column(_("Te verwachten"), is_number=True),
        Column(_("Marge"), is_number=True, keep_together=True),
        Column(_("Kans op de top"), is_number=True),
    ]
    return Table(_("Vakken die het vaakst bij de drukste horen"), columns, rows)


def area_table(by_area: dict[str, Any]) -> Table:
    """Return the table of the areas that most likely belong to the busiest per inhabitant."""
    rows = [
        [
            cell(one["name"]),
            cell(format_number(one["count"])),
            cell(format_number(round(one["inhabitants"]))),
            cell(_write(one["rate_per_1000"])),
            cell(f"{_write(one['low_per_1000'])} – {_write(one['high_per_1000'])}"),
            cell(format_share(Decimal(str(one["top_chance"])))),
        ]
        for one in by_area["places"]
    ]
    columns = [
        Column(_("Gebied")),
        Column(_("Meldingen"), is_number=True),
        Column(_("Inwoners"), is_number=True),
        Column(_("Per 1.000 inwoners"), is_number=True),
        Column(_("Marge"), is_number=True, keep_together=True),
        Column(_("Kans op de top"), is_number=True),
    ]
    return Table(_("Gebieden die per inwoner het vaakst bij de drukste horen"), columns, rows)


def gate_table(gates: Iterable[dict[str, Any]]) -> Table:
    """Return the table of quality gates."""
    rows = [
        [
            Cell(say(gate["sentence"])),
            Cell(
                _("in orde") if gate["passed"] else _("let op"), status="ok" if gate["passed"] else "unknown"
            ),
        ]
        for gate in gates
    ]
    return Table(_("Oordeel over de meldingen"), [Column(_("Wat is nagegaan")), Column(_("Oordeel"))], rows)


def describe_analysis(row: IncidentSetRow, analysis: AnalysisRow) -> list[dict[str, str]]:
    """Return the facts about how the answer was made."""
    given = analysis.parameters
    facts = [
        (_("Klok"), f"{row.clock_words}, {row.zone}"),
        (_("Grootste straal"), _("%(metres)s meter") % {"metres": format_number(round(given["max_radius"]))}),
        (_("Langste duur"), _("%(days)s dagen") % {"days": given["max_days"]}),
        (_("Soort groepen"), _describe_groups(given)),
        (
            _("Trekkingen"),
            _("hoogstens %(count)s, eerder klaar als het vaststaat") % {"count": given["replications"]},
        ),
        (_("Startgetal van het toeval"), str(analysis.seed)),
        (
            _("Veel toetsen tegelijk"),
            (analysis.result["scan"] or analysis.result["enough"])["multiple_testing"],
        ),
        (_("Gebieden"), given.get("areas_told") or format_number(given["areas"])),
        (_("Vingerafdruk van het bestand"), row.sha256),
        (_("Versie"), analysis.code_version),
        (_("Doorgerekend op"), format_moment(analysis.run_at)),
    ]
    return [{"label": label, "text": say(text)} for label, text in facts]


def _describe_groups(given: dict[str, Any]) -> str:
    kind = _("die nog duren op de laatste dag") if given.get("prospective") else _("in de hele periode")
    return f"{kind}; {_('naar dag van de week')}" if given.get("by_weekday") else str(kind)


def _write_span(one: dict[str, Any]) -> str:
    first, last = date.fromisoformat(one["first_day"]), date.fromisoformat(one["last_day"])
    return format_date(first) if first == last else f"{format_date(first)} – {format_date(last)}"


def _write_chance(one: dict[str, Any]) -> str:
    if one["p_extrapolated"] is None:
        return _write(one["p"], 3)
    return _("kleiner dan %(p)s") % {"p": _write(one["p"], 3)}


def _write_rarity(one: dict[str, Any]) -> str:
    """Return once in how long chance gives as much, for who looks every day."""
    days = int(one["recurrence_days"])
    if days >= 730:
        return _("eens in %(years)s jaar") % {"years": format_number(round(days / 365.25))}
    return _("eens in %(days)s dagen") % {"days": format_number(days)}


def _write(value: float, decimals: int = 1) -> str:
    return format_number(Decimal(str(round(value, decimals))), decimals)
