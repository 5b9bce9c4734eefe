"""A set of reports of the invented city; its places are for the office alone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.hotspots.actions import take_in_reports
from spoorboek.apps.hotspots.models import IncidentSet
from spoorboek.rules.roles import Role

if TYPE_CHECKING:
    from tests.leaks.world import World

BY = Viewer("", "inlezer", frozenset({Role.DATA_MANAGER}))


def make(world: World, at: datetime) -> None:
    """Take in a few reports under a title that must not get out."""
    code = f"meldingen-{world.canaries.word('code')}"
    rows = "".join(f"2024-06-0{day}T22:15+02:00,{105_000 + 50 * day},424000\n" for day in range(1, 9))
    title = world.canaries.text("title")
    take_in_reports(by=BY, at=at, code=code, title=title, content=f"start,x,y\n{rows}")
    world.keep("report set", IncidentSet.objects.get(code=code), code, called="report set")
