"""Enough data? The smallest peak, difference and burst that this many reports would have shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import optimize, stats

from spoorboek.stats.errors import check_count, check_exposure, check_level
from spoorboek.stats.space.clusters import ScanSettings
from spoorboek.stats.space.errors import WindowError
from spoorboek.stats.space.hot_times import scan_circle
from spoorboek.stats.space.scan import scan_permutation

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class VisiblePeak:
    """The smallest peak on the clock that would have been found."""

    report_count: int
    hour_count: int
    flat_share: float
    """The share of the hours that the peak lasts: what a flat day gives."""
    share: float | None
    """The share of all reports that the peak must hold; None when no peak would be found."""
    critical_count: int | None
    power: float
    alpha: float


@dataclass(frozen=True, slots=True)
class VisibleRisk:
    """How many times as busy an area must be to be found among all areas."""

    report_count: int
    area_count: int
    exposure_share: float
    """The share of the area that is judged: the median one."""
    relative_risk: float | None
    critical_count: int | None
    power: float
    alpha: float


@dataclass(frozen=True, slots=True)
class VisibleBurst:
    """The smallest burst in place and time that would have been found."""

    report_count: int
    day_count: int
    radius: float
    span: int
    count: int | None
    """Reports in the burst; None when no burst of up to ``largest`` would be found."""
    found_share: float
    """The share of simulated towns where this burst was found."""
    largest: int
    power: float
    alpha: float


def find_visible_peak(
    report_count: int,
    *,
    rng: np.random.Generator,
    hour_count: int = 4,
    clock: int = 24,
    power: float = 0.8,
    alpha: float = 0.05,
    draws: int = 4000,
) -> VisiblePeak:
    """Find the smallest share of reports that a daily peak must hold to be found by the circular scan.

    Parameters: ``report_count`` at least 1; the peak lasts ``hour_count`` of ``clock`` hours, always the
    same ones, but which is not known beforehand; ``rng`` the generator of chance for ``draws`` flat days.

    Returns a VisiblePeak: the count in the block must beat the border that 95% of flat days keep below.

    Raises CountError, LevelError and WindowError.

    Source: simulation of flat days, scanned as ``hot_times.scan_hours`` does; the power is an exact binomial.

    >>> round(find_visible_peak(46, rng=np.random.default_rng(1)).share, 2)
    0.42
    """
    check_count("report_count", report_count, least=1)
    _check_levels(power, alpha)
    if not 1 <= hour_count < clock:
        raise WindowError(f"a peak must last 1 to {clock - 1} hours, got {hour_count}")
    even = np.full(clock, 1.0 / clock)
    drawn = rng.multinomial(report_count, even, size=draws).astype(np.float64)
    longest = max(hour_count, clock // 2)
    border = float(np.quantile(scan_circle(drawn, even, longest).max(axis=(1, 2)), 1 - alpha))
    flat = hour_count / clock
    critical = _find_critical(report_count, flat, border)
    share = None if critical is None else _find_share(report_count, critical, power)
    return VisiblePeak(report_count, hour_count, flat, share, critical, power, alpha)


def find_visible_risk(
    report_count: int, exposure: npt.ArrayLike, *, power: float = 0.8, alpha: float = 0.05
) -> VisibleRisk:
    """Find how many times as busy as the rest an area of median size must be to be found.

    Parameters: ``report_count`` at least 1; ``exposure`` of each area above 0 (inhabitants, say), two areas
    or more. Each area is tested against the rest, at ``alpha`` divided by the number of areas.

    Returns a VisibleRisk; ``relative_risk = p / (1 - p) x (1 - e) / e`` with p the share of reports that is
    found with ``power`` and e the share of exposure.

    Raises CountError, ExposureError, LevelError and WindowError.

    Source: the exact binomial tail, one-sided, with Bonferroni's bound for the number of areas.

    >>> round(find_visible_risk(46, [1] * 100).relative_risk)
    16
    """
    check_count("report_count", report_count, least=1)
    _check_levels(power, alpha)
    sizes = np.asarray(exposure, dtype=np.float64)
    if sizes.ndim != 1 or len(sizes) < 2:
        raise WindowError(f"at least 2 areas are needed, got {sizes.size}")
    for value in sizes:
        check_exposure("exposure", float(value))
    part = float(np.median(sizes) / sizes.sum())
    tails = stats.binom.sf(np.arange(-1, report_count), report_count, part)
    beyond = np.flatnonzero(tails <= alpha / len(sizes))
    critical = int(beyond[0]) if len(beyond) else None
    share = None if critical is None else _find_share(report_count, critical, power)
    risk = None if share is None or share >= 1 else share / (1 - share) * (1 - part) / part
    return VisibleRisk(report_count, len(sizes), part, risk, critical, power, alpha)


def find_visible_burst(
    report_count: int,
    *,
    rng: np.random.Generator,
    extent: float,
    day_count: int = 365,
    radius: float = 200.0,
    span: int = 7,
    largest: int = 10,
    power: float = 0.8,
    alpha: float = 0.05,
    towns: int = 100,
) -> VisibleBurst:
    """Find the smallest burst that the space-time permutation scan would have found.

    Parameters: ``report_count`` at least 4; ``extent`` the side in metres of a square as large as the town;
    the burst falls within ``radius`` metres and ``span`` days; ``rng`` the generator of chance for ``towns``
    simulated towns per size, in which all other reports fall anywhere at any time.

    Returns a VisibleBurst.

    Raises CountError, ExposureError and LevelError.

    Source: simulation of the scan of Kulldorff and others 2005, PLoS Medicine 2(3) e59.
    """
    check_count("report_count", report_count, least=4)
    check_exposure("extent", extent)
    _check_levels(power, alpha)
    top = min(largest, report_count // 2)
    for size in range(2, top + 1):
        found = missed = 0
        # Once too many are missed the rest cannot change the answer.
        while found + missed < towns and missed <= (1 - power) * towns:
            is_found = _finds_burst(report_count, size, rng, extent, day_count, radius, span, alpha)
            found, missed = found + is_found, missed + (not is_found)
        if found >= power * towns:
            return VisibleBurst(
                report_count, day_count, radius, span, size, found / towns, largest, power, alpha
            )
    return VisibleBurst(report_count, day_count, radius, span, None, 0.0, largest, power, alpha)


def draw_burst(
    report_count: int,
    size: int,
    rng: np.random.Generator,
    *,
    extent: float,
    day_count: int,
    radius: float,
    span: int,
) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Draw a town of reports anywhere at any time, of which the first ``size`` form a burst.

    Parameters: as ``find_visible_burst``.

    Returns points (reports, 2) and days.
    """
    points, days = rng.uniform(0, extent, (report_count, 2)), rng.integers(0, day_count, report_count)
    angle, far = rng.uniform(0, 2 * np.pi, size), radius / 2 * np.sqrt(rng.uniform(0, 1, size))
    middle = rng.uniform(radius, max(extent - radius, radius + 1), 2)
    points[:size] = middle + np.column_stack([far * np.cos(angle), far * np.sin(angle)])
    days[:size] = rng.integers(0, max(1, day_count - span)) + rng.integers(0, span, size)
    return points, days


def find_needed_reports(is_enough: Callable[[int], bool], *, most: int = 1_000_000) -> int | None:
    """Find the smallest number of reports for which ``is_enough`` holds.

    Parameters: ``is_enough`` tells for a number whether it suffices, and then for every larger one.

    Returns None when even ``most`` does not suffice. Counts above 1,000 are within 1%.
    """
    low, high = 0, 16
    while not is_enough(high):
        low, high = high, high * 2
        if high > most:
            return None
    while high - low > max(1, low // 100):
        middle = (low + high) // 2
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return high


def _finds_burst(
    report_count: int,
    size: int,
    rng: np.random.Generator,
    extent: float,
    day_count: int,
    radius: float,
    span: int,
    alpha: float,
) -> bool:
    """Tell whether one simulated burst is beyond chance, and the cluster is the burst."""
    points, days = draw_burst(
        report_count, size, rng, extent=extent, day_count=day_count, radius=radius, span=span
    )
    settings = ScanSettings(
        seed=int(rng.integers(0, 1 << 62)),
        max_radius=2 * radius,
        max_days=2 * span,
        replications=199,
        stop_after=max(1, round(alpha * 200)),
    )
    best = scan_permutation(
        points, np.arange(report_count), days, day_count=day_count, settings=settings
    ).best
    return best is not None and best.chance.p <= alpha and min(best.places) < size


def _find_critical(report_count: int, share: float, border: float) -> int | None:
    """Return the smallest count in one block whose statistic beats the border."""
    expected = report_count * share
    for count in range(int(expected) + 1, report_count + 1):
        outside = report_count - count
        ratio = count * np.log(count / expected)
        ratio += outside * np.log(outside / (report_count - expected)) if outside else 0.0
        if ratio > border:
            return count
    return None


def _find_share(report_count: int, critical: int, power: float) -> float:
    """Return the share at which ``critical`` or more of all reports come up with chance ``power``."""
    if critical <= 0:
        return 0.0

    def lack(share: float) -> float:
        return float(stats.binom.sf(critical - 1, report_count, share)) - power

    return float(optimize.brentq(lack, 0.0, 1.0))


def _check_levels(power: float, alpha: float) -> None:
    check_level("power", power)
    check_level("alpha", alpha)
