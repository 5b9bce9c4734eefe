"""The weighted mean, total and share of a survey, with the precision that its design gives."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit, stdtrit

from spoorboek.stats.errors import LevelError, SeriesError, check_level, check_same_length
from spoorboek.stats.interval import Interval
from spoorboek.stats.kish import compute_effective_size
from spoorboek.stats.survey_design import SurveyDesign


@dataclass(frozen=True, slots=True)
class SurveyEstimate:
    """An estimate from micro-data with its standard error and t interval, and its inputs."""

    values: tuple[float, ...]
    members: tuple[bool, ...]
    """Who counts: the domain. Others still tell about the design."""
    design: SurveyDesign
    estimate: float
    standard_error: float
    degrees_of_freedom: int
    interval: Interval


def estimate_mean(
    values: Sequence[float],
    design: SurveyDesign,
    *,
    members: Sequence[bool] | None = None,
    level: float = 0.95,
) -> SurveyEstimate:
    """Estimate a population mean, or that of a domain, by linearisation.

    Parameters: ``values`` one per respondent, numbers; ``design`` of equally many; ``members`` True for
    who belongs to the domain, everybody when left out; ``level`` in (0, 1).

    Returns a SurveyEstimate with ``mean = sum(w*y) / sum(w)`` over the members and the variance of scores
    ``w * (y - mean) / sum(w)`` (0 outside the domain); t with clusters - strata degrees of freedom.

    At the edge: equal answers, and a population drawn whole, give a standard error of 0 and an interval of
    one number.

    Raises SeriesError for unequal lengths, an empty domain or a value that is no number, and LevelError.

    Source: Lumley 2010, Complex Surveys, section 2.2; R's ``survey::svymean``.

    >>> from spoorboek.stats.survey_design import describe_design
    >>> marks = estimate_mean([7, 8, 6, 7], describe_design([1.0, 1.0, 2.0, 2.0]))
    >>> round(marks.estimate, 3), round(marks.standard_error, 3)
    (6.833, 0.398)
    """
    y, inside = _check(values, design, members)
    weights = np.where(inside, np.asarray(design.weights), 0.0)
    total = float(weights.sum())
    mean = float((weights * y).sum() / total)
    return _build(y, inside, design, mean, weights * (y - mean) / total, level)


def estimate_total(
    values: Sequence[float],
    design: SurveyDesign,
    *,
    members: Sequence[bool] | None = None,
    level: float = 0.95,
) -> SurveyEstimate:
    """Estimate a population total, or that of a domain.

    Parameters: as ``estimate_mean``; weights must add up to the population.

    Returns a SurveyEstimate with ``total = sum(w*y)`` over the members and the variance of ``w*y``.

    Raises SeriesError and LevelError, as ``estimate_mean``.

    At the edge: as ``estimate_mean``.

    Source: Lumley 2010, Complex Surveys, section 2.1; R's ``survey::svytotal``.

    >>> from spoorboek.stats.survey_design import describe_design
    >>> estimate_total([1, 0, 1, 0], describe_design([10.0, 10.0, 20.0, 20.0])).estimate
    30.0
    """
    y, inside = _check(values, design, members)
    scores = np.where(inside, np.asarray(design.weights), 0.0) * y
    return _build(y, inside, design, float(scores.sum()), scores, level)


def estimate_share(
    hits: Sequence[bool],
    design: SurveyDesign,
    *,
    members: Sequence[bool] | None = None,
    level: float = 0.95,
) -> SurveyEstimate:
    """Estimate a share of the population, or of a domain, with an interval that stays inside 0 to 1.

    Parameters: ``hits`` True or False per respondent; the rest as ``estimate_mean``.

    Returns the SurveyEstimate of the mean of 0 and 1, with interval ``expit(logit(p) -+ t * se / (p*(1 -
    p)))``; a share of exactly 0 or 1 has no such interval and gets the exact binomial bound ``1 - tail **
    (1/n)``, n the effective number of members by Kish.

    Raises SeriesError and LevelError, as ``estimate_mean``.

    Source: Korn and Graubard 1999, section 5.2; R's ``survey::svyciprop`` with method "logit".

    >>> from spoorboek.stats.survey_design import describe_design
    >>> found = estimate_share([True, False, True, False, False], describe_design([1.0] * 5))
    >>> round(found.estimate, 2), round(found.interval.low, 2), round(found.interval.high, 2)
    (0.4, 0.04, 0.92)
    """
    if any(hit not in (0, 1) for hit in hits):
        raise LevelError("hits must be True or False for each respondent")
    mean = estimate_mean([float(hit) for hit in hits], design, members=members, level=level)
    share = mean.estimate
    # Rounding may leave a share of 1 a hair below it, with a standard error that is noise.
    spread = share * (1 - share)
    if mean.standard_error == 0 and design.degrees_of_freedom == 0:
        interval = mean.interval
    elif spread < 1e-12:
        interval = _bound_extreme(round(share), mean, level)
    else:
        half = float(stdtrit(mean.degrees_of_freedom, (1 + level) / 2)) * mean.standard_error / spread
        middle = float(logit(share))
        interval = Interval(float(expit(middle - half)), float(expit(middle + half)), level)
    return SurveyEstimate(
        mean.values, mean.members, design, share, mean.standard_error, mean.degrees_of_freedom, interval
    )


def _bound_extreme(share: int, mean: SurveyEstimate, level: float) -> Interval:
    weights = [w for w, inside in zip(mean.design.weights, mean.members, strict=True) if inside]
    reach = 1 - ((1 - level) / 2) ** (1 / compute_effective_size(weights).effective)
    return Interval(1 - reach, 1.0, level) if share else Interval(0.0, reach, level)


def _check(
    values: Sequence[float], design: SurveyDesign, members: Sequence[bool] | None
) -> tuple[np.ndarray, np.ndarray]:
    check_same_length("values", values, "weights", design.weights)
    inside = np.asarray(members if members is not None else [True] * len(values), dtype=bool)
    check_same_length("values", values, "members", inside.tolist())
    if not inside.any():
        raise SeriesError("a domain needs at least one respondent, got none")
    y = np.asarray(values, dtype=float)
    if not np.isfinite(y[inside]).all():
        raise SeriesError("a respondent in the domain has no answer: leave them out of the members")
    return np.where(inside, y, 0.0), inside


def _build(
    y: np.ndarray,
    inside: np.ndarray,
    design: SurveyDesign,
    estimate: float,
    scores: np.ndarray,
    level: float,
) -> SurveyEstimate:
    check_level("level", level)
    freedom = design.degrees_of_freedom
    error = math.sqrt(design.compute_variance(scores))
    # Strata that were drawn whole leave nothing to estimate and no degrees of freedom.
    half = float(stdtrit(freedom, (1 + level) / 2)) * error if error else 0.0
    return SurveyEstimate(
        tuple(y.tolist()),
        tuple(inside.tolist()),
        design,
        estimate,
        error,
        freedom,
        Interval(estimate - half, estimate + half, level),
    )
