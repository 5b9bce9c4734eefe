"""The lying axis: the periods, as many names as fit beside each other."""

from __future__ import annotations

import json
import math
from typing import Any

from spoorboek.documents.charts.axis import list_periods
from spoorboek.documents.charts.paper import LETTER_WIDTH, wrap_words
from spoorboek.documents.charts.spec import ChartSpec
from spoorboek.figures.dutch_dates import format_period
from spoorboek.figures.period import Period

_LEAST_LETTERS, _ROOM_BETWEEN = 9, 8
_SHORT_MONTHS = "jan feb mrt apr mei jun jul aug sep okt nov dec".split()


def describe_periods(spec: ChartSpec, width: int) -> dict[str, Any]:
    """Return the lying axis in Vega-Lite: every period has its place, names that would touch stay out.

    The last period always has its name.
    """
    periods = list_periods(spec)
    slot = width / (len(periods) + 0.8 - 1) if len(periods) > 1 else width
    letters = max(_LEAST_LETTERS, int((slot - _ROOM_BETWEEN) / LETTER_WIDTH))
    lines = {format_period(period): _write_lines(period, letters) for period in periods}
    widest = max(len(line) for each in lines.values() for line in each) * LETTER_WIDTH + _ROOM_BETWEEN
    every = max(1, math.ceil(widest / slot))
    names = [format_period(period) for period in periods]
    return {
        "field": "period",
        "type": "ordinal",
        "scale": {"domain": names, "type": "point", "padding": 0.4},
        "axis": {
            "title": None,
            "labelAngle": 0,
            "ticks": False,
            "grid": False,
            "labelOverlap": False,
            "values": names[::-1][::every][::-1],
            "labelExpr": f"({json.dumps(lines)})[datum.label]",
        },
    }


def find_slot(spec: ChartSpec, width: int) -> float:
    """Return how many pixels lie between two periods."""
    return width / (len(list_periods(spec)) - 0.2)


def _write_lines(period: Period, letters: int) -> list[str]:
    if len(str(period)) == len("2024-01"):
        month, year = period.first.month, period.first.year
        return [_SHORT_MONTHS[month - 1], str(year)]
    return wrap_words(format_period(period), letters)
