"""Amounts, percentages, shares, ranges, ordinals and counts, and numerals that count nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from spoorboek.figures.dutch_numbers import PrintedNumber
from spoorboek.figures.errors import NumberError
from spoorboek.figures.number_words import parse_ordinal
from spoorboek.rules.letter_audit.model import MentionKind, Spot
from spoorboek.rules.letter_audit.numerals import (
    DIGITS,
    MULTIPLIERS,
    Numeral,
    find_numerals,
    read_digits,
    read_word,
)

_N = rf"(?<![\w.,]){DIGITS}"
_WORD = r"[a-zà-ÿ]+"
_TIMES = r"(?P<times>duizend|miljoen|miljard|million|billion|mln\.?|mld\.?)"
_CENTS = r"(?:,(?:-|–|--|=))?"
_AMOUNTS = (
    re.compile(rf"(?<!\w)(?P<kilo>[km])€\s?(?P<number>-?{DIGITS})(?!\w)", re.IGNORECASE),
    re.compile(rf"€\s?(?P<number>-?{DIGITS})\s?(?P<kilo>[km])\b", re.IGNORECASE),
    re.compile(rf"(?:€|\bEUR)\s?(?P<number>-?{DIGITS}){_CENTS}(?:\s?{_TIMES}\b)?", re.IGNORECASE),
    re.compile(rf"(?P<number>{_N}){_CENTS}\s?(?:{_TIMES}\s)?(?:euro|EUR)\b", re.IGNORECASE),
    re.compile(rf"\b(?P<words>{_WORD}(?:\s(?:duizend|miljoen|miljard))?)\s(?:euro)\b", re.IGNORECASE),
)
_PERCENTS = (
    re.compile(
        rf"(?P<number>(?<![\w.,])[-+−]?{DIGITS})\s?(?P<sign>%-?punt(?:en)?|%|procentpunt(?:en)?\b|procent\b)",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<words>{_WORD})\s(?P<sign>procentpunt(?:en)?|procent)\b", re.IGNORECASE),
)
_PARTS = {
    "helft": 2,
    "tweede": 2,
    "derde": 3,
    "kwart": 4,
    "vierde": 4,
    "vijfde": 5,
    "zesde": 6,
    "zevende": 7,
    "achtste": 8,
    "tiende": 10,
}
PART_WORDS = frozenset(_PARTS)
"""Words for a part of a whole: helft, derde, kwart."""
_TOP, _BOTTOM = "[1-9]", "[2-9]|10"
_SHARES = (
    re.compile(
        r"\b(?P<half>(?:(?:de|een)\s+)?(?<!eerste )(?<!tweede )(?<!laatste )helft)\b"
        r"(?!\s+van\s+(?:(?:het|dit|vorig|de|deze)\s+)?(?:(?:19|20)\d\d|jaar|seizoen|maand|decennium|wedstrijd|"
        r"planperiode|looptijd))",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<three>driekwart)\b", re.IGNORECASE),
    re.compile(
        rf"(?<![\w.,/])(?P<of>{_TOP})\s?/\s?(?P<in>{_BOTTOM})(?:e|de)?\s+(?:van|deel)\b", re.IGNORECASE
    ),
    re.compile(
        r"\b(?P<top>een|één|twee|drie|vier|vijf|zeven)\s?(?P<part>derde|kwart|vierde|vijfde|zesde|achtste|"
        r"tiende)\b"
        r"(?:\s+deel\b)?(?=\s+(?:van|deel|minder|meer|lager|hoger|daalde|steeg|afgenomen|toegenomen|"
        r"gedaald|gestegen|gezakt|gegroeid|geslonken|teruggelopen|omlaag|omhoog|af\b|toe\b|is|daarvan|"
        r"hiervan|was|in|ten|dus|heeft|had|hebben|hadden|kwam|komt|ging|gaat|betrof|betreft|werd|wordt|zijn|waren|"
        r"zei|vindt|vond|viel|kreeg|bleek|bleef|blijft|niet|en|of|maar|op|uit|onder|boven|bij|voor|door|kon|kan|"
        r"sneller|trager|goedkoper|duurder|beter|slechter|lagere|hogere|eraf|erbij|kleiner|groter|vaker|korter|langer|teruggebracht|teruggedrongen|gestegen|gedaald|ervan|extra|"
        r"\w+(?:eerden?|oomden?|oonden?|elden?|aakten?|erkten?|olgden?)|toenam|afnam|steeg|zakte|groeide|slonk|nam|liep|meldde|gaf|koos|noemt|noemde)\b|[.,;:)]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![\w.,])(?P<of>{_WORD}|\d{{1,3}})\s+op\s+(?:de|elke|iedere)\s+(?P<in>{_WORD}|\d{{1,4}})\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:bijna|ruim|circa|ongeveer|zo'n|meer dan|minder dan|krap|gemiddeld|grofweg|liefst|"
        r"maar liefst)\s+"
        r"(?P<of>[a-zà-ÿ]+|\d)\s+van\s+de\s+(?P<in>tien|10|honderd|100)\b",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![\w.,])(?P<of>[1-9])\s+op\s+(?P<in>[1-9]\d?|100)(?!\w|[.,]\d)", re.IGNORECASE),
    re.compile(
        r"(?<!\bde )(?<!\bdie )\b(?P<of>twee|drie|vier|vijf|zes|zeven|acht|negen)\s+van\s+"
        r"de\s+(?P<in>tien)"
        r"(?=\s+(?:inwoners|bewoners|mensen|burgers|huishoudens|gezinnen|leerlingen|jongeren|ouderen|ondernemers|"
        r"respondenten|ondervraagden|huurders|bezoekers|klachten|meldingen|gevallen|keren?|incidenten|"
        r"aangiften|winkeliers|deelnemers|slachtoffers|verdachten|vrouwen|mannen|studenten|scholieren|zaken|dossiers|adviezen|bezoeken|"
        r"controles|aanvragen|woningen|branden|ritten|kinderen|cliënten|winkels|bedrijven)\b)",
        re.IGNORECASE,
    ),
)
_SHARES_NEED = (
    ("helft",),
    ("driekwart",),
    ("/",),
    tuple(_PARTS),
    (" op ",),
    (" van de ",),
    (" op ",),
    (" van de tien",),
)
"""What a text must have for each of these."""
_ORDINAL = re.compile(r"\b(?:ten\s+)?(?P<ordinal>\d{1,3}(?:e|de|ste)|[a-zà-ÿ]*(?:ste|de))\b", re.IGNORECASE)
_MAYBE_ORDINAL = re.compile(
    r"(?:eer|twee|der|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|tig|honderd|duizend)(?:ste|de)$",
    re.IGNORECASE,
)

DURATIONS = frozenset(
    "jaar jaren maand maanden week weken dag dagen werkdag werkdagen kalenderdagen uur uren minuut minuten "
    "seconden kwartier kwartalen etmaal nachten".split()
)
"""Units of how long something took."""
SAID_IN_WORDS = frozenset({"article", "duration"})
"""Identifiers that can be without a figure: artikel twee, driejarig."""
_FIGURES = re.compile(r"\d(?:.*\d)?", re.DOTALL)
_LEAD = 120
"""How far from a figure the words can stand that say what it is."""


def find_amounts(words: str) -> Iterator[Spot]:
    """Yield sums of money in euros, millions written out.

    Parameters: ``words``. Errors: none.
    """
    lowered = words.lower()
    if "€" not in lowered and "eur" not in lowered:
        return
    for pattern in _AMOUNTS:
        for match in pattern.finditer(words):
            if spot := _read_amount(match):
                yield spot


def _read_amount(match: re.Match[str]) -> Spot | None:
    found = match.groupdict()
    if found.get("words"):
        value, start = read_word(found["words"]), match.start()
        if value is None and " " in found["words"]:
            last = found["words"].split(" ")[-1]
            value, start = read_word(last), match.end("words") - len(last)
        if value is None:
            return None
        exact = Decimal(value)
        return Spot(MentionKind.AMOUNT, start, match.end(), value, exact, exact, "EUR")
    text = found["number"]
    value, low, high = read_bounds(text.lstrip("-"))
    times = MULTIPLIERS[found["times"].lower().rstrip(".")] if found.get("times") else 1
    if found.get("kilo"):
        times = 1_000 if found["kilo"].lower() == "k" else 1_000_000
    product = value * times
    whole = int(product) if product == int(product) else product
    end = match.end() - len(match[0]) + len(match[0].rstrip(" "))
    sign = -1 if text.startswith("-") else 1
    return Spot(MentionKind.AMOUNT, match.start(), end, sign * whole, low * times, high * times, "EUR")


def read_bounds(text: str) -> tuple[int | Decimal, Decimal, Decimal]:
    """Return a number in Dutch figures with the lowest and highest value that it can stand for.

    Parameters: ``text``, as ``7,3``. Errors: none for what ``DIGITS`` matches.

    >>> read_bounds("7,3")
    (Decimal('7.3'), Decimal('7.25'), Decimal('7.35'))
    """
    value = read_digits(text)
    low, high = PrintedNumber(value, len(text.partition(",")[2])).bounds
    return value, low, high


def find_percentages(words: str) -> Iterator[Spot]:
    """Yield percentages (unit ``%``) and percentage points (unit ``pp``).

    Parameters: ``words``. Errors: none.
    """
    if "%" not in words and "procent" not in words.lower():
        return
    for pattern in _PERCENTS:
        for match in pattern.finditer(words):
            found = match.groupdict()
            unit = "pp" if "punt" in match["sign"].lower() else "%"
            if found.get("words"):
                value = read_word(found["words"])
                if value is not None:
                    exact = Decimal(value)
                    yield Spot(MentionKind.PERCENTAGE, match.start(), match.end(), value, exact, exact, unit)
                continue
            text = found["number"]
            number, low, high = read_bounds(text.lstrip("-+−"))
            if text[0] in "-−":
                number, low, high = -number, -high, -low
            yield Spot(MentionKind.PERCENTAGE, match.start(), match.end(), number, low, high, unit)


def find_shares(words: str) -> Iterator[Spot]:
    """Yield shares in words: een derde, de helft, drie op de tien. The value lies between 0 and 1.

    Parameters: ``words``. Errors: none.
    """
    lowered = words.lower()
    for needed, pattern in zip(_SHARES_NEED, _SHARES, strict=True):
        for match in pattern.finditer(words) if any(part in lowered for part in needed) else ():
            found = match.groupdict()
            if found.get("half"):
                top, bottom = 1, 2
            elif found.get("three"):
                top, bottom = 3, 4
            elif found.get("part"):
                top, bottom = _small(found["top"]), _PARTS[found["part"].lower()]
            else:
                top, bottom = _small(found["of"]), _small(found["in"])
            if not 0 < top < bottom:
                continue
            yield Spot(
                MentionKind.SHARE,
                match.start("of") if found.get("of") else match.start(),
                match.end(),
                (Decimal(top) / Decimal(bottom)).quantize(Decimal("0.0001")),
                detail={"top": top, "bottom": bottom},
            )


def _small(word: str) -> int:
    return int(word) if word.isdigit() else int(read_word(word) or 0)


def find_ordinals(words: str) -> Iterator[Spot]:
    """Yield ordinals: de derde, 24ste, ten tweede.

    Parameters: ``words``. Errors: none.
    """
    for match in _ORDINAL.finditer(words):
        text = match["ordinal"]
        if not text[0].isdigit() and not _MAYBE_ORDINAL.search(text):
            continue
        try:
            value = parse_ordinal(text)
        except NumberError:
            continue
        yield Spot(MentionKind.ORDINAL, match.start("ordinal"), match.end("ordinal"), value)


def find_counts(words: str) -> Iterator[Spot]:
    """Yield the numbers that are left, in figures and in words, without their nouns.

    Parameters: ``words``. Errors: none.
    """
    for numeral in find_numerals(words):
        yield _spot_of(numeral)


def _spot_of(numeral: Numeral) -> Spot:
    return Spot(
        MentionKind.NUMBER,
        numeral.start,
        numeral.end,
        numeral.value,
        numeral.low,
        numeral.high,
        "keer" if numeral.times else None,
        detail={"words": True} if numeral.in_words else {},
    )


def find_identifiers(words: str, patterns: Sequence[tuple[str, re.Pattern[str]]]) -> Iterator[Spot]:
    """Yield numerals that count nothing: articles, phone numbers, postcodes, pages.

    Parameters: ``words``; ``patterns``, what it is with the pattern that tells; its group ``at`` is the
    numeral where the pattern is longer. Errors: none.
    """
    figures = _FIGURES.search(words)
    around = (max(0, figures.start() - _LEAD), figures.end() + _LEAD) if figures else (0, 0)
    for what, pattern in patterns:
        low, high = (0, len(words)) if what in SAID_IN_WORDS else around
        for match in pattern.finditer(words, low, high):
            group = "at" if "at" in pattern.groupindex and match["at"] else 0
            yield Spot(MentionKind.IDENTIFIER, match.start(group), match.end(group), detail={"what": what})
