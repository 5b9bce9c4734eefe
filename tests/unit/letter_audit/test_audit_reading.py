"""The one reading of a passage: whose words are whose, what role they give, which flows are told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from spoorboek.rules.letter_audit.letter_audit import read_material
from spoorboek.rules.letter_audit.reading.own_words import divide_words
from spoorboek.rules.letter_audit.reading.passages import Observation
from spoorboek.rules.letter_audit.reading.roles import Role


def list_counts(words: str) -> dict[int | Decimal, Observation]:
    """Return the counts of a text of one passage, by their value."""
    (passage,) = read_material(words).passages
    return {one.fact.value: one for one in passage.counts}


def test_each_number_has_the_words_of_its_own_clause() -> None:
    text = "Acht van de 22 waarschuwingen gingen naar winkels en de overige 14 naar cafés."
    places = [(0, 4, None), (12, 14, "waarschuwingen"), (64, 66, None)]
    own = [one.masked for one in divide_words(text, 0, len(text), places)]
    assert own == ["#", "van de # waarschuwingen gingen naar winkels", "en de overige # naar cafés."]


def test_no_numbers_have_no_words() -> None:
    assert divide_words("Er was niets.", 0, 13, []) == []


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("Destijds waren het er 400.", -2),
        ("Een jaar eerder waren het er 400.", -1),
        ("Waar het team in 2023 nog op 400 uitkwam.", -1),
        ("Het jaar daarop waren het er 400.", 1),
        ("Er waren 400 meldingen.", 0),
    ],
)
def test_own_words_say_when_a_number_was(words: str, when: int) -> None:
    (count,) = list_counts(words).values()
    assert count.fact.own.when == when


def test_roles_come_from_own_words() -> None:
    words = "Op 1 januari liepen er 40 zaken, er kwamen er 25 bij en 30 zijn gesloten, zodat er 35 resteren."
    counts = list_counts(words)
    assert Role.EDGE in counts[40].roles
    assert Role.INFLOW in counts[25].roles
    assert Role.OUTFLOW in counts[30].roles
    assert Role.CLOSING in counts[35].roles


def test_a_flow_closes_when_a_number_whose_side_is_not_told_makes_it_close() -> None:
    words = (
        "Begin 2024 telde het korps {} leden. {} nieuwe zijn aangenomen, {} namen afscheid. Nu zijn er {}."
    )
    right = read_material(words.format(214, 19, 28, 205)).told_flows
    wrong = read_material(words.format(214, 19, 28, 207)).told_flows
    assert [one.closes for one in (*right, *wrong)] == [True, False]


def test_a_bare_number_is_what_it_was_just_told_to_be() -> None:
    words = "In 2023 waren 13 groepen in beeld, in 2024 148 jongeren. Het aantal liep op van 13 naar 148."
    units = [one.unit for one in read_material(words).facts]
    assert units == ["groepen", "jongeren", "groepen", "jongeren"]
