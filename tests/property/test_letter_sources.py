"""Any text at all: read, or refused with sentences that point at a place in it."""

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.unit.documents_source.source_factory import HEAD

from spoorboek.documents.errors import LetterSourceError
from spoorboek.documents.source.guard import decode_letter
from spoorboek.documents.source.letter import LetterSource, parse_letter
from spoorboek.documents.source.number_scanning import scan_numbers
from spoorboek.documents.source.spans import NumberSpan

SPANS = (
    "[88]",
    '{figure="a-b"}',
    '{claim="rises" figure="a"}',
    '{fixed="x"}',
    '[?]{table="a"}',
    "[^a]",
    "[^a]: x",
)
SIGNS = (*'[]{}()"=\n*_`\\<\tad\x00\u00a0\u202e', "\n\n", "- ", "1. ", "# ", "## ", "| ", "|---|", "|\n")
WORDY = (
    "**",
    "```",
    "> ",
    "    ",
    "&amp;",
    "&#8203;",
    "<b>",
    "![",
    "](",
    "http://x",
    "7,3",
    "drie",
    "24 februari 2025",
)
OTHER = ("Tabel: ", "é", "---\n", ": ", "@2023", "\U0001f600", "---", "88")
PIECES = st.sampled_from([*SPANS, *SIGNS, *WORDY, *OTHER])
BODIES = st.lists(PIECES, max_size=40).map("".join)
WORDS = st.text(alphabet="abc dé\U0001f600,.;", min_size=1, max_size=12).map(lambda t: f"w{t}w")
NUMBERS = st.integers(0, 999_999).map(str)


def read(text: str) -> LetterSource | None:
    """Return the letter, or None when it is refused in the documented way."""
    try:
        return parse_letter(text)
    except LetterSourceError as error:
        assert error.problems == tuple(sorted(error.problems))
        for problem in error.problems:
            assert problem.sentence and problem.line >= 1
            assert 0 <= problem.start <= problem.end
        return None


@given(BODIES)
@settings(max_examples=400, deadline=None)
@example("- [x\n  y]{figure=\n")
@example('[a]{fixed="x"}\n\n| [b]{fixed="y"} |')
def test_any_body_is_read_or_refused_and_every_place_holds_its_words(body: str):
    letter = read(f"{HEAD}\n{body}")
    if letter is None:
        return
    for _, span in letter.spans():
        whole = span.whole.cut(letter.text)
        assert whole.startswith("[") and whole.endswith("}")
        assert letter.text[span.whole.start : span.place.start] == "["
        assert letter.text[span.place.end : span.place.end + 2] == "]{"
        assert letter.text.count("\n", 0, span.place.start) + 1 == span.place.line
        if isinstance(span, NumberSpan):
            assert span.place.cut(letter.text) == span.text
    for number in letter.untied_numbers:
        assert letter.text.count("\n", 0, number.place.start) + 1 == number.place.line
        assert number.place.cut(letter.text)


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_refused(text: str):
    read(text)
    read(f"---\n{text}\n---\n")


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(content: bytes):
    try:
        parse_letter(decode_letter(content))
    except LetterSourceError as error:
        assert error.problems


@given(st.lists(st.tuples(WORDS, NUMBERS), min_size=1, max_size=8), st.sampled_from(["", "- ", "1. ", "# "]))
@settings(max_examples=200, deadline=None)
def test_positions_point_at_the_exact_words(pairs: list[tuple[str, str]], mark: str):
    spans = [
        f'[{words} [{number}]{{figure="a-b"}}]{{claim="states" figure="a-b"}}' for words, number in pairs
    ]
    letter = parse_letter(f"{HEAD}\n{mark}{' '.join(spans)}\n")
    found = [span for _, span in letter.spans()]
    expected = [text for words, number in pairs for text in (f'{words} [{number}]{{figure="a-b"}}', number)]
    assert [span.place.cut(letter.text) for span in found] == expected


@given(st.text(alphabet="0123456789 .,-/:abcdrie€%\n", max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_digit_escapes_the_scan_for_numbers(text: str):
    covered = {at for match in scan_numbers(text) for at in range(match.start, match.end)}
    assert all(at in covered for at, character in enumerate(text) if character.isdigit())
    starts = [match.start for match in scan_numbers(text)]
    assert starts == sorted(starts)
