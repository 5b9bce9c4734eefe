"""Parts that a sentence lists of the number of the sentence before it, or of all that it counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from spoorboek.rules.letter_audit.meanings import tags_of
from spoorboek.rules.letter_audit.reading.passages import Observation
from spoorboek.rules.letter_audit.reading.roles import Role
from spoorboek.rules.letter_audit.stems import is_same_thing

_NEAR = Decimal("0.15")
_FEWEST = 3
_PAIR = 2
_MOST = 7
_ANYTHING = frozenset({"keer", "maal", "gevallen", "zaken", "stuks"})
_OF_THEM = re.compile(r"\b(?:daarvan|hiervan|van (?:deze|die|hen|dit|dat))\b")
_LAST = re.compile(r"^en\b|\ben (?:[\w'’-]+ ){0,4}#")
_EACH = re.compile(r"\b(?:elke?|iedere?|alle|allemaal|geheel|uitsluitend)\b")
_NO_PART = frozenset({Role.REST, Role.TOTAL, Role.WHOLE})


def find_spread(whole: Observation, counts: Sequence[Observation]) -> tuple[Observation, ...]:
    """Return the parts that the next sentence lists of a number, which nearly make it up; else nothing.

    Three or more with "en" before the last, or two of "daarvan". When they are fewer than the whole its
    words must say that each belongs to one. Parameters: ``whole``; ``counts`` of its passage. Errors: none.
    """
    own = [one for one in counts if one.sentence == whole.sentence and one.fact.value > 1]
    if not own or own[-1] is not whole or not whole.fact.unit or whole.is_difference:
        return ()
    following = [one.sentence for one in counts[whole.index + 1 :] if one.sentence > whole.sentence]
    if not following or following[0] - whole.sentence > 1:
        return ()
    parts = tuple(one for one in counts if one.sentence == following[0])
    is_enough = len(parts) >= _FEWEST or (len(parts) == _PAIR and _OF_THEM.search(parts[0].words))
    if not is_enough or len(parts) > _MOST or not _LAST.search(parts[-1].words):
        return ()
    if any(not _can_be_part(one, whole) for one in parts):
        return ()
    summed = sum((Decimal(one.fact.value) for one in parts), Decimal(0))
    if abs(summed - whole.fact.value) > whole.fact.value * _NEAR:
        return ()
    said = " ".join(one.words for one in counts if one.sentence in (whole.sentence, following[0]))
    return parts if summed > whole.fact.value or _EACH.search(said) or _OF_THEM.search(said) else ()


def _can_be_part(one: Observation, whole: Observation) -> bool:
    if one.is_difference or one.roles & _NO_PART or one.fact.value >= whole.fact.value:
        return False
    if one.fact.mention.kind is not whole.fact.mention.kind:
        return False
    if one.fact.period and whole.fact.period and one.fact.period != whole.fact.period:
        return False
    unit = one.fact.unit
    if not unit or unit not in one.fact.own.tail or unit in _ANYTHING or is_same_thing(unit, whole.fact.unit):
        return True
    return any(tag.startswith("[") for tag in tags_of(unit))
