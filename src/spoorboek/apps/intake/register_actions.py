"""What can be done in any register: write down, correct, withdraw. Importing stands beside it.

The apps that own a register give these their own names (``record_signal``, ``take_measure``). Nothing
is ever deleted here; a correction keeps what was there before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models.functions import Length

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.registers import Register
from spoorboek.apps.access.registration import Registration
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.intake.entries import Entry, build_entries, change_entry
from spoorboek.apps.intake.errors import ChangedMeanwhileError, RegistrationError
from spoorboek.apps.intake.models import Correction
from spoorboek.figures.unseen_characters import says_something

_BATCH = 500
_YEAR = re.compile(r"[0-9]{4}")
_TAIL = re.compile(r"[0-9]{1,9}")


def record_registration(
    *, register: Register, values: Mapping[str, Any], by: Viewer, at: datetime, action: str
) -> str:
    """Write one registration down and return its number. Without a number it gets the next one."""
    require_writing(register, by, "iets opschrijven")
    with transaction.atomic():
        given = {name: value for name, value in values.items() if value is not None}
        is_numbered = "number" in given
        if not is_numbered:
            given["number"] = _next_number(register, given, at)
        (entry,) = build_entries(register, [given], by=by, at=at)
        if is_numbered and register.model._default_manager.filter(number=entry.row.number).exists():
            raise RegistrationError([f"nummer {entry.row.number} bestaat al"])
        store_entries(register, [entry])
        record(action=action, by=by, at=at, subject=subject_of(register, entry.row))
    return entry.row.number


def correct_registration(
    *,
    register: Register,
    number: str,
    changes: Mapping[str, Any],
    reason: str,
    by: Viewer,
    at: datetime,
    corrections_seen: int | None = None,
    held: Registration | None = None,
) -> tuple[str, ...]:
    """Correct fields of one registration, keep what was there, and return the names that changed.

    ``corrections_seen``: how many there were when it was read. Raises ChangedMeanwhileError when there are
    more by now: whoever writes looks again first. ``held``: the registration, when the caller locked it.
    """
    require_writing(register, by, "iets verbeteren")
    _check_reason(reason)
    with transaction.atomic():
        row = held or get_for_change(register, number, by)
        known = Correction.objects.filter(register=register.code, registration_id=row.pk)
        if corrections_seen is not None and known.count() != corrections_seen:
            raise ChangedMeanwhileError
        before = {name: _value_of(row, name) for name in changes}
        entry = change_entry(register, row, changes, by=by, at=at)
        with _refusals():
            entry.row.save()
            _link(entry)
        _check_what_leans_on(register, row, by)
        corrections = [
            Correction(
                register=register.code,
                registration_id=row.pk,
                field=name,
                before=_shown(register, name, old),
                after=_shown(register, name, new),
                reason=reason,
                at=at,
                person_id=by.person_id,
            )
            for name, old in before.items()
            if (new := _value_of(row, name)) != old
        ]
        changed = tuple(correction.field for correction in corrections)
        if changed:
            Correction.objects.bulk_create(corrections)
            record(
                action="intake.correct_registration",
                by=by,
                at=at,
                subject=subject_of(register, row),
                details={"fields": list(changed)},
            )
    return changed


def withdraw_registration(*, register: Register, number: str, reason: str, by: Viewer, at: datetime) -> None:
    """Take back a registration that should not have been made. It stays readable and counts nowhere."""
    require_writing(register, by, "iets intrekken")
    _check_reason(reason)
    with transaction.atomic():
        row = get_for_change(register, number, by)
        if row.is_withdrawn:
            raise RegistrationError([f"nummer {number} is al ingetrokken"])
        row.is_withdrawn = True
        row.save(update_fields=["is_withdrawn"])
        _check_what_leans_on(register, row, by)
        Correction.objects.create(
            register=register.code,
            registration_id=row.pk,
            field="is_withdrawn",
            before="nee",
            after="ja",
            reason=reason,
            at=at,
            person_id=by.person_id,
        )
        record(action="intake.withdraw_registration", by=by, at=at, subject=subject_of(register, row))


def get_for_change(register: Register, number: str, by: Viewer) -> Registration:
    """Return one registration, locked until the end of the transaction, if it exists for ``by``."""
    rows = register.model._default_manager.select_for_update()
    return Access(by).get_for_change(rows, what=f"{register.title}: {number}", number=number)


def subject_of(register: Register, row: Registration) -> str:
    """Return the name of a registration in the log."""
    return f"{register.model._meta.label_lower}:{row.pk}"


def require_writing(register: Register, by: Viewer, what: str) -> None:
    """Refuse who may never write in this register. ``what`` is the act, for the sentence."""
    Access(by).require(register.writes, to=f"{what} bij {register.title.lower()}")


def _check_what_leans_on(register: Register, row: Registration, by: Viewer) -> None:
    """Refuse a change that takes the ground from under what leans on this row, as far as ``by`` may see that.

    What is hidden is judged again when somebody who sees it takes the next step.
    """
    for relation in row._meta.related_objects:
        model: Any = relation.related_model
        if not relation.many_to_many or not issubclass(model, Registration):
            continue
        leaning = model._default_manager.filter(**{relation.field.name: row}, is_withdrawn=False)
        for other in Access(by).filter(leaning):
            try:
                other.check_links({})
            except ValidationError as error:
                problems = [f"hierop steunt {other.number}: {text}" for text in error.messages]
                raise RegistrationError(problems) from error


def _check_reason(reason: str) -> None:
    if not says_something(reason):
        raise RegistrationError(["schrijf op waarom dit verandert"])


def _next_number(register: Register, given: Mapping[str, Any], at: datetime) -> str:
    day = str(given.get(next(iter(register.moments.values())), "") or at.date())
    year = _YEAR.search(day)
    start = f"{register.prefix}-{year[0] if year else at.year}-"
    numbers = register.model._default_manager.filter(number__startswith=start)
    if connection.vendor == "sqlite":
        # For SQLite capitals are the same in "begins with", so that it looks at all numbers of all years. Its
        # order is that of signs: what begins so ends before the sign that comes after the "-".
        numbers = numbers.filter(number__gte=start, number__lt=f"{start[:-1]}.")
    ordered = numbers.order_by(Length("number").desc(), "-number").values_list("number", flat=True)
    # A list that was taken in may have brought numbers such as 2024-old-7; counting goes on after ours.
    tails = (_TAIL.fullmatch(number.removeprefix(start)) for number in ordered.iterator(chunk_size=100))
    last = next((int(tail[0]) for tail in tails if tail), 0)
    return f"{start}{last + 1:04}"


def store_entries(register: Register, entries: Sequence[Entry]) -> None:
    """Put judged entries in the database with their links, in the transaction of the caller, who logs it."""
    with _refusals():
        register.model._default_manager.bulk_create([e.row for e in entries], batch_size=_BATCH)
        for name in {name for entry in entries for name in entry.links}:
            _link_many(register, name, entries)


@contextmanager
def _refusals() -> Iterator[None]:
    """Say in words that the database refuses; its own message would show other people's rows.

    Without a savepoint of its own: what it raises ends the transaction, or the part of it, of the action.
    """
    try:
        yield
    except IntegrityError as error:
        raise RegistrationError(["dit past niet bij wat er al in het register staat"]) from error


def _link_many(register: Register, name: str, entries: Sequence[Entry]) -> None:
    field: Any = register.model._meta.get_field(name)
    through = field.remote_field.through
    here, there = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    pairs = [(entry.row.pk, key) for entry in entries for key in entry.links.get(name, ())]
    through._default_manager.bulk_create(
        [through(**{here: row, there: key}) for row, key in dict.fromkeys(pairs)], batch_size=_BATCH
    )


def _link(entry: Entry) -> None:
    for name, keys in entry.links.items():
        getattr(entry.row, name).set(keys)


def _value_of(row: Registration, name: str) -> Any:
    try:
        field = row._meta.get_field(name)
    except FieldDoesNotExist:  # said in words when the change is judged
        return None
    if isinstance(field, models.ManyToManyField):
        return sorted(map(str, getattr(row, name).all()))
    return getattr(row, name)


def _shown(register: Register, name: str, value: Any) -> str:
    """Return a value for the history; free text is not kept, because it may be about people."""
    field = register.model._meta.get_field(name)
    is_free_text = isinstance(field, models.CharField) and not field.choices
    if is_free_text and name != "area_code":
        return "(tekst)" if value else ""
    if isinstance(value, list):
        return " ".join(value)[:120]
    return "" if value is None else str(value)[:120]
