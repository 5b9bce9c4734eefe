"""A chart is drawn once, in the colours of paper; by night the style sheet exchanges every one of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from spoorboek.documents.charts.drawing import draw_svg
from spoorboek.documents.charts.spec import ChartPoint, ChartSeries, ChartSpec, PointStatus
from spoorboek.documents.colours import compute_contrast
from spoorboek.documents.house_style import NIGHT
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue
from spoorboek.web import apps

SHEET = (Path(apps.__file__).parent / "static" / "spoorboek" / "components.css").read_text(encoding="utf-8")
RULES = dict(re.findall(r'svg \[((?:fill|stroke)="[^"]+")\] \{ \w+: ([^;]+); \}', SHEET))
ACCENT = "#123abc"


def a_point(year: int, shift: int) -> ChartPoint:
    value = NonValue.SUPPRESSED if year == 2021 else 10 + shift
    low, high = (None, None) if year == 2021 else (8 + shift, 12 + shift)
    status = PointStatus.PROVISIONAL if year == 2024 else PointStatus.FINAL
    return ChartPoint(Period.parse(str(year)), value, f"x@{year}", low, high, status, year == 2023)


def a_chart(years: tuple[int, ...], lines: int) -> ChartSpec:
    series = [
        ChartSeries(f"Soort {one}", tuple(a_point(year, one) for year in years)) for one in range(lines)
    ]
    return ChartSpec("Overlast", "meldingen", tuple(series), accent=ACCENT)


@pytest.mark.parametrize(
    "spec", [a_chart((2024,), 3), a_chart(tuple(range(2019, 2025)), 4), a_chart((2021, 2022, 2023, 2024), 7)]
)
def test_no_colour_of_a_chart_stays_as_on_paper(spec: ChartSpec) -> None:
    used = set(re.findall(r'(?:fill|stroke)="[^"]+"', draw_svg(spec)))
    colours = {one for one in used if "none" not in one and "transparent" not in one}
    assert colours - set(RULES) <= {f'fill="{ACCENT}"', f'stroke="{ACCENT}"'}


def test_colours_of_the_night_can_be_seen_on_its_paper() -> None:
    own = [colour for colour in RULES.values() if colour.startswith("#")]
    assert own
    assert all(compute_contrast(colour, NIGHT) >= 4.5 for colour in own)
