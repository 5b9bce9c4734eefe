"""Percentages and shares that a letter tells, and how their own words tie them to other numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Mention
from spoorboek.rules.letter_audit.reading.ratio_inputs import Inputs, gather_inputs, is_told_difference
from spoorboek.rules.letter_audit.reading.ratio_words import find_way, says
from spoorboek.rules.letter_audit.reading.roles import Role, find_roles
from spoorboek.rules.letter_audit.stems import list_stems, stem

_NEXT = 45
_CLOSE = 20
_BASE = re.compile(
    r"# (?:van|op|bij) (?:de|het|alle|al het|al|onze|ons|deze|dit|die|dat|hun|haar|zijn|een|elke|iedere|"
    r"in totaal)? ?"
    r"(?:in totaal )?(?:(?:\d[\d.]*|(?P<kind>[\w-]+e)) )?(?P<base>[\w-]{2,})"
)
_BASE_AHEAD = re.compile(
    r"\bvan (?:de|alle|al|onze|deze|die|het) (?:(?P<kind>[\w-]+e) )?(?P<base>[\w-]{3,})\b"
    r"(?:[^,;#]*|[^;#]*,[^,;#]*)#"
)
_BASE_ONE = re.compile(r"# (?P<base>[\w-]{4,})")
_ONE_OF = re.compile(r"\b(?:op|van de)\b")
_APPOSED = re.compile(
    r"^\W*(?:(?:of|dus|zo'n|ruim|bijna|krap|ongeveer|circa|ofwel|oftewel|nog geen|net|precies|liefst|maar|"
    r"slechts|"
    r"een kleine|iets|meer|minder|dan|de|goed|in totaal|samen|dan ook|afgerond|gemiddeld) )*#"
    r"(?: (?:van (?:het|de|alle|onze|die|deze) (?:[\w-]+e )?[\w-]+|in totaal|dus|van hen|daarvan|ervan))?"
    r"[\s.,;:)!]*$"
)
OF_THEM = re.compile(r"\b(?:daarvan|hiervan|ervan|waarvan|van (?:hen|deze|die|wie)|onder hen)\b")
JUST_OPENED = re.compile(r"[,(:–-]\s*(?:[\w'-]+\s+){0,3}$")
_ENDS_OPEN = re.compile(r"[,(:–-]\s*(?:[\w']+\s+)?$")
_PARTED = re.compile(r"[,(:–-]|\bof\b|\bvan de\b")
_NO_SLOT = re.compile(
    r"\b(?:voor|in|bij|uit|door|onder|aan)\s+(?:(?:ruim|bijna|de|een|zo'n|circa|ongeveer|"
    r"meer dan|minder dan)\s+)*$"
)
IN_FULL = re.compile(r"\s*van (?:de|het|alle|onze|die|deze)\s+(?:in totaal |\w+e )?")
_ROOT = 5


@dataclass(frozen=True)
class SaidRatio:
    """A percentage or share in words, and what its own words make of it."""

    material: Material
    fact: Fact

    @property
    def sentence(self) -> int:
        """Return the place of its sentence."""
        return self.fact.mention.sentence

    @property
    def words(self) -> str:
        """Return the words that are about it only, with # where it stands."""
        return self.fact.own.masked

    @cached_property
    def way(self) -> int | None:
        """Return the direction in which something changed by it; None when it is no change."""
        if (way := find_way(self.words)) is not None or not self.is_apposed:
            return way
        # "De toename bedraagt 109 meldingen, bijna 16 procent": it says again how much something changed.
        facts = self.material.facts_in(self.sentence)
        before = [one for one in facts if one.mention.end <= self.fact.mention.start]
        if before and not before[-1].is_share and is_told_difference(self.material, before[-1]):
            return find_way(before[-1].own.masked) or 0
        return None

    @cached_property
    def inputs(self) -> Inputs:
        """Return the numbers from which it can have been made."""
        return gather_inputs(self.material, self.sentence, self.fact.mention.start)

    @cached_property
    def is_apposed(self) -> bool:
        """Tell whether it says once more what stands before it: 48 van de 64 gesprekken: driekwart."""
        return bool(_APPOSED.match(self.words))

    @cached_property
    def is_linked(self) -> bool:
        """Tell whether it is told as what the numbers before it come to."""
        whole = self.material.sentence_words(self.sentence)
        return (
            self.is_apposed
            or says("linked", self.words)
            or (not self.inputs.own and says("fragment", self._mask(whole)))
        )

    def _mask(self, words: str) -> str:
        quote = " ".join(self.fact.mention.quote.split())
        return words.replace(quote, "#", 1).lower()

    @cached_property
    def is_beside(self) -> bool:
        """Tell whether it stands in brackets or between commas beside a number: 62, ruim driekwart."""
        return any(_stands_beside(self, one.mention) for one in self.inputs.own)

    @cached_property
    def is_rate(self) -> bool:
        """Tell whether it is named as a ratio: een respons van, het aandeel."""
        start = self.fact.mention.start
        return says("rate", self.words) or says(
            "rate", self.material.words(max(0, start - 24), start).lower()
        )

    @cached_property
    def is_of_others(self) -> bool:
        """Tell whether it is about another place, or about what is intended."""
        lead, tail = self.fact.own.lead, self.fact.own.tail
        is_far = says("elsewhere", lead) and not self.is_beside and not self.is_apposed
        return is_far or (not self.is_rest and says("intended", f"{lead}#{tail[:_CLOSE]}"))

    @cached_property
    def is_complement(self) -> bool:
        """Tell whether it can be what is left of the whole."""
        return says("complement", self.words)

    @cached_property
    def is_left_over(self) -> bool:
        """Tell whether it is told as what is left: de onderbesteding, 18 procent van het budget."""
        return says("left_over", self.words)

    @cached_property
    def is_rest(self) -> bool:
        """Tell whether it is what the part before it leaves: in de andere 20 procent."""
        return Role.REST in find_roles(self.fact.own)

    @cached_property
    def measures_change(self) -> bool:
        """Tell whether it says how much something changed: met #, een groei van #; not: voor # opgebouwd."""
        return not _NO_SLOT.search(self.fact.own.lead)

    @cached_property
    def is_said_again(self) -> bool:
        """Tell whether it says the ratio right before it in other words: een op de 20, ofwel 5%."""
        for one in self.material.facts_in(self.sentence):
            gap = self.fact.mention.start - one.mention.end
            if one.is_ratio and 0 <= gap < _CLOSE:
                return True
        return False

    @cached_property
    def base(self) -> str | None:
        """Return what it is a share of; an empty word when that says nothing new, None without."""
        words = self.words
        found = _BASE.search(words) or _BASE_AHEAD.search(words)
        if found is None and _ONE_OF.search(self.fact.mention.quote):
            found = _BASE_ONE.search(words)
        if found is None:
            return None
        if says("generic", found["base"]):
            return ""
        return " ".join(found.groupdict().get(part) or "" for part in ("kind", "base")).strip()

    @property
    def restates_whole(self) -> bool:
        """Tell whether it begins with a whole of its own: van alle meldingen in de gemeente."""
        return not _BASE.search(self.words) and bool(_BASE_AHEAD.search(self.words))

    def has_base_in(self, words: str) -> bool:
        """Tell whether what it is a share of was told in some words."""
        if not self.base:
            return False
        return any(_is_like(own, one) for own in map(stem, self.base.split()) for one in list_stems(words))


@dataclass(frozen=True, slots=True)
class Made:
    """The two numbers of which a ratio is made, as far as the letter ties it to them, and what they give."""

    percentage: Decimal
    one: Fact
    two: Fact
    pool: tuple[Fact, ...]
    is_change: bool = False
    is_loose: bool = False
    """Whether only its base ties it, so that it may be about those that are no part."""


def _is_like(one: str, other: str) -> bool:
    """Tell whether two stems share their root: aanvraag and aanvrager, melding and overlastmelding."""
    short, long = sorted((one, other), key=len)
    if one == other or (len(short) > _ROOT - 2 and long.endswith(short)):
        return True
    return len(short) >= _ROOT and one[:_ROOT] == other[:_ROOT]


def _stands_beside(said: SaidRatio, number: Mention) -> bool:
    text, mention = said.material.letter.text.text, said.fact.mention
    if number.end <= mention.start:
        gap = text[number.end : mention.start]
        is_closed = text[mention.end : mention.end + 1] in (",", ")", ".", ";")
    else:
        gap = text[mention.end : number.start]
        is_closed = bool(JUST_OPENED.search(gap))
    is_next = is_closed or (said.is_apposed and _ENDS_OPEN.search(gap) is not None)
    return len(gap) < _NEXT and is_next and bool(_PARTED.search(gap))
