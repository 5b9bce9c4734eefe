"""The beginning of a letter: its own data and the sections that its type asks for, ready to fill in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date

from spoorboek.documents.letter_type import LetterType
from spoorboek.documents.source.letter import parse_letter
from spoorboek.figures.period import Period

_CORRECTS = re.compile(r"^corrects:.*\n", re.MULTILINE)


def write_skeleton(
    letter_type: LetterType,
    *,
    title: str,
    slug: str,
    dated_on: date,
    case_number: str,
    plan: str,
    period: Period,
    area: str,
    fields: Mapping[str, str],
) -> str:
    """Return the source of a letter that says nothing yet, in the form that its type asks for."""
    lines = [
        "---",
        f"type: {letter_type.code}",
        f"slug: {slug}",
        f"title: {_quote(title)}",
        f"dated_on: {dated_on.isoformat()}",
        f"case_number: {_quote(case_number)}",
        f"plan: {plan}",
        f"period: {period}",
        f"area: {area}",
        *(["fields:"] if fields else []),
        *(f"  {code}: {_quote(text)}" for code, text in fields.items()),
        "---",
        "",
    ]
    for section in letter_type.sections:
        lines += [f"# {section.title}", ""]
        for title_below in section.subsections:
            lines += [f"## {title_below}", ""]
    return "\n".join(lines)


def write_correction(source: str, *, slug: str, dated_on: date) -> str:
    """Return the text of a published letter as the beginning of the letter that corrects it."""
    letter = parse_letter(source)
    front = letter.front_matter
    changes = [(front.places["slug"], slug), (front.places["dated_on"], dated_on.isoformat())]
    text = letter.text
    for place, words in sorted(changes, reverse=True):
        text = text[: place.start] + words + text[place.end :]
    head, dashes, body = text.removeprefix("---\n").partition("\n---")
    head = _CORRECTS.sub("", head + "\n").rstrip("\n")
    return f"---\n{head}\ncorrects: {front.slug}{dashes}{body}"


def _quote(text: str) -> str:
    """A text between double quotes, as YAML and JSON both read it."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
