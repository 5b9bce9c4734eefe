"""A letter that should not go on as it is: withdrawn, asked again, standing in, and a reminder."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from tests.letter_world import AT, DRAFT, EXECUTION, LATER, person, publish

from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.access.viewer import ANONYMOUS
from spoorboek.apps.accounts.published_figures import list_published_figures
from spoorboek.apps.accounts.reminders import remind_step
from spoorboek.apps.exchange.city_file import Order
from spoorboek.apps.exchange.route import approve_letter
from spoorboek.apps.indicators.registers import REGISTERS
from spoorboek.apps.intake.register_actions import withdraw_registration
from spoorboek.apps.letters.actions import approve_step, submit_letter
from spoorboek.apps.letters.errors import LetterError
from spoorboek.apps.letters.models import Retraction
from spoorboek.apps.letters.publications import list_published
from spoorboek.apps.letters.queries import get_letter, get_published_file, view_letter
from spoorboek.apps.letters.route_states import get_route_state, list_route_states
from spoorboek.apps.letters.taking_back import ask_again, withdraw_letter
from spoorboek.apps.people.errors import StandInError
from spoorboek.apps.people.models import Person
from spoorboek.apps.people.stand_ins import (
    arrange_stand_in,
    end_stand_in,
    find_replaced,
    find_stand_in_roles,
    list_stand_ins,
)
from spoorboek.rules.letter_lifecycle import LetterStatus
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db

REASON = "Het besluit waar de brief over gaat, is ingetrokken."


def withdraw(slug: str, who: str = "auteur", reason: str = REASON) -> None:
    withdraw_letter(slug=slug, reason=reason, by=person(who), at=LATER)


def take_back_a_business() -> None:
    withdraw_registration(
        register=REGISTERS["inspected-businesses"],
        number="ICB-2023-0003",
        reason="dubbel",
        by=person("inspecteur"),
        at=LATER,
    )


def approve_all(slug: str) -> None:
    people = [person(name) for name in ("gegevensbeheerder", "toetser", "toetser2")]
    approve_letter(order=Order(letter=slug), author=person("auteur"), people=people, at=AT)


def test_a_withdrawn_published_letter_stays_readable_with_its_reason_and_stands_no_longer() -> None:
    publish(EXECUTION)
    assert list_published_figures(ANONYMOUS, at=LATER)

    withdraw(EXECUTION)

    row = get_letter(ANONYMOUS, EXECUTION)
    assert (row.status, row.retracted_because, row.retracted_at) == (LetterStatus.RETRACTED, REASON, LATER)
    assert get_published_file(ANONYMOUS, EXECUTION, "pdf")
    (letter,) = list_published(ANONYMOUS)
    assert letter.is_retracted and not letter.stands
    assert list_published_figures(ANONYMOUS, at=LATER) == ()
    with pytest.raises(LetterError):
        withdraw(EXECUTION)


def test_a_withdrawn_draft_stays_in_the_office() -> None:
    withdraw(DRAFT)

    assert get_letter(person("toetser"), DRAFT).status is LetterStatus.WITHDRAWN
    with pytest.raises(NotFoundError):
        get_letter(ANONYMOUS, DRAFT)
    assert not Retraction.objects.exists()


@pytest.mark.parametrize(("who", "error"), [("toetser", NotPermittedError), ("raadslid", NotPermittedError)])
def test_only_writers_withdraw(who: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        withdraw(DRAFT, who)


def test_a_withdrawal_needs_a_sentence_and_never_changes() -> None:
    publish(EXECUTION)
    with pytest.raises(LetterError, match="Schrijf in een zin"):
        withdraw(EXECUTION, reason="fout")

    withdraw(EXECUTION)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Retraction.objects.update(reason="iets anders")


def test_an_approved_letter_whose_figure_changes_is_shown_so_and_goes_back_in_one_step() -> None:
    approve_all(EXECUTION)
    assert not get_route_state(person("auteur"), EXECUTION, at=LATER).is_changed
    with pytest.raises(LetterError, match="nog precies wat is goedgekeurd"):
        ask_again(slug=EXECUTION, by=person("auteur"), at=LATER)

    take_back_a_business()

    (state,) = [one for one in list_route_states(person("toetser"), at=LATER) if one.slug == EXECUTION]
    assert state.is_changed and state.waits_for is not None
    ask_again(slug=EXECUTION, by=person("auteur"), at=LATER)
    again = view_letter(person("toetser"), EXECUTION, at=LATER)
    assert again.row.status is LetterStatus.IN_APPROVAL
    assert [step.code for step in again.steps if step.had_other_text]


def test_who_stands_in_takes_the_step_while_the_other_is_away_and_no_longer() -> None:
    submit_letter(slug=EXECUTION, by=person("auteur"), at=AT)
    assert not any(step.is_for_viewer for step in view_letter(person("regisseur"), EXECUTION, at=AT).steps)
    number = arrange_stand_in(
        username="toetser",
        replaced_by="regisseur",
        role=Role.REVIEWER,
        first_on=AT.date(),
        last_on=AT.date() + timedelta(days=7),
        by=person("toetser"),
        at=AT,
    )

    assert find_stand_in_roles(person("regisseur"), on=AT.date()) == {Role.REVIEWER}
    assert find_stand_in_roles(person("regisseur"), on=AT.date() + timedelta(days=8)) == frozenset()
    approve_step(slug=EXECUTION, step="content", by=person("regisseur"), at=AT)
    assert find_replaced(person("regisseur").person_id, Role.REVIEWER, on=AT.date()) == "toetser"
    with pytest.raises(LetterError, match="al een stap"):
        approve_step(slug=EXECUTION, step="agreement", by=person("regisseur"), at=AT)

    (row,) = list_stand_ins(person("auteur"), on=AT.date())
    assert (row.username, row.replaced_by, row.may_end) == ("toetser", "regisseur", False)
    with pytest.raises(NotFoundError):
        end_stand_in(number=number, by=person("auteur"), at=AT)
    end_stand_in(number=number, by=person("regisseur"), at=AT)
    assert find_stand_in_roles(person("regisseur"), on=AT.date()) == frozenset()


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"replaced_by": "toetser"}, StandInError),
        ({"replaced_by": "raadslid"}, StandInError),
        ({"role": Role.AUTHOR}, StandInError),
        ({"last_on": date(2025, 2, 1)}, StandInError),
        ({"last_on": date(2027, 2, 1)}, StandInError),
        ({"username": "toetser2"}, NotPermittedError),
        ({"replaced_by": "niemand"}, NotFoundError),
    ],
)
def test_standing_in_is_for_the_role_of_who_is_away_by_who_works_with_letters(
    changed: dict[str, object], error: type[Exception]
) -> None:
    said: dict[str, object] = {
        "username": "toetser",
        "replaced_by": "regisseur",
        "role": Role.REVIEWER,
        "first_on": date(2025, 2, 24),
        "last_on": date(2025, 3, 1),
    }
    with pytest.raises(error):
        arrange_stand_in(**(said | changed), by=person("toetser"), at=AT)  # type: ignore[arg-type]


def test_who_manages_people_arranges_it_for_everybody_and_a_closed_account_stands_in_for_nobody() -> None:
    arrange_stand_in(
        username="toetser",
        replaced_by="regisseur",
        role=Role.REVIEWER,
        first_on=AT.date(),
        last_on=AT.date(),
        by=person("beheerder"),
        at=AT,
    )
    Person.objects.filter(username="toetser").update(is_active=False)

    assert find_stand_in_roles(person("regisseur"), on=AT.date()) == frozenset()


def test_a_reminder_names_nobody_and_goes_once_a_day_to_who_is_next() -> None:
    Person.objects.filter(username="toetser").update(email="toetser@example.org")
    with pytest.raises(LetterError, match="wacht nu op niemand"):
        remind(EXECUTION)
    submit_letter(slug=EXECUTION, by=person("auteur"), at=AT)
    Person.objects.filter(username="gegevensbeheerder").update(email="gegevens@example.org")

    assert remind(EXECUTION) == 1

    (message,) = mail.outbox
    said = message.subject + message.body
    assert "https://example.org/brieven/" in said
    assert "ondermijning" not in said.casefold() and "toetser" not in said
    with pytest.raises(LetterError, match="al een herinnering"):
        remind(EXECUTION)


def remind(slug: str) -> int:
    return remind_step(
        slug=slug,
        address="https://example.org/brieven/",
        sender="spoorboek@example.org",
        by=person("auteur"),
        at=LATER,
    )
