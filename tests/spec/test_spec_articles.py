"""Every case of the tables of dates and ladders has the article that it rests on beside it."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
TABLES = sorted(
    [
        *ROOT.glob("spec/clocks/test_*.py"),
        *ROOT.glob("spec/ladders/test_*.py"),
        ROOT / "unit/ladders/test_ladder_versions.py",
    ]
)
LAWS = "Awb|Algemene termijnenwet|Gemeentewet|Opiumwet|Wbmgp|Wet Bibob|Wet tijdelijk huisverbod"
ARTICLE = re.compile(rf"({LAWS}), artikel(en)? \d")


def open_tables(path: Path) -> ModuleType:
    """Return a module of tables as Python reads it, apart from what pytest made of it."""
    found = importlib.util.spec_from_file_location(f"tables_{path.stem}", path)
    assert found is not None and found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def list_names_of_cases(module: ModuleType) -> Iterator[str]:
    """Yield the name of every case of every table in a module; one without a name is named by its table."""
    for name, test in vars(module).items():
        marks = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
        if not name.startswith("test_") or not marks:
            continue
        # Where a test has more tables, one of them says the article.
        tables = [[getattr(row, "id", None) or f"{name}: {row!r}" for row in mark.args[1]] for mark in marks]
        yield from max(tables, key=lambda table: sum(map(bool, map(ARTICLE.search, table))))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_case_names_its_article(path: Path) -> None:
    names = list(list_names_of_cases(open_tables(path)))
    assert names
    assert [name for name in names if not ARTICLE.search(name)] == []


def test_there_are_as_many_cases_of_dates_and_ladders_as_were_asked() -> None:
    count = {path.stem: len(list(list_names_of_cases(open_tables(path)))) for path in TABLES}
    dates = sum(count[path.stem] for path in TABLES if path.parent.name == "clocks")
    assert dates >= 300 and sum(count.values()) - dates >= 100, count
