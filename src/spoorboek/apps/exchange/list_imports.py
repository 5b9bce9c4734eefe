"""Taking in a team's own list: seen first, then all of it or nothing; again without doubles."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.registers import Register
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.exchange.errors import ListError, ListMappingError
from spoorboek.apps.exchange.list_mapping import (
    ListMapping,
    check_mapping,
    map_rows,
    place_problem,
    propose_mapping,
    read_mapping,
)
from spoorboek.apps.exchange.models import KeptMapping, owner_of
from spoorboek.apps.intake.errors import RegistrationError
from spoorboek.apps.intake.register_imports import RowReport, import_rows
from spoorboek.figures.unseen_characters import says_something
from spoorboek.services.tables.sheets import Sheet, read_sheet
from spoorboek.services.tables.text import UnreadableError

PROBLEMS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class ListReport:
    """What a list would do or did. With ``problems`` nothing was taken in; there may be more than are shown.

    ``unknown_words``: by field the words that stand for no code yet.
    """

    is_done: bool
    added: int
    known: int
    differing: int
    rows: tuple[RowReport, ...]
    notes: tuple[str, ...]
    problems: tuple[str, ...]
    problem_count: int
    unknown_words: Mapping[str, tuple[str, ...]]


def open_list(content: bytes) -> Sheet:
    """Read a list; raise ListError in Dutch when it cannot be read as a whole."""
    try:
        return read_sheet(content)
    except UnreadableError as error:
        raise ListError(str(error)) from error


def import_list(
    *,
    register: Register,
    name: str,
    content: bytes,
    mapping: ListMapping,
    by: Viewer,
    at: datetime,
    is_preview: bool = False,
    problems_shown: int = PROBLEMS_SHOWN,
    invented: bool = False,
) -> ListReport:
    """Take a list in through its mapping, or show what that would do.

    A preview does everything and takes it back, so that it cannot say something else than the import.
    """
    Access(by).require(register.writes, to=f"iets importeren bij {register.title.lower()}")
    sheet = open_list(content)
    check_mapping(register, mapping)
    mapped = map_rows(register, mapping, sheet, by=by)
    if mapped.problems:
        return _refused(sheet, mapped.problems, mapped.unknown_words, problems_shown)
    rows = [
        type(row)(row.place, {**row.values, "invented": "ja"}) if invented else row for row in mapped.rows
    ]
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        with transaction.atomic():
            done = import_rows(register=register, name=name[:120], sha256=sha256, rows=rows, by=by, at=at)
            transaction.set_rollback(is_preview)
    except RegistrationError as error:
        placed = tuple(place_problem(register, mapping, sheet, problem) for problem in error.problems)
        return _refused(sheet, placed, {}, problems_shown)
    return ListReport(
        is_done=not is_preview,
        added=done.added,
        known=len(done.rows) - done.added,
        differing=len(done.differing),
        rows=done.rows,
        notes=sheet.notes,
        problems=(),
        problem_count=0,
        unknown_words={},
    )


def keep_list_mapping(
    *, register: Register, name: str, mapping: ListMapping, by: Viewer, at: datetime
) -> None:
    """Keep a mapping for one's team under a name; the same name again replaces it."""
    Access(by).require(register.writes, to=f"een kolomindeling bewaren bij {register.title.lower()}")
    if not says_something(name) or len(name.strip()) > 80:
        raise ListMappingError("Geef de indeling een naam van hoogstens 80 tekens.")
    check_mapping(register, mapping)
    with transaction.atomic():
        KeptMapping.objects.update_or_create(
            owner=owner_of(by),
            register=register.code,
            name=name.strip(),
            defaults={"content": mapping.as_data(), "kept_at": at},
        )
        record(
            action="exchange.keep_mapping",
            by=by,
            at=at,
            subject=f"intake.register:{register.code}",
            details={"name": name.strip()},
        )


def drop_list_mapping(*, register: Register, name: str, by: Viewer, at: datetime) -> None:
    """Throw a kept mapping away, or raise NotFoundError."""
    Access(by).require(register.writes, to=f"een kolomindeling weggooien bij {register.title.lower()}")
    with transaction.atomic():
        kept = KeptMapping.objects.filter(register=register.code)
        Access(by).get(kept, what=f"De indeling '{name[:80]}'", name=name).delete()
        subject = f"intake.register:{register.code}"
        record(action="exchange.drop_mapping", by=by, at=at, subject=subject, details={"name": name})


def list_kept_mappings(viewer: Viewer, register: Register) -> dict[str, ListMapping]:
    """Return the kept mappings of a register by name, as far as they exist for the viewer."""
    found = Access(viewer).filter(KeptMapping.objects.filter(register=register.code))
    return {one.name: read_mapping(one.content) for one in found}


def choose_mapping(viewer: Viewer, register: Register, sheet: Sheet, name: str = "") -> ListMapping:
    """Return the kept mapping of that name, or else the last kept one that fits, or a proposal.

    Raises NotFoundError for a name under which nothing is kept.
    """
    kept = list_kept_mappings(viewer, register)
    if name and name not in kept:
        raise NotFoundError(f"De indeling '{name[:80]}'")
    if name:
        return kept[name]
    fitting = [one for one in kept.values() if set(one.columns) <= set(sheet.headers)]
    return fitting[-1] if fitting else propose_mapping(register, sheet.headers)


def _refused(
    sheet: Sheet, problems: tuple[str, ...], words: Mapping[str, tuple[str, ...]], shown: int
) -> ListReport:
    return ListReport(
        is_done=False,
        added=0,
        known=0,
        differing=0,
        rows=(),
        notes=sheet.notes,
        problems=problems[:shown],
        problem_count=len(problems),
        unknown_words=words,
    )
