"""Is a part larger than its whole, and do the shares of one whole make a hundred?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from spoorboek.figures.dutch_numbers import format_number, format_percentage
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.stems import is_same_thing

_HUNDRED = Decimal(100)
_ROUNDING = Decimal("0.6")
_WHOLE = re.compile(r"\bvan (?:de|alle|onze) (?:in totaal |totaal )?$", re.IGNORECASE)
_OF_WHICH = re.compile(r"\b(?:waarvan|daarvan|hiervan|waaronder)\b", re.IGNORECASE)
_APART = re.compile(r"[.;]|\b(?:leidd?en? tot|opgeleverd|leverden?)\b", re.IGNORECASE)
_ALL = re.compile(
    r"\b(?:overige|rest|resterende|verdeeld|verdeling|bestaat uit|onderverdeeld)\b", re.IGNORECASE
)
_IS_PART = re.compile(r"(?:daarvan|hiervan)\b", re.IGNORECASE)
_CHOSE_ONE = re.compile(
    r"\b(?:koos|kozen|kiezen|gaf|gaven|noemde\w*|noemen|had|hadden|kreeg|kregen|mocht\w*)\b[^.;]*"
    r"(?<!meer dan )\b(?:één|een enkel|slechts een) (?:antwoord|keuze|reden|oorzaak|onderwerp|optie|"
    r"uitkomst|categorie)\b",
    re.IGNORECASE,
)
_LEVELS = re.compile(
    r"\b(?:nooit|zelden|soms|vaak|altijd|weleens|wel eens|neutraal|geen mening|weet niet|weet ik niet|"
    r"(?:on)?tevreden|(?:on)?voldoende|(?:on)?veilig|(?:on)?eens|goed|matig|slecht|hoger|lager|gelijk)\b",
    re.IGNORECASE,
)
"""Answers of which a person gives one."""
_COUNTS_THINGS = re.compile(
    r"\bvan (?:de|alle|het aantal) (?:\w+ )?(?:meldingen|incidenten|misdrijven|aangiften|zaken|casussen|"
    r"dossiers|klachten|controles|ongevallen|branden|signalen|tips|verdachten|daders)\b",
    re.IGNORECASE,
)


def check_wholes(material: Material) -> Found:
    """Find parts that are larger than the whole that the sentence takes them from, and shares over 100."""
    found: list[Finding] = []
    for sentence in material.letter.sentences:
        if material.layout.is_table(sentence.index):
            continue
        facts = material.facts_in(sentence.index)
        found += _check_parts(material, sentence.index, facts)
        found += _check_shares(material, sentence.index, facts)
    return found


def _check_parts(material: Material, sentence: int, facts: Sequence[Fact]) -> list[Finding]:
    counts = [one for one in facts if one.mention.kind is MentionKind.NUMBER and not one.is_mark]
    whole = next((one for one in counts if _WHOLE.search(_before(material, one))), None)
    if whole is not None:
        part = next((one for one in counts if one.mention.start > whole.mention.end), None)
        gap = "" if part is None else material.words(whole.mention.end, part.mention.start)
        return _compare(material, whole, part, gap)
    words = material.sentence_words(sentence)
    said = _OF_WHICH.search(words)
    if said is None or not counts:
        return []
    own = [one for one in counts if _is_behind(material, one)]
    ahead = [one for one in counts if one not in own]
    if not ahead and said.start() < 3:
        earlier = [one.index for one in material.layout.neighbours(sentence) if one.index == sentence - 1]
        known = [one for place in earlier for one in material.facts_in(place)]
        ahead = [one for one in known if one.mention.kind is MentionKind.NUMBER and not one.is_mark]
        ahead = ahead if len(ahead) == 1 else []
    if not ahead or not own:
        return []
    gap = material.words(ahead[-1].mention.end, own[0].mention.start)
    # "Zes daarvan": the number in front is a part itself.
    return [] if _IS_PART.match(gap) else _compare(material, ahead[-1], own[0], gap.replace(".", "", 1))


def _is_behind(material: Material, fact: Fact) -> bool:
    start = material.sentence_span(fact.mention.sentence).start
    return bool(_OF_WHICH.search(material.letter.text.text, start, fact.mention.start))


def _before(material: Material, fact: Fact) -> str:
    return f"{material.words(max(0, fact.mention.start - 24), fact.mention.start)} "


def _compare(material: Material, whole: Fact, part: Fact | None, gap: str) -> list[Finding]:
    """A part in the unit of its whole, or in none, cannot be the larger one."""
    if part is None or part.value <= whole.value or _APART.search(gap):
        return []
    if part.unit and not is_same_thing(part.unit, whole.unit):
        return []
    if part.period and whole.period and part.period != whole.period:
        return []
    why = (
        f"{format_number(part.value)} kan geen deel zijn van {format_number(whole.value)}. "
        "Kijk welk getal niet klopt."
    )
    return [
        material.find(
            FindingKind.DOES_NOT_ADD_UP,
            material.span_of(whole.mention, part.mention),
            why,
            severity=Severity.NUMBER,
            computed={"part": part.value, "total": whole.value},
        )
    ]


def _check_shares(material: Material, sentence: int, facts: Sequence[Fact]) -> list[Finding]:
    """Three shares or more of one whole: answers of which people give one, or things of one sort each."""
    shares = [one for one in facts if one.mention.kind is MentionKind.PERCENTAGE and one.unit == "%"]
    words = material.sentence_words(sentence)
    if len(shares) < 3 or len({one.period for one in shares}) > 1 or _is_compared(material, sentence):
        return []
    levels = {match[0].lower() for match in _LEVELS.finditer(words)}
    is_all = bool(_ALL.search(words))
    before = material.sentence_words(sentence - 1) if sentence else ""
    if not is_all and not _CHOSE_ONE.search(before) and len(levels) < 2 and not _COUNTS_THINGS.search(words):
        return []
    summed = sum((Decimal(one.value) for one in shares), Decimal(0))
    slack = _ROUNDING * len(shares)
    if summed <= _HUNDRED + slack and not (is_all and summed < _HUNDRED - slack):
        return []
    why = (
        f"De percentages zijn samen {format_percentage(summed, 0)} en geen 100%. "
        "Kijk welk getal niet klopt, of zeg dat meer antwoorden konden."
    )
    return [
        material.find(
            FindingKind.DOES_NOT_ADD_UP,
            material.span_of(*(one.mention for one in shares)),
            why,
            severity=Severity.NUMBER,
            computed={"total": summed},
        )
    ]


def _is_compared(material: Material, sentence: int) -> bool:
    kinds = {one.kind for one in material.layout.mentions_of(sentence)}
    return bool(kinds & {MentionKind.DIRECTION, MentionKind.COMPARATOR})
