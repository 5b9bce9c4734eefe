"""Intervals of the ratio of two counts with exposure: exact and score."""

from __future__ import annotations

import math

from spoorboek.stats.errors import check_count, check_exposure
from spoorboek.stats.exact_binomial import compute_clopper_pearson
from spoorboek.stats.interval import Interval
from spoorboek.stats.wilson import compute_wilson


def compute_ratio_interval(
    before: int,
    after: int,
    *,
    before_exposure: float = 1.0,
    after_exposure: float = 1.0,
    level: float = 0.95,
) -> Interval:
    """Return the exact interval of the ratio of two rates, after to before.

    Parameters: ``before`` and ``after`` counts of at least 0; exposures above 0, in one and the same unit;
    ``level`` in (0, 1).

    Returns the Interval of ratios, from the Clopper-Pearson interval of the share ``after / (before +
    after)`` by ``share / (1 - share) * before_exposure / after_exposure``. It runs to infinity when
    ``before`` is 0, and from 0 to infinity when both are.

    Raises CountError, ExposureError and LevelError.

    At the edge: an ``after`` of 0 gives a low bound of 0.

    Source: R's ``poisson.test`` with two counts (R manual, stats).

    >>> found = compute_ratio_interval(88, 104)
    >>> round(found.low, 3), round(found.high, 3)
    (0.881, 1.588)
    """
    _check(before, after, before_exposure, after_exposure)
    if before == after == 0:
        return Interval(0.0, math.inf, level)
    share = compute_clopper_pearson(after, before + after, level=level)
    return _turn_into_ratio(share, before_exposure / after_exposure)


def compute_ratio_score_interval(
    before: int,
    after: int,
    *,
    before_exposure: float = 1.0,
    after_exposure: float = 1.0,
    level: float = 0.95,
) -> Interval:
    """Return the score interval of the ratio of two rates, after to before.

    Parameters: ``before`` and ``after`` counts of at least 0; exposures above 0, in one and the same unit;
    ``level`` in (0, 1).

    Returns the Interval of ratios that the score test does not reject. Given the sum of the counts, that
    test is the one of Wilson, so his interval of the share is turned into a ratio.

    Raises CountError, ExposureError and LevelError.

    At the edge: as the exact interval; 0 and 0 give 0 to infinity.

    Source: Gu, Ng, Tang and Schucany 2008, Biometrical Journal 50(2), section 2.

    >>> found = compute_ratio_score_interval(88, 104)
    >>> round(found.low, 3), round(found.high, 3)
    (0.891, 1.568)
    """
    _check(before, after, before_exposure, after_exposure)
    if before == after == 0:
        return Interval(0.0, math.inf, level)
    share = compute_wilson(after, before + after, level=level).interval
    return _turn_into_ratio(share, before_exposure / after_exposure)


def _check(before: int, after: int, before_exposure: float, after_exposure: float) -> None:
    check_count("before", before)
    check_count("after", after)
    check_exposure("before_exposure", before_exposure)
    check_exposure("after_exposure", after_exposure)


def _turn_into_ratio(share: Interval, factor: float) -> Interval:
    low = share.low / (1 - share.low) * factor
    high = share.high / (1 - share.high) * factor if share.high < 1 else math.inf
    return Interval(low, high, share.level)
