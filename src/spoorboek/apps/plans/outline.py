"""A plan ordered as people read it: theme, goal, promise."""

from __future__ import annotations

from dataclasses import dataclass

from spoorboek.rules.plan_content import Goal, PlanContent
from spoorboek.rules.promises import Promise

_WHOLE_PLAN = "Het hele plan"
_NO_GOAL = "Zonder eigen doel"


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal with its promises. ``code`` is empty for promises that name no goal."""

    code: str
    title: str
    promises: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """One theme with its goals. ``code`` is empty for what holds for the whole plan."""

    code: str
    title: str
    approach: str
    part_of: str
    goals: tuple[GoalRow, ...]


def make_outline(content: PlanContent) -> tuple[ThemeRow, ...]:
    """Return theme > goal > promise. Every theme, goal and promise is in it; a promise just once.

    A goal stands under each theme in which a promise serves it, and under its own theme. A goal of the
    whole plan that is served inside a theme stands only there.
    """
    approaches = {approach.code: approach.title for approach in content.approaches}
    rows = [
        ThemeRow(
            theme.code,
            theme.title,
            approaches.get(theme.approach, ""),
            theme.part_of,
            _list_goals(content, theme.code),
        )
        for theme in content.themes
    ]
    whole = _list_goals(content, "")
    if whole:
        rows.insert(0, ThemeRow("", _WHOLE_PLAN, "", "", whole))
    return tuple(rows)


def _list_goals(content: PlanContent, theme: str) -> tuple[GoalRow, ...]:
    promises = [promise for promise in content.promises if promise.theme == theme]
    elsewhere = {promise.goal for promise in content.promises if promise.theme and not theme}
    rows: list[GoalRow] = []
    for goal in (*content.goals, Goal(code="", title=_NO_GOAL)):
        served = tuple(promise for promise in promises if promise.goal == goal.code)
        if served or (goal.code and goal.theme == theme and goal.code not in elsewhere):
            rows.append(GoalRow(goal.code, goal.title, served))
    return tuple(rows)
