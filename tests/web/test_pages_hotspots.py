"""The pages about where and when: who sees them, and what they say first."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.conftest import ClientOf

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.hotspots.actions import analyse_reports, take_in_reports
from spoorboek.rules.roles import Role
from spoorboek.web.menus import MAIN

AT = datetime(2025, 2, 24, 9, 30, tzinfo=UTC)
KEEPER = Viewer("k", "beheer", frozenset({Role.DATA_MANAGER}))
ROWS = "".join(f"2024-06-0{day}T22:15+02:00,{105_000 + 40 * day},424000\n" for day in range(1, 6))
TEXT = f"start,x,y\n{ROWS}"


@pytest.fixture
def reports(db):
    take_in_reports(by=KEEPER, at=AT, code="app", title="Meldingen app", content=TEXT, is_invented=True)
    analyse_reports(by=KEEPER, at=AT, code="app")


def test_the_page_says_first_that_there_are_too_few(client_of: ClientOf, reports: None) -> None:
    page = client_of(Role.AUTHOR).get("/waar-en-wanneer/meldingen/app/")
    text = page.content.decode()
    assert page.status_code == 200
    assert text.index("te weinig") < text.index('<svg class="map__drawing"')
    assert "Deze meldingen zijn verzonnen" in text
    assert "doorrekenen/" not in text
    assert '[5]{fixed="waar en wanneer: app, doorgerekend 2025-02-24"}' in text.replace("&quot;", '"')


def test_others_find_nothing(client_of: ClientOf, reports: None) -> None:
    assert client_of(Role.LAWYER).get("/waar-en-wanneer/meldingen/app/").status_code == 404


def test_a_file_that_cannot_be_read_says_why_at_its_field(client_of: ClientOf) -> None:
    file = SimpleUploadedFile("a.csv", b"start,x,y\n2024-06-01,51.8,4.67\n")
    given = {"title": "Proef", "code": "proef", "file": file}
    page = client_of(Role.DATA_MANAGER).post("/waar-en-wanneer/inlezen/", given)
    assert "bevatten graden en geen meters" in page.content.decode()


def test_the_menu_holds_at_most_seven_things() -> None:
    assert len(MAIN) <= 7
