"""Charts of data that nobody hopes for: nothing overlaps, nothing is cut off, nothing is left unsaid."""

import re
from decimal import Decimal
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest

from spoorboek.documents.charts.chart import build_chart
from spoorboek.documents.charts.drawing import build_vega_lite, draw_svg
from spoorboek.documents.charts.picture import list_picture_words
from spoorboek.documents.charts.spec import ChartKind, ChartPoint, ChartSeries, ChartSpec, PointStatus
from spoorboek.documents.writers.wording import find_number_columns, join_words
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue, Value

SVG = "http://www.w3.org/2000/svg"
LONG = "Arbeidsmarktdiscriminatiebestrijdingsmaatregelen en handhavingsverzoeken in de hele gemeente"


def a_line(label: str, values: dict[str, Value], **more: Any) -> ChartSeries:
    return ChartSeries(
        label,
        tuple(ChartPoint(Period.parse(text), value, f"a@{text}", **more) for text, value in values.items()),
    )


def a_chart(*series: ChartSeries, unit: str = "meldingen", **more: Any) -> ChartSpec:
    return ChartSpec("Een titel", unit, series, **more)


def in_years(first: int, *values: Value) -> dict[str, Value]:
    return {str(first + place): value for place, value in enumerate(values)}


def list_texts(spec: ChartSpec) -> list[tuple[str, float, float]]:
    """Return every text of the picture with where it stands."""
    found: list[tuple[str, float, float]] = []

    def walk(element: Element, right: float, down: float) -> None:
        move = re.match(r"translate\(([-\d.]+),([-\d.]+)\)", element.get("transform", ""))
        if move:
            right, down = right + float(move[1]), down + float(move[2])
        if element.tag == f"{{{SVG}}}text":
            found.append(("".join(element.itertext()), right, down))
        for child in element:
            walk(child, right, down)

    walk(fromstring(draw_svg(spec)), 0, 0)
    return found


def test_one_period_is_drawn_as_bars_and_many_lines_as_small_charts() -> None:
    assert a_chart(a_line("A", {"2024": 3}), a_line("B", {"2024": 5})).kind is ChartKind.BARS
    assert a_chart(a_line("A", in_years(2023, 3, 4))).kind is ChartKind.LINES
    assert a_chart(*(a_line(name, in_years(2023, 3, 4)) for name in "ABCDE")).kind is ChartKind.PANELS


def test_names_of_twenty_years_do_not_touch() -> None:
    spec = a_chart(a_line("Misdrijven", in_years(2005, *range(5000, 5020))))
    places = sorted(right for text, right, _ in list_texts(spec) if re.fullmatch(r"20\d\d", text))

    assert all(right - left > 30 for left, right in pairwise(places))
    assert "2024" in list_picture_words(draw_svg(spec))


def test_names_of_months_are_short_and_do_not_touch() -> None:
    spec = a_chart(a_line("Meldingen", {f"2024-{month:02}": month for month in range(1, 13)}))

    words = list_picture_words(draw_svg(spec))

    assert any("dec" in word for word in words)
    assert not any("december" in word for word in words)


def test_very_large_numbers_count_in_millions_on_the_axis_and_stand_whole_at_the_line() -> None:
    words = list_picture_words(
        draw_svg(a_chart(a_line("Uitgaven", in_years(2023, 8_000_000, 12_345_678)), unit="euro"))
    )

    assert "Euro, in miljoenen" in words
    assert "Uitgaven: 12.345.678" in words
    assert "15.000.000" not in words


def test_numbers_below_zero_have_one_minus_sign_and_a_line_at_zero() -> None:
    spec = a_chart(a_line("Verschil", in_years(2022, Decimal("-3.2"), Decimal("1.0"), Decimal("2.0"))))

    assert not any("\u2212" in word for word in list_picture_words(draw_svg(spec)))
    assert any(
        {row["value"] for row in layer["data"]["values"]} == {0.0}
        for layer in build_vega_lite(spec)["layer"]
        if layer["mark"]["type"] == "line"
    )


def test_long_names_make_the_chart_higher_and_a_long_word_is_cut_with_a_hyphen() -> None:
    spec = a_chart(*(a_line(f"{LONG} {number}", in_years(2022, 3, 4)) for number in range(4)))
    (_, _, top), *_ = (one for one in list_texts(spec) if one[0].startswith("Arbeids"))

    words = list_picture_words(draw_svg(spec))

    assert top > 0
    assert any(word.startswith("Arbeidsmarktdiscriminat-") for word in words)


def test_what_is_withheld_everywhere_names_the_line_and_has_no_measure() -> None:
    withheld = NonValue.SUPPRESSED
    words = list_picture_words(draw_svg(a_chart(a_line("Personen", in_years(2022, withheld, withheld)))))

    assert "Personen: afgeschermd" in words
    assert not {"0", "1"} & set(words)


def test_a_line_that_ends_before_the_others_names_its_last_year() -> None:
    spec = a_chart(
        a_line("Jeugd", in_years(2022, 12, 10, NonValue.SUPPRESSED)),
        a_line("Geluid", in_years(2022, 1, 2, 3)),
    )

    assert "Jeugd: 10 (2023)" in list_picture_words(draw_svg(spec))


def test_a_provisional_last_number_says_so() -> None:
    line = a_line("Meldingen", in_years(2023, 4, 5), status=PointStatus.PROVISIONAL)

    assert any("(voorlopig)" in word for word in list_picture_words(draw_svg(a_chart(line))))


def test_years_without_a_figure_are_joined_by_dots_and_the_table_tells_it() -> None:
    every_other = a_chart(a_line("Onveilig", {"2021": 20, "2023": 21}))
    unknown = a_chart(a_line("Onveilig", in_years(2021, 20, NonValue.MISSING, 21)))

    assert "stippellijn" in build_chart(every_other).table.note
    assert "stippellijn" not in build_chart(unknown).table.note


def test_the_margin_of_an_estimate_stands_in_the_table() -> None:
    table = build_chart(a_chart(a_line("Cijfer", in_years(2021, 20, 21), low=18, high=23))).table

    assert join_words(table.rows[0][1]) == "20 (18 tot 23)"
    assert "95%" in table.note
    assert find_number_columns(table) == (False, True)


def test_long_names_of_lines_stand_at_the_rows_of_the_table() -> None:
    table = build_chart(
        a_chart(a_line(LONG, in_years(2023, 3, 4)), a_line(f"{LONG} 2", in_years(2023, 1, 2)))
    ).table

    assert [join_words(cell) for cell in table.header] == ["Soort", "2023", "2024"]
    assert [join_words(row[0]) for row in table.rows] == [LONG, f"{LONG} 2"]


@pytest.mark.parametrize("value", [0, -12, 5, 10**9, Decimal("0.0007")])
def test_a_bar_has_its_whole_name_and_number(value: Value) -> None:
    spec = a_chart(a_line(LONG, {"2024": value}), a_line("Afgeschermd", {"2024": NonValue.SUPPRESSED}))
    chart = build_chart(spec)
    words = list_picture_words(chart.svg)

    assert LONG in words
    assert "afgeschermd" in words
    assert chart.alt.startswith("Staafgrafiek met 2 staven over 2024")
    assert [join_words(cell) for cell in chart.table.header] == ["Soort", "2024"]


def test_a_bar_of_a_withheld_number_is_as_long_as_any_other_that_is_withheld() -> None:
    def find_strokes(large: int) -> list[float]:
        spec = a_chart(a_line("A", {"2024": NonValue.SUPPRESSED}), a_line("B", {"2024": large}))
        (layer,) = (one for one in build_vega_lite(spec)["layer"] if "y2Offset" in one["mark"])
        high = build_vega_lite(spec)["encoding"]["x"]["scale"]["domain"][1]
        return [round(row["from"] / high, 6) for row in layer["data"]["values"]]

    assert find_strokes(10) == find_strokes(1000)


def test_small_charts_share_their_axes() -> None:
    spec = a_chart(*(a_line(name, in_years(2023, size, size)) for size, name in enumerate("ABCDEF", 1)))
    panels = [panel for row in build_vega_lite(spec)["vconcat"] for panel in row["hconcat"]]

    assert len(panels) == 6
    assert len({str(panel["encoding"]["y"]["scale"]) for panel in panels}) == 1
    assert len({str(panel["encoding"]["x"]["scale"]) for panel in panels}) == 1
    assert build_chart(spec).alt.startswith("6 kleine lijngrafieken met dezelfde as")


def test_words_at_the_axis_need_no_locale_of_the_drawing_library() -> None:
    described = str(build_vega_lite(a_chart(a_line("Misdrijven", in_years(2022, 6168, 6513)))))

    assert '"6.000"' in described and "format(" not in described


def test_two_reasons_in_one_year_are_told_above_each_other() -> None:
    spec = a_chart(
        a_line("A", in_years(2021, 5, NonValue.SUPPRESSED, 6)),
        a_line("B", in_years(2021, 9, NonValue.MISSING, 8)),
    )
    withheld, unknown = (
        next(y for said, _, y in list_texts(spec) if said == word) for word in ("afgeschermd", "onbekend")
    )
    assert withheld - unknown > 70
