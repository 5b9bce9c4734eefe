"""The formal data of a letter: written as they were read, with the text below untouched."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.documents_source.source_factory import HEAD

from spoorboek.documents.source.front_writing import replace_front_matter
from spoorboek.documents.source.letter import parse_letter

LETTER = (
    HEAD.replace("title:", "# een opmerking\ntitle:") + "\n# Kop\n\nTekst met --- streepjes.\n\nNog meer.\n"
)
WORDS = (
    st.text(
        st.characters(
            min_codepoint=32, max_codepoint=0x24F, exclude_characters="\x7f\xad", exclude_categories=("Cc",)
        ),
        min_size=1,
        max_size=30,
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@settings(max_examples=40)
@given(title=WORDS, case_number=WORDS, subject=WORDS, annexes=st.lists(WORDS, max_size=3))
def test_what_is_written_is_read_back_and_the_text_stays(
    title: str, case_number: str, subject: str, annexes: list[str]
) -> None:
    front = parse_letter(LETTER).front_matter
    wanted = replace(
        front, title=title, case_number=case_number, fields={"subject": subject}, annexes=tuple(annexes)
    )
    source = replace_front_matter(LETTER, wanted)
    assert replace(parse_letter(source).front_matter, places={}) == replace(wanted, places={})
    assert source.endswith(LETTER[LETTER.index("\n# Kop") :])
