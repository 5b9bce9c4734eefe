"""Every alteration, removal and reordering of the log is found: 1,000 of 1,000."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from spoorboek.apps.audit.chain import START, link
from spoorboek.apps.audit.models import Event
from spoorboek.apps.audit.queries import check_chain

TRIALS = 1000
LENGTH = 40
Said = dict[str, Any]


def a_log(rng: random.Random, length: int) -> list[Said]:
    log: list[Said] = []
    previous = START
    for sequence in range(1, length + 1):
        said = {
            "sequence": sequence,
            "at": datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=sequence),
            "person_id": str(rng.randint(1, 9)),
            "action": rng.choice(("read", "letters.publish", "cases.open_case")),
            "subject": f"cases.case:{rng.randint(1, 99)}",
            "details": {"ids": [str(rng.randint(1, 99))], "purpose": "overleg"},
            "previous_hash": previous,
        }
        previous = link(**said)
        log.append({**said, "hash": previous})
    return log


def alter(rng: random.Random, log: list[Said]) -> None:
    said = rng.choice(log)
    name = rng.choice(list(said))
    said[name] = {
        "sequence": lambda v: v + rng.choice((-1, 1)),
        "at": lambda v: v + timedelta(microseconds=rng.choice((-1, 1))),
        "details": lambda v: {**v, "purpose": "iets anders"},
    }.get(name, lambda v: v[:-1] + ("0" if v[-1] != "0" else "1"))(said[name])


def alter_and_hash_again(rng: random.Random, log: list[Said]) -> None:
    """Somebody who knows how the hash is made repairs the altered event, but not the rest."""
    said = rng.choice(log)
    said["person_id"] += "0"
    said["hash"] = link(**{name: value for name, value in said.items() if name != "hash"})


def remove(rng: random.Random, log: list[Said]) -> None:
    del log[rng.randrange(len(log))]


def cut_the_end(rng: random.Random, log: list[Said]) -> None:
    del log[-rng.randint(1, len(log)) :]


def swap(rng: random.Random, log: list[Said]) -> None:
    one, other = rng.sample(range(len(log)), 2)
    log[one], log[other] = log[other], log[one]


def swap_and_renumber(rng: random.Random, log: list[Said]) -> None:
    swap(rng, log)
    for sequence, said in enumerate(log, start=1):
        said["sequence"] = sequence


def insert(rng: random.Random, log: list[Said]) -> None:
    log.insert(rng.randrange(len(log) + 1), dict(rng.choice(log)))


ATTACKS: tuple[Callable[[random.Random, list[Said]], None], ...] = (
    alter,
    alter_and_hash_again,
    remove,
    cut_the_end,
    swap,
    swap_and_renumber,
    insert,
)


def test_an_untouched_log_is_whole() -> None:
    log = a_log(random.Random(1), LENGTH)
    found = check_chain([Event(**said) for said in log], length=LENGTH, head_hash=log[-1]["hash"])
    assert found.is_whole


def test_a_thousand_of_a_thousand_random_attacks_are_found() -> None:
    rng = random.Random(20250224)
    missed = []
    for trial in range(TRIALS):
        log = a_log(rng, rng.randint(2, LENGTH))
        length, head = len(log), log[-1]["hash"]
        attack = ATTACKS[trial % len(ATTACKS)]
        attack(rng, log)
        if check_chain([Event(**said) for said in log], length=length, head_hash=head).is_whole:
            missed.append((trial, attack.__name__))
    assert missed == []


def test_the_break_is_found_where_it_is() -> None:
    log = a_log(random.Random(2), LENGTH)
    log[16]["person_id"] += "9"
    found = check_chain([Event(**said) for said in log], length=LENGTH, head_hash=log[-1]["hash"])
    assert found.broken_at == 17


def test_the_end_of_the_log_shows_what_was_changed_in_it_and_not_what_came_before() -> None:
    rng = random.Random(3)
    for _ in range(200):
        log, first = a_log(rng, LENGTH), rng.randint(1, LENGTH)
        head, place = log[-1]["hash"], rng.randint(1, LENGTH)
        log[place - 1]["subject"] += "0"
        end = [Event(**said) for said in log[first - 1 :]]
        found = check_chain(end, length=LENGTH, head_hash=head, first=first)
        assert found.is_whole == (place < first)
