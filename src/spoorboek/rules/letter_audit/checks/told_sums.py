"""Do the parts that a passage tells make up its whole, however the sentences are built?"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.checks.rest_parts import may_count_twice
from spoorboek.rules.letter_audit.reading.parts import may_make_up
from spoorboek.rules.letter_audit.reading.sums import (
    ToldSum,
    has_other_reading,
    is_claimed_in_full,
    list_told_sums,
)
from spoorboek.rules.letter_audit.series import plain


def check_told_sums(material: Material) -> Found:
    """Put the sums that passages tell to the judge, unless another reading of their numbers is right."""
    flowing = {one.opening.fact.mention.block for one in material.told_flows}
    found: list[Asked] = []
    for passage in material.passages:
        if len(passage.counts) < 3 or passage.counts[0].fact.mention.block in flowing:
            continue
        for told in list_told_sums(passage.counts):
            is_read = told.adds_up or not has_other_reading(
                told.whole, passage.counts, [one.fact for one in told.parts]
            )
            is_read = is_read and not may_count_twice(material, told.whole.sentence)
            is_read = is_read and may_make_up(told.whole.fact, [one.fact for one in told.parts])
            is_read = is_read and (told.adds_up or not _is_part_of_more(material, told))
            if is_read and told.is_near and is_claimed_in_full(told):
                found.append(_ask(material, told))
    return found


def _is_part_of_more(material: Material, told: ToldSum) -> bool:
    """Tell whether whole and parts together are another number of the letter: they all are parts then."""
    everything = told.summed + Decimal(told.whole.fact.value)
    return any(one.value == everything for one in material.facts)


def _ask(material: Material, told: ToldSum) -> Asked:
    mentions = [told.whole.fact.mention, *(one.fact.mention for one in told.parts)]
    span = material.span_of(*mentions)
    entry: dict[str, Any] = {
        "claim": "adds_up",
        "words": material.words(span.start, span.end),
        "parts": [{"value": plain(one.fact.value)} for one in told.parts],
        "total": {"value": plain(told.whole.fact.value)},
    }
    return Asked(span, entry)
