"""A series as an index with a base of 100, cut where its method changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spoorboek.stats.errors import SeriesError, check_exposure, check_length, check_same_length


@dataclass(frozen=True, slots=True)
class IndexSeries:
    """A series and its index; each stretch between breaks has its own base of 100."""

    labels: tuple[str, ...]
    values: tuple[float | None, ...]
    breaks: tuple[str, ...]
    bases: tuple[str | None, ...]
    """The label that is 100 in each stretch, in order; None for a stretch without any known value."""
    index: tuple[float | None, ...]
    stretches: tuple[int, ...]
    """The stretch, from 0, in which each value lies."""

    def are_comparable(self, first: str, second: str) -> bool:
        """Tell whether no break lies between two labels. Raises SeriesError for an unknown label."""
        return self._find_stretch(first) == self._find_stretch(second)

    def _find_stretch(self, label: str) -> int:
        if label not in self.labels:
            raise SeriesError(f"the series has no value labelled {label!r}")
        return self.stretches[self.labels.index(label)]


def compute_index(
    labels: Sequence[str],
    values: Sequence[float | None],
    *,
    base: str | None = None,
    breaks: Sequence[str] = (),
) -> IndexSeries:
    """Turn a series into an index that is never carried across a change of method.

    Parameters: ``labels`` (years) without doubles and ``values`` in one unit, None where missing; ``base``
    the label that is 100 in its stretch; ``breaks`` the labels from which a new method counts.

    Returns an IndexSeries with ``index = 100 * value / value(base)``; a stretch without ``base`` takes its
    first known value as base. None stays None.

    At the edge: a break at the first label changes nothing, one at the last makes a stretch of one value,
    which is 100; a stretch without any known value stays None and has no base.

    Raises SeriesError for an empty series, doubles, unknown labels or a base without a value, and
    ExposureError for a base that is not above 0.

    Source: fixed-base index, ILO Consumer Price Index Manual 2020, chapter 9; breaks by the ESS Handbook on
    time series: no comparison across a break without an overlap.

    Nuisance by young people, with 2019 as base:

    >>> found = compute_index(["2019", "2020", "2024"], [688, 1123, 643])
    >>> [round(value, 1) for value in found.index]
    [100.0, 163.2, 93.5]
    """
    check_length("labels", labels, least=1)
    check_same_length("labels", labels, "values", values)
    if len(set(labels)) != len(labels):
        raise SeriesError(f"each label of a series must occur once, got {list(labels)}")
    for label in (*breaks, *([base] if base is not None else [])):
        if label not in labels:
            raise SeriesError(f"the series has no value labelled {label!r}")
    stretches: list[int] = []
    for position, label in enumerate(labels):
        starts_anew = position > 0 and label in breaks
        stretches.append((stretches[-1] if stretches else 0) + starts_anew)
    if all(value is None for value in values):
        raise SeriesError(f"the series from {labels[0]!r} has no value to be its base")
    bases = [_find_base(labels, values, stretches, base, number) for number in range(stretches[-1] + 1)]
    known = dict(zip(labels, values, strict=True))
    index: list[float | None] = []
    for value, stretch in zip(values, stretches, strict=True):
        base_label = bases[stretch]
        hundred = None if base_label is None else known[base_label]
        index.append(None if value is None or hundred is None else 100 * value / hundred)
    return IndexSeries(
        tuple(labels), tuple(values), tuple(breaks), tuple(bases), tuple(index), tuple(stretches)
    )


def _find_base(
    labels: Sequence[str],
    values: Sequence[float | None],
    stretches: Sequence[int],
    base: str | None,
    number: int,
) -> str | None:
    inside = [
        (label, value)
        for label, value, stretch in zip(labels, values, stretches, strict=True)
        if stretch == number
    ]
    chosen = [pair for pair in inside if pair[0] == base] or [p for p in inside if p[1] is not None]
    if not chosen:
        return None
    if chosen[0][1] is None:
        raise SeriesError(f"{chosen[0][0]!r} has no value to be its base")
    check_exposure(f"the base value of {chosen[0][0]}", chosen[0][1])
    return chosen[0][0]
