"""Numbers that stand together: those of one paragraph, or of a list with what leads it in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from spoorboek.documents.readers.audit_blocks import BlockKind
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.layout import Layout
from spoorboek.rules.letter_audit.model import MentionKind, ReadLetter
from spoorboek.rules.letter_audit.quantities import DURATIONS
from spoorboek.rules.letter_audit.reading.parts import is_age
from spoorboek.rules.letter_audit.reading.roles import Role, find_roles
from spoorboek.rules.letter_audit.stems import is_same_thing

_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CAPTION})
_ELLIPTIC = re.compile(r"\ber\b[^,;]*$")
_DIFFERENCE = re.compile(
    r"\b(?:met|om) #(?:\s*%|\s+(?:\w+\s+)?(?:meer|minder|toe|af))\b|"
    r"#\s+(?:[\w'-]+\s+)?(?:meer|minder|hoger|lager)\b|"
    r"\b(?:groei|stijging|toename|daling|afname|verschil|krimp)\b[^,;]*\b(?:neer op|bedraagt|bedroeg|is|was|"
    r"van) #"
)
_MOST = 24
"""Numbers in one passage that are still read: a longer one is a list without layout."""


@dataclass(frozen=True)
class Observation:
    """A number with all that its own words say of it."""

    fact: Fact
    index: int
    """Its place in the passage."""

    @cached_property
    def roles(self) -> frozenset[Role]:
        """Return the parts that its own words can give it in a count."""
        return find_roles(self.fact.own)

    @property
    def sentence(self) -> int:
        """Return the place of its sentence."""
        return self.fact.mention.sentence

    @property
    def words(self) -> str:
        """Return its own words."""
        return self.fact.own.masked

    @property
    def is_difference(self) -> bool:
        """Tell whether it is how much something changed or differs: nam met 12 toe, 19 boetes meer."""
        role = self.fact.mention.detail.get("role")
        return role in ("by", "difference") or bool(_DIFFERENCE.search(self.words))

    @property
    def is_elliptic(self) -> bool:
        """Tell whether its noun can be left out: "waren er nog 84 verbleven" counts what was told before."""
        return bool(_ELLIPTIC.search(self.fact.own.lead))

    def is_of_kind(self, other: Observation) -> bool:
        """Tell whether both are counts, or both sums of money."""
        return self.fact.mention.kind is other.fact.mention.kind

    def counts_like(self, other: Observation) -> bool:
        """Tell whether both can count the same: the same unit, or one of them says none."""
        one, two = self.fact, other.fact
        if one.mention.kind is not two.mention.kind:
            return False
        return not one.unit or not two.unit or is_same_thing(one.unit, two.unit)


@dataclass(frozen=True)
class Passage:
    """The counts and sums of money of a passage, in order; ``shares`` are its percentages and parts."""

    counts: tuple[Observation, ...]
    shares: tuple[Fact, ...]

    def in_sentence(self, sentence: int) -> list[Observation]:
        """Return the counts of one sentence."""
        return [one for one in self.counts if one.sentence == sentence]


def list_passages(letter: ReadLetter, layout: Layout, facts: Sequence[Fact]) -> tuple[Passage, ...]:
    """Return the passages of a letter that have numbers, tables and headings left out."""
    groups: dict[int, list[Fact]] = {}
    leads = _list_leads(letter)
    for fact in facts:
        if (place := leads.get(fact.mention.block)) is not None:
            groups.setdefault(place, []).append(fact)
    return tuple(_make_passage(group) for group in groups.values() if len(group) <= _MOST)


def _list_leads(letter: ReadLetter) -> dict[int, int]:
    """Return the block that begins the passage of each block: a list goes on where its lead began."""
    leads: dict[int, int] = {}
    for place, block in enumerate(letter.text.blocks):
        if block.kind not in _TEXT or block.table is not None:
            continue
        is_item = block.kind is BlockKind.LIST_ITEM
        leads[place] = leads[place - 1] if is_item and place - 1 in leads else place
    return leads


def _make_passage(facts: Sequence[Fact]) -> Passage:
    counts = [one for one in facts if is_countable(one)]
    shares = tuple(one for one in facts if one.mention.kind in (MentionKind.PERCENTAGE, MentionKind.SHARE))
    return Passage(tuple(Observation(one, place) for place, one in enumerate(counts)), shares)


def is_countable(fact: Fact) -> bool:
    """Tell whether a number can be added up: marks, shares, factors and how long it took cannot."""
    if fact.mention.kind not in (MentionKind.NUMBER, MentionKind.AMOUNT) or fact.is_mark or fact.is_share:
        return False
    if is_age(fact):
        return False
    unit = (fact.unit or "").split()[-1:]
    return not unit or unit[0] not in DURATIONS or "uur" in unit[0] or "uren" in unit[0]
