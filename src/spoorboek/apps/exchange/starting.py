"""Starting a real municipality: its name and code, and the first person, who makes the others."""

from __future__ import annotations

import json
import re
from datetime import datetime

from django.db import transaction

from spoorboek.apps.areas.actions import load_areas
from spoorboek.apps.areas.queries import list_areas
from spoorboek.apps.exchange.errors import CityError
from spoorboek.apps.people.actions import INSTALLATION
from spoorboek.apps.people.arrivals import add_person
from spoorboek.apps.people.queries import list_people
from spoorboek.rules.roles import Role

_CODE = re.compile(r"GM\d{4}")
_BEFORE_EVERY_EDITION = 1900
"""Older than any edition of Statistics Netherlands: the first real one that is loaded takes its place."""


@transaction.atomic
def start_city(*, code: str, name: str, username: str, first_name: str, last_name: str, at: datetime) -> str:
    """Make the municipality and its first administrator; return their first password, to be told once.

    Only in an empty installation: whoever comes later is added by the administrator.
    """
    if not _CODE.fullmatch(code):
        raise CityError([f"'{code}' is geen gemeentecode. Die bestaat uit GM en vier cijfers, zoals GM0505."])
    if list_people(INSTALLATION) or list_areas(INSTALLATION):
        raise CityError(
            ["Hier is al begonnen. De beheerder voegt mensen toe bij Beheer, Personen en rollen."]
        )
    area = {"type": "Feature", "properties": {"code": code, "name": name}, "geometry": None}
    said = {
        "edition": _BEFORE_EVERY_EDITION,
        "source": "opgave van de gemeente",
        "licence": "eigen gegevens",
        "features": [area],
    }
    load_areas(by=INSTALLATION, at=at, content=json.dumps(said).encode())
    return add_person(
        username=username,
        first_name=first_name,
        last_name=last_name,
        organisation=name,
        roles=[Role.ADMINISTRATOR],
        by=INSTALLATION,
        at=at,
    )
