"""How the respondents of a survey were drawn: weights, strata, clusters and population sizes."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from spoorboek.stats.errors import SeriesError, check_exposure, check_length, check_same_length


@dataclass(frozen=True, slots=True)
class SurveyDesign:
    """One stratum, cluster and weight per respondent, checked and ready for variances."""

    weights: tuple[float, ...]
    strata: tuple[Hashable, ...]
    clusters: tuple[Hashable, ...]
    population: Mapping[Hashable, float]
    """Number of clusters in the population per stratum; empty when drawing was with replacement."""

    @property
    def clusters_count(self) -> int:
        """Return the number of primary sampling units; the same name in two strata counts twice."""
        return len(set(zip(self.strata, self.clusters, strict=True)))

    @property
    def degrees_of_freedom(self) -> int:
        """Return the number of clusters less the number of strata."""
        return self.clusters_count - len(set(self.strata))

    def compute_variance(self, scores: np.ndarray) -> float:
        """Return the variance of a sum of weighted scores, one per respondent.

        Per stratum h with n clusters: ``(1 - n/N) * n/(n - 1) * sum((t - mean(t))**2)``, t the sum of the
        scores in a cluster; these added up. A stratum that was drawn whole adds nothing.
        """
        totals: dict[Hashable, dict[Hashable, float]] = {}
        for stratum, cluster, score in zip(self.strata, self.clusters, scores.tolist(), strict=True):
            inside = totals.setdefault(stratum, {})
            inside[cluster] = inside.get(cluster, 0.0) + score
        variance = 0.0
        for stratum, inside in totals.items():
            sums, n = np.array(list(inside.values())), len(inside)
            left = 1 - n / self.population[stratum] if self.population else 1.0
            if left == 0:
                continue
            variance += left * n / (n - 1) * float(((sums - sums.mean()) ** 2).sum())
        return variance


def describe_design(
    weights: Sequence[float],
    *,
    strata: Sequence[Hashable] | None = None,
    clusters: Sequence[Hashable] | None = None,
    population: Mapping[Hashable, float] | float | None = None,
) -> SurveyDesign:
    """Check and describe how a sample was drawn.

    Parameters: ``weights`` above 0, one per respondent; ``strata`` and ``clusters`` (the first stage), one
    per respondent, a single stratum and each respondent their own cluster when left out; ``population``
    the number of clusters in the population, per stratum or as one number for a single stratum, for the
    finite population correction.

    Returns a SurveyDesign; further stages of drawing are covered by the first (ultimate clusters).

    At the edge: a stratum with one cluster (a lonely one) has no variance and is refused, as R's ``survey``
    does unless told otherwise; one that was drawn whole (population of 1) adds none and is accepted.

    Raises SeriesError for unequal lengths, a stratum with one cluster that was not drawn whole, or a
    population that is too small or absent, and ExposureError for a weight.

    Source: Lumley 2010, Complex Surveys, section 2.1; Cochran 1977, section 11.

    >>> describe_design([2.0, 2.0, 3.0, 3.0], strata="AABB").degrees_of_freedom
    2
    """
    check_length("weights", weights, least=2)
    for weight in weights:
        check_exposure("a weight", weight)
    layers = tuple(strata) if strata is not None else ("all",) * len(weights)
    units = tuple(clusters) if clusters is not None else tuple(range(len(weights)))
    check_same_length("weights", weights, "strata", layers)
    check_same_length("weights", weights, "clusters", units)
    drawn: dict[Hashable, set[Hashable]] = {}
    for layer, unit in zip(layers, units, strict=True):
        drawn.setdefault(layer, set()).add(unit)
    sizes = _read_population(population, drawn)
    for layer, inside in drawn.items():
        is_whole = bool(sizes) and sizes[layer] == len(inside)
        if len(inside) < 2 and not is_whole:
            raise SeriesError(f"a stratum needs two clusters or more, got one in {layer!r}")
        if sizes and sizes[layer] < len(inside):
            raise SeriesError(
                f"stratum {layer!r} cannot hold {len(inside)} of a population of {sizes[layer]} clusters"
            )
    return SurveyDesign(tuple(map(float, weights)), layers, units, sizes)


def _read_population(
    population: Mapping[Hashable, float] | float | None, drawn: Mapping[Hashable, set[Hashable]]
) -> dict[Hashable, float]:
    if population is None:
        return {}
    if not isinstance(population, Mapping):
        if len(drawn) > 1:
            raise SeriesError(f"give a population per stratum, got one number for {len(drawn)} strata")
        return dict.fromkeys(drawn, float(population))
    for layer in drawn:
        if layer not in population:
            raise SeriesError(f"the population of stratum {layer!r} is not given")
    return {layer: float(population[layer]) for layer in drawn}
