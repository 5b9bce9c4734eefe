"""The exact binomial test by adding up every outcome with exact fractions."""

from __future__ import annotations

import math
from fractions import Fraction


def sum_exact_binomial(successes: int, trials: int, share: Fraction, *, mid_p: bool = False) -> float:
    """Return the two-sided minimum-likelihood p-value without rounding until the last step.

    Parameters: whole numbers 0 <= successes <= trials (a few hundred at most); ``share`` in (0, 1).

    Returns the sum of the chances of all outcomes no likelier than ``successes``; with ``mid_p`` those
    equally likely count for half. Equal means within a part in ten million, as in the fast twin.

    >>> round(sum_exact_binomial(104, 192, Fraction(1, 2)), 4)
    0.279
    """
    chances = [math.comb(trials, k) * share**k * (1 - share) ** (trials - k) for k in range(trials + 1)]
    observed, tie = chances[successes], Fraction(1, 10**7)
    total = Fraction(0)
    for chance in chances:
        if chance <= observed * (1 + tie):
            tied = mid_p and chance >= observed * (1 - tie)
            total += chance / 2 if tied else chance
    return float(min(total, Fraction(1)))
