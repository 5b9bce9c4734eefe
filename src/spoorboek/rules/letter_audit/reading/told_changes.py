"""What a letter says of more and less, with the numbers that show whether that is so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.change_words import AGAIN
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import MentionKind
from spoorboek.rules.letter_audit.moves import kind_of
from spoorboek.rules.letter_audit.pairs import is_difference
from spoorboek.rules.letter_audit.reading.same_matter import is_linked
from spoorboek.rules.letter_audit.reading.table_counts import find_meant
from spoorboek.rules.letter_audit.reading.time_order import is_base, read_order
from spoorboek.rules.letter_audit.reading.told_counts import (
    EACH,
    Pair,
    is_alike,
    is_compared_with,
    list_pairs,
    list_rows,
    list_usable,
)
from spoorboek.rules.letter_audit.reading.ways import Way, list_ways
from spoorboek.rules.letter_audit.year_parts import mixes_parts

_LEAST_ROW, _TWO = 3, 2


@dataclass(frozen=True, slots=True)
class Told:
    """A way with the numbers that it speaks of: the pair that shows it, or that shows the other way."""

    way: Way
    pair: Pair
    holds: bool


@lru_cache(maxsize=1)
def list_told(material: Material) -> tuple[Told, ...]:
    """Return what a letter says of more and less where its own numbers show whether that is so.

    Parameters: ``material``. Errors: none.
    """
    found: list[Told] = []
    if material.letter.language != "nl":
        # The words by which numbers are read are Dutch.
        return ()
    for sentence in material.letter.sentences:
        for way in list_ways(material, sentence.index):
            one = _find_in_text(material, way) or _find_in_table(material, way)
            if one and (one.holds or not any(one.pair == other.pair for other in found)):
                # Of numbers that words go against twice (deze daling) the first are told.
                found.append(one)
    return tuple(found)


def _find_in_text(material: Material, way: Way) -> Told | None:
    rows = [row for row in list_rows(material, way) if not way.is_mood or _is_trouble(material, way, row)]
    told = [one for row in rows if (one := _weigh(material, way, row)) is not None]
    if not told or len(told) < len(rows):
        return None
    found = next((one for one in told if one.holds), told[0])
    pair = (found.pair.before, found.pair.after)
    is_own = all(one.mention.sentence == way.sentence for one in pair)
    is_sure = found.holds or is_own or is_linked(material, way, pair, 1, loosely=False)
    return found if is_sure else None


def _find_in_table(material: Material, way: Way) -> Told | None:
    """Return what the table beside a sentence without numbers shows; of all its rows the one that differs."""
    if not material.grids or list_usable(material, material.facts_in(way.sentence)):
        return None
    meant = find_meant(material, way)
    if meant is None or not way.reading.tags.isdisjoint(("<improved>", "<worsened>")):
        return None
    rows = [one for one in meant.rows if not way.is_mood or kind_of(one.label) == "harm"]
    told = [one for row in rows if (one := _weigh(material, way, row.facts)) is not None]
    if meant.together:
        return next((one for one in told if not one.holds), told[0] if told else None)
    return told[0] if len(told) == 1 else None


def _is_trouble(material: Material, way: Way, row: Sequence[Fact]) -> bool:
    """Tell whether numbers count what nobody wants: rustiger says nothing of a mark or of visitors."""
    if not way.reading.tags.isdisjoint(("<improved>", "<worsened>")) and any(
        one.mention.sentence != way.sentence for one in row
    ):
        return False
    words = " ".join(material.sentence_words(place) for place in {one.mention.sentence for one in row})
    is_count = all(
        one.mention.kind is MentionKind.NUMBER and not one.is_mark and not one.is_share for one in row
    )
    return is_count and kind_of(words) == "harm"


def _weigh(material: Material, way: Way, row: Sequence[Fact]) -> Told | None:
    """Return whether any two numbers of a row that can be meant go the way that is said."""
    pairs = [one for one in _choose(material, way, row) if not _mixes(material, one)]
    if not pairs or not _fits_difference(material, way, pairs):
        return None
    right = [one for one in pairs if one.sign == way.sign or (not way.sign and one.sign)]
    if not way.sign:
        return Told(way, _find_largest(right), True) if right else None
    if EACH.search(way.words) and len(row) >= _LEAST_ROW and len(pairs) == len(row) - 1:
        wrong = [one for one in pairs if one.sign != way.sign]
        return (
            Told(way, wrong[0], False) if wrong else Told(way, Pair(pairs[0].before, pairs[-1].after), True)
        )
    if right:
        return Told(way, _find_largest(right), True)
    return Told(way, pairs[0], False)


def _fits_difference(material: Material, way: Way, pairs: Sequence[Pair]) -> bool:
    """Twaalf minder: two numbers that do not differ by twelve are others than those that are meant."""
    said = [
        one
        for one in material.facts_in(way.sentence)
        if way.start <= one.mention.start < way.end and is_difference(material.letter, one)
    ]
    counts = [one.value for one in said if one.mention.kind is MentionKind.NUMBER]
    return not counts or any(abs(one.after.value - one.before.value) in counts for one in pairs)


def _find_largest(pairs: Sequence[Pair]) -> Pair:
    return max(pairs, key=lambda one: abs(Decimal(one.after.value) - Decimal(one.before.value)))


def _mixes(material: Material, pair: Pair) -> bool:
    """Tell whether a part of a year stands beside a whole one: that is another remark."""
    before, after = pair.before.period, pair.after.period
    is_mixed = before is not None and after is not None and before.is_whole_years != after.is_whole_years
    return is_mixed or mixes_parts(material.letter, material.layout, pair.before, pair.after)


def _choose(material: Material, way: Way, row: Sequence[Fact]) -> list[Pair]:
    """Return the two numbers that a way can compare, in every order that the words leave open."""
    is_laid = way.is_beside or not list_pairs(material, row)
    based = [one for one in row if is_compared_with(material, way, one)] if is_laid else []
    if bases := [one for one in based if way.start <= one.mention.start < way.end]:
        known = list_usable(material, material.facts_in(way.sentence))
        others = {one.mention.start: one for one in (*row, *known) if is_alike(one, bases[0])}
        pairs = [Pair(base, one) for base in bases for one in others.values() if one not in based]
        return [one for one in pairs if one.sign]
    own = [one for one in row if way.start <= one.mention.start < way.end]
    if way.is_beside and len(own) == 1 and len(row) == _TWO:
        # In 2023 lag dat met 33 hoger: that number is the higher one, whatever its year.
        other = next(one for one in row if one is not own[0])
        return [Pair(other, own[0])]
    if len(row) >= _LEAST_ROW and EACH.search(way.words):
        steps = [Pair(one, two) for one, two in pairwise(row)]
        orders = {order for one, two in pairwise(row) for order in read_order(material.letter, one, two)}
        if len(orders) == 1:
            return steps if orders == {1} else [Pair(one.after, one.before) for one in reversed(steps)]
    if way.is_beside and _lacks_base(material, way, row):
        return []
    here = {one.mention.start for one in row if one.mention.sentence == way.sentence}
    pairs = [
        one
        for one in list_pairs(material, row)
        if not here or here & {one.before.mention.start, one.after.mention.start}
    ]
    return _open_by_share(material, way, _keep_last(material, way, row, pairs))


def _keep_last(material: Material, way: Way, row: Sequence[Fact], pairs: Sequence[Pair]) -> list[Pair]:
    """Of three years or more the last, or the one that is named, is what is compared."""
    if len(row) < _LEAST_ROW:
        return list(pairs)
    if based := [one for one in pairs if one.before.period in _list_bases(material, way)]:
        return based
    said = material.layout.mentions_of(way.sentence)
    named = {
        one.period for one in said if one.kind is MentionKind.PERIOD and way.start <= one.start < way.end
    }
    told = [one for one in pairs if one.after.period in named]
    earlier = {one.before.mention.start for one in pairs}
    last = (
        told
        if len({one.after.mention.start for one in told}) == 1
        else [one for one in pairs if one.after.mention.start not in earlier]
    )
    if AGAIN.search(way.words) and last:
        # Opnieuw gedaald: since the number right before the last one.
        before = max((one.before for one in last), key=lambda one: str(one.period or ""))
        last = [one for one in last if one.before is before]
    if len({one.sign for one in last}) > 1 and not told:
        # With which year it is compared makes the difference: that is another remark.
        return []
    return last or list(pairs)


def _lacks_base(material: Material, way: Way, row: Sequence[Fact]) -> bool:
    """Nog altijd minder dan in 2019: no number of that year was told."""
    bases, years = _list_bases(material, way), {one.period for one in row}
    return bool(bases) and None not in years and bases.isdisjoint(years)


def _list_bases(material: Material, way: Way) -> set[Period]:
    """Return the times that a way compares with: dan in 2019, meer dan bij de start in 2022."""
    text, found = material.letter.text.text, set()
    for one in material.layout.mentions_of(way.sentence):
        if one.period is None or not way.start <= one.start < way.end:
            continue
        is_base_of = one.kind is MentionKind.COMPARATOR or (
            one.kind is MentionKind.PERIOD and is_base(" ".join(text[way.start : one.start].split()) + " ")
        )
        if is_base_of:
            found.add(one.period)
    return found


def _open_by_share(material: Material, way: Way, pairs: Sequence[Pair]) -> list[Pair]:
    """A stijging van 11 procent (2.073 tegen 2.302): the percentage can turn two numbers round."""
    told = {one.mention.start for pair in pairs for one in (pair.before, pair.after)}
    shares = [
        one.mention
        for one in material.facts_in(way.sentence)
        if one.mention.kind is MentionKind.PERCENTAGE and one.mention.start not in told
    ]
    found = list(pairs)
    for pair in pairs:
        before, after = Decimal(pair.before.value), Decimal(pair.after.value)
        change = abs(before - after) / after * 100 if after else Decimal(0)
        if any(
            one.low is not None and one.high is not None and one.low - 1 <= change <= one.high + 1
            for one in shares
        ):
            found.append(Pair(pair.after, pair.before))
    return found
