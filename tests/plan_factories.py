"""Plans for tests: plain functions, everything invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.plans.actions import adopt_plan, draft_plan
from spoorboek.figures.period import Period
from spoorboek.rules.commitments import Commitment
from spoorboek.rules.plan_content import (
    Action,
    Adoption,
    Approach,
    DecisionOutcome,
    Goal,
    PlanContent,
    PlanDecision,
    Theme,
)
from spoorboek.rules.promises import (
    CountedPer,
    CountPromise,
    MilestonePromise,
    OutcomeDirection,
    OutcomePromise,
    StandingPromise,
    TargetDirection,
)
from spoorboek.rules.roles import Role

PERIOD = Period.parse("2023..2026")
NOON = datetime(2025, 3, 3, 12, tzinfo=UTC)
UNITS = {"inspected-businesses": "gecontroleerde bedrijven", "recorded-crimes": "misdrijven"}
AUTHOR = Viewer("author", "Voorbeeld Auteur", frozenset({Role.AUTHOR}))
REVIEWER = Viewer("reviewer", "Voorbeeld Toetser", frozenset({Role.REVIEWER}))
LOADER = Viewer("loader", "Voorbeeld Lader", frozenset({Role.AUTHOR, Role.REVIEWER}))
COUNCIL_MEMBER = Viewer("council", "Voorbeeld Raadslid", frozenset({Role.COUNCIL_MEMBER}))


def find_unit(code: str) -> str | None:
    return UNITS.get(code)


def a_count_promise(**said: Any) -> CountPromise:
    defaults: dict[str, Any] = {
        "code": "inspections",
        "title": "Bedrijven controleren",
        "owner": "college",
        "theme": "ondermijning",
        "goal": "safe-city",
        "unit": "gecontroleerde bedrijven",
        "figure": "inspected-businesses",
        "target": Decimal(10),
        "direction": TargetDirection.AT_LEAST,
        "per": CountedPer.YEAR,
        "baseline": Decimal(0),
    }
    return CountPromise(**(defaults | said))


def an_outcome_promise(**said: Any) -> OutcomePromise:
    defaults: dict[str, Any] = {
        "code": "crime-falls",
        "title": "Minder misdrijven",
        "owner": "burgemeester",
        "figure": "recorded-crimes",
        "outcome": OutcomeDirection.FALLS,
    }
    return OutcomePromise(**(defaults | said))


def a_milestone(**said: Any) -> MilestonePromise:
    defaults: dict[str, Any] = {
        "code": "exploration",
        "title": "De binnenstad verkend",
        "owner": "college",
        "theme": "binnenstad",
        "deliverable": "Eén verkenning",
        "evidence": "Het rapport",
        "due_on": date(2024, 12, 31),
    }
    return MilestonePromise(**(defaults | said))


def a_standing_effort(**said: Any) -> StandingPromise:
    defaults: dict[str, Any] = {"code": "checks", "title": "Doorlopend controleren", "owner": "college"}
    return StandingPromise(**(defaults | said))


def a_content(**said: Any) -> PlanContent:
    defaults: dict[str, Any] = {
        "accountability": ("raadsinformatiebrief",),
        "approaches": (Approach(code="themagericht", title="Themagericht"),),
        "themes": (
            Theme(code="ondermijning", title="Ondermijning", approach="themagericht"),
            Theme(code="binnenstad", title="Binnenstad", part_of="ondermijning"),
        ),
        "goals": (Goal(code="safe-city", title="Een veilige stad"),),
        "promises": (a_count_promise(), an_outcome_promise(), a_milestone(), a_standing_effort()),
        "actions": (
            Action(code="network", title="Netwerk uitbreiden", owner="college", due_on=date(2026, 12, 31)),
        ),
    }
    return PlanContent(**(defaults | said))


def a_commitment(**said: Any) -> Commitment:
    defaults: dict[str, Any] = {
        "code": "feedback",
        "text": "De raad hoort na twee jaar wat ervan kwam.",
        "made_on": date(2023, 5, 23),
        "due_on": date(2024, 12, 31),
    }
    return Commitment(**(defaults | said))


def a_decision(**said: Any) -> PlanDecision:
    defaults: dict[str, Any] = {
        "code": "stop-checks",
        "outcome": DecisionOutcome.STOPPED,
        "subject": "Doorlopend controleren",
        "reason": "Het werkte niet.",
        "decided_on": date(2025, 2, 24),
        "about": "checks",
    }
    return PlanDecision(**(defaults | said))


def an_adoption(**said: Any) -> Adoption:
    defaults: dict[str, Any] = {"body": "gemeenteraad", "decided_on": date(2022, 12, 20)}
    return Adoption(**(defaults | said))


def a_drafted_plan(slug: str = "plan", **said: Any) -> str:
    defaults: dict[str, Any] = {
        "title": "Veiligheidsplan",
        "area_code": "GM0505",
        "period": PERIOD,
        "content": a_content(),
        "find_unit": find_unit,
        "by": AUTHOR,
        "at": NOON,
    }
    draft_plan(slug=slug, **(defaults | said))
    return slug


def an_adopted_plan(slug: str = "plan", **said: Any) -> str:
    a_drafted_plan(slug, **said)
    adopt_plan(plan=slug, decision=an_adoption(), find_unit=find_unit, by=REVIEWER, at=NOON)
    return slug
