"""The sources of a municipality as files: one description, and the newest received file of each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.sources.queries import SnapshotRow, SourceRow, get_mapping, list_snapshots, list_sources
from spoorboek.apps.sources.storage import open_store
from spoorboek.services.plain_yaml import write_yaml


def list_source_files(viewer: Viewer) -> Iterator[tuple[str, bytes]]:
    """Yield the description of the sources and their files, for those who may see sources.

    A source of which nothing usable was received yet cannot be described by a file and stays out.
    """
    described = []
    store = open_store()
    usable = [row for row in list_snapshots(viewer) if not row.revoked_because]
    newest_of = {row.source: row for row in reversed(usable)}
    for source in list_sources(viewer):
        newest = newest_of.get(source.code)
        if newest is None:
            continue
        name = f"series/{source.code}{PurePath(newest.file_name).suffix}"
        described.append(_describe(viewer, source, newest, name))
        yield name, store.check(newest.file_sha256).read_bytes()
    if described:
        yield "sources.yaml", write_yaml({"sources": described}).encode()


def _describe(viewer: Viewer, source: SourceRow, snapshot: SnapshotRow, name: str) -> dict[str, Any]:
    data = {
        "code": source.code,
        "title": source.title,
        "publisher": source.publisher,
        "licence": source.licence,
        "source_type": source.source_type.value,
        "area": source.area_code,
        "address": source.address,
        "description": source.description,
        "file": name,
        "retrieved_at": snapshot.retrieved_at,
        "provisional": snapshot.is_provisional,
        "invented": snapshot.is_invented,
        "mapping": get_mapping(viewer, source.code, snapshot.mapping_version).as_data(),
    }
    return {key: value for key, value in data.items() if value not in ("", False)}
