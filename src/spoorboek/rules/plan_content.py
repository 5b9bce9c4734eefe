"""What a plan says, as values: the content of one version. Parts name one another by code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from spoorboek.figures.period import Period
from spoorboek.rules.promises import Promise


class PillarKind(Enum):
    """What the plan itself calls a group of goals inside a theme."""

    PILLAR = "pillar"
    ACTION_LINE = "action_line"


class DecisionOutcome(Enum):
    """What was decided after an evaluation.

    Stopped: given up, because it did not work. Ended: over, because it is no longer needed.
    """

    KEPT = "kept"
    CHANGED = "changed"
    STOPPED = "stopped"
    ENDED = "ended"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class Approach:
    """A way of working: by area, by theme or by target group."""

    code: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A priority of this municipality; ``kernbeleid`` is the field of the national list, if any.

    ``part_of``: the wider theme it belongs to.
    The national list (Kernbeleid Veiligheid) is advice: a municipality has its own themes.
    """

    code: str
    title: str
    approach: str = ""
    kernbeleid: str = ""
    part_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pillar:
    """A group of goals inside a theme."""

    code: str
    title: str
    kind: PillarKind = PillarKind.PILLAR
    theme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What the plan wants to reach."""

    code: str
    title: str
    theme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """An organisation that the plan is carried out with."""

    code: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Where the money comes from; ``kind`` as the budget calls it (incidenteel, structureel)."""

    code: str
    title: str
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanArea:
    """A part of the city that the plan names, with what it is designated as."""

    code: str
    title: str
    designation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncedPlan:
    """An execution plan that the plan announces, whether or not it is kept here."""

    code: str
    title: str
    period: Period
    theme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """An intended deployment with its owner and deadline. ``promises``: codes of those that it must bring."""

    code: str
    title: str
    owner: str
    due_on: date
    theme: str = ""
    promises: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanContent:
    """Everything that adoption makes unchangeable. Each list keeps the order of the plan."""

    accountability: tuple[str, ...] = ()
    approaches: tuple[Approach, ...] = ()
    themes: tuple[Theme, ...] = ()
    pillars: tuple[Pillar, ...] = ()
    goals: tuple[Goal, ...] = ()
    partners: tuple[Partner, ...] = ()
    budgets: tuple[Budget, ...] = ()
    areas: tuple[PlanArea, ...] = ()
    announced_plans: tuple[AnnouncedPlan, ...] = ()
    promises: tuple[Promise, ...] = ()
    actions: tuple[Action, ...] = ()


Part = (
    Approach | Theme | Pillar | Goal | Partner | Budget | PlanArea | AnnouncedPlan | Promise | Action
)  # whatever has a code


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """The decision that made a version what holds. ``link``: where the decision can be read."""

    body: str
    decided_on: date
    case_number: str = ""
    note: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDecision:
    """What was decided about one thing after an evaluation.

    ``subject``: the thing in words. ``about``: the code of the promise, action, goal or theme, when the
    plan has one for it. ``evaluation``: where the evaluation can be found (case number). The evidence is
    ``letter``, the slug of a letter that tells it, and ``figure``, a figure as ``code@period``.
    """

    code: str
    outcome: DecisionOutcome
    subject: str
    reason: str
    decided_on: date
    about: str = ""
    evaluation: str = ""
    letter: str = ""
    figure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """That a milestone was reached. ``code`` is that of the promise, ``evidence`` what shows it."""

    code: str
    delivered_on: date
    evidence: str


REFERENCES: dict[str, str] = {
    "approach": "approaches",
    "theme": "themes",
    "part_of": "themes",
    "pillar": "pillars",
    "goal": "goals",
    "budget": "budgets",
    "partners": "partners",
    "promises": "promises",
}
"""Which list a part's field of that name points into."""


def list_theme_codes(content: PlanContent, theme: str) -> tuple[str, ...]:
    """Return a theme and every theme that is part of it, in the order of the plan.

    Parameters: ``content``; ``theme``, a code. Returns codes, none when the plan has no such theme.
    Errors: none.
    """
    found = {theme}
    for _ in content.themes:
        found |= {each.code for each in content.themes if each.part_of in found}
    return tuple(each.code for each in content.themes if each.code in found)


def find_dangling(content: PlanContent) -> Iterable[tuple[str, int, str, str]]:
    """Yield every reference to a code that its list does not have.

    Parameters: ``content``. Returns (list, position from 0, field, code) in the order of the plan.
    Errors: none.
    """
    known = {name: {part.code for part in getattr(content, name)} for name in REFERENCES.values()}
    for name in ("themes", "pillars", "goals", "announced_plans", "promises", "actions"):
        for position, part in enumerate(getattr(content, name)):
            for field, target in REFERENCES.items():
                named = getattr(part, field, ())
                for code in (named,) if isinstance(named, str) else named:
                    if code and code not in known[target]:
                        yield name, position, field, code
