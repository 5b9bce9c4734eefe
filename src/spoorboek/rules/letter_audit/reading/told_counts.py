"""The numbers around a word of change that it can speak of: one thing, counted more than once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spoorboek.documents.readers.audit_blocks import BlockKind
from spoorboek.figures.dutch_numbers import decimals_of
from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import MentionKind
from spoorboek.rules.letter_audit.pairs import is_difference
from spoorboek.rules.letter_audit.reading.parts import is_age
from spoorboek.rules.letter_audit.reading.same_matter import is_linked, is_named
from spoorboek.rules.letter_audit.reading.time_order import is_base, read_order
from spoorboek.rules.letter_audit.reading.ways import Way
from spoorboek.rules.letter_audit.stems import is_same_thing

_KINDS = (MentionKind.NUMBER, MentionKind.PERCENTAGE, MentionKind.AMOUNT)
_AGO = re.compile(
    r"\s*\w+\s+(?:later|eerder|geleden|lang|daarvoor|daarna|tijd|tevoren|terug|op rij|achter|achtereen)\b"
)
_TWO = 2
EACH = re.compile(
    r"\b(?:elk|ieder) jaar\b|\bjaar (?:op|na) jaar\b|\bop rij\b|\bachter(?:een| elkaar)\b|\bjaarlijks\b",
    re.IGNORECASE,
)
"""Not only of two years, but of each year and the next."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two numbers of one thing, the earlier one first."""

    before: Fact
    after: Fact

    @property
    def sign(self) -> int:
        """Return 1 when it rose, -1 when it fell, 0 when it stayed."""
        return (self.after.value > self.before.value) - (self.after.value < self.before.value)


def list_rows(material: Material, way: Way) -> list[list[Fact]]:
    """Return the rows of numbers that a way speaks of: of its own piece, else of the nearest sentences.

    Parameters: ``material``; ``way``. Errors: none.
    """
    own = {one.mention.start for one in list_usable(material, material.facts_in(way.sentence))}
    short: list[list[Fact]] = []
    for facts in _list_scopes(material, way):
        rows = [row for row in _divide(facts) if list_pairs(material, row) or _has_base(material, way, row)]
        rows = [row for row in rows if not own or any(one.mention.start in own for one in row)]
        if not rows:
            continue
        is_own = all(one.mention.sentence == way.sentence for row in rows for one in row)
        found = rows if is_own else [row for row in rows if is_linked(material, way, row, len(rows))]
        if not EACH.search(way.words) or any(len(row) > _TWO for row in found):
            return found
        short = short or found
    return short


def _list_scopes(material: Material, way: Way) -> Iterator[list[Fact]]:
    own = list_usable(material, material.facts_in(way.sentence))
    here = [one for one in own if way.start <= one.mention.start < way.end]
    yield here
    if own and not here and not way.is_only:
        # The numbers of its sentence are those of another piece that says a way.
        return
    near = [one.index for one in material.layout.neighbours(way.sentence)]
    back = [place for place in near if place < way.sentence]
    ahead = [place for place in near if place > way.sentence] or _list_items(material, way.sentence)
    back = back or _list_above(material, way.sentence)

    def gather(places: Sequence[int]) -> list[Fact]:
        return list_usable(material, [one for place in places for one in material.facts_in(place)])

    if own:
        yield gather([*back[-1:], way.sentence])
        yield gather([way.sentence, *ahead[:1]])
        yield gather([*back[-2:], way.sentence])
        return
    yield gather(back[-1:])
    yield gather(ahead[:1])
    yield gather(back[-2:])
    yield gather(ahead[:2])
    yield gather(back[-4:])
    yield gather(ahead[:6])


def _list_items(material: Material, sentence: int) -> list[int]:
    """Return the sentences of the list that a sentence leads in."""
    block = material.letter.sentences[sentence].block + 1
    return _list_block(material, block, 1)


def _list_above(material: Material, sentence: int) -> list[int]:
    """Return the sentences of the list or paragraph right above the first sentence of a block."""
    return _list_block(material, material.letter.sentences[sentence].block - 1, -1)


def _list_block(material: Material, block: int, step: int) -> list[int]:
    blocks = material.letter.text.blocks
    places: list[int] = []
    while 0 <= block < len(blocks) and len(places) < _MOST:
        kind = blocks[block].kind
        is_item = kind is BlockKind.LIST_ITEM
        if not is_item and (places or step > 0 or kind is not BlockKind.PARAGRAPH):
            break
        own = [one.index for one in material.letter.sentences if one.block == block]
        places = [*places, *own] if step > 0 else [*own, *places]
        if not is_item:
            break
        block += step
    return places


_MOST = 12


def list_usable(material: Material, facts: Sequence[Fact]) -> list[Fact]:
    """Return the numbers of some sentences that can have changed: no parts, differences, ages or terms.

    Parameters: ``material``; ``facts``. Errors: none.
    """
    kept = [
        one
        for one in material.without_parts(facts)
        if one.mention.kind in _KINDS
        and not material.layout.is_table(one.mention.sentence)
        and not _is_change(material, one)
        and not is_age(one)
        and not (
            one.mention.detail.get("duration") and _AGO.match(material.letter.text.text, one.mention.end)
        )
        and not (one.value == 1 and one.mention.detail.get("words"))
    ]
    timeless = [one for one in kept if not one.mention.detail.get("duration")]
    return timeless if len(timeless) > 1 else kept


def _is_change(material: Material, fact: Fact) -> bool:
    """Met 12 lager is a change; met 44 hoger dan de 37 is a level, for it is too large for a change."""
    if not is_difference(material.letter, fact):
        return False
    base = _LEVEL.match(material.letter.text.text, fact.mention.end)
    number = int(base[1].replace(".", "")) if base else 0
    return not (number and fact.value * 2 > number)


_LEVEL = re.compile(
    r"\s*(?:\w+\s+){0,3}?(?:hoger|lager|meer|minder|vaker)\s+dan\s+(?:de|het|die|\D{0,30}?)\s*(\d[\d.]*)\b"
)


def is_alike(one: Fact, other: Fact) -> bool:
    """Tell whether two numbers are of one kind: both counts, shares, marks or sums.

    Parameters: ``one``, ``other``. Errors: none.
    """
    are_marks = all(decimals_of(fact.value) and 1 <= fact.value <= _BEST for fact in (one, other))
    return one.mention.kind is other.mention.kind and (one.is_mark == other.is_mark or are_marks)


_BEST = 10
"""The highest mark."""


def _divide(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Divide numbers by what they count; a bare one counts what was told right before it."""
    rows: list[list[Fact]] = []
    for fact in facts:
        row = next((one for one in reversed(rows) if _counts_like(one, fact)), None)
        if row is None:
            rows.append([fact])
        else:
            row.append(fact)
    return [row for row in rows if len(row) > 1]


def _counts_like(row: Sequence[Fact], fact: Fact) -> bool:
    last = row[-1]
    if not is_alike(last, fact):
        return False
    if bool(decimals_of(last.value)) != bool(decimals_of(fact.value)) and not fact.is_share:
        return False
    units = [one.unit for one in row if is_named(one)]
    return not units or not is_named(fact) or any(is_same_thing(unit, fact.unit) for unit in units)


def _has_base(material: Material, way: Way, row: Sequence[Fact]) -> bool:
    here = sum(way.start <= one.mention.start < way.end for one in row)
    is_same = all(one.mention.sentence == way.sentence for one in row)
    if way.is_beside and is_same and len(row) == _TWO and here == 1:
        # In Noord 94, in Zuid meer: 133. The number of its own piece is the larger, whatever the times.
        return True
    return any(is_compared_with(material, way, one) for one in row)


def is_compared_with(material: Material, way: Way, fact: Fact) -> bool:
    """Tell whether a way lays another number beside this one: dan de 40, dan in 2022, toen het 40 was.

    Parameters: ``material``; ``way``; ``fact``. Errors: none.
    """
    if fact.mention.sentence != way.sentence:
        return False
    words = material.letter.text.text[material.sentence_span(way.sentence).start : fact.mention.start]
    return is_base(" ".join(words.split()) + ("" if words.endswith("(") else " "))


def list_pairs(material: Material, row: Sequence[Fact]) -> list[Pair]:
    """Return each two numbers of a row, in every order in time that their words leave open.

    Parameters: ``material``; ``row``. Errors: none.
    """
    found: list[Pair] = []
    for place, one in enumerate(row):
        for two in row[place + 1 :]:
            for order in sorted(read_order(material.letter, one, two), reverse=True):
                found.append(Pair(one, two) if order > 0 else Pair(two, one))
    return found
