"""The manifest of a folder with a municipality, ``city.yaml``: which file is which part.

Keys: ``city`` (its name), ``areas``, ``sources``, ``indicators``, ``tables`` (a file each), ``plans``,
``letter_types``, ``letters`` (a list of files), ``registrations`` (a folder) and ``publish`` (the letters
that the example makes its invented people approve, each with what they decide). Only ``city`` is needed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spoorboek.apps.exchange.errors import CityError
from spoorboek.services.plain_yaml import YamlFileError, read_yaml

MANIFEST = "city.yaml"
_FILES = ("areas", "sources", "indicators", "tables")
_LISTS = ("plans", "letter_types", "letters")
_KNOWN = ("city", *_FILES, "plans", "registrations", "letter_types", "letters", "publish")


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict on a figure of a letter that the author sets aside, with the reason."""

    verdict: str
    figure: str
    reason: str


@dataclass(frozen=True, slots=True)
class Order:
    """A letter (its slug) that is to be published, and what is decided about it first."""

    letter: str
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CityFile:
    """What stands in the folder ``root``. A part that the manifest does not name is None or empty."""

    root: Path
    city: str
    areas: Path | None = None
    sources: Path | None = None
    indicators: Path | None = None
    tables: Path | None = None
    plans: tuple[Path, ...] = ()
    registrations: Path | None = None
    letter_types: tuple[Path, ...] = ()
    letters: tuple[Path, ...] = ()
    publish: tuple[Order, ...] = ()

    def name_of(self, path: Path) -> str:
        """Return a path as messages name it: seen from the folder."""
        return path.relative_to(self.root).as_posix()


def read_city(folder: Path) -> CityFile:
    """Return what the manifest of a folder names; raise CityError with every problem and its line."""
    root = folder.resolve()
    if not root.is_dir():
        raise CityError([f"'{folder}' is geen map."])
    manifest = root / MANIFEST
    if not manifest.is_file():
        raise CityError([f"In de map '{folder}' staat geen {MANIFEST}."])
    content = manifest.read_bytes()
    try:
        data = read_yaml(content)
    except YamlFileError as error:
        raise CityError([f"{MANIFEST}: {error}"]) from error
    if not isinstance(data, Mapping):
        raise CityError([f"{MANIFEST}: het bestand begint met sleutels, zoals 'city:' en 'plans:'."])
    return _Reader(root, content.decode("utf-8-sig"), []).read(data)


@dataclass
class _Reader:
    root: Path
    text: str
    problems: list[str]

    def read(self, data: Mapping[Any, Any]) -> CityFile:
        for key in data:
            if key not in _KNOWN:
                self.note(str(key), f"de sleutel '{key}' is onbekend. Hier kunnen staan: {', '.join(_KNOWN)}")
        city = data.get("city")
        if not isinstance(city, str) or not city.strip():
            self.note("city", "de naam van de gemeente ('city') ontbreekt")
        areas, sources, indicators, tables = (self.read_path(key, data.get(key)) for key in _FILES)
        plans, letter_types, letters = (self.read_list(key, data.get(key)) for key in _LISTS)
        folder = self.read_path("registrations", data.get("registrations"), is_folder=True)
        publish = self.read_orders(data.get("publish") or [])
        if self.problems:
            raise CityError(self.problems)
        return CityFile(
            root=self.root,
            city=str(city).strip(),
            registrations=folder,
            publish=publish,
            areas=areas,
            sources=sources,
            indicators=indicators,
            tables=tables,
            plans=plans,
            letter_types=letter_types,
            letters=letters,
        )

    def read_list(self, key: str, value: object) -> tuple[Path, ...]:
        listed = value if isinstance(value, list) else [] if value is None else [value]
        paths = [self.read_path(key, each) for each in listed]
        return tuple(path for path in paths if path is not None)

    def read_path(self, key: str, value: object, *, is_folder: bool = False) -> Path | None:
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip() or "\0" in value:
            self.note(key, f"bij '{key}' hoort de naam van een bestand")
            return None
        path = (self.root / value).resolve()
        if not path.is_relative_to(self.root) or path == self.root:
            self.note(value, f"'{value}' ligt buiten de map")
            return None
        if not (path.is_dir() if is_folder else path.is_file()):
            kind = "de map" if is_folder else "het bestand"
            self.note(value, f"{kind} '{value}' is er niet")
            return None
        return path

    def read_orders(self, value: object) -> tuple[Order, ...]:
        try:
            return tuple(_read_order(each) for each in value)  # type: ignore[attr-defined]
        except (TypeError, KeyError, AttributeError):
            self.note("publish", "'publish' is een lijst met per brief: letter, en eventueel decisions")
            return ()

    def note(self, word: str, sentence: str) -> None:
        line = find_line(self.text, word) or 1
        self.problems.append(f"{MANIFEST}, regel {line}: {sentence}.")


def _read_order(data: Mapping[str, Any]) -> Order:
    """Return one order; raises TypeError, KeyError or AttributeError when it has another shape."""
    if set(data) - {"letter", "decisions"}:
        raise KeyError
    decisions = tuple(
        Decision(**{k: str(v) for k, v in each.items()}) for each in data.get("decisions") or []
    )
    return Order(str(data["letter"]), decisions)


def find_line(text: str, word: str) -> int:
    """Return the first line, counted from 1, on which ``word`` stands by itself; 0 when there is none."""
    alone = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
    return next((nr for nr, line in enumerate(text.splitlines(), 1) if alone.search(line)), 0)
