"""The Dutch sentences that the floors below the web make, as templates, read from their code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "spoorboek"
_FIELDS = re.compile(r"(?:\{[^{}]*\})+")
_PATTERNS = frozenset({"compile", "sub", "match", "fullmatch", "search", "split", "findall"})


def list_templates(path: Path) -> Iterator[tuple[int, str]]:
    """Yield each text of a module with the line where it stands; a field is ``{}``."""
    yield from _visit(ast.parse(path.read_text(encoding="utf-8")))


def normalise(template: str) -> str:
    """Return a template as it is compared: its fields without numbers, and no sign at its ends."""
    return _FIELDS.sub("{}", template).strip(" .,;:").casefold()


def _visit(node: ast.AST) -> Iterator[tuple[int, str]]:
    text = _flatten(node) if isinstance(node, ast.expr) else None
    if text is not None:
        yield getattr(node, "lineno", 0), text
        for inner in ast.walk(node):
            if isinstance(inner, ast.FormattedValue):
                yield from _visit(inner.value)
        return
    called = getattr(node.func, "attr", "") if isinstance(node, ast.Call) else ""
    for child in ast.iter_child_nodes(node):
        is_docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        if not is_docstring and not (called in _PATTERNS and isinstance(child, ast.expr)):
            yield from _visit(child)


def _flatten(node: ast.expr) -> str | None:
    """Return a text, one with fields or a sum of them as one template; None for anything else."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        parts = [_flatten(node.left), _flatten(node.right)]
        return None if parts == [None, None] else "".join("{}" if part is None else part for part in parts)
    return None
