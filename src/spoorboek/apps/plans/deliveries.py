"""Reading which milestones were reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.plans.models import Delivery, SafetyPlan
from spoorboek.apps.plans.rows import read_value
from spoorboek.rules import plan_content


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """A milestone that was reached: the plan (slug) and promise it belongs to, and what shows it."""

    plan: str
    promise: str
    delivered_on: date
    evidence: str


def list_deliveries(viewer: Viewer) -> tuple[DeliveryRow, ...]:
    """Return the milestones that were reached, of every plan that exists for the viewer, by plan and day."""
    rows = Delivery.objects.select_related("plan").order_by("plan", "delivered_on", "code")
    return tuple(
        DeliveryRow(row.plan.slug, row.code, row.delivered_on, row.evidence)
        for row in Access(viewer).filter(rows)
    )


def list_plan_deliveries(viewer: Viewer, plan: SafetyPlan) -> tuple[plan_content.Delivery, ...]:
    """Return the milestones of one plan that were reached, as its file says them."""
    rows = Access(viewer).filter(Delivery.objects.filter(plan=plan))
    return tuple(read_value(plan_content.Delivery, row) for row in rows)
