"""Reading designated areas with their decision, terms and cameras."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.row_pages import find_first_row
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.interventions.models import (
    AreaDecision,
    AreaTerm,
    Asset,
    Deployment,
    DesignatedArea,
)
from spoorboek.rules.clocks.orders import compute_image_destruction


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One designated area in a list; ``last_on`` is the end of its last term."""

    number: str
    kind_title: str
    name: str
    area_code: str
    designated_on: date
    last_on: date | None
    ended_on: date | None
    evaluate_on: date | None
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class TermRow:
    """One period for which an area holds.

    ``separate_days`` when it holds on these days only, ``starts_at`` and ``ends_at`` when on these hours.
    """

    first_on: date
    last_on: date | None
    motivation: str
    decided_on: date | None
    reference: str
    consulted_on: date | None
    council_informed_on: date | None
    separate_days: tuple[date, ...]
    starts_at: datetime | None
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class CameraRow:
    """One camera in an area, with where it hung before, old to new.

    ``images_until``: the last day on which an image of it may be kept, once it is gone.
    """

    number: str
    place: str
    placed_on: date
    replaced_on: date | None
    removed_on: date | None
    images_until: date | None
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeploymentRow:
    """One deployment in an area."""

    number: str
    kind_title: str
    reason_title: str
    place: str
    started_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class AreaDetail:
    """One area with everything that belongs to it. ``has_decision`` is false for one that was imported."""

    line: AreaLine
    has_decision: bool
    legal_basis: str
    reference: str
    motivation: str
    consulted_on: date | None
    council_informed_on: date | None
    corners: tuple[tuple[float, float], ...]
    evaluated_on: date | None
    evaluation: str
    terms: tuple[TermRow, ...]
    cameras: tuple[CameraRow, ...]
    deployments: tuple[DeploymentRow, ...]

    @property
    def can_be_extended(self) -> bool:
        """Tell whether the last term has an end and holds on all days until then."""
        last = self.terms[-1] if self.terms else None
        return last is not None and last.last_on is not None and not (last.separate_days or last.ends_at)


def list_designated_areas(viewer: Viewer, *, page: int = 1, size: int = 50) -> tuple[list[AreaLine], int]:
    """Return one page of the designated areas that exist for the viewer, newest first, and their total.

    A page past the end is the last one.
    """
    areas = Access(viewer).filter(DesignatedArea.objects.order_by("-designated_on", "-pk"))
    total = areas.count()
    first = find_first_row(page, size, total)
    found = areas.select_related("decision").prefetch_related("terms")[first : first + size]
    return [_line_of(area) for area in found], total


def get_designated_area(viewer: Viewer, number: str) -> AreaDetail:
    """Return one designated area, or raise NotFoundError."""
    areas = DesignatedArea.objects.select_related("decision").prefetch_related(
        "terms", "assets__steps", "deployments"
    )
    area = Access(viewer).get(areas, what=f"Gebied {number}", number=number)
    decision = _decision_of(area)
    return AreaDetail(
        line=_line_of(area),
        has_decision=decision is not None,
        legal_basis=decision.legal_basis if decision else "",
        reference=decision.reference if decision else "",
        motivation=decision.motivation if decision else "",
        consulted_on=decision.consulted_on if decision else None,
        council_informed_on=decision.council_informed_on if decision else None,
        corners=tuple((float(one[0]), float(one[1])) for one in decision.corners) if decision else (),
        evaluated_on=decision.evaluated_on if decision else None,
        evaluation=decision.evaluation if decision else "",
        terms=tuple(_term_of(term) for term in area.terms.all()),
        cameras=tuple(_camera_of(asset) for asset in area.assets.all() if not asset.is_withdrawn),
        deployments=tuple(_deployment_of(one) for one in area.deployments.all() if not one.is_withdrawn),
    )


def list_hanging_cameras(viewer: Viewer, number: str) -> list[tuple[str, str]]:
    """Return number and place of each camera that hangs in an area; none in one that is hidden or absent."""
    areas = Access(viewer).filter(DesignatedArea.objects.filter(number=number))
    hanging = Asset.objects.filter(area__in=areas, is_withdrawn=False, removed_on__isnull=True)
    return list(hanging.values_list("number", "place"))


def _decision_of(area: DesignatedArea) -> AreaDecision | None:
    found: AreaDecision | None = getattr(area, "decision", None)
    return found


def _line_of(area: DesignatedArea) -> AreaLine:
    terms = list(area.terms.all())
    decision = _decision_of(area)
    is_due = decision is not None and decision.evaluated_on is None
    return AreaLine(
        number=area.number,
        kind_title=area.get_kind_display(),
        name=area.name,
        area_code=area.area_code,
        designated_on=area.designated_on,
        last_on=terms[-1].last_on if terms else None,
        ended_on=area.ended_on,
        evaluate_on=decision.evaluate_on if decision and is_due else None,
        is_withdrawn=area.is_withdrawn,
    )


def _term_of(term: AreaTerm) -> TermRow:
    return TermRow(
        first_on=term.first_on,
        last_on=term.last_on,
        motivation=term.motivation,
        decided_on=term.decided_on,
        reference=term.reference,
        consulted_on=term.consulted_on,
        council_informed_on=term.council_informed_on,
        separate_days=tuple(date.fromisoformat(day) for day in term.separate_days),
        starts_at=term.starts_at,
        ends_at=term.ends_at,
    )


def _camera_of(asset: Asset) -> CameraRow:
    steps = tuple(
        f"{step.done_on:%d-%m-%Y}: {step.get_kind_display()}, hing bij {step.place_before}"
        for step in asset.steps.all()
    )
    gone_on = asset.removed_on
    return CameraRow(
        number=asset.number,
        place=asset.place,
        placed_on=asset.placed_on,
        replaced_on=asset.replaced_on,
        removed_on=gone_on,
        images_until=compute_image_destruction(gone_on).last_on if gone_on else None,
        steps=steps,
    )


def _deployment_of(one: Deployment) -> DeploymentRow:
    return DeploymentRow(
        number=one.number,
        kind_title=one.get_kind_display(),
        reason_title=one.get_reason_display(),
        place=one.place,
        started_on=one.started_on,
        ended_on=one.ended_on,
    )
