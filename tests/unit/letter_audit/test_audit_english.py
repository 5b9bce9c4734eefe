"""Letters in English: what is found in them, and which language they are in."""

from __future__ import annotations

import pytest

from spoorboek.rules.errors import LanguageError
from spoorboek.rules.letter_audit.language import detect_language
from spoorboek.rules.letter_audit.letter_audit import audit_letter


def kinds_in(text: str) -> set[str]:
    return {one.kind.value for one in audit_letter(text).findings}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The number of burglaries fell from 120 in 2022 to 190 in 2023.", "contradicted_direction"),
        ("There were fewer fires in 2023 (240) than in 2022 (140).", "contradicted_direction"),
        ("The number of robberies rose from 21 in 2022 to 26 in 2023.", "within_chance"),
        ("The number of assaults fell significantly, from 64 in 2022 to 55 in 2023.", "trend_on_noise"),
        ("The nuisance in the centre has decreased sharply.", "change_without_numbers"),
        ("The number of reports rose from 200 to 250, an increase of 40%.", "percentage_differs"),
        ("The police recorded 312 reports, of which 180 by day and 142 by night.", "does_not_add_up"),
        ("Thanks to the cameras the number of thefts fell.", "causal_claim"),
        ("We will reduce the nuisance in the park.", "promise_without_figure"),
        ("The average mark that residents gave for safety rose from 7.1 to 7.3.", "not_testable"),
        ("In the period 2026-2023 the plan was carried out by the council.", "implausible_period"),
        ("Five young people received support and the council was told of this.", "small_number"),
    ],
)
def test_what_does_not_hold_in_an_english_letter_is_found(text: str, kind: str) -> None:
    assert kind in kinds_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "The number of reports to the police rose from 1,204 in 2022 to 1,530 in 2023.",
        "The number of reports rose from 200 to 250, an increase of 25 per cent.",
        "The police recorded 312 reports, of which 180 by day and 132 by night.",
        "We will carry out ten inspections per year in the harbour.",
        "The council adopted the plan on 20 December 2022 and will report to you in the spring.",
    ],
)
def test_what_holds_in_an_english_letter_is_let_be(text: str) -> None:
    assert kinds_in(text) == set()


def test_english_numbers_and_days_are_read_as_english_writes_them() -> None:
    text = (
        "On 20 December 2022 there were one hundred and four tips and 1,204 reports; of these one in five "
        "was of the first four months of 2022, and the damage was €1.5 million."
    )
    numbers = audit_letter(text).numbers
    assert [(one.kind.value, str(one.value if one.value is not None else one.period)) for one in numbers] == [
        ("date", "2022-12-20"),
        ("number", "104"),
        ("number", "1204"),
        ("share", "0.2000"),
        ("period", "2022-01..2022-04"),
        ("amount", "1500000"),
    ]


def test_the_text_tells_its_language_unless_somebody_does() -> None:
    assert detect_language("The number of reports rose.") == "en"
    assert detect_language("") == detect_language("Het aantal meldingen steeg.") == "nl"
    assert audit_letter("Het aantal branden daalde van 140 naar 240.", language="en").findings == ()
    with pytest.raises(LanguageError, match="en, nl"):
        audit_letter("Bonjour.", language="fr")
