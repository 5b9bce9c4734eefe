"""What of a plan goes on: into its next version after an evaluation, or into the plan that follows it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from spoorboek.figures.period import Period
from spoorboek.rules.plan_checks import DECIDED_LISTS, PART_LISTS
from spoorboek.rules.plan_content import REFERENCES, DecisionOutcome, PlanContent, PlanDecision
from spoorboek.rules.promises import MilestonePromise

_OVER = frozenset({DecisionOutcome.STOPPED, DecisionOutcome.ENDED})


@dataclass(frozen=True, slots=True)
class Succession:
    """What goes on, and the titles of what does not, in the order of the plan."""

    content: PlanContent
    left_out: tuple[str, ...]


def list_open_decisions(content: PlanContent, decisions: Iterable[PlanDecision]) -> tuple[PlanDecision, ...]:
    """Return the newest decision about each part that is stopped or ended and is still there.

    Parameters: ``content`` of a version; ``decisions`` after evaluations, in any order. Returns decisions in
    the order of their days. Errors: none.
    """
    there = {part.code for name in DECIDED_LISTS for part in getattr(content, name)}
    newest = _find_newest(decisions)
    return tuple(one for code, one in newest.items() if code in there and one.outcome in _OVER)


def follow_decisions(content: PlanContent, decisions: Iterable[PlanDecision]) -> Succession:
    """Take out of a plan what an evaluation stopped or ended.

    Parameters: ``content`` of the version that held; ``decisions`` about it. Returns what is left, where
    nothing names what was taken out. Errors: none.
    """
    over = {one.about for one in list_open_decisions(content, decisions)}
    gone = {(name, part.code) for name in DECIDED_LISTS for part in getattr(content, name)}
    return leave_out(content, {(name, code) for name, code in gone if code in over})


def continue_plan(content: PlanContent, decisions: Iterable[PlanDecision], period: Period) -> Succession:
    """Begin the next plan with what goes on of the one before it.

    Parameters: ``content`` of the version that held last; ``decisions`` about it; ``period``, the days of
    the next plan. Returns what goes on: without what was stopped or ended, and without milestones, actions
    and announced plans whose days lie outside the next plan; promises lose a period of their own, because
    it was one of the plan before. Errors: none.
    """
    followed = follow_decisions(content, decisions)
    kept = followed.content
    past = {("promises", p.code) for p in kept.promises if _is_past(p, period)}
    past |= {("actions", a.code) for a in kept.actions if not period.contains(a.due_on)}
    past |= {("announced_plans", a.code) for a in kept.announced_plans if not period.contains(a.period)}
    rest = leave_out(kept, past)
    promises = tuple(replace(promise, period=None) for promise in rest.content.promises)
    return Succession(replace(rest.content, promises=promises), (*followed.left_out, *rest.left_out))


def _is_past(promise: object, period: Period) -> bool:
    return isinstance(promise, MilestonePromise) and not period.contains(promise.due_on)


def _find_newest(decisions: Iterable[PlanDecision]) -> dict[str, PlanDecision]:
    ordered = sorted(decisions, key=lambda one: (one.decided_on, one.code))
    return {one.about: one for one in ordered if one.about}


def leave_out(content: PlanContent, gone: Collection[tuple[str, str]]) -> Succession:
    """Take parts out of a plan, and every reference to them.

    Parameters: ``content``; ``gone``, the list and code of each part. Returns what is left. Errors: none.
    """
    titles: list[str] = []
    lists: dict[str, Any] = {}
    for name in PART_LISTS:
        parts = getattr(content, name)
        titles += [part.title for part in parts if (name, part.code) in gone]
        lists[name] = tuple(_forget(part, gone) for part in parts if (name, part.code) not in gone)
    return Succession(replace(content, **lists), tuple(titles))


def _forget(part: Any, gone: Collection[tuple[str, str]]) -> Any:
    """Return the part without references to what is gone."""
    changed: dict[str, Any] = {}
    for field, target in REFERENCES.items():
        named = getattr(part, field, "")
        kept: Any = "" if (target, named) in gone else named
        if isinstance(named, tuple):
            kept = tuple(code for code in named if (target, code) not in gone)
        if kept != named:
            changed[field] = kept
    return replace(part, **changed) if changed else part


def list_naming(content: PlanContent, list_name: str, code: str) -> tuple[str, ...]:
    """Return the titles of the parts that name a part, in the order of the plan.

    Parameters: ``content``; ``list_name`` and ``code`` of the part that may be named. Returns titles.
    Errors: none.
    """
    gone = {(list_name, code)}
    every = (part for name in PART_LISTS for part in getattr(content, name))
    return tuple(part.title for part in every if _forget(part, gone) != part)
