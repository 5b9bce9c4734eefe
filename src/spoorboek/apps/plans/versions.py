"""Steps on versions that several actions share. Each runs inside the transaction of its action."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.utils import timezone

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.plans.errors import PlanContentError, PlanError
from spoorboek.apps.plans.models import PlanVersion, SafetyPlan, VersionDecision
from spoorboek.apps.plans.plan_writing import write_content as write_content_text
from spoorboek.apps.plans.rows import read_content, write_content, write_value
from spoorboek.rules.errors import PromiseError, RuleError
from spoorboek.rules.noted_days import check_noted_day
from spoorboek.rules.plan_checks import Problem, find_adoption_problems, find_content_problems
from spoorboek.rules.plan_content import Adoption, PlanContent
from spoorboek.rules.plan_lifecycle import PLAN_LIFECYCLE, VersionStatus
from spoorboek.rules.promises import CountPromise, MilestonePromise, check_unit_fits

FindUnit = Callable[[str], str | None]
"""Returns the unit of the figure definition with a code, or None when there is no such definition.

Handed in by the caller, because definitions come later in the policy cycle than plans."""


def get_locked_plan(by: Viewer, slug: str) -> SafetyPlan:
    """Return a plan that exists for the viewer, locked until the end of the transaction."""
    what = f"Het plan '{slug}'"
    plan = Access(by).get(SafetyPlan.objects.all(), what=what, slug=slug)
    return SafetyPlan.objects.select_for_update().get(pk=plan.pk)


def get_draft(plan: SafetyPlan) -> PlanVersion:
    """Return the draft of a plan, locked; raise PlanError when there is none."""
    draft = plan.versions.select_for_update().filter(status=VersionStatus.DRAFT.value).first()
    if draft is None:
        raise PlanError(f"Het plan '{plan.title}' heeft geen concept. Maak eerst een nieuwe versie.")
    return draft


def get_adopted(plan: SafetyPlan) -> PlanVersion:
    """Return the adopted version of a plan, locked; raise PlanError when there is none."""
    adopted = plan.versions.select_for_update().filter(status=VersionStatus.ADOPTED.value).first()
    if adopted is None:
        raise PlanError(f"Het plan '{plan.title}' heeft geen vastgestelde versie.")
    return adopted


def write_draft(version: PlanVersion, content: PlanContent, find_unit: FindUnit) -> None:
    """Check content and keep it as what the draft says."""
    problems = [
        *find_content_problems(content, version.plan.period),
        *find_unit_problems(content, find_unit),
    ]
    if problems:
        raise PlanContentError([f"{problem.path}: {problem.sentence}" for problem in problems])
    write_content(version, content)


def find_unit_problems(content: PlanContent, find_unit: FindUnit) -> Iterable[Problem]:
    """Yield the counted promises whose figure counts something else. An unknown figure is no problem yet."""
    for position, promise in enumerate(content.promises):
        if not isinstance(promise, CountPromise):
            continue
        unit = find_unit(promise.figure)
        try:
            if unit is not None:
                check_unit_fits(promise.unit, unit)
        except PromiseError as error:
            yield Problem(f"promises[{position}].unit", str(error))


def find_figure_problems(content: PlanContent, find_unit: FindUnit) -> Iterable[Problem]:
    """Yield the promises whose figure nobody has defined: nobody could report on them."""
    for position, promise in enumerate(content.promises):
        if isinstance(promise, MilestonePromise) or not promise.figure:
            continue
        if find_unit(promise.figure) is None:
            yield Problem(
                f"promises[{position}].figure", f"Er is geen cijfer met de code '{promise.figure}'."
            )


def adopt_draft(
    *, version: PlanVersion, decision: Adoption, find_unit: FindUnit, by: Viewer, at: datetime
) -> None:
    """Make a draft what holds; the version that held until now is superseded."""
    check_was(decision.decided_on, at)
    content = read_content(version)
    problems = [*find_unit_problems(content, find_unit), *find_figure_problems(content, find_unit)]
    if problems:
        raise PlanContentError([f"{problem.path}: {problem.sentence}" for problem in problems])
    for held in version.plan.versions.filter(status=VersionStatus.ADOPTED.value):
        move(held, VersionStatus.SUPERSEDED)
    _decide(version, VersionDecision.ADOPTION, decision)
    version.content_sha256 = hashlib.sha256(write_content_text(content)).hexdigest()
    version.save(update_fields=["content_sha256"])
    move(version, VersionStatus.ADOPTED)
    log(
        "adopt",
        version,
        by=by,
        at=at,
        details={
            "body": decision.body,
            "decided_on": decision.decided_on.isoformat(),
            "case_number": decision.case_number,
            "link": decision.link,
            "content_sha256": version.content_sha256,
        },
    )


def withdraw_version(*, version: PlanVersion, decision: Adoption, by: Viewer, at: datetime) -> None:
    """Take back an adopted version by a decision."""
    check_was(decision.decided_on, at)
    _decide(version, VersionDecision.WITHDRAWAL, decision)
    move(version, VersionStatus.WITHDRAWN)
    log("withdraw", version, by=by, at=at, details={"decided_on": decision.decided_on.isoformat()})


def move(version: PlanVersion, wanted: VersionStatus) -> None:
    """Take one step of the lifecycle."""
    PLAN_LIFECYCLE.check_can_become(VersionStatus(version.status), wanted)
    version.status = wanted.value
    version.save(update_fields=["status"])


def check_was(on: date | None, at: datetime) -> None:
    """Refuse what is written down as done or decided on a day that is still to come, or in another age."""
    try:
        if on is not None:
            check_noted_day(on, today=timezone.localtime(at).date())
    except RuleError as error:
        raise PlanError(str(error)) from error


def log(
    verb: str, version: PlanVersion, *, by: Viewer, at: datetime, details: dict[str, object] | None = None
) -> None:
    """Append the audit event of something done with a version."""
    subject = f"plans.planversion:{version.plan.slug}@{version.number}"
    record(action=f"plans.{verb}", by=by, at=at, subject=subject, details=details)


def _decide(version: PlanVersion, kind: str, decision: Adoption) -> None:
    if problems := [problem.sentence for problem in find_adoption_problems("decision", decision)]:
        raise PlanContentError(problems)
    VersionDecision.objects.create(version=version, kind=kind, **write_value(decision))
