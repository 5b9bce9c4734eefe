"""Shrunken rates: a place with few reports borrows strength from the whole town, and a rank gets a chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import optimize, special

from spoorboek.stats.errors import check_count, check_exposure
from spoorboek.stats.space.concentration import count_places
from spoorboek.stats.space.errors import WindowError

Floats = npt.NDArray[np.float64]

_MOST_SHAPE = 1e6


@dataclass(frozen=True, slots=True)
class ShrunkenRates:
    """Rates per unit of exposure, pulled towards the rate of the town, with their uncertainty."""

    shape: float
    """Of the gamma curve of true rates: high when places are alike."""
    town_rate: float
    rates: Floats
    low: Floats
    high: Floats
    """Borders between which the true rate lies with 95% chance."""
    top_places: int
    top_chance: Floats
    """The chance of each place to belong to the top, in place of a rank."""
    draws: int


def shrink_rates(
    counts: npt.ArrayLike,
    exposure: npt.ArrayLike,
    *,
    rng: np.random.Generator,
    top_places: int = 5,
    draws: int = 4000,
) -> ShrunkenRates:
    """Shrink the rates of places by an empirical Bayes gamma-Poisson model.

    Parameters: ``counts`` per place; ``exposure`` per place above 0 (inhabitants, streets, years);
    ``top_places`` how many make the top; ``rng`` the generator of chance for ``draws`` towns.

    Returns a ShrunkenRates: rate = (count + shape) / (exposure + shape / town rate), the shape by maximum
    likelihood.

    Raises CountError, ExposureError and WindowError.

    Source: Clayton and Kaldor 1987, Biometrics 43(3); Marshall and Spiegelhalter 1998, BMJ 316 on ranks.
    """
    found, base = count_places(counts), np.asarray(exposure, dtype=np.float64)
    if base.shape != found.shape:
        raise WindowError(f"each of {len(found)} places needs an exposure, got {base.size}")
    for value in base:
        check_exposure("exposure", float(value))
    check_count("the number of reports", int(found.sum()), least=1)
    if not 1 <= top_places <= len(found):
        raise WindowError(f"the top must be 1 to {len(found)} places, got {top_places}")
    rate = float(found.sum() / base.sum())
    shape = fit_shape(found, base * rate)
    rise, fall = found + shape, base + shape / rate
    sampled = rng.gamma(rise, 1 / fall, size=(draws, len(found)))
    top = np.argpartition(-sampled, top_places - 1, axis=1)[:, :top_places]
    chance = np.bincount(top.ravel(), minlength=len(found)) / draws
    low, high = special.gammaincinv(rise, 0.025) / fall, special.gammaincinv(rise, 0.975) / fall
    return ShrunkenRates(shape, rate, rise / fall, low, high, top_places, chance, draws)


def fit_shape(counts: npt.NDArray[np.int64], expected: Floats) -> float:
    """Return the shape of the negative binomial that fits counts with these expected values best.

    Parameters: ``counts`` whole numbers; ``expected`` above 0, of the same shape.

    Returns the shape, at most a million: then the counts spread no more than chance.
    """

    def badness(log_shape: float) -> float:
        k = np.exp(log_shape)
        fit = special.gammaln(counts + k) - special.gammaln(k) + k * np.log(k / (k + expected))
        return -float((fit + counts * np.log(expected / (k + expected))).sum())

    found = optimize.minimize_scalar(badness, bounds=(-5.0, np.log(_MOST_SHAPE)), method="bounded")
    return float(np.exp(found.x))
