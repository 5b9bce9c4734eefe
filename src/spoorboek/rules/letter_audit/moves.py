"""What went up or down under a heading or around a conclusion, and whether that is better or worse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from spoorboek.figures.definition import Counts
from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.meanings import list_tokens
from spoorboek.rules.letter_audit.model import MentionKind
from spoorboek.rules.letter_audit.pairs import Pair, list_pairs
from spoorboek.rules.letter_audit.series import Series
from spoorboek.rules.letter_audit.stems import list_stems

_HARM, _BENEFIT = "<harm>", "<benefit>"
_DOING = frozenset({"<effort>", "<measure>"})


@dataclass(frozen=True, slots=True)
class Move:
    """Something that was counted twice; ``way`` is 1 when it went better, -1 worse, 0 when that depends."""

    label: str
    before: int | Decimal
    after: int | Decimal
    way: int
    stems: frozenset[str]
    kind: str

    @property
    def is_known(self) -> bool:
        """Tell whether more of it is known to be better or worse."""
        return self.kind in ("harm", "benefit")

    @property
    def is_harm(self) -> bool:
        """Tell whether it counts something that nobody wants."""
        return self.kind == "harm"

    @property
    def size(self) -> Decimal:
        """Return by how much it changed."""
        return abs(Decimal(self.after) - Decimal(self.before))


def list_moves(material: Material, facts: Sequence[Fact], rows: Sequence[Series]) -> list[Move]:
    """Return what some numbers and rows of tables say that went up or down.

    Parameters: ``facts`` and ``rows`` of one part of a letter. Errors: none.
    """
    found = [_make(row.label, "", row.values[0][1], row.values[-1][1]) for row in rows if len(row.values) > 1]
    return [*found, *_list_told(material, material.without_parts(facts))]


def _list_told(material: Material, facts: Sequence[Fact]) -> Iterator[Move]:
    used: set[int] = set()
    for sentence in dict.fromkeys(one.mention.sentence for one in facts):
        own = [one for one in facts if one.mention.sentence == sentence]
        for pair in list_pairs(material.letter, own) or _list_in_order(material, own):
            used |= {pair.before.mention.start, pair.after.mention.start}
            yield _make_of(material, pair.before, pair.after)
    for block in dict.fromkeys(one.mention.block for one in facts):
        rest = [one for one in facts if one.mention.block == block and one.mention.start not in used]
        for pair in list_pairs(material.letter, rest):
            if pair.is_same_unit:
                yield _make_of(material, pair.before, pair.after)


def _list_in_order(material: Material, own: Sequence[Fact]) -> list[Pair]:
    """In dezelfde jaren 402 en 517: two numbers told in the order of the years named before."""
    counts = [one for one in own if one.mention.kind is MentionKind.NUMBER]
    if len(counts) != 2 or not _SAME_YEARS.search(material.sentence_words(counts[0].mention.sentence)):
        return []
    return [Pair(*counts)]


_SAME_YEARS = re.compile(
    r"\b(?:in|over) (?:dezelfde|die|diezelfde|deze|beide) (?:twee )?jaren\b|\bachtereenvolgens\b|"
    r"\brespectievelijk\b",
    re.IGNORECASE,
)


def _make_of(material: Material, before: Fact, after: Fact) -> Move:
    places = dict.fromkeys((before.mention.sentence, after.mention.sentence))
    words = " ".join(material.sentence_words(one) for one in places)
    unit = after.unit or before.unit or _find_unit_before(material, min(places))
    return _make(unit, words, before.value, after.value)


def _find_unit_before(material: Material, sentence: int) -> str:
    """In Zuid gebeurden er 93: bare numbers count what the sentence before them counted."""
    near = [one.index for one in material.layout.neighbours(sentence)]
    if sentence - 1 not in near or " er " not in material.sentence_words(sentence):
        return ""
    units = {one.unit for one in material.facts_in(sentence - 1) if one.unit}
    return units.pop() if len(units) == 1 else ""


def _make(label: str, words: str, before: int | Decimal, after: int | Decimal) -> Move:
    kind = kind_of(label) or kind_of(words)
    sign = {"harm": -1, "benefit": 1}.get(kind, 0)
    stems = list_stems(f"{label} {words}")
    return Move(label or "het aantal", before, after, sign * _sign(after - before), stems, kind)


def _sign(change: int | Decimal) -> int:
    return (change > 0) - (change < 0)


def kind_of(words: str) -> str:
    """Return what some words count: harm, benefit, doing or nothing that is known."""
    tags = frozenset[str]().union(*(one.tags for one in list_tokens(words)))
    if _HARM in tags:
        return "harm"
    if _BENEFIT in tags:
        return "benefit"
    return "doing" if tags & _DOING else ""


def is_of_trouble(fact: Fact) -> bool:
    """Tell whether a number counts something that nobody wants."""
    return fact.mention.kind is MentionKind.NUMBER and (
        kind_of(fact.unit or "") == "harm" or (not fact.unit and fact.counts is Counts.INCIDENTS)
    )
