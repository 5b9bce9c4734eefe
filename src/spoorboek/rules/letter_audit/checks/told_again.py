"""Is one count, sum of money or percentage told again, in other words, with another value?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.checks.conflicts import explain_conflict
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, MentionKind
from spoorboek.rules.letter_audit.quantities import DURATIONS
from spoorboek.rules.letter_audit.reading.matters import (
    has_form,
    is_known,
    is_told,
    read_core,
    tell_before,
    tells_apart,
)
from spoorboek.rules.letter_audit.reading.passages import Observation
from spoorboek.rules.letter_audit.reading.same_counts import counts_the_same
from spoorboek.rules.letter_audit.reading.totals import is_sum_before
from spoorboek.rules.letter_audit.reading.weak_words import WEAK
from spoorboek.rules.letter_audit.stems import list_stems

_MOST_BACK = 12
_LARGEST = Decimal("2.5")
_KINDS = frozenset({MentionKind.NUMBER, MentionKind.AMOUNT, MentionKind.PERCENTAGE})
_DIVIDES = re.compile(r"\b(?:waarvan|daarvan|hiervan|van (?:hen|wie)|waaronder)\b")
_BUDGET = (
    r"(?P<budget>beschikbare?|beschikbaar|budget|begroot|begroting|gereserveerd|uitgetrokken|trok|geraamd)"
)
_SPENT = r"(?P<spent>uitgegeven|besteed|bestedingen|kost(?:te|ten|en)?|uitgaven|uitgave|betaald)"
_GOT = r"(?P<got>subsidie|bijdrage|ontvingen|ontvangen|ontving|kregen|toegekend)"
_REST = r"(?P<rest>over|resteert|resterende|teruggestort|nog)(?= #| is\b|[.;,]|$)"
_MONEY = re.compile(rf"\b(?:{_BUDGET}|{_SPENT}|{_GOT}|{_REST}|(?P<damage>\w*schade)|(?P<fine>boetes?))\b")


def check_told_again(material: Material) -> Found:
    """Find a number that is told a second time, in any wording, with another value."""
    found: list[Finding] = []
    facts = [one for one in material.facts if _may_be_told_again(material, one)]
    for place, fact in enumerate(facts):
        earlier = facts[max(0, place - _MOST_BACK) : place]
        if any(_is_same_value(one, fact) for one in earlier) or is_sum_before(material, fact):
            continue
        same = [one for one in earlier if _is_told_again(material, one, fact)]
        if same and len({one.value for one in same}) == 1:
            found.append(explain_conflict(material, fact, same[-1].value, fact.period, same[-1]))
    return found


def _may_be_told_again(material: Material, fact: Fact) -> bool:
    mention, layout = fact.mention, material.layout
    if mention.kind not in _KINDS or fact.is_mark or fact.value <= 1 or mention.detail.get("role"):
        return False
    if mention.kind is MentionKind.NUMBER and (not fact.unit or fact.unit.split()[-1] in DURATIONS):
        return False
    if mention.kind is MentionKind.NUMBER and (fact.unit or "").split()[-1].lower() not in fact.own.masked:
        return False
    if layout.is_table(mention.sentence) or layout.is_heading(mention.sentence):
        return False
    if layout.is_ahead(mention.sentence) or _DIVIDES.search(fact.own.lead):
        return False
    if any(one.opening.fact.mention.block == mention.block for one in material.told_flows):
        return False
    compared = {one.mention.start for each in material.changes for one in (each.before, each.after)}
    return mention.start not in compared and not Observation(fact, 0).is_difference


def _is_same_value(one: Fact, other: Fact) -> bool:
    return one.value == other.value and one.mention.kind is other.mention.kind


def _is_told_again(material: Material, one: Fact, other: Fact) -> bool:
    if one.mention.kind is not other.mention.kind or one.mention.sentence == other.mention.sentence:
        return False
    if not _is_near_in_value(one, other) or not _is_of_one_time(one, other):
        return False
    if tells_apart(material, one, other):
        return False
    if one.mention.kind is MentionKind.AMOUNT:
        return _is_same_money(material, one, other)
    if one.mention.kind is MentionKind.NUMBER:
        if not counts_the_same(material, one, other):
            return False
        if is_known(other):
            return _is_covered(material, one, other)
    return _says_the_same(material, one, other)


def _is_near_in_value(one: Fact, other: Fact) -> bool:
    """A part is far smaller than the whole; what is told again is near it, or has its digits turned."""
    low, high = sorted((Decimal(one.value), Decimal(other.value)))
    return sorted(str(one.value)) == sorted(str(other.value)) or high <= _LARGEST * low


def _is_of_one_time(one: Fact, other: Fact) -> bool:
    if one.period is not None and other.period is not None:
        return one.period == other.period
    return is_known(other) or (one.period is other.period and one.mention.kind is MentionKind.AMOUNT)


def _is_covered(material: Material, one: Fact, other: Fact) -> bool:
    """Tell whether all that is said of what is counted was told before."""
    between = other.own.tail.split(other.unit)[0] if other.unit else ""
    told = list_stems(tell_before(material, one))
    return all(is_told(word, told) or has_form(word, told) for word in list_stems(between) - WEAK)


def _says_the_same(material: Material, one: Fact, other: Fact) -> bool:
    """Tell whether both clauses say the same of their number, in whatever order."""
    words = [read_core(each) for each in (one, other)]
    if len({bool(_NEGATION.search(each.own.masked)) for each in (one, other)}) > 1:
        return False
    told = list_stems(tell_before(material, one))
    back = list_stems(material.sentence_words(other.mention.sentence))
    covered = all(is_told(word, told) or has_form(word, told) for word in words[1])
    covered_back = all(is_told(word, back) or has_form(word, back) for word in words[0])
    least = 1 if one.mention.kind is MentionKind.NUMBER else 2
    is_named = len(words[1]) >= least or len(other.unit or "") >= _A_COMPOUND
    return covered and covered_back and is_named


_NEGATION = re.compile(r"\b(?:niet|geen|nooit|zonder|wel)\b")
_A_COMPOUND = 10
"""Letters of a word that says all of what is counted: steekincidenten."""


def _is_same_money(material: Material, one: Fact, other: Fact) -> bool:
    """Tell whether two sums are both the budget, or both what was spent, of one thing."""
    first, second = _read_money(one), _read_money(other)
    if first is None or first != second:
        return False
    told = list_stems(tell_before(material, one))
    words = material.words(other.mention.end, other.mention.end + _NEAR)
    behind = list_stems(re.split(r"[,;.]| (?:is|was|zijn|waren|werd|nog|heeft|hebben)\b", words)[0])
    said = (behind | list_stems(_MONTH.sub(" ", other.own.lead))) - WEAK - _MONEY_STEMS
    roots = {one[:_ROOT] for one in told}
    return all(is_told(one, told) or one[:_ROOT] in roots for one in said) and any(
        is_told(one, told) for one in said if len(one) > _A_SHORT_WORD
    )


_MONTH = re.compile(r"\b(?:januari|december|juni|juli)\b")
_ROOT = 6
_NEAR = 60
_A_SHORT_WORD = 4
_MONEY_STEMS = list_stems(
    "beschikbaar budget begroot begroting gereserveerd uitgegeven besteed kostte kosten uitgaven subsidie "
    "bijdrage ontvingen ontvangen resteert uitgetrokken trok bedrag beschikbare"
)


def _read_money(fact: Fact) -> str | None:
    """Return which part a sum plays, by the word of money nearest to it."""
    place = len(fact.own.lead)
    hits: Sequence[re.Match[str]] = list(_MONEY.finditer(fact.own.masked))
    nearest = min(hits, key=lambda one: min(abs(one.start() - place), abs(one.end() - place)), default=None)
    return nearest.lastgroup if nearest else None
