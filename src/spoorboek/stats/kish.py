"""What unequal weights cost: the effective number of respondents."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from spoorboek.stats.errors import check_exposure, check_length


@dataclass(frozen=True, slots=True)
class EffectiveSize:
    """A number of respondents and how many equal weights would tell as much, with the weights."""

    weights: tuple[float, ...]
    respondents_count: int
    effective: float

    @property
    def design_effect(self) -> float:
        """Return ``respondents_count / effective``, at least 1."""
        return self.respondents_count / self.effective


def compute_effective_size(weights: Sequence[float]) -> EffectiveSize:
    """Return the effective number of respondents by Kish.

    Parameters: ``weights`` above 0, one per respondent, at least one.

    Returns an EffectiveSize with ``effective = sum(w)**2 / sum(w**2)``.

    Raises SeriesError and ExposureError.

    At the edge: equal weights, and one respondent, give the number of respondents itself.

    Source: Kish 1965, Survey Sampling, section 11.7.

    >>> compute_effective_size([1, 1, 2, 2]).effective
    3.6
    """
    check_length("weights", weights, least=1)
    for weight in weights:
        check_exposure("a weight", weight)
    effective = math.fsum(weights) ** 2 / math.fsum(weight**2 for weight in weights)
    return EffectiveSize(tuple(map(float, weights)), len(weights), effective)
