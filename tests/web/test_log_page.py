"""The page of the log says at once whether its newest lines are whole, and of all lines when asked."""

from __future__ import annotations

import pytest
from tests.web.conftest import AT, ClientOf

from spoorboek.apps.audit.actions import record
from spoorboek.apps.audit.models import Head
from spoorboek.apps.people.actions import INSTALLATION
from spoorboek.rules.roles import Role

PAGE = "/beheer/logboek/"
PART = "De nieuwste 200 regels zijn heel"


@pytest.fixture
def long_log(logins: object) -> None:
    for number in range(210):
        record(action="read", by=INSTALLATION, at=AT, subject=f"cases.case:{number}")


def test_long_log_is_checked_at_its_end_and_whole_when_asked(client_of: ClientOf, long_log: None) -> None:
    client = client_of(Role.PRIVACY_OFFICER)
    page = client.get(PAGE).content.decode()
    assert PART in page
    assert 'href="?controle=alles"' in page
    whole = client.get(PAGE, {"controle": "alles"}).content.decode()
    assert "Het logboek is heel: " in whole
    assert PART not in whole


def test_log_whose_end_was_cut_off_is_told_to_be_broken(client_of: ClientOf, long_log: None) -> None:
    Head.objects.update(length=Head.objects.get().length + 1)
    page = client_of(Role.PRIVACY_OFFICER).get(PAGE).content.decode()
    assert "Het logboek klopt niet meer vanaf regel" in page
    assert PART not in page
