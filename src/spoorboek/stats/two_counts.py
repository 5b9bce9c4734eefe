"""The exact comparison of two counts, with exposure where their periods differ."""

from __future__ import annotations

import math
from dataclasses import dataclass

from spoorboek.stats.dispersion_limit import compute_dispersion_limit
from spoorboek.stats.errors import check_count, check_exposure
from spoorboek.stats.exact_binomial import compare_with_share
from spoorboek.stats.interval import Interval, compute_normal_quantile
from spoorboek.stats.ratio_interval import compute_ratio_interval, compute_ratio_score_interval


@dataclass(frozen=True, slots=True)
class TwoCounts:
    """Two counts, how they differ, and whether chance alone may have done it."""

    before: int
    after: int
    before_exposure: float
    after_exposure: float
    mid_p: bool
    level: float
    p: float
    """Exact, two-sided."""
    z: float
    """Above 0 for a rise. 0 when both counts are 0."""
    ratio_interval: Interval
    """Clopper-Pearson type."""
    ratio_score_interval: Interval
    breaks_at_dispersion: float
    """The dispersion from which the difference no longer exceeds chance; below 1 it never did."""

    @property
    def difference(self) -> int:
        """Return ``after - before`` as counted, exposure not weighed."""
        return self.after - self.before

    @property
    def difference_interval(self) -> Interval:
        """Return the interval of the difference, ``difference +- z * sqrt(before + after)``, in counts."""
        return self.compute_difference_interval(compute_normal_quantile(self.level))

    def compute_difference_interval(self, factor: float) -> Interval:
        """Return the same interval with a factor of one's own: some offices print 1.96 exactly."""
        half = factor * math.sqrt(self.before + self.after)
        return Interval(self.difference - half, self.difference + half, self.level)

    @property
    def ratio(self) -> float | None:
        """Return the rate after divided by the rate before; None when ``before`` is 0."""
        if self.before == 0:
            return None
        return self.after / self.before * (self.before_exposure / self.after_exposure)

    @property
    def percentage(self) -> float | None:
        """Return the change in percent, ``100 * (ratio - 1)``; None when ``before`` is 0."""
        if self.before == 0:
            return None
        if self.before_exposure == self.after_exposure:
            return 100 * (self.after - self.before) / self.before
        ratio = self.ratio
        return None if ratio is None else 100 * (ratio - 1)

    @property
    def percentage_interval(self) -> Interval:
        """Return the interval of the change in percent, ``100 * (ratio_interval - 1)``."""
        found = self.ratio_interval
        return Interval(100 * (found.low - 1), 100 * (found.high - 1), found.level)

    def is_significant(self, alpha: float = 0.05) -> bool:
        """Tell whether ``p`` is below ``alpha``."""
        return self.p < alpha


def compare_counts(
    before: int,
    after: int,
    *,
    before_exposure: float = 1.0,
    after_exposure: float = 1.0,
    mid_p: bool = False,
    level: float = 0.95,
) -> TwoCounts:
    """Compare two counts of independent events by the exact conditional test.

    Parameters: ``before`` and ``after`` whole numbers of at least 0; exposures above 0, both in one unit
    (days, inhabitants); ``mid_p`` for the less cautious p-value; ``level`` of the intervals in (0, 1).

    Returns a TwoCounts. Given ``n = before + after``, ``after`` is binomial with share ``after_exposure /
    (before_exposure + after_exposure)`` when nothing changed; p is two-sided by minimum likelihood;
    ``z = (b*ta - a*tb) / sqrt((a + b)*ta*tb)``, with equal exposures ``(b - a) / sqrt(a + b)``.

    Raises CountError, ExposureError and LevelError.

    At the edge: 0 and 0 give p = 1, z = 0 and a ratio interval from 0 to infinity; from 0 there is no ratio
    and no percentage (None; R prints Inf); equal counts over equal exposures give p = 1.

    Source: Przyborowski and Wilenski 1940; R's ``poisson.test`` (R manual, stats); Fay 2010, The R
    Journal 2(1), section 2.

    >>> reports = compare_counts(88, 104)
    >>> round(reports.p, 3), round(reports.percentage, 1), reports.is_significant()
    (0.279, 18.2, False)
    >>> crime = compare_counts(6168, 6513)
    >>> round(crime.p, 5), round(crime.breaks_at_dispersion, 2)
    (0.00225, 2.44)
    """
    check_count("before", before)
    check_count("after", after)
    check_exposure("before_exposure", before_exposure)
    check_exposure("after_exposure", after_exposure)
    total = before + after
    share = after_exposure / (before_exposure + after_exposure)
    p = compare_with_share(after, total, share, mid_p=mid_p).p if total else 1.0
    spread = math.sqrt(total * before_exposure * after_exposure)
    z = (after * before_exposure - before * after_exposure) / spread if total else 0.0
    exact, score = (
        compute(before, after, before_exposure=before_exposure, after_exposure=after_exposure, level=level)
        for compute in (compute_ratio_interval, compute_ratio_score_interval)
    )
    limit = compute_dispersion_limit(z).dispersion
    return TwoCounts(before, after, before_exposure, after_exposure, mid_p, level, p, z, exact, score, limit)
