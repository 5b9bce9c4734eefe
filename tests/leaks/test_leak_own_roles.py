"""A municipality that gives its roles other rights from a day on: access follows, and nothing leaks."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.utils import timezone
from tests.leaks.case_worlds import MOMENTS
from tests.leaks.random_worlds import check_world

from spoorboek.apps.access.configuration import SHIPPED
from spoorboek.apps.access.roles import list_roles

CHANGED_ON = timezone.localdate(MOMENTS[1])
"""The moments of a world lie on both sides of this day."""
CIRCLE = ("regisseur", "kernteamlid", "inspecteur", "jurist", "auteur", "toetser", "gegevensbeheerder")
NEXT = dict(zip(CIRCLE, (*CIRCLE[1:], CIRCLE[0]), strict=True))
WORLDS = 14


def write_moved_roles(folder: Path, since: date) -> None:
    """Write a file in which each role of the circle has the rights of the next from a day on."""
    ours = yaml.safe_load((SHIPPED / "roles.yaml").read_text(encoding="utf-8"))
    moved = {
        role: {
            "versions": [
                {
                    "since": since,
                    "reference": "verzonnen besluit",
                    "permissions": ours[other]["versions"][-1]["permissions"],
                }
            ]
        }
        for role, other in NEXT.items()
    }
    (folder / "roles.yaml").write_text(yaml.safe_dump(moved), encoding="utf-8")


def write_new_roles(folder: Path) -> None:
    """Write a file with a new role beside each of the circle, with the same rights."""
    ours = yaml.safe_load((SHIPPED / "roles.yaml").read_text(encoding="utf-8"))
    added = {f"wijk {role}": {**ours[role], "new": True} for role in CIRCLE}
    (folder / "roles.yaml").write_text(yaml.safe_dump(added), encoding="utf-8")


def act_as_the_next(roles: frozenset[str], moment: datetime) -> frozenset[str]:
    """Return the roles of ours by whose rights somebody looks in that municipality."""
    if timezone.localdate(moment) < CHANGED_ON:
        return roles
    return frozenset(NEXT.get(role, role) for role in roles)


def test_access_agrees_with_the_oracle_on_both_sides_of_the_day_of_change(
    db: Any, settings: Any, tmp_path: Path
) -> None:
    assert {timezone.localdate(moment) < CHANGED_ON for moment in MOMENTS} == {True, False}
    write_moved_roles(tmp_path, CHANGED_ON)
    settings.CONFIGURATION_DIR = tmp_path
    assert sum(check_world(seed, act_as_the_next) for seed in range(WORLDS)) > WORLDS


def test_roles_that_a_municipality_invents_open_what_their_rights_open_and_no_more(
    db: Any, settings: Any, tmp_path: Path
) -> None:
    write_new_roles(tmp_path)
    settings.CONFIGURATION_DIR = tmp_path
    list_roles()

    def wear(role: str) -> str:
        return f"wijk {role}" if role in CIRCLE else role

    half = WORLDS // 2
    assert sum(check_world(seed, worn=wear) for seed in range(half)) > half
    settings.CONFIGURATION_DIR = None

    def without_the_new(roles: frozenset[str], moment: datetime) -> frozenset[str]:
        return roles - set(CIRCLE)

    assert sum(check_world(seed, without_the_new, wear) for seed in range(half, WORLDS)) > half


def test_the_oracle_of_our_own_roles_sees_the_difference(db: Any, settings: Any, tmp_path: Path) -> None:
    write_moved_roles(tmp_path, CHANGED_ON)
    settings.CONFIGURATION_DIR = tmp_path
    with pytest.raises(AssertionError, match="in world"):
        for seed in range(WORLDS):
            check_world(seed)
