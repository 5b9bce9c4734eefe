"""Cases as a file: the columns of a case, and what is written in it as far as the viewer may see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.cases.export_queries import CaseExport, list_case_exports
from spoorboek.apps.cases.kinds import list_section_choices
from spoorboek.apps.cases.queries import CaseQuestion
from spoorboek.apps.cases.registers import CASES
from spoorboek.apps.exchange.errors import ListError
from spoorboek.apps.exchange.table_files import FORMS, write_book, write_csv
from spoorboek.apps.intake.errors import PurposeError
from spoorboek.figures.unseen_characters import says_something
from spoorboek.rules.case_access import LEVEL_WORDS
from spoorboek.rules.register_lifecycles import CASE_LIFECYCLE

_Column = tuple[str, Callable[[CaseExport], Any]]
_MOST_IN_A_CELL = 32_767
"""A cell of Excel holds no more signs."""


def export_cases(
    viewer: Viewer,
    question: CaseQuestion,
    *,
    at: datetime,
    purpose: str,
    form: str,
    is_full: bool = False,
) -> bytes:
    """Return the cases that answer a question and exist for the viewer, as ``csv`` or ``xlsx``.

    Free words, places and people are left out, unless ``is_full``; then each text, decision, action, party
    and referral is there of each group of fields that is open to the viewer in that case. A column in which
    nothing stands is left out, so that it does not tell what kinds of texts there are. Every case is logged
    as read, and that a file was made. Raises ListError for another form, PurposeError.
    """
    if form not in FORMS:
        raise ListError(f"'{form}' kan niet, wel: {', '.join(FORMS)}.")
    if not says_something(purpose):
        raise PurposeError
    with transaction.atomic():
        rows = list_case_exports(viewer, question, at=at, purpose=purpose, with_parts=is_full)
        record(
            action="exchange.export_list",
            by=viewer,
            at=at,
            subject=f"intake.register:{CASES.code}",
            details={"rows": len(rows), "form": form, "full": is_full},
        )
    columns = _list_columns(at)
    if is_full:
        written = _list_written_columns()
        columns += _list_full_columns() + [each for each in written if any(each[1](row) for row in rows)]
    header = [title for title, _ in columns]
    lines = [[_fit(read(row)) for _, read in columns] for row in rows]
    return write_csv(header, lines) if form == "csv" else write_book(CASES.title, header, lines)


def _list_columns(at: datetime) -> list[_Column]:
    today = timezone.localtime(at).date()
    return [
        ("nummer", lambda row: row.case.number),
        ("soort", lambda row: row.case.kind_title),
        ("thema", lambda row: row.case.theme),
        ("gebiedscode", lambda row: row.case.area_code),
        ("geopend op", lambda row: row.case.opened_on),
        ("afgesloten op", lambda row: row.case.closed_on or ""),
        ("dagen", lambda row: row.case.count_days(today)),
        ("status", lambda row: CASE_LIFECYCLE.words[row.case.status]),
        ("fase", lambda row: row.case.phase_title),
        ("complexiteit", lambda row: row.case.complexity_title),
        ("toegang", lambda row: LEVEL_WORDS[row.case.level]),
        ("verzonnen", lambda row: "ja" if row.case.invented else "nee"),
    ]


def _list_full_columns() -> list[_Column]:
    return [
        ("titel", lambda row: row.case.title),
        ("plaats", lambda row: row.case.place),
        ("regisseur", lambda row: row.owner),
        ("reden van afsluiten", lambda row: row.case.closing_reason),
    ]


def _list_written_columns() -> list[_Column]:
    texts = [(title.lower(), _read_text(section)) for section, title in list_section_choices()]
    return [
        *texts,
        ("besluiten", lambda row: _join(row.decisions)),
        ("acties", lambda row: _join(row.actions)),
        ("deelnemers", lambda row: _join(row.parties)),
        ("doorverwijzingen", lambda row: _join(row.referrals)),
    ]


def _read_text(section: str) -> Callable[[CaseExport], str]:
    return lambda row: (row.texts or {}).get(section, "")


def _join(lines: Sequence[str]) -> str:
    return "\n".join(lines)


def _fit(value: Any) -> Any:
    if isinstance(value, str) and len(value) > _MOST_IN_A_CELL:
        return value[: _MOST_IN_A_CELL - 1] + "…"
    return value
