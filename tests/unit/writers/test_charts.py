import re
from decimal import Decimal
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

from spoorboek.documents.charts.axis import find_axis, list_periods, spread
from spoorboek.documents.charts.chart import build_chart
from spoorboek.documents.charts.drawing import build_vega_lite, draw_svg
from spoorboek.documents.charts.picture import clean_svg, draw_png, list_picture_words
from spoorboek.documents.charts.spec import ChartPoint, ChartSeries, ChartSpec, PointStatus
from spoorboek.documents.errors import ChartError
from spoorboek.documents.model import FigureRun
from spoorboek.documents.writers.wording import join_words
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue, Value

SVG = "http://www.w3.org/2000/svg"


def a_point(year: int, value: Value, **more: Any) -> ChartPoint:
    return ChartPoint(Period.year(year), value, f"nuisance-youth@{year}", **more)


def a_series(label: str = "Overlast door jeugd", values: dict[int, Value] | None = None) -> ChartSeries:
    values = {2021: 944, 2022: 848, 2023: 707} if values is None else values
    return ChartSeries(label, tuple(a_point(year, value) for year, value in values.items()))


def a_spec(*series: ChartSeries, **changes: Any) -> ChartSpec:
    return ChartSpec(
        "Overlast door jeugd daalt", "meldingen", series or (a_series(),), "Bron: politie.", **changes
    )


def get_marks(spec: ChartSpec, kind: str) -> list[dict[str, Any]]:
    return [layer for layer in build_vega_lite(spec)["layer"] if layer["mark"]["type"] == kind]


def test_the_same_spec_gives_the_same_picture() -> None:
    assert draw_svg(a_spec()) == draw_svg(a_spec())


def test_a_picture_has_only_shapes_and_text_in_the_house_font() -> None:
    root = fromstring(draw_svg(a_spec()))
    fonts = {element.get("font-family") for element in root.iter(f"{{{SVG}}}text")}

    assert {element.tag.removeprefix(f"{{{SVG}}}") for element in root.iter()} <= {
        "svg",
        "g",
        "path",
        "rect",
        "line",
        "text",
        "tspan",
    }
    assert fonts == {"Noto Sans"}
    assert not [
        name for element in root.iter() for name in element.attrib if name.startswith(("aria", "on", "style"))
    ]


def test_numbers_in_a_picture_are_written_the_dutch_way() -> None:
    printed = list_picture_words(draw_svg(a_spec(a_series(values={2022: 6168, 2023: 6513}))))

    assert "6.168" in printed
    assert "6.000" in printed
    assert "Overlast door jeugd: 6.513" in printed


def test_every_kind_of_vega_lite_is_made_without_the_network() -> None:
    description = build_vega_lite(a_spec())

    assert "url" not in str(description["layer"])


def test_the_axis_of_counts_begins_at_zero() -> None:
    assert find_axis(a_spec(a_series(values={2022: 980, 2023: 1000}))).low == 0


def test_an_axis_that_does_not_begin_at_zero_says_so() -> None:
    spec = a_spec(a_series(values={2021: Decimal("7.1"), 2023: Decimal("7.3")}), from_zero=False)

    assert "Meldingen; de as begint bij 7,10" in list_picture_words(draw_svg(spec))


@pytest.mark.parametrize(
    ("values", "top"),
    [
        ({2022: 688, 2023: 1488}, 1500),
        ({2022: 0}, 1),
        ({2022: 3}, 3),
        ({2022: -4, 2023: 6}, 6),
        ({2022: 10**9}, 10**9),
    ],
)
def test_the_top_of_the_axis_is_round_and_above_every_number(values: dict[int, Value], top: int) -> None:
    assert find_axis(a_spec(a_series(values=values))).high == top


def test_ticks_of_whole_numbers_are_whole() -> None:
    assert find_axis(a_spec(a_series(values={2022: 12}))).ticks == (0, 3, 6, 9, 12)


def test_ticks_of_decimals_are_exact() -> None:
    spec = a_spec(a_series(values={2021: Decimal("7.1"), 2023: Decimal("7.3")}), from_zero=False)

    assert find_axis(spec).ticks == tuple(map(Decimal, ("7.10", "7.15", "7.20", "7.25", "7.30")))


def test_a_year_without_a_figure_keeps_its_place() -> None:
    periods = list_periods(a_spec(a_series(values={2019: 210, 2024: 140})))

    assert [period.first.year for period in periods] == [2019, 2020, 2021, 2022, 2023, 2024]


def test_periods_that_are_no_years_stand_in_order() -> None:
    months = tuple(ChartPoint(Period.parse(text), 1, text) for text in ("2023-01", "2023-03"))

    assert list(map(str, list_periods(a_spec(ChartSeries("x", months))))) == ["2023-01", "2023-03"]


@pytest.mark.parametrize(
    ("points", "segments"),
    [
        ((a_point(2021, 1), a_point(2022, 2), a_point(2023, 3)), [0, 0, 0]),
        ((a_point(2021, 1), a_point(2022, NonValue.MISSING), a_point(2023, 3)), [0, 2]),
        ((a_point(2021, 1), a_point(2023, 3)), [0, 2]),
        ((a_point(2021, 1), a_point(2022, 2, breaks=True), a_point(2023, 3)), [0, 1, 1]),
    ],
)
def test_no_line_leads_over_a_gap(points: tuple[ChartPoint, ...], segments: list[int]) -> None:
    (line,) = get_marks(a_spec(ChartSeries("x", points)), "line")
    found = [row["segment"] for row in line["data"]["values"]]

    assert len(set(found)) == len(set(segments))
    assert [found.index(number) for number in found] == [segments.index(number) for number in segments]


@pytest.mark.parametrize(
    ("value", "word"), [(NonValue.SUPPRESSED, "afgeschermd"), (NonValue.MISSING, "onbekend")]
)
def test_a_gap_says_why_it_is_there(value: NonValue, word: str) -> None:
    spec = a_spec(a_series(values={2021: 5, 2022: value, 2023: 7}))

    assert word in list_picture_words(draw_svg(spec))
    assert f"Voor 2022 is het cijfer {word}." in build_chart(spec).alt
    assert join_words(build_chart(spec).table.rows[1][1]) == word


def test_what_is_withheld_is_hatched_and_what_is_unknown_is_not() -> None:
    assert get_marks(a_spec(a_series(values={2021: 5, 2022: NonValue.SUPPRESSED})), "rule")
    assert not get_marks(a_spec(a_series(values={2021: 5, 2022: NonValue.MISSING})), "rule")


def test_a_method_break_is_named_in_picture_words_and_table() -> None:
    chart = build_chart(a_spec(ChartSeries("x", (a_point(2021, 5), a_point(2022, 9, breaks=True)))))

    assert "vanaf hier anders geteld" in list_picture_words(chart.svg)
    assert "Vanaf 2022 is anders geteld." in chart.alt
    assert "anders geteld" in chart.table.note


def test_an_estimate_gets_a_band() -> None:
    points = (
        a_point(2021, Decimal("7.1"), low=Decimal("7.0"), high=Decimal("7.2")),
        a_point(2022, Decimal("7.3")),
    )

    (band,) = get_marks(a_spec(ChartSeries("x", points)), "area")

    assert [(row["low"], row["high"]) for row in band["data"]["values"]] == [(7.0, 7.2)]


def test_a_provisional_point_is_hollow_and_starred() -> None:
    chart_spec = a_spec(
        ChartSeries("x", (a_point(2023, 5), a_point(2024, 6, status=PointStatus.PROVISIONAL)))
    )

    assert [mark["mark"]["fill"] for mark in get_marks(chart_spec, "point")][1] == "white"
    table = build_chart(chart_spec).table
    assert join_words(table.rows[1][1]) == "6*"
    assert table.note == "* Voorlopig cijfer."


def test_lines_differ_in_dash_and_marker_not_only_in_colour() -> None:
    spec = a_spec(*(a_series(f"Reeks {number}") for number in range(4)))

    assert len({str(mark["mark"]["strokeDash"]) for mark in get_marks(spec, "line")}) == 4
    assert len({mark["mark"]["shape"] for mark in get_marks(spec, "point")}) == 4


def test_labels_never_overlap_and_stay_in_the_chart() -> None:
    places = spread([100.0, 101.0, 102.0, 239.0], [20.0, 36.0, 20.0, 20.0], 0, 240)
    edges = sorted(
        (place - height / 2, place + height / 2)
        for place, height in zip(places, [20, 36, 20, 20], strict=True)
    )

    assert all(first[1] <= second[0] for first, second in pairwise(edges))
    assert edges[0][0] >= 0
    assert edges[-1][1] <= 240


def test_the_alternative_tells_course_and_extremes() -> None:
    alt = build_chart(a_spec(a_series(values={2019: 688, 2020: 1123, 2021: 944, 2024: 643}))).alt

    assert alt == (
        "Lijngrafiek met 1 lijn, in meldingen. Overlast door jeugd: van 688 in 2019 naar 643 in 2024. "
        "Het hoogste cijfer is 1.123 in 2020."
    )


def test_the_alternative_of_one_point_and_of_none() -> None:
    chart = build_chart(a_spec(a_series("A", {2023: 5}), a_series("B", {2023: NonValue.MISSING})))

    assert "A: 5 in 2023." in chart.alt
    assert "B: er is geen cijfer te tonen." in chart.alt


def test_the_table_holds_every_number_with_its_key() -> None:
    table = build_chart(a_spec(a_series(), a_series("Anders", {2022: 5}))).table

    assert [join_words(cell) for cell in table.header] == ["Periode", "Overlast door jeugd", "Anders"]
    assert table.rows[1][1] == (FigureRun("848", "nuisance-youth@2022"),)
    assert [join_words(row[2]) for row in table.rows] == ["–", "5", "–"]


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: a_spec(*(a_series(str(n)) for n in range(13))), "1 to 12 series, got 13"),
        (lambda: a_spec(a_series(), a_series()), "its own label"),
        (lambda: ChartSpec(" ", "x", (a_series(),)), "a title and a unit"),
        (lambda: a_spec(a_series(values={})), "must have points"),
        (lambda: a_spec(a_series(values={2023: 1, 2022: 2})), "in order of time"),
        (lambda: a_spec(ChartSeries("x", (a_point(2023, 1, low=0),))), "bounds come in pairs"),
    ],
)
def test_a_chart_that_cannot_be_read_is_refused(make: Any, sentence: str) -> None:
    with pytest.raises(ChartError, match=sentence):
        make()


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<image href="https://a.example/x.png"/>',
        "<foreignObject><p>x</p></foreignObject>",
        "<style>*{}</style>",
        '<a href="javascript:alert(1)"><text>x</text></a>',
    ],
)
def test_what_could_act_is_taken_out_of_a_picture(hostile: str) -> None:
    cleaned = clean_svg(
        f'<svg xmlns="{SVG}" onload="x()" style="a"><g fill="url(https://a.example)">{hostile}</g></svg>'
    )

    assert cleaned == f'<svg xmlns="{SVG}"><g /></svg>'


@pytest.mark.parametrize("text", ["", "geen svg", "<html/>", '<!DOCTYPE a [<!ENTITY b "c">]><svg>&b;</svg>'])
def test_what_is_no_svg_is_refused(text: str) -> None:
    with pytest.raises(ChartError, match="must be SVG"):
        clean_svg(text)


def test_a_hostile_label_is_printed_as_text() -> None:
    svg = draw_svg(a_spec(a_series("<b>x</b> & {datum.y}")))

    assert "<b>x</b> & {datum.y}:" in " ".join(list_picture_words(svg))
    assert not re.search("<b>", svg)


def test_the_picture_for_word_is_the_same_each_time() -> None:
    svg = draw_svg(a_spec())
    first = draw_png(svg)
    draw_png.cache_clear()

    assert draw_png(svg) == first
    assert first.startswith(b"\x89PNG")
