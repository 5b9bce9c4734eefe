"""The budgets of the house. Each allow-list may only shrink."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "spoorboek"
PURE = ("stats", "figures", "documents", "rules")
LONG_FILES_ALLOWED: set[str] = set()
LONG_FUNCTIONS_ALLOWED: set[str] = set()


def python_files(*folders: Path) -> list[Path]:
    found = [p for folder in folders for p in folder.rglob("*.py") if "migrations" not in p.parts]
    assert found, "the house is empty"
    return sorted(found)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring, which may be as long as it needs."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_no_source_file_is_over_300_lines() -> None:
    long = {
        str(p.relative_to(ROOT)): n
        for p in python_files(SOURCE, ROOT / "scripts")
        if (n := len(p.read_text().splitlines())) > 300
    }
    assert set(long) == LONG_FILES_ALLOWED, long


def test_no_test_file_is_over_400_lines() -> None:
    long = {
        str(p.relative_to(ROOT)): n
        for p in python_files(ROOT / "tests")
        if (n := len(p.read_text().splitlines())) > 400
    }
    assert not long


def test_no_function_is_over_40_lines() -> None:
    long = {
        f"{path.relative_to(SOURCE)}:{function.name}": n
        for path in python_files(SOURCE)
        for function in functions(ast.parse(path.read_text()))
        if (n := body_lines(function)) > 40
    }
    assert set(long) == LONG_FUNCTIONS_ALLOWED, long


def test_nothing_is_imported_late_except_by_the_command_table() -> None:
    late = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in python_files(SOURCE)
        if "cli" not in path.parts
        for function in functions(ast.parse(path.read_text()))
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not late


@pytest.mark.parametrize("floor", PURE)
def test_every_public_name_on_the_pure_floors_has_a_docstring(floor: str) -> None:
    bare: list[str] = []
    for path in python_files(SOURCE / floor):
        tree = ast.parse(path.read_text())
        if not ast.get_docstring(tree):
            bare.append(f"{path.relative_to(SOURCE)}")
        for node in tree.body:
            if not isinstance(node, ast.ClassDef | ast.FunctionDef) or node.name.startswith("_"):
                continue
            if not ast.get_docstring(node):
                bare.append(f"{path.relative_to(SOURCE)}:{node.name}")
            members = node.body if isinstance(node, ast.ClassDef) else []
            bare += [
                f"{path.relative_to(SOURCE)}:{node.name}.{member.name}"
                for member in members
                if isinstance(member, ast.FunctionDef)
                and not member.name.startswith("_")
                and not ast.get_docstring(member)
            ]
    assert not bare


def test_only_one_file_reads_the_environment() -> None:
    readers = {
        str(path.relative_to(SOURCE))
        for path in python_files(SOURCE)
        if re.search(r"^import environ|os\.getenv|os\.environ(\[|\.get\b)", path.read_text(), re.MULTILINE)
    }
    assert readers == {"conf/environment.py"}


def test_no_file_is_called_utils() -> None:
    assert not [p for p in python_files(SOURCE) if p.stem in {"utils", "helpers", "common", "misc"}]


def test_every_app_with_actions_says_what_it_is() -> None:
    for actions in sorted((SOURCE / "apps").glob("*/actions*")):
        readme = actions.parent / "README.md"
        assert readme.exists(), f"{actions.parent.name} has no README.md"
        lines = len([line for line in readme.read_text().splitlines() if line.strip()])
        assert 8 <= lines <= 30, f"{readme.relative_to(ROOT)} has {lines} lines of text"
