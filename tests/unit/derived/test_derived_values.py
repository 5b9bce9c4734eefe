"""Derived figures: the value with its parts, over the right period, and never 0 for what is not known."""

from datetime import date
from decimal import Decimal

import pytest

from spoorboek.figures.derived import derive_value
from spoorboek.figures.derived_periods import shift_period
from spoorboek.figures.expression import Shift, parse_expression
from spoorboek.figures.figure import Parts
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue

M, S, U = NonValue.MISSING, NonValue.SUPPRESSED, NonValue.UNDEFINED
YEAR = Period.year(2023)


def derive(text, /, period=YEAR, baseline=None, **values):
    return derive_value(parse_expression(text), period, lambda code, _: values[code], baseline=baseline)


@pytest.mark.parametrize(
    ("text", "values", "value", "parts"),
    [
        ("a / b * 1000", {"a": 6513, "b": 121434}, "53.63", Parts(6513, 121434, 1000)),
        ("1000 * a / b", {"a": 6513, "b": 121434}, "53.63", Parts(6513, 121434, 1000)),
        ("a / b", {"a": 6, "b": 10}, "0.60", Parts(6, 10, 1)),
        ("a + b", {"a": 4, "b": 2}, "6.00", Parts(6, 1, 1)),
        ("a - b", {"a": 4, "b": 6}, "-2.00", Parts(-2, 1, 1)),
        ("(a + b) / 2", {"a": 4, "b": 3}, "3.50", Parts(7, 2, 1)),
        ("1 - a / b", {"a": 6, "b": 10}, "0.40", Parts(4, 10, 1)),
        ("100 - a / b * 100", {"a": 6, "b": 10}, "40.00", Parts(4, 10, 100)),
        ("(a + b) / c * 100", {"a": 4, "b": 2, "c": 10}, "60.00", Parts(6, 10, 100)),
        ("percent-change(a, b)", {"a": 104, "b": 88}, "18.18", Parts(16, 88, 100)),
        ("a / b - a / c", {"a": 1, "b": 2, "c": 4}, "0.25", Parts(2, 8, 1)),
        ("a / (b / c)", {"a": 3, "b": 2, "c": 4}, "6.00", Parts(12, 2, 1)),
        ("a * 0.1 * 3", {"a": 10}, "3.00", Parts(10, 1, Decimal("0.3"))),
    ],
)
def test_a_formula_gives_a_value_and_its_parts(text, values, value, parts):
    found = derive(text, **values)
    assert (f"{found.value:.2f}", found.parts) == (value, parts)


def test_a_sum_of_counts_is_a_whole_number_and_a_share_a_decimal_never_a_float():
    assert type(derive("a + b", a=1, b=2).value) is int
    assert type(derive("a / b", a=1, b=3).value) is Decimal


@pytest.mark.parametrize(
    ("text", "values", "value"),
    [
        ("a / b", {"a": M, "b": 2}, M),
        ("a / b", {"a": S, "b": M}, S),
        ("a + b", {"a": M, "b": U}, M),
        ("a * 0 + b", {"a": M, "b": 5}, M),
        ("a / b", {"a": 0, "b": 0}, U),
        ("a / b", {"a": 3, "b": 0}, U),
        ("a / (b / c)", {"a": 3, "b": 2, "c": 0}, U),
        ("a / b + c", {"a": 3, "b": 0, "c": 7}, U),
        ("a / b + c", {"a": 3, "b": 0, "c": S}, S),
        ("a / (b - b)", {"a": 3, "b": 2}, U),
    ],
)
def test_what_is_not_there_stays_not_there(text, values, value):
    assert derive(text, **values).value is value


def test_each_figure_is_read_once_per_period():
    asked = []

    def read(code, period):
        asked.append(f"{code}@{period}")
        return 10

    text = "percent-change(a, previous(a)) + a / previous(a) * 100"
    derive_value(parse_expression(text), Period.parse("2023-03"), read)
    assert asked == ["a@2023-03", "a@2023-02"]


@pytest.mark.parametrize(
    ("period", "shift", "expected"),
    [
        ("2023", Shift.PREVIOUS, "2022"),
        ("2023-01..2023-04", Shift.PREVIOUS, "2022-09..2022-12"),
        ("2023-01..2023-04", Shift.YEAR_EARLIER, "2022-01..2022-04"),
        ("2024-02", Shift.YEAR_EARLIER, "2023-02"),
        ("2023-01..2023-04", Shift.YEAR_START, "2023-01-01"),
        ("2023", Shift.NEXT_YEAR_START, "2024-01-01"),
        ("2023..2024", Shift.YEAR_START, None),
        ("2024", Shift.BASELINE, "2022"),
        ("2024-02", Shift.BASELINE, "2022-02"),
        ("2021", Shift.BASELINE, None),
        ("2023..2024", Shift.BASELINE, None),
        ("0001", Shift.PREVIOUS, None),
    ],
)
def test_a_function_looks_at_another_period(period, shift, expected):
    found = shift_period(Period.parse(period), shift, baseline=Period.year(2022))
    assert (found and str(found)) == expected


def test_a_baseline_of_two_years_goes_with_two_years():
    two = Period.parse("2021..2022")
    assert shift_period(Period.parse("2023..2024"), Shift.BASELINE, baseline=two) == two
    assert shift_period(YEAR, Shift.BASELINE, baseline=two) is None
    assert shift_period(YEAR, Shift.BASELINE) is None


def test_a_population_over_two_years_cannot_be_worked_out():
    found = derive("a / on-1-january(b)", period=Period.parse("2023..2024"), a=1, b=2)
    assert found.value is U and found.read == (("a", Period.parse("2023..2024")),)


def test_the_last_year_of_the_calendar_has_no_next():
    last = Period(date(9999, 1, 1), date(9999, 12, 31))
    assert shift_period(last, Shift.NEXT_YEAR_START) is None
