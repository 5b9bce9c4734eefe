"""Hot times: is there a block of hours with more reports than a profile gives, and could it be chance?"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

from spoorboek.stats.errors import check_count, check_length
from spoorboek.stats.space.chance import rank_statistic
from spoorboek.stats.space.errors import WindowError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class HotBlock:
    """The block of hours around the clock with most more than expected."""

    first_hour: int
    hour_count: int
    """The block may go round midnight."""
    count: float
    expected: float
    statistic: float
    p: float
    """From replications: how often chance gives any block this strong."""
    replications: int
    seed: int
    report_count: float
    profile: tuple[float, ...]
    """The share of each hour by chance; adds up to 1."""

    @property
    def last_hour(self) -> int:
        """Return the last hour of the block."""
        return (self.first_hour + self.hour_count - 1) % len(self.profile)

    @property
    def share(self) -> float:
        """Return the share of all reports in the block."""
        return self.count / self.report_count


@dataclass(frozen=True, slots=True)
class Rayleigh:
    """The mean direction on the clock, and whether times lean to one side of it."""

    hour: float
    """The mean direction, in hours."""
    length: float
    """0 when times spread all round, 1 when all are alike."""
    p: float
    report_count: int
    harmonic: int
    """1 for one peak a day, 2 for two peaks half a day apart."""


def scan_hours(
    counts: npt.ArrayLike,
    *,
    rng: np.random.Generator,
    seed: int,
    profile: npt.ArrayLike | None = None,
    max_hours: int | None = None,
    replications: int = 999,
) -> HotBlock:
    """Find the block of hours with most reports against a profile.

    Parameters: ``counts`` per hour, at least 0, whole or weights that add up to the number of reports;
    ``profile`` the weight of each hour by chance (flat, or when reports of any kind come in), None for
    flat; ``max_hours`` in the block, None for half the clock; ``rng`` the generator of chance and ``seed``
    the number it was made from, kept in the result.

    Returns a HotBlock; the statistic is the Poisson log likelihood ratio. Ties with replications count
    against the block.

    Raises WindowError and CountError.

    Source: Kulldorff 1997 on a circle; Wallenstein, Weinberg and Gould 1989 for seasons.
    """
    found = _check_clock("counts", counts)
    weights = np.ones(len(found)) if profile is None else _check_clock("profile", profile)
    if len(weights) != len(found) or (weights <= 0).any():
        raise WindowError(f"the profile needs {len(found)} weights above 0, got {weights.tolist()}")
    longest = len(found) // 2 if max_hours is None else max_hours
    if not 1 <= longest < len(found):
        raise WindowError(f"the block must be 1 to {len(found) - 1} hours, got {longest}")
    check_count("replications", replications, least=1)
    share, total = weights / weights.sum(), float(found.sum())
    own = scan_circle(found[None, :], share, longest)
    drawn = rng.multinomial(max(1, round(total)), share, size=replications).astype(np.float64)
    chance = rank_statistic(float(own.max()), scan_circle(drawn, share, longest).max(axis=(1, 2)))
    hours, first = np.unravel_index(int(own[0].argmax()), own[0].shape)
    block = [(int(first) + k) % len(found) for k in range(int(hours) + 1)]
    return HotBlock(
        first_hour=int(first),
        hour_count=int(hours) + 1,
        count=float(found[block].sum()),
        expected=total * float(share[block].sum()),
        statistic=float(own.max()),
        p=chance.p,
        replications=replications,
        seed=seed,
        report_count=total,
        profile=tuple(float(part) for part in share),
    )


def scan_circle(counts: Floats, share: Floats, longest: int) -> Floats:
    """Return the log likelihood ratio of each block on a circle.

    Parameters: ``counts`` of shape (runs, hours); ``share`` of each hour by chance, adding up to 1.

    Returns shape (runs, lengths, first hours); 0 where a block holds no more than expected.
    """
    total = counts.sum(axis=1, keepdims=True)
    inside, part = np.zeros_like(counts), np.zeros_like(share)
    found = np.zeros((counts.shape[0], longest, counts.shape[1]))
    for length in range(1, longest + 1):
        inside = inside + np.roll(counts, 1 - length, axis=1)
        part = part + np.roll(share, 1 - length)
        expected, outside = total * part, np.maximum(total - inside, 0.0)
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(inside > 0, inside * np.log(inside / expected), 0.0)
            ratio += np.where(outside > 1e-12, outside * np.log(outside / (total - expected)), 0.0)
        found[:, length - 1] = np.where(inside > expected * (1 + 1e-12), ratio, 0.0)
    return np.round(found, 12)


def measure_direction(hours: npt.ArrayLike, *, harmonic: int = 1, clock: float = 24.0) -> Rayleigh:
    """Test whether times on the clock lean to one side.

    Parameters: ``hours`` on the clock, from 0 up to ``clock``; ``harmonic`` 1 for one peak, 2 for two peaks
    half a clock apart, which cancel out in the first: two peaks are seen by testing both.

    Returns a Rayleigh; p as in Zar 2010, eq. 27.4: ``exp(sqrt(1 + 4n + 4(n^2 - R^2)) - (1 + 2n))``.

    Raises SeriesError and WindowError.

    Source: Zar 2010, Biostatistical Analysis, 5th edition, section 27.1; Mardia and Jupp 2000, 6.3.

    >>> found = measure_direction([22, 23, 0, 1, 2])
    >>> round(found.hour % 24, 6) % 24, found.p < 0.01
    (0.0, True)
    """
    found = np.asarray(hours, dtype=np.float64)
    check_length("hours", found.tolist(), least=2)
    check_count("harmonic", harmonic, least=1)
    if not (np.isfinite(found).all() and (found >= 0).all() and (found < clock).all()):
        raise WindowError(f"hours must lie from 0 up to {clock:g}, got {found.min()} to {found.max()}")
    angle = 2 * math.pi * harmonic * found / clock
    across, along, count = float(np.cos(angle).sum()), float(np.sin(angle).sum()), len(found)
    length = math.hypot(across, along)
    power = math.sqrt(max(0.0, 1 + 4 * count + 4 * (count**2 - length**2))) - (1 + 2 * count)
    hour = (math.atan2(along, across) / (2 * math.pi) * clock / harmonic) % (clock / harmonic)
    return Rayleigh(hour, length / count, min(1.0, math.exp(power)), count, harmonic)


def compute_rayleigh_power(count: int, length: float, *, alpha: float = 0.05) -> float:
    """Return the chance that the Rayleigh test finds a lean with mean direction ``length`` in ``count``.

    Parameters: ``length`` from 0 to 1; for a peak this is how far times point one way.

    Returns the power from the noncentral chi-squared curve with 2 degrees of freedom and ``2 n length^2``.

    Source: Mardia and Jupp 2000, section 6.3.1.
    """
    check_count("count", count, least=1)
    return float(stats.ncx2.sf(stats.chi2.isf(alpha, 2), 2, max(1e-12, 2 * count * length**2)))


def _check_clock(name: str, values: npt.ArrayLike) -> Floats:
    """Return numbers per hour, at least 0 and not all 0."""
    found = np.asarray(values, dtype=np.float64)
    if found.ndim != 1 or len(found) < 2:
        raise WindowError(f"{name} must be one row of at least 2 hours, got shape {found.shape}")
    if not np.isfinite(found).all() or (found < 0).any() or found.sum() <= 0:
        raise WindowError(f"{name} must be at least 0 and not all 0, got {found.min()}")
    return found
