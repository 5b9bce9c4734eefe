"""Is what was promised counted in another unit than what is told?"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import Any

from spoorboek.rules.claims.verdict import VerdictCode
from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.series import plain
from spoorboek.rules.letter_audit.stems import is_same_thing, list_stems, stem

_PER = re.compile(r"\bper\s+(1\.?000|10\.?000|100\.?000|100|honderd|duizend|tienduizend)\b", re.IGNORECASE)
_PER_WHAT = re.compile(_PER.pattern + r"\s+(?P<of>[a-zà-ÿ]{4,})", re.IGNORECASE)
_BARE_RATE = re.compile(r"\d(?:[.,]\d+)?\s+$")
_SIZES = {
    "100": 100,
    "1000": 1000,
    "10000": 10_000,
    "100000": 100_000,
    "honderd": 100,
    "duizend": 1000,
    "tienduizend": 10_000,
}
_SHORTEST = 7


def check_units(material: Material) -> Found:
    """Find promises that come back in another unit, and rates of one thing per different "
    "numbers of people."""
    return [*_check_promises(material), *_check_rates(material), *_check_denominators(material)]


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


_THAT_WAS = re.compile(
    r"\b(?:is|was|waren|zijn|lag|ligt|kwam|bedroeg|staat|stond) (?:dat|dit|het)\b", re.IGNORECASE
)
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


def _check_rates(material: Material) -> list[Finding]:
    """Per 1.000 in one sentence and per 10.000 in another, about the same."""
    seen: list[tuple[int, str, frozenset[str], str, int]] = []
    found: list[Finding] = []
    for sentence in material.letter.sentences:
        words = material.sentence_words(sentence.index)
        seen = [] if _CONVERTED.search(words) else seen
        for match in _PER.finditer(words):
            size = _SIZES[match[1].replace(".", "").lower()]
            stems = list_stems(words[: match.start()])
            other = next(
                (
                    one
                    for one in seen
                    if one[0] != size
                    and (
                        one[3] == words
                        or _is_about_same(one[2], stems, words)
                        or (sentence.index - one[4] == 1 and _LAID_BESIDE.match(words))
                        or (sentence.index - one[4] <= 2 and _is_compared(material, sentence.index))
                    )
                ),
                None,
            )
            if other is not None:
                found.append(_explain(material, sentence.index, other[1], match[0]))
            seen.append((size, match[0], stems, words, sentence.index))
    return found


def _check_denominators(material: Material) -> list[Finding]:
    """4,1 woninginbraken per 1.000 woningen en in 2023 1,7 per 1.000 inwoners: of other things."""
    found: list[Finding] = []
    for sentence in material.letter.sentences:
        words = material.sentence_words(sentence.index)
        told = list(_PER_WHAT.finditer(words))
        for one, other in pairwise(told):
            between = words[one.end() : other.start()]
            # A second rate with a name of its own is of something else.
            is_bare = _BARE_RATE.search(between) is not None
            if is_bare and not is_same_thing(one["of"], other["of"]):
                found.append(_explain(material, sentence.index, one[0], other[0]))
    return found


_LAID_BESIDE = re.compile(
    r"\W*(?:daarmee|hiermee|daarbij|dat (?:is|was|ligt|lag)|dit (?:is|was|ligt|lag)|ter vergelijking|"
    r"we (?:blijven|zitten)|"
    r"(?:het|de) (?:regionale?|landelijke?|provinciale?|gemiddelde?)\b|in de (?:regio|provincie|rest)|"
    r"landelijk|regionaal|"
    r"elders|in (?:heel|vergelijkbare|andere|omliggende|soortgelijke)|de regio|het land|nederland|omliggende|"
    r"vergelijkbare gemeenten|vergeleken met|in vergelijking met|ten opzichte van|afgezet tegen)\b",
    re.IGNORECASE,
)
"""A sentence that lays a rate beside the one told right before it."""


def _is_compared(material: Material, sentence: int) -> bool:
    """Tell whether this sentence or the next lays two places beside each other: lager dan de regio."""
    following = material.layout.next_in_block(sentence)
    words = material.sentence_words(sentence)
    words += "" if following is None else f" {material.sentence_words(following.index)}"
    return bool(_HIGHER_THAN.search(words)) and not _CONVERTED.search(words)


_HIGHER_THAN = re.compile(
    r"\b(?:hoger|lager|meer|minder|vaker|beter|slechter|gunstiger|boven|onder|veiliger) (?:dan|het|de)\b|"
    r"\bvergeleken met\b|\bten opzichte van\b",
    re.IGNORECASE,
)
_CONVERTED = re.compile(r"\b(?:omgerekend|oftewel|ofwel|dat is|herleid)\b", re.IGNORECASE)


def _is_about_same(first: frozenset[str], second: frozenset[str], words: str) -> bool:
    """Tell whether two rates are of one thing: by their words, or because the second only says dat was."""
    if _THAT_WAS.search(words) and len(second) <= 1:
        return True
    return len(first & second) * 3 >= len(first | second)


def _explain(material: Material, sentence: int, first: str, second: str) -> Finding:
    why = f"Eerder in de brief staat dit {first}, hier {second}. Gebruik overal dezelfde maat."
    return material.find(
        FindingKind.UNIT_DRIFT,
        material.sentence_span(sentence),
        why,
        computed={"units": [first, second], "factor": Decimal(1)},
    )
