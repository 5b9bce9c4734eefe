"""Whether two numbers tell one fact: what makes it impossible, and the signs for and against."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from spoorboek.documents.readers.audit_blocks import BlockKind
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.reading.fact_words import find_words
from spoorboek.rules.letter_audit.reading.known_counts import read_phrase
from spoorboek.rules.letter_audit.reading.persons import is_person
from spoorboek.rules.letter_audit.reading.same_counts import counts_the_same
from spoorboek.rules.letter_audit.reading.same_words import begins_with_end, bones, is_covered
from spoorboek.rules.letter_audit.reading.telling import Measure, Telling
from spoorboek.rules.letter_audit.reading.told_values import (
    ANYTHING,
    divides,
    has_turned_digits,
    is_near_in_value,
)
from spoorboek.rules.letter_audit.stems import list_stems, stem

_CLOSE = Decimal("1.25")
_ENOUGH = 3
"""Words that two shares must have in common."""
_A_NOUN = 60
"""Letters behind a number in which its noun stands, and of how many it is a part."""
_BUDGET = r"beschikba\w*|\w*budget|\w*begrot\w*|gereserveerd|uitgetrokken|trok|geraamd|krediet|vrijgemaakt"
_SPENT = r"uitgegeven|besteed|bestedingen|kost\w*|uitgaven?|betaald|benut"
_GOT = r"ontvingen|ontvangen|ontving|kregen|toegekend|opbrengst\w*|inkomsten"
_REST = r"over|resteer\w*|restte\w*|restant|teruggestort|resterende"
_MONEY = re.compile(
    rf"\b(?:(?P<budget>{_BUDGET})|(?P<spent>{_SPENT})|(?P<got>{_GOT})|(?P<rest>{_REST})|(?P<damage>\w*schade)|"
    r"(?P<fine>boetes?))\b"
)


def may_be_one_fact(one: Telling, other: Telling) -> bool:
    """Tell whether nothing makes two numbers two facts: another sort, time, part, wish, or far off in value.

    Parameters: ``one``; ``other``, told behind it. Errors: none.
    """
    first, second = one.fact, other.fact
    if one.measure is not other.measure or one.measure is None or first.value == second.value:
        return False
    is_known = other.is_known or find_words("recap", second.own.lead) is not None
    if not is_near_in_value(first.value, second.value, is_known=is_known):
        return False
    if not _is_apart_in_text(one, other):
        return False
    if _are_items(one, other) and not has_turned_digits(first.value, second.value):
        return False
    if not is_of_one_time(first, second) or rank_unit(one, other) < 0:
        return False
    if _is_a_part(one) or _is_a_part(other) or divides(one.material, first, second):
        return False
    if any(_narrows_to(one, other, name) for name in ("only", "outcome", "another", "elsewhere")):
        return False
    is_elsewhere = not other.is_known and find_words("elsewhere", one.near_words)
    if is_elsewhere and not find_words("elsewhere", other.sentence):
        return False
    if one.sentence.endswith("?") or _is_of_two_moments(one, other):
        return False
    return not _counts_others(one, other)


def _counts_others(one: Telling, other: Telling) -> bool:
    """Tell whether the words around the second say that others are counted: by others, or of a kind."""
    doers = (one.matter.doers, other.matter.doers)
    if all(doers) and not doers[0] & doers[1]:
        return True
    if one.measure is Measure.COUNT and _is_narrower(one, other):
        return True
    if not other.is_known and find_words("some", other.own_clause) and one.measure is Measure.COUNT:
        return True
    is_close = Decimal(max(one.fact.value, other.fact.value)) <= _CLOSE * Decimal(
        min(one.fact.value, other.fact.value)
    )
    is_heading = one.material.layout.is_heading(one.fact.mention.sentence)
    if count(other.restriction, one.told_stems, told=False):
        return not (is_close and (is_heading or tells_place(one, other)))
    return not (other.is_known or is_heading) and _says_something_else(one, other)


def _says_something_else(one: Telling, other: Telling) -> bool:
    """Tell whether a number told as new shares no word with the first, or is about what was not told."""
    if any(not is_covered(word, one.told_stems) for word in other.about) and not tells_place(one, other):
        return True
    said = other.phrase | other.clause
    shared = count(said, one.told_stems, told=True)
    if one.measure in (Measure.PERCENTAGE, Measure.SHARE) and shared < min(_ENOUGH, len(said)):
        # "Dat 12 procent geluidsoverlast ervaart" is no share of those with other trouble.
        return True
    if shared:
        return False
    if one.measure is not Measure.COUNT:
        return True
    lead = other.fact.own.lead
    return len(said) > 1 and not (
        find_words("said_again", lead) or find_words("recap", lead) or tells_place(one, other)
    )


def tells_place(one: Telling, other: Telling) -> bool:
    """Tell whether one of both says where in the letter, or in which other one, it was told.

    Parameters: ``one``; ``other``. Errors: none.
    """
    return bool(find_words("place", one.sentence) or find_words("place", other.sentence))


def _are_items(one: Telling, other: Telling) -> bool:
    """Tell whether both are items of one list, each of another thing."""
    layout = one.material.layout
    leads = [layout.lead_in(each.fact.mention.sentence) for each in (one, other)]
    blocks = [layout.block_of(each.fact.mention.sentence) for each in (one, other)]
    return leads[0] == leads[1] and all(
        each is not None and each.kind is BlockKind.LIST_ITEM for each in blocks
    )


def _is_a_part(one: Telling) -> bool:
    """Tell whether a number is told as some of another one: daarvan, 47 van de 52."""
    if find_words("part_lead", one.fact.own.lead):
        return True
    end = one.fact.mention.end
    behind = one.material.words(end, end + _A_NOUN)
    return one.measure in (Measure.COUNT, Measure.AMOUNT) and bool(find_words("part_tail", f" {behind}"))


def _narrows_to(one: Telling, other: Telling, pattern: str) -> bool:
    """Tell whether only the second is told of some alone, or of what became of some."""
    said = other.near_words if other.is_known or pattern == "elsewhere" else other.own_clause
    return bool(find_words(pattern, said)) and not find_words(pattern, one.told)


def _is_apart_in_text(one: Telling, other: Telling) -> bool:
    if one.fact.mention.sentence != other.fact.mention.sentence:
        return True
    between = one.material.words(one.fact.mention.end, other.fact.mention.start)
    return ";" in between and (other.is_known or tells_place(one, other))


def is_of_one_time(one: Fact, other: Fact) -> bool:
    """Tell whether two numbers can be of one time, as far as the letter says.

    Parameters: ``one``; ``other``, told behind it. Errors: none.
    """
    then = (one.own.when, other.own.when)
    if one.period is not None and one.period == other.period:
        return True
    if then[0] != then[1] and (then[1] < 0 or (then[0] < 0 and then[1] > 0)):
        return False
    first, second = one.period, other.period
    if first is None or second is None:
        return True
    year = str(second.last.year)
    if year in other.own.tail and year not in f"{other.own.lead} {read_phrase(other)}":
        # "Van de 412 zaken loopt een deel door in 2025": the year is not that of the 412.
        return True
    return first.overlaps(second) and (
        first.is_one_year == second.is_one_year or first.contains(second) or second.contains(first)
    )


def _is_of_two_moments(one: Telling, other: Telling) -> bool:
    """Tell whether one is of the beginning and the other of the end, or only one of both was planned."""
    words = [each.fact.own.masked for each in (one, other)]
    before = one.material.words(
        one.material.sentence_span(other.fact.mention.sentence).start, other.fact.mention.start
    )
    if find_words("then", re.split("[,;]", before)[-1]) and not find_words("then", one.sentence):
        return True
    parts = [find_words("part_of_year", each.near_words) for each in (one, other)]
    if parts[0] and parts[1] and parts[0][0].lower() != parts[1][0].lower():
        return True
    if parts[0] and not parts[1] and not other.is_known:
        return True
    edges = [(bool(find_words("begin", said)), bool(find_words("end", said))) for said in words]
    if edges[0] != edges[1] and all(any(each) for each in edges):
        return True
    if one.measure is Measure.AMOUNT:
        named = find_words("noun_of", other.fact.own.lead)
        money = [_read_money(each.fact) for each in (one, other)]
        if named is not None and is_covered(stem(named["noun"]), one.told_stems):
            match = _MONEY.search(named["noun"])
            money[1] = match.lastgroup if match else None
        return None not in money and money[0] != money[1]
    return _is_planned(one, one.led_sentence) != _is_planned(other, other.own_clause)


def _is_planned(one: Telling, words: str) -> bool:
    """Tell whether a number was wanted, foreseen or agreed, as words or the verb before it say."""
    is_wanted = not one.is_known and find_words("wanted", one.fact.own.lead)
    return bool(is_wanted or find_words("planned", words))


def _read_money(fact: Fact) -> str | None:
    """Return which part a sum plays, by the word of money nearest to it."""
    place = len(fact.own.lead)
    hits = list(_MONEY.finditer(fact.own.masked))
    nearest = min(hits, key=lambda one: min(abs(one.start() - place), abs(one.end() - place)), default=None)
    return nearest.lastgroup if nearest else None


def rank_unit(one: Telling, other: Telling) -> float:
    """Return how surely both count the same things: 3 for one word, -1 when they do not.

    Parameters: ``one``; ``other``, told behind it. Errors: none.
    """
    first, second = one.unit, other.unit
    if one.measure is Measure.DURATION:
        return 0 if stem(first) == stem(second) else -1
    if one.measure is not Measure.COUNT:
        return 0
    if not first or not second:
        if second and is_covered(stem(second), one.told_stems):
            return 1
        return 0.5 if first and is_covered(stem(first), other.own_stems) else -1
    if stem(first) == stem(second):
        return 3
    if counts_the_same(one.material, one.fact, other.fact):
        return 2
    if is_person(stem(first)) and is_person(stem(second)):
        return 1
    if any(bones(word) == bones(stem(second)) for word in list_stems(one.sentence)):
        return 1
    return 0.5 if first in ANYTHING or begins_with_end(stem(second), stem(first)) else -1


def _is_narrower(one: Telling, other: Telling) -> bool:
    """Tell whether the second counts a kind of the first: 640 woningen, de 460 huurwoningen."""
    first, second = stem(one.unit), stem(other.unit)
    kind = second.removesuffix(first).rstrip("s") if first else second
    if kind in ("", second.rstrip("s")) or find_words("any_kind", kind):
        return False
    return not any(kind in word for word in one.told_stems)


def count(words: Iterable[str], said: frozenset[str], *, told: bool) -> int:
    """Return how many stems were told, or how many were not.

    Parameters: ``words``; ``said``, stems; ``told``, which are counted. Errors: none.
    """
    return sum(is_covered(word, said) is told for word in words)
