"""The figures of a letter as a table that anybody can open: one row per figure, the same bytes each time."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

COLUMNS: dict[str, str] = {
    "key": "Naam van het cijfer in brieven en adressen: code@periode@gebied",
    "title": "Wat het cijfer is",
    "value": "De waarde, met een punt voor de decimalen, of waarom die er niet is (missing, ...)",
    "unit": "De eenheid",
    "period": "De periode, volgens ISO, eerste en laatste dag horen erbij",
    "area_code": "De code van het gebied (CBS)",
    "area_name": "De naam van het gebied",
    "area_edition": "Het jaar van de gebiedsindeling",
    "provisional": "true als het cijfer voorlopig is",
    "kind": "Soort getal: count, rate, share, mark, score, amount of duration",
    "counts": "Wat een eenheid is: persons, incidents, cases, premises of actions",
    "source_type": "Wie het zegt: registered, self_reported, modelled of operational",
    "low": "Ondergrens van 95%, als het een schatting is",
    "high": "Bovengrens van 95%, als het een schatting is",
    "numerator": "Teller, als het cijfer is afgeleid",
    "denominator": "Noemer, als het cijfer is afgeleid",
    "factor": "Factor, als het cijfer is afgeleid",
    "definition_version": "Versie van de telregel",
    "comparability": "Alleen cijfers met dezelfde waarde hier zijn te vergelijken",
    "counting_rule": "Hoe er is geteld",
    "sources": "De bronnen",
    "retrieved_at": "Wanneer de bronnen zijn opgehaald",
    "row_count": "Hoeveel regels meetelden",
    "rows_sha256": "Vingerafdruk van de regels die meetelden",
    "invented": "true als de bron verzonnen is (voorbeeldgemeente)",
}
"""Each column with what it means, in Dutch; the manifest carries these sentences along."""

_FORMULA = ("=", "+", "-", "@", "\t")
_TEXT_COLUMNS = ("title", "unit", "area_name", "counting_rule", "comparability", "sources")


def write_figures_csv(records: Sequence[Mapping[str, Any]]) -> bytes:
    """Return the table of figure records (see ``figure_record``), sorted by key.

    UTF-8, comma, line feed. Text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    written = io.StringIO(newline="")
    table = csv.writer(written, lineterminator="\n")
    table.writerow(COLUMNS)
    for record in sorted(records, key=lambda record: str(record["key"])):
        row = _row(record)
        table.writerow([_harmless(name, str(row.get(name, ""))) for name in COLUMNS])
    return written.getvalue().encode()


def _row(record: Mapping[str, Any]) -> dict[str, Any]:
    provenance, area = record["provenance"], record["area"]
    own = {name: record[name] for name in COLUMNS if name in record}
    return {
        **own,
        **record.get("uncertainty", {}),
        **record.get("parts", {}),
        "area_code": area["code"],
        "area_name": area["name"],
        "area_edition": area["edition"],
        "provisional": str(record["provisional"]).lower(),
        "definition_version": record["version"],
        "sources": " | ".join(snapshot["source"] for snapshot in provenance["snapshots"]),
        "retrieved_at": " | ".join(snapshot["retrieved_at"] for snapshot in provenance["snapshots"]),
        "row_count": provenance["row_count"],
        "rows_sha256": provenance["rows_sha256"],
        "invented": str(provenance["invented"]).lower(),
    }


def _harmless(name: str, text: str) -> str:
    return f"'{text}" if name in _TEXT_COLUMNS and text.startswith(_FORMULA) else text
