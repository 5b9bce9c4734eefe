"""A derived figure: what it is made of, where those come from, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from spoorboek.apps.indicators.definitions import IndicatorRule
from spoorboek.apps.indicators.derived_origin import DerivedOrigin
from spoorboek.documents.figure_record import write_value
from spoorboek.figures.area import Area
from spoorboek.figures.definition import FigureDefinition
from spoorboek.figures.derived import derive_value
from spoorboek.figures.derived_rule import resolve_denominator
from spoorboek.figures.figure import Figure
from spoorboek.figures.period import Period
from spoorboek.figures.provenance import Provenance
from spoorboek.figures.values import NonValue, Value


def derive_figure(
    rule: IndicatorRule,
    period: Period,
    area: Area,
    *,
    count: Callable[[str, Period], Figure],
    definitions: dict[str, FigureDefinition],
    code_version: str,
    at: datetime,
) -> Figure:
    """Return a figure worked out from others; ``count`` gives one of those by code and period.

    A figure before and after a break in its method does not compare with itself: then the outcome is
    UNDEFINED.
    """
    assert isinstance(rule.origin, DerivedOrigin)
    parts: list[Figure] = []

    def read(code: str, over: Period) -> Value:
        parts.append(count(code, over))
        return parts[-1].value

    derived = rule.origin.rule
    expression = resolve_denominator(derived, definitions)
    found = derive_value(expression, period, read, baseline=derived.baseline)
    broken = any(
        one.definition.code == other.definition.code
        and one.definition.comparability != other.definition.comparability
        for one in parts
        for other in parts
    )
    said = [f"{figure.key} = {write_value(figure.value)}" for figure in parts]
    if broken:
        said.append("niet te berekenen: de telling veranderde tussen de perioden")
    return Figure(
        definition=_join_comparability(rule.definition_for(period), parts, definitions),
        period=period,
        area=area,
        value=NonValue.UNDEFINED if broken and not isinstance(found.value, NonValue) else found.value,
        provenance=Provenance(
            snapshots=tuple(dict.fromkeys(s for each in parts for s in each.provenance.snapshots)),
            query="; ".join([f"afgeleid: {expression_text(rule)}", *said]),
            rows=tuple(dict.fromkeys(row for each in parts for row in each.provenance.rows)),
            code_version=code_version,
            computed_at=at,
            invented=any(each.provenance.invented for each in parts),
        ),
        parts=found.parts,
        provisional=any(each.provisional for each in parts),
    )


def list_part_keys(
    rule: IndicatorRule, period: Period, area: Area, definitions: dict[str, FigureDefinition]
) -> tuple[str, ...]:
    """Return the keys of the figures that a derived figure is made of, each once."""
    assert isinstance(rule.origin, DerivedOrigin)
    derived = rule.origin.rule
    found = derive_value(
        resolve_denominator(derived, definitions), period, lambda *_: 1, baseline=derived.baseline
    )
    return tuple(f"{code}@{over}@{area.code}" for code, over in found.read)


def expression_text(rule: IndicatorRule) -> str:
    """Return the formula of a derived figure with what its definition says of it."""
    assert isinstance(rule.origin, DerivedOrigin)
    derived = rule.origin.rule
    return f"{derived.expression.text} (per {derived.per.text})" if derived.per else derived.expression.text


def _join_comparability(
    definition: FigureDefinition, parts: list[Figure], definitions: dict[str, FigureDefinition]
) -> FigureDefinition:
    """A break in the method of a part is a break in what follows from it."""
    changed = {
        part.definition.comparability
        for part in parts
        if part.definition.comparability != definitions[part.definition.code].comparability
    }
    if not changed:
        return definition
    return replace(definition, comparability="+".join([definition.comparability, *sorted(changed)]))
