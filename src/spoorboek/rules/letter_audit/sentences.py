"""Dividing a letter into sentences; a heading, a list item and a row of a table begin one each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spoorboek.documents.readers.audit_blocks import AuditText, TextBlock
from spoorboek.rules.letter_audit.model import Sentence

LONGEST = 1_000
"""Code points in one sentence: what has no stop for so long is no sentence."""
_END = re.compile(r"[.!?…]['\"’”)\]]{0,5}(?=\s+[\"'‘“(\[]*[A-ZÀ-Þ0-9€])")
# Words with a stop that ends no sentence.
_SHORT = re.compile(
    r"(?:(?<!['’])\b(?:[A-Za-z]|bijv|bv|o\.a|m\.n|d\.w\.z|i\.v\.m|t\.o\.v|m\.b\.t|t\.b\.v|i\.p\.v|i\.h\.k\.v|z\.g|art|nr|blz|"
    r"pag|ca|mln|mld|dhr|mw|mevr|drs|mr|ir|dr|prof|resp|incl|excl|jl|max|min|gem|tel|par|fig|vgl|jan|feb|mrt|apr|"
    r"aug|sept?|okt|nov|dec|St|c\.q|p\.p|ing|etc|e\.d|e\.a|zgn|evt|obv|tov|ivm))\.$"
)


def split_sentences(text: AuditText) -> tuple[Sentence, ...]:
    """Divide a letter into sentences.

    Parameters: ``text``. Returns the sentences in order. Errors: none.
    """
    found: list[Sentence] = []
    for place, block in enumerate(text.blocks):
        for start, end in _split_block(text.text, block):
            found.append(Sentence(len(found), start, end, place))
    return tuple(found)


def _split_block(text: str, block: TextBlock) -> Iterator[tuple[int, int]]:
    if block.table is not None:
        rows = ([block.table.header] if block.table.header else []) + list(block.table.rows)
        yield from ((row[0].start, row[-1].end) for row in rows if row)
        return
    words = text[block.start : block.end]
    start = 0
    for match in _END.finditer(words):
        if words[match.end() - 1] == "." and _SHORT.search(words[max(0, match.end() - 12) : match.end()]):
            following = words[match.end() :].lstrip()[:1]
            if not _ends_all_the_same(words, match.end(), following):
                continue
        yield block.start + start, block.start + match.end()
        start = match.end() + len(words[match.end() :]) - len(words[match.end() :].lstrip())
    while len(words) - start > LONGEST:
        yield block.start + start, block.start + start + LONGEST
        start += LONGEST
    if words[start:].strip():
        yield block.start + start, block.end


def _ends_all_the_same(words: str, end: int, following: str) -> bool:
    """Tell whether a short form ends the sentence too: "enz. De" and "etc. In"."""
    return words[:end].endswith(("etc.", "e.d.", "e.a.", "jl.")) and following.isupper()
