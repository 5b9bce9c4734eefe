"""A figure: a number that can be defended."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from spoorboek.figures.area import Area
from spoorboek.figures.definition import FigureDefinition
from spoorboek.figures.period import Period
from spoorboek.figures.provenance import Provenance
from spoorboek.figures.values import Number, Value


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """The 95% bounds of an estimate. ``invented`` marks bounds that no source gives."""

    low: Decimal
    high: Decimal
    invented: bool = False


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

    @property
    def key(self) -> str:
        """Return the name of this figure in letters and addresses.

        The form is ``code@period`` or, below or beside the city, ``code@period@area``.
        """
        return f"{self.definition.code}@{self.period}@{self.area.code}"
