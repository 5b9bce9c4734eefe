"""The start page counts signals and cases, only those that exist for who looks."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.apps.registers.register_factories import a_case, a_signal
from tests.web.conftest import ClientOf

from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db


def test_numbers_of_signals_and_cases_are_those_that_exist_for_who_looks(client_of: ClientOf) -> None:
    coordinator, stranger = client_of(Role.COORDINATOR), client_of(Role.CORE_TEAM_MEMBER)
    assert "Er wacht geen signaal" in coordinator.get("/").content.decode()
    for place in range(3):
        a_signal(f"S-2024-{place}")
        a_case(f"C-2024-{place}", owner_id=None)
    a_case("C-2024-9", owner_id=None, status="closed", closed_on=date(2024, 3, 1))
    page = coordinator.get("/").content.decode()
    assert "3 signalen wachten op een volgende stap." in page
    assert re.search(r'href="/casussen/\?status=open"[^>]*>\s*Er lopen 3 casussen\.', page)
    session = coordinator.session
    session["purpose:cases"] = "overleg voorbereiden"
    session.save()
    assert coordinator.get("/casussen/?status=open").content.decode().count("<tr id=") == 3
    assert "Er loopt geen casus waar u bij hoort." in stranger.get("/").content.decode()
