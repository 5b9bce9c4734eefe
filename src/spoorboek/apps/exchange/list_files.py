"""Lists as files: what somebody may see of a register. No hidden sheets, no formulas."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from spoorboek.apps.access.registers import Register
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.exchange.errors import ListError
from spoorboek.apps.exchange.table_files import (
    FORMS,
    write_book,
    write_csv,
)
from spoorboek.apps.intake.entries import FieldDescription, list_fields
from spoorboek.apps.intake.errors import PurposeError
from spoorboek.apps.intake.register_lists import ListQuestion, list_all_rows
from spoorboek.apps.intake.register_queries import RegistrationRow
from spoorboek.figures.unseen_characters import says_something

_TELL_NOTHING = frozenset({"number", "theme", "area_code", "next_step"})
_POINTS_AT_PEOPLE = frozenset({"latitude", "longitude", "owner"})


def export_list(
    viewer: Viewer,
    register: Register,
    question: ListQuestion,
    *,
    at: datetime,
    purpose: str,
    form: str,
    is_full: bool = False,
) -> bytes:
    """Return what a question finds, of what the viewer may see, as ``csv`` or ``xlsx``.

    What may say something about a person is left out, unless ``is_full``; then a purpose is needed. Every row
    is logged as read, and that a file was made. Raises ListError for another form, PurposeError.
    """
    if form not in FORMS:
        raise ListError(f"'{form}' kan niet, wel: {', '.join(FORMS)}.")
    if is_full and not says_something(purpose):
        raise PurposeError
    with transaction.atomic():
        rows = list_all_rows(viewer, register, question, at=at, purpose=purpose)
        record(
            action="exchange.export_list",
            by=viewer,
            at=at,
            subject=f"intake.register:{register.code}",
            details={"rows": len(rows), "form": form, "full": is_full},
        )
    fields = [one for one in list_fields(register) if is_full or not is_about_people(register, one)]
    header = [one.label for one in fields]
    lines = [_cells(row, [one.name for one in fields]) for row in rows]
    return write_csv(header, lines) if form == "csv" else write_book(register.title, header, lines)


def is_about_people(register: Register, field: FieldDescription) -> bool:
    """Tell whether a field may say something about a person: free words, an exact point, a link to people.

    Only in registers whose reads are logged. The neighbourhood stays, the address goes.
    """
    if not register.is_logged or field.name in _TELL_NOTHING:
        return False
    return field.kind == "text" or field.name in _POINTS_AT_PEOPLE


def _cells(row: RegistrationRow, names: Sequence[str]) -> list[Any]:
    facts = {fact.name: fact for fact in row.facts}
    kept = {"number": row.number, "invented": "ja" if row.invented else "nee"}
    return [
        kept.get(name, _value(facts[name].value, facts[name].word) if name in facts else "") for name in names
    ]


def _value(value: Any, word: str) -> Any:
    if isinstance(value, bool) or value is None:
        return word
    return value if isinstance(value, int | Decimal | date) else word
