"""What to warn of while a promise is typed: a target that chance hides, a unit that nobody counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.errors import PromiseError
from spoorboek.rules.promises import (
    CountPromise,
    OutcomePromise,
    Promise,
    StandingPromise,
    TargetDirection,
    check_unit_fits,
)
from spoorboek.stats.visible_change import find_visible_change

_MOST_NAMED = 3
_LARGEST_BASELINE = 1_000_000
"""Above it chance hides hardly anything, and the exact test takes long."""


@dataclass(frozen=True, slots=True)
class TargetWarning:
    """One thing to think about: the field of the promise it is about, and a Dutch sentence."""

    field: str
    sentence: str


def list_target_warnings(promise: Promise, units: Mapping[str, str]) -> tuple[TargetWarning, ...]:
    """Return what whoever types a promise should know; nothing of it forbids the promise.

    Parameters: ``promise``, as typed so far; ``units``, the unit of each figure that exists, by code.
    Returns warnings: the figure does not exist, it counts something else, no figure is chosen or has the
    unit, the target lies so near the start that chance hides the difference, or was reached before anybody
    did anything. Errors: none.

    >>> from decimal import Decimal
    >>> from spoorboek.rules.promises import CountedPer, TargetDirection
    >>> made = CountPromise(code="a", title="A", owner="B", unit="meldingen", figure="mma-reports",
    ...     target=Decimal(95), direction=TargetDirection.AT_LEAST, per=CountedPer.YEAR, baseline=Decimal(88))
    >>> [warning.field for warning in list_target_warnings(made, {"mma-reports": "meldingen"})]
    ['target']
    """
    found = [_warn_of_figure(promise, units), _warn_of_chance(promise), _warn_of_side(promise)]
    return tuple(warning for warning in found if warning)


def _warn_of_figure(promise: Promise, units: Mapping[str, str]) -> TargetWarning | None:
    if not isinstance(promise, CountPromise | OutcomePromise | StandingPromise):
        return None
    if promise.figure and promise.figure not in units:
        near = get_close_matches(promise.figure, units, n=_MOST_NAMED)
        hint = f" Lijkt op: {', '.join(near)}." if near else ""
        sentence = f"Er is geen cijfer '{promise.figure}'; zo is de belofte niet te meten.{hint}"
        return TargetWarning("figure", sentence)
    if isinstance(promise, OutcomePromise) and not promise.figure:
        sentence = "Er is geen cijfer gekozen; zo is later niet te zeggen of het is gelukt."
        return TargetWarning("figure", sentence)
    if not isinstance(promise, CountPromise):
        return None
    if promise.figure:
        try:
            check_unit_fits(promise.unit, units[promise.figure])
        except PromiseError as error:
            return TargetWarning("unit", str(error))
    elif promise.unit.strip().casefold() not in {unit.strip().casefold() for unit in units.values()}:
        return TargetWarning("unit", _say_no_unit(promise.unit.strip(), units))
    else:
        sentence = f"Er is een cijfer dat {promise.unit.strip()} telt. Kies het, dan is de belofte te meten."
        return TargetWarning("figure", sentence)
    return None


def _say_no_unit(unit: str, units: Mapping[str, str]) -> str:
    known = sorted({each.strip() for each in units.values()})
    near = get_close_matches(unit, known, n=_MOST_NAMED, cutoff=0.5)
    hint = f" Wel geteld worden: {', '.join(near)}." if near else ""
    return f"Geen enkel cijfer telt {unit}; zo is de belofte niet te meten.{hint}"


def _warn_of_chance(promise: Promise) -> TargetWarning | None:
    if not isinstance(promise, CountPromise) or promise.baseline <= 0:
        return None
    if promise.baseline != promise.baseline.to_integral_value() or promise.baseline > _LARGEST_BASELINE:
        return None
    band = find_visible_change(int(promise.baseline))
    if not band.hides(float(promise.target)):
        return None
    high = format_number(band.high)
    seen = f"{high} of meer" if band.low is None else f"{format_number(band.low)} of minder of {high} of meer"
    return TargetWarning(
        "target",
        f"Het doel ({format_number(promise.target)}) ligt zo dicht bij de beginstand "
        f"({format_number(promise.baseline)}) dat ook toeval het verschil kan maken. Pas bij {seen} is een "
        "verandering zichtbaar.",
    )


def _warn_of_side(promise: Promise) -> TargetWarning | None:
    if not isinstance(promise, CountPromise) or promise.direction is not TargetDirection.AT_LEAST:
        return None
    if promise.target >= promise.baseline:
        return None
    return TargetWarning(
        "target",
        f"Het doel ({format_number(promise.target)}) ligt onder de beginstand "
        f"({format_number(promise.baseline)}): wie niets doet, heeft het al gehaald. Bedoelt u ten hoogste?",
    )
