"""What two people did to one letter, put together block by block."""

from __future__ import annotations

from spoorboek.documents.editor_form.merging import join_parts, merge_documents
from spoorboek.documents.editor_form.nodes import Node, make, print_text


def doc(*words: str) -> Node:
    return make("doc", [make("paragraph", [{"type": "text", "text": one}] if one else ()) for one in words])


def merged(base: Node, mine: Node, theirs: Node) -> list[str]:
    return [print_text(block) for block in join_parts(merge_documents(base, mine, theirs))]


def conflicts(base: Node, mine: Node, theirs: Node) -> int:
    return sum(part.is_conflict for part in merge_documents(base, mine, theirs))


def test_changes_in_different_places_go_together_without_a_question() -> None:
    base, mine, theirs = doc("a", "b", "c"), doc("A", "b", "c"), doc("a", "b", "C", "d")
    assert merged(base, mine, theirs) == ["A", "b", "C", "d"]
    assert conflicts(base, mine, theirs) == 0


def test_the_same_place_changed_twice_keeps_both_and_asks() -> None:
    base, mine, theirs = doc("a", "b"), doc("a", "mijn b"), doc("a", "hun b")
    assert merged(base, mine, theirs) == ["a", "mijn b", "hun b"]
    assert conflicts(base, mine, theirs) == 1


def test_the_same_change_made_twice_is_one_change() -> None:
    base, both = doc("a", "b"), doc("a", "B")
    assert merged(base, both, both) == ["a", "B"]
    assert conflicts(base, both, both) == 0


def test_what_one_removed_and_the_other_changed_is_asked() -> None:
    base, mine, theirs = doc("a", "b"), doc("a"), doc("a", "hun b")
    assert merged(base, mine, theirs) == ["a", "hun b"]
    assert conflicts(base, mine, theirs) == 1


def test_what_one_removed_and_the_other_left_alone_is_gone() -> None:
    assert merged(doc("a", "b", "c"), doc("a", "c"), doc("a", "b", "c", "d")) == ["a", "c", "d"]


def test_without_a_text_to_begin_with_nothing_is_lost() -> None:
    assert merged({}, doc("a", "mijn"), doc("a", "hun")) == ["a", "mijn", "a", "hun"]
    assert merged({}, doc("zelfde"), doc("zelfde")) == ["zelfde"]


def test_empty_paragraphs_are_no_change() -> None:
    assert conflicts(doc("a", ""), doc("a", "", ""), doc("a")) == 0
