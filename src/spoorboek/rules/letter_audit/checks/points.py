"""Is a difference between two percentages told rightly, and in points when it is no percent?"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from spoorboek.figures.dutch_numbers import decimals_of, format_number, format_percentage
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.pairs import list_pairs
from spoorboek.rules.letter_audit.reading.ratio_inputs import (
    gather_inputs,
    list_change_values,
    list_part_values,
    list_shares_near,
)
from spoorboek.rules.letter_audit.reading.ratio_words import find_way, says
from spoorboek.rules.letter_audit.reading.shares import stands_for

_HUNDRED = Decimal(100)
_PAIR = 2


def check_points(material: Material) -> Found:
    """Find a difference between two percentages that is told wrongly, or in percent in place of points."""
    found: list[Finding] = []
    for fact in material.facts:
        mention = fact.mention
        is_told = mention.kind is MentionKind.PERCENTAGE and mention.detail.get("role") not in ("from", "to")
        if is_told and mention.value is not None and not material.layout.is_table(mention.sentence):
            is_points = mention.unit == "pp"
            if is_points or find_way(fact.own.masked) is not None:
                pair = _find_pair(material, fact)
                if pair is not None and not _may_be_right(material, fact, pair):
                    found.append(_explain(material, fact, pair))
    return found


def _find_pair(material: Material, said: Fact) -> tuple[Fact, Fact] | None:
    """Return the two percentages between which it lies: those of its sentence, or of those before it."""
    lead = f"{said.own.lead}#"
    if says("intended", lead) or any(says(group, said.own.masked) for group in ("elsewhere", "margin")):
        return None
    for facts in list_shares_near(material, said.mention.sentence, said.mention.start):
        if len(facts) < _PAIR:
            continue
        pairs = list_pairs(material.letter, facts)
        if len(pairs) == 1:
            return pairs[0].before, pairs[0].after
        levels = [one for one in facts if _is_level(one)]
        return (levels[0], levels[1]) if len(levels) == len(facts) == _PAIR and not pairs else None
    return None


def _is_level(fact: Fact) -> bool:
    """Tell whether a percentage says how large something is, not how much it changed."""
    role = fact.mention.detail.get("role")
    return role in ("from", "to") or (role != "by" and find_way(fact.own.masked) is None)


def _may_be_right(material: Material, said: Fact, pair: Sequence[Fact]) -> bool:
    mention = said.mention
    inputs = gather_inputs(material, mention.sentence, mention.start)
    counts = (*list_change_values(inputs.all, 0), *list_part_values(inputs.all))
    shares = list_shares_near(material, mention.sentence, mention.start)[-1]
    points = [abs(Decimal(one.value) - Decimal(two.value)) for one, two in combinations(shares, 2)]
    if mention.unit == "pp":
        return any(stands_for(mention, one) for one in points)
    before, after = (Decimal(one.value) for one in pair)
    # "12% meer" from 40% to 52% is 30% more; who means points must say so.
    is_percent = not before or stands_for(mention, abs(after - before) / before * _HUNDRED)
    if is_percent or any(stands_for(mention, one) for one in counts):
        return True
    return not any(stands_for(mention, one) for one in points)


def _explain(material: Material, said: Fact, pair: Sequence[Fact]) -> Finding:
    before, after = (Decimal(one.value) for one in pair)
    right = f"{format_number(abs(after - before))} procentpunt"
    levels = [format_percentage(one, decimals_of(one)) for one in (before, after)]
    why = f"Er staat {said.mention.quote.strip()}, maar tussen {' en '.join(levels)} zit {right}."
    return material.find(
        FindingKind.PERCENTAGE_DIFFERS,
        material.span_of(said.mention),
        why,
        f"Schrijf {right}.",
        severity=Severity.NUMBER,
        computed={"percentage_points": abs(after - before), "values": [before, after]},
    )
