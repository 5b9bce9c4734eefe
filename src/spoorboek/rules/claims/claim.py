"""A claim: words about figures, with everything needed to test them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from spoorboek.figures.definition import Counts, Kind, SourceType
from spoorboek.figures.period import Period
from spoorboek.figures.values import Number, Value
from spoorboek.rules.claims.verdict import VerdictCode
from spoorboek.rules.promises import TargetDirection


class ClaimKind(Enum):
    """What is claimed."""

    RISES = "rises"
    FALLS = "falls"
    ABOUT_EQUAL = "about_equal"
    NOT_DEMONSTRABLY_CHANGED = "not_demonstrably_changed"
    FASTER = "faster"
    SLOWER = "slower"
    HIGHER_THAN = "higher_than"
    LOWER_THAN = "lower_than"
    TARGET_MET = "target_met"
    TARGET_MISSED = "target_missed"
    ADDS_UP = "adds_up"
    FLOW = "flow"
    CAUSES = "causes"
    STATES = "states"
    USES_TERM = "uses_term"


class Strength(Enum):
    """How strongly the words claim; it decides what must be shown."""

    PLAIN = "plain"
    """About these numbers: is gestegen van 88 naar 104."""
    FIRM = "firm"
    """Fors, duidelijk, significant."""
    TREND = "trend"
    """Steeds meer, structureel; a heading or conclusion over a theme."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in one period. ``low`` and ``high`` are 95% bounds.

    ``decimals``: the source gives no more digits than these, so value and bounds are rounded.
    """

    period: Period
    value: Value
    low: Decimal | None = None
    high: Decimal | None = None
    decimals: int | None = None
    unit: str | None = None
    definition: str | None = None
    provisional: bool = False
    numerator: Number | None = None
    denominator: Number | None = None
    """What a share, rate or mean was taken over, where small numbers can point at people.

    Of a count beside other areas the denominator is how large the area is (inhabitants, dwellings).
    """
    area: str | None = None
    """Which area this is, where several stand beside each other."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit."""

    value: Value
    unit: str | None = None
    derived: bool = False
    """True when it follows from the others and was not counted itself."""


@dataclass(frozen=True, slots=True)
class Target:
    """What was promised."""

    value: Number
    unit: str | None = None
    period: Period | None = None
    direction: TargetDirection | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """What was there, came in, went out and is left. What is not counted is None."""

    carried_in: Quantity | None
    opened: Quantity | None
    closed: Quantity | None
    carried_out: Quantity | None


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A number as the letter prints it, and the period that it is about."""

    text: str
    period: Period | None = None


# An evaluation says with which area it compared; people write that in several ways.
_AREA_KEYS = ("comparison_area", "comparison", "control_area", "reference")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a claim leans on: another claim (``claim_id``), a series (``points``), a verdict or a study.

    ``claim`` says what the points are taken to show, when that is something else than what leans on them;
    ``verdict`` what was found about it elsewhere. ``details`` are the remaining keys as given, as ``kind``
    and ``comparison_area`` of an evaluation.
    """

    claim_id: str | None = None
    points: tuple[Point, ...] = ()
    details: Mapping[str, Any] | None = None
    claim: ClaimKind | None = None
    verdict: VerdictCode | None = None

    @property
    def is_evaluation(self) -> bool:
        """Tell whether this is an evaluation."""
        found = self.details or {}
        return "evaluation" in (found.get("kind"), found.get("type"))

    @property
    def has_comparison_area(self) -> bool:
        """Tell whether it names the area with which it compared."""
        return any((self.details or {}).get(name) for name in _AREA_KEYS)


@dataclass(frozen=True, slots=True)
class Reference:
    """What is compared with; ``is_whole`` when our own figure is a part of it."""

    points: tuple[Point, ...]
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """Words about figures. What a claim does not need is empty."""

    claim_id: str
    claim: ClaimKind
    words: str = ""
    strength: Strength = Strength.PLAIN
    hedged: bool = False
    kind: Kind = Kind.COUNT
    counts: Counts | None = None
    source_type: SourceType | None = None
    term: str | None = None
    section: str | None = None
    points: tuple[Point, ...] = ()
    start: Period | None = None
    """The stated comparator: ``from`` in JSON."""
    end: Period | None = None
    """The period that is claimed about: ``to`` in JSON."""
    reference: Reference | None = None
    baseline: Period | None = None
    series: tuple[Point, ...] = ()
    plan: Period | None = None
    target: Target | None = None
    parts: tuple[Quantity, ...] = ()
    total: Quantity | None = None
    flow: Flow | None = None
    dispersion: float | None = None
    printed: tuple[PrintedText, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    depends_on: tuple[str, ...] = ()
    area_level: str | None = None
    is_below_city: bool = False
