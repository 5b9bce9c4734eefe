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
from spoorboek.rules.letter_audit.series import Series
from spoorboek.rules.letter_audit.stems import list_stems, stem

_NEAR = 400
_PLACES = list_stems(
    "elders hoofdstuk paragraaf pagina bladzijde samenvatting staat sprake noemen vermeld "
    "genoemd verderop eerder tabel "
    "bijlage brief inleiding gegeven uitgevoerd geteld telde"
)
_KNOWN = re.compile(
    r"\b(?:zoals (?:gezegd|gemeld|vermeld|genoemd)|eerder (?:genoemd|gemeld)|"
    r"bijlage|samenvatting|hoofdstuk|pagina)\b",
    re.IGNORECASE,
)
_PHRASE = re.compile(r"\s+(\w+ van \w+)")
_NARROWED = re.compile(
    r"\b(?:waarvan|nieuwe?|andere|extra|meer|minder|eerste|laatste|voorlopige?|definitieve?|binnenstad|centrum|wijk\w*|"
    r"straat|doorlopend\w*|afgesloten|overige|per 1\.?0|landelijk\w*|regio\w*|gemiddeld)\b",
    re.IGNORECASE,
)


def check_conflicts(material: Material) -> Found:
    """Find the same count of the same thing over the same year with another number, also in a table."""
    found = _check_tables(material)
    known: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in material.facts:
        if (key := _key(material, fact)) is not None:
            known[key].append(fact)
    for facts in known.values():
        first = facts[0]
        other = next((one for one in facts[1:] if one.value != first.value), None)
        if other is not None and _is_same_matter(material, first, other):
            found.append(_explain(material, other, first.value, first.period, first))
    return found


def _key(material: Material, fact: Fact) -> tuple[object, ...] | None:
    if fact.mention.kind is not MentionKind.NUMBER or fact.period is None or not fact.unit or fact.is_mark:
        return None
    if material.layout.is_ahead(fact.mention.sentence) or material.layout.is_table(fact.mention.sentence):
        return None
    return stem(fact.unit.split()[-1]), fact.subject or "", fact.period


def _is_same_matter(material: Material, one: Fact, other: Fact) -> bool:
    """Only sentences that speak of the same, without a narrowing word, are about one fact."""
    words = [material.sentence_words(fact.mention.sentence) for fact in (one, other)]
    if one.mention.sentence == other.mention.sentence:
        return False
    if any(_NARROWED.search(_around(material, fact)) for fact in (one, other)):
        return False
    if _refers(material, one, other):
        return True
    if any(_NARROWED.search(said) for said in words):
        return False
    first, second = (list_stems(said) - _PLACES for said in words)
    return bool(first & second) and (first <= second or second <= first or _is_close(first, second))


def _around(material: Material, fact: Fact) -> str:
    """Return a sentence up to what a number counts."""
    start = material.sentence_span(fact.mention.sentence).start
    return material.words(start, fact.mention.end + len(fact.unit or "") + 2)


def _refers(material: Material, one: Fact, other: Fact) -> bool:
    """Tell whether the later number is told as known: zoals gezegd, de 46 meldingen van 2024, both of X."""
    if any(_KNOWN.search(material.sentence_words(fact.mention.sentence)) for fact in (one, other)):
        return True
    phrases = [_PHRASE.match(material.letter.text.text, fact.mention.end) for fact in (one, other)]
    if all(phrases) and len({match[1].lower() for match in phrases if match}) == 1:
        return True
    before = material.words(max(0, other.mention.start - 4), other.mention.start)
    behind = material.words(other.mention.end, other.mention.end + 60)
    return bool(
        re.search(r"\bde$", before, re.IGNORECASE) and re.match(r"\w+ (?:van|uit|in|over) 20\d\d", behind)
    )


def _is_close(first: frozenset[str], second: frozenset[str]) -> bool:
    """Tell whether two sentences share nearly all their words; one other word is another matter."""
    return len(first ^ second) <= 2 and len(first & second) >= 4


def _check_tables(material: Material) -> list[Finding]:
    found: list[Finding] = []
    for fact in material.facts:
        if _key(material, fact) is None or fact.period is None:
            continue
        words = material.sentence_words(fact.mention.sentence)
        row = _find_row(material, list_stems(words))
        if row is None or _NARROWED.search(words):
            continue
        value = dict(row.values).get(fact.period)
        facts = material.facts_in(fact.mention.sentence)
        if (
            value is not None
            and value != fact.value
            and len([one for one in facts if one.period == fact.period]) == 1
        ):
            found.append(_explain(material, fact, value, fact.period))
    return found


def _find_row(material: Material, stems: frozenset[str]) -> Series | None:
    rows = [one for one in material.series if one.own_stems and not one.is_total]
    hit = [one for one in rows if one.own_stems <= stems and len(one.stems & stems) * 2 > len(one.stems)]
    return hit[0] if len(hit) == 1 else None


def _explain(
    material: Material, fact: Fact, other: object, period: Period | None, first_fact: Fact | None = None
) -> Finding:
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
