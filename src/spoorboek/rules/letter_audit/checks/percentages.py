"""Do percentages and shares follow from the counts beside them?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from spoorboek.figures.dutch_numbers import decimals_of, format_number, format_percentage, round_half_up
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.change_periods import Change
from spoorboek.rules.letter_audit.checks.factors import check_factors, is_wrong_side
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, Mention, MentionKind
from spoorboek.rules.letter_audit.pairs import Pair, list_pairs
from spoorboek.rules.letter_audit.reading.shares import follows_from_others, stands_for

_CHANGE = re.compile(r"\b(?:afname|toename|daling|stijging|groei|krimp|met|verandering)\b", re.IGNORECASE)
_ABOVE = re.compile(r"\s*(?:boven|onder|hoger|lager|meer|minder|groter|kleiner)\b", re.IGNORECASE)
_OF_THE = re.compile(r"^\W*(?:\w+\s+){0,3}van\s+de\s+(?:in totaal\s+|totaal\s+)?$", re.IGNORECASE)
_SIGNS = frozenset("+-−–")
_OF_THEM = re.compile(
    r"\W*(?:daarvan|hiervan|ervan|van (?:hen|deze|die|dezen)|onder hen|van de \w+)\b", re.IGNORECASE
)
_IN_FULL = re.compile(
    r"\s*[,(:\u2013-]\s*(?:namelijk |te weten |dat zijn (?:er )?|oftewel |ofwel |in totaal |of )?\d",
    re.IGNORECASE,
)
"""Ruim de helft, 214 mensen: the part in full, right behind its share."""
_OF = re.compile(r"\s+van (?:de|het|alle|onze) (?:in totaal )?", re.IGNORECASE)
_TOLD = re.compile(r"^[^.;]{0,60},\s+(?:(?:ruim|bijna|ongeveer|circa|dat zijn|oftewel|ofwel|dus|zo'n)\s+)*$")
_THAT_IS = re.compile(r"\W*(?:dat|dit|daarmee) (?:is|was|zijn|waren)\b", re.IGNORECASE)
_IS_PART = re.compile(
    r"(?:\b(?:dat is|dat zijn|dus|ofwel|oftewel|namelijk|een op|één op|voldoende voor|respons van|"
    r"\w*percentage van|aandeel van)\b|,\s*$|\()",
    re.IGNORECASE,
)


def check_percentages(material: Material) -> Found:
    """Find percentages that are not the change, or the part, that the counts in the sentence give."""
    found: list[Finding] = []
    for sentence in material.letter.sentences:
        said = material.layout.mentions_of(sentence.index)
        printed = [one for one in said if one.kind in (MentionKind.PERCENTAGE, MentionKind.SHARE)]
        printed = [one for one in printed if one.unit != "pp" and one.value is not None]
        printed = [one for one in printed if one.detail.get("role") not in ("from", "to")]
        if len(printed) == 1:
            found += _check(material, printed[0])
        elif not printed:
            found += check_factors(material, sentence.index)
        if any(one.kind is MentionKind.PERCENTAGE for one in said):
            found += _check_points(material, sentence.index)
    return found


def _list_shares(material: Material, sentence: int) -> list[Fact]:
    """Return percentages and bare numbers of a sentence; "dat is 12 procentpunt" is about the one before."""
    known = (MentionKind.PERCENTAGE, MentionKind.NUMBER)
    places = [sentence]
    if _THAT_IS.match(material.sentence_words(sentence)):
        near = [one.index for one in material.layout.neighbours(sentence)]
        places = [one for one in near if sentence - 1 <= one <= sentence]
    return [one for place in places for one in material.facts_in(place) if one.mention.kind in known]


def _check_points(material: Material, sentence: int) -> Iterable[Finding]:
    """Find a difference between two percentages that is told wrongly, or in percent in place of points."""
    facts = _list_shares(material, sentence)
    pairs = [
        one
        for one in list_pairs(material.letter, facts)
        if one.after.mention.kind is MentionKind.PERCENTAGE and not one.before.is_mark
    ]
    told = [
        one
        for one in facts
        if one.mention.kind is MentionKind.PERCENTAGE
        and all(one not in (pair.before, pair.after) for pair in pairs)
    ]
    if len(pairs) != 1 or len(told) != 1:
        return
    before, after = Decimal(pairs[0].before.value), Decimal(pairs[0].after.value)
    points, said = abs(after - before), told[0].mention
    if said.unit == "pp":
        is_right = stands_for(said, points)
    else:
        # "12% meer" from 40% to 52% is 30% more; who means points must say so.
        is_right = not before or not stands_for(said, points) or stands_for(said, points / before * 100)
    if is_right:
        return
    right = f"{format_number(points)} procentpunt"
    why = (
        f"Er staat {said.quote.strip()}, maar tussen {format_percentage(before, decimals_of(before))} en "
        f"{format_percentage(after, decimals_of(after))} zit {right}."
    )
    yield material.find(
        FindingKind.PERCENTAGE_DIFFERS,
        material.span_of(said),
        why,
        f"Schrijf {right}.",
        severity=Severity.NUMBER,
        computed={"percentage_points": points, "values": [before, after]},
    )


def _check(material: Material, printed: Mention) -> Iterable[Finding]:
    right = _find_change(material, printed)
    what = "verandering"
    if right is None:
        right, what = _find_part(material, printed), "deel"
    if right is not None and what == "deel" and _ABOVE.match(material.letter.text.text, printed.end):
        # "660 is 10% boven de 600": how much more, no part.
        part, whole = right[1], right[2]
        right, what = ((whole - part) / part * 100, part, whole), "verschil"
        if stands_for(printed, (whole - part) / whole * 100):
            return
    if right is None or (
        stands_for(printed, right[0]) and not is_wrong_side(printed, _before(material, printed), right[0])
    ):
        return
    if _is_of_others(material, printed):
        return
    counts = [one for passage in material.passages for one in passage.counts]
    if follows_from_others(printed, [one for one in counts if one.fact.mention.block == printed.block]):
        return
    percentage, one, two = right
    rounded = round_half_up(abs(percentage), 1 if percentage != int(percentage) else 0)
    numbers = f"{format_number(one)} en {format_number(two)}"
    why = (
        f"Er staat {printed.quote.strip()}, maar {numbers} geven een {what} van "
        f"{format_percentage(rounded)}. Kijk welk getal niet klopt."
    )
    yield material.find(
        FindingKind.PERCENTAGE_DIFFERS,
        material.span_of(printed),
        why,
        f"Schrijf {format_percentage(rounded)} in plaats van {printed.quote.strip()}.",
        severity=Severity.NUMBER,
        computed={"percentage": percentage, "values": [one, two], "printed": printed.value},
    )


Right = tuple[Decimal, Decimal, Decimal]


def _find_change(material: Material, printed: Mention) -> Right | None:
    """Return the change in percent between the two numbers of the sentence."""
    pairs: list[Change | Pair] = [
        one for one in material.changes if one.direction.sentence == printed.sentence
    ]
    if not pairs and printed.quote.strip()[:1] in _SIGNS:
        pairs = [*list_pairs(material.letter, material.facts_in(printed.sentence))]
    if len(pairs) != 1 or (
        printed.kind is MentionKind.SHARE and not _CHANGE.search(_before(material, printed))
    ):
        return None
    before, after = Decimal(pairs[0].before.value), Decimal(pairs[0].after.value)
    if not before or pairs[0].before.mention.kind is MentionKind.PERCENTAGE:
        return None
    return (after - before) / before * 100, before, after


def _is_of_others(material: Material, printed: Mention) -> bool:
    """Tell whether other counts near by give the percentage: "in 217 woningen (70%) hing ten minste een"."""
    own = [one for one in material.facts_in(printed.sentence) if one.mention.kind in _COUNTED and one.value]
    passage = material.passage_of(own[0]) if own else None
    facts = [one.fact for one in passage.counts if one.fact.value] if passage else []
    if len(facts) <= 2:
        return False
    used = {one.mention.start for one in own[:2]} if len(own) >= 2 else set()
    return any(
        stands_for(printed, Decimal(one.value) / Decimal(other.value) * 100)
        for one in own
        for other in facts
        if one.value < other.value and {one.mention.start, other.mention.start} != used
    )


_COUNTED = (MentionKind.NUMBER, MentionKind.AMOUNT)


def _before(material: Material, printed: Mention) -> str:
    return material.words(max(0, printed.start - 40), printed.start)


def _find_said_part(material: Material, printed: Mention) -> Right | None:
    """Return the part in percent of two counts, when the sentence says that the percentage is theirs."""
    start = material.sentence_span(printed.sentence).start
    near = material.letter.text.text[start : printed.end + 30]
    facts = [one for one in material.facts_in(printed.sentence) if one.mention.kind is MentionKind.NUMBER]
    if len(facts) == 1:
        earlier = [one.index for one in material.layout.neighbours(printed.sentence)]
        places = [one for one in earlier if one == printed.sentence - 1]
        facts = [one for place in places for one in material.facts_in(place)][-1:] + facts
    is_told = _IS_PART.search(near) or (
        _OF_THEM.match(material.sentence_words(printed.sentence))
        and _IN_FULL.match(material.letter.text.text, printed.end)
    )
    if len(facts) != 2 or not is_told or facts[0].period != facts[1].period:
        return None
    if any(one.kind is MentionKind.DIRECTION for one in material.layout.mentions_of(printed.sentence)):
        return None
    part, whole = sorted(facts, key=lambda one: one.value)
    return _divide(part, whole)


def _find_part(material: Material, printed: Mention) -> Right | None:
    """Return the part in percent when the sentence says A of the B, or B of which A."""
    facts = [one for one in material.facts_in(printed.sentence) if one.mention.kind is MentionKind.NUMBER]
    if told := _find_told_part(material, printed, facts):
        return told
    if not facts and _THAT_IS.match(material.sentence_words(printed.sentence)):
        # "Van de 640 vulden er 224 de lijst in. Dat is een respons van 45 procent."
        near = [one.index for one in material.layout.neighbours(printed.sentence)]
        places = [one for one in near if one == printed.sentence - 1]
        facts = [one for place in places for one in material.facts_in(place)]
        facts = [one for one in facts if one.mention.kind is MentionKind.NUMBER]
    if len(facts) != 2:
        return _find_said_part(material, printed)
    one, two = facts
    gap = material.letter.text.text[one.mention.end : two.mention.start]
    lead = material.letter.text.text[max(0, one.mention.start - 12) : one.mention.start]
    if re.search(r"\bvan\s+de\s+(?:\w+\s+)?$", lead, re.IGNORECASE) and not re.search(r"\bnaar\b", gap):
        return _divide(two, one)
    if _OF_THE.search(gap):
        return _divide(one, two)
    said = material.layout.mentions_of(printed.sentence)
    is_parts = any(
        word.kind is MentionKind.TOTAL
        and word.detail.get("role") == "parts"
        and one.mention.end <= word.start <= two.mention.start
        for word in said
    )
    return _divide(two, one) if is_parts else _find_said_part(material, printed)


def _find_told_part(material: Material, printed: Mention, facts: Sequence[Fact]) -> Right | None:
    """De helft van de 61.000 meldingen, ruim 40.000: the part stands behind its whole."""
    behind = [one for one in facts if one.mention.start > printed.end][:2]
    if len(behind) != 2:
        return None
    whole, part = behind
    is_whole = _OF.fullmatch(material.letter.text.text, printed.end, whole.mention.start)
    is_told = _TOLD.search(material.letter.text.text[whole.mention.end : part.mention.start])
    same_unit = not part.unit or not whole.unit or part.unit == whole.unit
    return _divide(part, whole) if is_whole and is_told and same_unit else None


def _divide(part: Fact, whole: Fact) -> Right | None:
    if not whole.value or part.value > whole.value:
        return None
    return Decimal(part.value) / Decimal(whole.value) * 100, Decimal(part.value), Decimal(whole.value)
