"""The noun that a number counts, and what stands before a number and says how sure it is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from spoorboek.rules.letter_audit.lexicon import Lexicon

_TOKEN = re.compile(r"\s*(?:\([^()]{1,40}\)\s*)?(?P<word>[A-Za-zÀ-ÿ][\w'’/-]*)")
_AND_NUMBER = re.compile(
    r"\s*(?:\([^()]{1,40}\)\s*)?(?:en|of|tot|naar|respectievelijk|van\s+(?:de|die|"
    r"onze))\s+(?:in\s+\d{4}\s+)?(?:naar\s+)?(?:\d|[a-zà-ÿ]+\b)"
)
_AMOUNT_OF = re.compile(
    r"\b(?:aantal|aantallen|hoeveelheid|percentage|aandeel|totaal|(?:toename|stijging|daling|afname|groei|"
    r"vermindering|verhoging|verlaging|halvering|verdubbeling)\s+van\s+(?:het\s+aantal\s+)?)\s*(?:van\s+)?"
    r"(?:de\s+|het\s+)?((?:[a-zà-ÿ'’-]+e\s+)*)(?!(?:in|op|naar|tot|af|toe|is|was|met|weer)\b)"
    r"([a-zà-ÿ][\w'’/-]+)"
)
_VERB = re.compile(
    r"(?:op|af|toe|terug|uit|in|aan|bij|na|om|over|voor)ge\w+(?:d|t|en)|gestegen|gedaald|gebleven|geweest|"
    r"geworden|"
    r"(?:ver|be|ont)\w+d|steeg|daalde|lag|bleef|kwam|ging|liep|nam|groeide|zakte|werd|kan|zal"
)
_MOST_WORDS = 5
_NEXT_NAME = re.compile(r"\s+[A-ZÀ-Ý][^:.;,\d]{1,45}:\s*(?:€\s*)?\d")
"""Noord: 104 Midden: 71: the name of what follows is no noun of the number before it."""


def find_noun(words: str, end: int, lexicon: Lexicon) -> str | None:
    """Return the noun that follows a number: "zes nieuwe signalen" gives ``signalen``.

    Parameters: ``words``; ``end``, where the number ends; ``lexicon``. Errors: none.
    """
    if _NEXT_NAME.match(words, end):
        return None
    at, found = end, None
    for _ in range(_MOST_WORDS):
        match = _TOKEN.match(words, at)
        if match is None:
            break
        word = match["word"].lower()
        if word in lexicon.no_noun or _is_verb(word, words, end, match.end()):
            break
        at = match.end()
        if word == "keer" or not _is_adjective(word, words, at, lexicon):
            found = word if word == "keer" or word not in lexicon.adjectives else None
            break
    return found


def _is_verb(word: str, words: str, end: int, behind: int) -> bool:
    """Tell whether a word is what was done with a number: "gezakt naar 287", "toen er 122 binnenkwamen"."""
    if _PARTICIPLE.fullmatch(word):
        return True
    closes = words[behind : behind + 1] in ("", ".", ",", ";", ":", ")")
    is_past = word.endswith(("en", "de", "te")) and closes
    return is_past and _SUBORDINATE.search(words[max(0, end - 90) : end]) is not None


_PARTICIPLE = re.compile(
    r"(?:op|af|toe|terug|uit|in|aan|bij|na|om|over|voor|door|mee)?ge(?!bied|geven|sprek|val|tal|zin|weld|"
    r"recht|meent|bouw|luid|drag|dicht|zicht|dupeerd|detineerd|wonde|dwing|rucht|schil|vecht|moed|heim|"
    r"not)\w+[dt]"
)
_SUBORDINATE = re.compile(
    r"\b(?:toen|dat|zodat|waardoor|waarna|terwijl|omdat|nadat|voordat|waarin|"
    r"waar)\b[^,.;]*\ber(?:\s+\w+)?\s+\S+$",
    re.IGNORECASE,
)


def _is_adjective(word: str, words: str, end: int, lexicon: Lexicon) -> bool:
    """Tell whether another noun follows on this word."""
    following = _TOKEN.match(words, end)
    if following is None or following["word"].lower() in lexicon.no_noun:
        return False
    if word in lexicon.adjectives:
        return True
    if lexicon.language == "nl" and word.endswith(("e", "gerelateerd", "gericht")) and len(word) > 3:
        return True
    after = following["word"].lower()
    # A capital or a name before a plural: RIEC casussen; ondermijning gerelateerde meldingen.
    is_name = words[end - len(word) : end][:1].isupper() or after.startswith(("gerelateerd", "gericht"))
    return is_name and not following["word"][:1].isupper()


def find_amount_of(words: str) -> str | None:
    """Return the noun of "het aantal ..." that comes last in these words.

    Parameters: ``words`` in small letters, up to the number. Errors: none.

    >>> find_amount_of("het aantal gemelde incidenten daalde van")
    'incidenten'
    """
    found = None
    for match in _AMOUNT_OF.finditer(words):
        found = found if _VERB.fullmatch(match[2]) or _PARTICIPLE.fullmatch(match[2]) else match[2]
    return found


def find_bounds_before(words: str, start: int, lexicon: Lexicon) -> Mapping[str, bool]:
    """Return which of about, at_least and at_most stand right before a number.

    Parameters: ``words`` in small letters; ``start``, where the number begins. Errors: none.
    """
    before = words[max(0, start - 28) : start].rstrip(" \u00a0€")
    found = {}
    for name in ("about", "at_least", "at_most"):
        for match in lexicon[name].finditer(before):
            if match.end() == len(before):
                found[name] = True
    return found


def follows_and(words: str, end: int) -> bool:
    """Tell whether "en twee" or "naar 104" follows a number, so that both count the same.

    Parameters: ``words``; ``end``, where the number ends. Errors: none.
    """
    return bool(_AND_NUMBER.match(words, end))
