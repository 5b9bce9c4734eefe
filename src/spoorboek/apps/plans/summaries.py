"""What lists and pages say of a plan in few words: itself, and its versions with their decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.plans.models import PlanVersion, SafetyPlan, VersionDecision
from spoorboek.apps.plans.rows import read_value
from spoorboek.figures.period import Period
from spoorboek.rules.plan_content import Adoption
from spoorboek.rules.plan_lifecycle import PLAN_LIFECYCLE, VersionStatus


@dataclass(frozen=True, slots=True)
class PlanSummaryRow:
    """One plan in a list, in the version that the viewer sees first. ``parent`` is a slug or empty."""

    slug: str
    title: str
    area_code: str
    period: Period
    parent: str
    number: int
    status: VersionStatus
    status_word: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of a plan with its decisions."""

    number: int
    status: VersionStatus
    status_word: str
    reason: str
    adoption: Adoption | None
    withdrawal: Adoption | None


def choose_version(plan: SafetyPlan, versions: Sequence[PlanVersion], number: int | None) -> PlanVersion:
    """Return the version with a number; without one what holds, else the newest."""
    found = [each for each in versions if number in {None, each.number}]
    if not found:
        what = f"Het plan '{plan.slug}'"
        raise NotFoundError(what if number is None else f"Versie {number} van het plan '{plan.slug}'")
    return max(found, key=rank_version)


def rank_version(version: PlanVersion) -> tuple[bool, int]:
    """Return what orders versions: the one that holds goes before all, then the newest."""
    return version.status == VersionStatus.ADOPTED.value, version.number


def describe_plan(plan: SafetyPlan, version: PlanVersion, names_parent: bool) -> PlanSummaryRow:
    """Return a plan in one version; ``names_parent``: the plan above it exists for who looks."""
    status = VersionStatus(version.status)
    return PlanSummaryRow(
        slug=plan.slug,
        title=plan.title,
        area_code=plan.area_code,
        period=plan.period,
        parent=plan.parent.slug if plan.parent and names_parent else "",
        number=version.number,
        status=status,
        status_word=PLAN_LIFECYCLE.words[status],
    )


def describe_version(version: PlanVersion) -> VersionRow:
    """Return a version with its decisions."""
    status = VersionStatus(version.status)
    decisions = {row.kind: read_value(Adoption, row) for row in version.decisions.all()}
    return VersionRow(
        number=version.number,
        status=status,
        status_word=PLAN_LIFECYCLE.words[status],
        reason=version.reason,
        adoption=decisions.get(VersionDecision.ADOPTION),
        withdrawal=decisions.get(VersionDecision.WITHDRAWAL),
    )
