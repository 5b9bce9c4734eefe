"""The signs that two numbers tell one fact, each with its strength: what they weigh is data."""

from __future__ import annotations

from decimal import Decimal

from spoorboek.rules.letter_audit.reading.fact_words import find_words
from spoorboek.rules.letter_audit.reading.same_facts import count, rank_unit, tells_place
from spoorboek.rules.letter_audit.reading.same_words import is_covered
from spoorboek.rules.letter_audit.reading.telling import Measure, Telling
from spoorboek.rules.letter_audit.reading.told_values import has_turned_digits

CLOSE, FAR_OFF = Decimal("1.25"), Decimal("1.6")
_LEAST_DIGITS = 100
_FAR = 3


def read_signs(one: Telling, other: Telling) -> dict[str, float]:
    """Return the signs that two numbers are one fact, and that they are not, each with its strength.

    Parameters: ``one``; ``other``, told behind it, that may be one fact. Errors: none.
    """
    return {
        "always": 1,
        **_read_values(one, other),
        **_read_manner(one, other),
        **_read_words(one, other),
        **_read_apart(one, other),
        **_read_place(one, other),
    }


def _read_values(one: Telling, other: Telling) -> dict[str, float]:
    first, second = one.fact, other.fact
    low, high = sorted((Decimal(first.value), Decimal(second.value)))
    turned = has_turned_digits(first.value, second.value)
    is_same_time = first.period is not None and first.period == second.period
    return {
        "turned_long": turned and low >= _LEAST_DIGITS,
        "turned_short": turned and low < _LEAST_DIGITS,
        "close": not turned and high <= CLOSE * low,
        "far_off": not turned and high > FAR_OFF * low,
        "amount": one.measure is Measure.AMOUNT,
        "share": one.measure in (Measure.PERCENTAGE, Measure.SHARE),
        "duration": one.measure is Measure.DURATION,
        "same_time": is_same_time,
        "time_told_later": first.period is None and second.period is not None,
        "time_left_out": first.period is not None and second.period is None,
        "unit": rank_unit(one, other),
    }


def _read_manner(one: Telling, other: Telling) -> dict[str, float]:
    """Return in what manner the second is told: as known, as said before, or as new."""
    lead = other.fact.own.lead
    named = find_words("noun_of", lead)
    return {
        "known": other.is_known,
        "size_of_noun": named is not None and named["det"] == "een",
        "said_again": bool(find_words("said_again", lead)),
        "fronted": bool(find_words("fronted", lead)) and not other.is_known,
        "recap": bool(find_words("recap", lead)),
        "place": tells_place(one, other),
    }


def _read_words(one: Telling, other: Telling) -> dict[str, float]:
    """Return how much of what the second says was told with the first, and the other way round."""
    new_phrase = count(other.restriction, one.told_stems, told=False)
    new_clause = count(other.clause, one.told_stems, told=False)
    left_out = count(one.about, other.own_stems, told=False)
    is_new = not other.is_known
    return {
        "phrase_told": min(2, count(other.phrase, one.told_stems, told=True)),
        "narrowed_by": min(2, new_phrase),
        "relative_new": min(2, count(other.phrase - other.restriction, one.told_stems, told=False)),
        "clause_told": min(4, count(other.clause, one.told_stems, told=True)),
        "clause_new": min(4, new_clause),
        "clause_new_and_new": min(4, new_clause) * is_new,
        "all_told": new_phrase + new_clause == 0 and len(other.phrase | other.clause) > 0,
        "left_out": min(3, left_out),
        "left_out_and_new": min(3, left_out) * is_new,
        "replaced": new_phrase > 0 and left_out > 0,
        "clause_replaced": is_new and new_clause > 0 and count(one.clause, other.own_stems, told=False) > 0,
    }


def _read_apart(one: Telling, other: Telling) -> dict[str, float]:
    """Return what speaks of another part, doer, place or state."""
    first, second = one.matter, other.matter
    left_out = first.narrowing - second.narrowing
    names = other.names
    new_state = [bool(find_words("new_state", said)) for said in (other.fact.own.lead, first.words)]
    return {
        "some": one.measure is Measure.COUNT and bool(find_words("some", first.words)),
        "narrowed": min(2, len(second.narrowing - first.narrowing)),
        "widened": min(2, len(left_out)),
        "widened_and_new": min(2, len(left_out)) * (not other.is_known),
        "doer_new": any(not is_covered(word, one.told_stems) for word in second.doers),
        "name_new": any(name not in one.told for name in names),
        "name_replaced": any(name not in one.told for name in names)
        and any(name not in other.sentence for name in one.names),
        "name_left_out": not other.is_known and any(name not in other.sentence for name in first.names),
        "state_new": new_state[0] != new_state[1],
    }


def _read_place(one: Telling, other: Telling) -> dict[str, float]:
    """Return where both stand: a heading and its text, one list, far from each other."""
    layout = one.material.layout
    places = (one.fact.mention.sentence, other.fact.mention.sentence)
    beside = [each for each in one.material.facts_in(places[0]) if each.mention.kind is one.fact.mention.kind]
    return {
        "heading": layout.is_heading(places[0]),
        "ahead": layout.is_ahead(places[0]) != layout.is_ahead(places[1]),
        "far": min(_FAR, max(0, places[1] - places[0] - 2)) / _FAR,
        "single": len(beside) == 1,
    }
