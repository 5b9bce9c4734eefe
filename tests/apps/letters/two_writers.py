"""A second author, and letters for two people to write in."""

from __future__ import annotations

from tests.letter_world import AT, DRAFT, person

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.letters.actions import start_letter
from spoorboek.apps.letters.queries import list_revisions
from spoorboek.apps.people.actions import INSTALLATION, assign_role, create_person
from spoorboek.rules.roles import Role


def another_author() -> Viewer:
    """Return a second person who writes letters."""
    create_person(
        username="auteur2",
        first_name="Bo",
        last_name="Voorbeeld",
        password="een-lang-wachtwoord-1",
        by=INSTALLATION,
        at=AT,
        is_invented=True,
    )
    assign_role(username="auteur2", role=Role.AUTHOR, by=INSTALLATION, at=AT)
    return person("auteur2")


def begin_letter(slug: str) -> str:
    """Begin a letter that reads as the draft of the example city, and return its slug."""
    source = list_revisions(person("auteur"), DRAFT)[0].source
    return start_letter(source=source.replace(f"slug: {DRAFT}", f"slug: {slug}"), by=person("auteur"), at=AT)
