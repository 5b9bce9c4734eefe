"""Whether words of change speak of numbers that stand in other sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.meanings import Token, tags_of
from spoorboek.rules.letter_audit.model import MentionKind
from spoorboek.rules.letter_audit.reading.same_words import is_covered
from spoorboek.rules.letter_audit.reading.ways import Way
from spoorboek.rules.letter_audit.reading.weak_words import WEAK
from spoorboek.rules.letter_audit.stems import is_same_thing, list_stems, stem

_SAID = frozenset({"keer", "maal", "open", "mee", "nieuwe", "nieuw", "meer", "minder"})
_CHANGE = (
    r"(?:\w*daling|\w*stijging|\w*afname|\w*toename|groei|terugloop|opmars|kentering|neergang|krimp|"
    r"trend|lijn|"
    r"ontwikkeling|omslag|verbetering|verslechtering|beweging|terugval|teruggang|vermindering)"
)
_BACK = re.compile(
    r"^\W*(?:en |maar )?(?:dat|dit|die|deze|beide)\b|\b(?:daarmee|hiermee|waarmee|dus|hieruit|daaruit|"
    r"aldus|zodoende|"
    r"derhalve|daarbij|hierdoor)\b|\b(?:de|het) (?:aantal|aantallen|cijfers?|getal|getallen|totaal|"
    r"teller|stand|"
    r"score|percentage|aandeel) (?:is|was|zijn|waren|nam|neemt|nemen|namen|steeg|stijgt|stijgen|"
    r"daalde|daalt|dalen|liep|loopt|"
    r"lopen|ging|gaat|gaan|ligt|lag|liggen|lagen|laat|laten|wijst|wijzen|toont|tonen|blijft|bleef|"
    r"vertoont|kwam|komt)\b|"
    rf"\b(?:deze|die|dit|dat|zulke|zo'n) (?:\w+ )?{_CHANGE}\b|^\W*(?:de|het|een|er is (?:sprake van "
    rf")?een) (?:\w+ )?{_CHANGE}\b",
    re.IGNORECASE,
)
CLASSES = frozenset(
    {
        "<harm>",
        "<benefit>",
        "<counted>",
        "<effort>",
        "<measure>",
        "<attending>",
        "<paperwork>",
        "<handout>",
        "<own>",
    }
)
_TIMELESS = list_stems(
    "duidelijk stijging daling toename afname groei krimp trend lijn ontwikkeling vergelijking "
    "opzichte eerder later "
    "vorig vorige afgelopen wij onze ons college zien ziet laten laat toont tonen blijkt lijkt "
    "structureel fors flink "
    "sterk hierdoor daardoor daarmee hiermee sprake volgt concluderen gelukkig helaas verder opnieuw "
    "jaarlijks"
)


def is_named(fact: Fact) -> bool:
    """Tell whether a number says itself what it counts.

    Parameters: ``fact``. Errors: none.
    """
    unit = (fact.unit or "").split()[-1:]
    if not unit or unit[0] in _SAID or stem(unit[0]) in WEAK or unit[0].lower() not in fact.own.masked:
        return False
    return "<counts>" not in tags_of(unit[0].lower())


def _has_root(word: str, told: frozenset[str]) -> bool:
    """Wachttijd and wachten: a long beginning in common."""
    return len(word) >= _ROOT and any(one[:_ROOT] == word[:_ROOT] for one in told)


_ROOT = 5


def is_linked(material: Material, way: Way, row: Sequence[Fact], count: int, *, loosely: bool = True) -> bool:
    """Tell whether a way speaks of numbers of other sentences: it names them, or nothing else.

    Parameters: ``material``; ``way``; ``row``, the numbers; ``count``, how many rows there are; ``loosely``,
    also a trend told right beside numbers of the same sort, which is no ground to call it wrong.
    Errors: none.
    """
    places = dict.fromkeys(one.mention.sentence for one in row)
    told = list_stems(
        " ".join([*(material.sentence_words(one) for one in places), *((one.unit or "") for one in row)])
    )
    if _names_other(material, way, places):
        return False
    here = [one for one in row if one.mention.sentence == way.sentence]
    if here and not any(is_named(one) for one in here):
        # Its own bare number counts what was told right before it.
        return True
    units = [one.unit for one in row if is_named(one)]
    if any(is_same_thing(unit, token.word) for unit in units for token in way.reading.tokens):
        return True
    if names_thing(way, told):
        return True
    if count > 1:
        return False
    own = way.reading.tags & CLASSES
    others = frozenset().union(*(material.reading(one).tags for one in places)) & CLASSES
    is_alike = bool(own & others) or not own
    if loosely and way.strength == "trend" and is_alike and max(places) - min(places) <= 1:
        return way.sentence - 1 in places or way.sentence + 1 in places
    if min(places) < way.sentence:
        return points_back(way) and not (way.is_beside and own and own.isdisjoint(others))
    is_bare = not any(is_named(one) for one in row)
    return is_bare and (is_alike or not others)


def names_thing(way: Way, told: frozenset[str]) -> bool:
    """Tell whether a way names what some words, as stems, are about.

    Parameters: ``way``; ``told``. Errors: none.
    """
    return any(_is_told(token, told) for token in way.reading.tokens)


def points_back(way: Way) -> bool:
    """Tell whether a way is told of what stands before it: daarmee, dat aantal, deze daling.

    Parameters: ``way``. Errors: none.
    """
    return _BACK.search(way.words) is not None


def _is_told(token: Token, told: frozenset[str]) -> bool:
    """Tell whether a word names what the numbers are of; a noun of a class must be the same one."""
    own = list_stems(token.word) - WEAK - _TIMELESS - _ANYBODY
    if (
        not own
        or len(token.word) < _ROOT - 1
        or token.word.isdigit()
        or not token.tags.isdisjoint(_SAYS_CHANGE)
    ):
        return False
    is_classed = not token.tags.isdisjoint(CLASSES)
    return any(is_covered(one, told) or (not is_classed and _has_root(one, told)) for one in own)


_ANYBODY = list_stems(
    "vanuit daarnaast verder wordt inmiddels nadat sinds tussen tegen rond bijna juist alleen steeds "
    "vaker hadden hebben "
    "mensen personen inwoners bewoners politie wijk wijken buurt buurten centrum straat straten team "
    "medewerkers gebied stad "
    "aangemeld geregistreerd gemeld jongeren ouderen"
)
_SAYS_CHANGE = frozenset(
    {"<rise>", "<fall>", "<rise_noun>", "<fall_noun>", "<larger>", "<smaller>", "<lasting>", "<firmly>"}
)


def _names_other(material: Material, way: Way, places: Iterable[int]) -> bool:
    """Tell whether a way names a place or a source that its numbers are not from."""
    words = " ".join(material.sentence_words(place) for place in places)
    if any(name not in words for name in _NAME.findall(way.words)):
        return True
    said = {
        one.detail.get("source") for one in material.layout.mentions_of(way.sentence) if one.kind is _SOURCE
    }
    told = {
        one.detail.get("source")
        for place in places
        for one in material.layout.mentions_of(place)
        if one.kind is _SOURCE
    }
    return bool(said - told)


_SOURCE = MentionKind.SOURCE
_NAME = re.compile(r"(?<=[a-zà-ÿ,;] )[A-ZÀ-Ý][\w'’-]{2,}")
