"""The desks: where people do their daily work with what the registers keep."""

from __future__ import annotations

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spoorboek.apps.access.viewer import Viewer
from spoorboek.rules.roles import Permission

_MEASURES, _INSPECTIONS = Permission.MEASURES_VIEW, Permission.INSPECTIONS_VIEW
_ACTIVITIES = Permission.ACTIVITIES_VIEW
DESKS = (
    (
        _("Rapportages behandelen"),
        "reports",
        _("Elke rapportage met het voorstel uit de tabel."),
        _MEASURES,
    ),
    (
        _("Maatregelen volgen"),
        "measures",
        _("Maatregelen, sluitingen, lasten en termijnen."),
        _MEASURES,
    ),
    (
        _("Controles doen"),
        "inspections",
        _("Controledagen, ook op een telefoon."),
        Permission.INSPECTIONS_VIEW,
    ),
    (_("Gebieden aanwijzen"), "areas", _("Besluiten met kaart, termijn en evaluatie."), _ACTIVITIES),
    (_("Activiteiten tellen"), "activities", _("Activiteiten met de sommen per eenheid."), _ACTIVITIES),
)


def list_desks(viewer: Viewer) -> list[tuple[Promise, str, Promise]]:
    """Return the desks of a viewer: name, address and what it is for."""
    return [(name, reverse(url), meaning) for name, url, meaning, needed in DESKS if viewer.may(needed)]
