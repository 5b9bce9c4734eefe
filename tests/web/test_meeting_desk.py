"""The table of a meeting under haste and with two at once: one line is one line, at the right case."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.web.conftest import ClientOf

from spoorboek.apps.cases.models import AgendaItem, CaseAction, CaseDecision, Participation
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db
NEW = {"kind": "undermining", "theme": "ondermijning", "opened_on": "2024-03-14", "level": "audited"}


@pytest.fixture
def table(leads: Client) -> str:
    """A running meeting about two cases; return the address of its table."""
    for title in ("Verzonnen loods", "Verzonnen box"):
        leads.post("/casussen/nieuw/", {**NEW, "title": title})
    said = {"title": "Overleg", "planned_at": "2024-04-02T09:00", "cases": "C-2024-0001 C-2024-0002"}
    meeting = str(leads.post("/overleg/nieuw/", said).url)
    leads.post(meeting, {"start": "1"})
    return f"{meeting}tafel/"


def test_enter_pressed_twice_writes_one_decision(leads: Client, table: str) -> None:
    key = leads.get(table).context["form_key"]
    said = {"casus": "C-2024-0001", "regel": "b pand controleren", "form_key": key}
    answers = [leads.post(table, said) for _ in range(2)]
    assert [answer.url for answer in answers] == [f"{table}?casus=C-2024-0001"] * 2
    assert CaseDecision.objects.count() == 1


def test_line_for_a_case_that_left_the_agenda_comes_in_no_other_case(leads: Client, table: str) -> None:
    AgendaItem.objects.filter(case__number="C-2024-0002").delete()
    page = leads.post(table, {"casus": "C-2024-0002", "regel": "b pand sluiten"}).content.decode()
    assert "casus C-2024-0002 staat hier niet meer op de agenda" in page
    assert 'value="b pand sluiten"' in page
    assert not CaseDecision.objects.exists()


def test_too_long_a_line_stays_whole_in_the_field(leads: Client, table: str) -> None:
    text = f"b {'x' * 900}"
    page = leads.post(table, {"casus": "C-2024-0001", "regel": text}).content.decode()
    assert "is te lang" in page
    assert f'value="{text}"' in page


def test_line_typed_after_the_meeting_was_closed_can_still_be_read(leads: Client, table: str) -> None:
    leads.post(table.removesuffix("tafel/"), {"close": "1"})
    page = leads.post(table, {"casus": "C-2024-0001", "regel": "b pand sluiten"}).content.decode()
    assert "Dit overleg is gesloten" in page
    assert "Dit is niet bewaard: b pand sluiten" in page


def test_open_action_is_done_and_a_line_mended_without_leaving_the_table(leads: Client, table: str) -> None:
    leads.post("/casussen/C-2024-0002/nieuw/actie/", {"text": "Buren bellen", "who": "kernteamlid"})
    leads.post(table, {"casus": "C-2024-0002", "regel": "a dossier klaarzetten @kernteamlit"})
    page = leads.get(f"{table}?casus=C-2024-0002").content.decode()
    assert "kernteamlit (geen gebruikersnaam)" in page and "Nog niet besproken: 2" in page
    called, typed = CaseAction.objects.order_by("pk")
    answer = leads.post(table, {"casus": "C-2024-0002", "gedaan": str(called.pk)})
    assert answer.url == f"{table}?casus=C-2024-0002"
    called.refresh_from_db()
    assert called.done_on is not None
    for odd in ("x", "9" * 40, "-1"):
        assert leads.post(table, {"casus": "C-2024-0002", "gedaan": odd}).status_code == 404
    mend = f"/casussen/C-2024-0002/wijzigen/actie/{typed.pk}/"
    said = {"text": typed.text, "who": "kernteamlid", "reason": "verkeerd getypt"}
    meeting = table.split("/")[2]
    assert leads.post(f"{mend}?overleg={meeting}", said).url == f"{table}?casus=C-2024-0002"
    assert CaseAction.objects.get(is_struck=False, text=typed.text).meeting.number == meeting
    again = CaseAction.objects.get(is_struck=False, text=typed.text)
    other = f"/casussen/C-2024-0002/wijzigen/actie/{again.pk}/?overleg=O-1/..%2F"
    assert leads.post(other, said).status_code == 404
    assert CaseAction.objects.filter(is_struck=False, pk=again.pk).exists()


def test_day_and_text_that_cannot_be_are_refused_at_the_form(client_of: ClientOf) -> None:
    client = client_of(Role.COORDINATOR)
    client.post("/casussen/", {"purpose": "casusoverleg voorbereiden"})
    address = str(client.post("/casussen/nieuw/", {**NEW, "title": "Verzonnen loods"}).url)
    said = {"username": "regisseur", "rule": "invited", "until": "9999-12-31", "reason": "nodig"}
    assert "31-12-9999 kan niet" in client.post(f"{address}uitnodigen/", said).content.decode()
    glass = {"number": "C-2024-0001", "reason": "spoed\a"}
    assert "tekens die niet te lezen zijn" in client.post("/casussen/noodtoegang/", glass).content.decode()
    assert not Participation.objects.exists()
