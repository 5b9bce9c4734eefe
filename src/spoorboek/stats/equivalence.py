"""Whether a change is so small, beyond doubt, that two figures may be called about equal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from spoorboek.stats.errors import check_exposure
from spoorboek.stats.interval import Interval


class EquivalenceOutcome(Enum):
    """Where the interval of change lies with regard to the margin and to no change."""

    EQUAL = "equal"
    """Inside the margin, and no change is possible."""
    EQUAL_YET_CHANGED = "equal yet changed"
    """Inside the margin, though certainly changed a little."""
    NOT_DEMONSTRABLE = "not demonstrable"
    """The interval crosses the margin and holds no change: too little is known."""
    CHANGED = "changed"
    """Certainly changed, and possibly or certainly by more than the margin."""


@dataclass(frozen=True, slots=True)
class Equivalence:
    """An interval of change, the agreed margin, and what follows."""

    change: Interval
    margin: float
    outcome: EquivalenceOutcome


def judge_equivalence(change: Interval, margin: float) -> Equivalence:
    """Judge whether a change lies inside the margin within which figures are called about equal.

    Parameters: ``change`` the interval of the change, 0 meaning none, in percent or in the unit of the
    figure; ``margin`` above 0, in the same unit.

    Returns an Equivalence; inside means ``-margin <= low`` and ``high <= margin``.

    Raises ExposureError when the margin is not above 0.

    At the edge: a bound on the margin is inside it; a bound on 0 leaves no change possible; an endless
    interval is never inside.

    Source: confidence interval inclusion, Westlake 1981; here with the full 95% interval, which is stricter
    than two one-sided tests at 5%.

    Recorded crime of 2024 against 2022 went down by 1.5%, -5% to +2%:

    >>> judge_equivalence(Interval(-4.9, 2.0), margin=5).outcome.value
    'equal'
    >>> judge_equivalence(Interval(-11.9, 58.8), margin=5).outcome.value
    'not demonstrable'
    """
    check_exposure("margin", margin)
    inside, none_possible = change.lies_inside(-margin, margin), change.contains(0)
    if inside:
        outcome = EquivalenceOutcome.EQUAL if none_possible else EquivalenceOutcome.EQUAL_YET_CHANGED
    else:
        outcome = EquivalenceOutcome.NOT_DEMONSTRABLE if none_possible else EquivalenceOutcome.CHANGED
    return Equivalence(change, margin, outcome)
