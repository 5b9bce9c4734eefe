"""Which earlier violations count, and which in the row this one is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from spoorboek.figures.dutch_dates import format_date
from spoorboek.rules.clocks.terms import Term, add_term
from spoorboek.rules.ladders.errors import LadderError
from spoorboek.rules.ladders.ladder import CountedFrom, LadderVersion


@dataclass(frozen=True, slots=True)
class Violation:
    """One established violation.

    ``on``: the day of the finding. ``facts``: the facts that the ladder asks for. ``provision``: the
    article that was broken (Awb, artikel 5:9). ``reference``: its number in the register.
    """

    on: date
    facts: Mapping[str, str] = field(default_factory=dict)
    provision: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Recidivism:
    """The ordinal of a violation, with the earlier ones that count (old to new) and why others do not."""

    ordinal: int
    counted: tuple[Violation, ...]
    left_out: tuple[tuple[Violation, str], ...]


def count_recidivism(version: LadderVersion, current: Violation, earlier: Sequence[Violation]) -> Recidivism:
    """Return the ordinal of a violation under one version of a ladder.

    Parameters: ``version``, with window, counting and the facts that must be alike; ``current``;
    ``earlier``, in any order, of the same person or place as the policy says: that choice is the caller's.
    Returns a Recidivism. The last day of the window counts: "within three years after 1 March 2021" ends on
    1 March 2024. A violation on the same day is no earlier one. Errors: LadderError when an earlier
    violation lies after the current one.
    """
    counted: list[Violation] = []
    left_out: list[tuple[Violation, str]] = []
    reach = current.on
    for violation in sorted(earlier, key=lambda v: v.on, reverse=True):
        why = _find_reason(version, current, violation, reach)
        if why:
            left_out.append((violation, why))
            continue
        counted.append(violation)
        if version.counted_from is CountedFrom.PREVIOUS:
            reach = violation.on
    return Recidivism(len(counted) + 1, tuple(reversed(counted)), tuple(reversed(left_out)))


def _find_reason(version: LadderVersion, current: Violation, violation: Violation, reach: date) -> str:
    """Return why a violation does not count; empty when it does."""
    if violation.on > current.on:
        raise LadderError(
            f"De eerdere overtreding van {format_date(violation.on)} ligt na die van "
            f"{format_date(current.on)}."
        )
    if violation.on == current.on:
        return "dezelfde dag: geen eerdere overtreding"
    other = [name for name in version.same if violation.facts.get(name) != current.facts.get(name)]
    if other:
        return "andere feiten: telt volgens deze versie niet mee"
    if version.window is not None and reach > add_term(violation.on, version.window):
        return _explain_window(violation.on, version.window, reach)
    return ""


def _explain_window(on: date, window: Term, reach: date) -> str:
    last = format_date(add_term(on, window))
    return f"de termijn van {window} liep tot en met {last}, vóór {format_date(reach)}"
