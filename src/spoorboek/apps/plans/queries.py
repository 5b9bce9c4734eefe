"""Reading plans. An adopted plan is public; a draft exists only for those who may see drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.plans.comparison import PartChange, compare_content
from spoorboek.apps.plans.deliveries import list_plan_deliveries
from spoorboek.apps.plans.families import FamilyMember, PlanFamily
from spoorboek.apps.plans.models import Commitment as CommitmentModel
from spoorboek.apps.plans.models import Delivery as DeliveryModel
from spoorboek.apps.plans.models import PlanDecision as DecisionModel
from spoorboek.apps.plans.models import PlanVersion, SafetyPlan
from spoorboek.apps.plans.outline import ThemeRow, make_outline
from spoorboek.apps.plans.plan_file import PlanFile
from spoorboek.apps.plans.plan_writing import write_plan
from spoorboek.apps.plans.rows import read_content, read_value
from spoorboek.apps.plans.summaries import PlanSummaryRow as PlanSummaryRow
from spoorboek.apps.plans.summaries import VersionRow as VersionRow
from spoorboek.apps.plans.summaries import choose_version, describe_plan, describe_version, rank_version
from spoorboek.figures.period import Period
from spoorboek.rules.commitments import Commitment
from spoorboek.rules.plan_content import Delivery, PlanContent, PlanDecision
from spoorboek.rules.promise_accounts import list_periods
from spoorboek.rules.promises import Promise


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan as its page shows it: ``themes`` > goals > promises; ``content`` is all it says."""

    summary: PlanSummaryRow
    version: VersionRow
    content: PlanContent
    themes: tuple[ThemeRow, ...]
    versions: tuple[VersionRow, ...]
    execution_plans: tuple[PlanSummaryRow, ...]
    commitments: tuple[Commitment, ...]
    decisions: tuple[PlanDecision, ...]


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise with its plan, the periods over which it is judged and what was decided about it.

    ``delivery``: that a milestone was reached, once that was written down. ``whole``: all of its plan.
    """

    plan: PlanSummaryRow
    whole: PlanRow
    promise: Promise
    periods: tuple[Period, ...]
    decisions: tuple[PlanDecision, ...]
    delivery: Delivery | None = None


def list_plans(viewer: Viewer) -> tuple[PlanSummaryRow, ...]:
    """Return every plan that exists for the viewer, oldest first, execution plans after their plan."""
    plans = list(Access(viewer).filter(SafetyPlan.objects.select_related("parent")))
    rows = _summarise_all(viewer, plans)
    first = {row.slug: row.period.first for row in rows}

    def order(row: PlanSummaryRow) -> tuple[Any, ...]:
        top = row.parent if row.parent in first else row.slug
        return first[top], top, bool(row.parent), row.period, row.slug

    return tuple(sorted(rows, key=order))


def get_plan(viewer: Viewer, slug: str, number: int | None = None) -> PlanRow:
    """Return one plan: the version that holds, or the one with ``number``."""
    plan = _get_plan(viewer, slug)
    # Whoever sees one version sees the others of its plan as far as these exist for them: read together.
    visible = Access(viewer).filter(plan.versions.order_by("number"))
    versions = list(visible.select_related("plan").prefetch_related("decisions"))
    version = choose_version(plan, versions, number)
    content = read_content(version)
    children = _list_children(viewer, plan)
    return PlanRow(
        summary=_summarise(viewer, plan, version),
        version=describe_version(version),
        content=content,
        themes=make_outline(content),
        versions=tuple(describe_version(each) for each in versions),
        execution_plans=tuple(_summarise_all(viewer, children)),
        commitments=_list_commitments(viewer, [plan])[plan.pk],
        decisions=_list_decisions(viewer, [plan])[plan.pk],
    )


def get_plan_summary(viewer: Viewer, slug: str) -> PlanSummaryRow:
    """Return the title, period and status of one plan, or raise NotFoundError."""
    plan = _get_plan(viewer, slug)
    return _summarise(viewer, plan, _get_version(viewer, plan))


def get_promise(viewer: Viewer, slug: str, code: str) -> PromiseRow:
    """Return one promise of the version of a plan that holds."""
    whole = get_plan(viewer, slug)
    promise = next((each for each in whole.content.promises if each.code == code), None)
    if promise is None:
        raise NotFoundError(f"De belofte '{code}'")
    decided = [each for each in whole.decisions if each.about == code]
    if whole.summary.parent:
        above = DecisionModel.objects.filter(plan__slug=whole.summary.parent, about=code)
        decided += [read_value(PlanDecision, row) for row in Access(viewer).filter(above)]
    shown = Access(viewer).filter(DeliveryModel.objects.filter(plan__slug=slug, code=code)).first()
    return PromiseRow(
        plan=whole.summary,
        whole=whole,
        promise=promise,
        periods=list_periods(promise, whole.summary.period),
        decisions=tuple(decided),
        delivery=read_value(Delivery, shown) if shown else None,
    )


def read_family(viewer: Viewer, slug: str) -> PlanFamily:
    """Return a plan with its execution plans, to be asked for what is due, runs or was decided."""
    plans = _list_family(viewer, slug)
    versions = _find_versions(viewer, plans)
    commitments, decisions = _list_commitments(viewer, plans), _list_decisions(viewer, plans)
    return PlanFamily(
        tuple(
            FamilyMember(
                slug=plan.slug,
                title=plan.title,
                period=plan.period,
                content=read_content(versions[plan.pk]),
                commitments=commitments[plan.pk],
                decisions=decisions[plan.pk],
            )
            for plan in plans
        )
    )


def compare_versions(viewer: Viewer, slug: str, before: int, after: int) -> tuple[PartChange, ...]:
    """Return every part that was added, removed or changed between two versions of a plan."""
    plan = _get_plan(viewer, slug)
    old, new = (read_content(_get_version(viewer, plan, number)) for number in (before, after))
    return compare_content(old, new)


def export_plan(viewer: Viewer, slug: str, number: int | None = None) -> bytes:
    """Return the file of a plan (YAML) with its execution plans, as far as the viewer may see."""
    plan = _get_plan(viewer, slug)
    return write_plan(_as_file(viewer, plan, _get_version(viewer, plan, number)))


def _as_file(viewer: Viewer, plan: SafetyPlan, version: PlanVersion) -> PlanFile:
    said = describe_version(version)
    return PlanFile(
        plan=plan.slug,
        title=plan.title,
        area=plan.area_code,
        period=plan.period,
        version=said.number,
        reason=said.reason,
        adopted=said.adoption,
        withdrawn=said.withdrawal,
        content=read_content(version),
        commitments=_list_commitments(viewer, [plan])[plan.pk],
        decisions=_list_decisions(viewer, [plan])[plan.pk],
        deliveries=list_plan_deliveries(viewer, plan),
        execution_plans=tuple(
            _as_file(viewer, child, _get_version(viewer, child)) for child in _list_children(viewer, plan)
        ),
    )


def _get_plan(viewer: Viewer, slug: str) -> SafetyPlan:
    plans = SafetyPlan.objects.select_related("parent")
    return Access(viewer).get(plans, what=f"Het plan '{slug}'", slug=slug)


def _get_version(viewer: Viewer, plan: SafetyPlan, number: int | None = None) -> PlanVersion:
    """Return the version with a number; without one the version that holds, else the newest."""
    if number is not None:
        visible = Access(viewer).filter(plan.versions.select_related("plan"))
        return Access(viewer).get(visible, what=f"Versie {number} van het plan '{plan.slug}'", number=number)
    return _find_versions(viewer, [plan])[plan.pk]


def _find_versions(viewer: Viewer, plans: Sequence[SafetyPlan]) -> dict[int, PlanVersion]:
    """Return by plan the version that holds, else the newest that exists for the viewer."""
    visible = Access(viewer).filter(PlanVersion.objects.filter(plan__in=plans).select_related("plan"))
    found: dict[int, PlanVersion] = {}
    for version in sorted(visible, key=rank_version):
        found[version.plan_id] = version
    for plan in plans:
        if plan.pk not in found:
            raise NotFoundError(f"Het plan '{plan.slug}'")
    return found


def _summarise_all(viewer: Viewer, plans: Sequence[SafetyPlan]) -> list[PlanSummaryRow]:
    versions = _find_versions(viewer, plans)
    # Several execution plans lie below one plan: whether that exists for the viewer is asked once.
    above = {plan.parent for plan in plans if plan.parent}
    seen = {plan.pk for plan in plans}
    seen |= {plan.pk for plan in above if plan.pk not in seen and Access(viewer).is_allowed(plan)}
    return [describe_plan(plan, versions[plan.pk], plan.parent_id in seen) for plan in plans]


def _list_children(viewer: Viewer, plan: SafetyPlan) -> list[SafetyPlan]:
    return list(Access(viewer).filter(plan.execution_plans.select_related("parent")))


def _list_family(viewer: Viewer, slug: str) -> list[SafetyPlan]:
    plan = _get_plan(viewer, slug)
    return [plan, *_list_children(viewer, plan)]


def _list_commitments(viewer: Viewer, plans: Sequence[SafetyPlan]) -> dict[int, tuple[Commitment, ...]]:
    rows = list(Access(viewer).filter(CommitmentModel.objects.filter(plan__in=plans)))
    return {p.pk: tuple(read_value(Commitment, row) for row in rows if row.plan_id == p.pk) for p in plans}


def _list_decisions(viewer: Viewer, plans: Sequence[SafetyPlan]) -> dict[int, tuple[PlanDecision, ...]]:
    rows = list(Access(viewer).filter(DecisionModel.objects.filter(plan__in=plans)))
    return {p.pk: tuple(read_value(PlanDecision, row) for row in rows if row.plan_id == p.pk) for p in plans}


def _summarise(viewer: Viewer, plan: SafetyPlan, version: PlanVersion) -> PlanSummaryRow:
    return describe_plan(plan, version, bool(plan.parent and Access(viewer).is_allowed(plan.parent)))
