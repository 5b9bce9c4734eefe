"""The gate: what may come in as the text of a letter at all."""

from __future__ import annotations

import unicodedata

from spoorboek.documents.errors import LetterSourceError, Problem
from spoorboek.documents.source.place import SourceText

LARGEST_LETTER = 300_000
"""In code points; a letter of twenty pages with all its spans is about 80,000."""

LONGEST_LINE = 20_000
"""A longer line is no paragraph of a letter, and would make its reading slow."""

MOST_LINES = 20_000
MOST_BRACKETS = 20_000
"""Ten times what the longest letter needs; more only makes reading slow."""

DEEPEST_NESTING = 12
"""Open brackets, quotes or list items inside each other."""

_ALLOWED = "\t\u00a0\u202f\u2009"
_NAMES = {
    "\x00": "een NUL-teken",
    "\u200b": "een onzichtbare spatie (U+200B)",
    "\ufeff": "een onzichtbaar BOM-teken (U+FEFF)",
    "\u00ad": "een onzichtbaar afbreekstreepje (U+00AD)",
    "\ufffd": "een vervangteken (U+FFFD): hier is tekst verloren gegaan",
}
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")
_MARKS_OF_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decode_letter(content: bytes) -> str:
    """Return the text of a letter file.

    ``content`` must be UTF-8, with or without a mark at the start.
    Raises LetterSourceError with a Dutch sentence and the line for any other encoding.
    """
    if content.startswith(_MARKS_OF_UTF16):
        raise _refuse(1, "dit bestand is opgeslagen als UTF-16. Sla het op als UTF-8.")
    if len(content) > 4 * LARGEST_LETTER:
        raise _refuse(1, f"deze brief is te groot ({len(content)} bytes; ten hoogste {4 * LARGEST_LETTER}).")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        byte = f"{content[error.start]:02X}"
        raise _refuse(
            line, f"byte {byte} is geen UTF-8. Sla het bestand op als UTF-8 (nu waarschijnlijk Windows-1252)."
        ) from error


def open_text(text: str) -> SourceText:
    """Return the text with plain line ends, ready to be read.

    Raises LetterSourceError when it is too large, or holds characters that nobody can see.
    """
    if len(text) > LARGEST_LETTER:
        raise _refuse(1, f"deze brief is te groot ({len(text)} tekens; ten hoogste {LARGEST_LETTER}).")
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for sign, most, name in (("\n", MOST_LINES, "regels"), ("[", MOST_BRACKETS, "haken")):
        if plain.count(sign) > most:
            raise _refuse(1, f"deze brief heeft meer dan {most} {name}.")
    source = SourceText(plain)
    for number, line in enumerate(source.lines, start=1):
        if not line.isprintable() or "\ufffd" in line:
            _check_characters(source, number, line)
        _check_shape(source, number, line)
    if source.problems:
        raise LetterSourceError(tuple(sorted(source.problems)))
    return source


def _check_characters(source: SourceText, number: int, line: str) -> None:
    for column, character in enumerate(line):
        if character in _ALLOWED or (character.isprintable() and character != "\ufffd"):
            continue
        start = source.line_starts[number - 1] + column
        source.report(
            source.place(start, start + 1),
            f"hier staat {_name(character)}. Haal het weg of typ de zin opnieuw.",
        )
        return


def _name(character: str) -> str:
    if character in _BIDI:
        return f"een onzichtbaar teken dat de leesrichting omkeert (U+{ord(character):04X})"
    if known := _NAMES.get(character):
        return known
    kind = "stuurteken" if unicodedata.category(character) == "Cc" else "teken dat niemand kan zien"
    return f"een {kind} (U+{ord(character):04X})"


def _check_shape(source: SourceText, number: int, line: str) -> None:
    if len(line) > LONGEST_LINE:
        sentence = (
            f"deze regel heeft {len(line)} tekens; ten hoogste {LONGEST_LINE}. Verdeel hem in alinea's."
        )
        source.report(source.line_place(number), sentence)
    deepest = _deepest_bracket(line) if line.count("[") > DEEPEST_NESTING else 0
    marks = len(line) - len(line.lstrip("> *+-\t"))
    if deepest > DEEPEST_NESTING or line[:marks].count(">") > DEEPEST_NESTING or marks > 80:
        source.report(
            source.line_place(number), f"hier staan meer dan {DEEPEST_NESTING} haken of lijsten in elkaar."
        )


def _deepest_bracket(line: str) -> int:
    depth = deepest = 0
    for character in line:
        if character == "[":
            depth += 1
            deepest = max(deepest, depth)
        elif character == "]":
            depth = max(0, depth - 1)
    return deepest


def _refuse(line: int, sentence: str) -> LetterSourceError:
    return LetterSourceError((Problem(line, 0, 0, sentence),))
