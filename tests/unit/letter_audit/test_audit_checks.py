"""Each check of a letter: sentences in which something is wrong, and twins in which nothing is."""

from __future__ import annotations

import pytest

from spoorboek.documents.readers.audit_text import read_audit_text
from spoorboek.rules.letter_audit.letter_audit import LetterAudit, audit_letter

TABLE = """| Soort overlast | 2022 | 2023 | 2024 |
|---|---|---|---|
| Overlast door scooters | 848 | 707 | 643 |
| Overlast rond cafés | 659 | 693 | 760 |
| Overlast van hangplekken | 1353 | 1374 | 1488 |
"""


def audit(text: str, earlier: str | None = None) -> LetterAudit:
    before = None if earlier is None else read_audit_text(earlier.encode(), "eerder.md")
    return audit_letter(read_audit_text(text.encode(), "brief.md"), earlier=before)


def kinds_of(text: str, earlier: str | None = None) -> set[str]:
    return {finding.kind.value for finding in audit(text, earlier).findings}


WRONG = [
    ("does_not_add_up", "Van de 18 dossiers zijn er 11 gesloten en 9 nog open."),
    ("does_not_add_up", "In 2024 waren er 51 boetes en 324 brieven. Samen zijn dat 385 stukken."),
    (
        "does_not_add_up",
        "| Soort | 2023 | 2024 |\n|---|---|---|\n| A | 5 | 6 |\n| B | 7 | 8 |\n| Totaal | 12 | 15 |",
    ),
    (
        "percentage_differs",
        "Het aantal inbraken daalde van 200 in 2023 naar 150 in 2024, een daling van 40 procent.",
    ),
    ("percentage_differs", "Bij 12 van de 40 adressen, dus de helft, was niemand thuis."),
    ("contradicted_direction", "Het aantal fietsdiefstallen steeg van 420 in 2023 naar 310 in 2024."),
    ("trend_on_noise", "Wij krijgen steeds meer meldingen: 88 in 2023 en 104 in 2024."),
    ("within_chance", "Het aantal meldingen steeg van 88 in 2023 naar 104 in 2024."),
    ("unsupported_headline", f"## Minder overlast\n\n{TABLE}"),
    (
        "conflicting_numbers",
        "In 2024 zijn 19 kassen bezocht. In de bijlage staat dat in 2024 23 kassen zijn bezocht.",
    ),
    (
        "flow_does_not_close",
        "In 2023 liepen er 8 zaken door en kwamen er 18 nieuwe bij. "
        "Na sluiting van 15 zaken gingen er 7 mee naar 2024.",
    ),
    ("part_of_year", "Het aantal branden daalde van 90 in 2023 naar 20 in de eerste drie maanden van 2024."),
    ("implausible_period", "In 2023-2034 lag het accent op drugs."),
    ("unit_drift", "Vernielingen: 1,8 per 1.000 inwoners, elders 22 per 10.000 inwoners."),
    ("wrong_term", "Uit de Veiligheidsmonitor blijkt hoeveel geregistreerde slachtoffers er zijn."),
    ("small_number", "Vijf jongeren kregen in 2024 een aanpak tegen radicalisering."),
    ("causal_claim", "De inzet van stewards heeft ertoe geleid dat het plein rustig is."),
    ("missing_comparator", "De stijging gaat dit jaar minder hard."),
    ("dependent_evidence", "Het aantal misdrijven daalt en de score op de Leefbaarometer stijgt."),
    ("promise_without_figure", "Wij gaan vaker controleren in de haven."),
    (
        "counted_every_year",
        "In drie jaar waren er 96 trajecten; wie doorloopt is ieder jaar geteld, ook lopende zaken.",
    ),
    ("target_worse_than_result", "Onze norm voor 2025 is ten minste 40 rondes. In 2024 waren het er 52."),
    ("target_without_number", "Het doel voor 2024 is behaald."),
    ("change_without_numbers", "Het aantal explosies is toegenomen."),
    ("not_testable", "Het rapportcijfer voor de buurt was 7,1 in 2021 en steeg naar 7,3 in 2023."),
]
FINE = [
    ("does_not_add_up", "Van de 20 dossiers zijn er 11 gesloten en 9 nog open."),
    (
        "does_not_add_up",
        "| Soort | 2023 | 2024 |\n|---|---|---|\n| A | 5 | 6 |\n| B | 7 | 8 |\n| Totaal | 12 | 14 |",
    ),
    (
        "percentage_differs",
        "Het aantal inbraken daalde van 200 in 2023 naar 150 in 2024, een daling van 25 procent.",
    ),
    ("percentage_differs", "Bij 12 van de 48 adressen, dus een kwart, was niemand thuis."),
    ("contradicted_direction", "Het aantal fietsdiefstallen daalde van 420 in 2023 naar 310 in 2024."),
    ("trend_on_noise", "In 2023 waren er 88 meldingen, in 2024 104."),
    ("within_chance", "Het aantal misdrijven daalde van 6513 in 2023 naar 6074 in 2024."),
    ("within_chance", "Het aantal overlastlocaties daalde van 19 in 2023 naar 12 in 2024."),
    ("unsupported_headline", f"## Overlast in cijfers\n\n{TABLE}"),
    ("conflicting_numbers", "In 2024 zijn 19 kassen bezocht. In 2023 zijn 23 kassen bezocht."),
    ("flow_does_not_close", "In 2024 zijn 12 zaken geopend."),
    ("part_of_year", "Het aantal branden daalde van 90 in 2023 naar 70 in 2024."),
    ("implausible_period", "In 2023-2024 lag het accent op drugs."),
    ("unit_drift", "Vernielingen: 1,8 per 1.000 inwoners, elders 2,2 per 1.000 inwoners."),
    ("wrong_term", "Uit de politieregistraties blijkt hoeveel geregistreerde misdrijven er zijn."),
    ("small_number", "In 2024 zijn vier wijkagenten aangenomen."),
    ("causal_claim", "De inzet van stewards heeft er mogelijk toe geleid dat het plein rustig is."),
    ("dependent_evidence", "Het aantal misdrijven daalt."),
    ("promise_without_figure", "Wij gaan twaalf keer vaker controleren in de haven."),
    ("target_worse_than_result", "Onze norm voor 2025 is ten minste 60 rondes. In 2024 waren het er 52."),
    ("target_without_number", "Het doel van 40 rondes is in 2024 behaald: het werden er 42."),
]


@pytest.mark.parametrize(("kind", "text"), WRONG, ids=[f"{kind}-{text[:24]}" for kind, text in WRONG])
def test_what_is_wrong_is_found(kind: str, text: str) -> None:
    assert kind in kinds_of(text)


@pytest.mark.parametrize(("kind", "text"), FINE, ids=[f"{kind}-{text[:24]}" for kind, text in FINE])
def test_what_is_right_is_left_alone(kind: str, text: str) -> None:
    assert kind not in kinds_of(text)


def test_words_of_a_finding_stand_where_it_says() -> None:
    found = audit("\n\n".join(text for _, text in WRONG))
    assert found.findings
    for finding in found.findings:
        assert found.text.text[finding.start : finding.end] == finding.quote


def test_a_year_that_only_stands_in_for_another_is_never_told() -> None:
    found = audit("Het aantal fietsdiefstallen steeg van 420 naar 310.")
    assert found.findings[0].kind.value == "contradicted_direction"
    assert "19" not in found.findings[0].why


def test_promises_of_an_earlier_letter_that_do_not_come_back_are_named() -> None:
    earlier = "Wij houden tien winkelcontroles per jaar en geven twee weerbaarheidslessen."
    found = audit("In 2024 zijn elf winkelcontroles gehouden.", earlier)
    told = [finding.why for finding in found.findings if finding.kind.value == "not_reported_back"]
    assert len(told) == 1
    assert "twee weerbaarheidslessen" in told[0]


def test_json_has_the_published_keys() -> None:
    said = audit("Het aantal meldingen steeg van 88 in 2023 naar 104 in 2024.").to_json()
    assert list(said) == ["text", "numbers", "traced", "findings"]
    assert list(said["findings"][0]) == [
        "quote", "start", "end", "page", "kind", "verdict", "severity", "why", "better", "computed",
    ]  # fmt: skip
    assert said["traced"] == 0


def test_a_letter_in_which_all_holds_is_not_wrong() -> None:
    found = audit("Het aantal misdrijven daalde van 6513 in 2023 naar 6074 in 2024.")
    assert not found.is_wrong
    assert len(found.holding) == 1
