"""A part compared with the rest of its whole, never with the whole that it sits in itself."""

from __future__ import annotations

from dataclasses import dataclass

from spoorboek.stats.errors import CountError, ExposureError, check_count
from spoorboek.stats.two_counts import TwoCounts, compare_counts


@dataclass(frozen=True, slots=True)
class PartAgainstRest:
    """An area and the whole around it, and the comparison of the area with the rest."""

    part: int
    whole: int
    part_exposure: float
    whole_exposure: float
    comparison: TwoCounts
    """``before`` is the rest, ``after`` the part: a ratio above 1 means that the part is higher."""


def compare_part_with_rest(
    part: int, whole: int, *, part_exposure: float, whole_exposure: float, level: float = 0.95
) -> PartAgainstRest:
    """Compare the rate of a part with that of the rest of its whole, exactly.

    Parameters: ``part`` and ``whole`` counts, 0 <= part <= whole; exposures (inhabitants) above 0, that of
    the part below that of the whole; ``level`` in (0, 1).

    Returns a PartAgainstRest; the rest has ``whole - part`` events in ``whole_exposure - part_exposure``.

    Raises CountError, ExposureError and LevelError.

    At the edge: a part that holds all events leaves a rest of 0, so there is no ratio (None); 0 and 0 give
    p = 1.

    Source: the part is not independent of a whole that holds it; the exact test of
    ``spoorboek.stats.two_counts`` applies to the part and the rest, which are.

    Half of the crimes in a third of the population:

    >>> found = compare_part_with_rest(3037, 6074, part_exposure=40_000, whole_exposure=120_000)
    >>> round(found.comparison.ratio, 2), found.comparison.is_significant()
    (2.0, True)
    """
    check_count("part", part)
    check_count("whole", whole)
    if part > whole:
        raise CountError(f"a part must be at most its whole of {whole}, got {part}")
    if not part_exposure < whole_exposure:
        raise ExposureError(
            f"the exposure of a part must be below that of its whole, got {part_exposure} of {whole_exposure}"
        )
    comparison = compare_counts(
        whole - part,
        part,
        before_exposure=whole_exposure - part_exposure,
        after_exposure=part_exposure,
        level=level,
    )
    return PartAgainstRest(part, whole, part_exposure, whole_exposure, comparison)
