"""Concentration without illusion: few reports always seem to heap up, so chance is told beside it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from spoorboek.stats.errors import CountError, check_count, check_exposure
from spoorboek.stats.space.errors import WindowError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Concentration:
    """How unevenly reports spread over places, and how unevenly chance alone would spread them."""

    place_count: int
    report_count: int
    gini: float
    generalised_gini: float
    """Gini against the most even spread that this few reports allow."""
    unbiased_gini: float
    """Generalised Gini of the places' rates, corrected for chance; 0 or below: no more than chance."""
    top_places: int
    top_share: float
    chance_gini: float
    chance_top_share: float
    chance_top_share_high: float
    """The share in the top places that pure chance exceeds in 5% of towns."""
    p: float
    """How often pure chance concentrates reports in the top places at least as much."""
    replications: int


def count_places(counts: npt.ArrayLike) -> Ints:
    """Return counts per place as whole numbers.

    Raises CountError unless there are places, and whole numbers of at least 0.
    """
    found = np.asarray(counts)
    whole = found.astype(np.int64)
    if found.ndim != 1 or not len(found) or not np.array_equal(whole, found) or (whole < 0).any():
        raise CountError(f"counts per place must be whole numbers of at least 0, got {found.tolist()[:5]}")
    return whole


def compute_gini(counts: npt.ArrayLike) -> float:
    """Return the Gini coefficient of counts per place, 0 (even) up to 1 - 1/places.

    Source: Bernasco and Steenbeek 2017, Journal of Quantitative Criminology 33(3), eq. 2.

    >>> round(compute_gini([10, 8, 2, 0, 0, 0, 0, 0, 0, 0]), 2)
    0.78
    """
    found = np.sort(count_places(counts))
    total, places = int(found.sum()), len(found)
    check_count("the number of reports", total, least=1)
    rank = np.arange(1, places + 1)
    return float((2 * (rank * found).sum() - (places + 1) * total) / (places * total))


def compute_generalised_gini(counts: npt.ArrayLike) -> float:
    """Return the Gini coefficient against the most even spread possible.

    With fewer reports than places even the most even spread leaves places empty; this one is 0 then.

    Source: Bernasco and Steenbeek 2017, eq. 5: ``max(places / reports, 1) * (gini - 1) + 1``.

    >>> round(compute_generalised_gini([5, 2, 1, 0, 0, 0, 0, 0, 0, 0]), 2)
    0.75
    """
    found = count_places(counts)
    total = int(found.sum())
    return max(len(found) / max(1, total), 1.0) * (compute_gini(found) - 1) + 1


def compute_unbiased_gini(counts: npt.ArrayLike) -> float:
    """Return the generalised Gini coefficient times k / (k - 1), k the smaller of places and reports.

    Source: Bernasco and Steenbeek 2017, their example of 1,000 places with 901 reports.
    """
    found = count_places(counts)
    smaller = min(len(found), int(found.sum()))
    check_count("the smaller of places and reports", smaller, least=2)
    return compute_generalised_gini(found) * smaller / (smaller - 1)


def measure_concentration(
    counts: npt.ArrayLike,
    *,
    rng: np.random.Generator,
    top_places: int = 5,
    exposure: npt.ArrayLike | None = None,
    replications: int = 999,
) -> Concentration:
    """Measure how reports heap up, and beside each measure its value when each falls by pure chance.

    Parameters: ``counts`` per place; ``top_places`` how many places make the top; ``exposure`` per place
    above 0 (inhabitants, area), None for places alike; ``rng`` the generator of chance.

    Returns a Concentration.

    Raises CountError, ExposureError and WindowError.

    Source: Hipp and Kim 2017; Levin, Rosenfeld and Deckard 2017 on the illusion with few events.
    """
    found = count_places(counts)
    check_count("replications", replications, least=1)
    if not 1 <= top_places <= len(found):
        raise WindowError(f"the top must be 1 to {len(found)} places, got {top_places}")
    total, share = int(found.sum()), _share_exposure(exposure, len(found))
    drawn = rng.multinomial(total, share, size=replications)
    tops = np.sort(drawn, axis=1)[:, -top_places:].sum(axis=1) / total
    own = float(np.sort(found)[-top_places:].sum()) / total
    return Concentration(
        place_count=len(found),
        report_count=total,
        gini=compute_gini(found),
        generalised_gini=compute_generalised_gini(found),
        unbiased_gini=compute_unbiased_gini(found),
        top_places=top_places,
        top_share=own,
        chance_gini=float(np.mean([compute_gini(row) for row in drawn])),
        chance_top_share=float(tops.mean()),
        chance_top_share_high=float(np.quantile(tops, 0.95)),
        p=(1 + int((tops >= own - 1e-12).sum())) / (replications + 1),
        replications=replications,
    )


def _share_exposure(exposure: npt.ArrayLike | None, count: int) -> Floats:
    """Return the share of each place by chance."""
    if exposure is None:
        return np.full(count, 1.0 / count)
    found = np.asarray(exposure, dtype=np.float64)
    if found.shape != (count,):
        raise WindowError(f"each of {count} places needs an exposure, got {found.size}")
    for value in found:
        check_exposure("exposure", float(value))
    return np.asarray(found / found.sum(), dtype=np.float64)
