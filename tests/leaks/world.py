"""A small invented city in which every text of every record can be recognised."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from tests.leaks import audit_world, hotspot_world, letter_world, plan_world, register_world, source_world
from tests.leaks.canaries import Canaries, Record
from tests.leaks.oracle import Who

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.areas.models import Area
from spoorboek.apps.audit.actions import record
from spoorboek.apps.audit.models import Event
from spoorboek.apps.people.demo import create_demo_people
from spoorboek.apps.people.models import Organisation, Person, RoleAssignment
from spoorboek.rules.roles import Role

AT = datetime(2025, 2, 24, 9, 30, tzinfo=UTC)
EXTRA_PEOPLE: tuple[tuple[str, str], ...] = (
    ("leidt", "kernteamlid"),
    ("genodigd", "kernteamlid"),
    ("volgt", "kernteamlid"),
    ("ziet-niets", "kernteamlid"),
    ("jurist-genodigd", "jurist"),
    ("oud-leider", "raadslid"),
    ("rolloos", ""),
    ("schrijver", "auteur"),
    ("half", "regisseur"),
    ("weg", "regisseur"),
)
"""``half`` has no second step yet, ``weg`` is closed, ``schrijver`` wrote the letters."""


@dataclass
class World:
    """Everything that was made: the words, the records, and the people who look."""

    canaries: Canaries
    records: list[Record] = field(default_factory=list)
    names: dict[str, list[str]] = field(default_factory=dict)
    """Names of records by what a page or command calls them (``plan``, ``letter``, ``signalen``)."""

    def keep(
        self,
        kind: str,
        row: Any,
        name: str,
        *,
        called: str = "",
        people: frozenset[str] = frozenset(),
        only: frozenset[str] = frozenset(),
    ) -> Record:
        """Settle the words made for a row as one record, and keep its name."""
        made = Record(kind, row._meta.label_lower, str(row.pk), name, people)
        self.canaries.settle(made, only)
        self.records.append(made)
        if called:
            self.names.setdefault(called, []).append(name)
        return made

    def record_named(self, called: str, name: str) -> Record:
        """Return the record that was kept under this name; of several the one that most may see."""
        assert name in self.names[called], (called, name)
        found = [one for one in self.records if one.name == name]
        return next((one for one in found if one.kind.startswith("public")), found[0])


def make_world(seed: int = 20250224) -> World:
    """Make the city."""
    world = World(Canaries(random.Random(seed)))
    _make_people(world)
    _make_areas(world)
    source_world.make(world, AT)
    plan_world.make(world, AT)
    register_world.make(world, AT)
    letter_world.make(world, AT)
    hotspot_world.make(world, AT)
    audit_world.make(world, AT)
    _make_events(world)
    return world


def list_viewers() -> list[Who]:
    """Return everybody who looks: not logged in, one of each role, and those in a special place."""
    found = [Who("anoniem", "", frozenset({"anoniem"}), is_inside=False)]
    for person in get_user_model().objects.filter(is_active=True).order_by("pk"):
        roles = frozenset(one.role for one in person.role_assignments.all())
        name = person.username if not person.username.startswith("zq") else "schrijver"
        found.append(Who(name, person.username, roles))
    return found


def viewer_of(who: Who) -> Viewer:
    """Return somebody as the queries know them."""
    if not who.username:
        return Viewer("", "anoniem", frozenset({Role.ANONYMOUS}))
    found: Viewer = get_user_model().objects.get(username=who.username).as_viewer()
    return found


def _make_people(world: World) -> None:
    create_demo_people(at=AT)
    for username, role in EXTRA_PEOPLE:
        known = username if username != "schrijver" else world.canaries.word("username")
        person = Person.objects.create(username=known, is_invented=True, is_active=username != "weg")
        if username == "schrijver":
            world.keep("user name", person, known, called="writer")
        if role:
            RoleAssignment.objects.create(person=person, role=role)
        if username != "half":
            Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    for person in Person.objects.all():
        slug = world.canaries.word("slug")
        person.organisation = Organisation.objects.create(name=world.canaries.text("name"), slug=slug)
        for name in ("first_name", "last_name"):
            setattr(person, name, world.canaries.text(name))
        person.save()
        world.keep("person", person, person.username, people=frozenset({person.username}))
        person.email = f"{world.canaries.word('email')}@example.org"
        person.save()
        world.keep("mail address", person, person.username)


def _make_areas(world: World) -> None:
    for code, kind, parent in (("GM0505", "gemeente", ""), ("BU05050101", "buurt", "WK050501")):
        area = world.canaries.fill(
            Area, code=code, kind=kind, edition=2024, parent_code=parent, boundary=None
        )
        world.keep("area", area, code, called="area")


def _make_events(world: World) -> None:
    by = Viewer(
        str(Person.objects.get(username="beheerder").pk), "beheerder", frozenset({Role.ADMINISTRATOR})
    )
    details = {"purpose": world.canaries.text("purpose"), "reason": world.canaries.text("reason")}
    subject = f"people.person:{world.canaries.word('subject')}"
    record(action="read", by=by, at=AT, subject=subject, details=details)
    world.keep("event", Event.objects.latest("sequence"), subject, called="event")
