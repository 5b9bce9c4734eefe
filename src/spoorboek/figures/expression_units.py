"""Units of a formula: what may be added to what, and in which unit the outcome is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from spoorboek.figures.definition import FigureDefinition, Kind
from spoorboek.figures.errors import ExpressionError
from spoorboek.figures.expression import (
    Constant,
    Expression,
    FigureCode,
    Node,
    Operation,
    Shifted,
    Sign,
    list_figure_codes,
)
from spoorboek.figures.values import Number

_NEVER_ADDED = {
    Kind.MARK: "rapportcijfers",
    Kind.SCORE: "scores",
    Kind.RATE: "verhoudingen",
    Kind.SHARE: "aandelen",
}
"""Averages: the sum of two says nothing, their difference does."""


@dataclass(frozen=True, slots=True)
class Measure:
    """In what a part of a formula is counted: ``misdrijven / inwoners`` times a fixed number.

    ``powers`` are pairs of unit and power, sorted, without zeros; empty for a bare number, a share or a
    percentage. ``scale`` is the product of the fixed numbers: 1000 for a rate per thousand, 100 for percent.
    """

    powers: tuple[tuple[str, int], ...]
    scale: Number
    kinds: frozenset[Kind] = frozenset()

    def describe(self) -> str:
        """Return the unit in Dutch words."""
        over = [name for name, power in self.powers for _ in range(power)]
        under = [name for name, power in self.powers for _ in range(-power)]
        named = " maal ".join(over) or ("een verhouding" if self.kinds else "een getal")
        return f"{named} per {' per '.join(under)}" if under else named


def find_measure(expression: Expression, definitions: Mapping[str, FigureDefinition]) -> Measure:
    """Return in what the outcome of a formula is counted.

    Parameters: ``expression``; ``definitions`` of the figures in it, by code.

    Raises ExpressionError with the place when a figure is unknown, or two parts with other units are added,
    subtracted or compared.
    """
    for leaf in list_figure_codes(expression.root):
        if leaf.code not in definitions:
            message = f"het cijfer '{leaf.code}' bestaat niet."
            if "-" in leaf.code:
                message += " Zet spaties om een minteken."
            raise ExpressionError(message, column=leaf.column, word=leaf.code)
    return _measure(expression.root, definitions)


def _measure(node: Node, definitions: Mapping[str, FigureDefinition]) -> Measure:
    if isinstance(node, Constant):
        return Measure((), node.value)
    if isinstance(node, FigureCode):
        said = definitions[node.code]
        return Measure(((said.unit.strip().lower(), 1),), 1, frozenset({said.kind}))
    if isinstance(node, Shifted):
        return _measure(node.of, definitions)
    left, right = _measure(node.left, definitions), _measure(node.right, definitions)
    if node.sign is Sign.MULTIPLY:
        return _multiply(left, right, 1)
    if node.sign is Sign.DIVIDE:
        return _multiply(left, right, -1)
    return _add(node, left, right)


def _multiply(left: Measure, right: Measure, direction: int) -> Measure:
    powers = dict(left.powers)
    for name, power in right.powers:
        powers[name] = powers.get(name, 0) + direction * power
    kept = tuple(sorted((name, power) for name, power in powers.items() if power))
    scale = Decimal(left.scale) * Decimal(right.scale)
    if direction < 0:
        scale = Decimal(left.scale) / Decimal(right.scale) if right.scale else Decimal(left.scale)
    whole = scale == scale.to_integral_value()
    return Measure(kept, int(scale) if whole else scale, left.kinds | right.kinds)


def _add(node: Operation, left: Measure, right: Measure) -> Measure:
    word = _describe_words(node)
    verb = "opgeteld bij" if node.sign is Sign.ADD else "afgetrokken van"
    if left.powers != right.powers:
        raise ExpressionError(
            f"{right.describe()} ({_name(node.right)}) kan niet worden {verb} "
            f"{left.describe()} ({_name(node.left)}).",
            column=_first_column(node.right),
            word=word,
        )
    if left.scale != right.scale:
        raise ExpressionError(
            f"de ene kant is maal {left.scale}, de andere maal {right.scale}; breng ze eerst op één noemer.",
            column=_first_column(node.right),
            word=word,
        )
    averages = (left.kinds | right.kinds) & _NEVER_ADDED.keys()
    if node.sign is Sign.ADD and averages and left.powers:
        names = " en ".join(sorted(_NEVER_ADDED[kind] for kind in averages))
        raise ExpressionError(
            f"{names} kunnen niet bij elkaar worden opgeteld.", column=_first_column(node.right), word=word
        )
    return Measure(left.powers, left.scale, left.kinds | right.kinds)


def _describe_words(node: Operation) -> str:
    found = list_figure_codes(node.right)
    if found:
        return found[0].code
    return str(node.right.value) if isinstance(node.right, Constant) else node.sign.value


def _first_column(node: Node) -> int:
    return _first_column(node.left) if isinstance(node, Operation) else node.column


def _name(node: Node) -> str:
    found = list(dict.fromkeys(leaf.code for leaf in list_figure_codes(node)))
    return ", ".join(found) if found else "een vast getal"
