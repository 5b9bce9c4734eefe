"""The two letters in other words: what the audit must find in them, and what it may never say."""

from __future__ import annotations

import pytest

from spoorboek.documents.readers.audit_text import read_audit_text
from spoorboek.rules.letter_audit.letter_audit import LetterAudit, audit_letter

PLANNED = """# Uitvoeringsplan 2023-2024

Datum: 23 mei 2023

## Wat gaan we doen?

De komende twee jaar werken we hieraan:

- tien bedrijvencontroles per jaar houden;
- minimaal drie communicatiecampagnes opzetten;
- twee bewustwordingstrainingen geven aan wijkmanagers;
- vier drugsacties uitvoeren in de wijken.

## Wat is er gedaan?

- De politie stuurde tien rapportages. Als gevolg hiervan zijn vier en twee panden gesloten en vier \
waarschuwingen gegeven.
"""
LOOKING_BACK = """# Terugblik op het veiligheidsplan 2023-2026

Datum: 24 februari 2025

## Algemeen beeld

De overlast is afgenomen. De politie telde 6168 misdrijven in 2022. Het aantal misdrijven is \
gestegen van 6168 in 2022 \
naar 6513 in 2023. In 2024 daalde het aantal misdrijven naar 6074.

Uit de Veiligheidsmonitor 2023 (verschenen in april 2024) blijkt dat:

- bewoners de veiligheid van hun buurt een hoger cijfer geven dan in 2021 (stijging van 7,1 naar 7,3).

Uit de Veiligheidsmonitor 2023 komt naar voren dat het geregistreerde slachtofferschap gelijk bleef.

## Wijken

De suswachten hebben ertoe geleid dat het plein weer stil is.

Het aantal meldingen over overlast door personen met onbegrepen gedrag neemt toe. De stijging gaat \
minder hard.

| Soort overlast | 2019 | 2020 | 2021 | 2022 | 2023 | 2024 |
|---|---|---|---|---|---|---|
| Overlast door jeugd | 688 | 1123 | 944 | 848 | 707 | 643 |
| Overlast door alcohol en drugs | 543 | 683 | 623 | 659 | 693 | 760 |
| Overlast door personen met onbegrepen gedrag | 931 | 1134 | 1371 | 1353 | 1374 | 1488 |

De gemeente had in twee jaar regie op 5 personen die misschien radicaliseren. Het aantal \
overlastlocaties daalde van 19 \
in 2023 naar 12 in 2024. In de Vogelbuurt daalt het aantal misdrijven en stijgt de score op de Leefbaarometer.

## Ondermijning

In 2023-2034 lag het accent op drugs en mensenhandel. Het kernteam krijgt steeds meer signalen. Zo \
steeg het aantal \
meldingen van 88 in 2023 naar 104 in 2024. De extra signalen hebben geleid tot 25 nieuwe casussen.
"""


@pytest.fixture(scope="module")
def found() -> LetterAudit:
    earlier = read_audit_text(PLANNED.encode(), "plan.md")
    return audit_letter(read_audit_text(LOOKING_BACK.encode(), "terugblik.md"), earlier=earlier)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("unsupported_headline", "De overlast is afgenomen"),
        ("implausible_period", "2023-2034"),
        ("missing_comparator", "minder hard"),
        ("trend_on_noise", "steeds meer signalen"),
        ("wrong_term", "geregistreerde"),
        ("dependent_evidence", "Leefbaarometer"),
        ("causal_claim", "suswachten"),
        ("causal_claim", "25 nieuwe casussen"),
        ("small_number", "5"),
        ("not_testable", "7,1 naar 7,3"),
        ("within_chance", "88 in 2023 naar 104"),
    ],
)
def test_what_the_letter_says_too_much_is_found(found: LetterAudit, kind: str, words: str) -> None:
    assert any(one.kind.value == kind and words in one.quote for one in found.findings)


def test_nothing_is_called_contradicted_that_is_not(found: LetterAudit) -> None:
    assert [one.quote for one in found.findings if one.verdict.value == "contradicted"] == []


def test_fewer_places_on_our_own_list_simply_holds(found: LetterAudit) -> None:
    assert any("19" in one.quote and "12" in one.quote for one in found.holding)


@pytest.mark.parametrize("unit", ["bedrijvencontroles", "communicatiecampagnes", "trainingen", "drugsacties"])
def test_promises_that_do_not_come_back_are_named(found: LetterAudit, unit: str) -> None:
    told = [one.why for one in found.findings if one.kind.value == "not_reported_back"]
    assert any(unit in why for why in told)


def test_outcomes_in_another_unit_than_their_total_get_a_note() -> None:
    findings = audit_letter(read_audit_text(PLANNED.encode(), "plan.md")).findings
    notes = [one for one in findings if one.kind.value == "unit_drift"]
    assert [one.verdict.value for one in notes] == ["supported_with_note"]
