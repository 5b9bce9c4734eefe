"""Rows of years that the text tells, as a table would: what a sentence right behind them says of them."""

from __future__ import annotations

import re

from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Mention, MentionKind
from spoorboek.rules.letter_audit.series import Series
from spoorboek.rules.letter_audit.stems import is_same_thing

_LEAST = 3
_BACK = re.compile(
    r"\b(?:daarmee|hiermee|dus|hieruit|daaruit|zo|dat|dit|deze|die|daarbij|hierbij|derhalve|kortom|aldus|"
    r"nu|inmiddels|sinds 20\d\d|(?:elk|ieder) jaar|jaar (?:op|na) jaar|per jaar|al jaren|jaarlijks|"
    r"over de hele periode|"
    r"in (?:deze|die) (?:jaren|periode))\b|"
    r"^\W*(?:de|het) (?:groei|stijging|daling|afname|toename|aantal|cijfer|trend|ontwikkeling|terugloop)\b",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"\b(?:al|reeds|nu) (?:\w+ )?ja(?:ar|ren)\b|^\W*de (?:trend|lijn|ontwikkeling)\b|"
    r"\b(?:elk|ieder) jaar\b|\bjaar (?:op|na) jaar\b|\bsinds 20\d\d\b",
    re.IGNORECASE,
)
"""Words with which a sentence is about the only table right above it, whatever its row is called."""


def find_told_row(material: Material, direction: Mention) -> Series | None:
    """Return the row of years that the text tells right before a sentence that looks back on it."""
    words = material.sentence_words(direction.sentence)
    if any(_is_year_count(one) for one in material.facts_in(direction.sentence)):
        return None
    if not _BACK.search(words):
        return None
    near = [one.index for one in material.layout.neighbours(direction.sentence)]
    if direction.sentence - 1 not in near:
        return None
    facts = [one for one in material.facts_in(direction.sentence - 1) if _is_year_count(one)]
    years = {one.period: one for one in facts}
    units = [one.unit for one in facts if one.unit]
    is_one = all(is_same_thing(units[0], unit) for unit in units)
    if len(facts) < _LEAST or len(years) != len(facts) or not is_one:
        return None
    ordered = sorted(facts, key=lambda one: str(one.period))
    values = tuple((one.period, one.value) for one in ordered if one.period is not None)
    start, end = facts[0].mention.start, facts[-1].mention.end
    none = frozenset[str]()
    return Series(units[0] if units else "", direction.block, start, end, values, none, none, none)


def find_only_row(material: Material, direction: Mention) -> Series | None:
    """Return the only row of the table right above a sentence that says what each year did."""
    rows = [one for one in material.series if one.table == direction.block - 1]
    words = material.sentence_words(direction.sentence)
    has_numbers = any(
        one.mention.kind is MentionKind.NUMBER and not one.mention.detail.get("duration")
        for one in material.facts_in(direction.sentence)
    )
    return rows[0] if len(rows) == 1 and not has_numbers and _EACH.search(words) else None


def _is_year_count(fact: Fact) -> bool:
    is_year = fact.period is not None and fact.period.is_one_year
    return is_year and fact.mention.kind is MentionKind.NUMBER and not fact.is_mark and not fact.is_share
