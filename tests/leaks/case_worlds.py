"""Cases and meetings of a random world, each told to the oracle as it is made."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.apps import apps
from tests.leaks.case_oracle import (
    ALL_GROUPS,
    Told,
    ToldCase,
    ToldDraft,
    ToldGrant,
    ToldItem,
    ToldMeeting,
    ToldPart,
)

NOON = datetime(2024, 1, 1, 12, tzinfo=UTC)
MOMENTS = tuple(NOON + timedelta(hours=hours) for hours in (-48, -1, 0, 3, 24))
PARTS = {
    "cases.casetext": "section",
    "cases.casetextdraft": "section",
    "cases.casedecision": "",
    "cases.caseaction": "",
    "cases.caseparty": "",
    "cases.phaseentry": "",
    "cases.referral": "",
}
OF_CASES = frozenset(PARTS) | {"cases.case", "cases.meeting", "cases.agendaitem"}
MakeRow = Callable[..., Any]
Tell = Callable[[Any, Told], None]


def make_cases(rng: random.Random, keys: list[int], make_row: MakeRow, tell: Tell) -> None:
    """Make cases with who takes part in them, what is written in them, and a meeting about them."""
    before, made = None, []
    for number in range(rng.randint(0, 4)):
        told = _draw_case(rng, len(keys))
        row = make_row(
            apps.get_model("cases.case"),
            number=f"W-{number}",
            kind="undermining",
            status="open",
            closed_on=None,
            level=told.level,
            owner_id=None if told.owner is None else keys[told.owner],
            follows=before if rng.random() < 0.3 else None,
        )
        _let_take_part(row, told, keys)
        tell(row, told)
        _write(rng, row, told, keys, make_row, tell)
        made.append((row, told))
        before = row
    if made:
        _meet(rng, made, keys, make_row, tell)


def _draw_case(rng: random.Random, people: int) -> ToldCase:
    grants = []
    for _ in range(rng.choice([0, 1, 2, 3])):
        start = rng.choice(MOMENTS)
        end = rng.choice([None, *[moment for moment in MOMENTS if moment >= start]])
        groups = tuple(rng.sample(ALL_GROUPS, rng.randint(1, 4)))
        rule = rng.choice(["team", "invited", "meeting", "glass"])
        grants.append(ToldGrant(rng.randrange(people), rule, groups, start, end))
    level = rng.choice(["open", "audited", "audited", "protected", "closed"])
    return ToldCase(level, rng.choice([None, *range(people)]), tuple(grants))


def _let_take_part(row: Any, told: ToldCase, keys: list[int]) -> None:
    for grant in told.grants:
        apps.get_model("cases.participation")._default_manager.create(
            case=row,
            person_id=keys[grant.person],
            rule=grant.rule,
            groups=f" {' '.join(grant.groups)} ",
            starts_at=grant.start,
            ends_at=grant.end,
        )


def _write(
    rng: random.Random, row: Any, told: ToldCase, keys: list[int], make_row: MakeRow, tell: Tell
) -> None:
    for label in rng.sample(sorted(PARTS), 2):
        group, assignee = rng.choice(ALL_GROUPS), None
        said: dict[str, Any] = {"case": row, "group": group}
        if label == "cases.caseaction":
            assignee = rng.choice([None, *range(len(keys))])
            said["assignee_id"] = None if assignee is None else keys[assignee]
        if label == "cases.casetextdraft":
            writer = rng.randrange(len(keys))
            said["writer_id"] = keys[writer]
            tell(make_row(apps.get_model(label), **said), ToldDraft(told, group, writer))
            continue
        tell(make_row(apps.get_model(label), **said), ToldPart(told, group, assignee))


def _meet(
    rng: random.Random, made: list[tuple[Any, ToldCase]], keys: list[int], make_row: MakeRow, tell: Tell
) -> None:
    chair, invited = rng.randrange(len(keys)), frozenset(rng.sample(range(len(keys)), rng.randint(0, 2)))
    told = ToldMeeting(chair, invited)
    said = {
        "number": "W-O",
        "chair_id": keys[chair],
        "planned_at": NOON,
        "started_at": None,
        "ended_at": None,
    }
    meeting = make_row(apps.get_model("cases.meeting"), **said)
    for one in invited:
        apps.get_model("cases.attendance")._default_manager.create(meeting=meeting, person_id=keys[one])
    tell(meeting, told)
    for position, (row, case) in enumerate(made):
        item = make_row(apps.get_model("cases.agendaitem"), meeting=meeting, case=row, position=position)
        tell(item, ToldItem(told, case))
