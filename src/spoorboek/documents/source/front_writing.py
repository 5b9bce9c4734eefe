"""Writing the formal data at the top of a letter source."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from spoorboek.documents.source.front_matter import FrontMatter
from spoorboek.figures.period import Period

_DASHES = ("---", "...")


def write_front_matter(
    *,
    type: str,
    title: str,
    slug: str,
    dated_on: date,
    case_number: str,
    plan: str,
    period: Period,
    area: str,
    fields: dict[str, str] | None = None,
    annexes: tuple[str, ...] = (),
    corrects: str = "",
) -> str:
    """Return the formal data of a letter as its source has them, from the first dashes up to the last.

    Parameters: as in ``FrontMatter``; empty texts, fields and lists are left out. Returns lines that
    ``read_front_matter`` reads back as they were given. Errors: none.
    """
    keys = {
        "type": type,
        "slug": slug,
        "title": _quote(title),
        "dated_on": dated_on.isoformat(),
        "case_number": _quote(case_number),
        "plan": plan,
        "period": str(period),
        "area": area,
        "corrects": corrects,
    }
    lines = [f"{key}: {text}" for key, text in keys.items() if text]
    lines += _list_more(fields or {}, annexes)
    return "\n".join(["---", *lines, "---"])


def replace_front_matter(source: str, front: FrontMatter) -> str:
    """Return the source of a letter with other formal data and the same text.

    Parameters: ``source`` that ``parse_letter`` has read; ``front``, of which the places are not used.
    Returns the source. Errors: none.
    """
    lines = source.split("\n")
    end = next(nr for nr, line in enumerate(lines[1:], start=1) if line.rstrip() in _DASHES)
    names = ("type", "title", "slug", "dated_on", "case_number", "plan", "period", "area", "fields")
    given = {name: getattr(front, name) for name in (*names, "annexes", "corrects")}
    return "\n".join([write_front_matter(**given), *lines[end + 1 :]])


def _list_more(fields: dict[str, str], annexes: tuple[str, ...]) -> Iterator[str]:
    if fields:
        yield "fields:"
        yield from (f"  {code}: {_quote(text)}" for code, text in fields.items())
    if annexes:
        yield "annexes:"
        yield from (f"  - {_quote(title)}" for title in annexes)


def _quote(text: str) -> str:
    """A text between double quotes, as YAML and JSON both read it."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
