"""Which of two numbers is of the earlier time, as far as the words of each say it."""

from __future__ import annotations

import re

from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import ReadLetter

_TIME = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|"
    r"december|kwartaal|halfjaar|voorjaar|zomer|najaar|winter|lente|herfst)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_AMOUNT_OF_TIME = (
    r"(?:een|één|twee|drie|vier|vijf|zes|twaalf|enkele|\d+) (?:jaar|jaren|maanden|weken|kwartalen)"
)
_THING = (
    r"(?:\w*jaar|\w*kwartaal|\w*seizoen|\w*periode|\w*meting|\w*telling|\w*editie|\w*peiling|\w*enquête|plan|"
    r"\w*beleid|zomer|winter|voorjaar|najaar|maand|week|keer|ronde|jaarwisseling|kermis|rapportage|verslag|"
    r"begroting|college\w*)"
)
_EARLIER = re.compile(
    rf"\b(?:{_AMOUNT_OF_TIME} (?:eerder|geleden|daarvoor|ervoor|terug|tevoren)|"
    rf"(?:het|dat|in het) jaar (?:er|daar)voor|(?:het|de|een|in het|bij de) (?:voorgaande|voorafgaande|"
    rf"vorige|eerdere|oude|eerste) {_THING}|"
    rf"vorige? (?:meting|editie|keer|zomer|winter|maand|kwartaal|seizoen|periode|plan)|(?:bij |op )?de "
    rf"(?:vorige|eerste)(?=[.,;]|$)|nulmeting|startmeting|beginmeting|"
    r"uitgangspunt|destijds|toen(?! \w+ nog)|toentertijd|indertijd|voorheen|aanvankelijk|"
    r"oorspronkelijk|vroeger|ooit|"
    r"(?:bij|aan|van) (?:de |het )?(?:start|begin|aanvang|aftrap)|1 januari)\b"
)
_LATER = re.compile(
    rf"\b(?:{_AMOUNT_OF_TIME} (?:later|daarna|verder|erna|nadien)|(?:het|in het|dat) jaar (?:erna|"
    rf"daarna|erop|daarop)|"
    rf"(?:het|in het|de|in de|bij de) (?:daaropvolgende|volgende|afgelopen|laatste|jongste|recentste|"
    rf"lopende|huidige|nieuwe|nieuwste) {_THING}|"
    rf"(?:dit|deze) {_THING}|(?:bij |op )?de (?:laatste|jongste|recentste|tweede)(?=[.,;]|$)|"
    rf"verslagjaar|eindmeting|nameting|"
    r"(?<!tot )nu|inmiddels|momenteel|tegenwoordig|thans|uiteindelijk|sindsdien|vandaag|op dit moment|"
    r"31 december|"
    r"(?:aan|tegen|op) het (?:eind|einde|slot))\b"
)
_LAST_YEAR = re.compile(r"\bvorig jaar\b")
"""Of a letter of this year it is the year told of; beside that year it is the one before."""
_AGAINST = re.compile(
    r"\b(?:tegen(?:over)?|in plaats van|dan|waar|na|vergeleken met|ten opzichte van|boven|onder|beneden)\s+"
    r"(?:(?:de|het|die|dat|een|nog|ruim|bijna|circa|ongeveer|slechts|totaal|aantal|van|in|met|er)\s+|"
    r"(?:19|20)\d\d\s+)*\(?$",
    re.IGNORECASE,
)
_ONWARD = re.compile(
    r"\b(?:naar|via|tot)\s+(?:(?:ruim|bijna|circa|ongeveer|slechts|zo'n)\s+)?$", re.IGNORECASE
)


def read_order(letter: ReadLetter, one: Fact, two: Fact) -> frozenset[int]:
    """Return the orders in time that words leave open: 1 when ``one`` is the earlier, -1 when ``two`` is.

    Parameters: ``letter``; ``one``, told before ``two``. Errors: none. Nothing when no word tells a time.
    """
    if one.mention.detail.get("table") and one.mention.period and two.mention.period:
        return frozenset({1 if one.mention.period.last < two.mention.period.last else -1})
    roles = one.mention.detail.get("role"), two.mention.detail.get("role")
    if roles == ("from", "to"):
        return frozenset({1})
    gap = " ".join(letter.text.text[one.mention.end : two.mention.start].split()) + " "
    if _OF_ALL.search(gap):
        return frozenset()
    first, second = find_own_period(one), find_own_period(two)
    if first and second and first != second and (first.last < second.first or second.last < first.first):
        return frozenset({1 if first.last < second.last else -1})
    if len(gap) < _NEAR and _AGAINST.search(gap) and _when(two) <= 0 and not (_when(one) < 0):
        return frozenset({-1})
    if len(gap) < _NEAR and _ONWARD.search(gap):
        return frozenset({1})
    is_near = one.mention.sentence == two.mention.sentence
    is_next = two.mention.sentence - one.mention.sentence == 1 and _when(two) != 0
    is_told = is_near or is_next or all(_when(each) or _says_time(letter, each) for each in (one, two))
    if is_told and (found := _order_by_words(one, two)) is not None:
        return found
    is_said = all(find_own_period(each) or _when(each) or _says_time(letter, each) for each in (one, two))
    if is_said and one.period and two.period and one.period.last != two.period.last:
        return frozenset({1 if one.period.last < two.period.last else -1})
    return frozenset()


def _says_time(letter: ReadLetter, fact: Fact) -> bool:
    sentence = letter.sentences[fact.mention.sentence]
    return _TIME.search(letter.text.text[sentence.start : sentence.end].lower()) is not None


_NEAR = 90
_OF_ALL = re.compile(r"^(?:[\w-]+ )?(?:van|op) (?:de|alle|onze|die|deze|elke)?\s*$", re.IGNORECASE)


def _order_by_words(one: Fact, two: Fact) -> frozenset[int] | None:
    first, second = _when(one), _when(two)
    if first == second:
        if _is_last_year(one) != _is_last_year(two):
            return frozenset({1, -1})
        # Een jaar later 40 en dit jaar 50: each later than the one before it.
        return frozenset({1}) if first > 0 else None
    if _is_last_year(one) or _is_last_year(two):
        other = two if _is_last_year(one) else one
        if not _when(other):
            return frozenset({1, -1})
    return frozenset({1 if first < second else -1})


def _is_last_year(fact: Fact) -> bool:
    return _LAST_YEAR.search(fact.own.masked) is not None


def _when(fact: Fact) -> int:
    words = fact.own.masked
    is_then, is_now = _EARLIER.search(words) is not None, _LATER.search(words) is not None
    return 0 if is_then == is_now else -1 if is_then else 1


def is_base(words: str) -> bool:
    """Tell whether the words before a number lay another beside it: dan de 40, onder die van 2022 (40).

    Parameters: ``words``, from the beginning of the piece up to the number. Errors: none.
    """
    return _IS_BASE.search(words) is not None


_WORD = r"(?!ligt|lag|lagen|liggen|kwamen|registreerde|telde)[\w'’.-]+"
_IS_BASE = re.compile(
    r"\b(?:tegen(?:over)?|in plaats van|dan|vergeleken met|in vergelijking met|ten opzichte van|"
    r"t\.o\.v\.|boven|onder|"
    rf"naast|beneden)\s(?:{_WORD}\s){{0,8}}?(?:{_WORD},\s(?:toen|waarin|waar|dat|"
    rf"die)\s(?:{_WORD}\s){{0,5}})?\(?$",
    re.IGNORECASE,
)


def find_own_period(fact: Fact) -> Period | None:
    """Return the period of a number when its own words name one, and no second.

    Parameters: ``fact``. Errors: none.
    """
    words = fact.own.masked
    if fact.period is None or len(set(_YEAR.findall(words))) > 1 or not _TIME.search(words):
        return None
    return fact.period
