"""What differs between two versions of a plan."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from spoorboek.rules.plan_checks import PART_LISTS
from spoorboek.rules.plan_content import PlanContent


@dataclass(frozen=True, slots=True)
class PartChange:
    """What differs in one part between two versions. ``changed`` holds (field, before, after)."""

    list_name: str
    code: str
    title: str
    change: str
    changed: tuple[tuple[str, Any, Any], ...] = ()


def compare_content(old: PlanContent, new: PlanContent) -> tuple[PartChange, ...]:
    """Return the changes in the order of the lists: first what went, then what came or changed."""
    return tuple(change for name in PART_LISTS for change in _compare_list(name, old, new))


def _compare_list(name: str, old: PlanContent, new: PlanContent) -> list[PartChange]:
    before = {part.code: part for part in getattr(old, name)}
    after = {part.code: part for part in getattr(new, name)}
    changes = [PartChange(name, c, p.title, "vervallen") for c, p in before.items() if c not in after]
    for code, part in after.items():
        if code not in before:
            changes.append(PartChange(name, code, part.title, "toegevoegd"))
        elif part != before[code]:
            changes.append(
                PartChange(name, code, part.title, "gewijzigd", _list_differences(before[code], part))
            )
    return changes


def _list_differences(before: Any, after: Any) -> tuple[tuple[str, Any, Any], ...]:
    names = dict.fromkeys(each.name for part in (before, after) for each in fields(part))
    pairs = [(name, getattr(before, name, ""), getattr(after, name, "")) for name in names]
    return tuple((name, old, new) for name, old, new in pairs if old != new)
