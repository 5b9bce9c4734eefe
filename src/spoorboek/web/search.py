"""Search: one box that finds what one may see.

Each part of the house has one function that looks in its own records through its own queries. They
stand in ``SOURCES`` in the order of the page; a later part adds its function there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoorboek.apps.access.registers import Register
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.access.word_index import find_holding, split_words
from spoorboek.apps.areas.queries import list_areas
from spoorboek.apps.cases.kinds import list_section_choices
from spoorboek.apps.cases.registers import CASES
from spoorboek.apps.cases.word_search import WRITTEN, find_case_parts
from spoorboek.apps.intake.word_search import FoundRows, find_registrations, find_whole_number
from spoorboek.apps.letters.word_search import find_letters
from spoorboek.apps.people.queries import list_people
from spoorboek.apps.plans.names import PlanPart, find_plan_parts
from spoorboek.figures.dutch_words import list_word_forms
from spoorboek.rules.roles import Permission
from spoorboek.web.pages.figures_catalogue import list_titles
from spoorboek.web.phrasebook import say_word
from spoorboek.web.register_pages import PAGE_OF, REGISTER_PAGES


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; ``is_found`` when it is what somebody looked for."""

    text: str
    is_found: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its name, where it is, and the words around what was looked for."""

    name: str
    href: str
    words: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class HitGroup:
    """Things of one kind that were found; ``more_href`` leads to the rest when there is more."""

    kind: str
    hits: tuple[Hit, ...]
    more_href: str = ""


SearchSource = Callable[[Viewer, str], Iterable[HitGroup]]
_MOST = 20
_PURPOSE = "zoeken"


def search_registers(viewer: Viewer, wanted: str) -> Iterable[HitGroup]:
    """Find registrations by number and by words, in every register that is open to the viewer.

    And what is written in cases. Only where some record holds the words it is asked which ones.
    """
    registers = _list_registers(viewer)
    sees_cases = viewer.may(Permission.CASES_VIEW)
    looked_in = [each.model for each in registers.values()]
    among = find_holding([*looked_in, *(WRITTEN if sees_cases else ())], wanted)
    holding = {code: register for code, register in registers.items() if register.model in among}
    common_in = {model for model, in_many in among.items() if in_many}
    found = find_registrations(
        viewer, holding, wanted, at=timezone.now(), purpose=_PURPOSE, common_in=common_in
    )
    yield from _group(holding, found, wanted)
    if sees_cases:
        yield from _search_case_parts(viewer, wanted, among)


def search_number(viewer: Viewer, wanted: str) -> list[HitGroup]:
    """Find the one registration that bears this whole number; nothing when it is no number."""
    registers = _list_registers(viewer)
    found = find_whole_number(viewer, registers, wanted, at=timezone.now(), purpose=_PURPOSE)
    return list(_group(registers, found, wanted))


def _list_registers(viewer: Viewer) -> dict[str, Register]:
    return {page.register.code: page.register for page in REGISTER_PAGES if page.is_open_to(viewer)}


def _group(registers: Mapping[str, Register], found: FoundRows, wanted: str) -> Iterable[HitGroup]:
    for code, register in registers.items():
        page = PAGE_OF[code]
        hits = tuple(
            Hit(row.number, page.href(row.number), mark_words(" · ".join(row.texts), wanted))
            for row in found.rows
            if row.register == code
        )
        more = f"{page.list_href}?{urlencode({'zoek': wanted})}" if code in found.more else ""
        if hits:
            yield HitGroup(say_word(register.title), hits, more)


def _search_case_parts(viewer: Viewer, wanted: str, among: Mapping[Any, bool]) -> Iterable[HitGroup]:
    """Find what is written in cases: texts, decisions and actions, each in its group of fields."""
    found = find_case_parts(viewer, wanted, at=timezone.now(), purpose=_PURPOSE, among=among)
    sections = dict(list_section_choices())
    kinds = {"decision": _("besluit"), "action": _("actie")}
    hits = tuple(
        Hit(
            f"{row.number}: {kinds.get(row.what) or sections.get(row.section, row.section).lower()}",
            PAGE_OF[CASES.code].href(row.number),
            mark_words(row.words, wanted),
        )
        for row in found.rows
    )
    if hits:
        more = f"{PAGE_OF[CASES.code].list_href}?{urlencode({'zoek': wanted, 'teksten': 'on'})}"
        yield HitGroup(_("Geschreven in casussen"), hits, more if found.has_more else "")


def search_plans(viewer: Viewer, wanted: str) -> Iterable[HitGroup]:
    """Find plans, promises and commitments by their words."""
    kinds: dict[PlanPart, Promise] = {
        PlanPart.PLAN: gettext_lazy("Plannen"),
        PlanPart.PROMISE: gettext_lazy("Beloften"),
        PlanPart.COMMITMENT: gettext_lazy("Toezeggingen"),
    }
    found = find_plan_parts(viewer, split_words(wanted))
    for part, title in kinds.items():
        rows = [row for row in found if row.part is part]
        hits = tuple(Hit(row.title, _href_of_part(row.part, row.plan, row.code)) for row in rows[:_MOST])
        if hits:
            yield HitGroup(str(title), hits)


def _href_of_part(part: PlanPart, plan: str, code: str) -> str:
    if part is PlanPart.PROMISE:
        return reverse("promise", args=[plan, code])
    return reverse("plan" if part is PlanPart.PLAN else "plan_commitments", args=[plan])


def search_figures(viewer: Viewer, wanted: str) -> Iterable[HitGroup]:
    """Find figures by title or code: all of them, or those that a published letter prints."""
    known, holds = list_titles(viewer), _holding(wanted)
    hits = tuple(
        Hit(title, reverse("figure", args=[code]))
        for code, title in sorted(known.items(), key=lambda pair: pair[1].casefold())
        if holds(f"{title} {code}")
    )
    if hits:
        yield HitGroup(_("Cijfers"), hits[:_MOST])


def search_letters(viewer: Viewer, wanted: str) -> Iterable[HitGroup]:
    """Find letters by title, case number and the words of their text."""
    found = find_letters(viewer, split_words(wanted), limit=_MOST)
    hits = tuple(
        Hit(row.title, reverse("letter", args=[row.slug]), mark_words(row.words, wanted)) for row in found
    )
    if hits:
        yield HitGroup(_("Brieven"), hits)


def search_areas(viewer: Viewer, wanted: str) -> Iterable[HitGroup]:
    """Find neighbourhoods and districts by name or code; each leads to its public sheet."""
    holds = _holding(wanted)
    hits = tuple(
        Hit(area.name, reverse("factsheet_area", args=[area.code]))
        for area in list_areas(viewer)
        if holds(f"{area.name} {area.code}")
    )
    if hits:
        yield HitGroup(_("Gebieden"), hits[:_MOST])


def search_people(viewer: Viewer, wanted: str) -> Iterable[HitGroup]:
    """Find people by name or username, for whoever manages people."""
    if not viewer.may(Permission.PEOPLE_MANAGE):
        return
    holds = _holding(wanted)
    hits = tuple(
        Hit(person.name, reverse("person", args=[person.username]))
        for person in list_people(viewer)
        if holds(f"{person.name} {person.username}")
    )
    if hits:
        yield HitGroup(_("Personen"), hits[:_MOST])


SOURCES: tuple[SearchSource, ...] = (
    search_registers,
    search_letters,
    search_plans,
    search_figures,
    search_areas,
    search_people,
)


def list_groups(viewer: Viewer, wanted: str) -> list[HitGroup]:
    """Return everything that holds all these words, by kind; nothing when there are none."""
    words = wanted.strip()
    return [group for source in SOURCES for group in source(viewer, words)] if words else []


def mark_words(text: str, wanted: str) -> tuple[Piece, ...]:
    """Return a text in pieces, with what was looked for apart."""
    forms = {form for word in split_words(wanted) for form in list_word_forms(word)}
    pattern = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    if not pattern or not text:
        return (Piece(text),) if text else ()
    pieces = re.split(f"({pattern})", text, flags=re.IGNORECASE)
    return tuple(Piece(piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece)


def _holding(wanted: str) -> Callable[[str], bool]:
    """Return what tells whether a text holds all words."""
    asked = [list_word_forms(word) for word in split_words(wanted)]
    return lambda text: all(any(form in text.casefold() for form in forms) for forms in asked)
