"""Whoever reads the log reads words: every action that the code writes down has some."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from spoorboek.web.event_words import WORDS

APPS = Path(__file__).resolve().parents[2] / "src" / "spoorboek" / "apps"


def list_actions(tree: ast.Module) -> Iterator[str]:
    """Yield what stands after ``action=``: written out, or put together from what a helper is given."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            match node:
                case ast.keyword(arg="action", value=ast.Constant(value=str(action))) if "." in action:
                    yield action
                case ast.JoinedStr(
                    values=[ast.Constant(value=str(room)), ast.FormattedValue(value=ast.Name(id=name))]
                ) if room.endswith(".") and room[:-1] in {path.name for path in APPS.iterdir()}:
                    for verb in list_given(tree, function, name):
                        yield f"{room}{verb}"


def list_given(tree: ast.Module, function: ast.FunctionDef, name: str) -> Iterator[str]:
    """Yield the texts that calls of a function in its own file give for one parameter."""
    names = [argument.arg for argument in function.args.args]
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == function.name:
            given = dict(zip(names, call.args, strict=False))
            given |= {word.arg: word.value for word in call.keywords if word.arg}
            if isinstance(text := given.get(name), ast.Constant):
                yield str(text.value)


@pytest.mark.parametrize("room", sorted(path.name for path in APPS.iterdir() if (path / "apps.py").exists()))
def test_every_action_that_is_logged_has_words(room: str) -> None:
    found = {
        action
        for path in (APPS / room).glob("*.py")
        for action in list_actions(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found - set(WORDS) == set()
