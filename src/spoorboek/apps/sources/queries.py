"""Reading sources and snapshots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.sources.models import ImportMapping, Snapshot, Source
from spoorboek.figures.definition import SourceType
from spoorboek.figures.provenance import SnapshotReference
from spoorboek.services.tables.mapping import TableMapping, read_mapping


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source. ``mapping_version`` is 0 when it is not yet known how its files are read."""

    code: str
    title: str
    publisher: str
    licence: str
    address: str
    description: str
    source_type: SourceType
    area_code: str
    mapping_version: int


@dataclass(frozen=True, slots=True)
class SnapshotRow:
    """One snapshot. ``revoked_because`` is empty while it may be used."""

    code: str
    source: str
    source_title: str
    source_type: SourceType
    publisher: str
    area_code: str
    mapping_version: int
    file_name: str
    file_sha256: str
    table_sha256: str
    row_count: int
    retrieved_at: datetime
    imported_at: datetime
    is_provisional: bool
    is_invented: bool
    notes: tuple[str, ...]
    revoked_because: str

    @property
    def reference(self) -> SnapshotReference:
        """Return how the provenance of a figure names this snapshot."""
        return SnapshotReference(self.code, self.source_title, self.retrieved_at, self.file_sha256)


@dataclass(frozen=True, slots=True)
class CurrentSnapshot:
    """The snapshot that counts, and what its columns mean."""

    row: SnapshotRow
    mapping: TableMapping


def list_sources(viewer: Viewer) -> list[SourceRow]:
    """Return the sources, by code."""
    sources = Access(viewer).filter(Source.objects.order_by("code")).prefetch_related("mappings")
    return [_source_row(source) for source in sources]


def get_source(viewer: Viewer, code: str) -> SourceRow:
    """Return one source, or raise NotFoundError."""
    return _source_row(Access(viewer).get(Source.objects.all(), what=f"Bron '{code}'", code=code))


def get_mapping(viewer: Viewer, source: str, version: int) -> TableMapping:
    """Return one version of how files of a source are read, or raise NotFoundError."""
    what = f"Koppeling {version} van bron '{source}'"
    mappings = ImportMapping.objects.all()
    found = Access(viewer).get(mappings, what=what, source__code=source, version=version)
    return read_mapping(found.content)


def list_snapshots(viewer: Viewer, source: str = "") -> list[SnapshotRow]:
    """Return the snapshots, revoked ones too: per source, newest first."""
    found = Access(viewer).filter(_snapshots().order_by("source__code", "-retrieved_at", "-id"))
    return [as_row(snapshot) for snapshot in (found.filter(source__code=source) if source else found)]


def get_snapshot(viewer: Viewer, code: str) -> SnapshotRow:
    """Return one snapshot, or raise NotFoundError."""
    return as_row(Access(viewer).get(_snapshots(), what=f"Levering '{code}'", code=code))


def find_current_snapshots(sources: Iterable[str]) -> dict[str, CurrentSnapshot]:
    """Return for each source the snapshot that figures are counted from: the newest not revoked.

    Takes no viewer: a figure is the same for everybody. Whoever shows it guards the figure.
    """
    usable = _snapshots().filter(source__code__in=set(sources), revocation__isnull=True)
    newest = {snapshot.source.code: snapshot for snapshot in usable.order_by("retrieved_at", "id")}
    return {
        code: CurrentSnapshot(as_row(snapshot), read_mapping(snapshot.mapping.content))
        for code, snapshot in newest.items()
    }


def find_newest_mappings(sources: Iterable[str]) -> dict[str, TableMapping]:
    """Return for each source how its next file will be read."""
    mappings = ImportMapping.objects.filter(source__code__in=set(sources)).order_by("version")
    newest = {mapping.source.code: mapping for mapping in mappings.select_related("source")}
    return {code: read_mapping(mapping.content) for code, mapping in newest.items()}


def as_row(snapshot: Snapshot) -> SnapshotRow:
    """Return a snapshot as it is shown."""
    revocation = getattr(snapshot, "revocation", None)
    return SnapshotRow(
        code=snapshot.code,
        source=snapshot.source.code,
        source_title=snapshot.source.title,
        source_type=SourceType(snapshot.source.source_type),
        publisher=snapshot.source.publisher,
        area_code=snapshot.source.area_code,
        mapping_version=snapshot.mapping.version,
        file_name=snapshot.file_name,
        file_sha256=snapshot.file_sha256,
        table_sha256=snapshot.table_sha256,
        row_count=snapshot.row_count,
        retrieved_at=snapshot.retrieved_at,
        imported_at=snapshot.imported_at,
        is_provisional=snapshot.is_provisional,
        is_invented=snapshot.is_invented,
        notes=tuple(snapshot.notes),
        revoked_because=revocation.reason if revocation else "",
    )


def _snapshots() -> QuerySet[Snapshot]:
    return Snapshot.objects.select_related("source", "mapping", "revocation")


def _source_row(source: Source) -> SourceRow:
    versions = [mapping.version for mapping in source.mappings.all()]
    return SourceRow(
        code=source.code,
        title=source.title,
        publisher=source.publisher,
        licence=source.licence,
        address=source.address,
        description=source.description,
        source_type=SourceType(source.source_type),
        area_code=source.area_code,
        mapping_version=max(versions, default=0),
    )
