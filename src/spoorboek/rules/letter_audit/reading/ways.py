"""Which way a piece of a sentence says that something went: up or down, and how surely."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.change_words import BOTH
from spoorboek.rules.letter_audit.meanings import Token
from spoorboek.rules.letter_audit.model import Mention, MentionKind
from spoorboek.rules.letter_audit.numerals import read_word
from spoorboek.rules.letter_audit.phrases import find_phrases
from spoorboek.rules.letter_audit.sentence_reading import Reading

_CUT = re.compile(
    r"[;:]\s|,\s|\s(?=(?:en|maar|terwijl|doch|daarentegen|al (?=is|zijn|gaat|ging))\s)", re.IGNORECASE
)
_SIGNS = {
    "<rise>": 1,
    "<rise_noun>": 1,
    "<larger>": 1,
    "<wilder>": 1,
    "<fall>": -1,
    "<fall_noun>": -1,
    "<smaller>": -1,
    "<improved>": -1,
    "<worsened>": 1,
    "<calmer>": -1,
}
_MOVING = frozenset({"<rise>", "<fall>", "<rise_noun>", "<fall_noun>", "<raise:done>", "<curb:done>"})
_MOODS = frozenset({"<calmer>", "<wilder>", "<improved>", "<worsened>"})
_COMPARING = frozenset({"<larger>", "<smaller>"})
_DONE = frozenset({"<rise:done>", "<fall:done>"})
_OFTEN = frozenset(
    {"meer", "minder", "hoger", "hogere", "lager", "lagere", "groter", "grotere", "kleiner", "kleinere"}
)
"""Words that say so in most sentences only: where they do not, they are no direction of the letter."""
_NOT = frozenset({"niet", "geen", "nauwelijks", "amper", "nooit", "noch", "evenmin", "zonder"})
_REACH = 4
_NO_BASE = frozenset(
    "helft derde kwart dubbele toeval verwacht gemiddeld normaal gebruikelijk gewoonlijk elders "
    "begroot gepland afgesproken "
    "nodig toegestaan gewenst wenselijk genoeg voldoende".split()
)
"""Behind meer dan: no number that was told."""
_BEFORE_KNOWN = re.compile(
    r"\b(?:na|ondanks|sinds|vóór|voor|volgend op|om) (?:een|de|die|deze|het) (?:\w+ ){0,3}$"
)
"""Na een stijging: what was told before, and no claim about the numbers behind it."""
_SUPPOSES = re.compile(r"^\W*(?:mocht|stel)\b|\bzou(?:den)?\b", re.IGNORECASE)
_SUMS_UP = re.compile(
    r"\b(?:al met al|alles (?:overziend|bij elkaar|samen\w*)|conclu\w+|samenvattend|kortom|per saldo|"
    r"slotsom)\b",
    re.IGNORECASE,
)
_NO_CLAIM = frozenset({"<future>"})


@dataclass(frozen=True, slots=True)
class Way:
    """A piece of a sentence that says up (1), down (-1) or only that there is a trend (0).

    Positions are in the letter. ``strength`` is plain, firm or trend;
    ``is_only`` tells that no other piece of its sentence says so.
    """

    sentence: int
    start: int
    end: int
    sign: int
    words: str
    reading: Reading
    strength: str
    is_only: bool
    is_beside: bool
    """It lays one number beside another (meer dan), and tells no movement (gestegen)."""
    is_mood: bool
    """It says that less, or more, happens of what nobody wants: rustiger."""


def list_ways(material: Material, sentence: int) -> list[Way]:
    """Return what a sentence says of more and less, a piece for each.

    Parameters: ``material``; ``sentence``, its place. Errors: none. Nothing where it asks, wishes,
    promises or leaves open.
    """
    layout, reading = material.layout, material.reading(sentence)
    if layout.is_table(sentence) or layout.is_heading(sentence) or not _may_say(reading):
        return []
    if _is_no_claim(material, sentence, reading):
        return []
    span = material.sentence_span(sentence)
    pieces = list(_divide(material, sentence, span.start, span.end))
    told = [(low, high, sign) for low, high, sign in pieces if sign is not None]
    if (
        not told
        and len(pieces) > 1
        and (sign := _find_sign(material, sentence, span.start, span.end)) is not None
    ):
        told = [(span.start, span.end, sign)]
    return [
        _make(material, sentence, *one, is_only=len(told) == 1) for one in _widen(told, span.start, span.end)
    ]


def _may_say(reading: Reading) -> bool:
    """Tell whether any word of a sentence can say a way: most sentences have none and are read no further."""
    if not reading.tags.isdisjoint(_SIGNS):
        return True
    return any(reading.has(group) for group in ("way_up", "way_down", "trend_noun"))


def _is_no_claim(material: Material, sentence: int, reading: Reading) -> bool:
    if _SUMS_UP.search(reading.words) or reading.has("everything"):
        # What concludes from all numbers together is weighed as a conclusion.
        return True
    if (
        _SUPPOSES.search(reading.words)
        or reading.is_open
        or reading.is_wish
        or _is_conditional(reading)
        or reading.is_reported
    ):
        return True
    is_past = "<past>" in reading.tags
    return (material.layout.is_ahead(sentence) or not reading.tags.isdisjoint(_NO_CLAIM)) and not is_past


def _is_conditional(reading: Reading) -> bool:
    return reading.is_conditional and not BOTH.search(reading.words)


def _divide(material: Material, sentence: int, start: int, end: int) -> Iterator[tuple[int, int, int | None]]:
    """Yield the pieces of a sentence with the way that each says."""
    text = material.letter.text.text
    cuts = [start, *(match.end() for match in _CUT.finditer(text, start, end)), end]
    for low, high in pairwise(cuts):
        if low < high:
            yield low, high, _find_sign(material, sentence, low, high)


def _widen(told: Sequence[tuple[int, int, int]], start: int, end: int) -> list[tuple[int, int, int]]:
    """Give each piece the words up to the next one that says a way; the first those before it as well."""
    lows = [start if place == 0 else low for place, (low, _, _) in enumerate(told)]
    highs = [*lows[1:], end][: len(told)]
    return [(low, high, sign) for low, high, (_, _, sign) in zip(lows, highs, told, strict=True)]


def _make(material: Material, sentence: int, start: int, end: int, sign: int, *, is_only: bool) -> Way:
    words = material.words(start, end)
    reading = Reading(words)
    mentions = material.layout.mentions_of(sentence)
    has_speed = any(one.kind is MentionKind.DIRECTION and one.detail.get("speed") for one in mentions)
    whole = material.reading(sentence) if is_only else reading
    said = [one for one in material.layout.mentions_of(sentence) if start <= one.start < end]
    is_moving = not reading.tags.isdisjoint(_MOVING)
    strength = "plain" if has_speed else _find_strength(whole, said)
    is_mood = not reading.tags.isdisjoint(_MOODS)
    return Way(sentence, start, end, sign, words, reading, strength, is_only, not is_moving, is_mood)


def _find_strength(reading: Reading, said: Sequence[Mention]) -> str:
    listed = {one.detail.get("strength") for one in said if one.detail.get("near_direction")}
    if reading.has("trend_said") or "trend" in listed:
        return "trend"
    return "firm" if "firm" in listed or reading.has("firmly_said") else "plain"


def _find_sign(material: Material, sentence: int, start: int, end: int) -> int | None:
    """Return 1 or -1; 0 where a trend is told and not which way; None where nothing is said."""
    said = [one for one in material.layout.mentions_of(sentence) if start <= one.start < end]
    if any(one.kind is MentionKind.DIRECTION and one.detail.get("speed") for one in said):
        return None
    words = material.words(start, end)
    reading = Reading(words)
    if _BEFORE_KNOWN.search(_until_way(reading).lower()):
        return None
    listed = list(_list_signs(reading, said))
    signs = {sign for place, sign in listed if not _is_denied(reading.tokens, place)}
    if not listed and (noun := reading.find("trend_noun")) and not _is_denied(reading.tokens, noun.first):
        return 0
    return signs.pop() if len(signs) == 1 else None


def _until_way(reading: Reading) -> str:
    """Return the words before the first noun of change."""
    for token in reading.tokens:
        if not token.tags.isdisjoint(("<rise_noun>", "<fall_noun>")):
            return reading.words[: token.start]
    return ""


def _list_signs(reading: Reading, said: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    known = [one.quote.lower() for one in said if one.kind is MentionKind.DIRECTION]
    for place, token in enumerate(reading.tokens):
        signs = {sign for tag, sign in _SIGNS.items() if tag in token.tags}
        if len(signs) != 1 or _is_infinitive(reading.tokens, place):
            continue
        is_listed = any(token.word in quote for quote in known)
        is_than = reading.tokens[place + 1 : place + 2] and reading.tokens[place + 1].word == "dan"
        if not is_listed and (is_than or token.word in _OFTEN or not token.tags.isdisjoint(_DONE)):
            continue
        if not token.tags.isdisjoint(("<rise>", "<fall>")) and reading.has("no_change"):
            continue
        if not token.tags.isdisjoint(_COMPARING) and _is_size(reading.tokens, place):
            continue
        yield place, signs.pop()
    for group, sign in (("way_up", 1), ("way_down", -1)):
        for one in find_phrases(group, reading.tokens, reading.tags):
            tags = frozenset().union(*(each.tags for each in reading.tokens[one.first : one.last + 1]))
            if "[verbeteren]" not in tags:
                yield one.first, sign


def _is_infinitive(tokens: Sequence[Token], place: int) -> bool:
    return place > 0 and tokens[place - 1].word == "te"


def _is_size(tokens: Sequence[Token], place: int) -> bool:
    """Meer dan 40 gesprekken, meer dan gehalveerd: how large, not larger than before."""
    ahead = [one.word for one in tokens[place + 1 : place + 4]]
    if not ahead or ahead[0] != "dan" or len(ahead) == 1:
        return False
    first = ahead[2] if ahead[1] in ("de", "het", "een") and len(ahead) > 2 else ahead[1]
    is_part = first in _NO_BASE
    return (
        is_part
        or (ahead[1] == first and (first[0].isdigit() or read_word(first) is not None))
        or (first.startswith(("gehalv", "halv", "verdub")))
    )


def _is_denied(tokens: Sequence[Token], place: int) -> bool:
    near = [one.word for one in tokens[max(0, place - _REACH) : place]]
    behind = [one.word for one in tokens[place + 1 : place + 1 + _REACH]]
    if "alleen" in near or "langer" in near:
        return False
    return any(word in _NOT for word in (*near, *behind[:1])) or "geen" in behind
