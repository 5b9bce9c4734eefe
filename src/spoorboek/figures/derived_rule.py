"""What a definition says of a derived figure: its formula, per how many of what, counted when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

from spoorboek.figures.definition import FigureDefinition, Kind
from spoorboek.figures.errors import ExpressionError, FigureError
from spoorboek.figures.expression import (
    Constant,
    Expression,
    FigureCode,
    Node,
    Operation,
    Shift,
    Shifted,
    Sign,
    list_figure_codes,
)
from spoorboek.figures.expression_units import Measure, find_measure
from spoorboek.figures.period import Period

POPULATION_UNITS = frozenset({"inwoners", "huishoudens", "woningen", "bedrijfsvestigingen", "leerlingen"})
"""What is there rather than what happens: a rate takes it on 1 January of the year."""

_PER = re.compile(r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]*)[ \u00a0]+(\S.*)")


class DenominatorMoment(Enum):
    """On which day, or over which period, the denominator of a rate is counted."""

    YEAR_START = "1-january"
    AVERAGE = "average"
    """The mean of 1 January of the year and of the next."""
    PERIOD = "period"
    """The period of the rate itself."""


@dataclass(frozen=True, slots=True)
class Per:
    """``1.000 inwoners``: of how many of what a rate is."""

    number: int
    unit: str
    text: str

    @classmethod
    def parse(cls, text: str) -> Per:
        """Read a number and a unit. Raises FigureError with a Dutch sentence."""
        found = _PER.fullmatch(text.strip())
        if found is None:
            raise FigureError(f"'per' is een getal met een eenheid, zoals 1.000 inwoners; niet '{text}'.")
        return cls(int(found[1].replace(".", "")), found[2].lower(), text.strip())


@dataclass(frozen=True, slots=True)
class DerivedRule:
    """How a figure is made of others."""

    expression: Expression
    per: Per | None = None
    denominator: DenominatorMoment | None = None
    baseline: Period | None = None

    @property
    def denominator_moment(self) -> DenominatorMoment:
        """Return when the denominator is counted: as said, else 1 January for a population."""
        if self.denominator is not None:
            return self.denominator
        is_population = self.per is not None and self.per.unit in POPULATION_UNITS
        return DenominatorMoment.YEAR_START if is_population else DenominatorMoment.PERIOD


def resolve_denominator(rule: DerivedRule, definitions: Mapping[str, FigureDefinition]) -> Expression:
    """Return the formula in which the denominator of a rate is taken at the right moment.

    What the formula itself puts on a day stays as it is. Parameters: ``rule``; ``definitions`` by code.
    """
    if rule.per is None or rule.denominator_moment is DenominatorMoment.PERIOD:
        return rule.expression
    unit = rule.per.unit
    codes = {code for code in rule.expression.codes if definitions[code].unit.strip().lower() == unit}
    root = _put_on_day(rule.expression.root, codes, rule.denominator_moment)
    return replace(rule.expression, root=root)


def check_derived_rule(
    rule: DerivedRule, definition: FigureDefinition, definitions: Mapping[str, FigureDefinition]
) -> None:
    """Check that a formula fits what its definition says.

    Parameters: ``rule``; ``definition`` of the derived figure; ``definitions`` of its parts, by code.

    Raises ExpressionError with the place of what cannot be added, or FigureError when the unit, the kind or
    the words after ``per`` do not fit the outcome. The sentences are Dutch.
    """
    if rule.expression.uses(Shift.BASELINE) and rule.baseline is None:
        raise FigureError("de formule gebruikt 'baseline', maar er is geen nulmeting ('baseline') genoemd.")
    for leaf in list_figure_codes(rule.expression.root):
        if leaf.code == definition.code:
            raise ExpressionError(
                "een cijfer kan niet uit zichzelf volgen.", column=leaf.column, word=leaf.code
            )
    measure = find_measure(rule.expression, definitions)
    under = [name for name, power in measure.powers if power < 0]
    over = [name for name, power in measure.powers if power > 0]
    if [power for _, power in measure.powers if power not in (1, -1)] or len(over) > 1 or len(under) > 1:
        raise FigureError(f"de uitkomst is in {measure.describe()}; dat is geen eenheid van een cijfer.")
    if under:
        _check_rate(rule, definition, measure, over, under[0])
    elif rule.per is not None or rule.denominator is not None:
        raise FigureError("'per' en 'denominator' horen bij een verhouding tussen twee eenheden.")
    elif over:
        _check_unit(definition, (over[0],))
    else:
        _check_share(definition, measure)


def _check_rate(
    rule: DerivedRule, definition: FigureDefinition, measure: Measure, over: list[str], under: str
) -> None:
    if rule.per is None:
        raise FigureError(f"de uitkomst is in {measure.describe()}; noem met 'per' van hoeveel {under}.")
    if rule.per.unit != under:
        raise FigureError(f"'per' zegt {rule.per.unit}, maar de formule deelt door {under}.")
    if rule.per.number != measure.scale:
        raise FigureError(f"'per' zegt {rule.per.text}, maar de formule vermenigvuldigt met {measure.scale}.")
    if definition.kind is not Kind.RATE:
        raise FigureError(
            f"een cijfer per {rule.per.text} is van de soort rate, niet {definition.kind.value}."
        )
    _check_unit(definition, (f"per {rule.per.text}", f"{''.join(over)} per {rule.per.text}"))


def _check_share(definition: FigureDefinition, measure: Measure) -> None:
    if definition.kind not in (Kind.SHARE, Kind.RATE):
        raise FigureError(
            f"een deel of een verandering heeft soort share of rate, niet {definition.kind.value}."
        )
    words = {1: "aandeel", 100: "procent"}.get(int(measure.scale) if measure.scale in (1, 100) else 0)
    if words is None:
        raise FigureError(
            f"een verhouding is maal 1 (aandeel) of maal 100 (procent), niet maal {measure.scale}."
        )
    if not definition.unit.lower().startswith(words):
        raise FigureError(f"de uitkomst is een {words}; de eenheid van het cijfer is '{definition.unit}'.")


def _check_unit(definition: FigureDefinition, fitting: tuple[str, ...]) -> None:
    if definition.unit.strip().lower() not in [each.lower() for each in fitting]:
        raise FigureError(
            f"de uitkomst is in '{fitting[0]}'; de eenheid van het cijfer is '{definition.unit}'."
        )


def _put_on_day(node: Node, codes: set[str], moment: DenominatorMoment) -> Node:
    if isinstance(node, FigureCode) and node.code in codes:
        start = Shifted(Shift.YEAR_START, node, node.column)
        if moment is DenominatorMoment.YEAR_START:
            return start
        end = Shifted(Shift.NEXT_YEAR_START, node, node.column)
        both = Operation(Sign.ADD, start, end, node.column)
        return Operation(Sign.DIVIDE, both, Constant(2, node.column), node.column)
    if isinstance(node, Shifted) and node.shift not in (Shift.YEAR_START, Shift.NEXT_YEAR_START):
        return replace(node, of=_put_on_day(node.of, codes, moment))
    if isinstance(node, Operation):
        left, right = (_put_on_day(each, codes, moment) for each in (node.left, node.right))
        return replace(node, left=left, right=right)
    return node
