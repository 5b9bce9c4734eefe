"""From the document of the editor to the source of a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from spoorboek.documents.editor_form.block_writing import BlockWriter, write_note
from spoorboek.documents.editor_form.nodes import Node, fingerprint, get_attribute, list_children
from spoorboek.documents.editor_form.prose_writing import ProseWriter, has_words
from spoorboek.documents.editor_form.reading import EditorLetter, list_said

_LABEL = re.compile(r"[\w-]{1,40}")
_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")
_EMPTY_NOTE = "(nog leeg)"


def write_source(document: Node, base: EditorLetter | None = None) -> str:
    """Return the source of a letter as it stands in the editor.

    Parameters: ``document`` as JSON; ``base``, the letter that was opened, of which every block that did
    not change keeps its text as it was. Returns the source. Whatever the document holds becomes source that
    can be read; what a letter cannot say is kept as plain words. Errors: none.
    """
    prints = {id(block): fingerprint(block) for block in list_children(document)} if base else {}
    if base is not None and _is_same(document, base, prints):
        return base.source
    known: Mapping[str, str] = base.known if base else {}
    blocks = list_children(document)
    body = [block for block in blocks if block.get("type") != "note"]
    wanted = list(dict.fromkeys(label for block in body for label in list_labels(block)))
    notes: dict[str, Node] = {}
    for block in blocks:
        if block.get("type") == "note" and _LABEL.fullmatch(get_attribute(block, "label")):
            notes.setdefault(get_attribute(block, "label"), block)
    used = [label for label in wanted if label in notes]
    writer = BlockWriter(ProseWriter(frozenset(used)))
    texts = [writer.write(block, known.get(prints.get(id(block), ""), "")) for block in body]
    # A footnote to which nothing refers any more cannot stay one; its words stay.
    for note in (block for block in blocks if block.get("type") == "note"):
        if notes.get(get_attribute(note, "label")) is not note or get_attribute(note, "label") not in used:
            texts.append(writer.write({"type": "paragraph", "content": list_children(note)}))
    texts += [
        _write_note(label, notes[label], known.get(prints.get(id(notes[label]), ""), "")) for label in used
    ]
    return "\n\n".join([get_attribute(document, "front").strip("\n"), *filter(None, texts)]) + "\n"


def list_labels(node: Node) -> Iterator[str]:
    """Return the labels of the footnotes that a node refers to.

    Parameters: ``node``. Returns labels in reading order, with doubles. Errors: none.
    """
    if node.get("type") == "note_reference":
        yield get_attribute(node, "label")
    elif node.get("type") == "opaque":
        yield from _REFERENCE.findall(get_attribute(node, "source"))
    for child in list_children(node):
        yield from list_labels(child)


def _write_note(label: str, note: Node, known: str) -> str:
    if known:
        return known
    source = ProseWriter().write(list_children(note)) if has_words(note) else _EMPTY_NOTE
    return write_note(label, source)


def _is_same(document: Node, base: EditorLetter, prints: Mapping[int, str]) -> bool:
    if get_attribute(document, "front") != get_attribute(base.document, "front"):
        return False
    return tuple(prints[id(block)] for block in list_said(document)) == base.said
