"""Writing a draft, part by part. Who saves second overwrites nothing: they see both and decide.

Every step runs behind a lock on the plan, so that two people who change different parts both keep theirs.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.plans.errors import PlanConflictError, PlanError
from spoorboek.apps.plans.models import (
    PART_MODELS,
    Commitment,
    Delivery,
    PlanDecision,
    PlanVersion,
    SafetyPlan,
)
from spoorboek.apps.plans.plan_writing import mark_of
from spoorboek.apps.plans.rows import read_content, replace_list
from spoorboek.apps.plans.versions import FindUnit, get_draft, get_locked_plan, log, write_draft
from spoorboek.figures.codes import make_code
from spoorboek.figures.period import Period
from spoorboek.figures.unseen_characters import says_something
from spoorboek.rules.plan_content import Part, PlanContent
from spoorboek.rules.plan_succession import leave_out
from spoorboek.rules.roles import Permission


@transaction.atomic
def edit_draft(*, plan: str, content: PlanContent, find_unit: FindUnit, by: Viewer, at: datetime) -> None:
    """Replace everything that the draft of a plan says."""
    draft = _get_own_draft(plan, by)
    write_draft(draft, content, find_unit)
    log("edit", draft, by=by, at=at)


@transaction.atomic
def save_part(
    *,
    plan: str,
    list_name: str,
    part: Part,
    find_unit: FindUnit,
    by: Viewer,
    at: datetime,
    seen: str | None = None,
) -> str:
    """Add one part to a list of the draft (``promises``, ``goals``), or replace the one with its code.

    A part with an empty code gets one from its title. Returns the code. ``seen``: the mark of the part as it
    was read (see ``plan_writing.mark_of``), empty for a new one; raises PlanConflictError when the part is
    another one by now. Without ``seen`` the last writer wins.
    """
    draft = _get_own_draft(plan, by)
    content, parts = _open_list(draft, list_name)
    codes = [each.code for each in parts]
    made = part if part.code else replace(part, code=make_code(part.title, codes))
    held = parts[codes.index(made.code)] if made.code in codes else None
    _check_seen(seen, held, made)
    if held is None:
        parts.append(made)
    else:
        parts[codes.index(made.code)] = made
    if held != made:
        write_draft(draft, replace_list(content, list_name, parts), find_unit)
        log("save_part", draft, by=by, at=at, details={"list": list_name, "code": made.code})
    return made.code


@transaction.atomic
def remove_part(
    *,
    plan: str,
    list_name: str,
    code: str,
    find_unit: FindUnit,
    by: Viewer,
    at: datetime,
    seen: str | None = None,
    with_references: bool = False,
) -> None:
    """Take one part out of the draft; refused while another part names it, unless ``with_references`` takes
    those references along. ``seen`` as in ``save_part``.
    """
    draft = _get_own_draft(plan, by)
    content, parts = _open_list(draft, list_name)
    kept = [each for each in parts if each.code != code]
    if len(kept) == len(parts):
        raise NotFoundError(f"'{code}' in de lijst '{list_name}'")
    _check_seen(seen, next(each for each in parts if each.code == code), None)
    rest = replace_list(content, list_name, kept)
    if with_references:
        rest = leave_out(content, {(list_name, code)}).content
    write_draft(draft, rest, find_unit)
    log("remove_part", draft, by=by, at=at, details={"list": list_name, "code": code})


@transaction.atomic
def move_part(
    *, plan: str, list_name: str, code: str, is_up: bool, find_unit: FindUnit, by: Viewer, at: datetime
) -> None:
    """Move one part a place up or down in its list; at the end of the list nothing happens."""
    draft = _get_own_draft(plan, by)
    content, parts = _open_list(draft, list_name)
    codes = [each.code for each in parts]
    if code not in codes:
        raise NotFoundError(f"'{code}' in de lijst '{list_name}'")
    here = codes.index(code)
    there = here - 1 if is_up else here + 1
    if not 0 <= there < len(parts):
        return
    parts[here], parts[there] = parts[there], parts[here]
    write_draft(draft, replace_list(content, list_name, parts), find_unit)
    log("move_part", draft, by=by, at=at, details={"list": list_name, "code": code})


@transaction.atomic
def describe_draft(
    *,
    plan: str,
    title: str,
    period: Period,
    reason: str,
    accountability: tuple[str, ...],
    find_unit: FindUnit,
    by: Viewer,
    at: datetime,
    seen: str | None = None,
) -> None:
    """Change what stands around the parts: the title and days of a plan that was never adopted, why there is
    a new version, and how the council will hear of it.
    """
    draft = _get_own_draft(plan, by)
    found = draft.plan
    held = (found.title, str(found.period), draft.reason, tuple(draft.accountability))
    wanted = (title, str(period), reason, accountability)
    if seen is not None and seen != mark_of(held) and held != wanted:
        raise PlanConflictError(None)
    if held == wanted:
        return
    _describe_plan(found, title, period)
    if draft.number > 1 and not says_something(reason):
        raise PlanError("Geef de reden: waarom verandert het plan?")
    draft.reason = reason if draft.number > 1 else draft.reason
    draft.save(update_fields=["reason"])
    write_draft(draft, replace(read_content(draft), accountability=accountability), find_unit)
    log("describe_draft", draft, by=by, at=at)


@transaction.atomic
def discard_draft(*, plan: str, by: Viewer, at: datetime) -> bool:
    """Throw a draft away, and the plan with it when it has no other version; tell whether the plan is gone.

    Refused when something about the plan was written down that may never be lost.
    """
    draft = _get_own_draft(plan, by)
    found = draft.plan
    is_whole_plan = not found.versions.exclude(pk=draft.pk).exists()
    if is_whole_plan:
        _check_nothing_hangs_on(found)
    log("discard_draft", draft, by=by, at=at)
    for model in PART_MODELS.values():
        model._default_manager.filter(version=draft).delete()
    draft.delete()
    if is_whole_plan:
        found.delete()
    return is_whole_plan


def _check_nothing_hangs_on(plan: SafetyPlan) -> None:
    if plan.execution_plans.exists():
        raise PlanError(f"Onder '{plan.title}' hangt nog een uitvoeringsplan. Haal dat eerst weg.")
    if any(
        model._default_manager.filter(plan=plan).exists() for model in (Commitment, PlanDecision, Delivery)
    ):
        raise PlanError(
            f"Bij '{plan.title}' zijn al toezeggingen of besluiten vastgelegd. Die gaan nooit weg, "
            "dus het plan kan niet worden weggegooid."
        )


def _describe_plan(plan: SafetyPlan, title: str, period: Period) -> None:
    if (plan.title, plan.period) == (title, period):
        return
    if plan.versions.exclude(status="draft").exists():
        raise PlanError(
            "De titel en de periode van een vastgesteld plan veranderen niet meer: een plan met een andere "
            "periode is een ander plan."
        )
    above = plan.parent
    if above is not None and not above.period.contains(period):
        raise PlanError(f"Een uitvoeringsplan over {period} past niet onder '{above.title}'.")
    if any(not period.contains(child.period) for child in plan.execution_plans.all()):
        raise PlanError(f"Een uitvoeringsplan onder dit plan valt buiten {period}.")
    plan.title, plan.first_on, plan.last_on = title, period.first, period.last
    plan.save(update_fields=["title", "first_on", "last_on"])


def _check_seen(seen: str | None, held: Part | None, wanted: Part | None) -> None:
    """Refuse when the part is not as it was read. The same words twice are no conflict."""
    if seen is None or held == wanted:
        return
    if seen != (mark_of(held) if held is not None else ""):
        raise PlanConflictError(held)


def _get_own_draft(slug: str, by: Viewer) -> PlanVersion:
    plan = get_locked_plan(by, slug)
    Access(by).require(Permission.PLANS_WRITE, to="een plan schrijven")
    return get_draft(plan)


def _open_list(draft: PlanVersion, list_name: str) -> tuple[PlanContent, list[Part]]:
    content = read_content(draft)
    replace_list(content, list_name, ())
    return content, list(getattr(content, list_name))
