"""Whether a number is what those right before it come to together."""

from __future__ import annotations

from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.facts import Fact

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
    return any(
        sum(one.fact.value for one in before[-size:]) == fact.value
        for size in range(_FEWEST, min(_MOST, len(before)) + 1)
    )
