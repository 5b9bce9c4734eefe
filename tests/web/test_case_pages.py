"""Cases and meetings in the pages: by people of two organisations, with a third who sees nothing."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.area_world import make_neighbourhoods
from tests.web.conftest import ClientOf

from spoorboek.apps.audit.models import Event
from spoorboek.apps.cases.actions import open_case
from spoorboek.apps.cases.models import Case, CaseAction, CaseDecision, Participation
from spoorboek.apps.people.queries import get_viewer
from spoorboek.rules.roles import Role

NOW = datetime.now(tz=UTC)
NEW = {
    "kind": "undermining",
    "title": "Verzonnen garageboxen",
    "theme": "ondermijning",
    "opened_on": "2024-03-14",
    "level": "audited",
}


def look(client: Client) -> Client:
    client.post("/casussen/", {"purpose": "casusoverleg voorbereiden"})
    return client


def hidden_value(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="(\d+)"', page)
    assert found is not None, name
    return found[1]


@pytest.fixture
def leads(client_of: ClientOf) -> Client:
    return look(client_of(Role.CORE_TEAM_MEMBER))


@pytest.fixture
def partner(client_of: ClientOf) -> Client:
    return look(client_of(Role.PARTNER))


def open_one(client: Client, **more: str) -> str:
    answer = client.post("/casussen/nieuw/", {**NEW, **more})
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer.url)


def test_case_is_opened_written_in_and_closed_with_a_reason(leads: Client) -> None:
    address = open_one(leads)
    for what, said in (
        ("nieuw/actie/", {"text": "Buren bellen", "who": "partner", "due_on": "2024-04-01"}),
        ("nieuw/besluit/", {"text": "Boxen controleren", "decided_on": "2024-03-15"}),
        ("nieuw/deelnemer/", {"name": "Verzonnen Wonen", "task": "verhuurder"}),
        ("fase/", {"phase": "enquiry", "entered_on": "2024-03-16"}),
        ("doorverwijzen/", {"target": "riec", "sent_on": "2024-03-17", "reason": "zwaar"}),
        ("tekst/plan/", {"body": "Eerst kijken.", "version": "0"}),
    ):
        assert leads.post(f"{address}{what}", said).status_code == 302, what
    page = leads.get(address).content.decode()
    for words in (
        "Buren bellen",
        "Boxen controleren",
        "Verzonnen Wonen",
        "Eerst kijken.",
        "RIEC",
        "1 april 2024",
    ):
        assert words in page
    refused = leads.post(f"{address}afsluiten/", {"closed_on": "2024-05-01", "reason": ""})
    assert "reason" in refused.context["form"].errors
    leads.post(f"{address}afsluiten/", {"closed_on": "2024-05-01", "reason": "opgelost"})
    assert "Heropenen" in leads.get(address).content.decode()


def test_new_case_takes_theme_and_place_from_its_signal(client_of: ClientOf) -> None:
    client = look(client_of(Role.COORDINATOR))
    said = {
        "channel": "politie",
        "received_on": "2024-03-14",
        "theme": "ondermijning",
        "summary": "Verzonnen",
    }
    number = str(client.post("/registraties/signalen/nieuw/", {**said, "place": "Verzonnen kade"}).url).split(
        "/"
    )[-2]
    page = client.get(f"/casussen/nieuw/?signaal={number}").content.decode()
    assert number in page
    assert "Verzonnen kade" in page


def test_file_of_the_list_asks_what_for_before_it_holds_what_is_written(leads: Client) -> None:
    address = open_one(leads)
    leads.post(f"{address}tekst/plan/", {"body": "Eerst kijken.", "version": "0"})
    page = leads.get("/casussen/?zoek=garageboxen").content.decode()
    assert "/casussen/bestand/?zoek=garageboxen&amp;vorm=xlsx" in page
    short = leads.get("/casussen/bestand/?zoek=garageboxen").content.decode("utf-8-sig")
    assert "C-" in short and "garageboxen" not in short and "Eerst kijken" not in short
    full = "/casussen/bestand/?volledig=1&zoek=garageboxen"
    assert "Eerst kijken" not in leads.get(full).content.decode()
    said = leads.post(full, {"purpose": "overdracht van het dossier"}).content.decode("utf-8-sig")
    assert "Eerst kijken." in said and "Verzonnen garageboxen" in said
    assert leads.get("/casussen/bestand/?vorm=exe").status_code == 404


def test_partner_logs_in_and_sees_their_own_part_only(
    leads: Client, partner: Client, client_of: ClientOf
) -> None:
    address = open_one(leads)
    leads.post(f"{address}tekst/plan/", {"body": "Geheim plan", "version": "0"})
    leads.post(f"{address}nieuw/actie/", {"text": "Uw taak", "who": "partner"})
    leads.post(f"{address}nieuw/actie/", {"text": "Taak van de politie", "who": "Politie"})
    assert partner.get(address).status_code == 404
    invited = {"username": "partner", "rule": "invited", "groups": ["base"], "reason": "verhuurt de boxen"}
    assert leads.post(f"{address}uitnodigen/", invited).status_code == 302
    page = partner.get(address).content.decode()
    assert "Uw taak" in page
    assert "Geheim plan" not in page
    assert "Taak van de politie" not in page
    for shut in ("tekst/plan/", "verbeteren/", "afsluiten/", "uitnodigen/", "toegang/", "intrekken/"):
        assert partner.get(f"{address}{shut}").status_code == 404
    action = CaseAction.objects.get(text="Uw taak")
    partner.post(f"{address}actie/{action.pk}/")
    assert CaseAction.objects.get(pk=action.pk).done_on is not None
    lawyer = look(client_of(Role.LAWYER))
    assert lawyer.get(address).status_code == 404
    assert "0 casussen" in lawyer.get("/casussen/").content.decode()


def test_two_people_writing_one_text_see_both_and_lose_neither(leads: Client, client_of: ClientOf) -> None:
    address = open_one(leads)
    other = look(client_of(Role.COORDINATOR))
    leads.post(f"{address}tekst/plan/", {"body": "Van de een", "version": "0"})
    answer = other.post(f"{address}tekst/plan/", {"body": "Van de ander", "version": "0"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Van de een" in page
    assert "Van de ander" in page
    # Who goes away now finds it again later, and nobody else does.
    assert "Mijn tekst bekijken" in other.get(address).content.decode()
    assert "Van de ander" not in leads.get(f"{address}tekst/plan/").content.decode()
    page = other.get(f"{address}tekst/plan/").content.decode()
    assert "Van de ander" in page
    said = {name: hidden_value(page, name) for name in ("version", "seen_draft")}
    both = {"body": "Van de een en van de ander", **said}
    assert other.post(f"{address}tekst/plan/", both).status_code == 302
    assert "Mijn tekst bekijken" not in other.get(address).content.decode()


def test_all_texts_are_written_on_one_page_and_only_what_clashes_waits(
    leads: Client, client_of: ClientOf
) -> None:
    address = open_one(leads)
    other = look(client_of(Role.COORDINATOR))
    leads.post(f"{address}tekst/plan/", {"body": "Van de een", "version": "0"})
    sections = ("situation", "plan")
    said = {f"{name}-version": "0" for name in sections} | {
        f"{name}-body": f"Nieuw {name}" for name in sections
    }
    answer = other.post(f"{address}teksten/", said)
    assert answer.status_code == 409
    assert "Nieuw situation" in leads.get(address).content.decode()
    page = answer.content.decode()
    assert "Van de een" in page
    assert "Nieuw plan" in page
    assert other.post(f"{address}teksten/", {"drop": "plan"}).status_code == 302
    assert "Nieuw plan" not in other.get(f"{address}teksten/").content.decode()


def test_lead_is_handed_over_and_who_led_stays_in_the_team(leads: Client, client_of: ClientOf) -> None:
    address = open_one(leads)
    client_of(Role.COORDINATOR)
    said = {"username": "partner", "stays": "on", "reason": "andere taak"}
    client_of(Role.PARTNER)
    refused = leads.post(f"{address}overdragen/", said).content.decode()
    assert "werkt niet met casussen" in refused
    leads.post(f"{address}overdragen/", {**said, "username": "regisseur"})
    page = leads.get(address).content.decode()
    assert "hoort bij het team" in page
    assert Case.objects.get().owner is not None


def test_two_people_correcting_one_case_are_told(leads: Client, client_of: ClientOf) -> None:
    address = open_one(leads)
    other = look(client_of(Role.COORDINATOR))
    said = {**NEW, "area_code": "GM0505", "owner": "kernteamlid", "reason": "beter", "version": "1"}
    assert leads.post(f"{address}verbeteren/", {**said, "place": "Verzonnen plein"}).status_code == 302
    answer = other.post(f"{address}verbeteren/", {**said, "place": "Verzonnen kade"})
    assert answer.status_code == 409
    assert "Verzonnen plein" in answer.content.decode()
    assert "Verzonnen kade" in answer.content.decode()
    assert Case.objects.get().place == "Verzonnen plein"


def test_glass_is_broken_with_a_reason_and_shown_to_who_leads(leads: Client, client_of: ClientOf) -> None:
    address = open_one(leads, level="protected")
    number = address.split("/")[-2]
    coordinator = look(client_of(Role.COORDINATOR))
    assert coordinator.get(address).status_code == 404
    answer = coordinator.post("/casussen/noodtoegang/", {"number": number, "reason": "dreiging vannacht"})
    assert answer.url == address
    assert coordinator.get(address).status_code == 200
    assert "nam noodtoegang" in leads.get(address).content.decode()
    wrong = coordinator.post("/casussen/noodtoegang/", {"number": "C-2024-9999", "reason": "spoed"})
    assert "geen beschermde casus" in wrong.content.decode()
    assert Event.objects.filter(action="cases.break_glass").count() == 2


def test_privacy_officer_sees_who_can_see_and_looked_but_no_case(leads: Client, client_of: ClientOf) -> None:
    address = open_one(leads)
    leads.get(address)
    officer = client_of(Role.PRIVACY_OFFICER)
    assert officer.get("/beheer/inzage/?nummer=c-2024-0001").url == "/beheer/inzage/C-2024-0001/"
    page = officer.get("/beheer/inzage/C-2024-0001/").content.decode()
    assert "leidt de casus" in page
    assert "coördineert alle casussen" in page
    assert "casusoverleg voorbereiden" in page
    assert NEW["title"] not in page
    assert officer.get(address).status_code == officer.get("/beheer/inzage/C-2024-9999/").status_code == 404
    assert leads.get("/beheer/inzage/C-2024-0001/").status_code == 404


def test_twelve_cases_are_discussed_with_the_keyboard_alone(leads: Client, partner: Client) -> None:
    numbers = [open_one(leads, title=f"Verzonnen casus {place}").split("/")[-2] for place in range(12)]
    planned = {
        "title": "Casusoverleg",
        "planned_at": "2024-04-02T09:00",
        "cases": " ".join(numbers),
        "people": "partner",
    }
    meeting = leads.post("/overleg/nieuw/", planned).url
    desk = leads.post(meeting, {"start": "1", "present": ["kernteamlid", "partner"]}).url
    assert partner.get(f"/casussen/{numbers[0]}/").status_code == 200
    sent = keys = 0
    href = desk
    for number in numbers:
        page = leads.get(href).content.decode()
        (case,) = re.findall(r'name="casus" value="([^"]+)"', page)
        assert case == number
        assert "autofocus" in page
        for line in ("b panden controleren", "a buren bellen @partner +2w", ">"):
            href = leads.post(desk, {"casus": case, "regel": line}).url
            sent += 1
            # Every sign, and Enter; the field has the focus, so nothing else is pressed.
            keys += len(line) + 1
    # Twelve cases an hour is five minutes for each; a slow typist presses two keys a second.
    assert keys / 2 / len(numbers) < 30, "typing takes a tenth of the time that there is for a case"
    assert (sent, CaseDecision.objects.count(), CaseAction.objects.count()) == (36, 12, 12)
    assert "12 van 12 besproken" in leads.get(desk).content.decode()
    leads.post(meeting, {"close": "1"})
    assert "panden controleren" in partner.get(f"{meeting}verslag/").content.decode()
    assert partner.get(f"{meeting}tafel/").status_code == 404
    assert leads.get(f"{meeting}verslag/partner/").status_code == 200
    ends = set(Participation.objects.filter(person__username="partner").values_list("ends_at", flat=True))
    assert len(ends) == 1


def test_line_that_is_refused_stays_in_the_field(leads: Client) -> None:
    number = open_one(leads).split("/")[-2]
    said = {"title": "Overleg", "planned_at": "2024-04-02T09:00", "cases": number}
    meeting = leads.post("/overleg/nieuw/", said).url
    leads.post(meeting, {"start": "1"})
    page = leads.post(f"{meeting}tafel/", {"casus": number, "regel": "zomaar iets"}).content.decode()
    assert "Begin met b (besluit)" in page
    assert 'value="zomaar iets"' in page


def test_list_shows_only_the_cases_that_somebody_leads_when_asked(leads: Client, client_of: ClientOf) -> None:
    coordinator = look(client_of(Role.COORDINATOR))
    theirs, mine = open_one(leads), open_one(coordinator)
    everything = coordinator.get("/casussen/").content.decode()
    assert theirs in everything and mine in everything
    asked = coordinator.get("/casussen/?mijn=on").content.decode()
    assert mine in asked and theirs not in asked


def test_stock_and_flow_are_counted_for_any_period(leads: Client) -> None:
    open_one(leads)
    page = leads.get("/casussen/stroom/?periode=maart 2024").content.decode()
    assert "casusoverleg ondermijning" in page
    assert "Dit is geen periode" in leads.get("/casussen/stroom/?periode=ooit").content.decode()


MANY = 2_000
AREAS = ("GM0505", "BU05050101", "BU05050102")


def make_many(count: int, owner: int) -> None:
    people = [get_user_model()(username=f"collega-{number}") for number in range(20)]
    people = get_user_model().objects.bulk_create(people)
    cases = [
        Case(
            number=f"C-2024-{number:06}",
            kind="undermining",
            title=f"Verzonnen {number}",
            theme="ondermijning",
            opened_on=date(2024, 1, 1 + number % 28),
            entered_at=NOW,
            level=("open", "audited", "protected", "closed")[number % 4],
            owner_id=owner if number % 5 == 0 else people[number % 20].pk,
            area_code=AREAS[number % 3],
        )
        for number in range(count)
    ]
    cases = Case.objects.bulk_create(cases, batch_size=2000)
    taking_part = [
        Participation(case=case, person_id=owner if place % 7 == 0 else people[place % 20].pk, rule="invited")
        for place, case in enumerate(cases)
    ]
    Participation.objects.bulk_create(taking_part, batch_size=2000)


def test_list_of_25_of_many_with_need_to_know_and_read_log_asks_at_most_twelve_questions(
    client_of: ClientOf, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = look(client_of(Role.CORE_TEAM_MEMBER))
    username = "kernteamlid"
    make_many(MANY, int(get_viewer(username).person_id))
    make_neighbourhoods()
    cache.clear()
    client.get("/casussen/")
    reads = Event.objects.filter(action="read").count()
    with django_assert_max_num_queries(12) as asked:
        page = client.get("/casussen/?pagina=3")
    assert page.content.decode().count('<th scope="row"') == 25, len(asked)
    event = Event.objects.filter(action="read").last()
    assert event is not None
    assert Event.objects.filter(action="read").count() == reads + 1
    assert len(event.details["ids"]) == 25
    assert 'class="map"' in page.content.decode()


def test_page_of_one_case_asks_a_bounded_number_of_questions(
    leads: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    viewer = get_viewer("kernteamlid")
    said = {"title": "Verzonnen", "theme": "x", "opened_on": date(2024, 3, 14)}
    number = open_case(kind="undermining", by=viewer, at=NOW, **said)  # type: ignore[arg-type]
    leads.get(f"/casussen/{number}/")
    with django_assert_max_num_queries(15):
        assert leads.get(f"/casussen/{number}/").status_code == 200
