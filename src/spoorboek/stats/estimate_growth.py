"""Whether an estimate grows faster or slower than it did before."""

from __future__ import annotations

import math
from dataclasses import dataclass

from spoorboek.stats.errors import ExposureError, check_exposure
from spoorboek.stats.interval import compute_normal_p

Estimate = tuple[float, float]


@dataclass(frozen=True, slots=True)
class EstimateAcceleration:
    """Two changes of estimates, as logarithms of their ratio per step, and their difference."""

    earlier: tuple[Estimate, Estimate]
    later: tuple[Estimate, Estimate]
    earlier_steps: float
    later_steps: float
    shares_middle: bool
    difference: float
    """Growth per step of the later change minus that of the earlier one; above 0 when it goes faster."""
    standard_error: float

    @property
    def z(self) -> float:
        """Return ``difference / standard_error``."""
        return self.difference / self.standard_error

    @property
    def p(self) -> float:
        """Return the two-sided normal p-value of ``z``."""
        return compute_normal_p(self.z)


def compare_estimate_growth(
    earlier: tuple[Estimate, Estimate],
    later: tuple[Estimate, Estimate],
    *,
    shares_middle: bool,
    earlier_steps: float = 1.0,
    later_steps: float = 1.0,
) -> EstimateAcceleration:
    """Compare a change of survey estimates with an earlier change.

    Parameters: ``earlier`` and ``later`` the (first, last) estimates of each change, each a (value, standard
    error), both above 0, all in one unit; the number of steps (years) that each spans, above 0;
    ``shares_middle`` when the last estimate of the earlier change is itself the first of the later one.

    Returns an EstimateAcceleration with growth per step ``log(last/first) / steps``; each estimate adds
    ``(weight in the difference * standard error / value)**2`` to the variance, a shared one with the sum of
    its two weights.

    Raises ExposureError for a value, standard error or number of steps that is not above 0.

    At the edge: equal growth gives z = 0 and p = 1; a value of 0 has no logarithm and ExposureError.

    Source: delta method for logarithms, Agresti 2002, section 3.1.

    The mark for safety from invented surveys of 2019, 2021 and 2023, with standard errors of 0.05:

    >>> first, middle, last = (7.0, 0.05), (7.1, 0.05), (7.3, 0.05)
    >>> found = compare_estimate_growth((first, middle), (middle, last), shares_middle=True)
    >>> round(found.z, 2), round(found.p, 2)
    (0.79, 0.43)
    """
    for value, error in (*earlier, *later):
        check_exposure("an estimate", value)
        check_exposure("its standard error", error)
    check_exposure("earlier_steps", earlier_steps)
    check_exposure("later_steps", later_steps)
    if shares_middle and earlier[1] != later[0]:
        raise ExposureError(f"a shared middle must be one estimate, got {earlier[1]} and {later[0]}")
    before, after = 1 / earlier_steps, 1 / later_steps
    weights = [(earlier[0], before), (later[1], after)]
    middle = [(later[0], before + after)] if shares_middle else [(earlier[1], before), (later[0], after)]
    variance = sum((weight * error / value) ** 2 for (value, error), weight in (*weights, *middle))
    difference = (
        math.log(later[1][0] / later[0][0]) * after - math.log(earlier[1][0] / earlier[0][0]) * before
    )
    return EstimateAcceleration(
        earlier, later, earlier_steps, later_steps, shares_middle, difference, math.sqrt(variance)
    )
