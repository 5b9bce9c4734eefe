"""Linked data as Turtle: the same nodes that are written as JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

Node = Mapping[str, Any]

_NAME = re.compile(r"[a-z]+:[A-Za-z][A-Za-z0-9]*")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_NOT_IN_ADDRESS = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def write_turtle(prefixes: Mapping[str, str], nodes: Sequence[Node]) -> bytes:
    """Return nodes as Turtle 1.1, each in the order given.

    Parameters: ``prefixes``, addresses by prefix; ``nodes`` of JSON-LD in which every name is
    ``prefix:name`` and every value is an object with ``@id`` or ``@value``, or a list of these; ``@type``
    is a name or a list of names. Returns UTF-8. Errors: ValueError for a name without a known prefix.
    Source: W3C, RDF 1.1 Turtle, 25 February 2014.
    """
    lines = [f"@prefix {prefix}: <{address}> ." for prefix, address in prefixes.items()]
    for node in nodes:
        said = [f"a {', '.join(_write_name(name, prefixes) for name in _as_list(node['@type']))}"]
        said += [
            f"{_write_name(name, prefixes)} "
            + ", ".join(_write_value(each, prefixes) for each in _as_list(value))
            for name, value in node.items()
            if not name.startswith("@")
        ]
        lines += ["", f"{_write_address(node['@id'])} " + " ;\n    ".join(said) + " ."]
    return ("\n".join(lines) + "\n").encode()


def _write_value(value: Node, prefixes: Mapping[str, str]) -> str:
    if "@id" in value:
        return _write_address(value["@id"])
    text = "".join(_ESCAPES.get(character, character) for character in str(value["@value"]))
    if "@language" in value:
        return f'"{text}"@{value["@language"]}'
    return f'"{text}"^^{_write_name(value["@type"], prefixes)}' if "@type" in value else f'"{text}"'


def _write_name(name: str, prefixes: Mapping[str, str]) -> str:
    if not _NAME.fullmatch(name) or name.partition(":")[0] not in prefixes:
        raise ValueError(f"{name!r} is not a name with a known prefix")
    return name


def _write_address(address: str) -> str:
    return f"<{_NOT_IN_ADDRESS.sub(lambda found: f'%{ord(found[0]):02X}', address)}>"


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
