"""How one number is told: what it counts, whether as known, in which words, and what was told before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import MentionKind
from spoorboek.rules.letter_audit.quantities import DURATIONS
from spoorboek.rules.letter_audit.reading.fact_words import find_words
from spoorboek.rules.letter_audit.reading.known_counts import (
    find_known_noun,
    list_placed_names,
    read_phrase,
    read_restriction,
)
from spoorboek.rules.letter_audit.reading.matters import Matter, read_matter
from spoorboek.rules.letter_audit.reading.passages import Observation
from spoorboek.rules.letter_audit.reading.weak_words import WEAK
from spoorboek.rules.letter_audit.stems import list_stems

_BACK = 3
"""Sentences before a number that belong to what is told with it."""
_COUNTED = re.compile(
    r"\b(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w+tien|\w+tig|honderd|duizend|"
    r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|euro|procent)\b"
)


class Measure(Enum):
    """What sort of number it is: only numbers of one sort can be one fact."""

    COUNT = "count"
    AMOUNT = "amount"
    PERCENTAGE = "percentage"
    SHARE = "share"
    DURATION = "duration"


@dataclass(frozen=True)
class Telling:
    """One number with all that its sentence and the ones before it say of it; each read once."""

    material: Material
    fact: Fact

    @cached_property
    def measure(self) -> Measure | None:
        """Return what sort of number it is; None when it is a mark, a change or about."""
        mention, fact = self.fact.mention, self.fact
        is_wish = any(mention.detail.get(name) for name in ("role", "about", "table"))
        if is_wish or fact.is_mark or self.material.layout.is_table(mention.sentence):
            return None
        if Observation(fact, 0).is_difference:
            return None
        if mention.kind is MentionKind.AMOUNT:
            return Measure.AMOUNT
        if mention.kind is MentionKind.PERCENTAGE:
            return None if fact.unit == "pp" else Measure.PERCENTAGE
        if mention.kind is MentionKind.SHARE:
            return Measure.SHARE
        if mention.kind is not MentionKind.NUMBER or fact.is_share or fact.value <= 1:
            return None
        return Measure.DURATION if self.unit in DURATIONS else Measure.COUNT

    @cached_property
    def unit(self) -> str:
        """Return the last word of what it counts."""
        return (self.fact.unit or "").split()[-1].lower() if self.fact.unit else ""

    @cached_property
    def sentence(self) -> str:
        """Return its sentence."""
        return self.material.sentence_words(self.fact.mention.sentence)

    @cached_property
    def led_sentence(self) -> str:
        """Return its sentence with the one that leads in its list."""
        lead = self.material.layout.lead_in(self.fact.mention.sentence)
        return f"{self.material.sentence_words(lead.index)} {self.sentence}" if lead else self.sentence

    @cached_property
    def own_clause(self) -> str:
        """Return its own words up to the end of its clause."""
        return f"{self.fact.own.lead}#{re.split('[,;]', self.fact.own.tail)[0]}"

    @cached_property
    def near_words(self) -> str:
        """Return the words before it and those right around its noun."""
        return f"{self.fact.own.lead} # {read_phrase(self.fact)}"

    @cached_property
    def matter(self) -> Matter:
        """Return what its own words say that it is about."""
        return read_matter(self.material, self.fact)

    @cached_property
    def is_known(self) -> bool:
        """Tell whether it is told as known: die 46 bezoeken, het budget 2024 van 585.000 euro."""
        lead = self.fact.own.lead
        named = find_words("noun_of", lead)
        is_named = named is not None and named["det"] != "een"
        return is_named or find_words("definite", lead) is not None or find_known_noun(self.fact) is not None

    @cached_property
    def phrase(self) -> frozenset[str]:
        """Return the stems of what says which ones are counted, around the noun."""
        if self.measure in (Measure.AMOUNT, Measure.DURATION):
            return frozenset()
        return _stem(read_phrase(self.fact)) - WEAK - self._unit_stems

    @cached_property
    def restriction(self) -> frozenset[str]:
        """Return the stems of what narrows it right around its noun."""
        if self.measure in (Measure.AMOUNT, Measure.DURATION):
            return frozenset()
        return (_stem(read_restriction(self.fact)) | self.matter.behind) - WEAK - self._unit_stems

    @cached_property
    def clause(self) -> frozenset[str]:
        """Return the stems of the rest of what its clause says."""
        own = self.fact.own
        said = _stem(re.split("[,;]", own.tail)[0]) | _stem(own.lead)
        return said - WEAK - self._unit_stems - self.phrase

    @cached_property
    def about(self) -> frozenset[str]:
        """Return the stems of what narrows it, with what it is in, on or of."""
        return (self.phrase | self.matter.about) - WEAK - self._unit_stems

    @cached_property
    def names(self) -> frozenset[str]:
        """Return the names of places and bodies that go with it."""
        return list_placed_names(self.material, self.fact) | self.matter.names

    @cached_property
    def told(self) -> str:
        """Return its sentence with those just before it in its paragraph and the heading above it."""
        place, layout = self.fact.mention.sentence, self.material.layout
        near = [one.index for one in layout.neighbours(place) if place - _BACK <= one.index <= place]
        lead = layout.lead_in(place)
        words = [layout.heading_words(place), *(self.material.sentence_words(at) for at in near)]
        return " ".join([*words, self.material.sentence_words(lead.index)] if lead else words)

    @cached_property
    def told_stems(self) -> frozenset[str]:
        """Return the stems of what is told up to it."""
        return list_stems(self.told)

    @cached_property
    def own_stems(self) -> frozenset[str]:
        """Return the stems of its sentence and of the heading above it."""
        heading = self.material.layout.heading_words(self.fact.mention.sentence)
        return list_stems(self.sentence) | list_stems(heading)

    @cached_property
    def _unit_stems(self) -> frozenset[str]:
        return list_stems(self.fact.unit or "")


def _stem(words: str) -> frozenset[str]:
    return list_stems(_COUNTED.sub(" ", words))
