"""Reading any register: a list, one row, and what was corrected in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.registers import Register
from spoorboek.apps.access.registration import Registration
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record_reads
from spoorboek.apps.intake.errors import PurposeError
from spoorboek.apps.intake.models import Correction

_NOT_SHOWN = frozenset(
    "id number invented is_withdrawn version next_step is_locked locked_until locked_words".split()
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a registration says: its code name, its Dutch label, its value and the word for it."""

    name: str
    label: str
    value: str | int | Decimal | date | bool | None
    word: str


@dataclass(frozen=True, slots=True)
class RegistrationRow:
    """One registration as shown to somebody for whom it exists. ``identity`` is ``register:id``."""

    identity: str
    register: str
    number: str
    invented: bool
    is_withdrawn: bool
    facts: tuple[Fact, ...]

    @property
    def key(self) -> int:
        """Return the key of the registration in its register."""
        return int(self.identity.rpartition(":")[2])

    def fact(self, name: str) -> Fact:
        """Return the fact with this code name."""
        return next(fact for fact in self.facts if fact.name == name)


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One change of one field, oldest first."""

    field: str
    before: str
    after: str
    reason: str
    at: datetime
    person_id: str


def get_registration(
    viewer: Viewer, register: Register, number: str, *, at: datetime, purpose: str = ""
) -> RegistrationRow:
    """Return one registration with the rows it is linked to, or raise NotFoundError."""
    # No transaction around looking and logging, which would keep others waiting on SQLite: when the log
    # cannot be written nothing is shown.
    row = _find_row(viewer, register, number)
    log_read(viewer, register, [row.pk], at=at, purpose=purpose)
    return make_row(viewer, register, row, with_links=True)


def get_registration_to_change(viewer: Viewer, register: Register, number: str) -> RegistrationRow:
    """Return one registration by which a form about it is judged when it is sent, or raise NotFoundError.

    Not logged as a read: nothing of it is shown. A page that is shown again after all reads it.
    """
    return make_row(viewer, register, _find_row(viewer, register, number), with_links=True)


def _find_row(viewer: Viewer, register: Register, number: str) -> Registration:
    rows = register.model._default_manager.select_related(*_links_of(register))
    return Access(viewer).get(rows, what=f"{register.title}: {number}", number=number)


def check_exists(viewer: Viewer, register: Register, number: str) -> None:
    """Raise NotFoundError unless this registration exists for the viewer; nothing of it is read."""
    rows = Access(viewer).filter(register.model._default_manager.filter(number=number))
    if not rows.exists():
        raise NotFoundError(f"{register.title}: {number}")


def list_corrections_of(register: Register, key: int) -> list[CorrectionRow]:
    """Return what was corrected in the registration with this key, oldest first.

    Takes no viewer: whoever shows it read the registration through Access.
    """
    found = Correction.objects.filter(register=register.code, registration_id=key)
    return [CorrectionRow(c.field, c.before, c.after, c.reason, c.at, c.person_id) for c in found]


def count_corrections(viewer: Viewer, register: Register, number: str) -> int:
    """Return how often a registration was corrected; 0 when it does not exist for the viewer."""
    rows = Access(viewer).filter(register.model._default_manager.filter(number=number)).order_by()
    return Correction.objects.filter(register=register.code, registration_id__in=rows.values("pk")).count()


def log_read(viewer: Viewer, register: Register, keys: Sequence[int], *, at: datetime, purpose: str) -> None:
    """Log that registrations with personal data were read; raise PurposeError without a purpose."""
    log_reads(viewer, [(register, keys)], at=at, purpose=purpose)


def log_reads(
    viewer: Viewer, read: Iterable[tuple[Register, Sequence[int]]], *, at: datetime, purpose: str
) -> None:
    """Log the same of several registers that were read together for one purpose, in one write."""
    found: dict[str, dict[str, list[str]]] = {}
    for register, keys in read:
        if not register.is_logged:
            continue
        what_for = purpose.strip() or register.standing_purpose
        if not what_for:
            raise PurposeError
        if keys:
            subject = register.model._meta.label_lower
            found.setdefault(what_for, {})[subject] = [str(key) for key in keys]
    for what_for, ids in found.items():
        record_reads(by=viewer, at=at, ids=ids, purpose=what_for)


def _links_of(register: Register) -> list[str]:
    return [field.name for field in register.model._meta.fields if field.is_relation]


def make_row(
    viewer: Viewer, register: Register, row: Registration, *, with_links: bool = False
) -> RegistrationRow:
    """Return a row that was found through Access as it is shown; the caller logs the read."""
    facts = [_fact(viewer, row, field) for field in row._meta.fields if field.name not in _NOT_SHOWN]
    if with_links:
        facts += [_linked_fact(viewer, row, field) for field in row._meta.many_to_many]
    return RegistrationRow(
        identity=f"{register.code}:{row.pk}",
        register=register.code,
        number=row.number,
        invented=row.invented,
        is_withdrawn=row.is_withdrawn,
        facts=tuple(facts),
    )


def _fact(viewer: Viewer, row: Registration, field: models.Field[Any, Any]) -> Fact:
    value = getattr(row, field.name)
    if field.is_relation:
        value = str(value) if value is not None and _exists_for(viewer, value) else ""
    word = str(getattr(row, f"get_{field.name}_display")()) if field.choices else _word(value)
    return Fact(field.name, str(field.verbose_name), value, word)


def _linked_fact(viewer: Viewer, row: Registration, field: models.ManyToManyField[Any, Any]) -> Fact:
    linked = getattr(row, field.name).all()
    names = " ".join(sorted(str(one) for one in linked if _exists_for(viewer, one)))
    return Fact(field.name, str(field.verbose_name), names, names)


def _exists_for(viewer: Viewer, linked: models.Model) -> bool:
    """A number of a registration that is hidden from the viewer would tell that it is there."""
    return not isinstance(linked, Registration) or Access(viewer).is_allowed(linked)


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return "" if value is None else str(value)
