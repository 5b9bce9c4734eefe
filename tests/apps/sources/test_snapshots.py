"""Snapshots: what was received, for good."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from pytest_django import Settings
from tests.figure_store import AT, COORDINATOR, COUNCIL, MANAGER, a_mapping, a_snapshot, a_source
from tests.table_files import kept_files

from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.audit.queries import verify_log
from spoorboek.apps.sources.actions import keep_mapping, register_source, revoke_snapshot
from spoorboek.apps.sources.errors import (
    ImportRefusedError,
    SnapshotRevokedError,
    SourceError,
    SourceFileError,
)
from spoorboek.apps.sources.models import ImportMapping, Revocation, Snapshot
from spoorboek.apps.sources.queries import (
    find_current_snapshots,
    get_mapping,
    get_snapshot,
    get_source,
    list_snapshots,
    list_sources,
)
from spoorboek.apps.sources.source_file import load_sources
from spoorboek.figures.definition import SourceType

pytestmark = pytest.mark.django_db
ROWS = "jaar;soort;aantal\n2023;jeugd;707\n"
MORE = ROWS + "2024;jeugd;643\n"


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Settings) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_the_same_file_twice_is_one_snapshot_and_one_event() -> None:
    a_source()
    first = a_snapshot(ROWS)
    length = verify_log().length

    assert a_snapshot(ROWS, retrieved_at=AT + timedelta(days=1)) == first
    assert verify_log().length == length
    assert verify_log().is_whole


def test_a_snapshot_says_what_was_received_and_how_it_was_read() -> None:
    a_source()
    snapshot = a_snapshot(ROWS)

    assert (snapshot.row_count, snapshot.mapping_version, snapshot.file_name) == (1, 1, "cijfers.csv")
    assert get_snapshot(MANAGER, snapshot.code) == snapshot
    assert get_mapping(MANAGER, "nuisance", 1) == a_mapping()


def test_the_database_refuses_to_change_or_delete_a_snapshot_mapping_or_revocation() -> None:
    a_source()
    snapshot = a_snapshot(ROWS)
    revoke_snapshot(by=MANAGER, at=AT, snapshot=snapshot.code, reason="proef")

    for model, field in ((Snapshot, "file_name"), (ImportMapping, "kept_at"), (Revocation, "reason")):
        value = AT if field == "kept_at" else "anders"
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            model._default_manager.update(**{field: value})
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            model._default_manager.all()._raw_delete("default")  # type: ignore[attr-defined]


def test_a_wrong_file_leaves_no_snapshot_no_event_and_no_file(store: Path) -> None:
    a_source()
    length = verify_log().length

    with pytest.raises(ImportRefusedError, match="rij 2, kolom aantal: 'veel' is geen geheel getal"):
        a_snapshot("jaar;soort;aantal\n2023;jeugd;veel\n")

    assert (Snapshot.objects.count(), verify_log().length, kept_files(store)) == (0, length, [])


def test_a_crash_after_the_files_leaves_nothing_that_the_next_try_cannot_use(
    monkeypatch: pytest.MonkeyPatch, store: Path
) -> None:
    a_source()
    with monkeypatch.context() as crash:
        crash.setattr(Snapshot.objects, "get_or_create", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            a_snapshot(ROWS)
    left = kept_files(store)

    assert Snapshot.objects.count() == 0
    assert a_snapshot(ROWS).row_count == 1
    assert kept_files(store) == left


def test_the_newest_delivery_counts_until_it_is_revoked() -> None:
    a_source()
    first = a_snapshot(ROWS)
    second = a_snapshot(MORE, retrieved_at=AT + timedelta(days=30))

    assert find_current_snapshots(["nuisance"])["nuisance"].row == second
    revoke_snapshot(by=MANAGER, at=AT, snapshot=second.code, reason="verkeerd bestand")
    assert find_current_snapshots(["nuisance"])["nuisance"].row == first
    assert [row.revoked_because for row in list_snapshots(MANAGER)] == ["verkeerd bestand", ""]


def test_a_revoked_file_does_not_come_back_unseen() -> None:
    a_source()
    snapshot = a_snapshot(ROWS)
    revoke_snapshot(by=MANAGER, at=AT, snapshot=snapshot.code, reason="verkeerd bestand")

    with pytest.raises(SnapshotRevokedError, match="eerder ingetrokken \\(verkeerd bestand\\)"):
        a_snapshot(ROWS)
    with pytest.raises(SnapshotRevokedError, match="al ingetrokken"):
        revoke_snapshot(by=MANAGER, at=AT, snapshot=snapshot.code, reason="nog eens")


def test_revoking_needs_a_reason() -> None:
    a_source()
    snapshot = a_snapshot(ROWS)

    with pytest.raises(SourceError, match="waarom"):
        revoke_snapshot(by=MANAGER, at=AT, snapshot=snapshot.code, reason=" ")


def test_a_mapping_gets_a_version_only_when_it_changes() -> None:
    a_source()

    assert keep_mapping(by=MANAGER, at=AT, source="nuisance", mapping=a_mapping()) == 1
    assert keep_mapping(by=MANAGER, at=AT, source="nuisance", mapping=a_mapping(header_row=2)) == 2
    assert get_source(MANAGER, "nuisance").mapping_version == 2


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", " ", "heeft een titel nodig"),
        ("licence", "", "heeft een licentie nodig"),
        ("publisher", "x" * 201, "publisher"),
        ("code", "Geen Code", "code"),
    ],
)
def test_a_source_without_what_it_needs_is_refused(field: str, value: str, sentence: str) -> None:
    said = {"code": "a", "title": "b", "publisher": "c", "licence": "d"} | {field: value}

    with pytest.raises(SourceError, match=sentence):
        register_source(by=MANAGER, at=AT, source_type=SourceType.REGISTERED, area_code="GM0505", **said)


def test_who_may_not_import_is_told_so_and_who_may_not_see_finds_nothing() -> None:
    a_source()
    snapshot = a_snapshot(ROWS)

    with pytest.raises(NotPermittedError):
        a_snapshot(MORE, by=COORDINATOR)
    for viewer in (COORDINATOR, COUNCIL):
        assert list_sources(viewer) == [] and list_snapshots(viewer) == []
        with pytest.raises(NotFoundError, match=f"Levering '{snapshot.code}' bestaat niet"):
            get_snapshot(viewer, snapshot.code)
        with pytest.raises(NotFoundError, match="Levering 'verzonnen' bestaat niet"):
            get_snapshot(viewer, "verzonnen")


SOURCE = """sources:
  - {code: a, title: A, publisher: B, licence: C, source_type: registered, area: GM0505, file: a.csv,
     retrieved_at: 2025-02-24, mapping: {columns: [{header: jaar, name: year, role: period, type: period}]}}
"""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "begint met 'sources:'"),
        ("sources: [1]", "Bron 1 is geen lijst"),
        (SOURCE.replace("title: A, ", ""), "Bij bron 'a' ontbreekt 'title'"),
        (SOURCE.replace("title: A", "title: A, kleur: rood"), "onbekende sleutel 'kleur'"),
        (SOURCE.replace("registered", "geraden"), "'source_type' is een van registered"),
        (SOURCE.replace("role: period", "role: tijd"), "Bron 'a': 'role' moet een van deze zijn"),
        (SOURCE.replace("2025-02-24", "gisteren"), "'retrieved_at' is een datum"),
        (SOURCE.replace("a.csv", "../buiten.csv"), "het bestand '../buiten.csv' is er niet"),
        (SOURCE.replace("a.csv", "weg.csv"), "het bestand 'weg.csv' is er niet"),
        (SOURCE + SOURCE[9:], "Bron 'a' staat er twee keer in"),
        ("a: &x 1\nb: *x", "Regel 1: verwijzingen met & en \\* mogen niet"),
        ("a: [", "geen geldige YAML"),
        ("a: 1\na: 2", "Regel 2: de sleutel 'a' staat er twee keer"),
        ("a: !!python/object:os.system x", "Regel 1: een soort met ! mag niet"),
        ("[" * 50 + "]" * 50, "dieper genest"),
    ],
)
def test_a_wrong_file_with_sources_gets_its_sentence(text: str, sentence: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("jaar\n2023\n")
    path = tmp_path / "sources.yaml"
    path.write_text(text)

    with pytest.raises(SourceFileError, match=sentence):
        load_sources(path, by=MANAGER, at=AT)


def test_a_file_with_sources_may_be_loaded_again(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("jaar\n2023\n")
    (tmp_path / "sources.yaml").write_text(SOURCE)

    first, second = (load_sources(tmp_path / "sources.yaml", by=MANAGER, at=AT) for _ in range(2))

    assert first == second and len(list_sources(MANAGER)) == 1
