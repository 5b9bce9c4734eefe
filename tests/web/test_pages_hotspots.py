"""The pages about where and when: who sees them, and what they say first."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.conftest import ClientOf

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.hotspots.actions import analyse_reports, take_in_reports
from spoorboek.rules.roles import Role

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
    assert text.index("te weinig") < text.index('<svg class="incident-map__drawing"')
    assert "Deze meldingen zijn verzonnen" in text
    assert "doorrekenen/" not in text
    assert re.search(
        r'\[5\]\{figure="hotspots-\d+-reports" period="2024-06-01\.\.2024-06-05"\}',
        text.replace("&quot;", '"'),
    )


def test_others_find_nothing(client_of: ClientOf, reports: None) -> None:
    assert client_of(Role.LAWYER).get("/waar-en-wanneer/meldingen/app/").status_code == 404


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("start,x,y\n2024-06-01,51.8,4.67\n", "bevatten graden en geen meters"),
        ("start,latitude,longitude\n2024-06-01,4.67,51.8\n", "zijn verwisseld"),
        ("start,latitude,longitude\n2024-06-01,105000,424000\n", "geen graden maar meters"),
        ("start,x,y\n2024-06-01,2000000,9000000\n", "liggen niet in Nederland"),
        ("start,eind,x,y\n2024-06-02,2024-06-01,105000,424000\n", "Zijn begin en eind verwisseld?"),
        ("x,y\n105000,424000\n", "geen kolom met de tijd"),
        ("start,x,y\n2024-06-01,105000,424000\n", "Met 1 melding is niets te zeggen"),
        (
            "start,x,y\n2024-06-01T10:00,105000,424000\n2024-06-01T10:00Z,105000,424000\n",
            "de tijdzone bekend",
        ),
        ('{"features": [', "geen goed geschreven GeoJSON"),
        ("PK\x03\x04 werkmap", "Sla het in Excel op als CSV UTF-8"),
        ("start,x,y\n" + "2024-06-01,1,1\n" * 1_000_001, "meer dan 500.000 meldingen"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_at_its_field(client_of: ClientOf, text: str, words: str) -> None:
    file = SimpleUploadedFile("a.csv", text.encode())
    given = {"title": "Proef", "code": "proef", "file": file}
    page = client_of(Role.DATA_MANAGER).post("/waar-en-wanneer/inlezen/", given)
    assert words in page.content.decode()
    assert 'aria-invalid="true"' in page.content.decode()


def test_reports_without_a_place_or_a_zone_are_answered_as_far_as_they_go(client_of: ClientOf) -> None:
    rows = "".join(f"2024-06-0{day}T22:15,,\n" for day in range(1, 8))
    file = SimpleUploadedFile("a.csv", f"start,x,y\n{rows}".encode())
    given = {"title": "Proef", "code": "zonder-plek", "file": file}
    page = client_of(Role.DATA_MANAGER).post("/waar-en-wanneer/inlezen/", given, follow=True)
    text = page.content.decode()
    assert "Geen enkele melding heeft een plek" in text
    assert "De tijden hebben geen tijdzone" in text
    assert "incident-map__drawing" not in text


def test_a_period_is_compared_with_another_set_and_the_answer_is_shown(
    client_of: ClientOf, reports: None
) -> None:
    earlier = "start,x,y\n" + "".join(f"2024-05-{day}T22:15+02:00,105000,424000\n" for day in range(20, 32))
    take_in_reports(by=KEEPER, at=AT, code="mei", title="Meldingen mei", content=earlier, is_invented=True)
    client = client_of(Role.DATA_MANAGER)
    assert '<option value="mei">Meldingen mei</option>' in (
        client.get("/waar-en-wanneer/meldingen/app/").content.decode()
    )
    given = {"max_radius": 400, "max_days": 7, "compare_first": "2024-06-01", "compare_last": "2024-06-07"}
    given |= {"compare_code": "mei", "channels": "changed", "channel_changes": "app sinds maart"}
    done = client.post("/waar-en-wanneer/meldingen/app/doorrekenen/", given)
    assert done.status_code == 302
    text = client.get("/waar-en-wanneer/meldingen/app/").content.decode()
    assert "waren er 5 meldingen; in de 7 dagen ervoor 7. Zo&#x27;n verschil kan toeval zijn" in text
    assert "Op een paar plekken?" in text
    assert "De manier van melden veranderde (app sinds maart)" in text


@pytest.mark.parametrize(
    "changes",
    [
        {"compare_code": "bestaat-niet"},
        {"compare_first": "2024-06-09", "compare_last": "2024-06-01"},
        {"compare_first": "morgen"},
        {"channels": "changed"},
        {"profile_code": "bestaat-niet"},
    ],
)
def test_a_comparison_that_cannot_be_is_refused_at_its_field(
    client_of: ClientOf, reports: None, changes: dict[str, str]
) -> None:
    given = {"max_radius": "400", "max_days": "7"} | changes
    done = client_of(Role.DATA_MANAGER).post("/waar-en-wanneer/meldingen/app/doorrekenen/", given)
    assert done.status_code == 200
    assert 'aria-invalid="true"' in done.content.decode()


def test_groups_that_still_last_are_told_with_how_rare_they_are(client_of: ClientOf, db: None) -> None:
    spread = "".join(
        f"2024-0{1 + n % 6}-{1 + n % 27:02}T12:00+01:00,{105_000 + 300 * n},424000\n" for n in range(30)
    )
    burst = "2024-06-29T12:00+02:00,107000,426000\n2024-06-30T12:00+02:00,107010,426000\n" * 5
    text = f"start,x,y\n{spread}{burst}"
    take_in_reports(by=KEEPER, at=AT, code="nu", title="Nu", content=text, is_invented=True)
    analyse_reports(by=KEEPER, at=AT, code="nu", prospective=True)
    page = client_of(Role.AUTHOR).get("/waar-en-wanneer/meldingen/nu/").content.decode()
    assert "Zo zeldzaam bij elke dag kijken" in page
    assert re.search(r"eens in [0-9.]+ (dagen|jaar)", page)
    assert "die nog duren op de laatste dag" in page
