"""How a figure is named: ``code``, ``code@period`` or ``code@period@area``."""

from __future__ import annotations

from dataclasses import dataclass

from spoorboek.apps.indicators.errors import FigureKeyError
from spoorboek.figures.codes import is_code
from spoorboek.figures.errors import PeriodError
from spoorboek.figures.period import Period


@dataclass(frozen=True, slots=True, order=True)
class FigureKey:
    """One figure that is asked for. An empty ``area_code`` is the municipality itself."""

    code: str
    period: Period
    area_code: str = ""

    @classmethod
    def parse(cls, text: str) -> FigureKey:
        """Read ``code@period`` or ``code@period@area``; raise FigureKeyError with a Dutch sentence."""
        code, _, rest = text.strip().partition("@")
        period, _, area = rest.partition("@")
        if not is_code(code) or not period:
            raise FigureKeyError(f"'{text}' is geen cijfer; schrijf code@periode, zoals mma-reports@2023.")
        try:
            return cls(code, Period.parse(period), area)
        except PeriodError as error:
            raise FigureKeyError(f"'{text}' noemt geen periode zoals 2023 of 2023-01..2023-04.") from error

    def __str__(self) -> str:
        return f"{self.code}@{self.period}{f'@{self.area_code}' if self.area_code else ''}"
