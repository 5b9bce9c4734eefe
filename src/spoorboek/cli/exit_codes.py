"""How a command ends, by name. Programs that call Spoorboek may rely on these."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes. Their words stand in ``spoorboek --help``."""

    OK = 0
    WRONG = 1
    USAGE = 2
    NOT_FOUND = 3
    NOT_PERMITTED = 4
    BAD_INPUT = 5
    REFUSED = 6
    NOT_READY = 7
    INTERRUPTED = 130
    BROKEN_PIPE = 141


MEANINGS: dict[ExitCode, str] = {
    ExitCode.OK: "gelukt",
    ExitCode.WRONG: "nagekeken, en er klopt iets niet",
    ExitCode.USAGE: "de opdracht, of een onderdeel van de invoer, is niet goed geschreven",
    ExitCode.NOT_FOUND: "het gevraagde bestaat niet (voor u)",
    ExitCode.NOT_PERMITTED: "u mag dit niet",
    ExitCode.BAD_INPUT: "een bestand is niet te lezen of klopt niet; er is niets overgenomen",
    ExitCode.REFUSED: "dit kan nu niet",
    ExitCode.NOT_READY: "de gegevensmap is leeg of de database is niet bereikbaar",
    ExitCode.INTERRUPTED: "onderbroken",
    ExitCode.BROKEN_PIPE: "wie de uitvoer las, is gestopt",
}


def describe_exit_codes() -> str:
    """Return the list of exit codes as it stands in the help."""
    return "\n".join(f"  {code.value:>3}  {code.name:<14}{words}" for code, words in MEANINGS.items())
