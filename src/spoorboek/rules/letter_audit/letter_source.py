"""From an audited letter to a letter source: headings and paragraphs, with the traced numbers tied."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from spoorboek.figures.period import Period

_SPECIAL = re.compile(r"([\\`*_\[\]{}<>|~^])")
_LINE_START = re.compile(r"^(\s*)([#>+=-]|\d+[.)])(?=\s|$|[-=]{2})")
_DEEPEST = 4


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
    ties = sorted(
        (int(one["start"]), int(one["end"]), str(one["figure"])) for one in result["numbers"] if one["figure"]
    )
    for block in result["blocks"] or [
        {"kind": "paragraph", "start": 0, "end": len(result["text"]), "level": 0}
    ]:
        if written := _write_block(str(result["text"]), block, ties, header):
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


def _write_block(
    text: str, block: Mapping[str, Any], ties: list[tuple[int, int, str]], header: SourceHeader
) -> str:
    kind, start, end = block["kind"], int(block["start"]), int(block["end"])
    if kind == "table":
        return _write_table(block)
    words = _write_words(text, start, end, ties, header)
    if not words:
        return ""
    if kind == "heading":
        return f"{'#' * min(max(int(block['level']), 1), _DEEPEST)} {words}"
    return f"- {words}" if kind == "list_item" else _LINE_START.sub(r"\1\\\2", words)


def _write_words(
    text: str, start: int, end: int, ties: list[tuple[int, int, str]], header: SourceHeader
) -> str:
    parts: list[str] = []
    place = start
    for first, last, key in ties:
        if place <= first and last <= end:
            parts += [_escape(text[place:first]), _tie(text[first:last], key, header)]
            place = last
    parts.append(_escape(text[place:end]))
    return " ".join("".join(parts).split())


def _tie(printed: str, key: str, header: SourceHeader) -> str:
    code, period, area = (*key.split("@"), "", "")[:3]
    named = "" if area in ("", header.area) else f' area="{area}"'
    return f'[{_escape(printed)}]{{figure="{code}" period="{period}"{named}}}'


def _write_table(block: Mapping[str, Any]) -> str:
    rows = [list(row) for row in block.get("rows", ())]
    head = list(block.get("header") or (rows.pop(0) if rows else ()))
    if not head:
        return ""
    width = max(len(head), *(len(row) for row in rows)) if rows else len(head)
    lines = [head, ["---"] * width, *rows]
    return "\n".join("| " + " | ".join(_cell(row, place) for place in range(width)) + " |" for row in lines)


def _cell(row: list[str], place: int) -> str:
    cell = row[place] if place < len(row) else ""
    return cell if cell == "---" else _escape(" ".join(cell.split()))


def _escape(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)
