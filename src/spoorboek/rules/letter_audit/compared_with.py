"""Is it told what a change is compared with: a period, another year, or nothing at all?"""

from __future__ import annotations

from collections.abc import Sequence

from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.model import Mention, MentionKind


def is_share_of_nothing(material: Material, direction: Mention, numbers: Sequence[Mention]) -> bool:
    """Dat is 18 procent lager: than what, where only one year was told?"""
    beside = [one for one in numbers if one.kind is MentionKind.PERCENTAGE and _is_beside(one, direction)]
    near = [one.index for one in material.layout.neighbours(direction.sentence)]
    places = [one for one in near if 0 <= direction.sentence - one <= _BACK_TO]
    years = {
        one.period
        for place in places
        for one in material.layout.mentions_of(place)
        if one.kind in (MentionKind.PERIOD, MentionKind.COMPARATOR, MentionKind.DATE) and one.period
    }
    counts = [one for place in places for one in material.facts_in(place) if one.period]
    return bool(beside) and len(years) < _TWO and len({one.period for one in counts}) < _TWO


def _is_beside(one: Mention, direction: Mention) -> bool:
    return 0 <= direction.start - one.end <= _BESIDE


_BESIDE, _BACK_TO, _TWO = 3, 3, 2


def depends_on_year(material: Material, direction: Mention) -> bool:
    """Tell whether of the numbers right above the last is higher than one and lower than another."""
    near = [one.index for one in material.layout.neighbours(direction.sentence)]
    told = [
        one.value
        for place in (direction.sentence - 1,)
        if place in near
        for one in material.facts_in(place)
        if one.mention.kind is MentionKind.NUMBER and not one.mention.detail.get("duration")
    ]
    rows = [told] if len(told) > _ROW else []
    block = material.layout.sentence_at(direction.sentence).block
    rows += [[value for _, value in one.values] for one in material.series if one.table == block - 1]
    return len(rows) == 1 and len(rows[0]) >= _ROW and min(rows[0]) < rows[0][-1] < max(rows[0])


_ROW = 3


def names_period(material: Material, direction: Mention) -> bool:
    """Tell whether a sentence, or the one before it, says over which time something changed."""
    near = [one.index for one in material.layout.neighbours(direction.sentence)]
    said = [
        one for place in near if place <= direction.sentence for one in material.layout.mentions_of(place)
    ]
    return any(one.kind in (MentionKind.PERIOD, MentionKind.COMPARATOR) for one in said)
