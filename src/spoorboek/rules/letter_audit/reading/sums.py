"""Sums as a passage tells them: a whole with its parts, however the sentences are built.

Every run of numbers behind a number, and before a number that is told as a total, may be its parts. How sure
that is follows from how near they come to it and from what the words say; the form of the sentence does not
matter. Where one run makes the whole, the passage is right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, product

from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import MentionKind
from spoorboek.rules.letter_audit.reading.part_runs import list_runs_before, list_runs_behind
from spoorboek.rules.letter_audit.reading.passages import Observation
from spoorboek.rules.letter_audit.reading.roles import Role
from spoorboek.rules.letter_audit.reading.sum_weight import weigh, weigh_total
from spoorboek.rules.letter_audit.reading.sum_words import says

SURE = Decimal(4)
"""The weight from which numbers are told to be a whole with all of its parts."""
_MOST_PARTS = 8
_MOST_SIGNED = 4
_MOST_TIMES = 40
_PAIR = 2
_FIFTH = 5
_EACH = re.compile(
    r"\b(?:van|met|à|a|elk|ieder|per|telkens|steeds|keer|maal|x)(?: (?:elk|ieder|telkens|steeds))? $"
)
_MOVES = frozenset({Role.INFLOW, Role.OUTFLOW})
_OF_A_PART = re.compile(r"\b(?:waarvan|van wie|onder wie|waaronder|daarvan|hiervan)\b")
_KNOWN = re.compile(r"\b(?:de|deze|die|alle|onze)\s+$")
_ROUNDED = re.compile(r"\b(?:afgerond|afronding)\w*")
Saying = Callable[[int, int], str]
"""The words from one sentence up to and with the one behind another, in small letters."""


@dataclass(frozen=True, slots=True)
class ToldSum:
    """A whole and the parts that the passage tells of it, in the order of the text."""

    whole: Observation
    parts: tuple[Observation, ...]
    weight: Decimal = Decimal(0)

    @property
    def summed(self) -> Decimal:
        """Return what the parts make together."""
        return sum((Decimal(one.fact.value) for one in self.parts), Decimal(0))

    @property
    def adds_up(self) -> bool:
        """Tell whether the parts make the whole, within the rounding of amounts."""
        return abs(self.summed - self.whole.fact.value) <= _rounding([self.whole, *self.parts])


def _rounding(counts: Sequence[Observation]) -> Decimal:
    """Return how far rounding alone can bring a sum: 1,3 miljoen is known to half a tenth of a million."""
    room = Decimal(0)
    if counts[0].fact.mention.kind is MentionKind.AMOUNT and not all(map(_is_rough, counts)):
        # Parts that are told to the euro make a total to the euro.
        return room
    for one in counts:
        mention = one.fact.mention
        is_rough = mention.kind is MentionKind.AMOUNT or isinstance(mention.value, Decimal)
        if is_rough and mention.low is not None and mention.high is not None:
            half = (mention.high - mention.low) / 2
            room += half if half > Decimal("0.5") or half < Decimal("0.5") else 0
    return room


def _is_rough(one: Observation) -> bool:
    mention = one.fact.mention
    return mention.low is not None and mention.high is not None and mention.high - mention.low > 1


def list_told_sums(counts: Sequence[Observation], say: Saying) -> Iterator[ToldSum]:
    """Yield the sums that a passage tells and that are surely meant as such.

    Parameters: ``counts`` of a passage, in order; ``say``, its words. Returns one sum for each whole: the one
    that adds up if there is one, else the surest. Errors: none.
    """
    taken: set[int] = set()
    for whole in counts:
        if whole.index in taken or whole.is_difference or whole.fact.mention.detail.get("about"):
            continue
        left = [one for one in counts if one.index not in taken]
        behind = list(_list_behind(whole, counts, say))
        found = behind or list(_list_times(whole, counts)) or list(_list_before(whole, left, say))
        if not found:
            continue
        best = max(found, key=lambda told: (told.adds_up, told.weight))
        if best.adds_up or best.weight >= SURE:
            taken |= {one.index for one in best.parts}
            yield best


def _list_behind(whole: Observation, counts: Sequence[Observation], say: Saying) -> Iterator[ToldSum]:
    for parts in list_runs_behind(whole, counts):
        told = ToldSum(whole, parts)
        weight = weigh(whole, parts, say(whole.sentence, parts[-1].sentence))
        # "Voor drie clubs": as many parts as there are said to be.
        skipped = counts[whole.index + 1 : parts[0].index]
        weight += any(one.fact.value == len(parts) for one in skipped)
        if told.adds_up or weight >= SURE:
            yield ToldSum(whole, parts, weight)


def _list_before(total: Observation, counts: Sequence[Observation], say: Saying) -> Iterator[ToldSum]:
    if isinstance(total.fact.value, Decimal) and total.fact.mention.kind is MentionKind.NUMBER:
        # Acht boa's en twee toezichthouders, samen 9,2 fte: people make up another number of full days.
        return
    is_known = bool(_KNOWN.search(total.fact.own.lead)) and Role.WHOLE not in total.roles
    if Role.TOTAL not in total.roles and not is_known:
        return
    for parts in list_runs_before(total, counts):
        told = ToldSum(total, parts)
        weight = weigh_total(total, parts, say(parts[0].sentence, total.sentence))
        if told.adds_up or weight >= SURE:
            yield ToldSum(total, parts, weight)


def _list_times(total: Observation, counts: Sequence[Observation]) -> Iterator[ToldSum]:
    """Twee groepen van 16, dus in totaal 36: as many parts as there are groups, all of one size."""
    if Role.TOTAL not in total.roles or total.index < _PAIR:
        return
    times, size = counts[total.index - 2], counts[total.index - 1]
    is_near = times.sentence == total.sentence and isinstance(times.fact.value, int)
    if not is_near or times.fact.value > _MOST_TIMES or not _EACH.search(size.fact.own.lead):
        return
    told = ToldSum(total, (size,) * int(times.fact.value))
    if abs(told.summed - total.fact.value) <= total.fact.value / _FIFTH:
        yield ToldSum(total, told.parts, SURE)


def has_other_reading(whole: Observation, counts: Sequence[Observation], parts: Sequence[Fact]) -> bool:
    """Tell whether other numbers of a passage do make a whole, leaving out at most one of the parts.

    Parameters: ``whole``; ``counts`` of the passage; ``parts`` that were read. Errors: none. When all parts
    stand beside their whole, what another sentence counts is no part of it, unless it is the rest.
    """
    is_beside = all(part.mention.sentence == whole.sentence for part in parts)
    others = [
        one
        for one in counts
        if one is not whole
        and (not is_beside or one.sentence == whole.sentence or one.counts_like(whole) or _is_rest(one))
    ][:_MOST_PARTS]
    sizes = range(max(len(parts) - 1, 2), len(others) + 1)
    summed = sum(part.value for part in parts)
    return (
        any(one.fact.value == summed for one in counts)
        or _divides_a_part(whole, parts)
        or _is_of_another(whole, counts, parts)
        or _counts_once(whole, counts, parts)
        or any(
            sum(one.fact.value for one in chosen) == whole.fact.value
            and _leaves_out_others(whole, others, chosen)
            for size in sizes
            for chosen in combinations(others, size)
        )
    )


def _divides_a_part(whole: Observation, parts: Sequence[Fact]) -> bool:
    """730 lieten iets weten, 410 per post en 320 digitaal: those divide a part, and are none themselves."""
    values = [part.value for part in parts]
    if sum(values) <= whole.fact.value * Decimal("1.1"):
        return False
    return any(
        parts[first].own.tail.rstrip().endswith((";", ":")) and sum(values[first + 1 : last]) == value
        for first, value in enumerate(values)
        for last in range(first + 3, len(values) + 1)
    )


def _counts_once(whole: Observation, counts: Sequence[Observation], parts: Sequence[Fact]) -> bool:
    """66 in the first year and 71 in the second, 19 in both: 118 counts those once."""
    summed = sum(part.value for part in parts)
    twice = [one for one in counts if one is not whole and says("twice", one.words)]
    return any(summed - one.fact.value == whole.fact.value for one in twice)


def _is_of_another(whole: Observation, counts: Sequence[Observation], parts: Sequence[Fact]) -> bool:
    """Tell whether a number is itself a part, or what is left of another after what came and went."""
    own = {part.mention.start for part in parts}
    before = [one.fact.value for one in counts[: whole.index] if one.fact.mention.start not in own]
    values = [part.value for part in parts]
    if whole.fact.value + sum(values) in before:
        # "167 incidenten. Bijna de helft (81) hier, 52 daar en 34 elders."
        return True
    # "14 plekken. Nu zijn het er 9: zes eraf en één erbij."
    moves = [one for one in counts if one.fact.mention.start in own and one.roles & _MOVES]
    signs = product((1, -1), repeat=len(values)) if moves and len(values) <= _MOST_SIGNED else ()
    return any(
        other + sum(sign * value for sign, value in zip(chosen, values, strict=True)) == whole.fact.value
        for chosen in signs
        if -1 in chosen
        for other in (0, *before)
    )


def _leaves_out_others(
    whole: Observation, others: Sequence[Observation], chosen: Sequence[Observation]
) -> bool:
    """Tell whether what is left out may be no part: it counts another thing, or is a part of a part."""
    left_out = [one for one in others if one not in chosen and one.index < max(each.index for each in chosen)]
    return all(
        (one.fact.unit and not one.counts_like(whole))
        or one.index < whole.index
        or _OF_A_PART.search(one.fact.own.lead)
        for one in left_out
    )


def _is_rest(one: Observation) -> bool:
    return Role.REST in one.roles
