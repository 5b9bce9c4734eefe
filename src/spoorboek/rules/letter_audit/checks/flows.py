"""Is what was there, came in and went out together what is left?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from spoorboek.rules.claims.verdict import VerdictCode
from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import FindingKind, Mention, MentionKind
from spoorboek.rules.letter_audit.series import plain

ROLES = ("carried_in", "opened", "closed", "carried_out")
FLOW_KINDS: dict[VerdictCode, FindingKind | None] = {
    VerdictCode.DOES_NOT_ADD_UP: FindingKind.FLOW_DOES_NOT_CLOSE,
    VerdictCode.SUPPORTED_WITH_NOTE: FindingKind.FLOW_DOES_NOT_CLOSE,
    VerdictCode.NO_FIGURE: None,
}
_NEAREST = 45


def check_flows(material: Material) -> Found:
    """Put the running cases of each paragraph to the judge."""
    found: list[Asked] = []
    told = {one.opening.fact.mention.block for one in material.told_flows}
    blocks = dict.fromkeys(
        one.mention.block for one in material.facts if one.mention.kind is MentionKind.NUMBER
    )
    for block in (one for one in blocks if one not in told):
        found += _ask_block(material, block)
    return found


def _ask_block(material: Material, block: int) -> Iterable[Asked]:
    by_year: dict[int | None, dict[str, Fact]] = {}
    for role, year, fact in list_roles(material, block):
        by_year.setdefault(year, {}).setdefault(role, fact)
    for year, known in by_year.items():
        following = by_year.get(year + 1, {}) if year is not None else {}
        flow = dict(known)
        if "carried_out" not in flow and "carried_in" in following:
            flow["carried_out"] = following["carried_in"]
        if {"carried_in", "opened", "carried_out"} <= flow.keys():
            yield _ask(material, flow)


def list_roles(material: Material, block: int) -> list[tuple[str, int | None, Fact]]:
    """Return each number of a paragraph with its part in the flow and the year it is about.

    In a pair of years that are told in one order, the numbers of the second have the parts of the first.
    """
    words = [one for one in material.layout.mentions_in_block(block) if one.kind is MentionKind.CARRIED_OVER]
    if not words:
        return []
    places = sorted({one.sentence for one in material.layout.mentions_in_block(block)})
    said = [fact for place in places for fact in material.facts_in(place)]
    facts = [one for one in said if one.mention.kind is MentionKind.NUMBER]
    found: list[tuple[str, int | None, Fact]] = []
    taken: set[int] = set()
    for word in words:
        near = [one for one in facts if one.mention.start not in taken and _distance(word, one) <= _NEAREST]
        if not near or word.detail.get("role") not in ROLES:
            continue
        fact = min(near, key=lambda one, word=word: _distance(word, one))  # type: ignore[misc]
        taken.add(fact.mention.start)
        found.append((str(word.detail["role"]), _find_year(material, word, fact), fact))
    found += _list_likewise(material, facts, taken)
    known = sorted({year for _, year, _ in found if year is not None})
    latest = known[-1] if known else None
    return [(role, latest if year is None else year, fact) for role, year, fact in found]


def _list_likewise(
    material: Material, facts: list[Fact], taken: set[int]
) -> list[tuple[str, int | None, Fact]]:
    """In 2023 waren dit er 18: the first number of the year before has the part of the first one told."""
    found: list[tuple[str, int | None, Fact]] = []
    for one in facts:
        before = material.words(max(0, one.mention.start - 40), one.mention.start)
        if one.mention.start not in taken and one.period and _LIKEWISE.search(before):
            found.append(("opened", one.period.last.year, one))
    return found


_LIKEWISE = re.compile(r"\b(?:waren|was) (?:dit|dat|het) er$", re.IGNORECASE)


def _find_year(material: Material, word: Mention, fact: Fact) -> int | None:
    """Carried over from a year means: into the next one."""
    if word.detail.get("role") == "carried_in":
        behind = material.layout.mentions_of(word.sentence)
        said = [
            one
            for one in behind
            if one.kind is MentionKind.PERIOD and 0 <= one.start - word.end <= 3 and one.period
        ]
        if said and said[0].period is not None:
            return said[0].period.last.year + 1
    return fact.period.last.year if fact.period else None


def _distance(word: Mention, fact: Fact) -> int:
    """A number stands before what is said of it more often than behind it."""
    if word.start <= fact.mention.start and fact.mention.end <= word.end:
        return 0
    if fact.mention.end <= word.start:
        return word.start - fact.mention.end
    return 2 * max(fact.mention.start - word.end, 0)


def _ask(material: Material, flow: dict[str, Fact]) -> Asked:
    entry: dict[str, Any] = {
        "claim": "flow",
        "words": "verloop",
        "flow": {role: plain(flow[role].value) if role in flow else None for role in ROLES},
    }
    return Asked(material.span_of(*(fact.mention for fact in flow.values())), entry, FLOW_KINDS)


def list_running(material: Material, block: int) -> list[Fact]:
    """Return the numbers of a paragraph that were carried over."""
    return [fact for role, _, fact in list_roles(material, block) if role == "carried_in"]
