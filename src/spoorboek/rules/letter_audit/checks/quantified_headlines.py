"""Does a heading or conclusion that says all, none or most of something fit the parts told under it?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.reading.accounts import is_named
from spoorboek.rules.letter_audit.reading.answers import Answer, list_answers
from spoorboek.rules.letter_audit.sentence_reading import Reading
from spoorboek.rules.letter_audit.stems import list_stems

_HALF, _ALL = Decimal(50), Decimal(100)
_FEW = Decimal(34)
_LONGEST = 14
_NAMED = frozenset({"<target>", "<part_of_plan>", "<plan>", "<measure>"})
_DONE = "<carry_out:done>"


def check_quantified_headlines(material: Material) -> Found:
    """Find headings that say all, never or most where the parts told under them say otherwise."""
    found: list[Finding] = []
    for sentence in material.letter.sentences:
        place = sentence.index
        is_heading = material.layout.is_heading(place)
        reading = material.reading(place)
        if material.layout.is_table(place) or not (is_heading or _concludes(material, place, reading)):
            continue
        if reading.is_question or reading.is_conditional or reading.has("limits"):
            continue
        facts, blocks = _list_under(material, place, is_heading=is_heading)
        why = _find_fault(reading, list_answers(material, facts, blocks), facts, material)
        if why is not None:
            span = material.sentence_span(place)
            found.append(
                material.find(FindingKind.UNSUPPORTED_HEADLINE, span, why, severity=Severity.CONCLUSION)
            )
    return found


def _concludes(material: Material, place: int, reading: Reading) -> bool:
    is_short = len(reading.words.split()) <= _LONGEST
    return is_short and reading.has("concludes") and not material.facts_in(place)


def _list_under(material: Material, place: int, *, is_heading: bool) -> tuple[list[Fact], list[int]]:
    layout = material.layout
    if not is_heading:
        near = [one.index for one in layout.neighbours(place)]
        return [fact for one in near for fact in material.facts_in(one)], []
    heading = layout.heading_of(place)
    facts = [one for one in material.facts if layout.heading_of(one.mention.sentence) == heading]
    return facts, [one.block for one in material.grids if layout.is_under(one.block, heading)]


def _find_fault(
    reading: Reading, answers: Sequence[Answer], facts: Sequence[Fact], material: Material
) -> str | None:
    names = _list_names(reading)
    if reading.has("says_all"):
        return _find_short(reading, names, answers)
    if reading.has("says_never") and (fault := _find_some(names, answers)):
        return fault
    if reading.has("says_none") or reading.has("says_gone"):
        return _find_trouble(reading, facts, material)
    if reading.has("says_most"):
        return _find_fewer(names, answers)
    if reading.has("says_few"):
        own = [one for one in _list_matching(names, answers) if one.share > _FEW]
        return f"De kop zegt dat het er weinig zijn; eronder staat {own[0].printed}." if own else None
    if reading.has("says_mainly") or reading.has("felt_by_all"):
        return _find_fewer(names, answers, needs_larger=True)
    return None


def _list_names(reading: Reading) -> frozenset[str]:
    """Return the stems of what a heading says, without how much of it and of whom."""
    left = {"<people>", "<quantity>", "<somebody>"}
    return list_stems(" ".join(one.word for one in reading.tokens if one.tags.isdisjoint(left)))


def _list_matching(names: Collection[str], answers: Sequence[Answer]) -> list[Answer]:
    return [one for one in answers if not one.is_denied and is_named(names, _list_own(names, one))]


def _list_own(names: Collection[str], answer: Answer) -> set[str]:
    """Return the stems that say which part it is; ontevreden is no kind of tevreden."""
    own = list_stems(answer.reading.words) - list_stems(answer.of)
    return {one for one in own if one.removeprefix("on") == one or one.removeprefix("on") not in names}


def _find_short(reading: Reading, names: frozenset[str], answers: Sequence[Answer]) -> str | None:
    """Alle afspraken nagekomen: a part that was done and is not the whole, or a part that was not."""
    for one in answers:
        if not 0 < one.share < _ALL or not _is_about(reading, one):
            continue
        is_done = _DONE in one.reading.tags and bool({_DONE, "<all_done>"} & reading.tags)
        is_same = is_named(names - list_stems(one.of), list_stems(one.reading.words) - list_stems(one.of))
        if one.is_denied or is_done or is_same:
            return f"De kop zegt dat het om alles gaat; eronder staat {one.printed}. Pas de kop aan."
    return None


def _is_about(reading: Reading, answer: Answer) -> bool:
    """Tell whether the whole of an answer is what a heading speaks of."""
    if "iedereen" in reading.tags and "<people>" in Reading(answer.of).tags:
        return True
    if not answer.of or is_named(list_stems(reading.words), list_stems(answer.of)):
        return True
    return bool(reading.tags & _NAMED) and bool(Reading(answer.of).tags & _NAMED)


def _find_some(names: Collection[str], answers: Sequence[Answer]) -> str | None:
    """Never: where more than one outcome was told, it was not always the same."""
    for group in dict.fromkeys(one.group for one in answers):
        own = [one for one in answers if one.group == group and one.share > 0]
        is_spread = group < 0 and len(own) > 1
        after_all = [one for one in own if one.reading.has("after_all")]
        if is_spread or after_all:
            printed = (after_all or sorted(own, key=lambda one: one.share))[0].printed
            return f"De kop zegt nooit of altijd; eronder staat {printed}. Pas de kop aan."
    return None


def _find_trouble(reading: Reading, facts: Sequence[Fact], material: Material) -> str | None:
    """Geen ongelukken, inbraak uitgebannen: of what is said not to be there something was counted."""
    names = frozenset(stem for one in reading.tokens if "<harm>" in one.tags for stem in list_stems(one.word))
    if not names:
        return None
    counted = [
        one
        for one in facts
        if one.mention.kind is MentionKind.NUMBER and not one.is_mark and _counts(one, names, material)
    ]
    latest = max((one.period.last for one in counted if one.period), default=None)
    now = [one for one in counted if latest is None or one.period is None or one.period.last == latest]
    if not now or any(one.value == 0 for one in now):
        return None
    printed = f"{now[0].mention.quote.strip()} {now[0].unit or ''}".strip()
    return f"De kop zegt dat dit er niet is; eronder staan {printed}. Pas de kop aan."


def _counts(fact: Fact, names: Collection[str], material: Material) -> bool:
    if fact.mention.detail.get("duration"):
        return False
    if fact.unit and is_named(names, list_stems(fact.unit)):
        return True
    words = (
        f"{fact.own.masked} {fact.mention.detail.get('row') or ''} {fact.mention.detail.get('column') or ''}"
    )
    return is_named(names, list_stems(words)) or (
        "<harm>" in Reading(fact.own.tail).tags and "<people>" in Reading(fact.unit or "").tags
    )


def _find_fewer(
    names: Collection[str], answers: Sequence[Answer], *, needs_larger: bool = False
) -> str | None:
    """A majority that is no half, or what is said to come first and is told less often than the rest."""
    own = _list_matching(names, answers)
    if not own:
        groups = {one.group for one in answers}
        small = answers and len(groups) == 1 and all(one.share < _HALF for one in answers)
        if needs_larger or not small or len(answers) < 2:
            return None
        own = [max(answers, key=lambda one: one.share)]
    best = max(own, key=lambda one: one.share)
    others = [one for one in answers if one.group == best.group and one not in own]
    is_less = any(one.share > sum(each.share for each in own) for one in others)
    if best.share >= _HALF or (needs_larger and not is_less):
        return None
    return f"De kop zegt dat dit het meeste is; eronder staat {best.printed}. Pas de kop aan."
