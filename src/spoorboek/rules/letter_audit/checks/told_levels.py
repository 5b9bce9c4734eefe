"""Is what is called the most, or the least, that of the numbers beside it?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.reading.parts import is_age
from spoorboek.rules.letter_audit.stems import is_same_thing, list_stems

_MOST = re.compile(
    r"\b(?P<most>de meeste|het vaakst|het meest|de grootste|het grootste (?:deel|aantal)|"
    r"het hoogste?(?: aantal)?|de hoogste|koploper|bovenaan|het drukst)\b"
    r"|\b(?:de minste|het minst|de kleinste|het kleinste (?:deel|aantal)|het laagste?(?: aantal)?|"
    r"de laagste|onderaan|hekkensluiter)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\bvan (?:de|alle|in totaal)\s*$")
_CLAUSE_END = re.compile(r"[:;(]|,\s|\.\s|$")
_KINDS = frozenset({MentionKind.NUMBER, MentionKind.PERCENTAGE, MentionKind.AMOUNT})
_FEWEST = 2


def check_told_levels(material: Material) -> Found:
    """Find numbers that are called the largest or the smallest, and are not."""
    found: list[Finding] = []
    for sentence in material.letter.sentences:
        if material.layout.is_table(sentence.index) or material.layout.is_ahead(sentence.index):
            continue
        facts = [one for one in material.facts_in(sentence.index) if _may_be_larger(one)]
        found += _check_most(material, sentence.index, facts)
    return found


def _may_be_larger(fact: Fact) -> bool:
    return fact.mention.kind in _KINDS and not is_age(fact)


def _check_most(material: Material, sentence: int, facts: Sequence[Fact]) -> list[Finding]:
    """De meeste meldingen kwamen uit Zuid: Noord 120, Zuid 90, Oost 60."""
    following = material.layout.next_in_block(sentence)
    if len(facts) < _FEWEST and following is not None:
        behind = [one for one in material.facts_in(following.index) if _may_be_larger(one)]
        facts = [*facts, *behind]
    said = _MOST.search(material.sentence_words(sentence)) if len(facts) >= _FEWEST else None
    if said is None or len({one.mention.kind for one in facts}) > 1:
        return []
    units = [one.unit for one in facts if one.unit]
    if any(not is_same_thing(units[0], unit) for unit in units):
        return []
    words = material.sentence_words(sentence)
    clause = words[said.start() : _CLAUSE_END.search(words, said.end()).start()]  # type: ignore[union-attr]
    named = _find_named(clause, facts)
    units = [one.unit for one in facts if one.unit]
    if named is None or not all(is_same_thing(units[0], unit) for unit in units):
        return []
    if any(_WHOLE.search(one.own.lead) for one in facts):
        return []
    values = [one.value for one in facts]
    extreme = max(values) if said["most"] else min(values)
    if named.value == extreme:
        return []
    other = next(one for one in facts if one.value == extreme)
    return [_explain(material, said[0], named, other)]


def _find_named(clause: str, facts: Sequence[Fact]) -> Fact | None:
    """Return the only number whose own name stands in the words of what is the most."""
    stems = list_stems(clause)
    names = [
        list_stems(one.own.lead.rsplit(":", 1)[-1] if ":" in one.own.lead[:-2] else one.own.lead)
        for one in facts
    ]
    names = [name | list_stems(one.unit or "") for name, one in zip(names, facts, strict=True)]
    common = frozenset.intersection(*names)
    hits = [one for one, name in zip(facts, names, strict=True) if (name - common) & stems]
    return hits[0] if len(hits) == 1 else None


def _explain(material: Material, said: str, one: Fact, other: Fact) -> Finding:
    first, second = format_number(one.value), format_number(other.value)
    why = f"Er staat '{said}', maar naast {first} staat {second}. Kijk welk woord of getal niet klopt."
    return material.find(
        FindingKind.CONTRADICTED_DIRECTION,
        material.sentence_span(one.mention.sentence),
        why,
        severity=Severity.CONCLUSION,
        computed={"values": [one.value, other.value]},
    )
