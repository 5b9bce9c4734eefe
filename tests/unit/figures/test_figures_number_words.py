"""Number words, both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoorboek.figures.errors import NumberError
from spoorboek.figures.number_words import (
    LARGEST,
    format_number_words,
    format_ordinal_words,
    parse_number_words,
    parse_ordinal,
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nul"),
        (1, "één"),
        (11, "elf"),
        (14, "veertien"),
        (21, "eenentwintig"),
        (22, "tweeëntwintig"),
        (23, "drieëntwintig"),
        (24, "vierentwintig"),
        (80, "tachtig"),
        (100, "honderd"),
        (101, "honderdeen"),
        (178, "honderdachtenzeventig"),
        (1000, "duizend"),
        (1001, "duizend een"),
        (6513, "zesduizend vijfhonderddertien"),
        (LARGEST, "negenhonderdnegenennegentigduizend negenhonderdnegenennegentig"),
    ],
)
def test_a_number_and_its_word(number: int, words: str) -> None:
    assert format_number_words(number) == words
    assert parse_number_words(words) == number


@given(st.integers(0, LARGEST))
def test_every_number_word_comes_back_as_its_number(number: int) -> None:
    assert parse_number_words(format_number_words(number)) == number
    assert parse_ordinal(format_ordinal_words(number)) == number


def test_the_first_ten_thousand_words_all_differ() -> None:
    assert len({format_number_words(number) for number in range(10_000)}) == 10_000


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("een", 1),
        ("Vierentwintig", 24),
        ("tweeentwintig", 22),
        ("honderdeneen", 101),
        ("honderd één", 101),
        ("vijftienhonderd", 1500),
        ("vijfenzestighonderddertien", 6513),
        ("duizendeneen", 1001),
        ("eenentwintigduizend", 21000),
    ],
)
def test_variants_that_people_write_are_read(words: str, number: int) -> None:
    assert parse_number_words(words) == number


@pytest.mark.parametrize(
    "words", ["", "enkele", "twintighonderd", "duizendduizend", "nulduizend", "tientwintig", "24"]
)
def test_what_is_no_number_word_is_refused(words: str) -> None:
    with pytest.raises(NumberError, match="vierentwintig"):
        parse_number_words(words)


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_a_number_without_a_word_is_refused(number: int) -> None:
    with pytest.raises(NumberError, match=str(number)):
        format_number_words(number)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "eerste"),
        (2, "tweede"),
        (3, "derde"),
        (8, "achtste"),
        (9, "negende"),
        (11, "elfde"),
        (12, "twaalfde"),
        (18, "achttiende"),
        (20, "twintigste"),
        (21, "eenentwintigste"),
        (100, "honderdste"),
        (101, "honderdeerste"),
        (112, "honderdtwaalfde"),
        (1000, "duizendste"),
    ],
)
def test_an_ordinal_and_its_word(number: int, words: str) -> None:
    assert format_ordinal_words(number) == words
    assert parse_ordinal(words) == number


@pytest.mark.parametrize(("text", "number"), [("1e", 1), ("2de", 2), ("24ste", 24)])
def test_ordinals_in_digits_are_read(text: str, number: int) -> None:
    assert parse_ordinal(text) == number


@pytest.mark.parametrize("text", ["achtde", "driede", "eende", "twintigde", "vier", "0e", ""])
def test_a_wrong_ordinal_is_refused(text: str) -> None:
    with pytest.raises(NumberError):
        parse_ordinal(text)
