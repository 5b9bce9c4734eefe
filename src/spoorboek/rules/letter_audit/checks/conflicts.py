"""Does one fact stand in the letter with two numbers?"""

from __future__ import annotations

import re
from collections import defaultdict

from spoorboek.figures.dutch_dates import format_period
from spoorboek.figures.dutch_numbers import format_number
from spoorboek.figures.period import Period
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.reading.matters import tells_apart
from spoorboek.rules.letter_audit.stems import list_stems, stem

_NEAR = 400
_PLACES = list_stems(
    "elders hoofdstuk paragraaf pagina bladzijde samenvatting staat sprake noemen vermeld "
    "genoemd verderop eerder tabel "
    "bijlage brief inleiding gegeven uitgevoerd geteld telde"
)
_KNOWN = re.compile(
    r"\b(?:zoals (?:gezegd|gemeld|vermeld|genoemd)|eerder (?:genoemd\w*|gemeld\w*|verslag|rapport)|"
    r"(?:eerder|later|elders|verderop) in (?:deze|dit|de|het)|"
    r"bijlage|samenvatting|hoofdstuk|paragraaf|pagina|bladzijde|inleiding|conclusie)\b",
    re.IGNORECASE,
)
_PHRASE = re.compile(r"\s+(\w+ (?:van|via|bij|over|met|door|in) (?:de |het |een )?(?!20)\w+)")
_THAT_IS = re.compile(r"\b(?:is|was|zijn|waren) (?:dat|dit|het)(?: er)?$", re.IGNORECASE)
_TOLD_AS_KNOWN = re.compile(r"((?:[\w'-]+ ){1,6}?)(?:van|uit|in|over) 20\d\d")
_PLACE = re.compile(
    r"\b(?:pagina|bladzijde|hoofdstuk|paragraaf|bijlage|samenvatting|inleiding|conclusie|elders|verderop)\b",
    re.I,
)
_NARROWED = re.compile(
    r"\b(?:waarvan|nieuwe?|andere|extra|meer|minder|eerste|laatste|voorlopige?|definitieve?|binnenstad|centrum|wijk\w*|"
    r"straat|doorlopend\w*|afgesloten|overige|per 1\.?0|landelijk\w*|regio\w*|gemiddeld)\b",
    re.IGNORECASE,
)


def check_conflicts(material: Material) -> Found:
    """Find the same count of the same thing over the same year with another number."""
    found = [*_check_repeated(material), *_check_named(material)]
    known: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in material.facts:
        if (key := _key(material, fact)) is not None:
            known[key].append(fact)
    for facts in known.values():
        first = facts[0]
        others = [
            one for one in facts[1:] if one.value != first.value and not tells_apart(material, first, one)
        ]
        other = next((one for one in others if _is_same_matter(material, first, one)), None)
        if other is not None:
            found.append(explain_conflict(material, other, first.value, first.period, first))
    return found


def _key(material: Material, fact: Fact) -> tuple[object, ...] | None:
    if fact.mention.kind is not MentionKind.NUMBER or not fact.unit or fact.is_mark:
        return None
    if (
        fact.period is None
        and not _tells_place(material, fact)
        and not _PHRASE.match(material.letter.text.text, fact.mention.end)
    ):
        return None
    if material.layout.is_ahead(fact.mention.sentence) or material.layout.is_table(fact.mention.sentence):
        return None
    return stem(fact.unit.split()[-1]), fact.subject or "", fact.period


def _is_same_matter(material: Material, one: Fact, other: Fact) -> bool:
    """Only sentences that speak of the same, without a narrowing word, are about one fact."""
    words = [material.sentence_words(fact.mention.sentence) for fact in (one, other)]
    is_this_year = all(_tells_place(material, fact) for fact in (one, other))
    if (
        one.period is None
        and not is_this_year
        and _read_phrase(material, one) != _read_phrase(material, other)
    ):
        return False
    if one.mention.sentence == other.mention.sentence:
        between = material.words(one.mention.end, other.mention.start)
        return ";" in between and _refers(material, one, other)
    if list_narrowing(_around(material, one)) != list_narrowing(_around(material, other)):
        return False
    if _refers(material, one, other):
        return True
    if list_narrowing(words[0]) != list_narrowing(words[1]):
        return False
    first, second = (list_stems(said) - _PLACES for said in words)
    return bool(first & second) and (first <= second or second <= first or _is_close(first, second))


def _tells_place(material: Material, fact: Fact) -> bool:
    """Tell whether a sentence says that it is of this year, or in which part of the letter it stands."""
    words = material.sentence_words(fact.mention.sentence)
    return bool(_THIS_YEAR.search(words) or _PLACE.search(words))


_THIS_YEAR = re.compile(
    r"\b(?:dit|het afgelopen|afgelopen|in het) (?:verslag|kalender|school)?jaar\b", re.IGNORECASE
)


def list_narrowing(words: str) -> frozenset[str]:
    """Return the words that narrow what a number is about; only what is narrowed alike is one fact."""
    return frozenset(match[0].lower() for match in _NARROWED.finditer(words))


def _around(material: Material, fact: Fact) -> str:
    """Return a sentence up to what a number counts."""
    start = material.sentence_span(fact.mention.sentence).start
    return material.words(start, fact.mention.end + len(fact.unit or "") + 2)


def _refers(material: Material, one: Fact, other: Fact) -> bool:
    """Tell whether the later number is told as known: zoals gezegd, de 46 meldingen van 2024, both of X."""
    if any(_KNOWN.search(material.sentence_words(fact.mention.sentence)) for fact in (one, other)):
        return True
    phrases = {_read_phrase(material, fact) for fact in (one, other)}
    if len(phrases) == 1 and None not in phrases:
        return True
    before = material.words(max(0, other.mention.start - 4), other.mention.start)
    behind = material.words(other.mention.end, other.mention.end + 60)
    told = _TOLD_AS_KNOWN.match(behind)
    if not re.search(r"\b(?:de|die|deze)$", before, re.IGNORECASE) or told is None:
        return False
    return list_stems(told[1]) <= list_stems(material.sentence_words(one.mention.sentence))


def _read_phrase(material: Material, fact: Fact) -> str | None:
    """Return the few words behind a number that say which ones: meldingen via de app."""
    found = _PHRASE.match(material.letter.text.text, fact.mention.end)
    return found[1].lower() if found else None


def _check_repeated(material: Material) -> list[Finding]:
    """Find a number that is told again with another value: op pagina 12 is dat 4,3."""
    found: list[Finding] = []
    last: Fact | None = None
    for fact in material.facts:
        if fact.mention.kind is not MentionKind.NUMBER or material.layout.is_table(fact.mention.sentence):
            continue
        before = material.words(max(0, fact.mention.start - 20), fact.mention.start)
        is_again = fact.unit is None and _THAT_IS.search(before) and last is not None
        if is_again and last is not None and last.mention.block == fact.mention.block:
            words = material.sentence_words(fact.mention.sentence)
            if last.value != fact.value and fact.period in (None, last.period) and _PLACE.search(words):
                found.append(explain_conflict(material, fact, last.value, last.period, last))
        last = fact
    return found


def _is_close(first: frozenset[str], second: frozenset[str]) -> bool:
    """Tell whether two sentences share nearly all their words; one other word is another matter."""
    return len(first ^ second) <= 2 and len(first & second) >= 4


def _check_named(material: Material) -> list[Finding]:
    """Find two numbers of the same people or things at one event that both sentences name."""
    found: list[Finding] = []
    counts = [
        one
        for one in material.facts
        if one.mention.kind is MentionKind.NUMBER
        and one.unit
        and not one.is_mark
        and not material.layout.is_table(one.mention.sentence)
        and not material.layout.is_ahead(one.mention.sentence)
    ]
    for place, one in enumerate(counts):
        for other in counts[place + 1 : place + 6]:
            if one.value != other.value and _is_one_event(material, one, other):
                found.append(explain_conflict(material, other, one.value, None, one))
    return found


def _is_one_event(material: Material, one: Fact, other: Fact) -> bool:
    units = [stem((fact.unit or "").split()[-1]) for fact in (one, other)]
    if units[0] != units[1] or one.mention.sentence == other.mention.sentence:
        return False
    if one.period and other.period and one.period.last.year != other.period.last.year:
        return False
    words = [material.sentence_words(fact.mention.sentence) for fact in (one, other)]
    names = [{match[1].lower() for match in _NAME.finditer(said)} for said in words]
    if not names[0] & names[1] or any(_APART.search(said) for said in words):
        return False
    return list_narrowing(words[0]) == list_narrowing(words[1]) and not tells_apart(material, one, other)


_NAME = re.compile(r"['‘\"“]([A-Z][\w -]{2,40})['’\"”]")
_APART = re.compile(
    r"\b(?:aangemeld\w*|aanmelding\w*|ingeschreven|uitgenodigd\w*|afgemeld\w*|afwezig\w*|verwacht\w*|gepland\w*|"
    r"begroot\w*|vorige editie|daarvan|hiervan|eerste dag|tweede dag|ploeg|later)\b",
    re.IGNORECASE,
)
"""Words with which two numbers of one event may well differ."""


def explain_conflict(
    material: Material, fact: Fact, other: object, period: Period | None, first_fact: Fact | None = None
) -> Finding:
    """Return the finding that a number is another one than the letter tells elsewhere."""
    when = f" over {format_period(period)}" if period else ""
    first = format_number(other) if isinstance(other, int) else str(other).replace(".", ",")
    second = fact.mention.quote.strip()
    why = f"Elders in de brief staat{when} {first}, hier {second}. Kies een getal en zeg waarom."
    span = material.span_of(fact.mention)
    if first_fact is not None and fact.mention.start - first_fact.mention.start < _NEAR:
        span = material.span_of(first_fact.mention, fact.mention)
    return material.find(
        FindingKind.CONFLICTING_NUMBERS,
        span,
        why,
        severity=Severity.NUMBER,
        computed={"values": [other, fact.value]},
    )
