"""Values of figures: whole numbers, decimals, and three ways of not being a number."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from typing import TypeGuard


class NonValue(Enum):
    """Why there is no number. The three are never the same, and never 0."""

    MISSING = "missing"
    """Not known."""
    SUPPRESSED = "suppressed"
    """Known, and withheld because a few people could be recognised in it."""
    UNDEFINED = "undefined"
    """Cannot exist: nothing divided by nothing."""


Number = int | Decimal
Value = Number | NonValue


def is_number(value: Value) -> TypeGuard[Number]:
    """Tell a number from a reason for its absence.

    >>> is_number(0), is_number(NonValue.MISSING)
    (True, False)
    """
    return not isinstance(value, NonValue)


def is_value(value: object) -> TypeGuard[Value]:
    """Tell whether something may stand as a value: never a float, a bool, or a Decimal without end.

    >>> is_value(7), is_value(7.3), is_value(Decimal("NaN"))
    (True, False, False)
    """
    if isinstance(value, Decimal):
        return value.is_finite()
    return isinstance(value, int | NonValue) and not isinstance(value, bool)


def combine(operation: Callable[[Number, Number], Number], left: Value, right: Value) -> Value:
    """Apply ``operation`` unless one side is no number; then the reason carries over.

    What is withheld stays withheld: SUPPRESSED goes before MISSING, MISSING before UNDEFINED.

    >>> combine(operator.add, 3, NonValue.MISSING)
    <NonValue.MISSING: 'missing'>
    """
    if is_number(left) and is_number(right):
        return operation(left, right)
    reasons = {value for value in (left, right) if isinstance(value, NonValue)}
    return next(r for r in (NonValue.SUPPRESSED, NonValue.MISSING, NonValue.UNDEFINED) if r in reasons)


def add(left: Value, right: Value) -> Value:
    """Return ``left + right``."""
    return combine(operator.add, left, right)


def subtract(left: Value, right: Value) -> Value:
    """Return ``left - right``."""
    return combine(operator.sub, left, right)


def divide(numerator: Value, denominator: Value) -> Value:
    """Return ``numerator / denominator`` as a Decimal; by zero it is UNDEFINED.

    >>> divide(1, 0)
    <NonValue.UNDEFINED: 'undefined'>
    """
    if is_number(numerator) and is_number(denominator) and denominator == 0:
        return NonValue.UNDEFINED
    return combine(lambda n, d: Decimal(n) / Decimal(d), numerator, denominator)
