"""Every command, for everybody: output, errors and written files hold no word that is not theirs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from tests.leaks.answers import Answer, fingerprint_of_database
from tests.leaks.canaries import CANARY, Canary
from tests.leaks.commands_of_house import RECIPES, WITHOUT_VIEWER, Asked, list_commands, list_recipes, run
from tests.leaks.matrix import LIKE_OTHERS
from tests.leaks.oracle import (
    IMPORTERS,
    WRITE_ACTIVITIES,
    WRITE_MEASURES,
    WRITE_SIGNALS,
    Who,
    is_personal,
    may_read,
    may_see,
)
from tests.leaks.world import World, list_viewers

WRITERS_OF = {
    "import": IMPORTERS,
    "signals": WRITE_SIGNALS,
    "measures": WRITE_MEASURES,
    "activities": WRITE_ACTIVITIES,
}


KERNTEAM_TOO = frozenset({"volgt", "ziet-niets", "half"})
"""People of whom there are others with the same roles; no command is about one case."""


@dataclass(frozen=True)
class Said:
    """What a command said to one person."""

    who: Who
    asked: Asked
    answer: Answer


@pytest.fixture(scope="module")
def said(made_world: World, tmp_path_factory: pytest.TempPathFactory) -> list[Said]:
    folder = tmp_path_factory.mktemp("handed")
    recipes = list_recipes(made_world, folder)
    return [
        Said(who, asked, ask(who, asked.arguments, tmp_path_factory.mktemp("out")))
        for who in list_viewers()
        if who.name not in LIKE_OTHERS | KERNTEAM_TOO
        for several in recipes.values()
        for asked in several
        if not asked.writes
    ]


def ask(who: Who, arguments: tuple[str, ...], out: Path) -> Answer:
    with transaction.atomic():
        answer = run(who, arguments, out)
        transaction.set_rollback(True)
    return answer


def test_every_command_is_covered() -> None:
    unknown = set(list_commands()) - set(RECIPES) - set(WITHOUT_VIEWER)
    assert unknown == set(), "write in RECIPES (commands_of_house.py) how these are asked"


def test_no_command_says_a_word_that_is_not_theirs(world: World, said: list[Said]) -> None:
    leaks = [
        f"{' '.join(one.asked.arguments)} tells {one.who} {canary.field} of {canary.record}"
        for one in said
        for canary in found_in(world, one)
        if not may_read(one.who, canary)
    ]
    assert not leaks, "\n".join(["", *leaks])


def test_every_read_of_personal_data_by_a_command_is_logged(world: World, said: list[Said]) -> None:
    unlogged = [
        f"{' '.join(one.asked.arguments)} tells {one.who} {canary.field} of {canary.record}"
        for one in said
        for canary in found_in(world, one)
        if is_personal(canary.record)
        if not any(identity.rpartition(":")[2] == canary.record.key for _, identity in one.answer.reads)
    ]
    assert not unlogged, "\n".join(["", *unlogged])


def test_commands_do_say_what_may_be_said(world: World, said: list[Said]) -> None:
    kinds = {canary.record.kind for one in said for canary in found_in(world, one)}
    assert {"draft plan", "draft letter", "definition", "source", "signal", "public letter"} <= kinds


def test_a_command_answers_alike_for_what_is_absent_and_what_is_hidden(
    world: World, said: list[Said], tmp_path: Path
) -> None:
    different = []
    for one in said:
        if (
            one.asked.record
            and not may_see(one.who, one.asked.record)
            and one.asked.absent != one.asked.arguments
        ):
            absent = ask(one.who, one.asked.absent, tmp_path / "out")
            if without_names(one.answer) != without_names(absent):
                different.append(f"{' '.join(one.asked.arguments)} for {one.who}")
    assert not different, "\n".join(["", *different])


@override_settings(IS_EXAMPLE=False)
def test_a_command_changes_nothing_for_those_who_may_not(world: World, tmp_path: Path) -> None:
    before = fingerprint_of_database()
    changed = []
    for who in list_viewers():
        for name, asked in list_writing(world, tmp_path):
            if not who.has(WRITERS_OF[name]):
                run(who, asked.arguments, tmp_path / "out")
                if fingerprint_of_database() != before:
                    changed.append(f"{name} by {who}")
                    before = fingerprint_of_database()
    assert changed == []


def test_a_command_does_change_something_for_those_who_may(world: World, tmp_path: Path) -> None:
    for name, asked in list_writing(world, tmp_path):
        before = fingerprint_of_database()
        who = next(who for who in list_viewers() if who.has(WRITERS_OF[name]))
        run(who, asked.arguments, tmp_path / "out")
        assert fingerprint_of_database() != before, name


def list_writing(world: World, folder: Path) -> Iterator[tuple[str, Asked]]:
    """Yield what changes something, by the name of who may."""
    for words, several in list_recipes(world, folder).items():
        for asked in several:
            if asked.writes:
                yield ("import" if words == "import" else Path(asked.arguments[-1]).name), asked


def found_in(world: World, one: Said) -> list[Canary]:
    """Return the words that a command said by itself."""
    handed = [Path(each).read_text() for each in one.asked.arguments if Path(each).is_file()]
    asked = world.canaries.found_in((*one.asked.arguments, *handed))
    found = world.canaries.found_in(one.answer.texts)
    return [canary for word, canary in found.items() if word not in asked]


def without_names(answer: Answer) -> tuple[int, str]:
    """Return how a command ended and what it said, with a star for every name."""
    return answer.status, CANARY.sub("*", answer.whole)
