"""The breadcrumb: where this page stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from spoorboek.apps.access.viewer import Viewer
from spoorboek.web.tables import Words


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step; the page itself has no address."""

    label: Words
    href: str = ""


def trail(*steps: tuple[Words, str] | tuple[Words, str, str] | Words) -> list[Crumb]:
    """Return the way from the start page: words with the name of an address and its part, the page last.

    ``trail((_("Beheer"), "administration"), _("Logboek"))``
    """
    crumbs = [Crumb(_("Start"), reverse("start"))]
    for step in steps:
        if isinstance(step, tuple):
            crumbs.append(Crumb(step[0], reverse(step[1], args=step[2:])))
        else:
            crumbs.append(Crumb(step))
    return crumbs


def open_trail(viewer: Viewer, *crumbs: Crumb) -> list[Crumb]:
    """Return the way to a page that is for everybody: who is not logged in begins at the public page."""
    first = (
        Crumb(_("Start"), reverse("start")) if viewer.person_id else Crumb(_("Openbaar"), reverse("public"))
    )
    return [first, *crumbs]
