"""The ladders that hold here: the municipality's own (folder ``ladders`` of its configuration), then ours."""

from __future__ import annotations

from datetime import date

from spoorboek.apps.access.configuration import find_own_folder
from spoorboek.rules.ladders import shipped
from spoorboek.rules.ladders.errors import LadderError
from spoorboek.rules.ladders.ladder import Ladder


def list_own_ladders() -> tuple[Ladder, ...]:
    """Return the municipality's own ladders; raise LadderError with file and line for a wrong one."""
    folder = find_own_folder("ladders")
    return shipped.read_ladders(folder) if folder else ()


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
