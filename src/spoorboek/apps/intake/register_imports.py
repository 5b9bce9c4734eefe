"""Importing rows into any register: all or nothing, repeatable, silent about what the importer may not see.

Who sees a whole register may bring numbers along. For anybody else a number that they do not see becomes a
number of our own making, the same each time, whether somebody else has that number or nobody does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.registers import Register
from spoorboek.apps.access.registration import Registration
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.intake.entries import Entry, Raw, build_entries
from spoorboek.apps.intake.register_actions import require_writing, store_entries
from spoorboek.apps.intake.tables import read_table

_CHUNK = 5000
ADDED, KNOWN, DIFFERING = "added", "known", "differing"


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row to take in: where it stands (``lijst.xlsx, rij 4: ``) and what it says by field."""

    place: str
    values: Raw


@dataclass(frozen=True, slots=True)
class RowReport:
    """What came of one row: the number it has here, and ``added``, ``known`` or ``differing``."""

    place: str
    number: str
    outcome: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. ``known``: rows that were there already and were left as they are;
    ``differing``: the numbers among them that now say something else, because they were corrected.
    """

    register: str
    file: str
    sha256: str
    added: int
    known: int
    differing: tuple[str, ...]
    rows: tuple[RowReport, ...] = ()


def import_registrations(
    *, register: Register, name: str, content: bytes, by: Viewer, at: datetime
) -> ImportReport:
    """Import a CSV file, all of it or nothing, judged as single registrations are.

    A number that exists already is left alone, so that the same file can be imported again and a
    correction made since is not undone. A file that changes nothing leaves no trace in the log.
    """
    require_writing(register, by, "iets importeren")
    rows = [ImportRow(f"{name}, regel {line.number}: ", line.cells) for line in read_table(name, content)]
    sha256 = hashlib.sha256(content).hexdigest()
    return import_rows(register=register, name=name, sha256=sha256, rows=rows, by=by, at=at)


def import_rows(
    *, register: Register, name: str, sha256: str, rows: Sequence[ImportRow], by: Viewer, at: datetime
) -> ImportReport:
    """Import rows, all or nothing. Each row says its number; ``name`` and ``sha256`` are of its file."""
    require_writing(register, by, "iets importeren")
    with transaction.atomic():
        settled = _settle_numbers(register, rows, by)
        entries = build_entries(register, settled, by=by, at=at, places=[row.place for row in rows])
        numbers = [entry.row.number for entry in entries]
        stored = {row.number: row for row in _find(register, numbers)}
        new = [entry for entry in entries if entry.row.number not in stored]
        store_entries(register, new)
        outcomes = [_judge(entry, stored, by) for entry in entries]
        report = ImportReport(
            register=register.code,
            file=name,
            sha256=sha256,
            added=len(new),
            known=len(stored),
            differing=tuple(n for n, o in zip(numbers, outcomes, strict=True) if o == DIFFERING),
            rows=tuple(map(RowReport, (row.place for row in rows), numbers, outcomes)),
        )
        if new or report.differing:
            _record(report, by, at)
    return report


def make_own_number(register: Register, reference: str, by: Viewer) -> str:
    """Return the number that a row gets whose own reference cannot be its number here; always the same.

    For who sees a whole register it is the same for everybody, so that two people do not import a list twice.
    For others it is their own: whether a colleague imported the list before is not theirs to know.
    """
    sees_all = register.sees_all is None or by.may(register.sees_all)
    said = "\x1f".join((register.code, "" if sees_all else by.person_id, reference))
    return f"{register.prefix}-{hashlib.sha256(said.encode()).hexdigest()[:12].upper()}"


def _settle_numbers(register: Register, rows: Sequence[ImportRow], by: Viewer) -> list[Raw]:
    if register.sees_all is None or by.may(register.sees_all):
        return [row.values for row in rows]
    numbers = [str(row.values.get("number") or "").strip() for row in rows]
    visible = {row.number for row in _find(register, numbers) if Access(by).is_allowed(row)}
    return [
        row.values
        if not number or number in visible
        else {**row.values, "number": make_own_number(register, number, by)}
        for number, row in zip(numbers, rows, strict=True)
    ]


def _find(register: Register, numbers: Sequence[str]) -> Iterable[Registration]:
    for start in range(0, len(numbers), _CHUNK):
        chunk = numbers[start : start + _CHUNK]
        yield from register.model._default_manager.filter(number__in=chunk)


def _judge(entry: Entry, stored: Mapping[str, Registration], by: Viewer) -> str:
    kept = stored.get(entry.row.number)
    if kept is None:
        return ADDED
    # Of what is locked away even who sees all others is not told that it says something else.
    return DIFFERING if _differs(entry.row, kept) and Access(by).is_allowed(kept) else KNOWN


def _differs(row: Registration, stored: Registration) -> bool:
    ours = {"id", "entered_at", "next_step", "is_locked", "locked_until", "locked_words"}
    return any(
        getattr(row, field.attname) != getattr(stored, field.attname)
        for field in row._meta.fields
        if field.name not in ours
    )


def _record(report: ImportReport, by: Viewer, at: datetime) -> None:
    record(
        action="intake.import_registrations",
        by=by,
        at=at,
        subject=f"intake.register:{report.register}",
        details={
            "file": report.file,
            "sha256": report.sha256,
            "added": report.added,
            "known": report.known,
            "differing": list(report.differing),
        },
    )
