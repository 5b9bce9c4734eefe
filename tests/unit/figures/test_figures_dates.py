"""Dutch dates and periods, and the periods themselves."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoorboek.figures.dutch_dates import (
    format_date,
    format_moment,
    format_month,
    format_period,
    parse_date,
    parse_period,
)
from spoorboek.figures.errors import PeriodError
from spoorboek.figures.period import Period

days = st.dates()


@st.composite
def periods(draw: st.DrawFn) -> Period:
    one, other = sorted((draw(days), draw(days)))
    return Period(one, other)


@st.composite
def tidy_periods(draw: st.DrawFn) -> Period:
    """Whole months and whole years, which chance hardly ever draws."""
    first = draw(st.integers(1, 9998))
    year = first + draw(st.integers(0, min(3, 9999 - first)))
    if draw(st.booleans()):
        return Period.parse(f"{first:04}..{year:04}")
    start, end = draw(st.integers(1, 12)), draw(st.integers(1, 12))
    start, end = sorted((start, end)) if first == year else (start, end)
    return Period.parse(f"{first:04}-{start:02}..{year:04}-{end:02}")


any_period = st.one_of(periods(), tidy_periods())


@given(any_period)
def test_every_period_comes_back_from_its_iso_text_and_from_its_dutch_text(period: Period) -> None:
    assert Period.parse(str(period)) == period
    assert parse_period(format_period(period)) == period


@given(days)
def test_every_day_comes_back_from_its_dutch_text(day: date) -> None:
    assert parse_date(format_date(day)) == day


@pytest.mark.parametrize(
    ("iso", "dutch"),
    [
        ("2023", "2023"),
        ("2019..2024", "2019 tot en met 2024"),
        ("2023-04", "april 2023"),
        ("2023-01..2023-04", "januari tot en met april 2023"),
        ("2022-11..2023-02", "november 2022 tot en met februari 2023"),
        ("2025-02-24", "24 februari 2025"),
        ("2023-03-01..2023-03-15", "1 tot en met 15 maart 2023"),
        ("2023-03-28..2023-04-02", "28 maart tot en met 2 april 2023"),
        ("2022-12-30..2023-01-02", "30 december 2022 tot en met 2 januari 2023"),
    ],
)
def test_a_period_in_dutch(iso: str, dutch: str) -> None:
    assert format_period(Period.parse(iso)) == dutch
    assert str(parse_period(dutch)) == iso


@pytest.mark.parametrize(
    ("dutch", "iso"),
    [
        ("2023-2024", "2023..2024"),
        ("2023\u20132026", "2023..2026"),
        ("2023 en 2024", "2023..2024"),
        ("januari t/m april 2023", "2023-01..2023-04"),
        ("Januari  tot en met April 2023", "2023-01..2023-04"),
        ("eerste kwartaal 2023", "2023-01..2023-03"),
        ("4e kwartaal van 2024", "2024-10..2024-12"),
    ],
)
def test_shorter_forms_are_read(dutch: str, iso: str) -> None:
    assert str(parse_period(dutch)) == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "april",
        "2023 en 2025",
        "2024-2023",
        "31 februari 2023",
        "mei tot en met april 2023",
        "0000",
        "lente 2023",
    ],
)
def test_what_is_no_period_in_dutch_is_refused(text: str) -> None:
    with pytest.raises(PeriodError):
        parse_period(text)


@pytest.mark.parametrize(
    "text", ["24 feb 2025", "24-02-2025", "30 februari 2025", "0 mei 2025", "februari 2025"]
)
def test_what_is_no_date_in_dutch_is_refused(text: str) -> None:
    with pytest.raises(PeriodError):
        parse_date(text)


def test_months_and_moments_in_dutch() -> None:
    assert format_month(date(2025, 2, 24)) == "februari 2025"
    assert format_moment(datetime(2025, 2, 24, 9, 5)) == "24 februari 2025 om 09:05 uur"  # noqa: DTZ001


@pytest.mark.parametrize(
    "text", ["", "23", "2023-13", "2023-02-30", "2023-Q5", "2024..2023", "2023..", "2023-1", "٢٠٢٣"]
)
def test_what_is_no_iso_period_is_refused(text: str) -> None:
    with pytest.raises(PeriodError):
        Period.parse(text)


def test_a_quarter_is_three_months() -> None:
    assert str(Period.parse("2023-Q2")) == "2023-04..2023-06"


@pytest.mark.parametrize(
    ("period", "previous", "year_earlier"),
    [
        ("2023", "2022", "2022"),
        ("2023..2024", "2021..2022", "2022..2023"),
        ("2023-01", "2022-12", "2022-01"),
        ("2023-01..2023-04", "2022-09..2022-12", "2022-01..2022-04"),
        ("2024-02", "2024-01", "2023-02"),
        ("2025-02", "2025-01", "2024-02"),
        ("2025-02-28", "2025-02-27", "2024-02-28"),
        ("2024-02-29", "2024-02-28", "2023-02-28"),
        ("2023-03-08..2023-03-14", "2023-03-01..2023-03-07", "2022-03-08..2022-03-14"),
    ],
)
def test_the_period_before_and_the_same_a_year_earlier(period: str, previous: str, year_earlier: str) -> None:
    assert str(Period.parse(period).previous()) == previous
    assert str(Period.parse(period).same_a_year_earlier()) == year_earlier


@given(any_period)
def test_the_period_before_ends_the_day_before(period: Period) -> None:
    try:
        before = period.previous()
    except PeriodError:
        assert period.first.year <= 9999 // 2 + 1
        return
    assert before.last + timedelta(days=1) == period.first
    assert not before.overlaps(period)


@given(tidy_periods())
def test_years_and_months_lie_inside_and_follow_each_other(period: Period) -> None:
    assert period.months()
    for parts in (period.years(), period.months()):
        assert all(period.contains(part) for part in parts)
        assert all(one.last < two.first for one, two in pairwise(parts))


def test_no_period_goes_back_before_the_calendar() -> None:
    first = Period(date.min, date.min)
    for go_back in (first.previous, first.same_a_year_earlier, Period.year(1).previous):
        with pytest.raises(PeriodError, match="year 1"):
            go_back()


def test_the_last_month_of_the_calendar_is_a_month() -> None:
    assert len(Period.year(9999).months()) == 12
