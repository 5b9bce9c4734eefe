"""Signals in the pages: written down fast, weighed step by step, seen by whom it concerns."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.conftest import ClientOf

from spoorboek.apps.cases.queries import list_case_page
from spoorboek.apps.intake.actions import record_signal
from spoorboek.apps.intake.models import Signal
from spoorboek.apps.people.queries import get_viewer
from spoorboek.rules.register_lifecycles import SignalStatus
from spoorboek.rules.roles import Role

AT = datetime(2025, 2, 24, 9, 30, tzinfo=UTC)
NEW = "/signalen/nieuw/"
SAID = {
    "channel": "partner",
    "received_on": "2025-02-20",
    "summary": "Verzonnen: auto's rijden af en aan bij een loods",
    "place": "Verzonnen kade 1",
    "area_code": "",
    "theme": "ondermijning",
    "point": "",
}
STEPS = [("weging 1", "yes"), ("weging 2a", "yes"), ("weging 2b", "yes"), ("weging 3", "enquiry")]


def with_purpose(client: Client) -> Client:
    session = client.session
    session["purpose:signals"] = "signalen wegen"
    session["purpose:cases"] = "signalen wegen"
    session.save()
    return client


def a_signal(**said: object) -> str:
    known = {
        "channel": "partner",
        "received_on": date(2025, 2, 1),
        "theme": "ondermijning",
        "summary": "Verzonnen",
    }
    return record_signal(**{**known, **said}, by=get_viewer("regisseur"), at=AT)  # type: ignore[arg-type]


def take(client: Client, number: str, outcome: str, **more: str) -> None:
    answer = client.post(
        f"/signalen/{number}/stap/", {"outcome": outcome, "reason": "verzonnen reden", **more}
    )
    assert answer.status_code == 302, answer.context["form"].errors


def test_a_signal_is_written_down_in_one_page_and_the_theme_is_kept_for_the_next(client_of: ClientOf) -> None:
    client = client_of(Role.CORE_TEAM_MEMBER)
    assert client.post(NEW, {**SAID, "theme": "jeugd", "nog": "1"}).url == NEW
    page = client.get(NEW)
    assert "Opgeschreven als S-2025-0001" in page.content.decode()
    assert page.context["form"].initial["theme"] == "jeugd"


def test_the_form_has_no_field_about_a_reporter_and_goes_in_the_order_of_telling(client_of: ClientOf) -> None:
    page = client_of(Role.CORE_TEAM_MEMBER).get(NEW)
    names = [field.name for field in page.context["form"]]
    assert names == ["channel", "received_on", "summary", "place", "area_code", "theme", "point"]
    assert "autofocus" in page.content.decode()
    # The form itself asks what is known while somebody types: a trigger on a part of it is deaf in Chromium.
    form = re.search(r"<form[^>]*data-ctrl-enter[^>]*>", page.content.decode())
    assert form and 'hx-trigger="input delay:600ms"' in form[0] and 'hx-target="#bekend"' in form[0]


class TabStops(HTMLParser):
    """What Tab goes by in the form of a signal, in order, with what stands there already."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.focused = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag in {"input", "select", "textarea"} and said.get("type") not in {"hidden", "search", "image"}:
            self.names.append(said.get("name") or "")
            if "autofocus" in said:
                self.focused = said.get("name") or ""


def test_a_signal_takes_less_than_a_minute_on_the_keyboard(client_of: ClientOf) -> None:
    client = client_of(Role.CORE_TEAM_MEMBER)
    page = client.get(NEW)
    stops = TabStops()
    stops.feed(page.content.decode())
    typed = {"channel": "par", "summary": SAID["summary"], "place": SAID["place"]}
    on_the_way = stops.names[stops.names.index(stops.focused) : stops.names.index("place") + 1]
    assert stops.focused == "channel" and set(typed) <= set(on_the_way)
    # Tab goes by the day, the month, the year and the calendar of a date apart; Ctrl+Enter writes it down.
    tabs = sum(4 if name == "received_on" else 1 for name in on_the_way[:-1])
    keys = sum(map(len, typed.values())) + tabs + 2
    # Two keys a second is slow; a second and a half to think before each thing that is told.
    assert keys / 2 + 1.5 * len(typed) < 60, f"{keys} keys"
    sent = {**page.context["form"].initial, "summary": SAID["summary"], "place": SAID["place"]}
    assert client.post(NEW, {**sent, "channel": "partner"}).status_code == 302


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"channel": ""}, "channel"),
        ({"summary": ""}, "summary"),
        ({"received_on": "2199-01-01"}, "received_on"),
        ({"received_on": "gisteren"}, "received_on"),
        ({"point": "ergens"}, "point"),
        ({"point": "99 200"}, "point"),
        ({"area_code": "BU1"}, "area_code"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(
    client_of: ClientOf, said: dict[str, str], field: str
) -> None:
    answer = client_of(Role.CORE_TEAM_MEMBER).post(NEW, {**SAID, **said})
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert "Verzonnen kade 1" in answer.content.decode()


def test_what_is_known_is_shown_without_saving_by_button_and_while_typing(client_of: ClientOf) -> None:
    number = a_signal(place="Verzonnen kade 1", summary="Verzonnen: auto's bij een loods")
    client = client_of(Role.CORE_TEAM_MEMBER)
    page = client.post(NEW, {**SAID, "kijk": "1"}).content.decode()
    assert number in page and "Misschien hetzelfde signaal" in page
    partial = client.post(NEW, SAID, headers={"HX-Request": "true"}).content.decode()
    assert number in partial and "<html" not in partial
    assert "S-2025-0002" not in client.get("/signalen/").content.decode()


def test_what_is_known_is_only_what_one_may_see(client_of: ClientOf) -> None:
    leader = with_purpose(client_of(Role.COORDINATOR))
    number = a_signal(place="Verzonnen kade 1")
    for outcome in ("yes", "yes", "yes"):
        take(leader, number, outcome)
    more = {"case_kind": "nuisance_location", "case_title": "Verzonnen kade"}
    take(leader, number, "department", **more)
    case = list_case_page(get_viewer("regisseur"), at=AT, purpose="toets").rows[0].number
    assert case in leader.post(NEW, {**SAID, "kijk": "1"}).content.decode()
    assert case not in client_of(Role.CORE_TEAM_MEMBER).post(NEW, {**SAID, "kijk": "1"}).content.decode()
    assert client_of(Role.INSPECTOR).post(NEW, {**SAID, "kijk": "1"}).status_code == 404


def test_signal_goes_through_the_protocol_with_the_privacy_officer(client_of: ClientOf) -> None:
    weigher, officer = with_purpose(client_of(Role.CORE_TEAM_MEMBER)), client_of(Role.PRIVACY_OFFICER)
    number = a_signal(summary="Verzonnen geheim")
    address = f"/signalen/{number}/"
    assert officer.get(address).status_code == 404
    for _, outcome in STEPS:
        take(weigher, number, outcome)
    weigher.post(f"{address}bronnen/", {"sources": ["kvk"], "question": "Is hier een bedrijf?"})
    assert "wacht op uw privacytoets" in officer.get("/").content.decode()
    page = officer.get(address)
    assert "Verzonnen geheim" not in page.content.decode()
    assert "Is hier een bedrijf?" in page.content.decode()
    key = page.context["view"].enquiries[0].key
    enquiry = f"{address}bronnen/{key}/"
    assert weigher.get(enquiry).status_code == 404
    assert officer.post(enquiry, {"answer": "ja", "reason": "past bij het doel"}).status_code == 302
    take(officer, number, "allowed")
    assert weigher.post(enquiry, {"answer": "ja"}).status_code == 302
    assert officer.post(enquiry, {"answer": "ja", "reason": "nodig"}).status_code == 302
    assert weigher.post(enquiry, {"content": "verzonnen inhoud"}).status_code == 302
    assert "verzonnen inhoud" in weigher.get(address).content.decode()
    take(weigher, number, "department")
    assert "in behandeling genomen" in weigher.get(address).content.decode()


def test_set_aside_signal_is_gone_for_all_and_opened_by_the_officer_with_a_reason(
    client_of: ClientOf,
) -> None:
    weigher, officer = with_purpose(client_of(Role.CORE_TEAM_MEMBER)), client_of(Role.PRIVACY_OFFICER)
    number = a_signal(summary="Verzonnen geheim")
    take(weigher, number, "no")
    for gone in (f"/signalen/{number}/", f"/registraties/signalen/{number}/", f"/signalen/{number}/openen/"):
        assert weigher.get(gone).status_code == 404
    assert number in officer.get("/signalen/").content.decode()
    opening = f"/signalen/{number}/openen/"
    assert "Verzonnen geheim" not in officer.get(opening).content.decode()
    assert "Verzonnen geheim" not in officer.post(opening, {"reason": ""}).content.decode()
    assert "Verzonnen geheim" in officer.post(opening, {"reason": "verzoek om inzage"}).content.decode()


def test_signal_from_a_list_that_was_set_aside_is_locked_from_its_own_page(client_of: ClientOf) -> None:
    weigher, aside = with_purpose(client_of(Role.COORDINATOR)), a_signal()
    Signal.objects.filter(number=aside).update(status="set_aside", weighed_on=date(2025, 2, 2), next_step="")
    address = f"/signalen/{aside}/slot/"
    assert address in weigher.get(f"/signalen/{aside}/").content.decode()
    assert address not in weigher.get(f"/signalen/{a_signal()}/").content.decode()
    assert weigher.post(address, {"reason": "ingelezen uit een oude lijst"}).url == "/signalen/"
    assert weigher.get(f"/signalen/{aside}/").status_code == 404


def test_a_tip_is_not_taken_in_alone(client_of: ClientOf) -> None:
    weigher = with_purpose(client_of(Role.CORE_TEAM_MEMBER))
    number = a_signal(channel="mma")
    for outcome in ("yes", "yes", "yes"):
        take(weigher, number, outcome)
    step = f"/signalen/{number}/stap/"
    answer = weigher.post(step, {"outcome": "department", "reason": "past"})
    assert "alleen op anonieme meldingen" in str(answer.context["form"].errors)
    assert (
        weigher.post(step, {"outcome": "department", "reason": "x", "supported_by": "gezien"}).status_code
        == 302
    )


def test_no_page_of_a_tip_has_a_word_about_its_reporter(client_of: ClientOf) -> None:
    weigher = with_purpose(client_of(Role.CORE_TEAM_MEMBER))
    number = a_signal(channel="mma")
    for address in (f"/registraties/signalen/{number}/", f"/registraties/signalen/{number}/verbeteren/"):
        assert "gemeld door" not in weigher.get(address).content.decode().casefold()
    other = a_signal()
    assert (
        "gemeld door"
        in weigher.get(f"/registraties/signalen/{other}/verbeteren/").content.decode().casefold()
    )


def test_raw_text_is_for_two_named_readers_and_a_third_is_refused(client_of: ClientOf) -> None:
    weigher, other = with_purpose(client_of(Role.CORE_TEAM_MEMBER)), with_purpose(client_of(Role.COORDINATOR))
    address = f"/signalen/{a_signal(channel='mma')}/tekst/"
    weigher.post(address, {"text": "verzonnen melding", "readers": "kernteamlid"})
    assert "verzonnen melding" in weigher.get(address).content.decode()
    assert "verzonnen melding" not in other.get(address).content.decode()
    assert weigher.post(address, {"username": "regisseur"}).status_code == 302
    assert "verzonnen melding" in other.get(address).content.decode()
    refused = weigher.post(address, {"username": "jurist"})
    assert "hoogstens twee lezers" in str(refused.context["form"].errors)


def test_overview_and_one_signal_need_few_questions(
    client_of: ClientOf, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    weigher = with_purpose(client_of(Role.CORE_TEAM_MEMBER))
    numbers = [a_signal() for _ in range(3)]
    for address in ("/signalen/", NEW, f"/signalen/{numbers[0]}/", f"/signalen/{numbers[0]}/stap/"):
        with django_assert_max_num_queries(15):
            assert weigher.get(address).status_code == 200


def test_signal_that_was_taken_in_opens_a_case_with_what_is_known(client_of: ClientOf) -> None:
    client = with_purpose(client_of(Role.COORDINATOR))
    number = a_signal()
    opens = f"/casussen/nieuw/?signaal={number}"
    assert opens not in client.get(f"/signalen/{number}/").content.decode()
    Signal.objects.update(status=SignalStatus.TAKEN_IN.value, weighed_on=date(2025, 2, 2), reason="verzonnen")
    assert opens in client.get(f"/signalen/{number}/").content.decode()
    client.post("/casussen/", {"purpose": "casus openen"})
    assert f'value="{number}"' in client.get(opens).content.decode()
