"""Is what runs on counted again in every year?"""

from __future__ import annotations

import re
from itertools import combinations

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.checks.flows import list_running
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, Mention, MentionKind

_EACH_YEAR = re.compile(r"\b(?:ieder|elk) jaar\b|\bper jaar opnieuw\b|\bin elk van de jaren\b", re.IGNORECASE)
_RUNS_ON = re.compile(
    r"\b(?:doorl\w+|lopende|lopen|langer dan een jaar|jaargrens|meer dan een jaar|meetellen|dubbel\w*)\b",
    re.IGNORECASE,
)


def check_counted_years(material: Material) -> Found:
    """Find a total over several years that counts what was carried over once for each year."""
    found: list[Finding] = []
    blocks = dict.fromkeys(
        one.block for one in material.letter.mentions if one.kind is MentionKind.CARRIED_OVER
    )
    for block in blocks:
        running = list_running(material, block)
        for word in _list_totals(material, block):
            if running and (finding := _check(material, word, block, running)):
                found.append(finding)
                break
    return [*found, *_find_said(material)]


def _find_said(material: Material) -> list[Finding]:
    """Find totals of which the letter says itself that what runs on counts in each year."""
    found: list[Finding] = []
    for sentence in material.letter.sentences:
        words = material.sentence_words(sentence.index)
        numbers = [one for one in material.facts_in(sentence.index) if one.mention.kind is MentionKind.NUMBER]
        if numbers and _EACH_YEAR.search(words) and _RUNS_ON.search(words):
            total = max(numbers, key=lambda one: one.value)
            why = (
                f"In {format_number(total.value)} telt wat doorloopt elk jaar opnieuw mee. Tel "
                f"elke zaak een keer, "
                "of zeg hoeveel er dubbel in zitten."
            )
            span = material.sentence_span(sentence.index)
            found.append(
                material.find(FindingKind.COUNTED_EVERY_YEAR, span, why, computed={"total": total.value})
            )
    return found


def _list_totals(material: Material, block: int) -> list[Mention]:
    return [
        one
        for one in material.letter.mentions
        if one.block == block
        and one.kind is MentionKind.TOTAL
        and one.detail.get("role") in ("total", "outcome")
    ]


def _check(material: Material, word: Mention, block: int, running: list[Fact]) -> Finding | None:
    facts = [
        one for one in material.facts if one.mention.block == block and one.mention.kind is MentionKind.NUMBER
    ]
    totals = [one for one in facts if one.mention.start >= word.start][:1]
    for total in totals:
        others = [one for one in facts if one.mention != total.mention]
        for size in (2, 3, 4):
            for parts in combinations(others, size):
                years = {one.period for one in parts if one.period is not None}
                if sum(one.value for one in parts) == total.value and len(years) > 1:
                    return _explain(material, total, running)
    return None


def _explain(material: Material, total: Fact, running: list[Fact]) -> Finding:
    twice = sum(one.value for one in running)
    why = (
        f"In {format_number(total.value)} telt wat doorloopt in elk jaar opnieuw mee: "
        f"{format_number(twice)} stonden er het jaar ervoor ook al. Tel elke zaak een keer."
    )
    return material.find(
        FindingKind.COUNTED_EVERY_YEAR,
        material.span_of(total.mention),
        why,
        computed={"total": total.value, "carried_over": twice},
    )
