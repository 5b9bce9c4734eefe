"""The file that describes sources: who publishes, how the file is read, where it stands.

A source in the file: ``code, title, publisher, licence, source_type, area, address, description,
file, retrieved_at, provisional, invented`` and a ``mapping`` (services/tables/mapping.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.sources.actions import import_snapshot, keep_mapping, register_source
from spoorboek.apps.sources.errors import ImportRefusedError, SourceFileError
from spoorboek.apps.sources.queries import SnapshotRow
from spoorboek.figures.definition import SourceType
from spoorboek.services.plain_yaml import YamlFileError, read_yaml
from spoorboek.services.tables.errors import MappingError
from spoorboek.services.tables.mapping import TableMapping, read_mapping

_NEEDED = ("code", "title", "publisher", "licence", "source_type", "area", "file", "retrieved_at", "mapping")
_KNOWN = frozenset({*_NEEDED, "address", "description", "provisional", "invented"})


@dataclass(frozen=True, slots=True)
class DescribedSource:
    """One source as a file describes it."""

    code: str
    title: str
    publisher: str
    licence: str
    source_type: SourceType
    area_code: str
    address: str
    description: str
    file: str
    retrieved_at: datetime
    is_provisional: bool
    is_invented: bool
    mapping: TableMapping


def read_sources(content: bytes) -> list[DescribedSource]:
    """Return the sources that a file describes; raise SourceFileError with everything wrong in it."""
    try:
        data = read_yaml(content)
    except YamlFileError as error:
        raise SourceFileError(str(error)) from error
    if not isinstance(data, Mapping) or set(data) != {"sources"} or not isinstance(data["sources"], list):
        raise SourceFileError("Het bestand begint met 'sources:' en daaronder een lijst van bronnen.")
    found = [_read_source(place, each) for place, each in enumerate(data["sources"], start=1)]
    codes = [source.code for source in found]
    if double := next((code for code in codes if codes.count(code) > 1), None):
        raise SourceFileError(f"Bron '{double}' staat er twee keer in.")
    return found


def load_sources(path: Path, *, by: Viewer, at: datetime) -> list[SnapshotRow]:
    """Register the sources in a file, and take over their files, which stand beside it.

    May be repeated: what is already there stays as it is.
    """
    described = read_sources(path.read_bytes())
    root = path.parent.resolve()
    for source in described:
        place = (root / source.file).resolve()
        if not place.is_relative_to(root) or not place.is_file():
            raise SourceFileError(f"Bron '{source.code}': het bestand '{source.file}' is er niet.")
    return [_load_source(source, root / source.file, by=by, at=at) for source in described]


def _load_source(source: DescribedSource, place: Path, *, by: Viewer, at: datetime) -> SnapshotRow:
    register_source(
        by=by,
        at=at,
        code=source.code,
        title=source.title,
        publisher=source.publisher,
        licence=source.licence,
        source_type=source.source_type,
        area_code=source.area_code,
        address=source.address,
        description=source.description,
    )
    keep_mapping(by=by, at=at, source=source.code, mapping=source.mapping)
    try:
        with place.open("rb") as file:
            return import_snapshot(
                by=by,
                at=at,
                source=source.code,
                file=file,
                file_name=place.name,
                retrieved_at=source.retrieved_at,
                is_provisional=source.is_provisional,
                is_invented=source.is_invented,
            )
    except ImportRefusedError as error:
        raise SourceFileError(f"Bron '{source.code}', bestand '{source.file}': {error}") from error


def _read_source(place: int, data: object) -> DescribedSource:
    if not isinstance(data, Mapping):
        raise SourceFileError(f"Bron {place} is geen lijst van namen en waarden.")
    name = str(data.get("code", place))
    if missing := [key for key in _NEEDED if not data.get(key)]:
        raise SourceFileError(f"Bij bron '{name}' ontbreekt '{missing[0]}'.")
    if unknown := sorted(str(key) for key in data if key not in _KNOWN):
        raise SourceFileError(f"Bij bron '{name}' staat een onbekende sleutel '{unknown[0]}'.")
    try:
        source_type = SourceType(data["source_type"])
    except ValueError as error:
        allowed = ", ".join(each.value for each in SourceType)
        raise SourceFileError(f"Bron '{name}': 'source_type' is een van {allowed}.") from error
    try:
        mapping = read_mapping(data["mapping"])
    except MappingError as error:
        raise SourceFileError(f"Bron '{name}': {error}") from error
    return DescribedSource(
        code=name,
        title=str(data["title"]),
        publisher=str(data["publisher"]),
        licence=str(data["licence"]),
        source_type=source_type,
        area_code=str(data["area"]),
        address=str(data.get("address", "")),
        description=str(data.get("description", "")),
        file=str(data["file"]),
        retrieved_at=_as_moment(name, data["retrieved_at"]),
        is_provisional=bool(data.get("provisional", False)),
        is_invented=bool(data.get("invented", False)),
        mapping=mapping,
    )


def _as_moment(name: str, value: Any) -> datetime:
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime.combine(value, time(12), tzinfo=UTC)
    raise SourceFileError(f"Bron '{name}': 'retrieved_at' is een datum, zoals 2025-02-03, niet '{value}'.")
