"""A figure: a number that can be defended."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from spoorboek.figures.area import Area
from spoorboek.figures.definition import FigureDefinition
from spoorboek.figures.errors import FigureError
from spoorboek.figures.period import Period
from spoorboek.figures.provenance import Provenance
from spoorboek.figures.values import Number, Value, is_value


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """The 95% bounds of an estimate. ``invented`` marks bounds that no source gives."""

    low: Decimal
    high: Decimal
    invented: bool = False

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise FigureError(f"the lower bound must not exceed the upper, got {self.low} and {self.high}")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a derived figure is made of: ``numerator / denominator * factor``."""

    numerator: Value
    denominator: Value
    factor: Number = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with all that is needed to defend it."""

    definition: FigureDefinition
    period: Period
    area: Area
    value: Value
    provenance: Provenance
    uncertainty: Uncertainty | None = None
    parts: Parts | None = None
    provisional: bool = False

    def __post_init__(self) -> None:
        if not is_value(self.value):
            raise FigureError(f"a figure is a whole number, a finite decimal or a reason, got {self.value!r}")

    @property
    def key(self) -> str:
        """Return the name of this figure in letters and addresses.

        The form is ``code@period@area``; letters may leave out what they take from their header.
        """
        return f"{self.definition.code}@{self.period}@{self.area.code}"
