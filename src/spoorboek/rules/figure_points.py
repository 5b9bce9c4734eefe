"""A figure in the JSON form of ``claim test``: what it is, and each value as a point to be judged."""

from __future__ import annotations

from typing import Any

from spoorboek.figures.definition import Counts
from spoorboek.figures.figure import Figure
from spoorboek.figures.values import NonValue, Value, is_number


def describe_figure(figure: Figure | None) -> dict[str, Any]:
    """Return what a claim must know of its figure to be judged by the right test.

    Parameters: ``figure``, or None when it is unknown. Returns the keys ``kind``, ``counts``,
    ``source_type`` and for an area below the municipality ``area_level``; nothing for None. Errors: none.
    """
    if figure is None:
        return {}
    definition = figure.definition
    described: dict[str, Any] = {
        "kind": definition.kind.value,
        "counts": definition.counts.value,
        "source_type": definition.source_type.value,
    }
    if figure.area.is_below_municipality:
        described["area_level"] = "neighbourhood"
    return described


def describe_point(figure: Figure) -> dict[str, Any]:
    """Return one figure as a point of a claim.

    Parameters: ``figure``. Returns its period, value, unit and definition, and where they are known its
    decimals, bounds and that it is provisional; of a share that can point at people what it was taken over.
    Errors: none.
    """
    point: dict[str, Any] = {
        "period": str(figure.period),
        "value": describe_number(figure.value),
        "unit": figure.definition.unit,
        "definition": figure.definition.comparability,
    }
    if figure.definition.decimals:
        point["decimals"] = figure.definition.decimals
    if figure.uncertainty is not None:
        point |= {"low": str(figure.uncertainty.low), "high": str(figure.uncertainty.high)}
    if figure.provisional:
        point["provisional"] = True
    if figure.parts is not None and _can_point_at_people(figure):
        for name, value in (("numerator", figure.parts.numerator), ("denominator", figure.parts.denominator)):
            if is_number(value):
                point[name] = describe_number(value)
    return point


def _can_point_at_people(figure: Figure) -> bool:
    """A share of few persons, or of few in a part of the city, tells of somebody."""
    return figure.definition.counts is Counts.PERSONS or figure.area.is_below_municipality


def describe_number(value: Value) -> int | str:
    """Return a value as JSON may hold it, never as a float.

    Parameters: ``value``. Returns an int as it is, a Decimal as its digits, a reason as its name.
    Errors: none.

    >>> from decimal import Decimal
    >>> describe_number(88), describe_number(Decimal("7.3")), describe_number(NonValue.MISSING)
    (88, '7.3', 'missing')
    """
    if isinstance(value, NonValue):
        return value.value
    digits = str(value)
    return int(digits) if isinstance(value, int) or digits.isdigit() else digits
