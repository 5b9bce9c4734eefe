"""Whether numbers come from asking people: what they feel, find or say."""

from __future__ import annotations

import re

from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.reading.word_lists import has_word
from spoorboek.rules.letter_audit.survey_words import OWN_TEST, PEOPLE_SAY

_MARGIN = re.compile(
    r"\bmarges? (?:van )?[(\d±]|±|"
    r"\(\d+(?:,\d+)?\s?[-–]\s?\d+(?:,\d+)?\)|\b95\s?%|\bp\s?<",
    re.IGNORECASE,
)
_VICTIMS = re.compile(r"\bslachtoffer", re.IGNORECASE)
"""Who was a victim is what a survey asks."""
_FEELING = frozenset({"<feeling>", "<survey>", "[voelen]"})


def is_asked(material: Material, sentence: int) -> bool:
    """Tell whether the sentence, its paragraph or the table above it tells what people were asked.

    Parameters: ``material``; ``sentence``. Errors: none.
    """
    return any(
        says_asked(material.sentence_words(one.index))
        or not material.reading(one.index).tags.isdisjoint(_FEELING)
        for one in material.layout.neighbours(sentence)
    )


def says_asked(words: str) -> bool:
    """Tell whether words are about what people feel, find or were asked."""
    if _VICTIMS.search(words) or PEOPLE_SAY.search(words):
        return True
    return has_word("evidence", "felt", words) or has_word("evidence", "asked", words)


def is_tested(material: Material, sentence: int) -> bool:
    """Tell whether the paragraph gives margins, or says that the source tested the difference itself."""
    said = [material.sentence_words(one.index) for one in material.layout.neighbours(sentence)]
    return any(OWN_TEST.search(words) or _MARGIN.search(words) for words in said)
