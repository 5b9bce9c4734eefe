"""From what somebody typed or sent to registrations that may be stored.

Everything goes through here, one row from a form or thousands from a file, so that both are judged
alike. Links to other rows are written as their number, links to people as their user name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone, translation

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.listed_fields import find_closed_values
from spoorboek.apps.access.registers import Register
from spoorboek.apps.access.registration import Registration
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.intake.errors import RegistrationError
from spoorboek.apps.intake.typed_values import is_empty, read_value

Raw = Mapping[str, Any]
Named = Mapping[str, Mapping[str, models.Model]]
"""Per link field: from the number or user name to the row it names."""

_KEPT_BY_US = frozenset(
    {"id", "entered_at", "is_withdrawn", "version", "next_step"}
    | {"is_locked", "locked_until", "locked_words"}
)
_FIXED = frozenset({"number", "status", "invented", "follows", "level", "phase"})


@dataclass(frozen=True, slots=True)
class FieldDescription:
    """One thing that can be filled in, for a form. ``kind`` is text, day, number, amount, decimal, yes_no,
    choice, link or links; ``is_fixed`` fields change only through their own actions.
    """

    name: str
    label: str
    kind: str
    required: bool
    choices: tuple[tuple[str, str], ...] = ()
    is_fixed: bool = False
    list_code: str = ""
    """The dated list that its choices are; empty for other fields."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A registration that was judged and may be stored, with the rows it is linked to."""

    row: Registration
    links: Mapping[str, tuple[int, ...]]


def list_fields(register: Register) -> tuple[FieldDescription, ...]:
    """Return what can be filled in for this register, in the order of a form."""
    return tuple(_describe(field) for field in _fields(register))


def build_entries(
    register: Register, rows: Sequence[Raw], *, by: Viewer, at: datetime, places: Sequence[str] = ()
) -> list[Entry]:
    """Judge every row and return the entries, or raise RegistrationError with every problem found.

    ``places`` says for each row where it stands (``signals.csv, regel 4: ``) and leads its problems.
    """
    with translation.override("nl"):
        named = _find_named(register, rows, by)
        entries, problems, met = [], [], set()
        for where, raw in zip(places or [""] * len(rows), rows, strict=True):
            entry, wrong = _build(register, raw, named, at)
            if entry is not None and entry.row.number in met:
                wrong.append(f"nummer {entry.row.number} staat er meer dan één keer in")
            if entry is None or wrong:
                problems += [where + problem for problem in wrong]
            else:
                met.add(entry.row.number)
                entries.append(entry)
        if problems:
            raise RegistrationError(problems)
        return entries


def change_entry(register: Register, row: Registration, changes: Raw, *, by: Viewer, at: datetime) -> Entry:
    """Put ``changes`` on a stored row and judge it anew, or raise RegistrationError. Nothing is saved."""
    fixed = sorted(name for name in changes if name in _FIXED)
    if fixed:
        raise RegistrationError([f"'{_label(register, fixed[0])}' verandert niet door een correctie"])
    before = copy(row)
    with translation.override("nl"):
        entry, problems = _fill(register, row, changes, _find_named(register, [changes], by), at)
        problems = problems or _judge_change(register, row, before)
    if problems:
        raise RegistrationError(problems)
    return entry


def _build(register: Register, raw: Raw, named: Named, at: datetime) -> tuple[Entry | None, list[str]]:
    missing = [
        f"'{field.verbose_name}' ontbreekt"
        for field in _fields(register)
        if _is_required(field) and is_empty(raw.get(field.name))
    ]
    if missing:
        return None, missing
    entry, problems = _fill(register, register.model(entered_at=at), raw, named, at)
    return entry, problems or _judge_listed(register, entry.row)


def _fill(
    register: Register, row: Registration, raw: Raw, named: Named, at: datetime
) -> tuple[Entry, list[str]]:
    known = {field.name: field for field in _fields(register)}
    problems = [f"'{name}' hoort niet bij {register.title.lower()}" for name in raw if name not in known]
    links: dict[str, tuple[int, ...]] = {}
    for name, field in known.items():
        if name not in raw:
            continue
        try:
            if field.is_relation:
                found = _linked(field, raw[name], named)
                if isinstance(field, models.ManyToManyField):
                    links[name] = tuple(one.pk for one in found)
                else:
                    setattr(row, name, found[0] if found else None)
            else:
                setattr(row, name, read_value(field, raw[name], row))
        except ValidationError as error:
            problems += [f"'{field.verbose_name}': {message}" for message in error.messages]
    if not problems:
        problems = _judge_whole(register, row, links, at)
    return Entry(row, links), problems


def _judge_change(register: Register, row: Registration, before: Registration) -> list[str]:
    try:
        row.check_change(before)
    except ValidationError as error:
        return _sentences(register, error)
    return _judge_listed(register, row, before)


def _judge_listed(register: Register, row: Registration, before: Registration | None = None) -> list[str]:
    """Look whether the lists have the values on the day of the row; what was there before may stay."""
    day = register.find_day(row)
    stays = before if before is not None and register.find_day(before) == day else None
    closed = find_closed_values(row, day, unless_in=stays) if day else ()
    return [f"'{_label(register, name)}': {said}" for name, said in closed]


def _sentences(register: Register, error: ValidationError) -> list[str]:
    said = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    return [f"'{_label(register, name)}': {text}" for name, texts in said.items() for text in texts]


def _judge_whole(
    register: Register, row: Registration, links: Mapping[str, tuple[int, ...]], at: datetime
) -> list[str]:
    try:
        row.clean()
        row.check_links(links)
    except ValidationError as error:
        return _sentences(register, error)
    today = timezone.localtime(at).date()
    noted = [field for field in _fields(register) if type(field) is models.DateField]
    return [
        f"'{field.verbose_name}': {day:%d-%m-%Y} ligt in de toekomst"
        for field in noted
        if field.name not in row.COMING_DAYS and (day := getattr(row, field.name)) is not None and day > today
    ]


def _find_named(register: Register, rows: Sequence[Raw], by: Viewer) -> dict[str, dict[str, models.Model]]:
    """Look up every row and person that is named, with one query per field.

    What does not exist for ``by`` cannot be named: the answer would give away that it exists.
    """
    named: dict[str, dict[str, models.Model]] = {}
    for field in _fields(register):
        if not field.is_relation:
            continue
        target: Any = field.related_model
        names = {one for raw in rows for one in _names(raw.get(field.name))}
        existing = target._default_manager.all()
        column = "username"
        if issubclass(target, Registration):
            existing, column = Access(by).filter(existing), "number"
        found = existing.filter(**{f"{column}__in": names}) if names else ()
        named[field.name] = {getattr(one, column): one for one in found}
    return named


def _linked(field: models.Field[Any, Any], value: Any, named: Named) -> tuple[models.Model, ...]:
    names = _names(value)
    unknown = [name for name in names if name not in named[field.name]]
    if unknown:
        raise ValidationError(f"{unknown[0]} bestaat niet.")
    if len(names) > 1 and not isinstance(field, models.ManyToManyField):
        raise ValidationError("hier past maar één nummer.")
    return tuple(named[field.name][name] for name in names)


def _names(value: Any) -> list[str]:
    if value is None:
        return []
    parts: Iterable[Any] = re.split(r"[\s;]+", value) if isinstance(value, str) else value
    return [str(part) for part in parts if part]


def _fields(register: Register) -> list[models.Field[Any, Any]]:
    meta = register.model._meta
    every = [*meta.fields, *meta.many_to_many]
    return [field for field in every if field.name not in _KEPT_BY_US]


def _is_required(field: models.Field[Any, Any]) -> bool:
    return not field.blank and not field.has_default()


def _label(register: Register, name: str) -> str:
    return next((str(f.verbose_name) for f in _fields(register) if f.name == name), name)


def _describe(field: models.Field[Any, Any]) -> FieldDescription:
    choices = tuple((str(code), str(word)) for code, word in field.flatchoices)
    return FieldDescription(
        name=field.name,
        label=str(field.verbose_name),
        kind="choice" if choices else _kind_of(field),
        required=_is_required(field),
        choices=choices,
        is_fixed=field.name in _FIXED,
        list_code=getattr(field, "list_code", ""),
    )


def _kind_of(field: models.Field[Any, Any]) -> str:
    kinds: tuple[tuple[type[models.Field[Any, Any]], str], ...] = (
        (models.ManyToManyField, "links"),
        (models.ForeignKey, "link"),
        (models.DateField, "day"),
        (models.BooleanField, "yes_no"),
        (models.IntegerField, "number"),
    )
    if isinstance(field, models.DecimalField):
        return "amount" if field.decimal_places == 2 else "decimal"
    return next((name for kind, name in kinds if isinstance(field, kind)), "text")
