"""Every word of a register and every state of a promise can be said in English."""

from __future__ import annotations

import pytest
from django.db.models import Field
from django.utils.translation import override
from tests.web.conftest import ClientOf

from spoorboek.apps.intake.entries import list_fields
from spoorboek.rules.commitments import CommitmentState
from spoorboek.rules.promise_accounts import PromiseState
from spoorboek.rules.roles import Role
from spoorboek.web.phrasebook import read_phrases, say_word
from spoorboek.web.register_pages import REGISTERS


def test_every_word_of_a_register_and_every_state_can_be_said() -> None:
    met = {str(state.value) for state in (*PromiseState, *CommitmentState)}
    met |= {role.value for role in Role}
    for register in REGISTERS.values():
        met.add(register.title)
        for described in list_fields(register):
            met |= {described.label, *(word for _, word in described.choices)}
        for field in register.model._meta.get_fields():
            if isinstance(field, Field):
                met |= {str(word) for _, word in field.flatchoices}

    assert met - set(read_phrases("en")) == set()


def test_what_somebody_typed_stays_as_it_is() -> None:
    with override("en"):
        assert say_word("ontvangen op") == "received on"
        assert say_word("Een eigen woord") == "Een eigen woord"
        assert say_word("") == ""


@pytest.mark.django_db
def test_fields_of_a_register_are_english_on_an_english_page(client_of: ClientOf) -> None:
    client = client_of(Role.COORDINATOR)
    client.cookies["django_language"] = "en"

    page = client.get("/registraties/activiteiten/nieuw/").content.decode()

    assert "Held on" in page and "Gehouden op" not in page
    assert "Lesson at school" in page or "lesson at school" in page
