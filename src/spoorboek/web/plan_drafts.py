"""The draft of a plan as its page shows it: every list with its parts in a sentence each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise as Words
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.indicators.queries import list_definitions
from spoorboek.apps.plans.drafts import DraftRow
from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.plan_content import Action, AnnouncedPlan, PlanContent
from spoorboek.rules.promises import (
    CountedPer,
    CountPromise,
    MilestonePromise,
    OutcomeDirection,
    OutcomePromise,
    Promise,
    TargetDirection,
    get_kind,
)
from spoorboek.rules.target_warnings import list_target_warnings
from spoorboek.web.dates import format_date, format_period
from spoorboek.web.phrasebook import Content
from spoorboek.web.plan_parts import KIND_WORDS, PART_LISTS, PartList
from spoorboek.web.plan_questions import Figures


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part: where it is changed, what it says in short, and what to think about."""

    code: str
    title: str
    words: str
    href: str
    remove_href: str
    warnings: tuple[str, ...]
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class ListLines:
    """One list of a draft with its parts. ``order_href`` takes a part to another place."""

    part_list: PartList
    lines: list[PartLine]
    new_href: str
    order_href: str


def find_figures_to_choose(viewer: Viewer) -> Figures:
    """Return the figures that a promise can be counted by."""
    known = [row.definition for row in list_definitions(viewer)]
    return Figures(
        {one.code: Content(f"{one.title} ({one.unit})") for one in known},
        {one.code: one.unit for one in known},
    )


def list_draft_lines(draft: DraftRow, figures: Figures) -> list[ListLines]:
    """Return every list of a draft."""
    return [_draw_list(draft, figures, part_list) for part_list in PART_LISTS]


def list_said(content: PlanContent) -> list[tuple[Words, list[tuple[str, str]]]]:
    """Return what a version says, list by list: of each part its title, and the rest in short."""
    lists = [
        (each.title, [(part.title, describe_part(part, content)) for part in getattr(content, each.name)])
        for each in PART_LISTS
    ]
    return [(title, parts) for title, parts in lists if parts]


def count_warnings(lists: list[ListLines]) -> int:
    """Return how many parts there is something to think about."""
    return sum(1 for each in lists for line in each.lines if line.warnings)


def _draw_list(draft: DraftRow, figures: Figures, part_list: PartList) -> ListLines:
    parts = getattr(draft.content, part_list.name)
    where = [draft.slug, part_list.slug]
    lines = [
        PartLine(
            code=part.code,
            title=part.title,
            words=describe_part(part, draft.content),
            href=reverse("plan_part", args=[*where, part.code]),
            remove_href=reverse("plan_part_remove", args=[*where, part.code]),
            warnings=_warn(part, figures),
            is_first=place == 0,
            is_last=place == len(parts) - 1,
        )
        for place, part in enumerate(parts)
    ]
    return ListLines(
        part_list, lines, reverse("plan_part_new", args=where), reverse("plan_part_order", args=where)
    )


def _warn(part: Any, figures: Figures) -> tuple[str, ...]:
    if not isinstance(part, Promise):
        return ()
    return tuple(each.sentence for each in list_target_warnings(part, figures.units))


def describe_part(part: Any, content: PlanContent) -> str:
    """Return in short what a part says beside its title."""
    themes = {each.code: each.title for each in content.themes}
    said: list[str] = []
    if isinstance(part, Promise):
        said = [describe_promised(part), part.owner]
    elif isinstance(part, Action):
        said = [part.owner, _("uiterlijk %(day)s") % {"day": format_date(part.due_on)}]
    elif isinstance(part, AnnouncedPlan):
        said = [format_period(part.period)]
    for name in ("designation", "kernbeleid"):
        said.append(getattr(part, name, ""))
    wider = getattr(part, "theme", "") or getattr(part, "part_of", "")
    said.append(themes.get(wider, ""))
    return " · ".join(words for words in said if words)


def describe_promised(promise: Promise) -> str:
    """Return what a promise says, by its kind."""
    if isinstance(promise, CountPromise):
        words = (SIDES[promise.direction], format_number(promise.target), promise.unit, TURNS[promise.per])
        return " ".join(str(word) for word in words if word)
    if isinstance(promise, OutcomePromise):
        return WAYS[promise.outcome]
    if isinstance(promise, MilestonePromise):
        return _("uiterlijk %(day)s") % {"day": format_date(promise.due_on)}
    return str(KIND_WORDS[get_kind(promise)][0]).lower()


SIDES = {
    TargetDirection.AT_LEAST: "ten minste",
    TargetDirection.AT_MOST: "ten hoogste",
    TargetDirection.EXACTLY: "precies",
}
TURNS = {CountedPer.YEAR: "per jaar", CountedPer.PERIOD: "in de hele periode"}
WAYS = {
    OutcomeDirection.RISES: "stijgt",
    OutcomeDirection.FALLS: "daalt",
    OutcomeDirection.STAYS: "blijft ongeveer gelijk",
}
"""Words of the plan itself, which stays Dutch in every language of the pages."""


def label_of_draft(draft: DraftRow) -> Words | str:
    """Return what kind of draft this is."""
    if draft.is_new_plan:
        return _("Concept van een nieuw plan, %(period)s") % {"period": format_period(draft.period)}
    said = _("concept van versie %(number)s, %(period)s")
    return capfirst(said % {"number": draft.number, "period": format_period(draft.period)})
