"""Numbers as Dutch letters print them, both ways."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoorboek.figures.dutch_numbers import (
    NO_BREAK_SPACE,
    Unit,
    format_change,
    format_money,
    format_number,
    format_percentage,
    format_share,
    format_value,
    parse_number,
    parse_printed,
    round_half_up,
)
from spoorboek.figures.errors import NumberError
from spoorboek.figures.values import NonValue, Number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (999, "999"),
        (6513, "6.513"),
        (1234567, "1.234.567"),
        (-6513, "-6.513"),
        (Decimal("7.3"), "7,3"),
        (Decimal("7.30"), "7,30"),
        (Decimal("-0.5"), "-0,5"),
        (Decimal("1234.5"), "1.234,5"),
    ],
)
def test_a_number_is_written_and_read_the_dutch_way(value: Number, text: str) -> None:
    assert format_number(value) == text
    assert parse_number(text) == value


@given(st.integers(-(10**40), 10**40))
def test_every_whole_number_comes_back_as_itself(number: int) -> None:
    read = parse_number(format_number(number))
    assert read == number
    assert isinstance(read, int)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**20), max_value=10**20))
def test_every_decimal_comes_back_with_its_decimals(number: Decimal) -> None:
    read = parse_number(format_number(number))
    assert read == number
    assert str(read) == str(number + 0) or number == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "6,513.0",
        "1.23",
        "12.34",
        "007",
        "1..000",
        "6.5131",
        "7,",
        ",5",
        "1 000",
        "zes",
        "٣",
        "²",
        "--1",
        "1e3",
    ],
)
def test_what_is_no_dutch_number_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(NumberError, match=r"6\.513 or 7,3"):
        parse_number(text)


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [("7.25", 1, "7.3"), ("-7.25", 1, "-7.3"), ("7.249", 1, "7.2"), ("0.5", 0, "1"), ("2.5", 0, "3")],
)
def test_halves_round_away_from_zero(value: str, decimals: int, rounded: str) -> None:
    assert round_half_up(Decimal(value), decimals) == Decimal(rounded)


def test_a_negative_number_of_decimals_is_refused() -> None:
    with pytest.raises(NumberError, match="got -1"):
        round_half_up(1, -1)


def test_nothing_is_ever_printed_as_minus_zero() -> None:
    assert format_number(Decimal("-0.04"), 1) == "0,0"


def test_an_amount_keeps_its_sign_on_the_line_and_shows_cents_only_when_there_are() -> None:
    assert format_money(5000) == f"€{NO_BREAK_SPACE}5.000"
    assert format_money(Decimal("12.5")) == f"€{NO_BREAK_SPACE}12,50"


def test_percentages_shares_and_changes() -> None:
    assert format_percentage(Decimal("18.2")) == "18,2%"
    assert format_share(Decimal("0.182")) == "18%"
    assert format_change(Decimal("18.18")) == "+18,2%"
    assert format_change(Decimal("-6.74")) == "-6,7%"
    assert format_change(Decimal("0.04")) == "0,0%"


@pytest.mark.parametrize("reason", list(NonValue))
def test_a_missing_number_is_a_word_and_never_a_zero(reason: NonValue) -> None:
    assert not any(character.isdigit() for character in format_value(reason))


@pytest.mark.parametrize(
    ("text", "value", "unit", "about"),
    [
        ("24", 24, Unit.NUMBER, False),
        ("vierentwintig", 24, Unit.NUMBER, False),
        ("zo'n 150.000", 150000, Unit.NUMBER, True),
        ("ongeveer zestig", 60, Unit.NUMBER, True),
        ("€ 5.000", 5000, Unit.EURO, False),
        (f"€{NO_BREAK_SPACE}5.000", 5000, Unit.EURO, False),
        ("zo'n € 150.000", 150000, Unit.EURO, True),
        ("5.000 euro", 5000, Unit.EURO, False),
        ("€ 25,-", 25, Unit.EURO, False),
        ("18,2%", Decimal("18.2"), Unit.PERCENT, False),
        ("5 procent", 5, Unit.PERCENT, False),
        ("\u22126,7%", Decimal("-6.7"), Unit.PERCENT, False),
    ],
)
def test_a_printed_number_is_read_with_its_sign_and_its_about(
    text: str, value: Number, unit: Unit, about: bool
) -> None:
    printed = parse_printed(text)
    assert (printed.value, printed.unit, printed.about) == (value, unit, about)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("7,3", "7.25", "7.35"),
        ("7,30", "7.295", "7.305"),
        ("24", "23.5", "24.5"),
        ("vierentwintig", "23.5", "24.5"),
        ("zo'n 150.000", "145000", "155000"),
        ("zo'n 70", "65", "75"),
    ],
)
def test_a_printed_number_stands_for_an_interval(text: str, low: str, high: str) -> None:
    assert parse_printed(text).bounds == (Decimal(low), Decimal(high))
