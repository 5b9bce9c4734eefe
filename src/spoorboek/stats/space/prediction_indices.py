"""How well a map of last year points at the reports of this year: PAI and PEI, out of sample only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from spoorboek.stats.errors import check_count, check_exposure
from spoorboek.stats.space.concentration import count_places
from spoorboek.stats.space.errors import WindowError

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Prediction:
    """How many of the new reports fell in the places that the old reports pointed at."""

    chosen: tuple[int, ...]
    area_share: float
    hit_share: float
    """The share of the new reports in the chosen places."""
    best_hit_share: float
    """The share that the best choice of the same size would have held, known only afterwards."""
    pai: float
    """Predictive accuracy index: hit share / area share; 1 is no better than a blind choice."""
    pei: float
    """Predictive efficiency index: hit share / best hit share; at most 1."""
    report_count: int


def weigh_prediction(
    scores: npt.ArrayLike,
    later_counts: npt.ArrayLike,
    *,
    chosen_count: int,
    areas: npt.ArrayLike | None = None,
) -> Prediction:
    """Weigh a map made from earlier reports by later ones.

    Parameters: ``scores`` per place, made without the later reports; ``later_counts`` per place of a later
    period: taking the same reports twice would reward noise; ``chosen_count`` places that are pointed at;
    ``areas`` of the places above 0, None for places alike. Ties go to the first place.

    Returns a Prediction. With areas that differ the best choice is the one with most reports per area.

    Raises CountError, ExposureError and WindowError.

    Source: Chainey, Tompson and Uhlig 2008, Security Journal 21; Hunt 2016 for PEI.

    >>> found = weigh_prediction([9, 5, 1, 0], [4, 1, 5, 0], chosen_count=1)
    >>> found.pai, found.pei
    (1.6, 0.8)
    """
    old, new = np.asarray(scores, dtype=np.float64), count_places(later_counts)
    size = np.ones(len(new)) if areas is None else np.asarray(areas, dtype=np.float64)
    if old.shape != new.shape or size.shape != new.shape:
        raise WindowError(
            f"each of {len(new)} places needs a score and an area, got {old.size} and {size.size}"
        )
    for value in size:
        check_exposure("area", float(value))
    total = int(new.sum())
    check_count("the number of later reports", total, least=1)
    if not 1 <= chosen_count <= len(new):
        raise WindowError(f"the choice must be 1 to {len(new)} places, got {chosen_count}")
    chosen = np.argsort(-old, kind="stable")[:chosen_count]
    area_share = float(size[chosen].sum() / size.sum())
    best = _fill_area(new, size, float(size[chosen].sum()))
    hit = float(new[chosen].sum()) / total
    return Prediction(
        tuple(int(place) for place in chosen),
        area_share,
        hit,
        best / total,
        hit / area_share,
        hit * total / best,
        total,
    )


def _fill_area(counts: npt.NDArray[np.int64], size: Floats, room: float) -> float:
    """Return the most reports that fit in an area of this size, the last place in part."""
    order = np.argsort(-(counts / size), kind="stable")
    before = np.concatenate([[0.0], np.cumsum(size[order])[:-1]])
    part = np.clip((room - before) / size[order], 0.0, 1.0)
    return float((counts[order] * part).sum())
