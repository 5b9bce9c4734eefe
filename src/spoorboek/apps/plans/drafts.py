"""Reading the draft of a plan, for those who may see drafts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.plans.models import PlanVersion, SafetyPlan
from spoorboek.apps.plans.plan_writing import mark_of
from spoorboek.apps.plans.rows import list_family_decisions, read_content
from spoorboek.figures.period import Period
from spoorboek.rules.plan_checks import PART_LISTS
from spoorboek.rules.plan_content import PlanContent, PlanDecision
from spoorboek.rules.plan_lifecycle import VersionStatus
from spoorboek.rules.plan_succession import list_open_decisions


@dataclass(frozen=True, slots=True)
class DraftRow:
    """The draft of a plan.

    ``held_number``: the version that holds meanwhile, 0 when none does. ``is_new_plan``: no version was ever
    adopted, so that title and period may change. ``marks``: by list and code how each part was read;
    ``about_mark``: the same of what stands around the parts. ``open_decisions``: what an evaluation stopped
    or ended and what still stands in this draft.
    """

    slug: str
    title: str
    area_code: str
    period: Period
    number: int
    reason: str
    held_number: int
    is_new_plan: bool
    content: PlanContent
    marks: Mapping[tuple[str, str], str]
    about_mark: str
    open_decisions: tuple[PlanDecision, ...]


def get_draft_row(viewer: Viewer, slug: str) -> DraftRow:
    """Return the draft of a plan. Raises NotFoundError when there is none, also for who may not see it."""
    plan = Access(viewer).get(SafetyPlan.objects.all(), what=f"Het plan '{slug}'", slug=slug)
    versions = list(Access(viewer).filter(plan.versions.select_related("plan").order_by("number")))
    draft = _find(versions, VersionStatus.DRAFT)
    if draft is None:
        raise NotFoundError(f"Een concept van het plan '{slug}'")
    held, content = _find(versions, VersionStatus.ADOPTED), read_content(draft)
    about = (plan.title, str(plan.period), draft.reason, tuple(draft.accountability))
    return DraftRow(
        slug=plan.slug,
        title=plan.title,
        area_code=plan.area_code,
        period=plan.period,
        number=draft.number,
        reason=draft.reason,
        held_number=held.number if held else 0,
        is_new_plan=all(each.status == VersionStatus.DRAFT.value for each in versions),
        content=content,
        marks={(name, part.code): mark_of(part) for name in PART_LISTS for part in getattr(content, name)},
        about_mark=mark_of(about),
        open_decisions=list_open_decisions(content, list_family_decisions(plan)),
    )


def _find(versions: list[PlanVersion], wanted: VersionStatus) -> PlanVersion | None:
    return next((each for each in versions if each.status == wanted.value), None)
