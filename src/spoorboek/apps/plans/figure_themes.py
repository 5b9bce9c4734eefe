"""Under which theme a figure belongs: that of the promises which are kept account of by it."""

from __future__ import annotations

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.plans.models import Promise, Theme
from spoorboek.rules.plan_lifecycle import VersionStatus


def find_figure_themes(viewer: Viewer) -> dict[str, dict[str, str]]:
    """Return by code of a figure the themes it belongs to, as code and title; only of adopted plans."""
    adopted = {"version__status": VersionStatus.ADOPTED.value}
    themes = Access(viewer).filter(Theme.objects.filter(**adopted))
    titles = {(row.version_id, row.code): row.title for row in themes}
    found: dict[str, dict[str, str]] = {}
    for row in Access(viewer).filter(Promise.objects.filter(**adopted)):
        title = titles.get((row.version_id, row.theme))
        if row.figure and title:
            found.setdefault(row.figure, {})[row.theme] = title
    return found
