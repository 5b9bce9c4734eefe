"""The editor loses nothing: a source comes back as it was, and any document becomes a letter that reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.test_letter_sources import BODIES, read
from tests.unit.documents_source.source_factory import HEAD, a_letter

from spoorboek.documents.editor_form.nodes import Node, list_children, make, print_text
from spoorboek.documents.editor_form.reading import EditorLetter, read_editor_letter
from spoorboek.documents.editor_form.round_trip import describe_letter, survives
from spoorboek.documents.editor_form.writing import write_source
from spoorboek.documents.source.letter import LetterSource, parse_letter

LETTERS = sorted((Path(__file__).resolve().parents[2] / "examples" / "dordrecht" / "letters").glob("*.md"))
FRONT = HEAD.rstrip("\n")


def rewrite(letter: LetterSource) -> str:
    """Return the source as if every block had been typed anew."""
    return write_source(read_editor_letter(letter).document)


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_letters_of_the_example_city_come_back_to_the_last_space(path: Path) -> None:
    letter = parse_letter(path.read_text())
    opened = read_editor_letter(letter)
    assert write_source(opened.document, opened) == letter.text
    assert write_source(json.loads(json.dumps(opened.document)), opened) == letter.text
    assert survives(letter)


def test_changed_block_is_written_anew_and_every_other_keeps_its_text() -> None:
    letter = a_letter()
    opened = read_editor_letter(letter)
    document = json.loads(json.dumps(opened.document))
    document["content"][0]["content"][0]["text"] = "Vooraf"
    before, after = letter.text.split("\n"), write_source(document, opened).split("\n")
    assert [line for line in after if line not in before] == ["# Vooraf"]
    assert [line for line in before if line not in after] == ["# Inleiding"]


@given(BODIES)
@settings(max_examples=100, deadline=None)
def test_any_source_that_reads_says_the_same_after_the_editor_or_is_not_opened_in_it(body: str) -> None:
    letter = read(f"{HEAD}\n{body}")
    if letter is None:
        return
    opened = read_editor_letter(letter)
    assert write_source(opened.document, opened) == letter.text
    if "opaque" not in json.dumps(opened.document):
        assert describe_letter(parse_letter(rewrite(letter))) == describe_letter(letter)
    elif survives(letter):
        assert describe_letter(parse_letter(write_source(opened.document))) == describe_letter(letter)


WORDS = st.text(
    alphabet="abc dé1 *_[]{}<>&#|`~!\\\"'-+.:;=€\u00a0\u200b\n\U0001f600", min_size=1, max_size=10
)
STYLES = st.lists(st.sampled_from([{"type": "strong"}, {"type": "em"}]), unique_by=str, max_size=2)
CLAIMS = ({"claim": "rises", "figure": "a", "from": "2022", "to": "2023"}, {"promise": "a-b"})


def a_span(place: int) -> Node:
    keys = CLAIMS[place % 2]
    return {"type": "span", "attrs": {"id": f"s{place}", "kind": next(iter(keys)), "keys": keys}}


MARKS = st.tuples(st.lists(st.integers(1, 3), unique=True, max_size=2), STYLES).map(
    lambda both: [*(a_span(place) for place in sorted(both[0])), *both[1]]
)
LINKS = st.sampled_from(["https://example.org/a_(b)", "javascript:alert(1)", "https://x/?a=1&copy;=2"])
TEXTS = st.builds(lambda text, marks: {"type": "text", "text": text, "marks": marks}, WORDS, MARKS)
ANCHORS = st.builds(
    lambda text, href: {"type": "text", "text": text, "marks": [{"type": "link", "attrs": {"href": href}}]},
    WORDS,
    LINKS,
)
ATOMS = st.one_of(
    st.sampled_from(["?", "88", "7,3", "geen getal", "a]"]).map(
        lambda text: make("number", text=text, keys={"figure": "a", "period": "2023"})
    ),
    WORDS.map(lambda text: make("fixed", text=text, reason='een "reden"')),
    st.sampled_from("ab").map(lambda label: make("note_reference", label=label)),
)
INLINES = st.lists(st.one_of(TEXTS, ANCHORS, ATOMS), max_size=6)
PARAGRAPHS = INLINES.map(lambda nodes: make("paragraph", nodes))
HEADINGS = st.builds(lambda nodes, level: make("heading", nodes, level=level), INLINES, st.integers(1, 6))
KINDS = st.sampled_from(["bullet_list", "ordered_list"])
ITEMS = st.recursive(
    st.lists(PARAGRAPHS, min_size=1, max_size=2).map(lambda blocks: make("list_item", blocks)),
    lambda inner: st.builds(
        lambda first, kind, items: make("list_item", [first, make(kind, items)]),
        PARAGRAPHS,
        KINDS,
        st.lists(inner, min_size=1, max_size=2),
    ),
    max_leaves=4,
)
LISTS = st.builds(lambda kind, items: make(kind, items), KINDS, st.lists(ITEMS, min_size=1, max_size=3))
ROWS = st.lists(INLINES.map(lambda nodes: make("table_cell", nodes)), min_size=1, max_size=3).map(
    lambda cells: make("table_row", cells)
)
TABLES = st.builds(
    lambda title, rows: make("table_block", [make("table_title", title), make("table", rows)]),
    INLINES,
    st.lists(ROWS, min_size=1, max_size=3),
)
NOTES = st.builds(lambda nodes, label: make("note", nodes, label=label), INLINES, st.sampled_from("ab"))
DATA = st.builds(
    lambda kind, code, period: make("data_block", kind=kind, code=code, period=period),
    st.sampled_from(["table", "chart", "promises", "iets"]),
    st.sampled_from(["nuisance", 'Geen "code"]']),
    st.sampled_from(["", "2019..2024", "ooit"]),
)
BLOCKS = st.one_of(PARAGRAPHS, HEADINGS, LISTS, TABLES, DATA, NOTES)
DOCUMENTS = st.lists(BLOCKS, max_size=6).map(lambda blocks: make("doc", blocks, front=FRONT))


def list_letters_of(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum() or sign == "\U0001f600")


def list_words(node: Node) -> str:
    """Return the letters that a person typed in a document, in a form that no layout changes."""
    return "".join(sorted(list_letters_of(print_text(node))))


@given(DOCUMENTS)
@settings(max_examples=120, deadline=None)
def test_any_document_becomes_a_letter_that_reads_and_holds_every_word(document: dict[str, Any]) -> None:
    letter = parse_letter(write_source(document))
    again = read_editor_letter(letter).document
    typed, kept = list_words(document), list_words(again)
    # What the system says where nothing was typed comes on top; nothing that was typed is gone.
    assert not set(typed) - set(kept)
    assert all(typed.count(sign) <= kept.count(sign) for sign in set(typed))


@given(DOCUMENTS)
@settings(max_examples=80, deadline=None)
def test_what_was_written_once_is_written_the_same_again(document: dict[str, Any]) -> None:
    first = write_source(document)
    opened = read_editor_letter(parse_letter(first))
    assert write_source(opened.document, opened) == first
    assert describe_letter(parse_letter(write_source(opened.document))) == describe_letter(
        parse_letter(first)
    )


@given(st.lists(st.tuples(WORDS, STYLES), min_size=1, max_size=6))
@settings(max_examples=100, deadline=None)
def test_bold_and_italic_words_stay_bold_and_italic(pieces: list[tuple[str, list[Node]]]) -> None:
    nodes = [{"type": "text", "text": text, "marks": marks} for text, marks in pieces]
    document = make("doc", [make("paragraph", nodes)], front=FRONT)
    again = read_editor_letter(parse_letter(write_source(document))).document
    assert list_styles(again) == list_styles(document)


def list_styles(document: Node) -> list[tuple[str, tuple[str, ...]]]:
    """Return each letter that is seen with its marks; spaces have none to see."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for block in list_children(document):
        for node in list_children(block):
            marks = tuple(sorted(mark["type"] for mark in node.get("marks", ())))
            found += [(s, marks) for s in node["text"] if s.isprintable() and not s.isspace()]
    return found


def test_letter_with_a_note_inside_a_list_of_tables_is_left_to_the_plain_page() -> None:
    body = '- een\n\n  [?]{table="nuisance"}\n- twee[^a]\n\n  [^a]: Noot.\n'
    letter = read(f"{HEAD}\n{body}")
    assert letter is not None
    opened: EditorLetter = read_editor_letter(letter)
    assert write_source(opened.document, opened) == letter.text
