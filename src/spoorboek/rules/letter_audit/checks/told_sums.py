"""Do the parts that a passage tells make up its whole, however the sentences are built?"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from spoorboek.rules.claims.verdict import VerdictCode
from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.model import FindingKind
from spoorboek.rules.letter_audit.reading.part_runs import counts_other
from spoorboek.rules.letter_audit.reading.passages import Observation
from spoorboek.rules.letter_audit.reading.sum_words import says
from spoorboek.rules.letter_audit.reading.sums import ToldSum, has_other_reading
from spoorboek.rules.letter_audit.series import plain


def check_told_sums(material: Material) -> Found:
    """Put the sums that passages tell to the judge, unless another reading of their numbers is right."""
    flowing = {one.opening.fact.mention.block for one in material.told_flows}
    found: list[Asked] = []
    for passage, told in material.told_sums:
        if passage.counts[0].fact.mention.block in flowing or _may_count_twice(material, told.whole.sentence):
            continue
        others = has_other_reading(told.whole, passage.counts, [one.fact for one in told.parts])
        if told.adds_up or not (others or _is_part_of_more(material, told)):
            found.append(_ask(material, told))
    return found


def _is_part_of_more(material: Material, told: ToldSum) -> bool:
    """Tell whether whole and parts together are another number of the letter: they all are parts then."""
    everything = told.summed + Decimal(told.whole.fact.value)
    return any(one.value == everything for one in material.facts)


def _ask(material: Material, told: ToldSum) -> Asked:
    mentions = [told.whole.fact.mention, *(one.fact.mention for one in told.parts)]
    span = material.span_of(*mentions)
    words = material.words(span.start, span.end)
    # What rounding alone explains adds up: the judge gets the sum itself then.
    total = told.summed if told.adds_up else told.whole.fact.value
    # "Als gevolg van tien rapportages zes sluitingen en vier waarschuwingen": it adds up, in another unit.
    others = sum(counts_other(one, told.whole) for one in told.parts)
    drifts = told.adds_up and others * 2 >= len(told.parts) and says("outcome", words.lower())
    entry: dict[str, Any] = {
        "claim": "adds_up",
        "words": words,
        "parts": [_quantity(one, told, drifts) for one in told.parts],
        "total": _quantity(told.whole, told, drifts) | {"value": plain(total)},
    }
    return Asked(span, entry, _KINDS)


_KINDS: dict[VerdictCode, FindingKind | None] = {VerdictCode.SUPPORTED_WITH_NOTE: FindingKind.UNIT_DRIFT}


def _quantity(one: Observation, told: ToldSum, drifts: bool) -> dict[str, Any]:
    value = {"value": plain(one.fact.value)}
    if not drifts or not one.fact.unit:
        return value
    return value | {"unit": one.fact.unit if counts_other(one, told.whole) else told.whole.fact.unit}


def _may_count_twice(material: Material, sentence: int) -> bool:
    """Tell whether a letter says that one thing is counted in several parts: these do not add up then."""
    near = [one.index for one in material.layout.neighbours(sentence) if 0 <= one.index - sentence <= _REACH]
    return any(_TWICE.search(material.sentence_words(place)) for place in near)


_REACH = 2
_TWICE = re.compile(
    r"\bniet (?:tot \w+ )?optellen|\btel\w*\b[^.;]*\bniet op\b|\bmeerdere\b[^.;]*\btegelijk|"
    r"\bmeer dan (?:een|één|eens)\b|\bdubbel\w*|\boverlap\w*|"
    r"\bmeerdere (?:antwoorden|problemen|redenen|kenmerken|categorie\w+)\b",
    re.IGNORECASE,
)
