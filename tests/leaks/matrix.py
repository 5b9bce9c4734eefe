"""Every page asked for by everybody, once; the tests look at the answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import quote

from django.contrib.auth import get_user_model
from django.test import Client
from tests.leaks.addresses_of_house import Visit, list_addresses, list_visits
from tests.leaks.answers import Answer, ask
from tests.leaks.oracle import Who
from tests.leaks.world import World, list_viewers

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PURPOSES = ("signals", "cases")
LIKE_OTHERS = frozenset(
    "schrijver toetser2 leidt genodigd volgt ziet-niets jurist-genodigd oud-leider rolloos".split()
)
"""People with the roles of another viewer: they are asked only for what can differ between the two."""
_OWN_WORK = frozenset(
    {
        "signal_text",
        "start",
        "search",
        "letters",
        "letter",
        "letter_approval",
        "passport",
        "registrations",
        "meetings",
        "meeting",
        "meeting_desk",
        "minutes",
        "minutes_for",
    }
)
_OWN_REGISTERS = ("signalen", "casussen")
SEARCHED = ("signalen", "casussen", "bestuurlijke-rapportages", "controledagen", "activiteiten")


@dataclass(frozen=True)
class Seen:
    """What one person got at one address."""

    who: Who
    visit: Visit
    href: str
    answer: Answer


def list_web_viewers() -> list[Who]:
    """Return everybody as the pages know them: with a password alone nobody is inside."""
    return [_at_the_door(who) if who.name == "half" else who for who in list_viewers()]


def open_client(who: Who) -> Client:
    """Return a browser in which somebody is logged in and has said what they look for."""
    client = Client()
    username = "half" if who.name == "half" else who.username
    if username:
        people = get_user_model().objects.filter(username=username)
        client.force_login(people.get(), backend=BACKEND)
        # So that logging in leaves nothing behind that looks like a change.
        people.update(last_login=None)
        session = client.session
        for register in PURPOSES:
            session[f"purpose:{register}"] = "nagaan of er iets lekt"
        session.save()
    return client


def list_all_visits(world: World) -> list[Visit]:
    """Return every visit to every address that is known here."""
    return [visit for address in list_addresses() for visit in list_visits(world, address) or ()]


class Matrix:
    """All answers of all pages."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.viewers = list_web_viewers()
        self._visits = list_all_visits(world)

    @cached_property
    def seen(self) -> list[Seen]:
        """Ask everything for everybody."""
        return [one for who in self.viewers for one in self.look(who)]

    def look(self, who: Who) -> Iterator[Seen]:
        """Ask everything for one person."""
        client = open_client(who)
        for visit in self._visits:
            if visit.address.name == "account_logout":
                continue
            if who.name in LIKE_OTHERS and not is_own_work(visit):
                continue
            for href in self._hrefs(visit):
                yield Seen(who, visit, href, ask(client, "GET", href))

    def _hrefs(self, visit: Visit) -> Iterator[str]:
        yield visit.href
        for more in self._questions(visit):
            yield f"{visit.href}?{more}"

    def _questions(self, visit: Visit) -> list[str]:
        name = visit.address.name
        if name == "search":
            names = [self.world.names[called][0] for called in (*SEARCHED, "source", "figure")]
            names += [self.world.names[called][-1] for called in ("plan", "letter")]
            return [f"q={quote(one)}" for one in (*names, "zq")]
        if name == "audit_log":
            return [f"onderwerp={quote(self.world.names['event'][0])}"]
        if name in {"signalen-list", "casussen-list", "maatregelen-list"}:
            return ["periode=2023"]
        return []


def is_own_work(visit: Visit) -> bool:
    """Tell whether two people with the same roles may get different answers here."""
    name = visit.address.name
    # Of the passports only one counts registrations, whose rows not everybody may see.
    is_other = name == "passport" and "public-reports/2023" not in visit.href
    return (name in _OWN_WORK or name.startswith(_OWN_REGISTERS)) and not is_other


def _at_the_door(who: Who) -> Who:
    return replace(who, roles=frozenset(), is_inside=False)
