"""Days and terms: which days count, and where a term ends. One row per case, with its article."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests.spec.articles import under

from spoorboek.rules.clocks.errors import ClockError
from spoorboek.rules.clocks.holidays import (
    compute_easter,
    find_holiday,
    get_working_day,
    is_decree_known,
    is_working_day,
    list_holidays,
)
from spoorboek.rules.clocks.terms import (
    NETHERLANDS,
    Term,
    TermUnit,
    add_period,
    add_term,
    compute_hours_end,
    compute_term_end,
    is_extendable,
    parse_term,
)


def day(text: str) -> date:
    return date.fromisoformat(text)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NETHERLANDS)


@pytest.mark.parametrize(
    ("year", "easter"),
    under(
        "Algemene termijnenwet, artikel 3, eerste lid: tweede paasdag",
        (1818, "1818-03-22"),  # the earliest possible day
        (1943, "1943-04-25"),  # the latest possible day
        (1954, "1954-04-18"),  # the exception of the 26th
        (1981, "1981-04-19"),  # the exception of the 25th
        (2000, "2000-04-23"),  # a century that is a leap year
        (2008, "2008-03-23"),
        (2016, "2016-03-27"),  # the night in which the clock goes forward
        (2024, "2024-03-31"),
        (2025, "2025-04-20"),
        (2038, "2038-04-25"),
        (2049, "2049-04-18"),
        (2076, "2076-04-19"),
        (2100, "2100-03-28"),  # a century that is no leap year
        (2285, "2285-03-22"),
    ),
)
def test_easter_is_computed(year: int, easter: str) -> None:
    assert compute_easter(year) == day(easter)


@pytest.mark.parametrize(
    ("on", "name"),
    [
        *under(
            "Algemene termijnenwet, artikel 3, eerste lid",
            ("2025-01-01", "Nieuwjaarsdag"),
            ("2025-04-21", "tweede paasdag"),
            ("2025-05-29", "Hemelvaartsdag"),
            ("2025-06-09", "tweede pinksterdag"),
            ("2025-12-25", "eerste kerstdag"),
            ("2025-12-26", "tweede kerstdag"),
            ("2024-05-05", "Bevrijdingsdag"),  # on a Sunday it stays there
            ("2023-05-05", "Bevrijdingsdag"),  # also in years without a day off
            ("2025-05-05", "Bevrijdingsdag"),
            ("2016-05-05", "Bevrijdingsdag en Hemelvaartsdag"),
            ("2013-04-30", "Koninginnedag"),  # the last one
            ("2006-04-29", "Koninginnedag"),  # 30 April 2006 was a Sunday
            ("2014-04-26", "Koningsdag"),  # 27 April 2014 was a Sunday
            ("2015-04-27", "Koningsdag"),
            ("2025-04-26", "Koningsdag"),
        ),
        *under(
            "Algemene termijnenwet, artikel 3, tweede lid",
            ("2025-04-18", "Goede Vrijdag"),
        ),
        *under(
            "Algemene termijnenwet, artikel 3, derde lid",
            # artikel 3, derde lid: made equal by decree
            ("2018-12-24", "gelijkgesteld met een feestdag"),
            ("2024-12-27", "gelijkgesteld met een feestdag"),
            ("2026-05-15", "gelijkgesteld met een feestdag"),
        ),
    ],
)
def test_a_holiday_has_its_name(on: str, name: str) -> None:
    holiday = find_holiday(day(on))
    assert holiday is not None
    assert holiday.name == name
    assert not is_working_day(day(on))


@pytest.mark.parametrize(
    "on",
    under(
        "Algemene termijnenwet, artikel 3",
        "2014-04-30",  # no longer Koninginnedag
        "2013-04-29",  # not yet Koningsdag, and the 30th was a Tuesday
        "2014-04-28",  # a moved Koningsdag moves back, not on
        "2025-12-24",
        "2025-12-31",
        "2025-05-28",
        "2027-04-26",  # the Monday before Koningsdag is in no decree
        "2026-05-04",
    ),
)
def test_a_day_that_looks_like_a_holiday_and_is_none(on: str) -> None:
    assert find_holiday(day(on)) is None
    assert is_working_day(day(on))


def test_what_was_not_read_in_its_source_says_so() -> None:
    assert all(holiday.checked for holiday in list_holidays(2019))
    unchecked = [holiday for holiday in list_holidays(2026) if not holiday.checked]
    assert [holiday.on for holiday in unchecked] == [day("2026-01-02"), day("2026-05-15")]
    assert all(holiday.equated for holiday in unchecked)


@pytest.mark.parametrize(
    ("on", "known"),
    under(
        "Algemene termijnenwet, artikel 3, derde lid",
        ("2016-12-31", False),
        ("2017-01-01", True),
        ("2028-12-31", True),
        ("2029-01-01", False),
    ),
)
def test_it_is_known_for_which_years_there_is_a_decree(on: str, known: bool) -> None:
    assert is_decree_known(day(on)) is known


@pytest.mark.parametrize(
    ("on", "working"),
    under(
        "Algemene termijnenwet, artikel 1, eerste lid",
        ("2025-04-18", "2025-04-22"),  # Good Friday, weekend, Easter Monday
        ("2026-05-14", "2026-05-18"),  # Ascension Day, equated Friday, weekend
        ("2018-12-22", "2018-12-27"),  # weekend, equated Monday, Christmas
        ("2024-12-25", "2024-12-30"),  # Christmas, equated Friday, weekend
        ("2022-12-31", "2023-01-02"),  # New Year's Day on a Sunday is not moved
        ("2025-07-01", "2025-07-01"),
    ),
)
def test_the_next_working_day(on: str, working: str) -> None:
    assert get_working_day(day(on)) == day(working)


@pytest.mark.parametrize(
    ("on", "term", "last"),
    under(
        "Awb, artikel 6:8, eerste lid",
        ("2025-01-01", "1 dag", "2025-01-02"),
        ("2024-02-28", "1 dag", "2024-02-29"),
        ("2023-02-28", "1 dag", "2023-03-01"),
        ("2024-12-31", "60 dagen", "2025-03-01"),
        ("2023-12-31", "60 dagen", "2024-02-29"),
        ("2024-01-18", "6 weken", "2024-02-29"),
        ("2025-03-31", "1 maand", "2025-04-30"),  # end of month
        ("2024-01-31", "1 maand", "2024-02-29"),
        ("2023-01-31", "1 maand", "2023-02-28"),
        ("2023-02-28", "1 maand", "2023-03-28"),  # the number decides, not the last day
        ("2024-11-30", "3 maanden", "2025-02-28"),
        ("2023-11-30", "3 maanden", "2024-02-29"),
        ("2025-12-15", "3 maanden", "2026-03-15"),
        ("2024-02-29", "1 jaar", "2025-02-28"),
        ("2024-02-29", "4 jaar", "2028-02-29"),
        ("2023-02-28", "1 jaar", "2024-02-28"),
        ("2096-02-29", "4 jaar", "2100-02-28"),
    ),
)
def test_a_term_counted_from_the_day_after(on: str, term: str, last: str) -> None:
    assert add_term(day(on), parse_term(term)) == day(last)


@pytest.mark.parametrize(
    ("first", "term", "last"),
    under(
        "Gemeentewet, artikel 172a; Opiumwet, artikel 13b",
        ("2025-01-15", "3 maanden", "2025-04-14"),
        ("2024-11-30", "3 maanden", "2025-02-27"),
        ("2025-01-01", "1 jaar", "2025-12-31"),
        ("2024-02-29", "4 jaar", "2028-02-28"),
        ("2025-03-01", "10 dagen", "2025-03-10"),
    ),
)
def test_a_measure_whose_first_day_counts(first: str, term: str, last: str) -> None:
    assert add_period(day(first), parse_term(term)) == day(last)


@pytest.mark.parametrize(
    ("term", "extendable"),
    under(
        "Algemene termijnenwet, artikel 4, onder a",
        ("12 uur", False),
        ("90 dagen", True),
        ("91 dagen", False),
        ("12 weken", True),
        ("13 weken", False),
        ("3 maanden", True),
        ("4 maanden", False),
        ("1 jaar", False),
    ),
)
def test_to_which_terms_the_termijnenwet_applies(term: str, extendable: bool) -> None:
    assert is_extendable(parse_term(term)) is extendable


@pytest.mark.parametrize(
    ("start", "term", "last", "article"),
    [
        *under(
            "Algemene termijnenwet, artikel 1, eerste lid",
            # artikel 1: the last day is no working day
            ("2025-03-01", "1 week", "2025-03-10", "artikel 1"),  # Saturday
            ("2025-03-02", "1 week", "2025-03-10", "artikel 1"),  # Sunday
            ("2025-03-03", "1 week", "2025-03-10", ""),
            ("2025-03-07", "6 weken", "2025-04-22", "artikel 1"),  # Good Friday, weekend, Easter Monday
            ("2026-04-02", "6 weken", "2026-05-18", "artikel 1"),  # Ascension, equated Friday, weekend
            ("2018-11-10", "6 weken", "2018-12-27", "artikel 1"),  # weekend, equated Monday, Christmas
            ("2014-03-15", "6 weken", "2014-04-28", "artikel 1"),  # Saturday 26 April 2014, Koningsdag
            ("2025-02-05", "3 maanden", "2025-05-06", "artikel 1"),  # 5 May
            ("2024-09-26", "3 maanden", "2024-12-30", "artikel 1"),  # 26 December, equated Friday, weekend
            ("2023-11-29", "3 maanden", "2024-02-29", ""),
            ("2024-10-03", "90 dagen", "2025-01-02", "artikel 1"),  # New Year's Day
        ),
        *under(
            "Algemene termijnenwet, artikel 2",
            # artikel 2: at least two working days in a term of three days or more
            ("2025-03-06", "3 dagen", "2025-03-10", "artikel 1"),  # Thursday: Friday and Monday
        ),
        *under(
            "Algemene termijnenwet, artikel 2",
            ("2025-03-07", "3 dagen", "2025-03-11", "artikel 2"),  # Friday: Monday and Tuesday
            ("2025-04-17", "3 dagen", "2025-04-23", "artikel 2"),  # over Easter
            ("2018-12-21", "6 dagen", "2018-12-28", "artikel 2"),  # one working day in six
            ("2025-03-07", "2 dagen", "2025-03-10", "artikel 1"),  # two days: artikel 2 is not for it
        ),
        *under(
            "Algemene termijnenwet, artikel 4",
            # artikel 4: nothing happens
            ("2024-03-02", "1 jaar", "2025-03-02", "artikel 4"),  # a Sunday
            ("2025-01-04", "13 weken", "2025-04-05", "artikel 4"),  # a Saturday
        ),
    ],
)
def test_where_a_statutory_term_ends(start: str, term: str, last: str, article: str) -> None:
    end = compute_term_end(day(start), parse_term(term))
    assert end.last_on == day(last)
    assert (f"{article})" in " ".join(end.why)) if article else not end.why or "besluit" in end.why[0]


def test_an_equated_day_on_the_way_that_was_not_read_is_named() -> None:
    end = compute_term_end(day("2026-04-02"), Term(6, TermUnit.WEEKS))
    assert not end.checked
    assert any("15 mei 2026" in sentence for sentence in end.why)


def test_a_term_that_ends_where_no_decree_is_known_says_so() -> None:
    end = compute_term_end(day("2029-04-02"), Term(6, TermUnit.WEEKS))
    assert any("geen besluit over gelijkgestelde dagen" in sentence for sentence in end.why)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    under(
        "Algemene termijnenwet, artikel 4, onder a; Gemeentewet, artikel 174b",
        ("2025-07-01T08:00", 12, "2025-07-01T20:00+02:00"),
        ("2025-10-25T20:00", 12, "2025-10-26T07:00+01:00"),  # the clock goes back
        ("2025-03-29T20:00", 12, "2025-03-30T09:00+02:00"),  # the clock goes forward
        ("2025-12-31T18:00", 12, "2026-01-01T06:00+01:00"),
        ("2024-02-28T18:00", 12, "2024-02-29T06:00+01:00"),
    ),
)
def test_hours_are_hours_that_pass(start: str, hours: int, end: str) -> None:
    assert compute_hours_end(at(start), Term(hours, TermUnit.HOURS)).isoformat(timespec="minutes") == end


@pytest.mark.parametrize(
    "text",
    under(
        "Algemene termijnenwet, artikel 4: uren, dagen, weken, maanden, jaren",
        "",
        "drie weken",
        "0 dagen",
        "-1 dag",
        "3",
        "3 eeuwen",
        "3,5 maanden",
        "weken 3",
    ),
)
def test_a_text_that_is_no_term_is_refused_with_that_text(text: str) -> None:
    with pytest.raises(ClockError, match="is geen termijn"):
        parse_term(text)


def test_what_cannot_be_computed_is_refused_with_a_sentence() -> None:
    with pytest.raises(ClockError, match="ten minste 1 dag"):
        Term(0, TermUnit.DAYS)
    with pytest.raises(ClockError, match="tijdstip"):
        add_term(day("2025-01-01"), Term(12, TermUnit.HOURS))
    with pytest.raises(ClockError, match="telt geen uren"):
        compute_hours_end(at("2025-01-01T10:00"), Term(12, TermUnit.DAYS))
    with pytest.raises(ClockError, match="tijdzone"):
        compute_hours_end(datetime(2025, 1, 1, 10), Term(12, TermUnit.HOURS))  # noqa: DTZ001
    with pytest.raises(ClockError, match="buiten de kalender"):
        add_term(day("8999-01-01"), Term(99, TermUnit.YEARS))
    with pytest.raises(ClockError, match="buiten de kalender"):
        add_term(day("8999-01-01"), Term(9999, TermUnit.WEEKS))
    with pytest.raises(ClockError, match="1989"):
        list_holidays(1989)
    with pytest.raises(ClockError, match="1582"):
        compute_easter(1582)
