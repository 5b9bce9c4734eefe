"""Of several things that were promised, does a letter that reports on some keep silent about one?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spoorboek.documents.readers.audit_blocks import BlockKind
from spoorboek.rules.letter_audit.asking import Found, Material, Span
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.quantities import DURATIONS
from spoorboek.rules.letter_audit.stems import list_stems

_FAR = 12
_SHARED = 5
_SAID_AT_MOST = 60
_COMMON = list_stems(
    "keer maal jaarlijks jaar raad gemeente afgesproken toegezegd beloofd vastgelegd doen houden geven"
)


@dataclass(frozen=True, slots=True)
class _Item:
    """One thing of a promise: its number, where it stands and the stems of its words."""

    fact: Fact
    span: Span
    stems: frozenset[str]


def check_silent_promises(material: Material) -> Found:
    """Find a promised number that does not come back where the others of its sentence or list do."""
    found: list[Finding] = []
    for sentence in material.letter.sentences:
        if material.layout.is_table(sentence.index) or not material.reading(sentence.index).has(
            "agreed_before"
        ):
            continue
        items = _list_items(material, sentence.index) or _list_below(material, sentence.index)
        if len(items) < 2:
            continue
        told = _list_told(material, max(_sentence_of(one) for one in items))
        if any(len(facts) >= len(items) for _, facts in told):
            # "Het werden er elf, twee en drie": told in the order of the promise.
            continue
        own = [one.stems - _shared(one, items) for one in items]
        back = [_comes_back(one.fact, stems, told) for one, stems in zip(items, own, strict=True)]
        if any(back):
            found += [
                _explain(material, one) for one, is_back in zip(items, back, strict=True) if not is_back
            ]
    return found


def _sentence_of(item: _Item) -> int:
    return item.fact.mention.sentence


def _shared(item: _Item, items: Sequence[_Item]) -> frozenset[str]:
    return frozenset().union(*(one.stems for one in items if one is not item)) | _COMMON


def _list_items(material: Material, sentence: int) -> list[_Item]:
    """Return what one sentence promises: each number with the words up to the next one."""
    facts = [one for one in material.facts_in(sentence) if _is_counted(one)]
    last = material.sentence_span(sentence).end
    ends = [*(one.mention.start for one in facts[1:]), last][: len(facts)]
    return [_make(material, one, end) for one, end in zip(facts, ends, strict=True)]


def _make(material: Material, fact: Fact, end: int) -> _Item:
    end = min(end, fact.mention.end + _SAID_AT_MOST)
    words = material.words(fact.mention.end, end)
    return _Item(fact, Span(fact.mention.start, fact.mention.end), list_stems(words))


def _list_below(material: Material, sentence: int) -> list[_Item]:
    """Return what a list promises below the words that lead it in."""
    if not material.sentence_words(sentence).rstrip().endswith((":", "?")):
        return []
    found = []
    for one in material.letter.sentences[sentence + 1 :]:
        block = material.layout.block_of(one.index)
        if block is None or block.kind is not BlockKind.LIST_ITEM:
            break
        facts = [fact for fact in material.facts_in(one.index) if _is_counted(fact)]
        if facts:
            found.append(_make(material, facts[0], one.end))
    return found


def _is_counted(fact: Fact) -> bool:
    last = (fact.unit or "").split()[-1:]
    return fact.mention.kind is MentionKind.NUMBER and bool(last) and last[0] not in DURATIONS


def _list_told(material: Material, sentence: int) -> list[tuple[frozenset[str], Sequence[Fact]]]:
    """Return what the sentences behind a promise tell, each as its stems and its numbers."""
    return [
        (list_stems(material.sentence_words(one.index)), _list_main(material, one.index))
        for one in material.letter.sentences[sentence + 1 : sentence + 1 + _FAR]
        if not material.layout.is_heading(one.index)
    ]


def _list_main(material: Material, sentence: int) -> Sequence[Fact]:
    """Return the numbers of a sentence before what it adds to them: acht controles, waarbij 61 huisjes."""
    start = material.sentence_span(sentence).start
    return [
        one
        for one in material.facts_in(sentence)
        if not _ADDED.search(material.words(start, one.mention.start))
    ]


_ADDED = re.compile(r"\bwaar(?:bij|van|onder)\b", re.IGNORECASE)


def _comes_back(
    fact: Fact, stems: frozenset[str], told: Sequence[tuple[frozenset[str], Sequence[Fact]]]
) -> bool:
    if not stems:
        return True
    return any(_is_named(stems, said) for said, _ in told)


def _is_named(stems: frozenset[str], said: frozenset[str]) -> bool:
    return any(one == other or _is_end(one, other) for one in stems for other in said)


def _is_end(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHARED and long.endswith(short)


def _explain(material: Material, item: _Item) -> Finding:
    fact = item.fact
    why = (
        f"Beloofd zijn {fact.mention.quote.strip()} {fact.unit}; over de rest van de afspraak staat iets, "
        "hierover niets. Noem het aantal, of waarom het niet is geteld."
    )
    computed = {"promised": fact.value, "unit": fact.unit}
    return material.find(FindingKind.NOT_REPORTED_BACK, item.span, why, computed=computed)
