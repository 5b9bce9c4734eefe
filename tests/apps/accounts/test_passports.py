"""The passport of a figure: for the office as it is counted now, for everybody as it was published."""

from __future__ import annotations

import pytest
from tests.letter_world import EVALUATION, EXECUTION, LATER, person, publish

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import ANONYMOUS
from spoorboek.apps.accounts.queries import Passport, get_passport
from spoorboek.apps.audit.models import Event
from spoorboek.apps.indicators.registers import REGISTERS
from spoorboek.apps.intake.register_actions import withdraw_registration
from spoorboek.figures.figure import Uncertainty

pytestmark = pytest.mark.django_db

BUSINESSES = "inspected-businesses@2023-01..2023-04@GM0505"


def passport(key: str, who: str = "auteur") -> Passport:
    viewer = ANONYMOUS if who == "anoniem" else person(who)
    return get_passport(viewer, key, at=LATER)


def take_back_a_business() -> None:
    register = REGISTERS["inspected-businesses"]
    withdraw_registration(
        register=register, number="ICB-2023-0003", reason="dubbel", by=person("inspecteur"), at=LATER
    )


def test_a_figure_from_a_source_leads_to_its_delivery_and_its_row() -> None:
    found = passport("recorded-crimes@2024")

    assert (found.key, found.printed, found.unit) == ("recorded-crimes@2024@GM0505", "6.074", "misdrijven")
    assert [(str(one.period), one.printed) for one in found.line] == [
        ("2022", "6.168"),
        ("2023", "6.513"),
        ("2024", "6.074"),
    ]
    (source,) = found.sources
    assert len(source.sha256) == 64 and source.publisher and source.file_name
    assert found.rows is not None
    assert [row.amount for row in found.rows.rows] == [6074]
    assert found.definition.versions[0].version == found.definition.version == 1


def test_a_survey_shows_its_margin_and_that_it_is_invented() -> None:
    found = passport("safety-mark@2023")

    assert isinstance(found.uncertainty, Uncertainty) and found.uncertainty.invented
    assert [str(one.period) for one in found.line] == ["2021", "2023"]
    assert all(one.low is not None for one in found.line)


def test_a_figure_from_a_register_shows_the_rows_that_somebody_may_see() -> None:
    seen, unseen = passport(BUSINESSES, "regisseur"), passport(BUSINESSES)

    assert seen.rows is not None and unseen.rows is not None
    assert (len(seen.rows.rows), seen.rows.hidden_count) == (18, 0)
    assert (len(unseen.rows.rows), unseen.rows.hidden_count) == (0, 18)
    assert seen.value == unseen.value == 18


def test_the_line_of_a_register_has_the_years_of_the_plan_that_are_over() -> None:
    assert [str(one.period) for one in passport(BUSINESSES).line] == ["2023", "2024"]


def test_rows_that_point_at_people_are_logged_when_they_are_shown() -> None:
    passport("mma-reports@2024", "regisseur")

    event = Event.objects.order_by("-sequence").first()
    assert event is not None
    assert (event.action, event.person_id) == ("read", person("regisseur").person_id)
    assert len(event.details["ids"]) == 104


def test_it_says_where_the_figure_is_printed() -> None:
    publish(EXECUTION)

    places = passport(BUSINESSES).printed_in

    assert {one.text for one in places} == {"18", "achttien"}
    assert {one.letter for one in places} == {EXECUTION}


def test_a_figure_that_was_not_published_has_no_places_and_no_changes() -> None:
    found = passport(BUSINESSES)

    assert (found.printed_in, found.changes) == ((), ())


def test_it_says_what_changed_since_each_publication() -> None:
    publish(EXECUTION)
    assert [one.is_changed for one in passport(BUSINESSES).changes] == [False]

    take_back_a_business()

    (change,) = passport(BUSINESSES).changes
    assert (change.letter, change.then, change.now, change.is_changed) == (EXECUTION, 18, 17, True)
    assert change.flipped == ()


def test_a_published_sentence_that_flips_stands_in_the_passport_of_its_figure() -> None:
    publish(EVALUATION)
    register = REGISTERS["signals"]
    rows = register.model._default_manager.filter(
        number__in=[row.number for row in seen_rows("mma-reports@2024")[:30]]
    )
    for row in rows:
        withdraw_registration(
            register=register, number=row.number, reason="dubbel", by=person("regisseur"), at=LATER
        )

    (change,) = passport("mma-reports@2024").changes

    assert (change.then, change.now) == (104, 74)
    (flip,) = change.flipped
    assert (flip.verdict_then, flip.verdict_now) == ("supported_with_note", "contradicted")
    assert flip.words == "Via Meld Misdaad Anoniem kwamen meer meldingen binnen"
    assert passport("recorded-crimes@2024").changes[0].flipped == ()


def seen_rows(key: str) -> list[object]:
    found = passport(key, "regisseur").rows
    assert found is not None
    return list(found.rows)


@pytest.mark.parametrize("who", ["raadslid", "anoniem", "beheerder", "privacyfunctionaris"])
def test_who_sees_only_what_is_public_reads_the_published_figure(who: str) -> None:
    with pytest.raises(NotFoundError):
        passport(BUSINESSES, who)
    publish(EXECUTION)
    take_back_a_business()

    found = passport("inspected-businesses@2023-01..2023-04", who)

    assert (found.value, found.printed, found.is_as_published) == (18, "18", True)
    assert found.rows is None
    assert [change.now for change in found.changes] == [None]
    assert found.definition.counting_rule and not found.definition.versions


def test_what_no_letter_holds_does_not_exist_for_the_public() -> None:
    publish(EXECUTION)

    for key in ("recorded-crimes@2024", "inspected-businesses@2024", "onzin@2024", "geen cijfer"):
        with pytest.raises(NotFoundError):
            passport(key, "raadslid")


@pytest.mark.parametrize("key", ["onzin@2024", "recorded-crimes", "recorded-crimes@2024@GM9999", "@", "2024"])
def test_what_is_no_figure_does_not_exist(key: str) -> None:
    with pytest.raises(NotFoundError):
        passport(key)


def test_the_public_line_has_published_years_only_and_none_without_a_number() -> None:
    publish(EVALUATION)

    line = passport("mma-reports@2024", "raadslid").line

    assert [(str(one.period), one.printed) for one in line] == [("2023", "88"), ("2024", "104")]
