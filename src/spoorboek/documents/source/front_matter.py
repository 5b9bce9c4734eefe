"""The formal data at the top of a letter source, between two lines of three dashes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from spoorboek.documents.source.place import Place, SourceText
from spoorboek.documents.source.yaml_reading import YamlError, YamlValue, read_yaml
from spoorboek.figures.period import Period

LARGEST_FRONT_MATTER = 20_000
REQUIRED = ("type", "title", "slug", "dated_on", "case_number", "plan", "period", "area")
OPTIONAL = ("fields", "annexes", "corrects")

_T = TypeVar("_T")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_AREA = re.compile(r"[A-Z]{2}[0-9A-Z]{0,8}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The formal data of a letter.

    ``type`` names the letter type, ``fields`` are its header fields by their code, ``corrects`` the
    slug of the letter that this one replaces. ``places`` tell where each key's value stands.
    """

    type: str
    title: str
    slug: str
    dated_on: date
    case_number: str
    plan: str
    period: Period
    area: str
    fields: dict[str, str]
    annexes: tuple[str, ...]
    corrects: str
    places: dict[str, Place]


def split_front_matter(source: SourceText) -> tuple[str, int]:
    """Return the YAML at the top and the number of lines that it takes, dashes included.

    Reports and returns an empty text when there is none or when it does not end.
    """
    if source.lines[0].rstrip() != "---":
        source.report(
            source.line_place(1), "de brief begint niet met een regel '---' en de gegevens van de brief."
        )
        return "", 0
    for number, line in enumerate(source.lines[1:], start=2):
        if line.rstrip() in ("---", "..."):
            return "\n".join(source.lines[1 : number - 1]), number
    source.report(source.line_place(1), "de gegevens bovenaan worden niet afgesloten met een regel '---'.")
    return "", len(source.lines)


def read_front_matter(source: SourceText, yaml_text: str) -> FrontMatter | None:
    """Return the typed front matter, or None when something in it is wrong; all that is wrong is reported."""
    if len(yaml_text) > LARGEST_FRONT_MATTER:
        sentence = f"de gegevens bovenaan zijn langer dan {LARGEST_FRONT_MATTER} tekens."
        source.report(source.line_place(1), sentence)
        return None
    offset = len(source.lines[0]) + 1
    try:
        value = read_yaml(yaml_text)
    except YamlError as error:
        place = source.line_place(error.line + 2)
        source.report(place, error.sentence)
        return None
    if value is None or not isinstance(value.content, dict):
        source.report(source.line_place(1), "de gegevens bovenaan moeten regels zijn als 'title: ...'.")
        return None
    reader = _Reader(source, value.content, offset)
    return reader.read()


class _Reader:
    """Turns the values into typed ones; what cannot be read is reported and counts as absent."""

    def __init__(self, source: SourceText, values: dict[str, YamlValue], offset: int) -> None:
        self._source, self._values, self._offset = source, values, offset
        self._places = {key: self._place(value) for key, value in values.items()}
        self._good = True

    def read(self) -> FrontMatter | None:
        for key in self._values:
            if key not in REQUIRED + OPTIONAL:
                self._report(self._places[key], f"de sleutel '{key}' is niet bekend bovenaan een brief.")
        for key in REQUIRED:
            if key not in self._values:
                self._report(self._source.line_place(1), f"bovenaan de brief ontbreekt '{key}'.")
        texts = {key: self._text(key) for key in (*REQUIRED, "corrects")}
        for key in ("type", "slug", "plan", "corrects"):
            self._match(key, texts[key], _SLUG, "kleine letters, cijfers en streepjes")
        self._match("area", texts["area"], _AREA, "een gebiedscode als GM0505")
        dated_on = self._convert("dated_on", texts["dated_on"], _read_date, "een dag als 2025-02-24")
        period = self._convert(
            "period", texts["period"], Period.parse, "een periode als 2023 of 2023-01..2023-04"
        )
        fields, annexes = self._fields(), self._annexes()
        if not self._good or dated_on is None or period is None:
            return None
        return FrontMatter(
            type=texts["type"],
            title=texts["title"],
            slug=texts["slug"],
            dated_on=dated_on,
            case_number=texts["case_number"],
            plan=texts["plan"],
            period=period,
            area=texts["area"],
            fields=fields,
            annexes=annexes,
            corrects=texts["corrects"],
            places=self._places,
        )

    def _place(self, value: YamlValue) -> Place:
        return self._source.place(self._offset + value.start, self._offset + value.end)

    def _report(self, place: Place, sentence: str) -> None:
        self._good = False
        self._source.report(place, sentence)

    def _text(self, key: str) -> str:
        value = self._values.get(key)
        if value is None:
            return ""
        if not isinstance(value.content, str) or not value.content.strip():
            self._report(self._places[key], f"'{key}' moet een tekst zijn en mag niet leeg zijn.")
            return ""
        return " ".join(value.content.split())

    def _match(self, key: str, text: str, pattern: re.Pattern[str], expected: str) -> None:
        if text and not pattern.fullmatch(text):
            self._report(self._places[key], f"'{key}' moet bestaan uit {expected}; er staat '{text}'.")

    def _convert(self, key: str, text: str, read: Callable[[str], _T], expected: str) -> _T | None:
        if not text:
            return None
        try:
            return read(text)
        except ValueError:
            self._report(self._places[key], f"'{key}' moet {expected} zijn; er staat '{text}'.")
            return None

    def _fields(self) -> dict[str, str]:
        value = self._values.get("fields")
        if value is None:
            return {}
        if not isinstance(value.content, dict):
            self._report(self._places["fields"], "'fields' moet bestaan uit regels als 'subject: ...'.")
            return {}
        found: dict[str, str] = {}
        for key, item in value.content.items():
            self._places[f"fields.{key}"] = self._place(item)
            if isinstance(item.content, str):
                found[key] = " ".join(item.content.split())
            else:
                self._report(self._place(item), f"het veld '{key}' moet een tekst zijn.")
        return found

    def _annexes(self) -> tuple[str, ...]:
        value = self._values.get("annexes")
        if value is None:
            return ()
        if not isinstance(value.content, tuple) or any(not isinstance(i.content, str) for i in value.content):
            self._report(self._places["annexes"], "'annexes' moet een lijst van titels zijn.")
            return ()
        return tuple(str(item.content) for item in value.content)


def _read_date(text: str) -> date:
    if not _DATE.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)
