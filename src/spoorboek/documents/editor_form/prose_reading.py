"""From the prose of a letter to the inline nodes of the editor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spoorboek.documents.editor_form.nodes import SPAN_KINDS, Node, make
from spoorboek.documents.source.place import Place
from spoorboek.documents.source.span_grammar import Attributes, scan_attributes
from spoorboek.documents.source.spans import (
    ClaimSpan,
    CommitmentSpan,
    FixedSpan,
    Link,
    NoteReference,
    NumberSpan,
    PromiseSpan,
    SourceInline,
    SourceInlines,
    Words,
)


class ProseReader:
    """Reads stretches of prose; each span that lies over words gets a name that is used once."""

    def __init__(self, text: str, numbers: Iterator[int]) -> None:
        self._text, self._numbers = text, numbers

    def read(self, inlines: SourceInlines) -> list[Node]:
        """Return inline nodes.

        Parameters: ``inlines``, in order. Returns the nodes, words with the same marks joined. Errors: none.
        """
        found: list[Node] = []
        for node in self._walk(inlines, ()):
            before = found[-1] if found else None
            if (
                before is not None
                and node["type"] == before["type"] == "text"
                and node.get("marks") == before.get("marks")
            ):
                before["text"] += node["text"]
            else:
                found.append(node)
        return found

    def _walk(self, inlines: Sequence[SourceInline], spans: tuple[Node, ...]) -> Iterator[Node]:
        for one in inlines:
            if isinstance(one, (ClaimSpan, PromiseSpan, CommitmentSpan)):
                yield from self._walk(one.inlines, (*spans, self._make_mark(one)))
                continue
            node, marks = self._read_leaf(one)
            if node is not None:
                # In the order in which the editor keeps them: what lies over words first.
                yield node | ({"marks": [*spans, *marks]} if spans or marks else {})

    def _read_leaf(self, one: SourceInline) -> tuple[Node | None, list[Node]]:
        if isinstance(one, Words):
            marks = [{"type": name} for name, on in (("strong", one.bold), ("em", one.italic)) if on]
            return ({"type": "text", "text": one.text} if one.text else None), marks
        if isinstance(one, Link):
            return {"type": "text", "text": one.text}, [{"type": "link", "attrs": {"href": one.href}}]
        if isinstance(one, NoteReference):
            return make("note_reference", label=one.label), []
        if isinstance(one, NumberSpan):
            return make("number", text=one.text, keys=self._keys(one.place)), []
        if isinstance(one, FixedSpan):
            return make("fixed", text=" ".join(one.text.split()), reason=one.reason), []
        return None, []

    def _make_mark(self, span: ClaimSpan | PromiseSpan | CommitmentSpan) -> Node:
        keys = self._keys(span.place)
        kind = next(name for name in SPAN_KINDS if name in keys)
        return {"type": "span", "attrs": {"id": f"s{next(self._numbers)}", "kind": kind, "keys": keys}}

    def _keys(self, place: Place) -> dict[str, str]:
        attributes = scan_attributes(self._text, place.end + 1)
        return attributes.values if isinstance(attributes, Attributes) else {}
