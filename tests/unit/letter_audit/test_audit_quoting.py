"""The sentence around a quote, and marks of notes that stand off from the word before them."""

import pytest

from spoorboek.documents.readers.audit_text import read_audit_text
from spoorboek.documents.readers.quoting import find_sentence

TEXT = (
    "Kop\n\nEerst dit. Dat is een daling van 15%. Daarna kwam 3,5 meer, volgens art. 5 van de wet.\n\nSlot."
)


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        ("15%", "Dat is een daling van 15%."),
        ("Eerst", "Eerst dit."),
        ("3,5", "Daarna kwam 3,5 meer, volgens art. 5 van de wet."),
        ("Dat is een daling van 15%", ""),
        ("Slot.", ""),
    ],
)
def test_sentence_around_a_quote(quote: str, sentence: str) -> None:
    start = TEXT.index(quote)

    assert find_sentence(TEXT, start, start + len(quote)) == sentence


def test_words_outside_the_text_have_no_sentence() -> None:
    assert find_sentence(TEXT, 5, 5) == find_sentence(TEXT, 0, 999) == ""


def test_mark_of_a_note_stands_off_from_the_year_and_a_power_does_not() -> None:
    read = read_audit_text(
        b"<p>Er waren 104 meldingen in 2024<sup>1</sup> op 12 km<sup>2</sup>.</p>", "a.html"
    )

    assert " ".join(read.text.split()) == "Er waren 104 meldingen in 2024 ¹ op 12 km²."
