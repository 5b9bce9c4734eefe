"""The exact binomial test, two-sided by minimum likelihood, for counts of any size."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import betainc, betaincinv, xlog1py, xlogy

from spoorboek.stats.errors import CountError, check_count, check_level
from spoorboek.stats.interval import Interval

# Outcomes whose likelihood differs less than this count as equally likely, as in R's binom.test.
_TIE = 1e-7


@dataclass(frozen=True, slots=True)
class ExactBinomial:
    """The exact p-value of ``successes`` in ``trials`` under chance ``share``, with its inputs."""

    successes: int
    trials: int
    share: float
    mid_p: bool
    p: float


def compare_with_share(successes: int, trials: int, share: float, *, mid_p: bool = False) -> ExactBinomial:
    """Test whether ``successes`` of ``trials`` fits a chance of ``share``.

    Parameters: ``successes`` and ``trials`` whole numbers, 0 <= successes <= trials; ``share`` in (0, 1);
    ``mid_p`` counts outcomes as likely as the observed one for half.

    Returns an ExactBinomial with ``p = sum of P(k) over all k with P(k) <= P(successes)``, P binomial.

    Raises CountError for impossible counts, LevelError for an impossible share.

    At the edge: no trials at all, and an outcome equal to its expectation, give p = 1.

    Source: Clopper and Pearson 1934; the two-sided rule is that of R's ``binom.test`` (R manual, stats).

    The reports through Meld Misdaad Anoniem went from 88 to 104; equal years mean a share of one half:

    >>> round(compare_with_share(104, 192, 0.5).p, 4)
    0.279
    """
    _check(successes, trials)
    check_level("share", share)
    p = _compute_p(successes, trials, share, mid_p=mid_p)
    return ExactBinomial(successes, trials, share, mid_p, p)


def compute_clopper_pearson(successes: int, trials: int, *, level: float = 0.95) -> Interval:
    """Return the exact interval of a share.

    Parameters: ``successes`` and ``trials`` whole numbers, 0 <= successes <= trials; ``level`` in (0, 1).

    Returns the Interval of shares whose one-sided tails at ``successes`` are at least ``(1 - level) / 2``:
    quantiles of Beta(x, n - x + 1) and Beta(x + 1, n - x).

    Raises CountError and LevelError.

    At the edge: no successes give a low bound of 0, no failures a high bound of 1, no trials 0 to 1.

    Source: Clopper and Pearson 1934.

    >>> found = compute_clopper_pearson(4, 10)
    >>> round(found.low, 4), round(found.high, 4)
    (0.1216, 0.7376)
    """
    _check(successes, trials)
    check_level("level", level)
    tail = (1 - level) / 2
    failures = trials - successes
    low = float(betaincinv(successes, failures + 1, tail)) if successes else 0.0
    high = float(betaincinv(successes + 1, failures, 1 - tail)) if failures else 1.0
    return Interval(low, high, level)


def _check(successes: int, trials: int) -> None:
    check_count("trials", trials)
    check_count("successes", successes)
    if successes > trials:
        raise CountError(f"successes must be at most the {trials} trials, got {successes}")


def _compute_p(successes: int, trials: int, share: float, *, mid_p: bool) -> float:
    if successes > trials * share:
        # Mirror, so that what follows looks from the lower tail only.
        successes, share = trials - successes, 1 - share
    if successes == trials * share:
        own = math.exp(_log_likelihood(successes, trials, share))
        return 1.0 - own / 2 if mid_p else 1.0
    observed = _log_likelihood(successes, trials, share)
    # A fair share mirrors exactly; looking for the mirror would add the rounding of large logarithms.
    fair = share == 0.5
    first = trials - successes if fair else _find_first_at_most(observed + _TIE, trials, share)
    # Both tails as incomplete beta integrals: exact to 1e-13 where a sum of millions would not be.
    p = float(betainc(trials - successes, successes + 1, 1 - share))
    if first <= trials:
        p += float(betainc(first, trials - first + 1, share))
    if mid_p:
        tied = first <= trials and _log_likelihood(first, trials, share) >= observed - _TIE
        p -= math.exp(observed) * (1.0 if tied else 0.5)
    return min(p, 1.0)


def _find_first_at_most(limit: float, trials: int, share: float) -> int:
    """Return the lowest count above the mode that is at most as likely as ``limit``; trials + 1 if none."""
    low, high = math.ceil(trials * share), trials + 1
    while low < high:
        middle = (low + high) // 2
        if _log_likelihood(middle, trials, share) <= limit:
            high = middle
        else:
            low = middle + 1
    return low


def _log_likelihood(successes: int, trials: int, share: float) -> float:
    failures = trials - successes
    ways = math.lgamma(trials + 1) - math.lgamma(successes + 1) - math.lgamma(failures + 1)
    return float(ways + xlogy(successes, share) + xlog1py(failures, -share))
