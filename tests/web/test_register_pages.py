"""Registers in the pages: writing down, correcting, withdrawing, and for whom each thing exists."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from tests.web.conftest import ClientOf

from spoorboek.apps.audit.queries import list_events
from spoorboek.apps.cases.access_actions import let_take_part
from spoorboek.apps.cases.actions import open_case
from spoorboek.apps.interventions.models import InspectionDay
from spoorboek.apps.people.queries import get_viewer
from spoorboek.rules.case_access import CaseRule
from spoorboek.rules.roles import Role
from spoorboek.web.register_pages import REGISTER_PAGES, REGISTERS, find_registration_href

AT = datetime(2025, 2, 24, 9, 30, tzinfo=UTC)
DAYS = "/registraties/controledagen/"


def record_day(client: Client, **more: str) -> str:
    answer = client.post(f"{DAYS}nieuw/", {"held_on": "2024-03-14", "sector": "mixed", **more})
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer.url)


def test_every_register_has_its_pages() -> None:
    assert [page.register.code for page in REGISTER_PAGES] == list(REGISTERS)


def test_inspection_day_is_written_down_and_shown(client_of: ClientOf) -> None:
    client = client_of(Role.INSPECTOR)
    address = record_day(client, place="Verzonnen plein")
    page = client.get(address).content.decode()
    assert "14 maart 2024" in page
    assert "Verzonnen plein" in page
    assert InspectionDay.objects.get().invented


def test_correction_keeps_what_stood_there_and_why(client_of: ClientOf) -> None:
    client = client_of(Role.INSPECTOR)
    address = record_day(client)
    form = {"held_on": "2024-03-15", "sector": "mixed", "reason": "verkeerde dag overgenomen"}
    assert client.post(f"{address}verbeteren/", form).url == address
    page = client.get(address).content.decode()
    assert "15 maart 2024" in page
    assert "verkeerde dag overgenomen" in page
    assert "2024-03-14" in page


def test_correction_without_a_reason_is_asked_for_one(client_of: ClientOf) -> None:
    client = client_of(Role.INSPECTOR)
    address = record_day(client)
    answer = client.post(f"{address}verbeteren/", {"held_on": "2024-03-15", "sector": "mixed"})
    assert "reason" in answer.context["form"].errors
    assert InspectionDay.objects.get().held_on == date(2024, 3, 14)


def test_withdrawn_day_stays_readable_and_says_so(client_of: ClientOf) -> None:
    client = client_of(Role.INSPECTOR)
    address = record_day(client)
    assert client.post(f"{address}intrekken/", {"reason": "dubbel ingevoerd"}).url == address
    assert "telt nergens mee" in client.get(address).content.decode()
    assert "Verbeteren" not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"held_on": "2199-01-01", "sector": "mixed"}, "held_on", "toekomst"),
        ({"held_on": "14 maart", "sector": "mixed"}, "held_on", "geen dag van de kalender"),
        ({"held_on": "2024-03-14", "sector": "mixed", "area_code": "Dordrecht"}, "area_code", "gebiedscode"),
        ({"sector": "mixed"}, "held_on", "verplicht"),
    ],
)
def test_what_the_register_refuses_stands_at_its_field(
    client_of: ClientOf, values: dict[str, str], field: str, said: str
) -> None:
    answer = client_of(Role.INSPECTOR).post(f"{DAYS}nieuw/", values)
    assert answer.status_code == 200
    assert said in " ".join(answer.context["form"].errors[field])
    assert not InspectionDay.objects.exists()


def test_who_may_look_but_not_write_finds_no_form(client_of: ClientOf) -> None:
    address = record_day(client_of(Role.INSPECTOR))
    lawyer = client_of(Role.LAWYER)
    assert lawyer.get(address).status_code == 200
    assert "Verbeteren" not in lawyer.get(address).content.decode()
    for closed in (f"{address}verbeteren/", f"{address}intrekken/", f"{DAYS}nieuw/"):
        assert lawyer.get(closed).status_code == 404
        assert lawyer.post(closed, {"reason": "x"}).status_code == 404


def test_case_exists_for_who_leads_it_and_who_is_invited_and_for_nobody_else(client_of: ClientOf) -> None:
    leader = get_viewer("regisseur")
    number = open_case(
        kind="nuisance_location",
        title="Overlast op Verzonnen plek",
        theme="veilige-wijken",
        opened_on=date(2024, 3, 14),
        by=leader,
        at=AT,
    )
    address = f"/casussen/{number}/"
    invited, stranger = client_of(Role.CORE_TEAM_MEMBER), client_of(Role.LAWYER)
    for client in (invited, stranger):
        client.post("/casussen/", {"purpose": "casusoverleg"})
    assert invited.get(address).status_code == 404
    assert stranger.get(address).status_code == 404
    let_take_part(number=number, username="kernteamlid", rule=CaseRule.INVITED, by=leader, at=AT)
    assert invited.get(address).status_code == 200
    assert number in invited.get("/casussen/").content.decode()
    assert number in invited.get(f"/zoeken/?q={number}").content.decode()
    assert "Niets gevonden" in stranger.get(f"/zoeken/?q={number}").content.decode()


def test_personal_data_are_shown_for_a_purpose_that_is_logged(client_of: ClientOf) -> None:
    client = client_of(Role.COORDINATOR)
    form = {"channel": "mma", "received_on": "2024-03-14", "theme": "ondermijning", "summary": "Verzonnen"}
    client.post("/registraties/signalen/nieuw/", form)
    asked = client.get("/registraties/signalen/")
    assert "Waarvoor bekijkt u" in asked.content.decode()
    assert "Verzonnen" not in asked.content.decode().replace("verzonnen", "")
    assert client.post("/registraties/signalen/", {"purpose": "weging voorbereiden"}).status_code == 302
    assert "S-2024-0001" in client.get("/registraties/signalen/").content.decode()
    reads = [event for event in list_events(get_viewer("beheerder")) if event.action == "read"]
    assert reads[0].details["purpose"] == "weging voorbereiden"


def test_list_can_be_narrowed_to_a_period_in_dutch_words(client_of: ClientOf) -> None:
    client = client_of(Role.INSPECTOR)
    record_day(client)
    assert "ICD-2024-0001" in client.get(f"{DAYS}?periode=maart+2024").content.decode()
    assert "Er is niets in deze periode" in client.get(f"{DAYS}?periode=2023").content.decode()
    assert "Dit is geen periode" in client.get(f"{DAYS}?periode=ooit").content.decode()


def test_row_behind_a_figure_leads_to_its_page_only_for_who_may_open_it(client_of: ClientOf) -> None:
    address = record_day(client_of(Role.INSPECTOR))
    number = address.rstrip("/").rpartition("/")[2]
    assert find_registration_href(get_viewer("inspecteur"), "inspection-days", number) == address
    assert find_registration_href(get_viewer("raadslid"), "inspection-days", number) == ""
    assert find_registration_href(get_viewer("inspecteur"), "unknown", number) == ""


def test_long_list_is_shown_in_pages(client_of: ClientOf) -> None:
    client = client_of(Role.INSPECTOR)
    for _ in range(51):
        record_day(client)
    first, second = client.get(DAYS).content.decode(), client.get(f"{DAYS}?pagina=2").content.decode()
    assert "Pagina 1 van 2" in first
    assert f"{DAYS}ICD-2024-0051/" in first
    assert f"{DAYS}ICD-2024-0001/" not in first
    assert f"{DAYS}ICD-2024-0001/" in second
