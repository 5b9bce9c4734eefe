"""The ladders that we ship: examples in the form of real policies, until the municipality puts in its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from spoorboek.rules.ladders.errors import LadderError
from spoorboek.rules.ladders.ladder import Ladder
from spoorboek.rules.ladders.reader import read_ladder
from spoorboek.rules.parameters.dated import FOLDER


@cache
def list_ladders() -> tuple[Ladder, ...]:
    """Return every ladder that we ship, by code. Errors: LadderError with file and line for a wrong file."""
    return read_ladders(FOLDER / "ladders")


@cache
def read_ladders(folder: Path) -> tuple[Ladder, ...]:
    """Return every ladder in a folder, by code.

    Parameters: ``folder``, with a YAML file for each. Errors: LadderError with file and line for a wrong one.
    """
    found: list[Ladder] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            found.append(read_ladder(path.read_text(encoding="utf-8")))
        except LadderError as error:
            raise LadderError(f"{path.name}: {error}") from error
    return tuple(sorted(found, key=lambda ladder: ladder.code))


def get_ladder(code: str) -> Ladder:
    """Return one ladder.

    Parameters: ``code``. Errors: LadderError with a Dutch sentence when we ship none by that code.
    """
    for ladder in list_ladders():
        if ladder.code == code:
            return ladder
    raise LadderError(f"De ladder '{code}' bestaat niet.")
