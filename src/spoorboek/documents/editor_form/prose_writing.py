"""From the inline nodes of the editor to the prose of a letter."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from spoorboek.documents.editor_form.emphasis_writing import StyledText, write_styled
from spoorboek.documents.editor_form.escaping import clean_words, escape_value, escape_words
from spoorboek.documents.editor_form.nodes import (
    SPAN_KINDS,
    Node,
    get_attribute,
    get_keys,
    has_mark,
    list_spans,
    print_text,
)
from spoorboek.documents.source.inline_reading import is_allowed_address
from spoorboek.documents.source.span_grammar import find_kind, list_key_faults
from spoorboek.documents.source.span_values import is_printed_number

_DEEPEST = 6
"""Spans over each other; more than anybody makes by hand."""
_JOINT = re.compile(r"[(:]")


@dataclass(frozen=True, slots=True)
class ProseWriter:
    """Writes inline nodes; ``labels`` are the footnotes that exist, a reference to another is left out."""

    labels: Collection[str] = ()

    def write(self, nodes: Sequence[Node]) -> str:
        """Return the source of a stretch of prose.

        Parameters: ``nodes``, inline nodes in order. Returns one line of source without spaces at its edges.
        Errors: none; what the source cannot say is written as plain words.
        """
        return self._write_level([(node, list_spans(node)) for node in nodes], 0).strip()

    def _write_level(self, nodes: Sequence[tuple[Node, list[Node]]], depth: int) -> str:
        pieces: list[str] = []
        place = 0
        while place < len(nodes):
            spans = nodes[place][1] if depth < _DEEPEST else []
            if not spans:
                end = next(
                    (i for i in range(place, len(nodes)) if nodes[i][1] and depth < _DEEPEST), len(nodes)
                )
                pieces.append(self._write_leaves([node for node, _ in nodes[place:end]]))
            else:
                outer = max(spans, key=lambda span: _reach(nodes, place, span))
                end = place + _reach(nodes, place, outer)
                inside = [(node, [one for one in own if one != outer]) for node, own in nodes[place:end]]
                pieces.append(_wrap(self._write_level(inside, depth + 1), outer, inside))
            place = end
        return _put_together(pieces)

    def _write_leaves(self, nodes: Sequence[Node]) -> str:
        pieces: list[str] = []
        words: list[StyledText] = []
        for node in nodes:
            text = clean_words(str(node.get("text", ""))) if node.get("type") == "text" else ""
            href = _find_address(node)
            if node.get("type") == "text" and not (href and text.strip()):
                words.append(StyledText(text, has_mark(node, "strong"), has_mark(node, "em")))
                continue
            if words:
                pieces.append(write_styled(words))
                words = []
            pieces.append(f"[{escape_words(text)}]({href})" if text else self._write_atom(node))
        if words:
            pieces.append(write_styled(words))
        return _put_together(pieces)

    def _write_atom(self, node: Node) -> str:
        text = " ".join(clean_words(get_attribute(node, "text")).split())
        if node.get("type") == "number":
            return f"[{text}]{write_keys(get_keys(node))}" if is_written_number(node) else escape_words(text)
        if node.get("type") == "fixed" and text:
            reason = escape_value(get_attribute(node, "reason")) or "geen cijfer"
            return f"[{escape_words(text)}]{write_keys({'fixed': reason})}"
        label = get_attribute(node, "label")
        return f"[^{label}]" if node.get("type") == "note_reference" and label in self.labels else ""


def is_written_number(node: Node) -> bool:
    """Tell whether the source can say of a node that it is a number that hangs on a figure.

    Parameters: ``node``. Returns False for other nodes, and where the text or the keys are not right.
    Errors: none.
    """
    if node.get("type") != "number":
        return False
    text, keys = " ".join(clean_words(get_attribute(node, "text")).split()), get_keys(node)
    is_number = text == "?" or is_printed_number(text)
    return is_number and find_kind(keys) == "figure" and not list_key_faults(keys)


def write_keys(keys: dict[str, str]) -> str:
    """Return the keys of a span between braces.

    Parameters: ``keys`` with their values, in order. Returns ``{key="value" ...}``. Errors: none.
    """
    return "{" + " ".join(f'{key}="{escape_value(value)}"' for key, value in keys.items()) + "}"


def has_words(node: Node) -> bool:
    """Tell whether a node says anything.

    Parameters: ``node``. Returns False for one without words or numbers that can be seen. Errors: none.
    """
    return clean_words(print_text(node)).strip() != ""


def _reach(nodes: Sequence[tuple[Node, list[Node]]], place: int, span: Node) -> int:
    end = place
    while end < len(nodes) and span in nodes[end][1]:
        end += 1
    return end - place


def _wrap(source: str, span: Node, inside: Sequence[tuple[Node, list[Node]]]) -> str:
    keys = get_keys(span)
    is_said = any(has_words(node) for node, _ in inside)
    if not is_said or list_key_faults(keys) or find_kind(keys) not in SPAN_KINDS:
        return source
    return f"[{source}]{write_keys(keys)}"


def _find_address(node: Node) -> str:
    marks = node.get("marks")
    for mark in marks if isinstance(marks, list) else ():
        if isinstance(mark, dict) and mark.get("type") == "link":
            href = get_attribute(mark, "href")
            if not is_allowed_address(href) or "\\" in href:
                return ""
            # Parentheses and signs that the source reads would end the address.
            for sign, code in (("(", "%28"), (")", "%29"), ("<", "%3C"), (">", "%3E"), ("&", "\\&")):
                href = href.replace(sign, code)
            return href
    return ""


def _put_together(pieces: Sequence[str]) -> str:
    """Join pieces so that no sign at the edge of words takes hold of the brackets beside it."""
    out = ""
    for piece in pieces:
        if out.endswith("]") and _JOINT.match(piece):
            piece = "\\" + piece
        if out.endswith("!") and not out.endswith("\\!") and piece.startswith("["):
            out = out[:-1] + "\\!"
        out += piece
    return out
