"""Search: one box that finds what one may see.

Each part of the house has one function that looks in its own records through its own queries. They
stand in ``SOURCES``; a later part adds its function there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.intake.register_queries import get_registration
from spoorboek.apps.letters.queries import list_letters
from spoorboek.apps.people.queries import list_people
from spoorboek.apps.plans.queries import list_plans
from spoorboek.rules.roles import Permission
from spoorboek.web.pages.figures_catalogue import list_known
from spoorboek.web.register_pages import find_page_of_number


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: what kind, its name, and where it is."""

    kind: str
    name: str
    href: str


SearchSource = Callable[[Viewer, str], Iterable[Hit]]


def search_people(viewer: Viewer, wanted: str) -> Iterable[Hit]:
    """Find people by name or username, for whoever manages people."""
    if viewer.may(Permission.PEOPLE_MANAGE):
        for person in list_people(viewer):
            if wanted.casefold() in f"{person.name} {person.username}".casefold():
                yield Hit(_("Persoon"), person.name, reverse("people"))


def search_registrations(viewer: Viewer, wanted: str) -> Iterable[Hit]:
    """Find one registration by its whole number, as far as it exists for the viewer."""
    page = find_page_of_number(viewer, wanted.upper())
    if page is None:
        return
    number = wanted.upper()
    try:
        get_registration(viewer, page.register, number, at=timezone.now(), purpose="zoeken op nummer")
    except NotFoundError:
        return
    yield Hit(capfirst(str(page.one)), number, page.href(number))


def search_plans(viewer: Viewer, wanted: str) -> Iterable[Hit]:
    """Find plans by title."""
    for plan in list_plans(viewer):
        if wanted.casefold() in plan.title.casefold():
            yield Hit(_("Plan"), plan.title, reverse("plan", args=[plan.slug]))


def search_figures(viewer: Viewer, wanted: str) -> Iterable[Hit]:
    """Find figures by title or code."""
    for figure in list_known(viewer):
        if wanted.casefold() in f"{figure.title} {figure.code}".casefold():
            yield Hit(_("Cijfer"), figure.title, reverse("figure", args=[figure.code]))


def search_letters(viewer: Viewer, wanted: str) -> Iterable[Hit]:
    """Find letters by title or case number."""
    for letter in list_letters(viewer):
        if wanted.casefold() in f"{letter.title} {letter.case_number}".casefold():
            yield Hit(_("Brief"), letter.title, reverse("letter", args=[letter.slug]))


SOURCES: tuple[SearchSource, ...] = (
    search_registrations,
    search_letters,
    search_plans,
    search_figures,
    search_people,
)


def list_hits(viewer: Viewer, wanted: str) -> list[Hit]:
    """Return everything that contains these words; nothing when there are none."""
    words = wanted.strip()
    return [hit for source in SOURCES for hit in source(viewer, words)] if words else []
