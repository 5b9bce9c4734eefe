"""The parts of a plan in words: what each list is called, in the address and on the page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.rules.promises import PromiseKind


@dataclass(frozen=True, slots=True)
class PartList:
    """One list of a plan. ``slug`` stands in the address; ``empty`` says what belongs here."""

    name: str
    slug: str
    title: Words
    one: Words
    add: Words
    empty: Words
    is_main: bool = False


PART_LISTS = (
    PartList(
        "themes",
        "themas",
        _("Thema’s"),
        _("Thema"),
        _("Thema toevoegen"),
        _("Begin hier: waar wil de gemeente aan werken? Bijvoorbeeld ondermijning of jeugd."),
        is_main=True,
    ),
    PartList(
        "goals",
        "doelen",
        _("Doelen"),
        _("Doel"),
        _("Doel toevoegen"),
        _("Wat moet er in de stad anders worden? Een doel hoort bij een thema of bij het hele plan."),
        is_main=True,
    ),
    PartList(
        "promises",
        "beloften",
        _("Beloften"),
        _("Belofte"),
        _("Belofte toevoegen"),
        _("Wat gaat de gemeente doen of bereiken, zo dat later te zien is of het is gelukt?"),
        is_main=True,
    ),
    PartList(
        "actions",
        "acties",
        _("Acties"),
        _("Actie"),
        _("Actie toevoegen"),
        _("Wie doet wat, en wanneer is het klaar?"),
        is_main=True,
    ),
    PartList(
        "pillars",
        "pijlers",
        _("Pijlers"),
        _("Pijler"),
        _("Pijler toevoegen"),
        _("Een pijler bundelt beloften binnen een thema. Niet elk plan heeft ze."),
    ),
    PartList(
        "approaches",
        "werkwijzen",
        _("Werkwijzen"),
        _("Werkwijze"),
        _("Werkwijze toevoegen"),
        _("Bijvoorbeeld gebiedsgericht, themagericht of doelgroepgericht."),
    ),
    PartList(
        "partners",
        "partners",
        _("Partners"),
        _("Partner"),
        _("Partner toevoegen"),
        _("Met wie voert de gemeente het plan uit? Bijvoorbeeld de politie."),
    ),
    PartList(
        "budgets",
        "budgetten",
        _("Budgetten"),
        _("Budget"),
        _("Budget toevoegen"),
        _("Waar komt het geld vandaan?"),
    ),
    PartList(
        "areas",
        "gebieden",
        _("Gebieden"),
        _("Gebied"),
        _("Gebied toevoegen"),
        _("Welke delen van de stad noemt het plan, en als wat?"),
    ),
    PartList(
        "announced_plans",
        "aangekondigde-plannen",
        _("Aangekondigde plannen"),
        _("Aangekondigd plan"),
        _("Aangekondigd plan toevoegen"),
        _("Welke uitvoeringsplannen komen er nog?"),
    ),
)
_BY_SLUG = {each.slug: each for each in PART_LISTS}

KIND_WORDS: dict[PromiseKind, tuple[Words, Words]] = {
    PromiseKind.COUNT: (
        _("Aantal"),
        _("Zoveel van iets doen of hebben: elk jaar tien bedrijven controleren."),
    ),
    PromiseKind.OUTCOME: (
        _("Effect"),
        _("Iets in de stad verandert: het aantal woninginbraken daalt."),
    ),
    PromiseKind.MILESTONE: (
        _("Mijlpaal"),
        _("Iets is op een dag klaar: voor 1 juli ligt er een wijkplan."),
    ),
    PromiseKind.STANDING: (
        _("Doorlopende inzet"),
        _("Iets blijven doen, zonder aantal of einddatum: wekelijks overleg met de wijkagent."),
    ),
}


def get_part_list(slug: str) -> PartList:
    """Return the list with this name in the address, or raise NotFoundError."""
    if slug not in _BY_SLUG:
        raise NotFoundError("Deze pagina")
    return _BY_SLUG[slug]
