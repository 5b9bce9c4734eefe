"""When is it the same place? The same key counts; what resembles it is only proposed."""

from __future__ import annotations

import pytest
from tests.spec.articles import under

from spoorboek.rules.ladders.premises import find_premises_key, is_near_premises

BAG = "0505200000012345"


@pytest.mark.parametrize(
    ("one", "other"),
    under(
        "Opiumwet, artikel 13b: dezelfde woning of hetzelfde lokaal",
        ("Pand 1", "pand 1"),
        ("Pand 1", " PAND   1 "),
        ("Pand 01", "Pand 1"),
        ("Pand-1", "Pand 1"),
        ("Verzonnenstraat 12a", "Verzonnenstraat 12 A"),
        ("Verzonnenstraat 12a", "verzonnenstraat 12-a"),
        ("Verzonnenstraat 12", "Verzonnenstraat nr. 12"),
        ("Verzonnenstraat 12", "Verzonnenstraat, huisnummer 12"),
        ("Coöperatieplein 3", "Cooperatieplein 3"),
        ("3399 zz 12", "3399ZZ 12"),
        (f"pand {BAG}", f"BAG {BAG}, achterzijde"),
    ),
)
def test_ways_of_writing_one_place_have_one_key(one: str, other: str) -> None:
    assert find_premises_key(one) == find_premises_key(other)
    assert not is_near_premises(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    under(
        "Opiumwet, artikel 13b; Awb, artikel 3:2",
        ("Verzonnenstr. 12", "Verzonnenstraat 12"),
        ("Verzonnenstraat 12", "Verzonenstraat 12"),
        ("Verzonnenstraat 12", "Verzonnenstraat 12a"),
        ("Verzonnenstraat 12a", "Verzonnenstraat 12b"),
        ("garagebox 7", "garage box 7"),
    ),
)
def test_places_that_resemble_each_other_are_proposed_and_do_not_count(one: str, other: str) -> None:
    assert find_premises_key(one) != find_premises_key(other)
    assert is_near_premises(one, other)
    assert is_near_premises(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    under(
        "Opiumwet, artikel 13b; Awb, artikel 3:2",
        ("Pand 1", "Pand 2"),
        ("Pand 1", "Pand 11"),
        ("Verzonnenstraat 12", "Anderweg 12"),
        ("loods", "loodsje"),
        ("", "Pand 1"),
        ("--", "..."),
        (BAG, "0505200000012346"),
    ),
)
def test_other_places_are_not_even_proposed(one: str, other: str) -> None:
    assert not is_near_premises(one, other)
