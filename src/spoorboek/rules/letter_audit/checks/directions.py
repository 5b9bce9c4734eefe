"""Do words of change say what the two numbers beside them say?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from spoorboek.figures.definition import Counts
from spoorboek.figures.dutch_numbers import decimals_of, format_number
from spoorboek.figures.period import Period
from spoorboek.rules.claims.verdict import Severity, VerdictCode
from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.change_periods import Change
from spoorboek.rules.letter_audit.claim_sources import describe_source
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, Mention, MentionKind
from spoorboek.rules.letter_audit.own_doing import is_our_doing
from spoorboek.rules.letter_audit.quantities import DURATIONS
from spoorboek.rules.letter_audit.reading.asked import is_asked, is_tested
from spoorboek.rules.letter_audit.reading.told_changes import Told, list_told
from spoorboek.rules.letter_audit.series import plain

_AFTER = re.compile(r"\b(?:na|ondanks|sinds) (?:een|de|het|eerdere) (?:\w+ )?(?:van )?$", re.IGNORECASE)
_CLAIMS = {1: "rises", -1: "falls", 0: "about_equal"}
_TREND = re.compile(
    r"\b(?:ingezet|doorgezet|zet\w* .{0,30}door|jaar na jaar|jaar op rij|lijn|blijft|bleef|bleven|op rij)\b",
    re.IGNORECASE,
)
_SAID_SO = re.compile(
    r"\b(?:niet aantoonbaar|toeval|te klein voor|binnen de (?:fout)?marge|niet significant)\b", re.IGNORECASE
)
"""The letter says itself that chance may explain a difference."""
_THAT_IS_SO = re.compile(
    r"\W*(?:dat|dit|het) (?:\w+ )?(?:verschil )?(?:kan|is|valt)\b[^.;]*\b(?:toeval|marge)", re.IGNORECASE
)
_PLANNED = re.compile(
    r"\bdan\b[^.;]*\b(?:beloofd|afgesproken|gepland|begroot|verwacht|toegezegd|geraamd|voorgeschreven|vereist|verplicht|nodig)\b",
    re.IGNORECASE,
)


def check_directions(material: Material) -> Found:
    """Put every direction with two numbers to the judge; trend and firm words ask for more "
    "than plain ones."""
    found: list[Asked | Finding] = []
    told = {one.way.sentence: one for one in list_told(material)}
    for change in material.changes:
        if _is_weighed(material, change, told.get(change.direction.sentence)):
            # That it simply holds is told all the same.
            found.append(replace(_ask(material, change), kinds=dict.fromkeys(VerdictCode)))
            continue
        if change.is_part:
            found.append(_explain_part(material, change))
        elif is_reversed(change):
            found.append(_explain_reversed(material, change))
        elif _says_quality(change) or material.reading(change.direction.sentence).is_question:
            continue
        elif not _is_tested(material, change):
            found.append(_ask(material, change))
    return found


def _is_weighed(material: Material, change: Change, told: Told | None) -> bool:
    """Tell whether all readings of the numbers together say whether the words hold."""
    before = material.letter.text.text[max(0, change.direction.start - 24) : change.direction.start]
    if told is None and _AFTER.search(before):
        # Na een stijging: what was before the numbers that are told behind it.
        return True
    if (
        told is None
        or change.is_part
        or not change.is_same_unit
        or change.after.is_mark
        or change.after.is_share
    ):
        return False
    if find_strength(material, change.direction) == "plain" and change.direction.value:
        return True
    return not told.holds or (change.after.value - change.before.value) * told.way.sign <= 0


def is_reversed(change: Change) -> bool:
    """Tell whether a mark or share went the other way than the words say, which needs no test."""
    way, is_estimate = change.direction.value, change.after.is_mark or change.after.is_share
    if _says_quality(change) and change.direction.sentence != change.after.mention.sentence:
        return False
    if _says_quality(change):
        # Better is less of what people suffer from; of anything else the words do not say which way.
        is_harm = Counts.INCIDENTS in (change.after.counts, change.before.counts)
        way = (-1 if change.direction.detail.get("good") else 1) if is_harm else 0
        is_estimate = True
    is_margin = any(one.own.tail.lstrip().startswith("-") for one in (change.before, change.after))
    if not way or not is_estimate or is_margin or change.direction.detail.get("negated"):
        return False
    return (Decimal(change.after.value) - Decimal(change.before.value)) * way < 0


def _says_quality(change: Change) -> bool:
    """Tell whether better or worse is said of a count: that does not say whether it rises or falls."""
    is_said = change.direction.detail.get("good") or change.direction.detail.get("bad")
    return bool(is_said) and not (change.after.is_mark or change.after.is_share)


def _explain_reversed(material: Material, change: Change) -> Finding:
    before, after = (format_number(one.value) for one in (change.before, change.after))
    said = "daling" if change.after.value < change.before.value else "stijging"
    why = f"Dit klopt niet: van {before} naar {after} is een {said}. Kijk welk woord of getal niet klopt."
    span = material.span_of(change.direction, change.before.mention, change.after.mention)
    return material.find(
        FindingKind.CONTRADICTED_DIRECTION,
        span,
        why,
        severity=Severity.CONCLUSION,
        computed={"values": [change.before.value, change.after.value]},
    )


def _explain_part(material: Material, change: Change) -> Finding:
    before, after = (format_number(one.value) for one in (change.before, change.after))
    why = (
        f"Hier staat een deel van een jaar naast een heel jaar: {before} en {after}. "
        "Neem van beide jaren dezelfde maanden."
    )
    span = material.span_of(change.direction, change.before.mention, change.after.mention)
    values = [change.before.value, change.after.value]
    return material.find(FindingKind.PART_OF_YEAR, span, why, computed={"values": values})


def _is_tested(material: Material, change: Change) -> bool:
    """A test that the source itself reports goes before one that we cannot make without its margins."""
    if not (change.after.is_mark or change.after.is_share):
        return False
    return is_tested(material, change.direction.sentence)


def _ask(material: Material, change: Change) -> Asked:
    entry = describe_change(material, change)
    mentions = [change.direction, change.before.mention, change.after.mention]
    kinds: dict[VerdictCode, FindingKind | None] = {}
    if not change.is_same_unit:
        kinds[VerdictCode.NOT_COMPARABLE] = FindingKind.UNIT_DRIFT
    own = material.sentence_words(change.direction.sentence)
    following = material.layout.next_in_block(change.direction.sentence)
    behind = "" if following is None else material.sentence_words(following.index)
    is_open = material.reading(change.direction.sentence).is_open
    if is_open or _SAID_SO.search(own) or _THAT_IS_SO.match(behind) or _PLANNED.search(own):
        kinds[VerdictCode.NOT_DEMONSTRABLE] = kinds[VerdictCode.SUPPORTED_WITH_NOTE] = None
    if entry["claim"] in ("about_equal", "not_demonstrably_changed"):
        kinds[VerdictCode.NOT_DEMONSTRABLE] = None
        kinds[VerdictCode.SUPPORTED_WITH_NOTE] = None
    if entry["kind"] in ("amount", "rate", "score") or _is_time(change.before) or _is_time(change.after):
        # There is no test for money or for a rate without its count: that it cannot be tested is no news.
        kinds[VerdictCode.SUPPORTED_WITH_NOTE] = None
    if not (change.after.is_mark or is_asked(material, change.direction.sentence)):
        # The share of what we handled in time is counted, not asked.
        kinds[VerdictCode.NOT_TESTABLE] = None
    if change.is_apart:
        return Asked(material.sentence_span(change.direction.sentence), entry, kinds)
    return Asked(material.span_of(*mentions), entry, kinds)


def _is_time(fact: Fact) -> bool:
    """Tell whether a number is how long something took: no count that chance makes larger."""
    return bool(fact.unit) and (fact.unit or "").split()[-1] in DURATIONS


def describe_change(material: Material, change: Change) -> dict[str, Any]:
    """Return the entry of ``claim test`` for words of change with their numbers."""
    direction = change.direction
    strength = find_strength(material, direction)
    entry: dict[str, Any] = {
        "claim": name_claim(material, direction),
        "words": material.words(direction.start, direction.end),
        "strength": strength,
        "hedged": bool(direction.detail.get("hedged")),
        "section": material.layout.section_of(direction.sentence),
        "from": str(change.start),
        "to": str(change.end),
        "points": _list_points(material, change),
        **describe_source(
            change.before,
            change.after,
            is_trend=strength == "trend",
            is_doing=_is_our_change(material, change),
        ),
        **({} if change.is_unknown else material.plan),
    }
    if change.is_unknown:
        # Years that the letter does not name may not be compared with those of its other changes.
        entry.pop("section")
    return entry


def name_claim(material: Material, direction: Mention) -> str:
    """Return what a direction claims; not significantly changed is a claim of its own."""
    value = int(direction.value or 0)
    # "Of de daling daaraan te danken is, is niet vast te stellen": that it fell is not denied.
    is_open = value != 0 and material.reading(direction.sentence).is_open
    negated = bool(direction.detail.get("negated")) and not is_open
    if negated and (value != 0 or _is_about_chance(material, direction)):
        return "not_demonstrably_changed"
    return _CLAIMS[value]


def _is_about_chance(material: Material, direction: Mention) -> bool:
    said = material.layout.mentions_of(direction.sentence)
    return any(one.kind is MentionKind.STRENGTH and one.detail.get("no_size") for one in said)


def find_strength(material: Material, direction: Mention) -> str:
    """Return how strongly a direction is said: by words of strength beside it, else plain."""
    said = material.layout.mentions_of(direction.sentence)
    near = [one for one in said if one.kind is MentionKind.STRENGTH and _is_near(one, direction)]
    found = {str(one.detail.get("strength")) for one in near}
    if material.layout.is_heading(direction.sentence):
        return "trend"
    if "trend" in found or _TREND.search(material.words(direction.start - 10, direction.end + 16)):
        return "trend"
    return "firm" if "firm" in found else "plain"


def _is_near(one: Mention, other: Mention) -> bool:
    # "De trend in het aantal meldingen van drugsoverlast is dalend": the noun reaches further.
    reach = 90 if one.quote.strip().lower().startswith("trend") else 40
    return max(one.start - other.end, other.start - one.end) <= reach


def _is_our_change(material: Material, change: Change) -> bool:
    """Tell whether it is our own doing that changed: het team is uitgebreid, meer vergunningen geweigerd."""
    return bool(change.direction.detail.get("action")) or is_our_doing(change.direction.unit)


def _list_points(material: Material, change: Change) -> list[dict[str, Any]]:
    """Return the two numbers, and what the letter says about the same in other periods."""
    known: dict[Period, Fact] = {}
    for other in material.changes:
        if other is not change and _is_same_matter(other, change):
            known |= {other.start: other.before, other.end: other.after}
    if change.is_unknown:
        known.clear()
    known |= {change.start: change.before, change.end: change.after}
    is_named = change.is_same_unit
    return [describe_point(period, known[period], is_named=is_named) for period in sorted(known)]


def describe_point(period: Period, fact: Fact, *, is_named: bool = True) -> dict[str, Any]:
    """Return a number of the letter as a point of an entry."""
    point: dict[str, Any] = {"period": str(period), "value": plain(fact.value)}
    if not is_named and fact.unit:
        point["unit"] = fact.unit
    if fact.is_mark or fact.is_share:
        point["decimals"] = decimals_of(fact.value)
    return point


def _is_same_matter(one: Change, other: Change) -> bool:
    if one.direction.block != other.direction.block or one.before.is_mark != other.before.is_mark:
        return False
    shared = {(one.start, one.before.value), (one.end, one.after.value)}
    return bool(shared & {(other.start, other.before.value), (other.end, other.after.value)})


def list_unused(material: Material) -> Sequence[Mention]:
    """Return the directions that have no two numbers beside them, tables and intentions left out."""
    used = {change.direction.start for change in material.changes}
    sentences = {change.direction.sentence for change in material.changes}
    return [
        one
        for one in material.letter.mentions
        if one.kind is MentionKind.DIRECTION
        and (one.value in (1, -1, 0) or one.detail.get("speed"))
        and one.start not in used
        and (one.sentence not in sentences or one.detail.get("speed"))
        and not material.layout.is_table(one.sentence)
        and not material.layout.is_ahead(one.sentence)
        and not one.detail.get("intended")
        and not _AFTER.search(material.letter.text.text[max(0, one.start - 24) : one.start])
        and (one.value != 0 or not _has_way(material, one))
    ]


def _has_way(material: Material, level: Mention) -> bool:
    """Tell whether a word of staying level stands beside one of rising or falling, as after a level spell."""
    said = material.layout.mentions_of(level.sentence)
    return any(one.kind is MentionKind.DIRECTION and one.value in (1, -1) for one in said)
