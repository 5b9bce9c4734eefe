"""The beginning of a letter: its own data and the sections that its type asks for, ready to fill in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.letters.queries import list_letter_types
from spoorboek.documents.letter_type import LetterType, load_letter_type
from spoorboek.documents.source.front_writing import write_front_matter
from spoorboek.documents.source.letter import parse_letter
from spoorboek.figures.period import Period

_CORRECTS = re.compile(r"^corrects:.*\n", re.MULTILINE)


def load_letter_types(viewer: Viewer) -> list[LetterType]:
    """Return every letter type in its newest version."""
    return [load_letter_type(specification) for _code, _version, specification in list_letter_types(viewer)]


def find_letter_type(viewer: Viewer, code: str) -> LetterType:
    """Return one letter type in its newest version, or raise NotFoundError."""
    found = next((each for each in load_letter_types(viewer) if each.code == code), None)
    if found is None:
        raise NotFoundError("Deze briefsoort")
    return found


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
    head = write_front_matter(
        type=letter_type.code,
        title=title,
        slug=slug,
        dated_on=dated_on,
        case_number=case_number,
        plan=plan,
        period=period,
        area=area,
        fields=dict(fields),
    )
    lines = [head, ""]
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
