"""The invented people of the example city: one for each role, and two who review.

Their passwords and secrets are random. They are returned once, to be printed, and are kept only in the
database: the password as a hash, the secret of the second step encrypted.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.db import transaction

from spoorboek.apps.people.actions import INSTALLATION, assign_role, create_person
from spoorboek.apps.people.models import Person
from spoorboek.apps.people.passwords import make_password
from spoorboek.rules.roles import Role

_MUNICIPALITY = "Gemeente Dordrecht"
_DEMO: tuple[tuple[str, str, str, Role], ...] = (
    ("auteur", "Auteur", _MUNICIPALITY, Role.AUTHOR),
    ("toetser", "Toetser Een", _MUNICIPALITY, Role.REVIEWER),
    ("toetser2", "Toetser Twee", _MUNICIPALITY, Role.REVIEWER),
    ("gegevensbeheerder", "Gegevensbeheerder", _MUNICIPALITY, Role.DATA_MANAGER),
    ("regisseur", "Regisseur", _MUNICIPALITY, Role.COORDINATOR),
    ("kernteamlid", "Kernteamlid", "Partner Voorbeeld", Role.CORE_TEAM_MEMBER),
    ("jurist", "Jurist", _MUNICIPALITY, Role.LAWYER),
    ("inspecteur", "Inspecteur", _MUNICIPALITY, Role.INSPECTOR),
    ("partner", "Partner", "Partner Voorbeeld", Role.PARTNER),
    ("privacyfunctionaris", "Privacyfunctionaris", _MUNICIPALITY, Role.PRIVACY_OFFICER),
    ("raadslid", "Raadslid", "Gemeenteraad", Role.COUNCIL_MEMBER),
    ("beheerder", "Beheerder", _MUNICIPALITY, Role.ADMINISTRATOR),
)
_SECRET_BYTES = 20


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """What an invented person needs to log in. Shown once."""

    username: str
    password: str
    totp_secret: str
    otpauth_uri: str
    roles: tuple[Role, ...]


@transaction.atomic
def create_demo_people(*, at: datetime, renew: bool = False) -> list[DemoLogin]:
    """Make the invented people that are not there yet and return how they log in.

    Somebody who is already there is left alone and not returned, unless ``renew`` asks for a new
    password and a new secret for every invented person.
    """
    logins = []
    for username, first_name, organisation, role in _DEMO:
        person = Person.objects.filter(username=username).first()
        if person is not None and not (renew and person.is_invented):
            continue
        password = make_password(username, first_name, "Voorbeeld")
        if person is None:
            create_person(
                username=username,
                first_name=first_name,
                last_name="Voorbeeld",
                password=password,
                organisation=organisation,
                email=f"{username}@example.nl",
                is_invented=True,
                by=INSTALLATION,
                at=at,
            )
            assign_role(username=username, role=role, by=INSTALLATION, at=at)
            person = Person.objects.get(username=username)
        else:
            person.set_password(password)
            person.save(update_fields=["password"])
        secret, uri = _set_second_step(person)
        logins.append(DemoLogin(username, password, secret, uri, (role,)))
    return logins


def _set_second_step(person: Person) -> tuple[str, str]:
    secret = base64.b32encode(secrets.token_bytes(_SECRET_BYTES)).decode()
    adapter = get_adapter()
    Authenticator.objects.filter(user_id=person.pk).delete()
    Authenticator.objects.create(
        user_id=person.pk, type=Authenticator.Type.TOTP, data={"secret": adapter.encrypt(secret)}
    )
    return secret, str(adapter.build_totp_url(person, secret))
