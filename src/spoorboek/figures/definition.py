"""What is counted: the counting rule behind a figure, with its version."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What sort of number it is; it decides which test fits."""

    COUNT = "count"
    RATE = "rate"
    SHARE = "share"
    MARK = "mark"
    SCORE = "score"
    AMOUNT = "amount"
    DURATION = "duration"


class Counts(Enum):
    """What one unit is; it decides what a small number gives away."""

    PERSONS = "persons"
    INCIDENTS = "incidents"
    CASES = "cases"
    PREMISES = "premises"
    ACTIONS = "actions"


class SourceType(Enum):
    """Who says so; it decides which words fit (registered, experienced, measured)."""

    REGISTERED = "registered"
    """Police or justice wrote it down."""
    SELF_REPORTED = "self_reported"
    """People said so in a survey."""
    MODELLED = "modelled"
    """A model predicts it."""
    OPERATIONAL = "operational"
    """What we did, or keep a list of."""


@dataclass(frozen=True, slots=True)
class FigureDefinition:
    """One counting rule in one version.

    ``comparability``: two figures may be compared only when this is the same; a method break
    gives a new one. ``title``, ``unit`` and ``counting_rule`` are read by users, in Dutch.
    ``depends_on``: codes of figures that this one is partly made of (dependent evidence).
    """

    code: str
    version: int
    title: str
    unit: str
    kind: Kind
    counts: Counts
    source_type: SourceType
    comparability: str
    counting_rule: str
    decimals: int = 0
    depends_on: tuple[str, ...] = ()
