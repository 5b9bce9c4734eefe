"""Is what was promised counted in another unit than what is told?"""

from __future__ import annotations

import re
from typing import Any

from spoorboek.rules.claims.verdict import VerdictCode
from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import FindingKind, MentionKind
from spoorboek.rules.letter_audit.series import plain
from spoorboek.rules.letter_audit.stems import is_same_thing, list_stems, stem

_SHORTEST = 7


def check_units(material: Material) -> Found:
    """Find promises that come back in another unit."""
    return _check_promises(material)


def list_promised(material: Material) -> list[Fact]:
    """Return the counts that the letter promises."""
    return [
        one
        for one in material.facts
        if one.mention.kind is MentionKind.NUMBER
        and one.unit
        and material.layout.is_ahead(one.mention.sentence)
        and not material.layout.is_table(one.mention.sentence)
    ]


_ADJECTIVE = re.compile(r"\s+([a-zà-ÿ]{4,}e)\s+[a-zà-ÿ]")


def _check_promises(material: Material) -> list[Asked]:
    found: list[Asked] = []
    told = [
        one
        for one in material.facts
        if one.mention.kind is MentionKind.NUMBER
        and one.unit
        and one.period is not None
        and not material.layout.is_ahead(one.mention.sentence)
        and not material.layout.is_table(one.mention.sentence)
    ]
    for promised in list_promised(material):
        related = [one for one in told if is_related(one.unit, promised.unit)]
        other = next((one for one in related if _is_called_alike(material, one, promised)), None)
        same = [one for one in told if is_same_thing(one.unit, promised.unit)]
        # Some controles are no "integrale bedrijvencontroles" when "integrale controledagen" are told.
        if any(stem(one.unit or "") == stem(promised.unit or "") for one in same) or (same and other is None):
            continue
        other = other or next(iter(related), None)
        other = other or next((one for one in told if _follows(material, promised, one)), None)
        if other is not None:
            found.append(_ask(material, promised, other))
    return found


def _is_called_alike(material: Material, one: Fact, other: Fact) -> bool:
    """Tell whether the same adjective stands before both units: integrale."""
    words = [_ADJECTIVE.match(material.letter.text.text, fact.mention.end) for fact in (one, other)]
    return all(words) and len({match[1].lower() for match in words if match}) == 1


def _follows(material: Material, promised: Fact, told: Fact) -> bool:
    """Vijftig bedrijven controleren; er waren vijf controledagen: a verb in another unit."""
    if told.mention.block != promised.mention.block or told.mention.sentence - promised.mention.sentence != 1:
        return False
    stems = list_stems(material.sentence_words(promised.mention.sentence))
    return any(is_related(one, told.unit) for one in stems)


def is_related(one: str | None, other: str | None) -> bool:
    """Tell whether two units are not the same but share the beginning of a word: controles, controledagen."""
    if not one or not other or is_same_thing(one, other):
        return False
    return any(
        min(len(a), len(b)) >= _SHORTEST and (a in b or b in a or _share_part(a, b))
        for a in (stem(word) for word in one.split())
        for b in (stem(word) for word in other.split())
    )


def _share_part(one: str, other: str) -> bool:
    """Long words of which one ends with how the other begins: bedrijvencontrole, controledag."""
    return any(
        one.endswith(other[:size]) or other.endswith(one[:size])
        for size in range(_SHORTEST, min(len(one), len(other)) + 1)
    )


def _ask(material: Material, promised: Fact, told: Fact) -> Asked:
    entry: dict[str, Any] = {
        "claim": "target_met",
        "words": material.sentence_words(promised.mention.sentence),
        "kind": "count",
        "source_type": "operational",
        "points": [{"period": str(told.period), "value": plain(told.value), "unit": told.unit}],
        "target": {"value": plain(promised.value), "unit": promised.unit, "period": str(told.period)},
    }
    kinds: dict[VerdictCode, FindingKind | None] = {
        VerdictCode.NOT_COMPARABLE: FindingKind.UNIT_DRIFT,
        VerdictCode.SUPPORTED: None,
        VerdictCode.CONTRADICTED: None,
    }
    return Asked(material.span_of(told.mention), entry, kinds)
