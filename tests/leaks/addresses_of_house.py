"""Every address of the house, found in the URL table itself, with real arguments and for whom it is.

An address that is not known here makes a test fail: say in ``PAGES`` for whom it is (from the text of the
rules, not from the code), and in ``ARGUMENTS`` which names belong in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from tests.leaks.canaries import Record, absent_like
from tests.leaks.oracle import EVERYBODY, INSIDE, LOG, PEOPLE, REGISTERS, SOURCES, Audience, Who, may_see
from tests.leaks.world import World

_PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
REGISTRATIONS = frozenset({"regisseur", "kernteamlid", "jurist"}) | frozenset(
    {"auteur", "toetser", "gegevensbeheerder", "inspecteur"}
)


@dataclass(frozen=True)
class Address:
    """One pattern of the URL table."""

    name: str
    route: str

    @property
    def parameters(self) -> tuple[str, ...]:
        """Return the names of its parts that differ."""
        return tuple(found.group(2) for found in _PARAMETER.finditer(self.route))

    def fill(self, values: tuple[str, ...]) -> str:
        """Return the address with its parts filled in."""
        waiting = iter(values)
        return _PARAMETER.sub(lambda _: next(waiting), self.route)


@dataclass(frozen=True)
class Visit:
    """One address to ask for: who belongs to its audience, and the record it is about."""

    address: Address
    href: str
    audience: Audience
    record: Record | None = None
    absent: str = ""
    """The same address for a name of the same shape that nothing has."""

    def opens_for(self, who: Who) -> bool:
        """Tell whether the oracle says that this page opens for somebody."""
        return who.has(self.audience) and (self.record is None or may_see(who, self.record))


PAGES: dict[str, Audience] = {
    "start": INSIDE,
    "search": INSIDE,
    "set_language": EVERYBODY,
    "how_we_count": EVERYBODY,
    "accessibility": EVERYBODY,
    "registrations": REGISTRATIONS,
    "administration": LOG | PEOPLE | SOURCES,
    "audit_log": LOG,
    "people": PEOPLE,
}
ENTRANCE = ("account_", "mfa_")
"""How the names begin of the addresses at the entrance, which show somebody nothing but themselves."""
ARGUMENTS: dict[str, tuple[str, ...]] = {}
"""Of an address with parts: under which names the world keeps what belongs in them."""


def list_addresses() -> list[Address]:
    """Return every address, from the URL table."""
    return list(_walk(get_resolver().url_patterns, "/"))


def audience_of(address: Address) -> Audience | None:
    """Return for whom an address is by the rules, or None when nobody wrote it down."""
    slug, _, tail = address.name.rpartition("-")
    if slug in REGISTERS:
        _, readers, writers = REGISTERS[slug]
        return writers if tail in {"new", "correct", "withdraw"} else readers
    if address.name.startswith(ENTRANCE):
        return EVERYBODY
    return PAGES.get(address.name)


def list_visits(world: World, address: Address) -> list[Visit] | None:
    """Return what to ask of one address, or None when nobody wrote down what belongs in it."""
    audience = audience_of(address)
    if audience is None:
        return None
    if not address.parameters:
        return [Visit(address, address.route, audience)]
    slug = address.name.rpartition("-")[0]
    called = (slug,) if slug in REGISTERS else ARGUMENTS.get(address.name)
    if called is None:
        return None
    return [_visit(world, address, audience, called, name) for name in world.names[called[0]]]


def _visit(world: World, address: Address, audience: Audience, called: tuple[str, ...], name: str) -> Visit:
    record = world.record_named(called[0], name)
    rest = called[1:]
    href = address.fill((name, *rest))
    absent = address.fill((absent_like(name), *rest)) if absent_like(name) != name else ""
    return Visit(address, href, audience, record, absent)


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[Address]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, before + str(pattern.pattern))
        else:
            yield Address(pattern.name or "", before + str(pattern.pattern))
