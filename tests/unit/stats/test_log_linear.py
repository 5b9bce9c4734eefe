"""The log-linear fit beside the library that is too slow to import for every command."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from spoorboek.stats.errors import SeriesError
from spoorboek.stats.log_linear import fit_log_linear


def a_design(months: int) -> np.ndarray:
    calendar = np.arange(months) % 12
    columns = [np.ones(months), *(np.equal(calendar, month).astype(float) for month in range(1, 12))]
    return np.column_stack([*columns, (np.arange(months) >= months // 2).astype(float)])


@pytest.mark.parametrize("alpha", [0.0, 1e-6, 0.02, 0.5])
@pytest.mark.parametrize("seed", range(5))
def test_coefficients_errors_and_likelihood_are_those_of_statsmodels(alpha: float, seed: int) -> None:
    counts = np.random.default_rng(seed).poisson(40, 36).astype(float)
    design = a_design(36)
    family = sm.families.NegativeBinomial(alpha=alpha) if alpha else sm.families.Poisson()

    theirs = sm.GLM(counts, design, family=family).fit(tol=1e-12, maxiter=200)
    ours = fit_log_linear(counts, design, alpha=alpha)

    assert ours.coefficients == pytest.approx(theirs.params, abs=1e-6)
    assert ours.standard_errors == pytest.approx(theirs.bse, rel=1e-5)
    assert ours.log_likelihood == pytest.approx(theirs.llf, rel=1e-5)


def test_a_month_with_only_zeros_does_not_settle() -> None:
    counts = np.full(24, 9.0)
    counts[[3, 15]] = 0

    with pytest.raises(SeriesError, match="only zeros"):
        fit_log_linear(counts, a_design(24))
