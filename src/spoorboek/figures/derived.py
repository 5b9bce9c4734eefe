"""Figures made of other figures: rates, shares, sums, differences and changes, with their parts."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, localcontext

from spoorboek.figures.derived_periods import shift_period
from spoorboek.figures.expression import Constant, Expression, FigureCode, Node, Shifted, Sign
from spoorboek.figures.figure import Parts
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue, Number, Value, combine, is_number

_DIGITS = 60
"""While working it out; far more than any product of counts has."""
_KEPT_DIGITS = 28


@dataclass(frozen=True, slots=True)
class DerivedValue:
    """The outcome of a formula: the value, its parts, and which figures were read over which period."""

    value: Value
    parts: Parts
    read: tuple[tuple[str, Period], ...]


def derive_value(
    expression: Expression,
    period: Period,
    read: Callable[[str, Period], Value],
    *,
    baseline: Period | None = None,
) -> DerivedValue:
    """Work out a formula over one period, exactly: with whole numbers and decimals, never with floats.

    Parameters: ``expression``; ``period`` that is asked for; ``read`` returns a figure by code and period;
    ``baseline`` the period that ``baseline(x)`` looks at.

    Returns a DerivedValue: ``numerator / denominator * factor``. A withheld part makes it SUPPRESSED, else
    an unknown part MISSING; a division by nothing, or a period that cannot be shifted (1 January of the year
    for more than one year, say), makes it UNDEFINED.

    >>> from spoorboek.figures.expression import parse_expression
    >>> counts = {"crimes": 6513, "inhabitants": 121434}
    >>> found = derive_value(
    ...     parse_expression("crimes / inhabitants * 1000"), Period.year(2023), lambda code, _: counts[code]
    ... )
    >>> round(found.value, 2), found.parts.numerator, found.parts.denominator, found.parts.factor
    (Decimal('53.63'), 6513, 121434, 1000)
    """
    seen: dict[tuple[str, Period], Value] = {}

    def look_up(code: str, over: Period) -> Value:
        if (code, over) not in seen:
            seen[code, over] = read(code, over)
        return seen[code, over]

    with localcontext() as context:
        context.prec = _DIGITS
        ratio = _work_out(expression.root, period, look_up, baseline)
        top = combine(operator.mul, ratio.numerator, ratio.factor)
        value = _divide_values(top, ratio.denominator)
    parts = Parts(ratio.numerator, ratio.denominator, ratio.factor)
    return DerivedValue(_trim(value), parts, tuple(seen))


@dataclass(frozen=True, slots=True)
class _Ratio:
    """``numerator / denominator * factor``: kept apart to the end, so that nothing is rounded on the way."""

    numerator: Value
    denominator: Value = 1
    factor: Number = 1


_Reader = Callable[[str, Period], Value]


def _work_out(node: Node, period: Period | None, read: _Reader, baseline: Period | None) -> _Ratio:
    if isinstance(node, Constant):
        return _Ratio(1, 1, node.value)
    if isinstance(node, FigureCode):
        return _Ratio(NonValue.UNDEFINED if period is None else read(node.code, period))
    if isinstance(node, Shifted):
        shifted = None if period is None else shift_period(period, node.shift, baseline=baseline)
        return _work_out(node.of, shifted, read, baseline)
    left = _work_out(node.left, period, read, baseline)
    right = _work_out(node.right, period, read, baseline)
    if node.sign is Sign.MULTIPLY:
        return _multiply(left, right)
    if node.sign is Sign.DIVIDE:
        return _divide(left, right)
    return _add(left, right, operator.add if node.sign is Sign.ADD else operator.sub)


def _times(left: Value, right: Value) -> Value:
    return combine(operator.mul, left, right)


def _multiply(left: _Ratio, right: _Ratio) -> _Ratio:
    return _Ratio(
        _times(left.numerator, right.numerator),
        _times(left.denominator, right.denominator),
        left.factor * right.factor,
    )


def _divide(left: _Ratio, right: _Ratio) -> _Ratio:
    same = left.factor == right.factor
    top = _times(left.numerator, right.denominator)
    if is_number(right.denominator) and right.denominator == 0:
        # Dividing by what cannot be worked out must not turn into 0.
        top = combine(operator.mul, top, NonValue.UNDEFINED)
    bottom = _times(left.denominator, right.numerator)
    if same:
        return _Ratio(top, bottom)
    return _Ratio(top, _times(bottom, right.factor), left.factor)


def _add(left: _Ratio, right: _Ratio, operation: Callable[[Number, Number], Number]) -> _Ratio:
    factor: Number = left.factor if left.factor == right.factor else 1
    tops = [
        each.numerator if factor == each.factor else _times(each.numerator, each.factor)
        for each in (left, right)
    ]
    if left.denominator == right.denominator:
        return _Ratio(combine(operation, *tops), left.denominator, factor)
    top = combine(operation, _times(tops[0], right.denominator), _times(tops[1], left.denominator))
    return _Ratio(top, _times(left.denominator, right.denominator), factor)


def _divide_values(top: Value, bottom: Value) -> Value:
    if is_number(top) and is_number(bottom) and bottom == 0:
        return NonValue.UNDEFINED
    return combine(lambda one, other: one if other == 1 else Decimal(one) / Decimal(other), top, bottom)


def _trim(value: Value) -> Value:
    """Return a decimal with the digits that are kept; a whole number stays as it is."""
    if not isinstance(value, Decimal):
        return value
    with localcontext() as context:
        context.prec = _KEPT_DIGITS
        return +value
