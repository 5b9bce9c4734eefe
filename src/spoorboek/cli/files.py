"""Reading what a command is given: a file, or what comes in through a pipe."""

from __future__ import annotations

import sys
from pathlib import Path

from spoorboek.cli.exit_codes import ExitCode
from spoorboek.cli.failures import Failure

STDIN = "-"


def read_bytes(path: str) -> bytes:
    """Return the bytes of a file, or of what comes in when the path is ``-``."""
    if path == STDIN:
        return sys.stdin.buffer.read()
    place = get_file(path)
    return place.read_bytes()


def read_text(path: str) -> str:
    """Return the text of a file in UTF-8; say on which line it is something else."""
    content = read_bytes(path)
    name = "de invoer" if path == STDIN else f"'{path}'"
    if content.startswith(b"PK\x03\x04"):
        advice = "Sla het eerst op als CSV UTF-8 of tekst."
        sentence = f"In {name} staat een Excel- of Word-bestand, geen tekst. {advice}"
        raise Failure(sentence, ExitCode.BAD_INPUT)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        sentence = f"Regel {line} van {name} is geen UTF-8. Sla het bestand op als UTF-8."
        raise Failure(sentence, ExitCode.BAD_INPUT) from error
    if "\0" in text:
        raise Failure(f"In {name} staan nultekens; dit is geen tekstbestand.", ExitCode.BAD_INPUT)
    return text


def is_file_name(which: str) -> bool:
    """Tell whether a file is meant: a name of a letter has no dot and no slash; everything else is a file."""
    return any(sign in which for sign in "./\\")


def get_file(path: str) -> Path:
    """Return the path of a file that is there."""
    place = _get(path)
    if place.is_dir():
        raise Failure(f"'{path}' is een map, geen bestand.", ExitCode.BAD_INPUT)
    if not place.exists():
        raise Failure(f"Het bestand '{path}' bestaat niet.", ExitCode.NOT_FOUND)
    return place


def get_folder(path: str) -> Path:
    """Return the path of a folder that is there."""
    place = _get(path)
    if not place.exists():
        raise Failure(f"De map '{path}' bestaat niet.", ExitCode.NOT_FOUND)
    if not place.is_dir():
        raise Failure(f"'{path}' is een bestand, geen map.", ExitCode.BAD_INPUT)
    return place


def make_folder(path: str) -> Path:
    """Return the path of a folder, made when it is not there."""
    place = _get(path)
    if place.exists() and not place.is_dir():
        raise Failure(f"'{path}' is een bestand, geen map.", ExitCode.BAD_INPUT)
    place.mkdir(parents=True, exist_ok=True)
    return place


def _get(path: str) -> Path:
    if "\0" in path or not path:
        raise Failure("Dit is geen naam van een bestand of map.", ExitCode.USAGE)
    return Path(path)
