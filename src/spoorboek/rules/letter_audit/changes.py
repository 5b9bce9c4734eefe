"""Words of change with the two numbers that they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from spoorboek.rules.letter_audit.change_periods import Change, place_change
from spoorboek.rules.letter_audit.change_words import (
    AFTERWARDS,
    AGAIN,
    AMOUNT_OF,
    BACK,
    BOTH,
    CONDITIONAL,
    LOOKS_BACK,
    OPENS,
    SET_AGAINST,
    SHOWS,
    THAN,
    THUS,
)
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.far_pairs import find_share_again, pair_two_units
from spoorboek.rules.letter_audit.layout import AREA, Layout
from spoorboek.rules.letter_audit.meanings import tags_of
from spoorboek.rules.letter_audit.model import Mention, MentionKind, ReadLetter
from spoorboek.rules.letter_audit.pairs import (
    Pair,
    is_difference,
    is_same_matter,
    is_year_row,
    list_block_facts,
    list_pairs,
)
from spoorboek.rules.letter_audit.stems import is_same_thing, list_stems
from spoorboek.rules.letter_audit.told_pairs import find_told_pairs, find_told_row, names_thing, points_back

K = MentionKind
_SHORT = 4
_LONG_AGO = -2


def list_changes(letter: ReadLetter, layout: Layout, facts: Sequence[Fact]) -> tuple[Change, ...]:
    """Return every direction that has two numbers: in its sentence, with the one before, or beside it."""
    by_sentence: dict[int, list[Fact]] = {}
    for fact in facts:
        by_sentence.setdefault(fact.mention.sentence, []).append(fact)
    finder = _Finder(letter, layout, by_sentence)
    return tuple(change for sentence in letter.sentences for change in finder.find(sentence.index))


@dataclass(slots=True)
class _Finder:
    letter: ReadLetter
    layout: Layout
    facts: dict[int, list[Fact]]

    def find(self, sentence: int) -> Iterator[Change]:
        directions = [
            one
            for one in self.layout.mentions_of(sentence)
            if one.kind is K.DIRECTION and not one.detail.get("speed") and not one.detail.get("intended")
        ]
        if self.layout.is_table(sentence) or self.layout.is_heading(sentence) or not directions:
            return
        words = self.letter.words_of(self.layout.sentence_at(sentence))
        own = self.facts.get(sentence, [])
        is_known = any(points_back(self.letter, one) for one in directions)
        is_ahead = self.layout.is_ahead(sentence) and not is_known
        is_conditional = CONDITIONAL.search(words) and not BOTH.search(words)
        if is_conditional or is_ahead or self._compares_areas(sentence):
            return
        if AREA.search(words) and len({one.period for one in own}) < 2 and not _has_roles(own):
            return
        if bases := self._pair_bases(sentence, own):
            pairs = bases
        elif THAN.search(words):
            pairs = self._pair_with_earlier(sentence, own)
        else:
            pairs = [self._turn(one, directions, own) for one in list_pairs(self.letter, own)]
        if not pairs:
            pairs = self._pair_with_earlier(sentence, own) or self._pair_with_next(sentence, own)
            ways = {one.value for one in directions}
            # "Tegenover een toename van A staat een afname van B" is of two rows, told before it.
            pairs = pairs or ([] if {1, -1} <= ways else self._pair_apart(sentence, words, own))
            pairs = [one for one in pairs if self._is_about(directions, one)]
        if pairs or any(one.mention.kind is K.NUMBER for one in own):
            yield from self._give_directions(directions, pairs)
        else:
            yield from self._look_back(directions)

    def _look_back(self, directions: Sequence[Mention]) -> Iterator[Change]:
        """Al met al nam het aantal inbraken af: the numbers stand further back, or "deze daling" points."""
        for direction in directions:
            if points_back(self.letter, direction) and self._is_said_again(direction):
                continue
            row = find_told_row(self.letter, self.layout, self.facts, direction)
            pairs = find_told_pairs(self.letter, self.layout, row, direction) if row else []
            placed = (place_change(self.letter, self.layout, direction, pair) for pair in pairs)
            yield from (change for change in placed if change is not None)

    def _is_said_again(self, direction: Mention) -> bool:
        """Daalde van A naar B. Deze daling: of words that are wrong twice the first are told."""
        before = self.layout.before_in_block(direction.sentence)
        return any(one.kind is K.DIRECTION and one.value == direction.value for one in before)

    def _compares_areas(self, sentence: int) -> bool:
        said = self.layout.mentions_of(sentence)
        return any(one.kind is K.COMPARATOR and one.detail.get("area") for one in said)

    def _give_directions(self, directions: Sequence[Mention], pairs: Sequence[Pair]) -> Iterator[Change]:
        ways = [one for one in directions if one.value != 0] or list(directions)
        if len(ways) == 1 and len(pairs) > 1 and pairs[0].after is pairs[1].before:
            pairs = [pairs[0] if self._is_behind(ways[0]) else Pair(pairs[0].before, pairs[-1].after)]
        if len(ways) == len(pairs) > 1:
            # One word for each pair, both in the order in which they are told.
            placed = (
                place_change(self.letter, self.layout, way, pair)
                for way, pair in zip(ways, pairs, strict=True)
            )
            yield from (change for change in placed if change is not None)
            return
        for pair in pairs:
            direction = min(ways, key=lambda one: _distance(one, pair))
            if len(ways) < len(pairs) and self._is_set_against(direction, pair):
                continue
            if (change := place_change(self.letter, self.layout, direction, pair)) is not None:
                yield change

    def _turn(self, pair: Pair, directions: Sequence[Mention], own: Sequence[Fact]) -> Pair:
        """A tegen B, without years: the percentage beside them tells which of the two came first."""
        before, after = Decimal(pair.before.value), Decimal(pair.after.value)
        printed = [one.mention for one in own if one.mention.kind is K.PERCENTAGE]
        way = next((one.value for one in directions if one.value), None)
        if pair.before.period != pair.after.period or len(printed) != 1 or way is None or not after:
            return pair
        low, high = printed[0].low, printed[0].high
        percentage = (before - after) / after * 100
        is_wrong_way = (after - before) * way < 0
        is_told = low is not None and high is not None and low - 1 <= abs(percentage) <= high + 1
        return Pair(pair.after, pair.before) if is_wrong_way and is_told else pair

    def _is_behind(self, direction: Mention) -> bool:
        """Tell whether a word only looks back: na een stijging in 2023 (van A naar B) werden het er C."""
        before = self.letter.text.text[max(0, direction.start - 24) : direction.start]
        return bool(LOOKS_BACK.search(before))

    def _is_set_against(self, direction: Mention, pair: Pair) -> bool:
        """Daalde van A naar B, terwijl het elders van C naar D ging: the word is about the first two only."""
        text = self.letter.text.text
        return bool(SET_AGAINST.search(text[direction.end : max(direction.end, pair.before.mention.start)]))

    def _pair_with_earlier(self, sentence: int, own: Sequence[Fact]) -> list[Pair]:
        """In 2024 nam het af naar 43: the number before it stands in the sentence before."""
        own = [one for one in own if not one.mention.detail.get("duration")]
        words = self.letter.words_of(self.layout.sentence_at(sentence))
        if share := find_share_again(words, own, list_block_facts(self.layout, self._all(), sentence, 1, -1)):
            return share
        counts = [one for one in own if one.mention.kind is K.NUMBER]
        levels = [one for one in counts if not is_difference(self.letter, one)]
        if levels and THAN.search(words):
            # "Dat is minder dan de 1.390 van het jaar daarvoor": that is the number right before it.
            told = list_block_facts(self.layout, self._all(), sentence, 1, -1)
            told = [one for one in told if one.mention.kind is K.NUMBER and is_same_matter(one, levels[0])]
            return [Pair(one, told[-1]) for one in levels] if told else []
        if len(counts) != 1:
            return []
        known = [
            one
            for one in list_block_facts(self.layout, self._all(), sentence, 2, -1)
            if one.period is not None and is_same_matter(one, counts[0]) and one.period != counts[0].period
            if self._counts_like(one, counts[0])
        ]
        return list_pairs(self.letter, [known[-1], *own]) if known else []

    def _counts_like(self, one: Fact, other: Fact) -> bool:
        """Tell whether a bare number may count the same: it counts what its sentence counted before it."""
        if one.unit or not other.unit:
            return True
        said = [each.unit for each in self.facts.get(one.mention.sentence, ()) if each.unit]
        return not said or any(is_same_thing(unit, other.unit) for unit in said)

    def _pair_bases(self, sentence: int, own: Sequence[Fact]) -> list[Pair]:
        """Lager dan in 2022, toen het er 90 waren: the number that is lower was told before."""
        compared = {
            one.period for one in self.layout.mentions_of(sentence) if one.kind is K.COMPARATOR and one.period
        }
        counts = [one for one in own if one.mention.kind is K.NUMBER]
        counts = [one for one in counts if not is_difference(self.letter, one)]
        if not counts or not all(one.period in compared or one.own.when == _LONG_AGO for one in counts):
            return []
        before = list_block_facts(self.layout, self._all(), sentence, 3, -1)
        last = [
            one
            for one in before
            if one.period is not None
            and is_same_matter(one, counts[0])
            and self._counts_like(one, counts[0])
            and all(base.period is not None and one.period.last > base.period.last for base in counts)
        ]
        return [Pair(base, last[-1]) for base in counts] if last else []

    def _pair_with_next(self, sentence: int, own: Sequence[Fact]) -> list[Pair]:
        """Het liep op naar 20. In 2023 waren dat er 27: the other number stands in the next sentence."""
        counts = [one for one in own if one.mention.kind in (K.NUMBER, K.AMOUNT)]
        following = self.layout.next_in_block(sentence)
        if len(counts) != 1 or following is None:
            return []
        words = self.letter.words_of(following)
        its = [
            one for one in self.facts.get(following.index, ()) if one.mention.kind is counts[0].mention.kind
        ]
        said = self.layout.mentions_of(following.index)
        if len(its) != 1 or not OPENS.search(words) or any(one.kind is K.DIRECTION for one in said):
            return []
        one, other = counts[0], its[0]
        if not is_same_matter(one, other) or (one.period and one.period == other.period):
            return []
        is_after = bool(AFTERWARDS.search(words))
        if one.period and other.period:
            is_after = other.period.last > one.period.last
        return [Pair(one, other) if is_after else Pair(other, one)]

    def _pair_apart(self, sentence: int, words: str, own: Sequence[Fact]) -> list[Pair]:
        """A sentence without numbers that looks back on those before it, or forward to those behind it."""
        if any(one.mention.kind is K.NUMBER for one in own):
            return []
        row = list_block_facts(self.layout, self._all(), sentence, 2, -1)
        if is_year_row(row) and BACK.search(words):
            # Three years or more: from which one it changed is another question than two numbers answer.
            return []
        behind = list_block_facts(self.layout, self._all(), sentence, 0, 1)
        nearest = list_block_facts(self.layout, self._all(), sentence, 1, 0)
        before = list_block_facts(self.layout, self._all(), sentence, 2, 0)
        looks_back = BACK.search(words) is not None
        order = (nearest, before, behind) if looks_back else (behind,)
        for facts in ([one for one in each if not one.mention.detail.get("duration")] for each in order):
            pairs = list_pairs(self.letter, [one for one in facts if one.mention.kind is K.NUMBER])
            if not pairs and looks_back:
                pairs = list_pairs(self.letter, [one for one in facts if one.mention.kind is K.PERCENTAGE])
            if not pairs and THUS.search(words):
                pairs = pair_two_units(facts)
            if not looks_back and not all(one.is_same_unit for one in pairs):
                # "Fraude komt veel vaker voor. Op zes avonden kwamen 90 mensen": of something else.
                continue
            if pairs:
                if AGAIN.search(words):
                    return pairs[-1:]
                first, last = pairs[0].before, pairs[-1].after
                return [Pair(first, last)] if len(pairs) > 1 and first.period and last.period else pairs[:1]
        return []

    def _is_about(self, directions: Sequence[Mention], pair: Pair) -> bool:
        """Steeds meer casussen is not shown by a number of reports, unless the sentence says that it is."""
        units = [unit for unit in (pair.before.unit, pair.after.unit) if unit]
        if not self._is_named_alike(directions[0].sentence, pair, units):
            return False
        if pair.after.mention.kind is K.PERCENTAGE:
            # A share has no unit of its own: of what it is the sentence around it tells.
            return True
        wanted = [one.unit for one in directions if one.unit]
        if not units or not wanted or any(is_same_thing(one, other) for one in units for other in wanted):
            return True
        words = self.letter.words_of(self.layout.sentence_at(pair.after.mention.sentence))
        is_behind = pair.after.mention.sentence > directions[0].sentence
        return is_behind and bool(SHOWS.search(words))

    def _is_named_alike(self, sentence: int, pair: Pair, units: Sequence[str]) -> bool:
        """Het aantal vechtpartijen nam af is not shown by a number of telephone calls."""
        named = AMOUNT_OF.search(self.letter.words_of(self.layout.sentence_at(sentence)))
        if named is None or not units or any("[" in tag for tag in tags_of(named[1].lower())):
            return True
        told = self.letter.words_of(self.layout.sentence_at(pair.before.mention.sentence))
        said = list_stems(f"{told} {' '.join(units)}")
        is_root = any(len(word) > _SHORT and named[1].lower().startswith(word) for word in said)
        return is_root or any(names_thing(part, said) for part in list_stems(named[1]))

    def _all(self) -> list[Fact]:
        return [fact for facts in self.facts.values() for fact in facts]


def _has_roles(facts: Sequence[Fact]) -> bool:
    return any(one.mention.detail.get("role") for one in facts)


def _distance(direction: Mention, pair: Pair) -> int:
    low = min(pair.before.mention.start, pair.after.mention.start)
    high = max(pair.before.mention.end, pair.after.mention.end)
    if low <= direction.start <= high:
        return 0
    return min(abs(direction.end - low), abs(direction.start - high))
