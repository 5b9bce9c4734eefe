"""Models of plans: the plan and its versions, what a version says, what was said and decided since."""

from spoorboek.apps.plans.models.parts import (
    PART_MODELS,
    Action,
    AnnouncedPlan,
    Approach,
    BudgetSource,
    Goal,
    Partner,
    Pillar,
    PlanArea,
    Promise,
    Theme,
    VersionPart,
)
from spoorboek.apps.plans.models.plan import PlanVersion, SafetyPlan, VersionDecision
from spoorboek.apps.plans.models.records import Commitment, Delivery, PlanDecision

__all__ = [
    "PART_MODELS",
    "Action",
    "AnnouncedPlan",
    "Approach",
    "BudgetSource",
    "Commitment",
    "Delivery",
    "Goal",
    "Partner",
    "Pillar",
    "PlanArea",
    "PlanDecision",
    "PlanVersion",
    "Promise",
    "SafetyPlan",
    "Theme",
    "VersionDecision",
    "VersionPart",
]
