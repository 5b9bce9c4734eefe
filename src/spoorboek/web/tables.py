"""A data table as data. Every table on every page is drawn by ``parts/table.html`` from this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from spoorboek.web.phrasebook import Content, is_dutch, say, say_word

Words = str | Promise

SPREADSHEETS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The forms in which a table can be taken along, with their media types."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. Numbers stand to the right, with figures of equal width; a moment stays on one line.

    ``is_title``: the words by which people know a row; they keep the room to be read at a glance.
    """

    label: Words
    is_number: bool = False
    keep_together: bool = False
    is_title: bool = False

    @property
    def css_class(self) -> str:
        """Return the class of its cells."""
        if self.is_title:
            return "title"
        return "number" if self.is_number else "together" if self.keep_together else ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: words, and when wanted a link, a status or a small second line."""

    text: Words
    href: str = ""
    status: str = ""
    """One of ``ok``, ``note``, ``unknown``, ``wrong``, ``absent``: drawn as sign, word and colour."""
    note: Words = ""
    choice: str = ""
    """What is sent when the row is chosen in a form around the table: a box before the words."""
    anchor: str = ""
    """In the first cell: the name under which a link leads to the row."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption. The first cell of each row names the row."""

    caption: Words
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]] = field(default_factory=tuple)
    empty: Words = ""
    """What stands in place of the table when there are no rows, with the first step to take."""
    is_stacked: bool = False
    """On a narrow page each row stands as a card with the names of the columns beside its cells."""

    @property
    def body(self) -> SafeString:
        """Return the rows as HTML. A template takes ten times as long over so many cells."""
        named = [escape(say_word(column.label)) if self.is_stacked else "" for column in self.columns]
        drawn = (_draw_row(self.columns, named, row, self.is_stacked) for row in self.rows)
        return mark_safe("".join(drawn))  # noqa: S308 # nosec - escaped below


_ROW_ROLE = ' role="row"'
_EMPTY = Cell("–")
"""Has nothing to say: a card leaves it out."""


def _draw_row(columns: Sequence[Column], names: Sequence[str], row: Sequence[Cell], is_stacked: bool) -> str:
    drawn = []
    for place, (column, one) in enumerate(zip(columns, row, strict=True)):
        tag = "td" if place else "th"
        scope = "" if place else ' scope="row"'
        is_empty = is_stacked and place > 0 and one == _EMPTY
        named_classes = f"{column.css_class}{' nothing' if is_empty else ''}".strip()
        classes = f' class="{named_classes}"' if named_classes else ""
        # As a card it is a table by its roles only, and each cell says of which column it is.
        named = f' role="cell" data-label="{names[place]}"' if place else ' role="rowheader"'
        drawn.append(f"<{tag}{scope}{named if is_stacked else ''}{classes}>{_draw_cell(one)}</{tag}>")
    anchor = f' id="{escape(row[0].anchor)}"' if row and row[0].anchor else ""
    return f"<tr{anchor}{_ROW_ROLE if is_stacked else ''}>{''.join(drawn)}</tr>\n"


def _draw_cell(one: Cell) -> str:
    is_content = isinstance(one.text, Content)
    text = _escape(one.text if is_content else say(one.text) if one.status else say_word(one.text))
    if is_content and not is_dutch():
        text = f'<span lang="nl">{text}</span>'
    if one.status:
        sign = _draw_sign(one.status)
        text = f'<span class="status status--{escape(one.status)}">{sign}<span>{text}</span></span>'
    elif one.href:
        text = f'<a class="nl-link" href="{escape(one.href)}">{text}</a>'
    if one.choice:
        key, value = escape(f"kies-{one.choice}"), escape(one.choice)
        box = f'<input class="choice" type="checkbox" id="{key}" name="nummer" value="{value}">'
        named = f'<span class="visually-hidden">{_escape(_("Kies"))} {value}</span>'
        text = f'<span class="row-choice"><label for="{key}">{box}{named}</label>{text}</span>'
    if not one.note:
        return text
    mark = ' lang="nl"' if isinstance(one.note, Content) and not is_dutch() else ""
    return f'{text}<span class="cell-note"{mark}>{_escape(say(one.note))}</span>'


def _escape(words: Words) -> str:
    return conditional_escape(words if isinstance(words, str) else str(words))


@cache
def _draw_sign(status: str) -> str:
    return render_to_string("parts/sign.html", {"status": status})


def cell(text: Words, *, href: str = "", note: Words = "", choice: str = "", anchor: str = "") -> Cell:
    """Return a cell; an empty text becomes a dash that is read as a dash."""
    return Cell(text or "–", href=href, note=note, choice=choice, anchor=anchor)


def content_cell(text: str, *, href: str = "", note: Words = "", anchor: str = "") -> Cell:
    """Return a cell with what somebody typed or published; an empty text becomes a dash."""
    return cell(Content(text), href=href, note=note, anchor=anchor)
