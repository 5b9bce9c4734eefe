"""The week as a drawing: seven days by 24 hours, and how much of it is certain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.web.tables import Cell, Column, Table

DAYS = (
    *(gettext_lazy("maandag"), gettext_lazy("dinsdag"), gettext_lazy("woensdag"), gettext_lazy("donderdag")),
    *(gettext_lazy("vrijdag"), gettext_lazy("zaterdag"), gettext_lazy("zondag")),
)
_CELL, _LEFT, _TOP = 36, 96, 24
_BAR = 120


@dataclass(frozen=True, slots=True)
class Square:
    """One hour of one day: its class of colour, and the part that is certain as a smaller square."""

    x: int
    y: int
    level: int
    inner_x: str
    inner_y: str
    inner_size: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One hour of the day: the whole bar, and its certain part below."""

    x: int
    top: str
    height: str
    certain_top: str
    certain_height: str
    hour: int
    label_x: int
    is_in_block: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """The drawing of the week and the bars of the day."""

    squares: Sequence[Square]
    days: Sequence[tuple[Any, int]]
    hours: Sequence[tuple[int, int]]
    bars: Sequence[Bar]
    levels: Sequence[tuple[int, str]]
    table: Table


def draw_clock(times: dict[str, Any]) -> Clock:
    """Return the drawing of an answer about times."""
    week, certain = times["week"], times["week_certain"]
    most = max(max(row) for row in week) or 1.0
    step = _choose_step(most)
    squares = [
        _draw_square(day, hour, week[day][hour], certain[day][hour], step)
        for day in range(7)
        for hour in range(24)
    ]
    rows = [[Cell(DAYS[day]), *(Cell(_write(value)) for value in _by_part(week[day]))] for day in range(7)]
    parts = [Column(f"{first}–{first + 4}", is_number=True) for first in range(0, 24, 4)]
    return Clock(
        squares=squares,
        days=[(name, _TOP + day * _CELL + 23) for day, name in enumerate(DAYS)],
        hours=[(hour, _LEFT + hour * _CELL) for hour in range(0, 25, 4)],
        bars=_draw_bars(times),
        levels=[
            (level, _("meer dan %(least)s") % {"least": _write_plainly(step * (level - 1))})
            for level in range(1, 6)
        ],
        table=Table(_("Meldingen per dag en per vier uur"), [Column(_("Dag")), *parts], rows),
    )


def _choose_step(most: float) -> float:
    """Return a round step so that five classes hold everything."""
    for step in (0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000):
        if step * 5 >= most:
            return float(step)
    return most / 5


def _draw_square(day: int, hour: int, weight: float, sure: float, step: float) -> Square:
    level = 0 if weight <= 0 else min(5, 1 + int(weight / step - 1e-9))
    side = (_CELL - 6) * (min(1.0, sure / weight) if weight > 0 else 0.0) ** 0.5
    x, y = _LEFT + hour * _CELL, _TOP + day * _CELL
    inset = (_CELL - 2 - side) / 2
    return Square(x, y, level, f"{x + inset:.1f}", f"{y + inset:.1f}", f"{side:.1f}")


def _draw_bars(times: dict[str, Any]) -> list[Bar]:
    hours, certain, block = times["hours"], times["hours_certain"], times["block"]
    inside = {(block["first_hour"] + step) % 24 for step in range(block["hour_count"])}
    tallest = max(hours) or 1.0
    bars = []
    for hour in range(24):
        height, sure = hours[hour] / tallest * _BAR, certain[hour] / tallest * _BAR
        x = _LEFT + hour * _CELL
        bars.append(
            Bar(
                x,
                f"{_BAR - height + 8:.1f}",
                f"{height:.1f}",
                f"{_BAR - sure + 8:.1f}",
                f"{sure:.1f}",
                hour,
                x + _CELL // 2 - 1,
                block["is_beyond_chance"] and hour in inside,
            )
        )
    return bars


def _by_part(row: Sequence[float]) -> list[float]:
    return [sum(row[first : first + 4]) for first in range(0, 24, 4)]


def _write_plainly(value: float) -> str:
    return format_number(round(value)) if value == round(value) else _write(value)


def _write(value: float) -> str:
    return format_number(Decimal(str(round(value, 1))))
