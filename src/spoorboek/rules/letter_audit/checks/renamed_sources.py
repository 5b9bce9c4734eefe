"""Is what one kind of source told named as only another kind can: suspects as offenders, tips as facts?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from spoorboek.rules.letter_audit.asking import Found, Material, Span
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.reading.word_lists import compile_list, has_word
from spoorboek.rules.letter_audit.stems import list_stems

_BACK = 2
_FAR = 12
_SMALLEST = 2


@dataclass(frozen=True, slots=True)
class Misnaming:
    """What a source is, the list of words that do not fit it, and why."""

    source: str
    claim: str
    why: str
    is_known: bool = False
    """"De daders" right behind the suspects can only be those suspects."""
    is_direct: bool = False
    """Also where both stand in one clause: via de tiplijn kwamen 58 aangiften binnen."""


_MISNAMINGS = (
    Misnaming(
        "suspected", "offender", "Een verdachte is nog geen dader. Schrijf 'verdachten'.", is_known=True
    ),
    Misnaming("tipped", "filed", "Een meldlijn krijgt geen aangiften. Schrijf 'meldingen'.", is_direct=True),
    Misnaming("reported", "offender", "Een melding of tip wijst nog geen dader aan. Schrijf wat is gemeld."),
    Misnaming("reported", "proven", "Een melding, tip of signaal is nog geen feit. Schrijf wat is gemeld."),
    Misnaming("asked", "official", "Een enquête telt wat mensen zelf zeggen, niet wat is geregistreerd."),
    Misnaming("registered", "felt", "Een registratie zegt niet wat mensen voelen. Schrijf wat is geteld."),
    Misnaming("modelled", "felt", "Een rekenmodel vraagt niemand iets. Noem een enquête."),
    Misnaming("few", "everybody", "Alleen wie meedeed, is gevraagd. Schrijf 'van wie meedeed'."),
)


def check_renamed_sources(material: Material) -> Found:
    """Find what was told by one kind of source and is named as something that it cannot tell."""
    found: list[Finding] = []
    for sentence in material.letter.sentences:
        place, words = sentence.index, material.sentence_words(sentence.index)
        if material.layout.is_table(place):
            continue
        if material.reading(place).is_open:
            continue
        for rule in _MISNAMINGS:
            claim = _find_claim(material, place, words, rule)
            if claim is not None:
                found.append(material.find(FindingKind.WRONG_TERM, material.sentence_span(place), rule.why))
                break
    return [*found, *_check_heads(material)]


def _check_heads(material: Material) -> Iterator[Finding]:
    """Ervaren criminaliteit (bron: politie): the name of a row or column that does not fit its own source."""
    for block in material.letter.text.blocks:
        cells = (
            () if block.table is None else (*block.table.header, *(row[0] for row in block.table.rows if row))
        )
        for cell in cells:
            for rule in _MISNAMINGS:
                named = rule.source in ("asked", "registered") and _NAMED.match(cell.text)
                if (
                    named
                    and _list(rule.claim).search(named["name"])
                    and _list(rule.source).search(named["source"])
                ):
                    yield material.find(FindingKind.WRONG_TERM, Span(cell.start, cell.end), rule.why)
                    break


_NAMED = re.compile(r"(?P<name>[^(;:]+)[(;:](?P<source>.+)")


def _find_claim(material: Material, place: int, words: str, rule: Misnaming) -> re.Match[str] | None:
    """Return the words that do not fit, in a sentence that goes on about what such a source told."""
    if not has_word("evidence", rule.claim, words):
        return None
    if not any(has_word("evidence", rule.source, each) for each in _list_near(material, place)):
        return None
    pattern = _list(rule.claim)
    for claim in pattern.finditer(words):
        source = _find_source(material, place, words[: claim.start()], rule)
        if source is None or _is_decided(words, claim) or _is_told_before(material, place, source, claim):
            continue
        if _is_bound(material, rule, place, source, words, claim):
            return claim
    return None


def _list_near(material: Material, place: int) -> list[str]:
    near = (one.index for one in material.layout.neighbours(place) if place - _BACK <= one.index <= place)
    return [material.sentence_words(one) for one in near]


def _find_source(material: Material, place: int, before: str, rule: Misnaming) -> int | None:
    """Return the nearest sentence that names the source: this one, before the words, or one before it."""
    if _list(rule.source).search(before):
        return place
    near = [one.index for one in material.layout.neighbours(place) if place - _BACK <= one.index < place]
    for index in reversed(near):
        words = material.sentence_words(index)
        if material.layout.is_table(index):
            return None
        if has_word("evidence", rule.source, words):
            # What fits was told there as well: then it can be meant here.
            return None if has_word("evidence", rule.claim, words) else index
    return None


def _is_told_before(material: Material, place: int, source: int, claim: re.Match[str]) -> bool:
    """Tell whether the words were told before, not of this source: then they have a source of their own."""
    stems = list_stems(claim[0])
    near = (one.index for one in material.layout.neighbours(place) if source - _FAR <= one.index < place)
    before = [each for each in near if each != source]
    return bool(stems) and any(stems & list_stems(material.sentence_words(place)) for place in before)


def _is_decided(words: str, claim: re.Match[str]) -> bool:
    """Tell whether the words leave it open, deny it, or tell what was decided since."""
    return _DENIED.search(words) is not None or (
        _list("since_decided").search(words[: claim.end() + _AHEAD]) is not None
    )


_AHEAD = 25
_DENIED = re.compile(r"\b(?:niet|geen|nooit|evenmin)\b", re.IGNORECASE)


def _is_bound(
    material: Material, rule: Misnaming, place: int, source: int, words: str, claim: re.Match[str]
) -> bool:
    """Tell whether the words name what the source told: the same number, "deze", or "dat zijn dus"."""
    if source != place:
        told = [_read_value(one) for one in material.facts_in(source)]
        own = [one for one in material.facts_in(place) if _read_value(one) >= _SMALLEST]
        if any(_is_value(one, each) for one in own for each in told):
            return True
        counts = [one for one in own if one.mention.kind is MentionKind.NUMBER]
        if told and any(claim[0].lower() in one.own.tail[:_NEAR] for one in counts):
            # A number of its own: some of them, who were found guilty.
            return False
        if _list("same").search(words):
            return True
    elif rule.is_direct and not _PARTS.search(words[: claim.start()]):
        return True
    if rule.is_known and _THE.search(words[: claim.start()]):
        return True
    return any(
        _MAY_STAND_BETWEEN.fullmatch(words, one.end(), claim.start())
        for one in _list("leads_back").finditer(words)
    )


def _read_value(fact: Fact) -> Decimal:
    """Return a number; een vijfde is 20, as a percentage is."""
    return Decimal(fact.value) * (100 if fact.mention.kind is MentionKind.SHARE else 1)


def _is_value(fact: Fact, value: Decimal) -> bool:
    """Tell whether a number is one that was told, exactly or as a share in words."""
    is_rough = fact.mention.kind is MentionKind.SHARE
    return abs(_read_value(fact) - value) <= (_ROUGH if is_rough else 0)


_ROUGH = 2
_NEAR = 40
_PARTS = re.compile(r"[,;:]")
_THE = re.compile(r"\b(?:de|alle) (?:\d+ |\w+e )?$", re.IGNORECASE)
_MAY_STAND_BETWEEN = re.compile(r"(?: [\w.-]+){0,3} ?")


def _list(name: str) -> re.Pattern[str]:
    return compile_list("evidence", name)
