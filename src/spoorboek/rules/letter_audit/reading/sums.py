"""Sums as a passage tells them: a whole with its parts, however the sentences are built."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, product

from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.reading.passages import Observation
from spoorboek.rules.letter_audit.reading.roles import Role, is_loose, may_overlap
from spoorboek.rules.letter_audit.reading.spreads import find_spread

_NEAR = Decimal("0.34")
_MOST_PARTS = 8
_REACH = 3
_MOST_SIGNED = 4
_MOVES = frozenset({Role.INFLOW, Role.OUTFLOW})
_OF_A_PART = re.compile(r"\b(?:waarvan|van wie|onder wie|waaronder|daarvan|hiervan)\b")
_LISTED = re.compile(r":\s*$")
_BEHIND_COLON = re.compile(r"(?::|\b(?:te weten|namelijk)),?\s*#")
_SPREAD = re.compile(
    r"\b(?:(?:valt|vallen|viel|vielen) uiteen|uiteen te|opgebouwd uit|besta(?:an|at) uit|bestond(?:en)? uit|"
    r"verdeeld|onderverdeeld|uitgesplitst|opgesplitst|te verdelen|gesplitst|samengesteld)\b"
)
_ADDED = re.compile(r"\b(?:opgeteld bij|vermeerderd met|samen met|bovenop)\b")
_LAID_BESIDE = re.compile(
    r"\b(?:tegen(?:over)?|vergeleken met|in vergelijking met|ten opzichte van)"
    r"(?: (?:de|het|nog|ruim|bijna)){0,2} ?$|"
    r"\b(?:hoger|lager|meer|minder|vaker|groter|kleiner) dan (?:de|het) ?$"
)
"""Tegen 80 in dezelfde maanden: what a number is compared with is no part of a whole."""
_NOT = re.compile(r"#\s*(?:\w+\s+){0,2}(?:niet|geen|zonder)\b[.,;]?$")
_IN_SO_MANY = re.compile(r"\bin #\s*(?:van de )?(?:gevallen|zaken|keer|geval|dossiers)?\b")


@dataclass(frozen=True, slots=True)
class ToldSum:
    """A whole and the parts that the passage tells of it, in the order of the text."""

    whole: Observation
    parts: tuple[Observation, ...]

    @property
    def summed(self) -> Decimal:
        """Return what the parts make together."""
        return sum((Decimal(one.fact.value) for one in self.parts), Decimal(0))

    @property
    def adds_up(self) -> bool:
        """Tell whether the parts make the whole."""
        return self.summed == self.whole.fact.value

    @property
    def is_near(self) -> bool:
        """Tell whether the parts nearly make the whole, as they would after one slip of the pen."""
        whole = Decimal(self.whole.fact.value)
        return abs(self.summed - whole) <= whole * _NEAR


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
    return _is_of_another(whole, counts, parts) or any(
        sum(one.fact.value for one in chosen) == whole.fact.value
        and _leaves_out_others(whole, others, chosen)
        for size in sizes
        for chosen in combinations(others, size)
    )


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
        for other in before
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


def list_told_sums(counts: Sequence[Observation]) -> Iterator[ToldSum]:
    """Yield the sums that a passage claims and that no reading of its numbers makes right or wrong alone.

    Parameters: ``counts`` of a passage, in order. Returns one sum for each whole. Errors: none.
    """
    seen: set[int] = set()
    for reader in (
        _read_rest,
        _read_total,
        _read_list,
        _read_complement,
        _read_cases,
        _read_so_many,
        _read_excess,
        _read_spread,
    ):
        for one in counts:
            told = reader(one, counts)
            if told is None or told.whole.index in seen or _is_compared(told):
                continue
            seen.add(told.whole.index)
            yield told


def _is_compared(told: ToldSum) -> bool:
    """Numbers of several years, or of how much something changed, are no parts."""
    everything = (told.whole, *told.parts)
    if any(_LAID_BESIDE.search(one.fact.own.lead) for one in everything):
        return True
    if any(one.fact.mention.detail.get("role") in ("from", "to", "by", "difference") for one in everything):
        return True
    if isinstance(told.whole.fact.value, Decimal) and not any(
        isinstance(one.fact.value, Decimal) for one in told.parts
    ):
        # Acht boa's en twee toezichthouders, samen 9,2 fte: people make up another number of full days.
        return True
    return any(one.is_difference for one in everything)


def _read_rest(one: Observation, counts: Sequence[Observation]) -> ToldSum | None:
    """Acht van de 22 gingen naar horecazaken, de overige 16 naar winkels."""
    if Role.REST not in one.roles:
        return None
    before = [other for other in counts[: one.index] if other.is_of_kind(one)]
    near = [other for other in before if one.sentence - other.sentence <= _REACH]
    if len(near) < 2:
        return None
    wholes = [other for other in near if Role.WHOLE in other.roles]
    whole = wholes[-1] if wholes else max(near, key=lambda other: other.fact.value)
    near = [other for other in near if other.index > whole.index or Role.WHOLE in whole.roles]
    parts = tuple(other for other in near if other is not whole and other.fact.value < whole.fact.value)
    return ToldSum(whole, (*parts, one)) if parts else None


def _read_total(one: Observation, counts: Sequence[Observation]) -> ToldSum | None:
    """Dat maakt 45; kwamen we met de 95 op 215: the parts stand before it."""
    added = any(_ADDED.search(other.words) for other in counts[: one.index] if other.sentence == one.sentence)
    is_last = counts[-1] is one or counts[one.index + 1].sentence != one.sentence
    if Role.TOTAL not in one.roles and not (added and is_last):
        return None
    before = [
        other for other in counts[: one.index] if one.is_of_kind(other) and Role.TOTAL not in other.roles
    ]
    own = [other for other in before if other.sentence == one.sentence]
    near = [other for other in before if one.sentence - other.sentence <= 1]
    parts = own if len(own) > 1 else near
    return ToldSum(one, tuple(parts)) if len(parts) > 1 else None


def _read_list(one: Observation, counts: Sequence[Observation]) -> ToldSum | None:
    """De 130 deelnemers kwamen van vier scholen: 40, 35, 30 en 25; 75 valt uiteen in 46 en 39."""
    behind = [other for other in counts[one.index + 1 :] if other.sentence == one.sentence]
    apart = [place for place, other in enumerate(behind) if _BEHIND_COLON.search(other.words)]
    if apart:
        parts = behind[apart[0] :]
        between = behind[: apart[0]]
        if between and not all(other.fact.value == len(parts) for other in between):
            return None
    elif behind and _SPREAD.search(f"{one.fact.own.tail} {behind[0].fact.own.lead}"):
        parts = behind
    else:
        return None
    return ToldSum(one, tuple(parts)) if len(parts) > 1 else None


def _read_complement(one: Observation, counts: Sequence[Observation]) -> ToldSum | None:
    """140 huisbezoeken: bij 90 iemand thuis, bij 60 niet."""
    if not _NOT.search(one.words) or one.index < 2:
        return None
    part, whole = counts[one.index - 1], counts[one.index - 2]
    if part.sentence != one.sentence or one.sentence - whole.sentence > 1:
        return None
    return ToldSum(whole, (part, one)) if part.fact.value < whole.fact.value else None


def _read_cases(one: Observation, counts: Sequence[Observation]) -> ToldSum | None:
    """Twaalf zaken. In zeven gevallen een sluiting, in zeven een waarschuwing: more than there were."""
    behind = [other for other in counts[one.index + 1 :] if other.sentence - one.sentence <= 1]
    if len(behind) < 2 or not all(_IN_SO_MANY.search(other.words) for other in behind):
        return None
    told = ToldSum(one, tuple(behind))
    return told if told.summed > one.fact.value else None


def _read_excess(one: Observation, counts: Sequence[Observation]) -> ToldSum | None:
    """Van onze 26 wijkagenten werken er 11 in de stad, zeven in de dorpen en tien buiten: more than 26."""
    behind = [other for other in counts[one.index + 1 :] if other.sentence == one.sentence]
    if Role.WHOLE not in one.roles or len(behind) < 2 or not behind[-1].fact.own.lead.startswith("en "):
        return None
    told = ToldSum(one, tuple(behind))
    return told if told.summed > one.fact.value else None


def _read_spread(one: Observation, counts: Sequence[Observation]) -> ToldSum | None:
    """Dertig adressen. Achttien keer verhuurd, vijf keer leeg en in negen gevallen niets: 32 of thirty."""
    parts = find_spread(one, counts)
    return ToldSum(one, parts) if parts else None


def _read_so_many(one: Observation, counts: Sequence[Observation]) -> ToldSum | None:
    """90.000 euro voor drie clubs. De eerste kreeg 40.000, ...: as many parts as there are said to be."""
    behind = counts[one.index + 1 :]
    if not behind or behind[0].sentence != one.sentence or behind[0].is_of_kind(one):
        return None
    parts = [other for other in behind if other.sentence == one.sentence + 1 and other.is_of_kind(one)]
    is_all = len(parts) >= _FEWEST and behind[0].fact.value == len(parts)
    is_listed = bool(parts) and parts[-1].fact.own.lead.startswith("en ")
    return ToldSum(one, tuple(parts)) if is_all and is_listed else None


_FEWEST = 3


def is_claimed_in_full(told: ToldSum) -> bool:
    """Tell whether the words leave no room for parts that are not told or that overlap.

    Parameters: ``told``. Errors: none.
    """
    words = " ".join(one.words for one in (told.whole, *told.parts))
    if told.summed < told.whole.fact.value:
        return not is_loose(words)
    return not may_overlap(words)
