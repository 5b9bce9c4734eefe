"""The plans of the invented city: one adopted, with a draft after it, and one that is only a draft."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from spoorboek.apps.plans import models as plans

if TYPE_CHECKING:
    from tests.leaks.world import World

PUBLIC = "openbaar-plan"
FIGURE = "public-reports"
THEME = "veilig"
_DAYS = {"first_on": date(2023, 1, 1), "last_on": date(2026, 12, 31), "area_code": "GM0505"}
_PARTS: dict[str, list[dict[str, Any]]] = {
    "approaches": [{}],
    "themes": [{"code": THEME, "approach": "", "part_of": ""}],
    "pillars": [{"kind": "pillar", "theme": ""}],
    "goals": [{"theme": ""}],
    "partners": [{}],
    "budgets": [{}],
    "areas": [{}],
    "announced_plans": [{"period": "2024", "theme": ""}],
    "actions": [{"due_on": date(2026, 12, 31), "theme": "", "partners": []}],
}
_PLAIN_PROMISE: dict[str, Any] = {
    "theme": THEME,
    "goal": "",
    "pillar": "",
    "partners": [],
    "budget": "",
    "period": "",
    "per": "",
    "direction": "",
    "outcome": "",
    "figure": "",
    "unit": "",
    "deliverable": "",
    "evidence": "",
}
_PROMISES: tuple[dict[str, Any], ...] = (
    {"kind": "standing"},
    {"kind": "outcome", "figure": FIGURE, "outcome": "falls"},
    {
        "kind": "count",
        "figure": FIGURE,
        "target": Decimal(10),
        "direction": "at_least",
        "per": "year",
        "baseline": Decimal(0),
    },
    {"kind": "milestone", "due_on": date(2026, 12, 31)},
)


def make(world: World, at: datetime) -> None:
    """Make the plans."""
    public = _make_plan(world, PUBLIC)
    draft = _make_version(world, public, 1, at, accountability=[world.canaries.text("accountability")])
    _make_records(world, public)
    _adopt(world, draft)
    world.keep("public plan", public, PUBLIC, called="plan")
    _make_version(world, public, 2, at, reason=world.canaries.text("reason"))
    world.keep("draft plan", public, PUBLIC)
    make_draft(world, at, parent=public)
    make_draft(world, at)


def make_draft(world: World, at: datetime, parent: Any = None) -> Any:
    """Make a plan that only exists for those who may see drafts."""
    slug = f"plan-{world.canaries.word('slug')}"
    plan = _make_plan(world, slug, parent=parent)
    _make_version(world, plan, 1, at)
    _make_records(world, plan)
    world.keep("draft plan", plan, slug, called="plan")
    return plan


def _make_plan(world: World, slug: str, **said: Any) -> Any:
    return world.canaries.fill(plans.SafetyPlan, slug=slug, **{**_DAYS, **said})


def _make_version(world: World, plan: Any, number: int, at: datetime, **said: Any) -> Any:
    known = {"reason": "", "created_by": "", "created_at": at, "plan": plan, "number": number}
    version = world.canaries.fill(plans.PlanVersion, **{**known, **said})
    for name, rows in _PARTS.items():
        for position, row in enumerate(rows):
            world.canaries.fill(plans.PART_MODELS[name], version=version, position=position, **row)
    for position, row in enumerate(_PROMISES):
        said = {**_PLAIN_PROMISE, **row}
        if row["kind"] == "milestone":
            del said["deliverable"], said["evidence"]
        if row["kind"] == "count":
            said["unit"] = "meldingen"
        world.canaries.fill(plans.Promise, version=version, position=position, **said)
    return version


def _make_records(world: World, plan: Any) -> None:
    on = date(2023, 5, 23)
    open_still = {"discharged_by": "", "discharged_on": None}
    world.canaries.fill(plans.Commitment, plan=plan, made_on=on, due_on=date(2026, 1, 1), **open_still)
    world.canaries.fill(plans.PlanDecision, plan=plan, outcome="stopped", decided_on=on, about="")
    world.canaries.fill(plans.Delivery, plan=plan, delivered_on=on)


def _adopt(world: World, version: Any) -> None:
    kind = plans.VersionDecision.ADOPTION
    world.canaries.fill(plans.VersionDecision, version=version, kind=kind, decided_on=date(2022, 12, 20))
    version.status = "adopted"
    version.save(update_fields=["status"])
