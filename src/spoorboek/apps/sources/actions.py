"""Registering sources, keeping mappings, taking over files, revoking snapshots."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.sources.errors import ImportRefusedError, SnapshotRevokedError, SourceError
from spoorboek.apps.sources.models import ImportMapping, Revocation, Snapshot, Source
from spoorboek.apps.sources.queries import SnapshotRow, as_row
from spoorboek.apps.sources.storage import open_store
from spoorboek.figures.definition import SourceType
from spoorboek.figures.unseen_characters import says_something
from spoorboek.rules.roles import Permission
from spoorboek.services.tables.errors import MappingError, RefusedFileError
from spoorboek.services.tables.importer import KeptTable, import_table
from spoorboek.services.tables.mapping import TableMapping, read_mapping

_DAY = 24 * 3600
_TO_IMPORT = "bronnen beheren"


@transaction.atomic
def register_source(
    *,
    by: Viewer,
    at: datetime,
    code: str,
    title: str,
    publisher: str,
    licence: str,
    source_type: SourceType,
    area_code: str,
    address: str = "",
    description: str = "",
) -> str:
    """Write down a source, or what has become known of it since; return its code."""
    Access(by).require(Permission.SOURCES_IMPORT, to=_TO_IMPORT)
    said = {
        "title": title.strip(),
        "publisher": publisher.strip(),
        "licence": licence.strip(),
        "source_type": source_type.value,
        "area_code": area_code,
        "address": address.strip(),
        "description": description.strip(),
    }
    if empty := next((key for key in ("title", "publisher", "licence") if not said[key]), None):
        words = {"title": "een titel", "publisher": "een uitgever", "licence": "een licentie"}
        raise SourceError(f"Bron '{code}' heeft {words[empty]} nodig.")
    try:
        Source(code=code, **said).clean_fields()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise SourceError(f"Bron '{code[:60]}', {field}: {messages[0]}") from error
    known = Source.objects.filter(code=code).values(*said).first()
    if known == said:
        return code
    Source.objects.update_or_create(code=code, defaults=said)
    record(
        action="sources.register", by=by, at=at, subject=f"sources.source:{code}", details={"new": not known}
    )
    return code


@transaction.atomic
def keep_mapping(*, by: Viewer, at: datetime, source: str, mapping: TableMapping) -> int:
    """Keep how the files of a source are read; return the version. The same mapping is no new one."""
    Access(by).require(Permission.SOURCES_IMPORT, to=_TO_IMPORT)
    owner = _source(by, source)
    newest = owner.mappings.order_by("-version").first()
    content = mapping.as_data()
    if newest is not None and newest.content == content:
        return newest.version
    version = newest.version + 1 if newest else 1
    ImportMapping.objects.create(source=owner, version=version, content=content, kept_at=at)
    subject = f"sources.source:{source}"
    record(action="sources.keep_mapping", by=by, at=at, subject=subject, details={"version": version})
    return version


def import_snapshot(
    *,
    by: Viewer,
    at: datetime,
    source: str,
    file: BinaryIO,
    file_name: str,
    retrieved_at: datetime,
    is_provisional: bool = False,
    is_invented: bool = False,
) -> SnapshotRow:
    """Take over a received file through the newest mapping of its source: all of it, or nothing.

    The same file once more gives the same snapshot. Raises ImportRefusedError with a report per row.
    """
    Access(by).require(Permission.SOURCES_IMPORT, to=_TO_IMPORT)
    owner = _source(by, source)
    mapping = owner.mappings.order_by("-version").first()
    if mapping is None:
        raise SourceError(f"Voor bron '{source}' is nog niet vastgelegd hoe het bestand gelezen wordt.")
    # The files come first and outside the transaction. They are named after their content, so a
    # process that dies here leaves at most a file that the next try finds and uses.
    store = open_store()
    store.remove_leftovers(before=at.timestamp() - _DAY)
    try:
        table = import_table(file, read_mapping(mapping.content), store)
    except RefusedFileError as error:
        raise ImportRefusedError(error.report) from error
    except MappingError as error:
        raise SourceError(str(error)) from error
    return _write_snapshot(
        by, at, mapping, table, file_name[-200:], retrieved_at, is_provisional, is_invented
    )


@transaction.atomic
def _write_snapshot(
    by: Viewer,
    at: datetime,
    mapping: ImportMapping,
    table: KeptTable,
    file_name: str,
    retrieved_at: datetime,
    is_provisional: bool,
    is_invented: bool,
) -> SnapshotRow:
    code = _code_of(mapping, table, is_provisional, is_invented)
    snapshot, is_new = Snapshot.objects.get_or_create(
        code=code,
        defaults={
            "source": mapping.source,
            "mapping": mapping,
            "file_name": file_name,
            "file_sha256": table.file_sha256,
            "table_sha256": table.table_sha256,
            "row_count": table.row_count,
            "retrieved_at": retrieved_at,
            "imported_at": at,
            "is_provisional": is_provisional,
            "is_invented": is_invented,
            "notes": list(table.report.notes),
        },
    )
    if Revocation.objects.filter(snapshot=snapshot).exists():
        raise SnapshotRevokedError(
            f"Dit bestand is eerder ingetrokken ({snapshot.revocation.reason}). "
            "Lever een verbeterd bestand aan of leg vast hoe het anders gelezen wordt."
        )
    if is_new:
        details = {"file_sha256": table.file_sha256, "row_count": table.row_count}
        record(action="sources.import", by=by, at=at, subject=f"sources.snapshot:{code}", details=details)
    return as_row(snapshot)


@transaction.atomic
def revoke_snapshot(*, by: Viewer, at: datetime, snapshot: str, reason: str) -> None:
    """Say that a snapshot is no longer to be used, and why. Figures fall back on the one before."""
    Access(by).require(Permission.SOURCES_IMPORT, to="een levering intrekken")
    found = Access(by).get(Snapshot.objects.all(), what=f"Levering '{snapshot}'", code=snapshot)
    if not says_something(reason):
        raise SourceError("Schrijf op waarom deze levering wordt ingetrokken.")
    if Revocation.objects.filter(snapshot=found).exists():
        raise SnapshotRevokedError(f"Levering '{snapshot}' is al ingetrokken: {found.revocation.reason}.")
    Revocation.objects.create(snapshot=found, reason=reason.strip(), revoked_at=at)
    subject = f"sources.snapshot:{snapshot}"
    record(action="sources.revoke", by=by, at=at, subject=subject, details={"reason": reason.strip()})


def _source(by: Viewer, code: str) -> Source:
    return Access(by).get(Source.objects.all(), what=f"Bron '{code}'", code=code)


def _code_of(mapping: ImportMapping, table: KeptTable, is_provisional: bool, is_invented: bool) -> str:
    said = [table.file_sha256, mapping.content, is_provisional, is_invented]
    digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    return f"{mapping.source.code}-{digest[:12]}"
