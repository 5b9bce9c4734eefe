"""Placing, moving, replacing and removing cameras."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.intake.register_actions import get_for_change, record_registration, subject_of
from spoorboek.apps.interventions.errors import InterventionError
from spoorboek.apps.interventions.models import Asset, AssetStep
from spoorboek.apps.interventions.noted_days import check_noted_day
from spoorboek.apps.interventions.registers import ASSETS
from spoorboek.figures.unseen_characters import says_something
from spoorboek.rules.roles import Permission
from spoorboek.rules.value_lists import FIXED_CAMERA


def place_camera(
    *, place: str, placed_on: date, area: str, by: Viewer, at: datetime, invented: bool = False
) -> str:
    """Place a camera in an area; return its number."""
    values = {"kind": FIXED_CAMERA, "place": place, "placed_on": placed_on, "area": area}
    return record_registration(
        register=ASSETS,
        values={**values, "invented": invented},
        by=by,
        at=at,
        action="interventions.place_camera",
    )


def change_camera(
    *, number: str, kind: str, done_on: date, by: Viewer, at: datetime, place: str = "", reason: str = ""
) -> None:
    """Move, replace or remove a camera on a day. Where it hung before stays known."""
    Access(by).require(Permission.ACTIVITIES_WRITE, to="een camera verplaatsen of weghalen")
    with transaction.atomic():
        asset = get_for_change(ASSETS, number, by)
        assert isinstance(asset, Asset)
        if asset.removed_on is not None:
            raise InterventionError(f"Camera {number} is al weggehaald op {asset.removed_on:%d-%m-%Y}.")
        if done_on < asset.placed_on:
            raise InterventionError(f"Camera {number} is pas geplaatst op {asset.placed_on:%d-%m-%Y}.")
        check_noted_day(done_on, at)
        step = AssetStep.Kind(kind)
        if step is AssetStep.Kind.MOVED and not says_something(place):
            raise InterventionError("Noem de nieuwe plaats.")
        AssetStep.objects.create(
            asset=asset, kind=step.value, done_on=done_on, place_before=asset.place, reason=reason.strip()
        )
        if step is AssetStep.Kind.MOVED:
            asset.place = place.strip()
        elif step is AssetStep.Kind.REPLACED:
            asset.replaced_on = done_on
        else:
            asset.removed_on = done_on
        asset.save()
        record(action="interventions.change_camera", by=by, at=at, subject=subject_of(ASSETS, asset))
