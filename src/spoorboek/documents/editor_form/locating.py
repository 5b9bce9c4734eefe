"""Where in the editor's document the findings about its source belong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spoorboek.documents.editor_form.nodes import (
    Node,
    get_attribute,
    get_keys,
    list_children,
    list_spans,
    measure,
    read_text,
    walk_textblocks,
)
from spoorboek.documents.editor_form.prose_writing import is_written_number
from spoorboek.documents.editor_form.writing import list_labels
from spoorboek.documents.source.number_scanning import scan_numbers


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of words in the editor: from a place up to another, and what stands there."""

    start: int
    end: int
    text: str


def list_claim_ids(document: Mapping[str, object]) -> list[str]:
    """Return the editor's id of each claim, in the order in which the source numbers them.

    Parameters: ``document``. Returns ids: the first is that of claim c1. Errors: none.
    """
    found: list[str] = []
    for _, block in _walk_in_order(document):
        open_ids: set[str] = set()
        children = list_children(block)
        for place, node in enumerate(children):
            spans = [span for span in list_spans(node) if "claim" in get_keys(span)]
            fresh = [span for span in spans if get_attribute(span, "id") not in open_ids]
            fresh.sort(key=lambda span: -_reach(children, place, span))
            found += [get_attribute(span, "id") for span in fresh]
            open_ids = {get_attribute(span, "id") for span in spans}
    return found


def list_number_places(document: Mapping[str, object]) -> list[int]:
    """Return where each number that hangs on a figure stands, in the order of n1, n2, ...

    Parameters: ``document``. Returns places as the editor counts them. Errors: none.
    """
    found: list[int] = []
    for start, block in _walk_in_order(document):
        at = start
        for node in list_children(block):
            if is_written_number(node):
                found.append(at)
            at += measure(node)
    return found


def list_untied(document: Mapping[str, object]) -> list[Stretch]:
    """Return the numbers in the words that are no figure, no date and not marked as fixed.

    Parameters: ``document``. Returns stretches in the order of the document. Errors: none.
    """
    found: list[Stretch] = []
    for start, block in walk_textblocks(document):
        text = read_text(block)
        is_plain = text.isascii()
        for match in scan_numbers(text):
            if not match.reason:
                first = match.start if is_plain else _count_units(text[: match.start])
                last = match.end if is_plain else _count_units(text[: match.end])
                found.append(Stretch(start + first, start + last, text[match.start : match.end]))
    return found


def _walk_in_order(document: Mapping[str, object]) -> Iterator[tuple[int, Node]]:
    """The source puts its footnotes last, in the order in which the text refers to them."""
    blocks = list(walk_textblocks(document))
    yield from (pair for pair in blocks if pair[1].get("type") != "note")
    notes = {
        get_attribute(block, "label"): (start, block)
        for start, block in reversed(blocks)
        if block.get("type") == "note"
    }
    labels = dict.fromkeys(label for _, block in blocks for label in list_labels(block))
    yield from (notes[label] for label in labels if label in notes)


def _reach(children: list[Node], place: int, span: Node) -> int:
    end = place
    while end < len(children) and span in list_spans(children[end]):
        end += 1
    return end


def _count_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
