"""A hidden record makes no difference: no count, order, menu or start line tells that it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from unittest.mock import patch

import pytest
from tests.leaks import letter_world, plan_world, source_world
from tests.leaks.answers import Answer, ask
from tests.leaks.canaries import Record
from tests.leaks.matrix import list_all_visits, list_web_viewers, open_client
from tests.leaks.oracle import FIGURES, Who, may_see
from tests.leaks.register_world import Maker
from tests.leaks.world import AT, World

from spoorboek.apps.people.models import Person

LOOKS = "anoniem ziet-niets auteur jurist inspecteur raadslid".split()
"""Not those who may see the log: to them everything that happens makes a difference, and may."""
APART = frozenset("letter_file passport_table audit_log people person person_password person_end".split())
"""Files that never change, and pages that these people do not have."""
LONG_AGO = date(2019, 2, 1)
NOW = datetime(2025, 3, 3, 12, tzinfo=UTC)


def add_to(world: World, kind: str) -> None:
    """Add a record of one kind that nobody in particular may see."""
    maker = Maker(world, AT, LONG_AGO)
    writer = Person.objects.get(username=world.names["writer"][0]).as_viewer()
    letter_type = world.names["letter type"][0]
    added: dict[str, Callable[[], Any]] = {
        "signal": maker.signal,
        "case": maker.case,
        "measure": maker.measures,
        "inspection": maker.inspections,
        "activity": maker.activities,
        "draft plan": lambda: plan_world.make_draft(world, AT),
        "draft letter": lambda: letter_world.start(world, letter_type, writer, AT),
        "named source": lambda: source_world.make_source(world, AT, "named source"),
        "definition": lambda: source_world.define(world, AT, "definition", "nog-een-verborgen"),
    }
    added[kind]()


KINDS = (
    "signal",
    "case",
    "measure",
    "inspection",
    "activity",
    "draft plan",
    "draft letter",
    "named source",
    "definition",
)


@pytest.mark.parametrize("name", LOOKS)
def test_a_hidden_record_makes_no_difference(world: World, name: str) -> None:
    who = next(who for who in list_web_viewers() if who.name == name)
    hrefs = list(list_overviews(world))
    before = look(who, hrefs)
    hidden = [kind for kind in KINDS if not may_see(who, Record(kind, "", "", ""))]
    # A figure of the city counts the signals, and the page of flows the cases: all of them whoever asks.
    hidden = [kind for kind in hidden if kind not in {"signal", "case"} or not who.has(FIGURES)]
    for kind in hidden:
        add_to(scratch(world), kind)
    after = look(who, hrefs)
    assert hidden
    assert [href for href in hrefs if before[href] != after[href]] == []


def test_a_record_that_is_theirs_does_make_a_difference(world: World) -> None:
    who = next(who for who in list_web_viewers() if who.name == "inspecteur")
    hrefs = list(list_overviews(world))
    before = look(who, hrefs)
    add_to(scratch(world), "inspection")
    after = look(who, hrefs)
    assert [href for href in hrefs if before[href] != after[href]]


def scratch(world: World) -> World:
    """Return a world in which more can be made, of which the next test knows nothing."""
    names = {called: list(known) for called, known in world.names.items()}
    return replace(world, records=[*world.records], names=names)


def list_overviews(world: World) -> Iterator[str]:
    """Yield every address that shows more than one record."""
    for visit in list_all_visits(world):
        is_public = visit.record is not None and visit.record.kind.startswith("public")
        is_own = visit.address.name.startswith(("account_", "mfa_", "set_language"))
        # A workbook tells when it was made; the same rows as CSV are compared.
        is_own = is_own or visit.href.endswith("/xlsx/")
        if not is_own and (is_public or not visit.address.parameters) and visit.address.name not in APART:
            yield visit.href
    yield from ("/zoeken/?q=zq", "/zoeken/?q=2019", "/zoeken/?q=S-2019", "/zoeken/?q=C-2019-")


def look(who: Who, hrefs: list[str]) -> dict[str, Answer]:
    """Return what somebody gets at each address."""
    # A passport says at which minute it was counted.
    with patch("django.utils.timezone.now", return_value=NOW):
        client = open_client(who)
        return {href: ask(client, "GET", href) for href in hrefs}
