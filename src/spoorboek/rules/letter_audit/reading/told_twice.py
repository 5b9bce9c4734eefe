"""Which number told before a number is the same fact with another value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.reading.fact_signs import read_signs
from spoorboek.rules.letter_audit.reading.fact_words import weigh
from spoorboek.rules.letter_audit.reading.same_facts import may_be_one_fact
from spoorboek.rules.letter_audit.reading.telling import Telling
from spoorboek.rules.letter_audit.reading.told_values import is_told_or_made

_MOST_BACK = 14
"""Numbers that are looked back on."""

Pair = tuple[Telling, Telling, dict[str, float]]


def list_pairs(material: Material) -> Iterator[Pair]:
    """Yield a number, one told behind it, and the signs that they are one fact, wherever that can be.

    Parameters: ``material``. Errors: none. A number that the letter has elsewhere, that others make together
    or that a change or a flow is told with is left out.
    """
    compared = {one.mention.start for each in material.changes for one in (each.before, each.after)}
    tellings = [Telling(material, fact) for fact in material.facts]
    flows = {flow.opening.fact.mention.block for flow in material.told_flows}
    tellings = [one for one in tellings if one.fact.mention.block not in flows and one.measure is not None]
    for place, other in enumerate(tellings):
        if other.fact.mention.start in compared:
            continue
        near = [one for one in tellings[max(0, place - _MOST_BACK) : place] if may_be_one_fact(one, other)]
        if near and not is_told_or_made(material, other.fact):
            yield from ((one, other, read_signs(one, other)) for one in near)


def list_told_twice(material: Material) -> list[tuple[Telling, Telling]]:
    """Return the numbers that tell a fact again with another value, each behind the number told before.

    Parameters: ``material``. Errors: none. A number that can be two others is left out.
    """
    found: dict[int, list[tuple[float, Telling, Telling]]] = {}
    for one, other, signs in list_pairs(material):
        if (weight := weigh(signs)) > 0:
            found.setdefault(other.fact.mention.start, []).append((weight, one, other))
    return [pair for said in found.values() if (pair := _choose(said)) is not None]


def _choose(said: Sequence[tuple[float, Telling, Telling]]) -> tuple[Telling, Telling] | None:
    best = max(weight for weight, _, _ in said)
    surest = [(one, other) for weight, one, other in said if best - weight < _MARGIN]
    return surest[-1] if len({one.fact.value for one, _ in surest}) == 1 else None


_MARGIN = 0.5
