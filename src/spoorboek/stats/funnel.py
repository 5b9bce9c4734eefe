"""Funnel limits: which areas lie further from the expected number than chance would bring them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from spoorboek.stats.errors import (
    LevelError,
    check_count,
    check_exposure,
    check_length,
    check_same_length,
)
from spoorboek.stats.interval import compute_normal_quantile
from spoorboek.stats.rate import compute_exact_count_bounds


@dataclass(frozen=True, slots=True)
class FunnelLimits:
    """The ratios observed/expected between which an area does not stand out, with the inputs."""

    expected: float
    level: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class OverDispersion:
    """How much areas scatter beyond chance, with the inputs."""

    observed: tuple[int, ...]
    expected: tuple[float, ...]
    trim: float
    dispersion: float
    """Mean of the winsorised squared z-scores; 1 for pure chance."""
    between_variance: float
    """Variance between areas on the scale of the square root of the ratio; 0 for pure chance."""

    def compute_z(self, observed: int, expected: float) -> float:
        """Return the z-score of one area, chance and spread between areas both allowed for."""
        check_count("observed", observed)
        check_exposure("expected", expected)
        spread = math.sqrt(1 / (4 * expected) + self.between_variance)
        return (math.sqrt(observed / expected) - 1) / spread

    def compute_limits(self, expected: float, *, level: float = 0.998) -> FunnelLimits:
        """Return the limits for an area with ``expected`` events, on the scale observed/expected."""
        check_exposure("expected", expected)
        half = compute_normal_quantile(level) * math.sqrt(1 / (4 * expected) + self.between_variance)
        return FunnelLimits(expected, level, max(0.0, 1 - half) ** 2, (1 + half) ** 2)


def compute_funnel_limits(expected: float, *, level: float = 0.998) -> FunnelLimits:
    """Return the exact Poisson funnel limits for an area.

    Parameters: ``expected`` number of events, above 0; ``level`` in (0, 1), by custom 0.95 and 0.998.

    Returns FunnelLimits as ratios observed/expected; ``low`` and ``high`` are the gamma quantiles that
    bound a count equal to ``expected``: ``chi2(a, 2e) / 2e`` and ``chi2(1 - a, 2(e + 1)) / 2e``.

    Raises ExposureError and LevelError.

    At the edge: few expected events give a low limit near 0; nothing expected has no ratio and ExposureError.

    Source: Spiegelhalter 2005, Statistics in Medicine 24, section 3; as drawn by R's FunnelPlotR.

    A neighbourhood where 15 burglaries are expected:

    >>> found = compute_funnel_limits(15, level=0.95)
    >>> round(found.low, 3), round(found.high, 3)
    (0.56, 1.649)
    """
    check_exposure("expected", expected)
    low, high = compute_exact_count_bounds(expected, level)
    return FunnelLimits(expected, level, low / expected, high / expected)


def estimate_over_dispersion(
    observed: Sequence[int], expected: Sequence[float], *, trim: float = 0.1
) -> OverDispersion:
    """Estimate how much areas scatter beyond chance, with the outer areas pulled in.

    Parameters: ``observed`` counts and ``expected`` numbers above 0, one per area, two areas or more;
    ``trim`` the share of z-scores pulled in at each end, from 0 to below 0.5.

    Returns an OverDispersion: on the square-root scale ``z = (sqrt(o/e) - 1) * sqrt(4e)``, winsorised;
    ``dispersion = mean(z**2)``; ``between_variance = max(0, (n*phi - (n - 1)) / (sum(w) - sum(w**2) /
    sum(w)))`` with ``w = 4e`` (DerSimonian and Laird).

    Raises CountError, ExposureError, SeriesError and LevelError.

    At the edge: areas that scatter less than chance, or all as expected, give a ``between_variance`` of 0;
    an area that counted 0 has the z-score ``-sqrt(4e)``.

    Source: Spiegelhalter 2005, Quality and Safety in Health Care 14, appendix.

    >>> spread = estimate_over_dispersion([688, 543, 931], [700, 560, 900])
    >>> spread.between_variance
    0.0
    """
    check_length("observed", observed, least=2)
    check_same_length("observed", observed, "expected", expected)
    if not 0 <= trim < 0.5:
        raise LevelError(f"trim must lie from 0 to below 0.5, got {trim}")
    for count, mean in zip(observed, expected, strict=True):
        check_count("observed", count)
        check_exposure("expected", mean)
    weights = 4 * np.asarray(expected, dtype=float)
    z = (np.sqrt(np.asarray(observed) / np.asarray(expected, dtype=float)) - 1) * np.sqrt(weights)
    pulled = np.clip(z, np.quantile(z, trim), np.quantile(z, 1 - trim))
    areas, phi = len(observed), float(np.mean(pulled**2))
    scale = float(weights.sum() - (weights**2).sum() / weights.sum())
    between = max(0.0, (areas * phi - (areas - 1)) / scale)
    return OverDispersion(tuple(observed), tuple(expected), trim, phi, between)
