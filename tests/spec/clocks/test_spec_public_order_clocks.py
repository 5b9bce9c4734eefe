"""How long orders, areas, bans and images of the mayor may last: one row per case, the article above it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests.spec.articles import under

from spoorboek.figures.period import Period
from spoorboek.rules.clocks.errors import ClockError
from spoorboek.rules.clocks.orders import (
    check_area_order,
    check_special_area,
    check_spread_area_order,
    check_urgent_search_area,
    compute_home_ban_end,
    compute_image_destruction,
    compute_urgent_search_area_end,
)
from spoorboek.rules.clocks.terms import NETHERLANDS


def day(text: str) -> date:
    return date.fromisoformat(text)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NETHERLANDS)


def periods(text: str) -> list[Period]:
    return [Period.parse(each) for each in text.split()]


@pytest.mark.parametrize(
    ("check", "first", "last"),
    [
        *under(
            "Gemeentewet, artikel 172a",
            (check_area_order, "2025-01-15", "2025-04-14"),
            (check_area_order, "2024-11-30", "2025-02-27"),
            (check_area_order, "2023-11-30", "2024-02-28"),  # never longer than three months
            (check_area_order, "2025-01-20", "2025-04-19"),  # ends in Easter weekend: not extended
        ),
        *under(
            "Wbmgp, artikel 5 (nummer uit het hoofd)",
            (check_special_area, "2023-07-01", "2027-06-30"),
            (check_special_area, "2024-02-29", "2028-02-28"),
        ),
    ],
)
def test_the_last_day_of_a_measure(check, first: str, last: str) -> None:  # type: ignore[no-untyped-def]
    check([Period(day(first), day(last))])
    with pytest.raises(ClockError, match="geldt hoogstens"):
        check([Period(day(first), day(last) + timedelta(days=1))])


@pytest.mark.parametrize(
    "text",
    under(
        "Gemeentewet, artikel 172a",
        "2025-01-15..2025-04-14",
        "2025-01-15..2025-02-14 2025-02-15..2025-05-14",
        "2025-01-01..2025-03-31 2025-04-01..2025-06-30 2025-07-01..2025-09-30 2025-10-01..2025-12-31",
    ),
)
def test_an_area_order_of_three_months_is_renewed_three_times(text: str) -> None:
    check_area_order(periods(text))


@pytest.mark.parametrize(
    ("text", "words"),
    under(
        "Gemeentewet, artikel 172a",
        ("", "ten minste één"),
        ("2025-01-15..2025-04-15", "14 april 2025"),
        ("2024-02-29..2024-05-29", "28 mei 2024"),
        ("2025-01-15..2025-04-14 2025-04-16..2025-05-01", "sluit aan"),
        ("2025-01-15..2025-04-14 2025-04-14..2025-05-01", "sluit aan"),
        ("2025-01-01 2025-01-02 2025-01-03 2025-01-04 2025-01-05", "3 verlengingen"),
    ),
)
def test_an_area_order_too_long_or_loose_is_refused(text: str, words: str) -> None:
    with pytest.raises(ClockError, match=words):
        check_area_order(periods(text))


def test_no_area_order_beside_that_of_the_prosecutor() -> None:
    # Wetboek van Strafvordering, artikel 509hh
    with pytest.raises(ClockError, match="officier van justitie"):
        check_area_order(periods("2025-01-15..2025-02-14"), prosecutor_order=True)


@pytest.mark.parametrize(
    ("first", "step", "count", "words"),
    under(
        "Gemeentewet, artikel 172a (Stb. 2015, 255)",
        # Gemeentewet, artikel 172a: 90 days in 24 months
        ("2024-01-06", 7, 90, ""),
        ("2024-01-06", 7, 91, "91"),
        ("2024-01-06", 8, 90, ""),
        ("2024-01-06", 9, 90, "5 januari 2026"),
        ("2024-02-29", 730, 2, "27 februari 2026"),
        ("2024-02-29", 729, 2, ""),
        ("2024-01-06", 7, 0, "ten minste één"),
    ),
)
def test_an_order_spread_over_separate_days(first: str, step: int, count: int, words: str) -> None:
    spread = [day(first) + timedelta(days=step * n) for n in range(count)]
    if not words:
        check_spread_area_order([*spread, *spread])
        return
    with pytest.raises(ClockError, match=words):
        check_spread_area_order(spread)


@pytest.mark.parametrize(
    ("start", "end"),
    under(
        "Gemeentewet, artikel 174b, eerste lid",
        # Gemeentewet, artikel 174b: at most twelve hours
        ("2025-06-13T18:00", "2025-06-14T06:00+02:00"),
        ("2025-03-29T22:00", "2025-03-30T11:00+02:00"),  # clock forward
        ("2025-10-25T22:00", "2025-10-26T09:00+01:00"),  # clock back
        ("2024-02-29T13:30", "2024-03-01T01:30+01:00"),
    ),
)
def test_an_urgent_search_area_ends_after_twelve_hours_that_pass(start: str, end: str) -> None:
    limit = compute_urgent_search_area_end(at(start))
    assert limit.end_at.isoformat(timespec="minutes") == end


@pytest.mark.parametrize(
    ("start", "end", "words"),
    under(
        "Gemeentewet, artikel 174b, eerste lid",
        ("2025-06-13T18:00", "2025-06-14T06:00", ""),
        ("2025-06-13T18:00", "2025-06-14T06:01", "hoogstens 12 uur"),
        ("2025-10-25T22:00", "2025-10-26T10:00", "hoogstens 12 uur"),  # thirteen hours pass
        ("2025-03-29T22:00", "2025-03-30T11:00", ""),  # twelve hours pass
        ("2025-06-13T18:00", "2025-06-13T18:00", "niet na het begin"),
        ("2025-06-13T18:00", "2025-06-12T18:00", "niet na het begin"),
    ),
)
def test_the_duration_of_an_urgent_search_area(start: str, end: str, words: str) -> None:
    if not words:
        check_urgent_search_area(at(start), at(end))
        return
    with pytest.raises(ClockError, match=words):
        check_urgent_search_area(at(start), at(end))


@pytest.mark.parametrize(
    ("imposed", "last"),
    under(
        "Wet tijdelijk huisverbod, artikel 2",
        ("2025-05-01", "2025-05-11"),  # ends on a Sunday
        ("2025-05-19", "2025-05-29"),  # Ascension Day: not extended
        ("2024-02-19", "2024-02-29"),
    ),
)
def test_a_home_ban_of_ten_days(imposed: str, last: str) -> None:
    assert compute_home_ban_end(day(imposed)).last_on == day(last)


@pytest.mark.parametrize(
    ("recorded", "last"),
    under(
        "Gemeentewet, artikel 151c",
        ("2025-04-01", "2025-04-29"),
        ("2025-03-21", "2025-04-18"),  # Good Friday: kept no longer
        ("2024-02-01", "2024-02-29"),
    ),
)
def test_images_are_kept_four_weeks(recorded: str, last: str) -> None:
    assert compute_image_destruction(day(recorded)).last_on == day(last)


@pytest.mark.parametrize(
    ("text", "words"),
    under(
        "Wbmgp, artikel 5 (nummer uit het hoofd)",
        ("2023-07-01..2027-06-30", ""),
        ("2023-07-01..2027-06-30 2027-07-01..2031-06-30", ""),
        ("2023-07-01..2027-07-01", "30 juni 2027"),
        ("2023-07-01..2027-06-30 2027-08-01..2028-06-30", "sluit aan"),
        ("2023 2024 2025 2026 2027", ""),
        ("2023 2024 2025 2026 2027 2028", "4 verlengingen"),
        ("", "ten minste één"),
    ),
)
def test_a_special_measures_area_of_four_years_is_renewed_four_times(text: str, words: str) -> None:
    if not words:
        check_special_area(periods(text))
        return
    with pytest.raises(ClockError, match=words):
        check_special_area(periods(text))
