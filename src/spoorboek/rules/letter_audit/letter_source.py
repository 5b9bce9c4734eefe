"""From an audited letter to a letter source: headings and paragraphs, with the traced numbers tied."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from spoorboek.documents.source.block_reading import CAPTION
from spoorboek.figures.period import Period

_SPECIAL = re.compile(r"([\\`*_\[\]{}<>|~^])")
_LINE_START = re.compile(r"^(\s*)([#>+=-]|\d+[.)])(?=\s|$|[-=]{2})")
_DEEPEST = 4
_NO_TITLE = "zonder titel"


@dataclass(frozen=True, slots=True)
class SourceHeader:
    """The formal data of the letter that begins."""

    letter_type: str
    slug: str
    title: str
    dated_on: date
    case_number: str
    plan: str
    period: Period
    area: str


def write_source(result: Mapping[str, Any], header: SourceHeader) -> str:
    """Return the source of a letter with the words of an audited one.

    Parameters: ``result``, the JSON of an audit with its ``blocks``; ``header``. Returns Markdown in which a
    number that was traced is a span with its figure; every other number stays plain, and the check of the
    letter asks to tie it. Errors: none; tables stay tables, and everything else becomes paragraphs.
    """
    lines = ["---", *_write_header(header), "---", ""]
    text, writer = str(result["text"]), _Writer(result, header)
    whole = {"kind": "paragraph", "start": 0, "end": len(text), "level": 0}
    lines = ["---", *_write_header(header), "---", ""]
    for block in result["blocks"] or [whole]:
        for written in writer.write(block):
            lines += [written, ""]
    return "\n".join(lines)


def _write_header(header: SourceHeader) -> Iterable[str]:
    yield f"type: {header.letter_type}"
    yield f"slug: {header.slug}"
    yield f"title: {json.dumps(header.title, ensure_ascii=False)}"
    yield f"dated_on: {header.dated_on.isoformat()}"
    yield f"case_number: {json.dumps(header.case_number, ensure_ascii=False)}"
    yield f"plan: {header.plan}"
    yield f"period: {header.period}"
    yield f"area: {header.area}"


class _Writer:
    """Writes the blocks of one audited letter one after another, as a letter source asks for them.

    A heading there lies at most one level below the one before it, and a table has a title.
    """

    def __init__(self, result: Mapping[str, Any], header: SourceHeader) -> None:
        self._text, self._header = str(result["text"]), header
        self._ties = sorted(
            (int(one["start"]), int(one["end"]), str(one["figure"]))
            for one in result["numbers"]
            if one["figure"]
        )
        self._depth = 0
        self._title = _NO_TITLE
        self._is_captioned = False

    def write(self, block: Mapping[str, Any]) -> Iterable[str]:
        """Yield what becomes of one block: nothing when it holds no words."""
        kind = block["kind"]
        if kind == "table":
            table = self._write_table(block)
            if table and not self._is_captioned:
                yield f"{CAPTION} {self._title}"
            self._is_captioned = False
            yield from filter(None, [table])
        elif words := self._write_words(int(block["start"]), int(block["end"])):
            self._is_captioned = kind == "caption" or words.startswith(CAPTION)
            yield self._write_line(str(kind), int(block["level"]), words)

    def _write_line(self, kind: str, level: int, words: str) -> str:
        if words.startswith(CAPTION):
            return words
        if kind == "heading":
            self._depth = min(max(level, 1), _DEEPEST, self._depth + 1)
            self._title = words
            return f"{'#' * self._depth} {words}"
        if kind == "caption":
            return f"{CAPTION} {words}"
        return f"- {words}" if kind == "list_item" else _LINE_START.sub(r"\1\\\2", words)

    def _write_words(self, start: int, end: int) -> str:
        parts: list[str] = []
        place = start
        for first, last, key in self._ties:
            if place <= first and last <= end:
                tied = _tie(self._text[first:last], key, self._header)
                parts += [_escape(self._text[place:first]), tied]
                place = last
        parts.append(_escape(self._text[place:end]))
        return " ".join("".join(parts).split())

    def _write_table(self, block: Mapping[str, Any]) -> str:
        spans = [[self._write_words(*span) for span in row] for row in block.get("spans", ())]
        rows = spans or [[_escape(" ".join(cell.split())) for cell in row] for row in _read_rows(block)]
        if not rows:
            return ""
        width = max(map(len, rows))
        filled = [row + [""] * (width - len(row)) for row in rows]
        return "\n".join(f"| {' | '.join(row)} |" for row in (filled[0], ["---"] * width, *filled[1:]))


def _read_rows(block: Mapping[str, Any]) -> list[list[str]]:
    """Return the words of a table without their places, as audits were kept before; the header first."""
    return [list(row) for row in (block.get("header") or [], *block.get("rows", ())) if row]


def _tie(printed: str, key: str, header: SourceHeader) -> str:
    code, period, area = (*key.split("@"), "", "")[:3]
    named = "" if area in ("", header.area) else f' area="{area}"'
    return f'[{_escape(printed)}]{{figure="{code}" period="{period}"{named}}}'


def _escape(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)
