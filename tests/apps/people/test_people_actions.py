"""Making people, giving roles, and the invented people of the example city."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.contrib.auth import authenticate
from django.test import RequestFactory

from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.access.viewer import ANONYMOUS, Viewer
from spoorboek.apps.audit.queries import list_events, verify_log
from spoorboek.apps.people.actions import INSTALLATION, assign_role, create_person
from spoorboek.apps.people.demo import create_demo_people
from spoorboek.apps.people.errors import RoleNotAssignableError, UsernameTakenError, WeakPasswordError
from spoorboek.apps.people.queries import find_viewer, get_viewer, list_names, list_people
from spoorboek.conf import settings as house
from spoorboek.rules.roles import Role

AT = datetime(2025, 2, 24, 9, 30, tzinfo=UTC)
PASSWORD = "een-lange-zin-die-niemand-raadt"
AUTHOR = Viewer(person_id="0", name="auteur", roles=frozenset({Role.AUTHOR}))

pytestmark = pytest.mark.django_db


def test_outside_the_tests_passwords_are_kept_with_argon2() -> None:
    assert house.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def a_person(username: str = "nieuw", *, password: str = PASSWORD, by: Viewer = INSTALLATION) -> str:
    return create_person(
        username=username,
        first_name="Nieuw",
        last_name="Voorbeeld",
        password=password,
        organisation="Gemeente Voorbeeld",
        by=by,
        at=AT,
    )


def test_new_person_has_no_role_and_sees_nothing() -> None:
    a_person()
    viewer = get_viewer("nieuw")
    assert viewer.roles == frozenset()
    assert viewer.permissions == frozenset()


def test_person_and_role_are_in_the_log_without_a_name() -> None:
    key = a_person()
    assign_role(username="nieuw", role=Role.LAWYER, by=INSTALLATION, at=AT)
    events = list_events(INSTALLATION)
    assert [(e.action, e.subject) for e in events] == [
        ("people.assign_role", f"people.person:{key}"),
        ("people.create", f"people.person:{key}"),
    ]
    assert "Voorbeeld" not in str(events)
    assert verify_log().is_whole


def test_role_given_twice_is_one_role_and_one_event() -> None:
    a_person()
    for _ in range(2):
        assign_role(username="nieuw", role=Role.LAWYER, by=INSTALLATION, at=AT)
    assert get_viewer("nieuw").roles == {Role.LAWYER}
    assert len(list_events(INSTALLATION)) == 2


def test_username_is_used_once_whatever_its_capitals() -> None:
    a_person("nieuw")
    with pytest.raises(UsernameTakenError, match="Nieuw is al in gebruik"):
        a_person("Nieuw")


def test_password_that_is_easy_to_guess_is_refused_and_nothing_is_stored() -> None:
    with pytest.raises(WeakPasswordError):
        a_person(password="123")
    assert find_viewer("nieuw") is None
    assert list_events(INSTALLATION) == []


@pytest.mark.parametrize("by", [AUTHOR, ANONYMOUS])
def test_only_who_manages_people_may_make_them_and_list_them(by: Viewer) -> None:
    with pytest.raises(NotPermittedError, match="persoon toevoegen"):
        a_person(by=by)
    with pytest.raises(NotPermittedError, match="een rol geven"):
        assign_role(username="nieuw", role=Role.LAWYER, by=by, at=AT)
    with pytest.raises(NotPermittedError, match="lijst van personen"):
        list_people(by)


def test_nobody_is_given_the_role_of_who_is_not_logged_in() -> None:
    a_person()
    with pytest.raises(RoleNotAssignableError):
        assign_role(username="nieuw", role=Role.ANONYMOUS, by=INSTALLATION, at=AT)


def test_unknown_person_does_not_exist() -> None:
    assert find_viewer("niemand") is None
    with pytest.raises(NotFoundError, match="De gebruiker niemand bestaat niet"):
        get_viewer("niemand")
    with pytest.raises(NotFoundError):
        assign_role(username="niemand", role=Role.LAWYER, by=INSTALLATION, at=AT)


def test_there_is_an_invented_person_for_every_role_and_two_who_review() -> None:
    logins = create_demo_people(at=AT)
    roles = [role for login in logins for role in login.roles]
    assert set(roles) == set(Role) - {Role.ANONYMOUS}
    assert roles.count(Role.REVIEWER) == 2
    people = list_people(INSTALLATION)
    assert len(people) == len(logins)
    assert all(person.is_invented and person.has_second_step for person in people)


def test_invented_person_logs_in_with_what_was_printed() -> None:
    login = create_demo_people(at=AT)[0]
    found = authenticate(RequestFactory().post("/"), username=login.username, password=login.password)
    assert found is not None
    assert f"secret={login.totp_secret}" in login.otpauth_uri
    stored = Authenticator.objects.get(user=found, type=Authenticator.Type.TOTP)
    assert get_adapter().decrypt(stored.data["secret"]) == login.totp_secret


def test_second_run_makes_nobody_anew_and_shows_nothing() -> None:
    create_demo_people(at=AT)
    assert create_demo_people(at=AT) == []


def test_renewing_replaces_every_password_and_secret() -> None:
    before = {login.username: login for login in create_demo_people(at=AT)}
    after = {login.username: login for login in create_demo_people(at=AT, renew=True)}
    assert after.keys() == before.keys()
    assert all(after[name].password != before[name].password for name in before)
    assert all(after[name].totp_secret != before[name].totp_secret for name in before)


def test_real_person_with_the_name_of_an_invented_one_is_left_alone() -> None:
    a_person("auteur")
    logins = create_demo_people(at=AT, renew=True)
    assert "auteur" not in {login.username for login in logins}
    assert get_viewer("auteur").roles == frozenset()


def test_secret_is_read_with_an_old_key_and_not_without_it(settings: object) -> None:
    settings.FIELD_KEY_FILE = None  # type: ignore[attr-defined]
    settings.FIELD_KEYS = ["oud"]  # type: ignore[attr-defined]
    kept = get_adapter().encrypt("geheim")
    settings.FIELD_KEYS = ["nieuw", "oud"]  # type: ignore[attr-defined]
    assert get_adapter().decrypt(kept) == "geheim"
    settings.FIELD_KEYS = ["nieuw"]  # type: ignore[attr-defined]
    with pytest.raises(InvalidToken):
        get_adapter().decrypt(kept)


def test_names_are_given_for_ids_that_are_somebodys() -> None:
    key = a_person()
    assert list_names([key, "installatie", "999999", ""]) == {key: "nieuw"}
