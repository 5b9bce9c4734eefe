"""Two numbers of a letter that are laid beside each other: one before and one after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.facts import COUNTED, Fact
from spoorboek.rules.letter_audit.layout import Layout
from spoorboek.rules.letter_audit.model import MentionKind, ReadLetter
from spoorboek.rules.letter_audit.stems import is_same_thing, stem

_PAIRED = COUNTED | {MentionKind.PERCENTAGE}
_ABOUT = r"(?:\s+(?:ongeveer|circa|ca\.|ruim|bijna|zo'n|een|het|cijfer|gemiddeld|nog|slechts))*\s*$"
_FROM = re.compile(r"\b(?:van|tussen|from)" + _ABOUT, re.IGNORECASE)
_TO = re.compile(r"\b(?:naar|tot|to|werden (?:er|het|dat)|werd het)" + _ABOUT, re.IGNORECASE)
_BY = re.compile(
    r"(?:[a-z,)0-9] met\b|\b(?:verschil van|toename van|afname van|stijging van|daling van|verhoging van))"
    + _ABOUT
)
_WAS_BY = re.compile(
    r"\b(?:groei|stijging|daling|toename|afname)\b[^.;:]* (?:bedroeg|bedraagt|was|(?:komt|kwam) neer op)$",
    re.IGNORECASE,
)
_MOVED_BY = re.compile(
    r"\b(?:toegenomen|afgenomen|gestegen|gedaald|gegroeid)\b[^.;]{0,80}[:,]\s+(?:(?:in|over) (?:19|20)\d\d )?"
    r"met\s+(?:(?:\d[\d.]*) in (?:19|20)\d\d en met\s+)?$"
)
"""Toegenomen: met 73 in 2023 en met 74 in 2024."""
_LIES_AT = re.compile(
    r"\b(?:lag|lagen|ligt|kwam|kwamen|stond|stonden|staat|bleef|eindigde|was|waren)\b[^.;:]* met$",
    re.IGNORECASE,
)
"""Lag in 2023 met 950 hoger: the number itself, not how much it changed."""
_AGAINST = re.compile(
    r"(?:\bagainst|\bcompared (?:with|to)|\bthan|\bup from|\bdown from|"
    r"\btegen(?:over)?|\bdan(?: de| het)?|\bten opzichte van|\bvergeleken met|"
    r"\bin vergelijking met|\bwaren dit er|"
    r"\bwas dat|\bin plaats van|\bwaren dat er|\bwaren het er|\bwas het|\bevenveel als|\bals de|\bals het|"
    r"\bwas \w+ nog|\been jaar (?:eerder|daarvoor|ervoor|terug)|\bhet jaar (?:er|daar)voor|\bjaar daarvoor|"
    r"\bvorig jaar|\bvoorgaande? jaar|^\W*om|"
    r"\b(?:plus|min|winst|verlies|stijging|daling|afname|toename|verbetering|terugval) op(?: de| het)?|"
    r",\s+waar(?:\s+\w+){0,3})"
    r"(?:,?\s+\w+){0,4}(?:\s+nog)?\s*[(:]?$",
    re.IGNORECASE,
)
_LAID_BESIDE = re.compile(
    r"\b(?:ten opzichte van|vergeleken met|in vergelijking met|tegenover) (?:(?:19|20)\d\d|vorig jaar|"
    r"een jaar eerder)\s*\($",
    re.IGNORECASE,
)
_DIFFERS = re.compile(
    r"\s*(?:\w+\s+)?(?:procent\s+)?"
    r"(?:meer|minder|hoger|lager|erbij|eraf|extra|keer zo|zo (?:veel|vaak|hoog|groot))\b"
)
_RUNNING = re.compile(r"\s*(?:\w+\s+)?(?:doorlop|lopend|liepen door)", re.IGNORECASE)
_PARTS = re.compile(r"\b(?:waarvan|waaronder|(?<!opzichte )van de|in totaal)\b", re.IGNORECASE)
_OF_ALL = re.compile(r"^\s*(?:procent\s+|%\s*)?van (?:de|alle|onze) \w+", re.IGNORECASE)
"""19 procent van de inwoners: of what a share is, no part of the next number."""
_CRIME = frozenset({"criminaliteit", "misdrijven", "misdrijf", "delicten"})
_SAID_UNITS = frozenset({"keer", "open", "mee", "nieuwe", "nieuw", "meer", "minder"})


@dataclass(frozen=True, slots=True)
class Pair:
    """A number before and a number after, in the order of time."""

    before: Fact
    after: Fact

    @property
    def is_same_unit(self) -> bool:
        """Tell whether both numbers count the same thing, as far as the letter says."""
        one, two = self.before.unit, self.after.unit
        if {one, two} <= _CRIME:
            return True
        if self.after.mention.kind is MentionKind.PERCENTAGE:
            return True
        return not one or not two or one in _SAID_UNITS or two in _SAID_UNITS or is_same_thing(one, two)


def list_pairs(letter: ReadLetter, facts: Sequence[Fact]) -> list[Pair]:
    """Return the pairs among facts that follow one another: van A naar B, B tegen A, or by their periods."""
    usable = [one for one in facts if one.mention.kind in _PAIRED and not is_difference(letter, one)]
    # "Twee jaar later waren het er 40": how long ago it was is no number before or after.
    usable = [one for one in usable if not (one.mention.detail.get("duration") and _is_ago(letter, one))]
    usable = [one for one in usable if not _is_article(one)]
    pairs: list[Pair] = []
    used: set[int] = set()
    for one, two in _neighbours(usable):
        pair = _order(letter, one, two)
        if pair is None or (one.mention.start in used and not _goes_on(pairs[-1], pair)):
            continue
        pairs.append(pair)
        used |= {one.mention.start, two.mention.start}
    return pairs


def _is_ago(letter: ReadLetter, fact: Fact) -> bool:
    text = letter.text.text
    before = text[max(0, fact.mention.start - 12) : fact.mention.start]
    return bool(_AGO.match(text, fact.mention.end) or _AFTER_TIME.search(before))


def _is_article(fact: Fact) -> bool:
    """In één dossier kan meer dan één probleem spelen: any of them, no count before or after."""
    detail = fact.mention.detail
    is_one = fact.value == 1 and detail.get("words") and not detail.get("role")
    return bool(is_one and fact.period is None and not fact.own.when)


_AGO = re.compile(r"\s*\w+\s+(?:later|eerder|geleden|lang|daarvoor|daarna|tijd)\b", re.IGNORECASE)
_AFTER_TIME = re.compile(
    r"\b(?:na|binnen|gedurende|afgelopen|komende|eerste|laatste|over)\s+$", re.IGNORECASE
)


def _neighbours(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Yield numbers of one kind that follow one another, with at most one of another kind between them."""
    for place, one in enumerate(facts):
        for two in facts[place + 1 : place + 3]:
            if _is_alike(one, two):
                yield one, two
                break


def _is_alike(one: Fact, two: Fact) -> bool:
    """Tell whether two numbers are of one kind; van 86 naar 85 procent says it only once."""
    bare = one.mention.kind is MentionKind.NUMBER and two.mention.kind is MentionKind.PERCENTAGE
    if bare and two.mention.start - one.mention.end < 12:
        return True
    return one.mention.kind is two.mention.kind and one.is_mark == two.is_mark


def _goes_on(last: Pair, pair: Pair) -> bool:
    """Tell whether a pair goes on where the last one ended: from 1.000 to 1.100 to 1.050."""
    return last.after is pair.before and bool(pair.after.period)


def _order(letter: ReadLetter, one: Fact, two: Fact) -> Pair | None:
    text = letter.text.text
    gap = text[one.mention.end : two.mention.start]
    lead = text[max(0, one.mention.start - 40) : one.mention.start]
    if two.mention.detail.get("role") == "to" or _TO.search(gap):
        return Pair(one, two)
    if _FROM.search(lead) and re.search(r"\b(?:naar|to)\b", gap):
        return Pair(one, two)
    is_share = one.mention.kind is MentionKind.PERCENTAGE
    if len(gap) < 160 and _PARTS.search(_OF_ALL.sub(" ", gap) if is_share else gap):
        return None
    if _RUNNING.match(gap):
        return None
    if _LAID_BESIDE.search(" ".join(lead.split())):
        return Pair(one, two)
    if one.own.when and two.own.when and (found := _order_by_when(one, two)) is not None:
        return found
    if one.period is None and two.period and _WAS_IN.match(gap):
        return Pair(two, one)
    if _is_higher_itself(text, one, two):
        return Pair(one, two)
    if two.own.when > 0 and not one.own.when and (found := _order_by_when(one, two)) is not None:
        return found
    if _AGAINST.search(" ".join(gap.split())):
        return Pair(one, two) if _is_later(two, one) else Pair(two, one)
    if (found := _order_by_when(one, two)) is not None:
        return found
    if one.period and two.period and one.period != two.period and _may_compare(one, two):
        return Pair(one, two) if one.period.last <= two.period.last else Pair(two, one)
    return None


_IN_A_YEAR = re.compile(r"\b(?:in|over|van) (?:19|20)\d\d\b")


def _order_by_when(one: Fact, two: Fact) -> Pair | None:
    """Toen 40 en nu 50; 45 in de gemeente, een jaar later 60: the own words of each tell when it was."""
    first, second = one.own.when, two.own.when
    if first == second or not Pair(one, two).is_same_unit:
        return None
    if first > 0 and not second and not _IN_A_YEAR.search(two.own.masked):
        return None
    return Pair(one, two) if first < second else Pair(two, one)


_WAS_IN = re.compile(
    r"[^.;]*[;,]\s*(?:in|over) (?:het jaar )?(?:19|20)\d\d (?:bleef|waren|was|lag|stond|ging|kwam|kwamen|"
    r"telde|bedroeg)\b",
    re.IGNORECASE,
)


def _is_higher_itself(text: str, one: Fact, two: Fact) -> bool:
    """Lag dat aantal met 701 hoger: the word is about that number, laid beside the one before it."""
    before = " ".join(text[max(0, two.mention.start - 60) : two.mention.start].split())
    behind = _HIGHER_BEHIND.match(text, two.mention.end)
    return bool(behind and _LIES_AT.search(before) and one.mention.start < two.mention.start)


_HIGHER_BEHIND = re.compile(r"\s*(?:[\w'’-]+\s+)?(?:hoger|lager|meer|minder)\b(?!\s+dan\b)", re.IGNORECASE)


def _is_later(one: Fact, other: Fact) -> bool:
    return bool(one.period and other.period and one.period.last > other.period.last)


def _may_compare(one: Fact, two: Fact) -> bool:
    """Numbers that only stand in one sentence are compared when their units do not differ."""
    return Pair(one, two).is_same_unit


def is_difference(letter: ReadLetter, fact: Fact) -> bool:
    """Tell whether a number is how much something changed: nam met 21 toe, 16 meer dan."""
    if fact.mention.detail.get("role") in ("from", "to"):
        return False
    if _LIES_AT.search(
        " ".join(letter.text.text[max(0, fact.mention.start - 60) : fact.mention.start].split())
    ):
        return False
    text = letter.text.text
    before = text[max(0, fact.mention.start - 40) : fact.mention.start]
    after = text[fact.mention.end : fact.mention.end + 24]
    if _WAS_BY.search(" ".join(text[max(0, fact.mention.start - 90) : fact.mention.start].split())):
        return True
    if _MOVED_BY.search(text[max(0, fact.mention.start - 120) : fact.mention.start]):
        return True
    if re.match(r"\s*in (?:19|20)\d\d\b", after):
        return False
    if fact.mention.detail.get("role") in ("by", "difference") or _BY.search(" ".join(before.split())):
        return True
    return bool(_DIFFERS.match(after))


def is_same_matter(one: Fact, two: Fact) -> bool:
    """Tell whether two facts of different sentences can be about one thing: same unit, or none said."""
    if one.mention.kind is not two.mention.kind or one.is_mark != two.is_mark:
        return False
    if one.unit and two.unit and one.unit not in _SAID_UNITS and two.unit not in _SAID_UNITS:
        return stem(one.unit.split()[-1]) == stem(two.unit.split()[-1])
    return True


def list_block_facts(layout: Layout, facts: Sequence[Fact], sentence: int, back: int, on: int) -> list[Fact]:
    """Return the facts of the sentences around one in its block: ``back`` before it, ``on`` after it."""
    near = {one.index for one in layout.neighbours(sentence)}
    return [
        one
        for one in facts
        if one.mention.sentence in near and sentence - back <= one.mention.sentence <= sentence + on
    ]


UNKNOWN_START, UNKNOWN_END = Period.year(1900), Period.year(1901)
"""Stand in for two periods in a row that the letter does not name; they are never printed."""


def is_year_row(facts: Sequence[Fact]) -> bool:
    """Tell whether numbers are three or more counts, each of another period."""
    years = [one.period for one in facts if one.mention.kind is MentionKind.NUMBER and one.period]
    return len(years) >= _ROW and len(set(years)) == len(years) == len(facts)


_ROW = 3
