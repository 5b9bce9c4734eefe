"""The sources, definitions and tables of the invented city."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.indicators.actions import define_figures, define_tables
from spoorboek.apps.indicators.definition_file import read_definitions, read_tables
from spoorboek.apps.indicators.models import IndicatorDefinition, TableSpecification
from spoorboek.apps.sources.actions import import_snapshot, keep_mapping, register_source, revoke_snapshot
from spoorboek.apps.sources.models import Source
from spoorboek.figures.definition import SourceType
from spoorboek.rules.roles import Role
from spoorboek.services.plain_yaml import write_yaml
from spoorboek.services.tables.mapping import Column, ColumnRole, ColumnType, TableMapping

if TYPE_CHECKING:
    from tests.leaks.world import World

BY = Viewer("", "inlezer", frozenset({Role.DATA_MANAGER}))
MAPPING = TableMapping(
    (
        Column("jaar", "year", ColumnRole.PERIOD, ColumnType.PERIOD),
        Column("soort", "kind", ColumnRole.DIMENSION, ColumnType.TEXT),
        Column("aantal", "count", ColumnRole.VALUE, ColumnType.INTEGER),
    )
)


def make(world: World, at: datetime) -> None:
    """Make a source that a published letter rests on and one that none rests on, with their figures."""
    shown = make_source(world, at, "public source")
    hidden = make_source(world, at, "named source")
    define(world, at, "public definition", "public-series", source=shown)
    define(world, at, "public definition", "public-reports")
    code = f"hidden-{world.canaries.word('code')}"
    define(world, at, "definition", code, source=hidden)
    make_table(world, at, code)


def make_source(world: World, at: datetime, kind: str) -> str:
    """Make a source with one delivery that counts and one that was revoked; return its code."""
    words = world.canaries
    code = f"bron-{words.word('code')}"
    texts = {name: words.text(name) for name in ("title", "publisher", "licence", "address", "description")}
    known = {"source_type": SourceType.REGISTERED, "area_code": "GM0505"}
    register_source(by=BY, at=at, code=code, **known, **texts)  # type: ignore[arg-type]
    keep_mapping(by=BY, at=at, source=code, mapping=MAPPING)
    _deliver(world, at, code, count=104)
    revoked = _deliver(world, at, code, count=5)
    revoke_snapshot(by=BY, at=at, snapshot=revoked, reason=words.text("reason"))
    row = Source.objects.get(code=code)
    world.keep(kind, row, code, called="source", only=frozenset({"code", "title"}))
    world.keep("source", row, code)
    return code


def define(world: World, at: datetime, kind: str, code: str, *, source: str = "") -> None:
    """Define a figure: of a source, or else of the signals."""
    words = world.canaries
    entry: dict[str, Any] = {
        "code": code,
        "kind": "count",
        "counts": "incidents",
        "source_type": "registered",
    }
    entry |= {name: words.text(name) for name in ("title", "counting_rule")} | {"unit": "meldingen"}
    if source:
        entry["series"] = {"source": source, "value": "count"}
    else:
        entry["registrations"] = {"register": "signals", "moment": "received"}
    rules = read_definitions(write_yaml({"indicators": [entry]}).encode())
    define_figures(by=BY, at=at, rules=rules)
    world.keep(kind, IndicatorDefinition.objects.get(code=code), code, called="figure")


def make_table(world: World, at: datetime, *figures: str) -> str:
    """Make a table of figures that no letter shows; return its code."""
    words = world.canaries
    code = f"tabel-{words.word('code')}"
    rows = [{"figure": figure, "label": words.text("label")} for figure in figures]
    said = {"tables": [{"code": code, "title": words.text("title"), "rows": rows}]}
    define_tables(by=BY, at=at, tables=read_tables(write_yaml(said).encode()))
    world.keep("table", TableSpecification.objects.get(code=code), code, called="table")
    return code


def _deliver(world: World, at: datetime, source: str, count: int) -> str:
    kind = world.canaries.text("cell")
    text = f"jaar;soort;aantal\n2023;{kind};88\n2024;{kind};{count}\n"
    name = f"{world.canaries.word('file_name')}.csv"
    file = io.BytesIO(text.encode())
    found = import_snapshot(by=BY, at=at, source=source, file=file, file_name=name, retrieved_at=at)
    world.names.setdefault("snapshot", []).append(found.code)
    return found.code
