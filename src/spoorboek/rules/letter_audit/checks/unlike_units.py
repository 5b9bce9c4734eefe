"""Is a change, a sum, a comparison or a kept promise told from two numbers in two units?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material, Span
from spoorboek.rules.letter_audit.model import Finding, FindingKind
from spoorboek.rules.letter_audit.reading.conclusions import (
    NEXT,
    TIME,
    Clause,
    find_relation,
    list_clauses,
    repeats,
    tells_change,
)
from spoorboek.rules.letter_audit.reading.counted import (
    Counted,
    is_told_of,
    list_cells,
    list_counted,
)
from spoorboek.rules.letter_audit.reading.measures import (
    are_of_other_sorts,
    are_unlike,
    list_patterns,
    sort_of,
)
from spoorboek.rules.letter_audit.reading.results import (
    answers,
    find_first_result,
    is_asked,
    is_near,
    tells_reached,
)

_BACK = 6
_FAR = 3
_PAIR = 2
_TOTAL = re.compile(
    r"\b(?:samen|tezamen|bij elkaar|opgeteld|tel\b[^.;]*\bop|in totaal|totaal|al met al|gezamenlijk|"
    r"optelsom)\b",
    re.IGNORECASE,
)
_NOT_DRAWN = re.compile(
    r"\b(?:niet (?:te|goed te|zomaar te|met elkaar|één op één)|geen vaste|onvergelijkbaar|omgerekend|herleid|"
    r"gemiddeld)\b",
    re.IGNORECASE,
)


def check_unlike_units(material: Material) -> Found:
    """Find what is concluded from two numbers that do not count the same."""
    found: list[Finding] = []
    for counted in list_counted(material):
        found += _check_sums(material, counted)
        for place, last in enumerate(counted):
            for first in reversed(counted[max(0, place - _BACK) : place]):
                if last.sentence - first.sentence > _FAR or not first.is_unlike(last):
                    continue
                clause = _find_conclusion(material, counted, first, last)
                clause = clause or _lay_beside(material, counted, first, last)
                if clause is not None:
                    found.append(_explain(material, first, last, clause))
                    break
    return [*found, *_check_tables(material)]


def _find_conclusion(
    material: Material, counted: Sequence[Counted], one: Counted, other: Counted
) -> Clause | None:
    """Return the words that conclude something from two numbers; None without them."""
    asked = [is_asked(material, each) for each in (one, other)]
    rates = bool(one.rate or one.each)
    before = one.is_before(other)
    if not rates and before is None and asked[0] == asked[1]:
        return None
    for clause in list_clauses(material, one, other):
        if _NOT_DRAWN.search(clause.words):
            return None
        if before is not None or rates:
            others = [each for each in counted if _is_third(each, one, other) and each.end <= clause.end]
            if any(each.is_like(side) for each in others for side in (one, other)):
                continue
            if tells_change(material, clause, one, other, before):
                return replace(clause, start=one.start) if rates else clause
        if asked[0] != asked[1] and not rates:
            wanted, told = (one, other) if asked[0] else (other, one)
            if any(answers(material, each, wanted, told) for each in counted):
                continue
            if tells_reached(material, clause, wanted, told) and is_near(material, clause, wanted, told):
                return replace(clause, start=min(clause.start, find_first_result(counted, wanted, told)))
    return None


def _is_third(each: Counted, one: Counted, other: Counted) -> bool:
    """Tell whether a number is not one of two, nor one of them told again: van 9 naar 3."""
    return each not in (one, other) and each.value not in (one.value, other.value)


def _lay_beside(
    material: Material, counted: Sequence[Counted], one: Counted, other: Counted
) -> Clause | None:
    """Two rates of one thing right behind each other are laid side by side, also without a conclusion."""
    if one.rate is None or other.rate is None or other.sentence - one.sentence > 1:
        return None
    if one.rate.size == other.rate.size and (other.noun or one.sentence != other.sentence):
        return None
    if are_unlike(one.noun, other.noun) or any(
        _NOT_DRAWN.search(material.sentence_words(each.sentence)) for each in (one, other)
    ):
        return None
    if any(each not in (one, other) and _is_other_rate(each, one, other) for each in counted):
        return None
    return Clause(other.sentence, "", (), one.start, material.sentence_span(other.sentence).end)


def _is_other_rate(each: Counted, one: Counted, other: Counted) -> bool:
    return each.start < other.start and (each.is_like(one) or each.is_like(other)) and each.start > one.start


def _check_sums(material: Material, counted: Sequence[Counted]) -> Iterator[Finding]:
    """96 personen en 118 overnachtingen, in totaal 214 mensen: a sum of two sorts."""
    for place, total in enumerate(counted):
        parts = counted[max(0, place - _PAIR) : place]
        if len(parts) < _PAIR or total.sentence - parts[0].sentence > _FAR:
            continue
        if sum(one.value for one in parts) != total.value or not _says_total(material, total):
            continue
        one, other = parts
        if (
            one.is_unlike(other)
            and are_of_other_sorts(one.noun, other.noun)
            and _sums_like(total, one, other)
        ):
            clause = Clause(total.sentence, "", (), total.start, material.sentence_span(total.sentence).end)
            yield _explain(material, one, other, clause)


def _says_total(material: Material, total: Counted) -> bool:
    words = material.sentence_words(total.sentence)
    return bool(_TOTAL.search(words) or list_patterns("concludes").search(words))


def _sums_like(total: Counted, one: Counted, other: Counted) -> bool:
    """Tell whether a sum is told as one of its parts; "7 activiteiten" can be of any sort."""
    sorts = {sort_of(each.noun) for each in (one, other) if each.noun}
    if sorts == TIME:
        return True
    tail = total.fact.own.tail if total.fact else ""
    nouns = [total.noun, *re.findall(r"[a-zà-ÿ-]{3,}", tail)[:4]]
    sorts = {sort_of(each.noun) for each in (one, other) if each.noun}
    if total.noun is None and not re.search(r"[a-zà-ÿ]{4}", tail):
        return True
    return any(
        is_told_of(one, noun) or is_told_of(other, noun) or (noun is not None and sort_of(noun) in sorts)
        for noun in nouns
    )


def _check_tables(material: Material) -> Iterator[Finding]:
    """A table whose cells count two things, from which the text under it or a target beside it concludes."""
    for place, block in enumerate(material.letter.text.blocks):
        for line in list_cells(block.table) if block.table is not None else ():
            for one, other in pairwise(line):
                clause = _find_below(material, place, one, other) if one.is_unlike(other) else None
                if clause is not None:
                    yield _explain(material, one, other, clause)


def _find_below(material: Material, block: int, one: Counted, other: Counted) -> Clause | None:
    below = [each for each in material.letter.sentences if block < each.block <= block + _PAIR][: NEXT + 1]
    for sentence in below:
        if material.layout.is_table(sentence.index):
            return None
        words = material.sentence_words(sentence.index)
        clause = Clause(
            sentence.index, words, tuple(material.facts_in(sentence.index)), sentence.start, sentence.end
        )
        told = find_relation(clause, one, other)
        drawn = any(list_patterns(name).search(words) for name in ("more", "less", "better", "reached"))
        if drawn and not _NOT_DRAWN.search(words) and (told or repeats(clause, one, other) or told is None):
            return clause
    return None


def _explain(material: Material, one: Counted, other: Counted, clause: Clause) -> Finding:
    first, second = (f"{format_number(_plain(each.value))} {each.name()}".strip() for each in (one, other))
    return material.find(
        FindingKind.UNIT_DRIFT,
        Span(clause.start if other.sentence < 0 else min(other.start, clause.start), clause.end),
        f"{first} is iets anders dan {second}. Vergelijk in één eenheid.",
        severity=Severity.NUMBER,
        computed={"values": [_plain(one.value), _plain(other.value)]},
    )


def _plain(value: Decimal) -> int | Decimal:
    return int(value) if value == value.to_integral_value() else value
