"""Every figure that a letter can name: of the indicators, and of kept analyses of where and when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.hotspots.figures import find_analysis_figures
from spoorboek.apps.indicators.queries import find_figures
from spoorboek.figures.figure import Figure


def find_known_figures(viewer: Viewer, keys: Iterable[str], *, at: datetime) -> dict[str, Figure]:
    """Return a figure for each key that names one; the others are left out."""
    wanted = list(keys)
    kept = find_analysis_figures(viewer, wanted)
    return {**find_figures(viewer, [key for key in wanted if key not in kept], at=at), **kept}
