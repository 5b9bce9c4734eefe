"""Does an average follow from the total and the number of things that are told beside it?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from spoorboek.figures.dutch_numbers import format_number, round_half_up
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.reading.ratio_inputs import is_told_difference
from spoorboek.rules.letter_audit.reading.ratio_words import says
from spoorboek.rules.letter_audit.stems import is_same_thing

_COUNTED = (MentionKind.NUMBER, MentionKind.AMOUNT)
_AVERAGE = re.compile(r"\b(?:gemiddeld\w*|doorsnee)\b", re.IGNORECASE)
_PER = re.compile(r"\bper (?:deelnemende |bezochte )?(?P<thing>[a-zà-ÿ-]{3,})\b", re.IGNORECASE)
_EACH = re.compile(r"\b(?:ieder|elk)\s+(?:\w+\s+)?$")
_ABOUT = Decimal("0.06")
_HALF = Decimal("0.5")
_FEWEST = 2


def check_averages(material: Material) -> Found:
    """Find an average per thing that no total beside it gives, where the letter says how many things."""
    found: list[Finding] = []
    for fact in material.facts:
        if (
            fact.mention.kind in _COUNTED
            and fact.value
            and not material.layout.is_table(fact.mention.sentence)
        ):
            words = material.sentence_words(fact.mention.sentence)
            is_each = bool(_EACH.search(fact.own.lead)) and _AVERAGE.search(words)
            if (is_each or _AVERAGE.search(fact.own.masked)) and (
                finding := _check(material, fact, words)
            ) is not None:
                found.append(finding)
    return found


def _check(material: Material, said: Fact, words: str) -> Finding | None:
    per = _PER.search(said.own.masked) or _PER.search(words)
    is_each = _EACH.search(said.own.lead)
    if says("intended", said.own.masked) or says("elsewhere", said.own.masked) or not (per or is_each):
        return None
    near = _list_near(material, said)
    things = [one for one in near if one.unit and (is_each or _is_one_of(per, one.unit))]
    if is_each:
        things = [one for one in things if one.value < said.value][-1:]
    totals = [one for one in near if one not in things and one.mention.kind is said.mention.kind]
    totals = [one for one in totals if one.value > said.value and not is_told_difference(material, one)]
    if len(things) != 1 or len(totals) != 1 or things[0].value < _FEWEST:
        return None
    average = Decimal(totals[0].value) / Decimal(things[0].value)
    # "Negen zijn gehonoreerd": the things can be told without their name.
    others = [Decimal(totals[0].value) / Decimal(one.value) for one in near if one.value]
    if any(_stands_for(said, one) for one in others):
        return None
    return _explain(material, said, average, totals[0], things[0])


def _stands_for(said: Fact, average: Decimal) -> bool:
    slack = average * _ABOUT if said.mention.detail.get("about") else _HALF
    return abs(average - Decimal(said.value)) <= max(slack, _step(said.value))


def _list_near(material: Material, said: Fact) -> Sequence[Fact]:
    """Return the numbers of its sentence and of the one before it in its block."""
    place = said.mention.sentence
    places = [one.index for one in material.layout.neighbours(place) if place - 1 <= one.index <= place]
    near = [one for at in places for one in material.facts_in(at)]
    return [one for one in near if one is not said and one.mention.kind in _COUNTED and not one.is_share]


def _is_one_of(per: re.Match[str] | None, unit: str) -> bool:
    """Tell whether a unit is the plural of a thing: avond and avonden, maand and zomermaanden."""
    if per is None:
        return False
    thing, last = per["thing"].lower(), unit.split()[-1].lower()
    return is_same_thing(last, thing) or thing[:-1] in last


def _step(value: int | Decimal) -> Decimal:
    """Return half of what the last printed digit stands for."""
    exponent = Decimal(value).as_tuple().exponent
    return _HALF * Decimal(10) ** (exponent if isinstance(exponent, int) else 0)


def _explain(material: Material, said: Fact, average: Decimal, total: Fact, things: Fact) -> Finding:
    right = format_number(round_half_up(average, 1 if average != int(average) else 0))
    why = (
        f"Er staat gemiddeld {said.mention.quote.strip()}, maar {format_number(total.value)} over "
        f"{format_number(things.value)} is {right}. Kijk welk getal niet klopt."
    )
    return material.find(
        FindingKind.PERCENTAGE_DIFFERS,
        material.span_of(said.mention),
        why,
        f"Schrijf {right} in plaats van {said.mention.quote.strip()}.",
        severity=Severity.NUMBER,
        computed={"average": average, "values": [total.value, things.value], "printed": said.value},
    )
