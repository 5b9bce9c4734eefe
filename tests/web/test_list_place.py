"""From a list to one row and back to the same place: filters, page and row; and on to the row beside it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.apps.registers.register_factories import a_case, a_day, a_signal
from tests.web.conftest import ClientOf

from spoorboek.apps.interventions.models import DesignatedArea, Measure, PoliceReport
from spoorboek.rules.roles import Role
from spoorboek.web.pages import inspections

pytestmark = pytest.mark.django_db
FIRST_DAY = date(2024, 3, 1)


@pytest.fixture
def sees(client_of: ClientOf) -> Client:
    """Somebody who sees every case, 30 of them: the last one opened stands first."""
    client = client_of(Role.COORDINATOR)
    session = client.session
    session["purpose:cases"] = session["purpose:signals"] = "overleg voorbereiden"
    session.save()
    for place in range(30):
        opened = FIRST_DAY + timedelta(days=place)
        a_case(
            f"C-2024-{place:04d}", opened_on=opened, theme="drugs" if place % 2 else "wonen", owner_id=None
        )
    return client


def links_of(page: str) -> dict[str, str]:
    nav = page.partition('aria-label="In de lijst"')[2].partition("</nav>")[0].replace("&amp;", "&")
    return {words: href for href, words in re.findall(r'href="([^"]+)"[^>]*>([^<]+)</a>', nav)}


def test_case_opened_from_a_list_leads_back_to_its_row_and_on_to_the_next(sees: Client) -> None:
    listed = sees.get("/casussen/?status=open&pagina=1").content.decode()
    assert 'id="rij-C-2024-0028"' in listed
    page = sees.get("/casussen/C-2024-0028/").content.decode()
    assert links_of(page) == {
        "Terug naar de lijst": "/casussen/?status=open&pagina=1#rij-C-2024-0028",
        "Vorige": "/casussen/C-2024-0029/",
        "Volgende": "/casussen/C-2024-0027/",
    }
    assert "2 van 30" in page
    # The breadcrumb leads to the same place.
    assert page.count('href="/casussen/?status=open&amp;pagina=1#rij-C-2024-0028"') == 2


def test_at_the_end_of_a_page_the_next_page_of_the_list_follows(sees: Client) -> None:
    sees.get("/casussen/?status=open")
    last = links_of(sees.get("/casussen/C-2024-0005/").content.decode())
    assert last["Volgende"] == "/casussen/?status=open&pagina=2"
    sees.get("/casussen/?status=open&pagina=2")
    first = links_of(sees.get("/casussen/C-2024-0004/").content.decode())
    assert first["Vorige"] == "/casussen/?status=open&pagina=1"
    assert "Volgende" not in links_of(sees.get("/casussen/C-2024-0000/").content.decode())
    assert "30 van 30" in sees.get("/casussen/C-2024-0000/").content.decode()


def test_case_that_was_not_in_the_list_has_only_a_way_back(sees: Client) -> None:
    assert links_of(sees.get("/casussen/C-2024-0003/").content.decode()) == {
        "Terug naar de lijst": "/casussen/"
    }
    sees.get("/casussen/?zoek=C-2024-0009")
    found = links_of(sees.get("/casussen/C-2024-0003/").content.decode())
    assert found == {"Terug naar de lijst": "/casussen/?zoek=C-2024-0009"}


def test_row_of_any_register_leads_back_and_on_in_the_same_way(sees: Client) -> None:
    for place in range(3):
        a_signal(f"S-2024-000{place}", received_on=FIRST_DAY + timedelta(days=place))
    sees.get("/registraties/signalen/?periode=2024")
    page = sees.get("/registraties/signalen/S-2024-0001/").content.decode()
    assert links_of(page) == {
        "Terug naar de lijst": "/registraties/signalen/?periode=2024#rij-S-2024-0001",
        "Vorige": "/registraties/signalen/S-2024-0002/",
        "Volgende": "/registraties/signalen/S-2024-0000/",
    }


def test_working_lists_lead_back_and_on_in_the_same_way_and_remember_their_page(
    sees: Client, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [f"K-2024-000{place}" for place in range(3)]
    for place, number in enumerate(numbers):
        a_day(number, held_on=FIRST_DAY + timedelta(days=place))
    monkeypatch.setattr(inspections, "_PER_PAGE", 2)
    listed = sees.get("/controles/?pagina=1").content.decode()
    assert f'id="rij-{numbers[1]}"' in listed
    page = sees.get(f"/controles/{numbers[1]}/").content.decode()
    assert links_of(page) == {
        "Terug naar de lijst": f"/controles/?pagina=1#rij-{numbers[1]}",
        "Vorige": f"/controles/{numbers[2]}/",
        "Volgende": "/controles/?pagina=2",
    }
    assert page.count(f'href="/controles/?pagina=1#rij-{numbers[1]}"') == 2
    lawyer, kept = client_of(Role.LAWYER), {"entered_at": timezone.now()}
    Measure.objects.create(number="M-1", kind="warning", taken_on=FIRST_DAY, **kept)
    PoliceReport.objects.create(number="BR-1", received_on=FIRST_DAY, subject="other", **kept)
    DesignatedArea.objects.create(number="G-1", kind="camera_area", designated_on=FIRST_DAY, **kept)
    for row in ("gebieden/ G-1", "maatregelen/ M-1", "rapportages/ BR-1"):
        path, number = row.split()
        assert f'id="rij-{number}"' in lawyer.get(f"/{path}").content.decode()
        found = links_of(lawyer.get(f"/{path}{number}/").content.decode())
        assert found == {"Terug naar de lijst": f"/{path}#rij-{number}"}


def test_what_somebody_else_left_on_the_computer_or_was_changed_is_nothing(
    sees: Client, client_of: ClientOf
) -> None:
    listed = sees.get("/casussen/?zoek=Verzonnen")
    kept = listed.cookies["plek-casussen"]
    assert (kept["path"], kept["httponly"], kept["max-age"]) == ("/casussen/", True, "")
    assert "Verzonnen" not in kept.value and "C-2024" not in kept.value
    other = client_of(Role.CORE_TEAM_MEMBER)
    session = other.session
    session["purpose:cases"] = "overleg voorbereiden"
    session.save()
    a_case("C-2025-0001", opened_on=FIRST_DAY, owner_id=int(other.session["_auth_user_id"]))
    for value in (kept.value, f"{kept.value[:-4]}AAAA", "x", ""):
        other.cookies["plek-casussen"] = value
        page = other.get("/casussen/C-2025-0001/")
        assert links_of(page.content.decode()) == {"Terug naar de lijst": "/casussen/"}
