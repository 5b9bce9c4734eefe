"""Small numbers in prose: when must a person decide whether a number may be printed?"""

from __future__ import annotations

from dataclasses import dataclass

from spoorboek.figures.definition import Counts
from spoorboek.figures.values import Number


@dataclass(frozen=True, slots=True)
class DisclosureThresholds:
    """Numbers below these are looked at by a person; the values are dated parameters.

    ``persons`` holds everywhere for people; ``incidents`` holds below the city for all else.
    """

    persons: int
    incidents: int


def find_threshold(counts: Counts, *, is_below_city: bool, thresholds: DisclosureThresholds) -> int | None:
    """Return the number below which a count needs a person's decision, or None when it is exempt.

    Measures, cases, premises and incidents of the whole city point at nobody.

    >>> find_threshold(Counts.ACTIONS, is_below_city=False, thresholds=DisclosureThresholds(10, 5))
    """
    if counts is Counts.PERSONS:
        return thresholds.persons
    return thresholds.incidents if is_below_city else None


def needs_review(
    value: Number,
    counts: Counts,
    *,
    is_below_city: bool,
    thresholds: DisclosureThresholds,
    group_size: Number | None = None,
) -> bool:
    """Tell whether a number in prose needs a person's decision before it is printed.

    ``group_size``: for a mean, rate or share, how many it is taken over; then that size counts.
    Nobody is recognised in 0. Source: handbook on statistical disclosure control, threshold rule.

    >>> needs_review(5, Counts.PERSONS, is_below_city=False, thresholds=DisclosureThresholds(10, 5))
    True
    """
    threshold = find_threshold(counts, is_below_city=is_below_city, thresholds=thresholds)
    size = value if group_size is None else group_size
    return threshold is not None and 0 < size < threshold
