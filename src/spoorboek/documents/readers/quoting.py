"""The sentence around words that are quoted from a letter: a number alone says little in a report."""

from __future__ import annotations

import re

_LONGEST = 400
_SENTENCE_END = re.compile(r"[.!?][\"'’”)\]\s\u202f⁰¹²³⁴-⁹]*\s+(?=[\"'‘“(]?[A-ZÀ-Þ])")


def find_sentence(text: str, start: int, end: int) -> str:
    """Return the sentence in which words stand, or nothing when the words are (nearly) that sentence.

    Parameters: ``text``; ``start`` and ``end``, offsets in it. A sentence ends at a line too; of a very long
    one nothing is returned. Errors: none; offsets outside the text give nothing.
    """
    if not 0 <= start < end <= len(text):
        return ""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    line = text[first : len(text) if last < 0 else last]
    ends = [match.end() for match in _SENTENCE_END.finditer(line)]
    begin = max((one for one in ends if one <= start - first), default=0)
    stop = min((one for one in ends if one >= end - first), default=len(line))
    sentence = " ".join(line[begin:stop].split())
    is_same = len(sentence) - (end - start) <= 2
    return "" if is_same or len(sentence) > _LONGEST else sentence
