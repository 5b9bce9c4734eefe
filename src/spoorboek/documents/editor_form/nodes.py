"""The words of the editor's document: nodes and marks as plain JSON, in the form ProseMirror reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Node = dict[str, Any]
"""``type``, and where they apply ``attrs``, ``content``, ``marks`` and ``text``."""

TEXTBLOCKS = frozenset({"heading", "paragraph", "table_title", "table_header", "table_cell", "note"})
"""The nodes that hold words."""
SPAN_KINDS = ("claim", "promise", "commitment")
"""The kinds of span that lie over words; the other kinds are a number or a block."""
ATOM = "\ufffc"
"""Stands in the text of a block for a number or note; each takes one place, as in the editor."""


def make(kind: str, content: Sequence[Node] | None = None, /, **attrs: Any) -> Node:
    """Return a node.

    Parameters: ``kind``, the node's type; ``content``, its children; ``attrs``, its attributes. Returns the
    node as JSON, without what is empty. Errors: none.
    """
    node: Node = {"type": kind}
    if attrs:
        node["attrs"] = attrs
    if content:
        node["content"] = list(content)
    return node


def list_children(node: Mapping[str, Any]) -> list[Node]:
    """Return the children of a node.

    Parameters: ``node``, as JSON from a browser or from here. Returns what of its content are nodes; an empty
    list for a node without children. Errors: none.
    """
    content = node.get("content")
    return [one for one in content if isinstance(one, dict)] if isinstance(content, list) else []


def is_well_formed(node: Mapping[str, Any]) -> bool:
    """Tell whether JSON from a browser has the form of a node, all the way down.

    Parameters: ``node``, as deep as it likes. Returns whether every node and mark has a type and holds only
    what belongs there. Errors: none.
    """
    waiting = [node]
    while waiting:
        one = waiting.pop()
        content, marks = one.get("content", []), one.get("marks", [])
        if not (isinstance(one.get("type"), str) and isinstance(one.get("text", ""), str)):
            return False
        if not (isinstance(one.get("attrs", {}), dict) and isinstance(content, list)):
            return False
        if not (isinstance(marks, list) and all(isinstance(part, dict) for part in (*content, *marks))):
            return False
        waiting += [*content, *marks]
    return True


def get_attribute(node: Mapping[str, Any], name: str) -> str:
    """Return an attribute as text.

    Parameters: ``node``; ``name`` of the attribute. Returns the text, empty when it is absent or no text or
    number. Errors: none.
    """
    attrs = node.get("attrs")
    value = attrs.get(name) if isinstance(attrs, dict) else None
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def get_keys(node: Mapping[str, Any]) -> dict[str, str]:
    """Return the keys of a span as the source writes them.

    Parameters: ``node``, a number or a mark. Returns keys with their text, in order. Errors: none.
    """
    attrs = node.get("attrs")
    keys = attrs.get("keys") if isinstance(attrs, dict) else None
    if not isinstance(keys, dict):
        return {}
    return {str(key): value for key, value in keys.items() if isinstance(value, str)}


def list_spans(node: Mapping[str, Any]) -> list[Node]:
    """Return the spans that lie over an inline node, the outermost first as far as the node knows.

    Parameters: ``node``, an inline node. Returns its marks of type ``span``. Errors: none.
    """
    marks = node.get("marks")
    found = [mark for mark in marks if isinstance(mark, dict)] if isinstance(marks, list) else []
    return [mark for mark in found if mark.get("type") == "span"]


def has_mark(node: Mapping[str, Any], kind: str) -> bool:
    """Tell whether an inline node has a mark.

    Parameters: ``node``; ``kind``, the type of the mark. Returns a bool. Errors: none.
    """
    marks = node.get("marks")
    return isinstance(marks, list) and any(isinstance(m, dict) and m.get("type") == kind for m in marks)


def read_text(block: Mapping[str, Any]) -> str:
    """Return the words of a block as they stand in the editor.

    Parameters: ``block``, a node that holds words. Returns its text, with ``ATOM`` for each number and note.
    Errors: none.
    """
    return "".join(
        str(one.get("text", "")) if one.get("type") == "text" else ATOM for one in list_children(block)
    )


def print_text(node: Mapping[str, Any]) -> str:
    """Return the words of a node as a person reads them, numbers included.

    Parameters: ``node``, of any type. Returns its text; what stands in different blocks is parted by a space.
    Errors: none.
    """
    if node.get("type") == "text":
        return str(node.get("text", ""))
    if node.get("type") in ("number", "fixed"):
        return get_attribute(node, "text")
    joint = "" if node.get("type") in TEXTBLOCKS else " "
    return joint.join(print_text(child) for child in list_children(node))


def fingerprint(block: Mapping[str, Any]) -> str:
    """Return a text that two blocks share when they say the same.

    Parameters: ``block``. Returns canonical JSON without what only the editor needs to tell spans apart.
    Errors: none.
    """
    return json.dumps(_strip(block), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _strip(value: Any) -> Any:
    """Keys of a span keep their order in the source, so only the editor's own ids go."""
    if isinstance(value, dict):
        kept = {key: _strip(one) for key, one in value.items()}
        attrs = kept.get("attrs")
        if isinstance(attrs, dict):
            attrs = {
                key: one for key, one in attrs.items() if key not in ("id", "colspan", "rowspan", "colwidth")
            }
            if isinstance(attrs.get("keys"), dict):
                attrs["keys"] = list(attrs["keys"].items())
            kept["attrs"] = attrs
        return {key: one for key, one in kept.items() if one not in ({}, [])}
    if isinstance(value, list):
        return [_strip(one) for one in value]
    return value


def walk_textblocks(node: Mapping[str, Any], position: int = 0) -> Iterator[tuple[int, Node]]:
    """Yield every node that holds words, with the place in the editor where its words begin.

    Parameters: ``node``, a document or a part of it; ``position``, the place where its content begins. Yields
    places as the editor counts them (a node has two edges, text counts in UTF-16) and the node. Errors: none.
    """
    for child in list_children(node):
        if child.get("type") in TEXTBLOCKS:
            yield position + 1, child
        else:
            yield from walk_textblocks(child, position + 1)
        position += measure(child)


def measure(node: Mapping[str, Any]) -> int:
    """Return how many places a node takes in the editor.

    Parameters: ``node``. Returns its size: UTF-16 units of text, one for what is a single piece, else its
    content and two edges. Errors: none.
    """
    kind = node.get("type")
    if kind == "text":
        return len(str(node.get("text", "")).encode("utf-16-le", "surrogatepass")) // 2
    if kind in ("number", "fixed", "note_reference", "data_block", "opaque"):
        return 1
    return 2 + sum(measure(child) for child in list_children(node))
