"""What was typed is not lost when the session or the token of the form ended, and is given to nobody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from tests.web.conftest import ClientOf
from tests.web.test_entrance import code_now

import spoorboek.web
from spoorboek.apps.cases.models import CaseDecision
from spoorboek.apps.intake.models import Signal
from spoorboek.apps.people.demo import DemoLogin
from spoorboek.apps.people.kept_forms import drop_old_forms, find_kept_form, keep_form
from spoorboek.apps.people.models import KeptForm
from spoorboek.apps.people.queries import get_viewer
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db
AT = datetime(2025, 2, 24, 9, 30, tzinfo=UTC)
NEW_SIGNAL = "/signalen/nieuw/"
TEXT = "Verzonnen: een loods met gedekte ruiten"
SAID = {"channel": "partner", "received_on": "2025-02-20", "summary": TEXT, "theme": "ondermijning"}
CASE = {"kind": "undermining", "title": "Verzonnen loods", "theme": "ondermijning", "level": "audited"}


def key_of(client: Client, address: str) -> str:
    found = re.search(r'name="form_key" value="([^"]+)"', client.get(address).content.decode())
    assert found, f"{address} carries no word of its own"
    return found.group(1)


def end_session(client: Client) -> None:
    client.session.flush()
    del client.cookies["sessionid"]


def come_back(client: Client, username: str, purpose: str = "casusoverleg voorbereiden") -> None:
    user = get_user_model().objects.get(username=username)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    if purpose:
        session = client.session
        session["purpose:cases"] = session["purpose:signals"] = purpose
        session.save()


def page_to(client: Client, username: str, address: str, said: dict[str, str]) -> str:
    """Send a form after the session ended, log in, and return the page to which that leads."""
    said = {**said, "form_key": key_of(client, address)}
    end_session(client)
    answer = client.post(address, said)
    assert answer.url.startswith("/inloggen/?next="), address
    goes_to = answer.wsgi_request.build_absolute_uri(answer.url)
    come_back(client, username)
    page = client.get(next_of(goes_to))
    assert page.status_code == 200, address
    return str(page.content.decode())


def next_of(entrance: str) -> str:
    from_entrance = re.search(r"next=([^&]+)", entrance)
    assert from_entrance
    return from_entrance.group(1).replace("%3F", "?").replace("%3D", "=").replace("%26", "&")


def test_signal_typed_when_the_session_had_ended_stands_there_again_after_logging_in(
    client_of: ClientOf, logins: dict[str, DemoLogin]
) -> None:
    client = client_of(Role.CORE_TEAM_MEMBER)
    said = {**SAID, "form_key": key_of(client, NEW_SIGNAL)}
    end_session(client)
    entrance = client.post(NEW_SIGNAL, said, follow=True)
    assert "wat u had ingevuld staat dan weer klaar" in entrance.content.decode()
    login = logins["kernteamlid"]
    step = client.post(
        "/inloggen/",
        {
            "login": login.username,
            "password": login.password,
            "next": next_of(entrance.redirect_chain[-1][0]),
        },
    )
    back = client.post(step.url, {"code": code_now(login.totp_secret)}).url
    page = client.get(back).content.decode()
    assert TEXT in page and "Het is nog niet opgeslagen" in page
    assert (Signal.objects.count(), KeptForm.objects.count()) == (0, 1)
    again = re.search(r'name="form_key" value="([^"]+)"', page)
    assert again and client.post(back, {**said, "form_key": again.group(1)}).status_code == 302
    assert (Signal.objects.count(), KeptForm.objects.count()) == (1, 0)


def test_somebody_else_who_logs_in_there_gets_an_empty_form(client_of: ClientOf) -> None:
    client = client_of(Role.CORE_TEAM_MEMBER)
    said = {**SAID, "form_key": key_of(client, NEW_SIGNAL)}
    end_session(client)
    back = next_of(client.post(NEW_SIGNAL, said).url)
    come_back(client, "regisseur")
    page = client.get(back).content.decode()
    assert TEXT not in page and "Wat was ingevuld is er niet meer" in page
    assert KeptForm.objects.count() == 1


def test_form_of_which_the_token_ended_comes_back_filled_in(logins: dict[str, DemoLogin]) -> None:
    client = Client(enforce_csrf_checks=True)
    come_back(client, "kernteamlid")
    key = key_of(client, NEW_SIGNAL)
    answer = client.post(NEW_SIGNAL, {**SAID, "form_key": key, "csrfmiddlewaretoken": "x" * 64}, follow=True)
    assert TEXT in answer.content.decode() and not Signal.objects.exists()
    # A form of another site carries no word of ours; a word of somebody else gives this person nothing.
    for wrong in ("", key.replace(":", "x")):
        assert client.post(NEW_SIGNAL, {**SAID, "form_key": wrong}).status_code == 403
    assert KeptForm.objects.count() == 1


def test_form_sent_before_the_purpose_was_said_again_comes_back_after_it(client_of: ClientOf) -> None:
    client = client_of(Role.CORE_TEAM_MEMBER)
    come_back(client, "kernteamlid")
    case = str(client.post("/casussen/nieuw/", {**CASE, "opened_on": "2024-03-14"}).url)
    address = f"{case}nieuw/besluit/"
    said = {"text": TEXT, "decided_on": "2024-03-15", "form_key": key_of(client, address)}
    end_session(client)
    come_back(client, "kernteamlid", purpose="")
    question = client.post(address, said)
    assert "Waarvoor bekijkt u deze gegevens?" in client.get(question.url).content.decode()
    page = client.post(question.url, {"purpose": "besluit opschrijven"}, follow=True).content.decode()
    assert TEXT in page and not CaseDecision.objects.exists()
    assert KeptForm.objects.count() == 1


def test_every_form_of_a_case_and_a_meeting_gives_back_what_was_typed(client_of: ClientOf) -> None:
    client = client_of(Role.CORE_TEAM_MEMBER)
    come_back(client, "kernteamlid")
    case = str(client.post("/casussen/nieuw/", {**CASE, "opened_on": "2024-03-14"}).url)
    client.post(f"{case}nieuw/besluit/", {"text": "Boxen sluiten", "decided_on": "2024-03-15"})
    said = {"title": "Overleg", "planned_at": "2024-04-02T09:00", "cases": "C-2024-0001"}
    meeting = str(client.post("/overleg/nieuw/", said).url)
    client.post(meeting, {"start": "1"})
    decision = CaseDecision.objects.get().pk
    fields = {
        "/casussen/nieuw/": "title",
        f"{case}nieuw/besluit/": "text",
        f"{case}nieuw/actie/": "text",
        f"{case}nieuw/deelnemer/": "task",
        f"{case}teksten/": "plan-body",
        f"{case}tekst/plan/": "body",
        f"{case}verbeteren/": "title",
        f"{case}afsluiten/": "reason",
        f"{case}toegang/": "reason",
        f"{case}overdragen/": "reason",
        f"{case}uitnodigen/": "reason",
        f"{case}doorverwijzen/": "reason",
        f"{case}intrekken/": "reason",
        f"{case}wijzigen/besluit/{decision}/": "reason",
        "/overleg/nieuw/": "title",
        f"{meeting}tafel/": "regel",
    }
    more = {"level": "open", "casus": "C-2024-0001"}
    lost = [
        path
        for path, name in fields.items()
        if TEXT not in page_to(client, "kernteamlid", path, {**more, name: TEXT})
    ]
    assert not lost
    assert CaseDecision.objects.count() == 1
    # Of one person no more than five wait.
    assert KeptForm.objects.count() == 5


DESKS = {
    "/registraties/bestuurlijke-rapportages/nieuw/": "premises",
    "/registraties/signalen/nieuw/": "summary",
    "/rapportages/nieuw/": "premises",
    "/controles/nieuw/": "place",
    "/activiteiten/nieuw/": "title",
    "/gebieden/nieuw/": "name",
}


def test_every_form_of_the_other_registers_does_so_too(logins: dict[str, DemoLogin]) -> None:
    by_role: dict[str, Callable[[str], bool]] = {
        "jurist": lambda path: "rapportages" in path,
        "inspecteur": lambda path: path.startswith("/controles"),
        "regisseur": lambda path: True,
    }
    client, seen = Client(), []
    for username, is_theirs in by_role.items():
        for path in [path for path in DESKS if is_theirs(path) and path not in seen]:
            come_back(client, username)
            if client.get(path).status_code == 200:
                seen.append(path)
                assert TEXT in page_to(client, username, path, {DESKS[path]: TEXT}), path
    assert set(seen) == set(DESKS)


def test_no_page_fills_a_form_with_only_what_is_sent_now() -> None:
    """Else it forgets what was kept. Pages with passwords and a question about purpose keep nothing."""
    pages = Path(spoorboek.web.__file__).parent / "pages"
    found = {
        page.name
        for page in pages.glob("*.py")
        for line in page.read_text().splitlines()
        if "request.POST or None" in line and "PurposeForm" not in line
    }
    assert found == {"people.py", "letters_word.py"}


def test_what_is_kept_is_not_to_be_read_in_the_database_and_not_given_after_an_hour(
    logins: dict[str, DemoLogin],
) -> None:
    typist, other = get_viewer("kernteamlid"), get_viewer("regisseur")
    word = keep_form(person_id=typist.person_id, path="/a/", content={"summary": [TEXT]}, at=AT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_keptform")
        assert "loods" not in str(cursor.fetchall())
    assert find_kept_form(typist, word, path="/a/", at=AT) == {"summary": [TEXT]}
    late = AT + timedelta(minutes=61)
    asked = [(other, "/a/", AT), (typist, "/b/", AT), (typist, "/a/", late)]
    assert [find_kept_form(who, word, path=path, at=at) for who, path, at in asked] == [None] * 3
    drop_old_forms(at=late)
    assert not KeptForm.objects.exists()


def test_passwords_questions_while_typing_and_pages_of_days_ago_are_never_kept(
    client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(Role.CORE_TEAM_MEMBER)
    key = key_of(client, NEW_SIGNAL)
    end_session(client)
    client.post("/mijn-account/wachtwoord/", {"oldpassword": "geheim", "form_key": key})
    client.post(NEW_SIGNAL, {**SAID, "form_key": key}, headers={"HX-Request": "true"})
    client.post(NEW_SIGNAL, {"form_key": key})
    monkeypatch.setattr("spoorboek.web.sending._KEY_LASTS", timedelta(seconds=-1))
    client.post(NEW_SIGNAL, {**SAID, "form_key": key})
    assert not KeptForm.objects.exists()


def test_too_much_and_a_closed_account_keep_nothing(logins: dict[str, DemoLogin]) -> None:
    typist = get_viewer("kernteamlid")
    assert keep_form(person_id=typist.person_id, path="/a/", content={"x": ["y" * 600_000]}, at=AT) == ""
    get_user_model().objects.filter(username="kernteamlid").update(is_active=False)
    assert keep_form(person_id=typist.person_id, path="/a/", content={"x": ["y"]}, at=AT) == ""
    assert not KeptForm.objects.exists()


def test_button_without_words_leads_back_to_the_page_on_which_it_stood(client_of: ClientOf) -> None:
    client = client_of(Role.CORE_TEAM_MEMBER)
    end_session(client)
    page = "http://testserver/casussen/C-2024-0001/?lijst=1"
    answer = client.post("/casussen/C-2024-0001/actie/1/", headers={"Referer": page})
    assert next_of(answer.url) == "/casussen/C-2024-0001/?lijst=1"
    answer = client.post("/casussen/C-2024-0001/actie/1/", headers={"Referer": "https://elders.test/x"})
    assert next_of(answer.url) == "/casussen/C-2024-0001/actie/1/"
