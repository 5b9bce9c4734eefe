"""Who may see which part of a case, written slowly from the text of the rules. It asks no code of the house.

Source: the README of cases. A case has a level; people take part in it through a rule, from when until
when, for groups of fields. Moments are compared as they are; nothing here imports from ``spoorboek``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

ALL_GROUPS = ("base", "content", "police", "care")


@dataclass(frozen=True)
class ToldGrant:
    """One person taking part: by number, through which rule, for which groups, from when until when."""

    person: int
    rule: str
    groups: tuple[str, ...]
    start: datetime
    end: datetime | None


@dataclass(frozen=True)
class ToldCase:
    """What was told of a case when it was made."""

    level: str
    owner: int | None
    grants: tuple[ToldGrant, ...]


@dataclass(frozen=True)
class ToldPart:
    """What was told of one thing in a case: its group, and who must do it when it is an action."""

    case: ToldCase
    group: str
    assignee: int | None = None


@dataclass(frozen=True)
class ToldDraft:
    """What was told of a text that was not saved: its group, and who wrote it."""

    case: ToldCase
    group: str
    writer: int


@dataclass(frozen=True)
class ToldMeeting:
    """What was told of a meeting: who leads it and who is invited."""

    chair: int
    invited: frozenset[int]


@dataclass(frozen=True)
class ToldItem:
    """One case on the agenda of one meeting."""

    meeting: ToldMeeting
    case: ToldCase


Told = ToldCase | ToldPart | ToldDraft | ToldMeeting | ToldItem


def sees(told: Told, person: int | None, roles: frozenset[str], moment: datetime) -> bool:
    """Tell whether something of cases exists for the person with this number and these roles, now."""
    if isinstance(told, ToldCase):
        return opens(told, person, roles, "base", moment)
    if isinstance(told, ToldPart):
        if opens(told.case, person, roles, told.group, moment):
            return True
        is_mine = person is not None and told.assignee == person
        return is_mine and opens(told.case, person, roles, "base", moment)
    if isinstance(told, ToldDraft):
        return person == told.writer and opens(told.case, person, roles, told.group, moment)
    if isinstance(told, ToldMeeting):
        return "regisseur" in roles or person == told.chair or person in told.invited
    return sees(told.meeting, person, roles, moment) and sees(told.case, person, roles, moment)


def opens(case: ToldCase, person: int | None, roles: frozenset[str], group: str, moment: datetime) -> bool:
    """Tell whether one group of fields of a case is open to somebody."""
    if person is not None and person == case.owner:
        return True
    for grant in case.grants:
        if grant.person == person and _counts(grant, case.level, roles, group, moment):
            return True
    is_coordinator, is_core_team = "regisseur" in roles, "kernteamlid" in roles
    if case.level == "audited":
        return is_coordinator and group in ("base", "content")
    if case.level == "open":
        return (is_coordinator and group in ("base", "content")) or (is_core_team and group == "base")
    # Protected and closed: no role opens a case by itself.
    return False


def changes(case: ToldCase, person: int | None, roles: frozenset[str], moment: datetime) -> bool:
    """Tell whether somebody is among those who run a case: leads it, its team, or coordinates it."""
    if person is not None and person == case.owner:
        return True
    for grant in case.grants:
        is_keeper = grant.rule in ("team", "glass")
        if grant.person == person and is_keeper and _counts(grant, case.level, roles, "base", moment):
            return True
    return "regisseur" in roles and case.level in ("open", "audited")


def _counts(grant: ToldGrant, level: str, roles: frozenset[str], group: str, moment: datetime) -> bool:
    has_begun = grant.start <= moment
    has_ended = grant.end is not None and grant.end <= moment
    if not has_begun or has_ended or group not in grant.groups:
        return False
    if grant.rule == "team":
        return True
    if grant.rule == "glass":
        return level == "protected" and "regisseur" in roles
    # Invited, or present at a meeting.
    return level != "closed"
