"""Lists that can be narrowed, kept, come back to and taken along, and what falls due from them."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from tests.web.area_world import make_neighbourhoods
from tests.web.conftest import ClientOf

from spoorboek.apps.audit.models import Event
from spoorboek.apps.intake.actions import record_signal
from spoorboek.apps.intake.follow_ups import set_follow_up
from spoorboek.apps.intake.registers import SIGNALS
from spoorboek.apps.people.queries import get_viewer
from spoorboek.rules.roles import Role

AT = datetime(2025, 2, 24, 9, 30, tzinfo=UTC)
LIST = "/registraties/signalen/"


def a_signal(**said: object) -> str:
    known = {"channel": "partner", "received_on": date(2025, 2, 1), "theme": "x", "summary": "Verzonnen"}
    return record_signal(**{**known, **said}, by=get_viewer("regisseur"), at=AT)  # type: ignore[arg-type]


def with_purpose(client: Client) -> Client:
    session = client.session
    session["purpose:signals"] = "signalen wegen"
    session.save()
    return client


def test_list_is_narrowed_by_words_choice_and_period_and_the_place_is_kept(client_of: ClientOf) -> None:
    client = with_purpose(client_of(Role.CORE_TEAM_MEMBER))
    wanted = a_signal(place="Verzonnen kade", channel="politie")
    other = a_signal(received_on=date(2024, 2, 1))
    for question in ("zoek=kade", "channel=politie", "periode=2025"):
        page = client.get(f"{LIST}?{question}").content.decode()
        assert f"{LIST}{wanted}/" in page and f"{LIST}{other}/" not in page, question
    assert f"{LIST}?periode=2025" in client.get(f"{LIST}{wanted}/").content.decode()


def test_filters_are_kept_under_a_name_for_their_maker_only(client_of: ClientOf) -> None:
    mine, other = with_purpose(client_of(Role.CORE_TEAM_MEMBER)), with_purpose(client_of(Role.COORDINATOR))
    mine.post(f"{LIST}?channel=politie", {"doe": "bewaar", "naam": "van de politie"})
    assert "van de politie" in mine.get(LIST).content.decode()
    assert "van de politie" not in other.get(LIST).content.decode()
    mine.post(LIST, {"doe": "weg", "naam": "van de politie"})
    assert "van de politie" not in mine.get(LIST).content.decode()


def test_who_writes_in_a_register_declares_it_complete_and_takes_that_back(client_of: ClientOf) -> None:
    writer = with_purpose(client_of(Role.CORE_TEAM_MEMBER))
    said = writer.post(LIST, {"doe": "volledig", "periode": "april 2023"}, follow=True).content.decode()
    assert "Volledig over april 2023." in said
    assert "Dit is geen periode." in writer.post(LIST, {"doe": "volledig"}, follow=True).content.decode()
    gone = writer.post(LIST, {"doe": "terug", "periode": "2023-04"}, follow=True).content.decode()
    assert "Niet meer volledig over april 2023." in gone
    assert "Volledig over april 2023." not in writer.get(LIST).content.decode()


def test_something_is_agreed_for_several_rows_and_falls_due_for_who_keeps_an_eye_on_them(
    client_of: ClientOf,
) -> None:
    mine, other = with_purpose(client_of(Role.CORE_TEAM_MEMBER)), with_purpose(client_of(Role.COORDINATOR))
    numbers = [a_signal() for _ in range(2)]
    day = timezone.localdate() + timedelta(days=7)
    mine.post(LIST, {"doe": "samen", "nummer": numbers, "wie": "kernteamlid", "dag": day.isoformat()})
    assert all(number in mine.get("/agenda/").content.decode() for number in numbers)
    assert numbers[0] not in other.get("/agenda/").content.decode()
    assert (
        mine.post(LIST, {"doe": "samen", "nummer": ["S-1999-0001"], "wie": "kernteamlid"}).status_code == 404
    )
    assert client_of(Role.INSPECTOR).get("/agenda/").status_code == 200


def test_calendar_says_how_many_and_never_what_and_ends_when_revoked(client_of: ClientOf) -> None:
    mine = client_of(Role.CORE_TEAM_MEMBER)
    number = a_signal(summary="Verzonnen geheim")
    day = timezone.localdate() + timedelta(days=7)
    said = {"numbers": [number], "username": "kernteamlid", "due_on": day, "at": AT}
    set_follow_up(register=SIGNALS, by=get_viewer("regisseur"), **said)  # type: ignore[arg-type]
    mine.post("/agenda/", {"doe": "maak"})
    address = mine.get("/agenda/").context["address"]
    path = address.removeprefix("http://testserver")
    feed = Client().get(path)
    assert feed.headers["Content-Type"].startswith("text/calendar")
    text = feed.content.decode()
    assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}" in text and "1 termijn in Spoorboek" in text
    assert number not in text and "geheim" not in text and "kernteamlid" not in text
    assert not mine.get("/agenda/").context["address"]
    mine.post("/agenda/", {"doe": "weg"})
    assert Client().get(path).status_code == 404


def test_file_of_a_list_holds_what_the_list_shows(client_of: ClientOf) -> None:
    client = with_purpose(client_of(Role.CORE_TEAM_MEMBER))
    wanted, other = a_signal(channel="politie"), a_signal()
    text = client.get(f"{LIST}bestand/?channel=politie").content.decode("utf-8-sig")
    assert wanted in text and other not in text
    assert client.get(f"{LIST}bestand/?vorm=xlsx").content[:2] == b"PK"
    assert client.get(f"{LIST}bestand/?vorm=exe").status_code == 404


def test_file_leaves_out_what_may_be_about_people_unless_it_is_said_what_for(client_of: ClientOf) -> None:
    client = with_purpose(client_of(Role.CORE_TEAM_MEMBER))
    a_signal(summary="Verzonnen woorden", place="Verzonnen kade 1")
    reduced = client.get(f"{LIST}bestand/").content.decode("utf-8-sig")
    assert "Verzonnen woorden" not in reduced and "Verzonnen kade" not in reduced
    assert "partner" in reduced
    full = f"{LIST}bestand/?volledig=1"
    page = client.get(full)
    assert page.headers["Content-Type"].startswith("text/html")
    assert "Verzonnen woorden" not in page.content.decode()
    text = client.post(full, {"purpose": "overdracht van het dossier"}).content.decode("utf-8-sig")
    assert "Verzonnen woorden" in text and "Verzonnen kade 1" in text
    read, made = Event.objects.order_by("-sequence")[:2][::-1]
    assert read.details["purpose"] == "overdracht van het dossier"
    assert made.details == {"rows": 1, "form": "csv", "full": True}


def test_book_has_one_sheet_in_sight_and_no_counts(client_of: ClientOf) -> None:
    client = with_purpose(client_of(Role.CORE_TEAM_MEMBER))
    for _ in range(3):
        a_signal()
    book = load_workbook(io.BytesIO(client.get(f"{LIST}bestand/?vorm=xlsx").content))
    (sheet,) = book.worksheets
    assert sheet.sheet_state == "visible"
    assert sheet.max_row == 1 + 3, "a header and the rows: an export sums nothing up"
    assert not list(book.defined_names)


def test_list_needs_at_most_fifteen_questions_however_long(
    client_of: ClientOf, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = with_purpose(client_of(Role.CORE_TEAM_MEMBER))
    for _ in range(12):
        a_signal()
    client.get(LIST)
    with django_assert_max_num_queries(15):
        client.get(LIST)


def test_rows_are_chosen_in_the_list_itself(client_of: ClientOf) -> None:
    mine, number = with_purpose(client_of(Role.CORE_TEAM_MEMBER)), a_signal()
    page = mine.get(f"{LIST}?samen=1").content.decode()
    assert f'name="nummer" value="{number}"' in page
    assert f'<label for="kies-{number}">' in page
    assert 'name="nummer"' not in mine.get(LIST).content.decode()


def test_filters_without_a_name_or_without_a_filter_are_refused_with_a_sentence(client_of: ClientOf) -> None:
    mine = with_purpose(client_of(Role.CORE_TEAM_MEMBER))
    for address, name, words in (
        (f"{LIST}?channel=politie", " ", "Geef deze filters een naam."),
        (LIST, "alles", "Kies eerst filters"),
        (f"{LIST}?zoek={'x' * 600}", "lang", "niet te lang"),
    ):
        answer = mine.post(address, {"doe": "bewaar", "naam": name}, follow=True)
        assert words in answer.content.decode()


def test_area_on_the_map_narrows_the_list_and_leaves_the_other_filters(client_of: ClientOf) -> None:
    make_neighbourhoods()
    mine = with_purpose(client_of(Role.CORE_TEAM_MEMBER))
    here, there = (a_signal(channel="politie", area_code=f"BU0505010{n}") for n in (1, 2))
    page = mine.get(f"{LIST}?channel=politie&gebied=BU05050101&pagina=1").content.decode()
    assert f"{LIST}{here}/" in page
    assert f"{LIST}{there}/" not in page
    # The next area stays on the map with its count, so that one can go from one to the other.
    assert 'href="?channel=politie&amp;gebied=BU05050102" aria-label="BU05050102: 1"' in page
    assert "map__area--chosen" in page
