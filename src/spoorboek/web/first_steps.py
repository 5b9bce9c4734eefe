"""Work that is begun often, beside what needs attention on the start page: one click, not a search."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spoorboek.apps.access.viewer import Viewer
from spoorboek.rules.roles import Permission
from spoorboek.web.register_pages import REGISTER_PAGES

P = Permission


@dataclass(frozen=True, slots=True)
class FirstStep:
    """What one may begin, and where; for whoever may do one of ``needed``."""

    label: Promise
    url_name: str
    needed: frozenset[Permission]


FIRST_STEPS = (
    FirstStep(_("Een brief schrijven"), "letter_new", frozenset({P.LETTERS_WRITE})),
    FirstStep(_("Een bestaande brief laten nakijken"), "letter_audits", frozenset({P.LETTERS_VIEW_DRAFTS})),
    FirstStep(_("Een signaal opschrijven"), "signal_new", frozenset({P.SIGNALS_WRITE})),
    FirstStep(_("Een lijst inlezen"), "list_imports", frozenset(p.register.writes for p in REGISTER_PAGES)),
    FirstStep(_("De agenda bekijken"), "agenda", frozenset({P.CASES_VIEW, P.MEASURES_VIEW, P.SIGNALS_WRITE})),
    FirstStep(_("Iemand toevoegen"), "person_new", frozenset({P.PEOPLE_MANAGE})),
    FirstStep(_("Gepubliceerde brieven en open gegevens"), "public", frozenset({P.LETTERS_VIEW_DRAFTS})),
)


def list_first_steps(viewer: Viewer) -> list[FirstStep]:
    """Return the work that this viewer may begin from the start page."""
    return [step for step in FIRST_STEPS if viewer.permissions & step.needed]
