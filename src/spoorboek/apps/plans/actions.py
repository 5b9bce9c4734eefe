"""What people do with plans. Each action is one transaction, with its audit event inside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Q

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.plans.errors import PlanContentError, PlanError
from spoorboek.apps.plans.models import PART_MODELS, Delivery, PlanVersion, SafetyPlan
from spoorboek.apps.plans.models import Commitment as CommitmentRow
from spoorboek.apps.plans.models import PlanDecision as DecisionRow
from spoorboek.apps.plans.rows import list_family_decisions, read_content, read_value, write_value
from spoorboek.apps.plans.versions import (
    FindUnit,
    adopt_draft,
    check_was,
    get_adopted,
    get_draft,
    get_locked_plan,
    log,
    withdraw_version,
    write_draft,
)
from spoorboek.figures.period import Period
from spoorboek.figures.unseen_characters import says_something
from spoorboek.rules.commitments import Commitment
from spoorboek.rules.plan_checks import DECIDED_LISTS, Problem, find_code_problems, find_record_problems
from spoorboek.rules.plan_content import Adoption, PlanContent, PlanDecision
from spoorboek.rules.plan_succession import follow_decisions
from spoorboek.rules.promises import MilestonePromise
from spoorboek.rules.roles import Permission


@transaction.atomic
def draft_plan(
    *,
    slug: str,
    title: str,
    area_code: str,
    period: Period,
    content: PlanContent,
    find_unit: FindUnit,
    by: Viewer,
    at: datetime,
    parent: str = "",
    number: int = 1,
    reason: str = "",
) -> None:
    """Begin a plan with a draft. With a ``parent`` it is an execution plan under that plan."""
    Access(by).require(Permission.PLANS_WRITE, to="een plan schrijven")
    if problems := [problem.sentence for problem in find_code_problems("plan", [slug])]:
        raise PlanContentError(problems)
    above = get_locked_plan(by, parent) if parent else None
    if above is not None and (above.parent_id or not above.period.contains(period)):
        raise PlanError(f"Een uitvoeringsplan over {period} past niet onder '{above.title}'.")
    if SafetyPlan.objects.filter(slug=slug).exists():
        raise PlanError(f"Er is al een plan '{slug}'. Kies een andere naam.")
    plan = SafetyPlan.objects.create(
        slug=slug, title=title, area_code=area_code, first_on=period.first, last_on=period.last, parent=above
    )
    version = PlanVersion.objects.create(
        plan=plan, number=number, reason=reason, created_at=at, created_by=by.person_id
    )
    write_draft(version, content, find_unit)
    log("draft", version, by=by, at=at)


@transaction.atomic
def adopt_plan(*, plan: str, decision: Adoption, find_unit: FindUnit, by: Viewer, at: datetime) -> None:
    """Adopt the draft of a plan by a decision. From then on it never changes."""
    found = get_locked_plan(by, plan)
    Access(by).require(Permission.PLANS_ADOPT, to="een plan vaststellen")
    adopt_draft(version=get_draft(found), decision=decision, find_unit=find_unit, by=by, at=at)


@transaction.atomic
def withdraw_plan(*, plan: str, decision: Adoption, by: Viewer, at: datetime) -> None:
    """Withdraw the adopted version of a plan by a decision."""
    found = get_locked_plan(by, plan)
    Access(by).require(Permission.PLANS_ADOPT, to="een plan intrekken")
    withdraw_version(version=get_adopted(found), decision=decision, by=by, at=at)


@transaction.atomic
def amend_plan(*, plan: str, reason: str, by: Viewer, at: datetime, follows_decisions: bool = False) -> int:
    """Begin a new version of an adopted plan, with the reason, and return its number.

    It starts as a copy; the adopted version holds until the new one is adopted. ``follows_decisions``: what
    was stopped or ended after an evaluation is left out of the copy.
    """
    found = get_locked_plan(by, plan)
    Access(by).require(Permission.PLANS_WRITE, to="een plan wijzigen")
    if not says_something(reason):
        raise PlanError("Geef de reden: waarom verandert het plan?")
    held = get_adopted(found)
    if found.versions.filter(status="draft").exists():
        raise PlanError(f"Het plan '{found.title}' heeft al een concept. Ga daarin verder.")
    highest = found.versions.aggregate(highest=Max("number"))["highest"]
    version = PlanVersion.objects.create(
        plan=found, number=highest + 1, reason=reason.strip(), created_at=at, created_by=by.person_id
    )
    content = read_content(held)
    if follows_decisions:
        content = follow_decisions(content, list_family_decisions(found)).content
    write_draft(version, content, lambda code: None)
    log("amend", version, by=by, at=at, details={"reason": reason.strip(), "from": held.number})
    return version.number


@transaction.atomic
def record_decision(*, plan: str, decision: PlanDecision, by: Viewer, at: datetime) -> None:
    """Write down what was decided after an evaluation: kept, changed, stopped, ended or added."""
    found = get_locked_plan(by, plan)
    Access(by).require(Permission.PLANS_WRITE, to="een besluit na een evaluatie vastleggen")
    family = Q(version__plan=found) | Q(version__plan__parent=found)
    known = frozenset(
        code
        for name in DECIDED_LISTS
        for code in PART_MODELS[name]._default_manager.filter(family).values_list("code", flat=True)
    )
    check_was(decision.decided_on, at)
    _refuse(find_record_problems((), (decision,), known))
    if DecisionRow.objects.filter(plan=found, code=decision.code).exists():
        raise PlanError(f"Er is al een besluit '{decision.code}' bij dit plan.")
    DecisionRow.objects.create(plan=found, **write_value(decision))
    details = {"code": decision.code, "outcome": decision.outcome.value, "about": decision.about}
    _log_plan("record_decision", found, details, by=by, at=at)


@transaction.atomic
def add_commitment(*, plan: str, commitment: Commitment, by: Viewer, at: datetime) -> None:
    """Write down what the council was told it would hear or get."""
    found = get_locked_plan(by, plan)
    Access(by).require(Permission.PLANS_WRITE, to="een toezegging vastleggen")
    check_was(commitment.made_on, at)
    check_was(commitment.discharged_on, at)
    _refuse(find_record_problems((commitment,), (), frozenset()))
    if CommitmentRow.objects.filter(plan=found, code=commitment.code).exists():
        raise PlanError(f"Er is al een toezegging '{commitment.code}' bij dit plan.")
    CommitmentRow.objects.create(plan=found, **write_value(commitment))
    _log_plan("add_commitment", found, {"code": commitment.code}, by=by, at=at)


@transaction.atomic
def discharge_commitment(*, plan: str, code: str, letter: str, on: date, by: Viewer, at: datetime) -> None:
    """Write down, once, which letter kept a commitment to the council, and when."""
    found = get_locked_plan(by, plan)
    Access(by).require(Permission.PLANS_WRITE, to="een toezegging afdoen")
    row = CommitmentRow.objects.select_for_update().filter(plan=found, code=code).first()
    if row is None:
        raise NotFoundError(f"De toezegging '{code}'")
    if row.discharged_by:
        raise PlanError(f"De toezegging '{code}' is al afgedaan met de brief '{row.discharged_by}'.")
    check_was(on, at)
    said = replace(read_value(Commitment, row), discharged_by=letter, discharged_on=on)
    _refuse(find_record_problems((said,), (), frozenset()))
    row.discharged_by, row.discharged_on = letter, on
    row.save(update_fields=["discharged_by", "discharged_on"])
    _log_plan("discharge_commitment", found, {"code": code, "letter": letter}, by=by, at=at)


@transaction.atomic
def record_delivery(
    *, plan: str, promise: str, delivered_on: date, evidence: str, by: Viewer, at: datetime
) -> None:
    """Write down, once, that a milestone of the plan was reached, and what shows it."""
    found = get_locked_plan(by, plan)
    Access(by).require(Permission.PLANS_WRITE, to="een mijlpaal vastleggen")
    promises = {each.code: each for each in read_content(get_adopted(found)).promises}
    if promise not in promises:
        raise NotFoundError(f"De belofte '{promise}'")
    if not isinstance(promises[promise], MilestonePromise):
        raise PlanError(f"De belofte '{promise}' is geen mijlpaal: die wordt geteld, niet opgeleverd.")
    if not says_something(evidence):
        raise PlanError("Schrijf op waaruit blijkt dat de mijlpaal is bereikt.")
    check_was(delivered_on, at)
    if Delivery.objects.filter(plan=found, code=promise).exists():
        raise PlanError(f"De mijlpaal '{promise}' is al vastgelegd.")
    Delivery.objects.create(plan=found, code=promise, delivered_on=delivered_on, evidence=evidence.strip())
    _log_plan("record_delivery", found, {"promise": promise}, by=by, at=at)


def _refuse(problems: Iterable[Problem]) -> None:
    if sentences := [problem.sentence for problem in problems]:
        raise PlanContentError(sentences)


def _log_plan(verb: str, plan: SafetyPlan, details: dict[str, str], *, by: Viewer, at: datetime) -> None:
    record(action=f"plans.{verb}", by=by, at=at, subject=f"plans.safetyplan:{plan.slug}", details=details)
