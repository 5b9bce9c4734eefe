"""The same count told twice: which words were told before, and which number is meant."""

from __future__ import annotations

from decimal import Decimal

import pytest

from spoorboek.rules.letter_audit.letter_audit import read_material
from spoorboek.rules.letter_audit.reading.known_counts import find_known_noun, list_restrictions
from spoorboek.rules.letter_audit.reading.same_words import bones, is_covered
from spoorboek.rules.letter_audit.reading.told_values import follows_from, has_turned_digits
from spoorboek.rules.letter_audit.stems import list_stems, stem


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("controles", "controle"),
        ("inbraken", "woninginbraken"),
        ("sluitingen", "gesloten"),
        ("boxsluitingen", "garageboxen gesloten"),
        ("ingebroken", "woninginbraak"),
        ("uitdeelde", "deelde uit"),
        ("klachten", "meldingen"),
    ],
)
def test_a_word_was_told_also_in_another_form_or_in_its_parts(word: str, told: str) -> None:
    assert is_covered(stem(word), list_stems(told))


@pytest.mark.parametrize(
    ("word", "told"),
    [("bedrijfsinbraken", "woninginbraken"), ("boetes", "controles"), ("avonden", "bewoners")],
)
def test_another_word_was_not_told(word: str, told: str) -> None:
    assert not is_covered(stem(word), list_stems(told))


def test_the_forms_of_a_verb_have_one_root() -> None:
    assert bones(stem("gesloten")) == bones(stem("sluiting")) == bones(stem("sloot"))


@pytest.mark.parametrize(
    ("words", "noun"),
    [
        ("Van de 38 uitrukken waren er zes loos.", "uitrukken"),
        ("Zij kwamen rond met een budget van 40.000 euro.", "budget"),
        ("Er waren 38 uitrukken.", None),
        ("De stijging van 40.000 euro is fors.", None),
    ],
)
def test_a_number_can_be_told_as_known(words: str, noun: str | None) -> None:
    fact = next(one for one in read_material(words).facts if one.value in (38, 40000))
    assert find_known_noun(fact) == noun


def test_what_narrows_a_known_number_stands_around_its_noun() -> None:
    words = "Gisteren kregen de 44 trage bezwaren die we over parkeren ontvingen een antwoord."
    fact = next(one for one in read_material(words).facts if one.value == 44)
    assert {stem("trage"), stem("parkeren")} <= list_restrictions(fact)
    assert stem("antwoord") not in list_restrictions(fact)


def test_a_number_follows_from_others_but_a_whole_and_its_part_are_not_added() -> None:
    whole, part, rest = Decimal(20), Decimal(14), Decimal(6)
    assert follows_from(rest, [whole, part])
    assert follows_from(Decimal(34), [whole, part])
    assert not follows_from(Decimal(26), [whole, part, rest])


def test_turned_digits_are_two_that_changed_places() -> None:
    assert has_turned_digits(412, 421)
    assert has_turned_digits(Decimal(845000), Decimal(854000))
    assert not has_turned_digits(412, 413)
    assert not has_turned_digits(412, 124)
    assert not has_turned_digits(400, 40)
