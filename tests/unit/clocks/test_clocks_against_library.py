"""Our holidays beside those of a library; and what holds for every term."""

from __future__ import annotations

import csv
import doctest
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoorboek.rules.clocks import (
    collection_lapse,
    holidays,
    objections,
    orders,
    penalties,
    remedies,
    suspensions,
    terms,
)
from spoorboek.rules.clocks.deadline import Clock, get_setting
from spoorboek.rules.clocks.errors import ClockError
from spoorboek.rules.clocks.holidays import compute_easter, is_working_day, list_holidays, read_calendar
from spoorboek.rules.clocks.objections import compute_objection_decision, compute_objection_end
from spoorboek.rules.clocks.terms import Term, TermUnit, add_period, add_term, compute_term_end, is_extendable
from spoorboek.rules.parameters.dated import ParameterError, get_parameters

REFERENCE = Path(__file__).with_name("holidays_nl.csv")

DAYS = st.dates(date(1995, 1, 1), date(2060, 12, 31))
TERMS = st.builds(
    Term, st.integers(1, 400), st.sampled_from([unit for unit in TermUnit if unit is not TermUnit.HOURS])
)
EXTENDABLE = TERMS.filter(is_extendable)


def read_reference() -> set[date]:
    lines = [line for line in REFERENCE.read_text().splitlines() if not line.startswith("#")]
    return {date.fromisoformat(row["on"]) for row in csv.DictReader(lines)}


def test_fifty_years_of_holidays_are_those_of_the_library() -> None:
    ours = {h.on for year in range(1990, 2041) for h in list_holidays(year) if not h.equated}
    theirs = read_reference()
    assert len(theirs) > 450
    assert ours == theirs


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int) -> None:
    easter = compute_easter(year)
    assert easter.weekday() == 6
    assert date(year, 3, 22) <= easter <= date(year, 4, 25)


@given(DAYS, EXTENDABLE)
def test_a_term_under_the_termijnenwet_ends_on_a_working_day(start: date, term: Term) -> None:
    assert is_working_day(compute_term_end(start, term).last_on)


@given(DAYS, TERMS, st.integers(0, 800))
def test_a_later_start_never_gives_an_earlier_end(start: date, term: Term, later: int) -> None:
    after = start + timedelta(days=later)
    assert compute_term_end(start, term).last_on <= compute_term_end(after, term).last_on


@given(DAYS, EXTENDABLE)
def test_a_term_is_extended_to_the_first_day_that_can_be_its_last(start: date, term: Term) -> None:
    end = compute_term_end(start, term)
    slow = end.nominal_on
    needed = 0 if term.unit is TermUnit.DAYS and term.count < 3 else 2
    while not is_working_day(slow) or count_working_days(start, slow) < needed:
        slow += timedelta(days=1)
    assert end.last_on == slow


def count_working_days(start: date, last: date) -> int:
    return sum(is_working_day(start + timedelta(days=n)) for n in range(1, (last - start).days + 1))


@given(DAYS, TERMS)
def test_a_measure_never_lasts_longer_than_the_same_number_a_term_later(first: date, term: Term) -> None:
    assert add_period(first, term) == add_term(first, term) - timedelta(days=1)
    assert add_period(first, term) >= first


@given(st.dates(date(2009, 10, 1), date(2060, 12, 31)), st.booleans(), st.booleans(), st.integers(0, 60))
def test_a_decision_on_objection_ends_on_a_working_day_and_no_earlier_when_adjourned(
    published: date, committee: bool, adjourned: bool, suspended: int
) -> None:
    end = compute_objection_end(published).last_on
    plain = compute_objection_decision(end, with_committee=committee)
    found = compute_objection_decision(
        end, with_committee=committee, adjourned=adjourned, suspended_day_count=suspended
    )
    assert is_working_day(found.last_on)
    assert found.last_on >= plain.last_on > end


def test_every_clock_has_a_parameter_and_every_parameter_a_clock() -> None:
    assert {clock.value for clock in Clock} == set(get_parameters("clocks"))


@pytest.mark.parametrize("clock", Clock)
def test_every_clock_can_be_read_today_and_not_in_the_year_1900(clock: Clock) -> None:
    setting = get_setting(clock, date(2025, 1, 1))
    assert setting.reference
    assert setting.count >= 1
    with pytest.raises(ClockError, match="gold deze regel nog niet"):
        get_setting(clock, date(1900, 1, 1))


@pytest.mark.parametrize(
    "module",
    [
        collection_lapse,
        holidays,
        objections,
        orders,
        penalties,
        remedies,
        suspensions,
        terms,
    ],
)
def test_the_examples_in_the_docstrings_give_what_they_say(module) -> None:  # type: ignore[no-untyped-def]
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("first_year: 1990", "rules"),
        ("first_year: 1990\nrules: [{naam: x}]\ndecrees: []", "naam"),
        (
            "first_year: 1990\nrules: []\ndecrees: [{reference: x, checked: true, first: 2020-01-01, "
            "last: 2020-12-31, days: [2021-01-01]}]",
            "must lie in its years",
        ),
    ],
)
def test_holidays_that_are_written_wrongly_are_refused(text: str, words: str) -> None:
    with pytest.raises(ParameterError, match=words):
        read_calendar(text)
