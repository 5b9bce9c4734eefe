"""Text files as people send them: which encoding, which separator, where the headers stand."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from spoorboek.services.tables.mapping import SEPARATORS, TableMapping
from spoorboek.services.tables.store import FileStore

_CHUNK = 1 << 20
_HEAD = 1 << 16
_BLANK_LINE = re.compile(rb"\n\r?\n\r?[^\r\n]")
_LABELS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8 met BOM", "windows-1252": "Windows-1252"}


class UnreadableError(ValueError):
    """The file as a whole cannot be read. The message is a Dutch sentence."""


@dataclass(frozen=True, slots=True)
class TextTable:
    """A text file ready to be read: UTF-8 at ``path``, data after ``skipped_lines`` lines."""

    path: Path
    separator: str
    headers: tuple[str, ...]
    skipped_lines: int
    notes: tuple[str, ...]


@contextmanager
def open_text(received: Path, mapping: TableMapping, store: FileStore) -> Iterator[TextTable]:
    """Lend the received file as UTF-8. Raises UnreadableError."""
    encoding = _recognise_encoding(received, mapping.encoding)
    notes: tuple[str, ...] = (f"Gelezen als {_LABELS[encoding]}.",)
    if _has_blank_lines(received):
        notes += ("Het bestand heeft lege regels; die tellen niet mee in de nummers van de rijen.",)
    if encoding == "utf-8" and not mapping.footer_rows:
        yield _read_head(received, mapping, notes)
        return
    with store.working_file(".csv") as copy:
        _recode(received, copy, encoding)
        _cut_footer(copy, mapping.footer_rows)
        yield _read_head(copy, mapping, notes)


def _recognise_encoding(path: Path, named: str) -> str:
    """Return the encoding of the whole file, which is read through once."""
    with path.open("rb") as file:
        start = file.read(4)
    if not start:
        raise UnreadableError("Het bestand is leeg.")
    if start.startswith(b"PK\x03\x04"):
        raise UnreadableError("Dit is geen tekstbestand maar een Excel- of zipbestand.")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableError("Het bestand is in UTF-16. Bewaar het als CSV met codering UTF-8.")
    if named != "windows-1252" and (position := _first_wrong_byte(path, "utf-8")) is None:
        return "utf-8-sig" if start.startswith(codecs.BOM_UTF8) else "utf-8"
    if named == "utf-8":
        raise UnreadableError(f"Het bestand is geen UTF-8: byte {position} kan niet.")
    if (position := _first_wrong_byte(path, "windows-1252")) is not None:
        raise UnreadableError(f"Het bestand is geen UTF-8 en geen Windows-1252: byte {position} kan niet.")
    return "windows-1252"


def _first_wrong_byte(path: Path, encoding: str) -> int | None:
    """Return the place (from 1) of the first byte that cannot be, or None."""
    decoder = codecs.getincrementaldecoder(encoding)()
    done = 0
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            if (nul := chunk.find(b"\0")) >= 0:
                raise UnreadableError(f"Het bestand is geen tekst: byte {done + nul + 1} is een nul-teken.")
            waiting = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                return done - waiting + error.start + 1
            if not chunk:
                return None
            done += len(chunk)


def _has_blank_lines(path: Path) -> bool:
    """Tell whether an empty line stands between two that are not; the reader skips it."""
    tail = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if _BLANK_LINE.search(tail + chunk):
                return True
            tail = chunk[-4:]
    return False


def _recode(received: Path, copy: Path, encoding: str) -> None:
    with (
        received.open(encoding=encoding, newline="") as source,
        copy.open("x", encoding="utf-8", newline="") as target,
    ):
        while text := source.read(_CHUNK):
            target.write(text)


def _cut_footer(path: Path, rows: int) -> None:
    """Cut the last lines that are no data (the source line under a table of StatLine)."""
    if not rows:
        return
    with path.open("rb+") as file:
        end = file.seek(0, io.SEEK_END)
        start = max(0, end - _HEAD)
        file.seek(start)
        lines = file.read().splitlines(keepends=True)
        if len(lines) <= rows:
            raise UnreadableError(f"Het bestand heeft geen {rows} slotrijen.")
        file.truncate(end - sum(len(line) for line in lines[-rows:]))


def _read_head(path: Path, mapping: TableMapping, notes: tuple[str, ...]) -> TextTable:
    with path.open(encoding="utf-8-sig", newline="") as file:
        head = file.read(_HEAD)
    chosen = [mapping.separator] if mapping.separator else list(SEPARATORS)
    wanted = {column.header.strip().casefold() for column in mapping.columns}
    best: TextTable | None = None
    best_score = (-1, -1)
    for separator in chosen:
        found = _read_headers(head, separator, mapping.header_row)
        if found is None:
            continue
        headers, lines = found
        score = (len(wanted & {header.casefold() for header in headers}), len(headers))
        if score > best_score:
            best, best_score = TextTable(path, separator, headers, lines, notes), score
    if best is None:
        raise UnreadableError(f"Het bestand heeft geen koprij op rij {mapping.header_row}.")
    return best


def _read_headers(head: str, separator: str, header_row: int) -> tuple[tuple[str, ...], int] | None:
    """Return the headers and how many lines they and everything above take, or None."""
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
    try:
        for _ in range(header_row - 1):
            next(reader)
        cells = next(reader)
    except (StopIteration, csv.Error):
        return None
    return tuple(cell.strip() for cell in cells), reader.line_num
