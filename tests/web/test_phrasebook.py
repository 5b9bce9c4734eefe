"""A Dutch sentence from below is said in English by its template, and what somebody typed is left alone."""

from __future__ import annotations

import re

import pytest
from django.utils.translation import override

from spoorboek.rules.claims.judge import judge_claims
from spoorboek.web.phrasebook import Phrasebook, read_phrases, say, say_word

CLAIM = {
    "id": "a",
    "claim": "rises",
    "from": "2022",
    "to": "2024",
    "points": [
        {"period": "2022", "value": 659},
        {"period": "2023", "value": 693},
        {"period": "2024", "value": 760},
    ],
}


def test_the_reason_of_a_verdict_is_english_on_an_english_page_and_its_numbers_stay() -> None:
    why = str(judge_claims([CLAIM])[0]["why"])

    with override("en"):
        said = say(why)

    assert said.startswith("This is correct: from 659 in 2022 to 760 in 2024 (+15,3%).")
    assert "The difference is greater than chance." in said
    with override("nl"):
        assert say(why) == why


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("U mag dit niet: een brief goedkeuren.", "You may not do this: approve a letter."),
        (
            "Dit is niet aangetoond: van 88 in januari tot en met april 2023 naar 90 in 2024. "
            "Zo'n verschil kan ook toeval zijn.",
            "This has not been shown: from 88 in January to April 2023 to 90 in 2024. "
            "Such a difference may also be chance.",
        ),
        ("Het plan 'Het cijfer' bestaat niet", "The plan 'Het cijfer' does not exist"),
        ("Erasmuslaan en omgeving", "Erasmuslaan en omgeving"),
        ("Het register in gebruik bij elke opkoper", "Het register in gebruik bij elke opkoper"),
        ("De raad krijgt in 2025 een brief over overlast", "De raad krijgt in 2025 een brief over overlast"),
        ("niet gehaald", "not met"),
        ("Niet gehaald", "Not met"),
        ("", ""),
    ],
)
def test_fields_are_said_too_and_what_somebody_typed_is_not(dutch: str, english: str) -> None:
    with override("en"):
        assert say(dutch) == english


def test_a_word_is_never_taken_apart() -> None:
    with override("en"):
        assert say_word("gesloten") == "closed"
        assert say_word("U mag dit niet: een brief goedkeuren.") == "U mag dit niet: een brief goedkeuren."


def test_every_template_has_the_same_fields_in_both_languages() -> None:
    field = re.compile(r"(?:\{(?:\d*|\*)\})+")
    wrong = [
        dutch
        for dutch, english in read_phrases("en").items()
        if not english or len(field.findall(dutch)) != len(field.findall(english))
    ]
    assert wrong == []


def test_a_field_that_the_dutch_has_not_is_refused() -> None:
    with pytest.raises(ValueError, match="has a field"):
        Phrasebook({"Casus {} bestaat niet": "Case {2} does not exist"})


def test_fields_may_stand_in_another_order() -> None:
    book = Phrasebook({"Van {} naar {} gegaan.": "Went to {2} from {1}."})
    assert book.say("Van Oost naar West gegaan.") == "Went to West from Oost."
