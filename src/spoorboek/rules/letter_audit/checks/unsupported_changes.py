"""Words of change without the numbers that show it, or without what is compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spoorboek.rules.letter_audit.asking import Found, Material, Span
from spoorboek.rules.letter_audit.checks.directions import list_unused
from spoorboek.rules.letter_audit.checks.headlines import is_headline, list_evidence
from spoorboek.rules.letter_audit.checks.table_directions import find_series
from spoorboek.rules.letter_audit.checks.trends import find_cases
from spoorboek.rules.letter_audit.compared_with import depends_on_year, is_share_of_nothing, names_period
from spoorboek.rules.letter_audit.facts import NUMERIC
from spoorboek.rules.letter_audit.layout import AREA
from spoorboek.rules.letter_audit.model import Finding, FindingKind, Mention, MentionKind
from spoorboek.rules.letter_audit.pairs import list_pairs
from spoorboek.rules.letter_audit.reading.numbers_near import has_numbers_near
from spoorboek.rules.letter_audit.reading.ratio_changes import tells_tied_change
from spoorboek.rules.letter_audit.reading.told_changes import list_told

_SELF = re.compile(
    r"\b(?:uitgebreid|versterkt|verstevigd|intensiever|ge[ïi]ntensiveerd|beter|verbeterd?|"
    r"verbetering|vergroot|versterking|verstevig\w*|keer (?:vaker|meer|zo))\b",
    re.IGNORECASE,
)
_ABSTRACT = re.compile(
    r"(?:bewijs|bewijzen|redenen?|oorza\w+|keer|manieren|punten|thema's|pijlers|vormen|soorten|actielijnen|sporen|bronnen|metingen|onderzoeken|cijfers)$"
)
"""What is counted without saying how much of something there is."""
_MEASURED = frozenset({"perceived_safety", "liveability", "willingness"})
_FEELS = re.compile(r"\bvoel(?:t|en|de|den)\b[^.;]*\b(?:on)?veiliger\b", re.IGNORECASE)
_USUAL = re.compile(r"[^.;]{0,40}\bdan (?:gemiddeld|normaal|gebruikelijk|elders|verwacht)\b", re.IGNORECASE)
_TOOK_PLACE = re.compile(r"\b(?:heeft|hebben|vond|vonden)\b.*\bplaats\w*", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\b(?:landelijk|Nederland|regionaal|andere gemeenten)\b")
_TOLD_ELSEWHERE = frozenset({MentionKind.CAUSAL, MentionKind.TERM})
"""A sentence that claims a cause or misnames its source is told about that first."""


def _has_area(said: Sequence[Mention]) -> bool:
    return any(one.kind is MentionKind.COMPARATOR and one.detail.get("area") for one in said)


def check_unsupported_changes(material: Material) -> Found:
    """Find directions that have no two numbers, no row of a table and no change that shows them."""
    found: list[Finding] = []
    sentences, shown = set[int](), {one.way.sentence for one in list_told(material)}
    for direction in list_unused(material):
        is_open = direction.detail.get("speed") or depends_on_year(material, direction)
        is_told = direction.sentence in shown and not is_open
        if is_told or direction.sentence in sentences or _is_shown(material, direction):
            continue
        sentences.add(direction.sentence)
        if (finding := _explain(material, direction)) is not None:
            found.append(finding)
    return found


def _is_shown(material: Material, direction: Mention) -> bool:
    """Tell whether something else judges this direction, or it says how good something is."""
    if _claims_nothing(material, direction) or _is_judged(material, direction):
        return True
    if _is_weighed(material, direction) or _is_told_before(material, direction):
        return True
    if is_headline(material, direction) and list_evidence(material, direction):
        return True
    if direction.detail.get("speed"):
        # How fast is shown by two changes, not by one.
        return False
    said = material.layout.mentions_of(direction.sentence)
    near = material.layout.neighbours(direction.sentence)
    if any(material.reading(one.index).has("evaluated") for one in near):
        return True
    is_compared = any(one.kind is MentionKind.COMPARATOR for one in said)
    is_clear = is_compared or not depends_on_year(material, direction)
    if is_clear and has_numbers_near(material, direction.sentence):
        return True
    behind = {direction.sentence, direction.sentence + 1, direction.sentence + 2}
    block = direction.block
    return any(one.direction.sentence in behind and one.direction.block == block for one in material.changes)


def _claims_nothing(material: Material, direction: Mention) -> bool:
    """Tell whether a sentence leaves a change open, tells it of others, of a kind or as a wish."""
    is_measured = not direction.detail.get("good") or _is_measured(material, direction)
    if not is_measured or direction.detail.get("hedged") or _is_frequency(material, direction):
        return True
    reading = material.reading(direction.sentence)
    is_held = reading.is_open or reading.is_reported or reading.is_conditional
    if is_held or reading.is_wish or reading.is_general:
        return True
    return _is_known(material, direction) or _is_no_change(material, direction)


def _is_judged(material: Material, direction: Mention) -> bool:
    """Tell whether a cause, a term, another area, a speed or a row of a table is what it is about."""
    if find_cases(material, direction) is not None:
        return True
    said = material.layout.mentions_of(direction.sentence)
    whole = material.sentence_words(direction.sentence)
    named = any(one.kind is MentionKind.SOURCE for one in said)
    told = any(one.kind in _TOLD_ELSEWHERE and (named or one.kind is not MentionKind.TERM) for one in said)
    if told or _has_area(said) or _ELSEWHERE.search(whole):
        return True
    if len(material.facts_in(direction.sentence)) > 1 and AREA.search(whole):
        return True
    if not direction.detail.get("speed") and any(one.detail.get("speed") for one in said):
        return True
    words = material.words(max(0, direction.start - 6), direction.end)
    is_own = not direction.detail.get("good") and _SELF.search(words)
    return bool(is_own or find_series(material, direction))


def _is_no_change(material: Material, direction: Mention) -> bool:
    """Tell whether the words say of which kind something is, run up damage, or stay level without a count."""
    if _is_kind(material, direction) or material.reading(direction.sentence).has("no_change"):
        return True
    return direction.value == 0 and not _names_count(material, direction)


def _is_weighed(material: Material, direction: Mention) -> bool:
    """Tell whether a heading over numbers says how things go, or names what rose beside what fell."""
    if not material.layout.is_heading(direction.sentence):
        return False
    said = material.layout.mentions_of(direction.sentence)
    heading = material.layout.heading_of(direction.sentence)
    ways = {one.value for one in said if one.kind is MentionKind.DIRECTION}
    is_general = bool(material.reading(direction.sentence).verdict)
    return (is_general or {1, -1} <= ways) and any(
        material.layout.heading_of(one.mention.sentence) == heading for one in material.facts
    )


def _is_kind(material: Material, direction: Mention) -> bool:
    """Een grotere gemeente heeft meer taken: what is so of a kind, not that it grew."""
    before = material.words(max(0, direction.start - 5), direction.start)
    is_kind = before.lower().endswith("een") and direction.quote.strip().lower().endswith("ere")
    return is_kind or bool(_GENERAL.match(material.sentence_words(direction.sentence)))


def _names_count(material: Material, direction: Mention) -> bool:
    """Tell whether a sentence that says that nothing changed names what can be counted, and no number."""
    said = material.layout.mentions_of(direction.sentence)
    if material.layout.is_heading(direction.sentence) and any(
        material.layout.heading_of(one.mention.sentence) == material.layout.heading_of(direction.sentence)
        for one in material.facts
    ):
        return False
    is_told = any(one.kind in NUMERIC for one in said)
    words = material.reading(direction.sentence).tags
    return not is_told and (
        any(one.kind is MentionKind.SUBJECT for one in said) or not words.isdisjoint(_COUNTABLE)
    )


_COUNTABLE = frozenset(
    {"aantal", "cijfer", "cijfers", "niveau", "<harm>", "<benefit>", "<feeling>", "<counted>"}
)
_GENERAL = re.compile(
    r"\W*(?:een|elke) \w+ere \w+ (?:heeft|is|krijgt|kent|vraagt|telt|vergt)\b", re.IGNORECASE
)


def _is_known(material: Material, direction: Mention) -> bool:
    """De daling valt samen met: a change that was told before, of which something else is said."""
    text = material.letter.text.text
    before = text[max(0, direction.start - 8) : direction.start]
    behind = text[direction.end : direction.end + 14]
    is_noun = _NOUN.fullmatch(direction.quote.strip().lower())
    return bool(is_noun and _THE.search(before) and not _OF.match(behind))


_NOUN = re.compile(r"daling|stijging|toename|afname|groei|krimp|dalingen|stijgingen")
_THE = re.compile(r"\b(?:de|deze|die)\s+$", re.IGNORECASE)
_OF = re.compile(r"\s*(?:van|in (?:het|de)|is|was|bedr|zet|gaat)\b", re.IGNORECASE)


def _is_measured(material: Material, direction: Mention) -> bool:
    """Better and safer are claims where something is meant that is measured: how safe people feel."""
    said = material.layout.mentions_of(direction.sentence)
    words = material.sentence_words(direction.sentence)
    subjects = {str(one.detail.get("subject")) for one in said if one.kind is MentionKind.SUBJECT}
    return bool(subjects & _MEASURED) or bool(_FEELS.search(words))


def _is_frequency(material: Material, direction: Mention) -> bool:
    """Twee keer gemeld en 5.700 mensen vaker: how often, not more often than before."""
    behind = material.letter.text.text[direction.end : direction.end + 1]
    before = material.words(material.sentence_span(direction.sentence).start, direction.start)
    return direction.quote.strip().lower() == "vaker" and behind in ".,;)" and " keer " in before


def _is_told_before(material: Material, direction: Mention) -> bool:
    """The change of the sentence before, told again for where it took place."""
    words = material.sentence_words(direction.sentence)
    return bool(_TOOK_PLACE.search(words)) and any(
        one.direction.sentence == direction.sentence - 1 and one.direction.block == direction.block
        for one in material.changes
    )


def _has_both(material: Material, sentence: int) -> bool:
    """Het waren er vijf, het is er nog één; van 140 naar 150 euro: both numbers stand in the sentence."""
    facts = material.facts_in(sentence)
    roles = {str(one.mention.detail.get("role")) for one in facts}
    words = material.sentence_words(sentence)
    told = [one for one in facts if one.mention.kind is MentionKind.NUMBER]
    bare = all(one.unit is None or one.unit not in words.lower() for one in told)
    was = not material.reading(sentence).tags.isdisjoint(("<past>",))
    return (
        {"from", "to"} <= roles
        or (len(told) == _TWO and bare and was)
        or bool(list_pairs(material.letter, facts))
    )


_TWO = 2


def _explain(material: Material, direction: Mention) -> Finding | None:
    if not direction.detail.get("speed") and _has_both(material, direction.sentence):
        return None
    numbers = [
        one
        for one in material.layout.mentions_of(direction.sentence)
        if one.kind in NUMERIC
        and (one.detail.get("role") or not _ABSTRACT.match(one.unit or ""))
        and not one.detail.get("duration")
    ]
    compared = [
        one for one in material.layout.mentions_of(direction.sentence) if one.kind is MentionKind.COMPARATOR
    ]
    words = material.words(direction.start, direction.end)
    span = material.sentence_span(direction.sentence)
    if direction.detail.get("speed"):
        if any(one.period for one in compared) or _THAN.match(material.letter.text.text, direction.end):
            return None
        return material.find(FindingKind.MISSING_COMPARATOR, span, _WHY_SPEED.format(words))
    if tells_tied_change(material, direction.sentence):
        return None
    is_bare = is_share_of_nothing(material, direction, numbers)
    if numbers and not compared and (is_bare or not names_period(material, direction)):
        printed = numbers[-1].quote.strip()
        why = (
            f"Er staat '{words}' met {printed}, maar niet vergeleken waarmee. "
            "Noem ook het eerdere getal en zijn jaar."
        )
        return material.find(FindingKind.MISSING_COMPARATOR, span, why)
    if numbers:
        return None
    if depends_on_year(material, direction) and not compared:
        why = (
            f"Er staat '{words}', maar niet vergeleken met welk jaar: dat maakt hier verschil. Noem dat jaar."
        )
        return material.find(FindingKind.MISSING_COMPARATOR, span, why)
    if _USUAL.match(material.letter.text.text, direction.end):
        why = f"Er staat '{words}' dan gewoon, maar niet hoeveel dat is. Noem beide getallen."
        return material.find(FindingKind.MISSING_COMPARATOR, span, why)
    why = f"Er staat '{words}', maar zonder aantallen. Noem het getal van nu en het getal van eerder."
    return material.find(FindingKind.CHANGE_WITHOUT_NUMBERS, Span(span.start, span.end), why)


_WHY_SPEED = (
    "Er staat '{}', maar niet sneller of minder snel dan welke periode. "
    "Noem de twee veranderingen die u vergelijkt."
)
_THAN = re.compile(r"\s+dan (?!voorheen|vroeger|eerst|eerder|toen|gewoonlijk)", re.IGNORECASE)
