"""The ladders that hold here: the municipality's own (folder ``ladders`` of its configuration), then ours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from spoorboek.apps.access.configuration import find_own_folder
from spoorboek.apps.access.listed_fields import list_value_lists
from spoorboek.rules.ladders import shipped
from spoorboek.rules.ladders.errors import LadderError
from spoorboek.rules.ladders.ladder import Ladder
from spoorboek.rules.parameters.yaml_values import hint


def list_own_ladders() -> tuple[Ladder, ...]:
    """Return the municipality's own ladders; raise LadderError with file and line for a wrong one."""
    folder = find_own_folder("ladders")
    return shipped.read_ladders(folder) if folder else ()


def check_subjects(ladders: Iterable[Ladder]) -> None:
    """Raise LadderError for a ladder about something that no police report can be about."""
    known = list_value_lists()["report_subjects"].values
    for ladder in ladders:
        if ladder.subject and ladder.subject not in known:
            raise LadderError(
                f"De tabel '{ladder.code}' gaat over '{ladder.subject}' (subject), en dat staat niet bij de "
                f"onderwerpen in value_lists.yaml{hint(ladder.subject, known)}."
            )


def list_ladders() -> tuple[Ladder, ...]:
    """Return every ladder, the municipality's own first; by one code its own stands for ours."""
    own = list_own_ladders()
    codes = {ladder.code for ladder in own}
    return (*own, *(ladder for ladder in shipped.list_ladders() if ladder.code not in codes))


def get_ladder(code: str) -> Ladder:
    """Return one ladder; raise LadderError with a Dutch sentence when there is none by that code."""
    found = next((ladder for ladder in list_ladders() if ladder.code == code), None)
    if found is None:
        raise LadderError(f"De ladder '{code}' bestaat niet.")
    return found


def find_ladder(subject: str, on: date) -> Ladder | None:
    """Return the ladder that proposes for a subject on a day, or None when there is none for it.

    Before the first day of the municipality's own one, ours proposes.
    """
    known = [ladder for ladder in list_ladders() if ladder.subject == subject]
    holding = (ladder for ladder in known if any(version.holds(on) for version in ladder.versions))
    return next(holding, known[0] if known else None)
