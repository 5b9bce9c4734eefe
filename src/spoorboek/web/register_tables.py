"""Registrations as tables and lists of facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.intake.entries import FieldDescription, list_fields
from spoorboek.apps.intake.register_queries import CorrectionRow, Fact, RegistrationRow
from spoorboek.figures.dutch_numbers import format_money, format_number
from spoorboek.web.dates import format_date, format_moment
from spoorboek.web.list_place import anchor_of
from spoorboek.web.phrasebook import Content, say_word
from spoorboek.web.register_forms import find_hidden_fields
from spoorboek.web.register_pages import RegisterPage, find_page_of_number
from spoorboek.web.tables import Cell, Column, Table, Words, cell, content_cell

_NUMBERS = frozenset({"number", "amount"})
_TITLES = frozenset({"summary", "title", "name", "reason"})
"""The fields by whose words people know a registration."""


@dataclass(frozen=True, slots=True)
class ShownFact:
    """One fact as it stands on the page."""

    label: str
    text: str
    href: str = ""


def word_of(fact: Fact) -> str:
    """Return a value as people write it: a Dutch date, number or amount, or its own word."""
    value = fact.value
    if isinstance(value, datetime):
        return format_moment(timezone.localtime(value))
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, Decimal):
        return format_money(value) if fact.name.endswith("_eur") else format_number(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return format_number(value)
    # What somebody typed is its own word; a choice has one of ours.
    return fact.word if fact.word == fact.value else say_word(fact.word)


def _draw_fact(fact: Fact) -> Cell:
    return (content_cell if isinstance(fact.value, str) and fact.word == fact.value else cell)(word_of(fact))


def show_facts(viewer: Viewer, row: RegistrationRow) -> list[ShownFact]:
    """Return what a registration says; a number of another registration leads there."""
    facts = []
    hidden = find_hidden_fields(row.register, row)
    for fact in row.facts:
        if fact.name in hidden:
            continue
        text = word_of(fact)
        page = (
            find_page_of_number(viewer, text) if isinstance(fact.value, str) and text == fact.value else None
        )
        href = page.href(text) if page is not None and " " not in text else ""
        shown = Content(text) if fact.word == fact.value else text
        facts.append(ShownFact(capfirst(say_word(fact.label)), shown or "–", href))
    return facts


def registration_table(
    page: RegisterPage,
    viewer: Viewer,
    rows: Sequence[RegistrationRow],
    *,
    caption: Words,
    empty: Words,
    is_chosen_from: bool = False,
) -> Table:
    """Return the list of a register, one row for each registration.

    ``is_chosen_from``: with a box before each row, for a form around the table.
    """
    fields = {field.name: field for field in list_fields(page.register)}
    columns = [Column(_("Nummer"), keep_together=True)]
    for name in page.shown:
        kind = fields[name].kind
        columns.append(
            Column(
                capfirst(say_word(fields[name].label)),
                is_number=kind in _NUMBERS,
                keep_together=kind == "day",
                is_title=name in _TITLES,
            )
        )
    extra: Mapping[str, str] = {}
    if page.extra is not None and rows:
        columns.append(Column(page.extra[0]))
        extra = page.extra[1](viewer, [row.number for row in rows])
    drawn = [_draw(page, row, extra if page.extra is not None else None) for row in rows]
    if is_chosen_from:
        drawn = [[replace(row[0], choice=str(row[0].text)), *row[1:]] for row in drawn]
    return Table(caption, columns, drawn, empty=empty, is_stacked=True)


def correction_table(
    rows: Sequence[CorrectionRow], fields: Sequence[FieldDescription], names: Mapping[str, str]
) -> Table:
    """Return what was corrected, by whom and why."""
    columns = [
        Column(_("Wanneer"), keep_together=True),
        Column(_("Wat")),
        Column(_("Eerst")),
        Column(_("Nu")),
        Column(_("Reden")),
        Column(_("Wie")),
    ]
    labels = {field.name: field.label for field in fields} | {"is_withdrawn": _("ingetrokken")}
    words = {field.name: {code: say_word(word) for code, word in field.choices} for field in fields}
    drawn = [
        [
            cell(format_moment(timezone.localtime(row.at))),
            cell(capfirst(say_word(labels.get(row.field, row.field)))),
            cell(words.get(row.field, {}).get(row.before, row.before)),
            cell(words.get(row.field, {}).get(row.after, row.after)),
            content_cell(row.reason),
            cell(names.get(row.person_id, row.person_id)),
        ]
        for row in rows
    ]
    return Table(_("Wat er is verbeterd"), columns, drawn)


def _draw(page: RegisterPage, row: RegistrationRow, extra: Mapping[str, str] | None) -> list[Cell]:
    note = _("Ingetrokken, telt nergens mee") if row.is_withdrawn else ""
    cells = [cell(row.number, href=page.href(row.number), note=note, anchor=anchor_of(row.number))]
    cells += [_draw_fact(row.fact(name)) for name in page.shown]
    return cells if extra is None else [*cells, cell(extra.get(row.number, ""))]
