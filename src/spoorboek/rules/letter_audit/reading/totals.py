"""Whether a number is what those right before it come to together."""

from __future__ import annotations

from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.reading.passages import Observation

_FEWEST, _MOST = 2, 4


def is_sum_before(material: Material, fact: Fact) -> bool:
    """Tell whether a number is the sum of the numbers right before it in its passage.

    Elf hier en dertien daar; de 24 samen: the 24 is of both, no other number for one of them.
    Parameters: ``material``; ``fact``, one of its numbers. Errors: none.
    """
    passage = material.passage_of(fact)
    if passage is None:
        return False
    own = next(one for one in passage.counts if one.fact.mention == fact.mention)
    before = [one for one in passage.counts[: own.index] if one.counts_like(own)]
    kind = _read_kind(own)
    if kind and any(_read_kind(one) not in ("", kind) for one in before):
        # "Veertien vaste camera's en twee mobiele. De 16 vaste camera's": those are of one of the two kinds.
        return False
    return any(
        sum(one.fact.value for one in before[-size:]) == fact.value
        for size in range(_FEWEST, min(_MOST, len(before)) + 1)
    )


def _read_kind(one: Observation) -> str:
    """Return the words between a number and what it counts: vaste."""
    unit = one.fact.unit
    return one.fact.own.tail.split(unit)[0].strip() if unit and unit in one.fact.own.tail else ""
