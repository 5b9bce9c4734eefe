"""Logging in: a password, then a code; nothing is reachable without both."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import NoReverseMatch, reverse

from spoorboek.apps.people.demo import DemoLogin

Logins = dict[str, DemoLogin]


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))


def give_password(client: Client, login: DemoLogin, password: str = "") -> object:
    data = {"login": login.username, "password": password or login.password}
    return client.post("/inloggen/", data)


def test_password_and_code_together_open_the_start_page(logins: Logins) -> None:
    client, login = Client(), logins["auteur"]
    assert give_password(client, login).url == "/inloggen/code/"
    assert client.post("/inloggen/code/", {"code": code_now(login.totp_secret)}).url == "/"
    assert "Auteur Voorbeeld" in client.get("/").content.decode()


def test_password_alone_opens_nothing(logins: Logins) -> None:
    client = Client()
    give_password(client, logins["beheerder"])
    assert client.get("/").url.startswith("/inloggen/")
    assert client.get("/beheer/personen/").url.startswith("/inloggen/")


def test_wrong_code_opens_nothing_and_says_so_at_the_field(logins: Logins) -> None:
    client, login = Client(), logins["auteur"]
    give_password(client, login)
    wrong = f"{(int(code_now(login.totp_secret)) + 500_000) % 1_000_000:06d}"
    page = client.post("/inloggen/code/", {"code": wrong}).content.decode()
    assert 'aria-invalid="true"' in page
    assert "error-summary" in page
    assert client.get("/").status_code == 302


def test_code_works_once(logins: Logins) -> None:
    login = logins["auteur"]
    code = code_now(login.totp_secret)
    first, second = Client(), Client()
    for client in (first, second):
        give_password(client, login)
        client.post("/inloggen/code/", {"code": code})
    assert first.get("/").status_code == 200
    assert second.get("/").status_code == 302


@pytest.mark.parametrize(
    "path", ["/", "/mijn-account/", "/zoeken/", "/mijn-account/herstelcodes/", "/beheer/"]
)
def test_somebody_without_second_step_is_sent_to_set_it_up(logins: Logins, path: str) -> None:
    Authenticator.objects.all().delete()
    client = Client()
    give_password(client, logins["beheerder"])
    assert client.get(path).url == "/mijn-account/code-instellen/"


def test_setting_up_the_second_step_opens_the_house_and_gives_recovery_codes(logins: Logins) -> None:
    Authenticator.objects.all().delete()
    client = Client()
    give_password(client, logins["auteur"])
    page = client.get("/mijn-account/code-instellen/")
    assert "<svg" in page.content.decode()
    secret = page.context["form"].secret
    answer = client.post("/mijn-account/code-instellen/", {"code": code_now(secret)})
    assert answer.url == "/mijn-account/herstelcodes/"
    assert client.get("/").status_code == 200
    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert secret not in str(stored.data)


def test_secrets_of_the_second_step_are_not_readable_in_the_database(logins: Logins) -> None:
    stored = " ".join(str(each.data) for each in Authenticator.objects.all())
    assert stored
    assert not [login.username for login in logins.values() if login.totp_secret in stored]


def test_second_step_cannot_be_ended(logins: Logins) -> None:
    client, login = Client(), logins["auteur"]
    give_password(client, login)
    client.post("/inloggen/code/", {"code": code_now(login.totp_secret)})
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user__username="auteur", type=Authenticator.Type.TOTP).exists()


def test_five_wrong_passwords_close_the_door_even_for_the_right_one(logins: Logins) -> None:
    client, login = Client(), logins["auteur"]
    answers = [give_password(client, login, "niet het wachtwoord") for _ in range(5)]
    assert [answer.status_code for answer in answers[:4]] == [200] * 4
    closed = give_password(client, login)
    assert closed.status_code == 429
    assert "kwartier" in closed.content.decode()
    assert client.get("/").status_code == 302


def test_wrong_password_and_unknown_name_get_the_same_answer(logins: Logins) -> None:
    known = Client().post("/inloggen/", {"login": "auteur", "password": "fout"})
    unknown = Client().post("/inloggen/", {"login": "niemand", "password": "fout"})
    assert known.context["form"].errors == unknown.context["form"].errors
    assert known.status_code == unknown.status_code == 200


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password", "account_email"])
def test_nobody_signs_up_and_no_mail_is_needed(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_logging_out_closes_the_house(logins: Logins) -> None:
    client, login = Client(), logins["auteur"]
    give_password(client, login)
    client.post("/inloggen/code/", {"code": code_now(login.totp_secret)})
    assert client.get("/uitloggen/").status_code == 200
    client.post("/uitloggen/")
    assert client.get("/").status_code == 302


def test_closed_account_cannot_log_in(logins: Logins) -> None:
    get_user_model().objects.filter(username="auteur").update(is_active=False)
    client = Client()
    give_password(client, logins["auteur"])
    assert client.get("/").status_code == 302


def test_session_ends_with_the_browser_and_its_cookie_is_not_for_scripts(logins: Logins) -> None:
    client = Client()
    give_password(client, logins["auteur"])
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"]


def test_recovery_codes_are_shown_right_after_setting_up_and_one_of_them_opens_the_door(
    logins: Logins,
) -> None:
    Authenticator.objects.all().delete()
    client, login = Client(), logins["auteur"]
    give_password(client, login)
    secret = client.get("/mijn-account/code-instellen/").context["form"].secret
    client.post("/mijn-account/code-instellen/", {"code": code_now(secret)})
    codes = client.get("/mijn-account/herstelcodes/").context["unused_codes"]
    assert len(codes) == 10
    assert client.get("/mijn-account/herstelcodes/bestand/").content.decode().split() == list(codes)
    lost = Client()
    give_password(lost, login)
    lost.post("/inloggen/code/", {"code": codes[0]})
    assert lost.get("/").status_code == 200


def test_password_is_asked_again_before_recovery_codes_are_shown_later(logins: Logins) -> None:
    client, login = Client(), logins["auteur"]
    Authenticator.objects.update(created_at=datetime(2025, 1, 1, tzinfo=UTC))
    give_password(client, login)
    client.post("/inloggen/code/", {"code": code_now(login.totp_secret)})
    assert client.get("/mijn-account/herstelcodes/nieuw/").url.startswith("/mijn-account/bevestigen/")
    client.post("/mijn-account/bevestigen/", {"password": login.password})
    assert client.get("/mijn-account/herstelcodes/nieuw/").status_code == 200


def test_password_is_changed_and_the_old_one_no_longer_works(logins: Logins) -> None:
    client, login = Client(), logins["auteur"]
    give_password(client, login)
    client.post("/inloggen/code/", {"code": code_now(login.totp_secret)})
    new = "een-heel-ander-lang-wachtwoord"
    form = {"oldpassword": login.password, "password1": new, "password2": new}
    assert client.post("/mijn-account/wachtwoord/", form).status_code == 302
    assert give_password(Client(), login).status_code == 200
    assert give_password(Client(), login, new).status_code == 302
