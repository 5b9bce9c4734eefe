"""Shared by the tests of sources and indicators: people, moments, and the loaded example city."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.areas.actions import load_areas
from spoorboek.apps.indicators.actions import define_figures, define_tables
from spoorboek.apps.indicators.definition_file import read_definitions, read_tables
from spoorboek.apps.indicators.registers import REGISTERS
from spoorboek.apps.intake.register_imports import ImportReport, import_registrations
from spoorboek.apps.people.actions import INSTALLATION
from spoorboek.apps.sources.actions import import_snapshot, keep_mapping, register_source
from spoorboek.apps.sources.queries import SnapshotRow
from spoorboek.apps.sources.source_file import load_sources
from spoorboek.figures.definition import SourceType
from spoorboek.rules.roles import Role
from spoorboek.services.tables.mapping import Column, ColumnRole, ColumnType, TableMapping

AT = datetime(2025, 2, 24, 9, 0, tzinfo=UTC)
EXAMPLE = Path(__file__).parents[1] / "examples" / "dordrecht"
MANAGER = Viewer("1", "beheer", frozenset({Role.DATA_MANAGER}))
AUTHOR = Viewer("2", "auteur", frozenset({Role.AUTHOR}))
COORDINATOR = Viewer("3", "regisseur", frozenset({Role.COORDINATOR}))
COUNCIL = Viewer("4", "raadslid", frozenset({Role.COUNCIL_MEMBER}))
EVERY_WRITER = Viewer("5", "laden", frozenset(Role))

MAPPING = TableMapping(
    (
        Column("jaar", "year", ColumnRole.PERIOD, ColumnType.PERIOD),
        Column("soort", "kind", ColumnRole.DIMENSION, ColumnType.TEXT),
        Column("aantal", "count", ColumnRole.VALUE, ColumnType.INTEGER),
    )
)


def a_mapping(*, kind: bool = True, **changes: object) -> TableMapping:
    columns = MAPPING.columns if kind else (MAPPING.columns[0], MAPPING.columns[2])
    return TableMapping(columns, **changes)  # type: ignore[arg-type]


def a_source(code: str = "nuisance", mapping: TableMapping = MAPPING) -> str:
    register_source(
        by=MANAGER,
        at=AT,
        code=code,
        title="Overlast",
        publisher="Politie",
        licence="CC BY 4.0",
        source_type=SourceType.REGISTERED,
        area_code="GM0505",
    )
    keep_mapping(by=MANAGER, at=AT, source=code, mapping=mapping)
    return code


def a_snapshot(
    text: str, source: str = "nuisance", *, retrieved_at: datetime = AT, by: Viewer = MANAGER
) -> SnapshotRow:
    return import_snapshot(
        by=by,
        at=AT,
        source=source,
        file=io.BytesIO(text.encode()),
        file_name="cijfers.csv",
        retrieved_at=retrieved_at,
    )


def load_registrations(folder: Path, *, by: Viewer, at: datetime) -> list[ImportReport]:
    """Take in every register of a folder, in the order in which one row may name another."""
    return [
        import_registrations(register=register, name=path.name, content=path.read_bytes(), by=by, at=at)
        for register in REGISTERS.values()
        if (path := folder / f"{register.code}.csv").exists()
    ]


def load_city() -> None:
    """Load areas, sources, registrations, definitions and tables of the example city."""
    load_areas(by=INSTALLATION, at=AT, content=(EXAMPLE / "areas.geojson").read_bytes())
    load_sources(EXAMPLE / "sources.yaml", by=MANAGER, at=AT)
    load_registrations(EXAMPLE / "registrations", by=EVERY_WRITER, at=AT)
    rules = read_definitions((EXAMPLE / "indicators.yaml").read_bytes())
    define_figures(by=MANAGER, at=AT, rules=rules)
    define_tables(by=MANAGER, at=AT, tables=read_tables((EXAMPLE / "tables.yaml").read_bytes()))
