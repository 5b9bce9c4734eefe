"""A figure as data for a manifest: with its parts, its uncertainty and where it comes from."""

from __future__ import annotations

from typing import Any

from spoorboek.figures.figure import Figure
from spoorboek.figures.provenance import Provenance
from spoorboek.figures.values import NonValue, Value


def write_value(value: Value) -> str:
    """Return a value as text: digits with a decimal point, or the name of the reason for its absence."""
    return value.value if isinstance(value, NonValue) else str(value)


def record_figure(figure: Figure) -> dict[str, Any]:
    """Return ``figure`` as JSON values. Numbers are text, so that no digit is ever rounded."""
    definition = figure.definition
    record: dict[str, Any] = {
        "key": figure.key,
        "code": definition.code,
        "version": definition.version,
        "title": definition.title,
        "unit": definition.unit,
        "kind": definition.kind.value,
        "counts": definition.counts.value,
        "source_type": definition.source_type.value,
        "comparability": definition.comparability,
        "counting_rule": definition.counting_rule,
        "period": str(figure.period),
        "area": {"code": figure.area.code, "name": figure.area.name, "edition": figure.area.edition},
        "value": write_value(figure.value),
        "provisional": figure.provisional,
        "provenance": _record_provenance(figure.provenance),
    }
    if figure.uncertainty is not None:
        bounds = figure.uncertainty
        record["uncertainty"] = {
            "low": str(bounds.low),
            "high": str(bounds.high),
            "invented": bounds.invented,
        }
    if figure.parts is not None:
        parts = figure.parts
        record["parts"] = {
            "numerator": write_value(parts.numerator),
            "denominator": write_value(parts.denominator),
            "factor": str(parts.factor),
        }
    return record


def _record_provenance(provenance: Provenance) -> dict[str, Any]:
    return {
        "snapshots": [
            {
                "id": snapshot.snapshot_id,
                "source": snapshot.source,
                "retrieved_at": snapshot.retrieved_at.isoformat(),
                "sha256": snapshot.sha256,
            }
            for snapshot in provenance.snapshots
        ],
        "query": provenance.query,
        "row_count": provenance.row_count,
        "rows_sha256": provenance.rows_sha256,
        "code_version": provenance.code_version,
        "computed_at": provenance.computed_at.isoformat(),
        "invented": provenance.invented,
    }
