"""Rounding that never changes an order, and says when it makes different numbers equal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from spoorboek.figures.errors import FigureError
from spoorboek.figures.values import NonValue, Number, Value, is_number

_EXACT = Context(prec=100)


@dataclass(frozen=True, slots=True)
class RoundedValues:
    """Values beside each other after rounding.

    ``ties``: groups of positions whose numbers differed before rounding and do not any more, in the order of
    the numbers. Words of change or rank over a tie have nothing to stand on.
    """

    values: tuple[Value, ...]
    rounded: tuple[Value, ...]
    base: Number
    ties: tuple[tuple[int, ...], ...]

    @property
    def has_ties(self) -> bool:
        """Tell whether rounding made different numbers equal."""
        return bool(self.ties)

    def is_tied(self, one: int, other: int) -> bool:
        """Tell whether the numbers at two positions differed before rounding and do not any more."""
        return any(one in tie and other in tie for tie in self.ties)


def round_to_base(value: Number, base: Number) -> Number:
    """Round a number to the nearest multiple of ``base``, halves away from nought.

    Raises FigureError when ``base`` is not above 0.

    >>> round_to_base(6513, 5), round_to_base(Decimal("7.25"), Decimal("0.1"))
    (6515, Decimal('7.3'))
    """
    if base <= 0:
        raise FigureError(f"a base must be above 0, got {base}")
    steps = _EXACT.divide(Decimal(value), Decimal(base)).quantize(Decimal(1), ROUND_HALF_UP, _EXACT)
    rounded = _EXACT.multiply(steps, Decimal(base))
    return int(rounded) if isinstance(base, int) else rounded


def round_in_order(values: Sequence[Value], base: Number) -> RoundedValues:
    """Round numbers that stand beside each other, all in the same way, so that no order turns round.

    Parameters: ``values`` in one unit; a non-value stays what it is; ``base`` above 0 (5 for fives, 0.1 for
    one decimal).

    Returns RoundedValues: of two numbers the larger is never rounded to less than the smaller, because the
    same rule that never falls is used on each; they may become equal, which ``ties`` tells. Totals are
    rounded by themselves and may differ from the sum of rounded parts.

    Raises FigureError for a base of 0 or less.

    The letters' nuisance by youth and by alcohol or drugs in 2023:

    >>> round_in_order([707, 693, 760], 50).ties
    ((1, 0),)
    """
    rounded = tuple(value if isinstance(value, NonValue) else round_to_base(value, base) for value in values)
    groups: dict[Value, list[tuple[Number, int]]] = {}
    for place, (value, result) in enumerate(zip(values, rounded, strict=True)):
        if is_number(value):
            groups.setdefault(result, []).append((value, place))
    ties = tuple(
        tuple(place for _, place in sorted(group))
        for _, group in sorted(groups.items(), key=lambda item: min(item[1]))
        if len({value for value, _ in group}) > 1
    )
    return RoundedValues(tuple(values), rounded, base, ties)


def describe_ties(found: RoundedValues, labels: Sequence[str]) -> str:
    """Return in Dutch which numbers became equal by rounding; empty when none did.

    Parameters: ``found``; ``labels`` a name per position.

    >>> describe_ties(round_in_order([707, 693, 760], 50), ["jeugd", "drugs", "gedrag"])
    'Door het afronden zijn drugs en jeugd gelijk; ze verschillen wel.'
    """
    said = []
    for tie in found.ties:
        names = [labels[place] for place in tie]
        said.append(f"{', '.join(names[:-1])} en {names[-1]}")
    return f"Door het afronden zijn {'; en ook '.join(said)} gelijk; ze verschillen wel." if said else ""
