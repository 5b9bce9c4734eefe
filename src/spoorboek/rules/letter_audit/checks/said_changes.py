"""Do words of more and less say what the numbers that they can speak of say, in any reading of these?"""

from __future__ import annotations

import re
from typing import Any

from spoorboek.figures.definition import Counts
from spoorboek.figures.dutch_numbers import decimals_of, format_number
from spoorboek.rules.claims.verdict import Severity, VerdictCode
from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.claim_sources import describe_source
from spoorboek.rules.letter_audit.layout import AREA
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.moves import kind_of
from spoorboek.rules.letter_audit.own_doing import is_our_doing
from spoorboek.rules.letter_audit.pairs import UNKNOWN_END, UNKNOWN_START
from spoorboek.rules.letter_audit.reading.told_changes import Told, list_told
from spoorboek.rules.letter_audit.series import plain

_CHANCE = re.compile(
    r"\b(?:toeval|schommeling\w*|te klein|fluctu\w+|zegt (?:nog )?(?:weinig|niet)|(?:binnen|buiten) de marge|"
    r"niet (?:te )?vergelijk\w+|voorzichtig\w*|geen trend|niet (?:statistisch )?(?:significant|"
    r"aantoonbaar))\b",
    re.IGNORECASE,
)


def check_said_changes(material: Material) -> Found:
    """Find words of more or less that all readings of the numbers go against, or that chance explains."""
    found: list[Asked | Finding] = []
    for told in list_told(material):
        if not told.holds:
            found.append(_explain(material, told))
        elif _is_tested(material, told):
            found.append(_ask(material, told))
    return found


def _explain(material: Material, told: Told) -> Finding:
    before, after = format_number(told.pair.before.value), format_number(told.pair.after.value)
    said = {1: "een stijging", -1: "een daling", 0: "gelijk"}[told.pair.sign]
    why = f"Dit klopt niet: van {before} naar {after} is {said}. Kijk welk woord of getal niet klopt."
    return material.find(
        FindingKind.CONTRADICTED_DIRECTION,
        material.sentence_span(told.way.sentence),
        why,
        severity=Severity.CONCLUSION,
        computed={"values": [told.pair.before.value, told.pair.after.value]},
    )


def _is_tested(material: Material, told: Told) -> bool:
    """Only registered incidents are weighed against chance; not what is ours, asked, paid or timed."""
    facts = (told.pair.before, told.pair.after)
    if any(one.mention.kind is not MentionKind.NUMBER or one.is_mark or one.is_share for one in facts):
        return False
    labels = " ".join(str(one.mention.detail.get(name) or "") for one in facts for name in ("row", "column"))
    if any(
        one.mention.detail.get("duration") or decimals_of(one.value) or is_our_doing(one.unit)
        for one in facts
    ):
        return False
    if any(is_our_doing(word) for word in labels.split()):
        return False
    near = [one.index for one in material.layout.neighbours(told.way.sentence)]
    places = {told.way.sentence, *(one.mention.sentence for one in facts)}
    behind = [place for place in near if place == max(places) + 1]
    words = " ".join(material.sentence_words(place) for place in (*sorted(places), *behind))
    if _CHANCE.search(words) or AREA.search(told.way.words):
        return False
    if any(one.counts is Counts.INCIDENTS for one in facts):
        return True
    if kind_of(labels) == "harm":
        return True
    tags = frozenset().union(*(material.reading(place).tags for place in places))
    return not tags.isdisjoint(("<harm>", "<counted>", "<offend>"))


def _ask(material: Material, told: Told) -> Asked:
    way, pair = told.way, told.pair
    entry: dict[str, Any] = {
        "claim": "rises" if pair.sign > 0 else "falls",
        "words": way.words,
        "strength": way.strength,
        "hedged": False,
        "from": str(UNKNOWN_START),
        "to": str(UNKNOWN_END),
        "points": [
            {"period": str(UNKNOWN_START), "value": plain(pair.before.value)},
            {"period": str(UNKNOWN_END), "value": plain(pair.after.value)},
        ],
        **describe_source(pair.before, pair.after, is_trend=way.strength == "trend"),
    }
    kinds: dict[VerdictCode, FindingKind | None] = {
        code: None
        for code in VerdictCode
        if code not in (VerdictCode.NOT_DEMONSTRABLE, VerdictCode.SUPPORTED_WITH_NOTE)
    }
    return Asked(material.sentence_span(way.sentence), entry, kinds)
