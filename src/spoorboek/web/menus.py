"""The main menu: at most seven things for any role. A later page adds its line here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spoorboek.apps.access.viewer import Viewer
from spoorboek.rules.roles import Permission

P = Permission
REGISTRATIONS = frozenset(
    {P.SIGNALS_VIEW, P.CASES_VIEW, P.MEASURES_VIEW, P.INSPECTIONS_VIEW, P.ACTIVITIES_VIEW}
)
ADMINISTRATION = frozenset({P.AUDIT_VIEW, P.PEOPLE_MANAGE, P.SOURCES_VIEW})


@dataclass(frozen=True, slots=True)
class MenuLine:
    """One thing in the menu. Without ``needed`` it is for everybody who is logged in."""

    label: Promise
    url_name: str
    needed: frozenset[Permission] = frozenset()


@dataclass(frozen=True, slots=True)
class MenuLink:
    """One thing in the menu of one page."""

    label: Promise
    href: str
    is_current: bool


MAIN = (
    MenuLine(_("Start"), "start"),
    MenuLine(_("Plan"), "plans"),
    MenuLine(_("Cijfers"), "figures"),
    MenuLine(_("Brieven"), "letters"),
    MenuLine(_("Registraties"), "registrations", REGISTRATIONS),
    MenuLine(_("Waar en wanneer"), "hotspots", frozenset({P.HOTSPOTS_VIEW})),
    MenuLine(_("Casussen"), "casussen-list", frozenset({P.CASES_VIEW})),
    MenuLine(_("Beheer"), "administration", ADMINISTRATION),
)
PUBLIC = (
    MenuLine(_("Openbaar"), "public"),
    MenuLine(_("Plan"), "plans"),
    MenuLine(_("Cijfers"), "figures"),
    MenuLine(_("Brieven"), "letters"),
    MenuLine(_("Nakijken"), "verify_letter"),
    MenuLine(_("Hoe wij tellen"), "how_we_count"),
)


def list_menu(viewer: Viewer, path: str) -> list[MenuLink]:
    """Return the menu for this viewer; the line whose address begins ``path`` is the current one."""
    return _draw([line for line in MAIN if not line.needed or viewer.permissions & line.needed], path)


def list_public_menu(viewer: Viewer, path: str) -> list[MenuLink]:
    """Return the menu for who is not logged in; nothing for who stands between password and code."""
    return [] if viewer.person_id else _draw(PUBLIC, path)


def _draw(lines: Iterable[MenuLine], path: str) -> list[MenuLink]:
    links = []
    for line in lines:
        href = reverse(line.url_name)
        is_current = path == href if href == "/" else path.startswith(href)
        links.append(MenuLink(line.label, href, is_current))
    return links
