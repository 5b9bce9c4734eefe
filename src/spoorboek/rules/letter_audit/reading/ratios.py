"""The two numbers to which a ratio is tied: a part and a whole, or one before and one after.

A ratio is tied to its inputs by how the sentence is made (it follows from them, it stands beside them, it has
their base), never by which words stand there. What is not tied is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import MentionKind
from spoorboek.rules.letter_audit.quantities import DURATIONS
from spoorboek.rules.letter_audit.reading.ratio_changes import tells_before_and_after
from spoorboek.rules.letter_audit.reading.ratio_inputs import Inputs, may_be_parts
from spoorboek.rules.letter_audit.reading.ratio_words import says
from spoorboek.rules.letter_audit.reading.roles import Role, find_roles
from spoorboek.rules.letter_audit.reading.said_ratios import IN_FULL, JUST_OPENED, OF_THEM, Made, SaidRatio
from spoorboek.rules.letter_audit.stems import list_stems

_HUNDRED = Decimal(100)
_PAIR = 2


def find_parts(said: SaidRatio) -> Made | None:
    """Return the part and the whole to which a share is tied.

    Parameters: ``said``. Returns None when it is not tied to two numbers. Errors: none.
    """
    chosen = _choose_pool(said, without_others(said))
    if not chosen or len(chosen) > _PAIR + 3:
        return None
    pool = [one for one in chosen if one.mention.kind is _kind_near(said, chosen)]
    if len(pool) > _PAIR:
        # "Ruim tweehonderd, om precies te zijn 224": the first is the second.
        pool = [one for one in pool if not one.mention.detail.get("about")] or pool
    if len(pool) < _PAIR:
        return None
    whole, part = _choose_pair(said, pool)
    if part is None or not whole.value:
        return None
    percentage = Decimal(part.value) / Decimal(whole.value) * _HUNDRED
    is_left = said.is_left_over or said.is_rest
    pool = pool if part.mention.sentence == said.sentence or not _is_named(part, said) else [part, whole]
    is_behind = part.mention.start > said.fact.mention.end and part.mention.sentence == said.sentence
    is_tied = said.is_linked or said.is_beside or said.is_rate or is_behind or said.is_left_over
    percentage = _HUNDRED - percentage if is_left else percentage
    return Made(percentage, part, whole, tuple(pool), is_loose=not is_tied)


def _is_named(part: Fact, said: SaidRatio) -> bool:
    """Tell whether a sentence names a part that was told before it: 51 van de politie; de politie."""
    return bool(list_stems(" ".join(part.own.tail.split()[:4])) & list_stems(said.words))


def without_others(said: SaidRatio) -> Inputs:
    """Return the numbers without those of another time, and without what is left beside the part."""
    inputs, whole = said.inputs, find_whole_behind(said)
    own = [one for one in inputs.own if _may_divide(one)]
    if any(not one.own.when for one in own):
        own = [one for one in own if one.own.when >= 0]
    has_rest = any(Role.REST in find_roles(one.own) for one in own)
    if has_rest and (inputs.before or len(own) > _PAIR):
        own = [one for one in own if Role.REST not in find_roles(one.own) or one is whole]
    others = (tuple(one for one in facts if _may_divide(one)) for facts in inputs.groups[1:])
    return Inputs(tuple(own), *others)


def find_whole_behind(said: SaidRatio) -> Fact | None:
    """Return the number of which a share is told as such: twee derde van de overige 93 bedrijven.

    Parameters: ``said``. Errors: none.
    """
    text, end = said.material.letter.text.text, said.fact.mention.end
    behind = (one for one in said.inputs.own if one.mention.start >= end)
    first = next(behind, None)
    return first if first and IN_FULL.fullmatch(text[end : first.mention.start]) else None


def _may_divide(fact: Fact) -> bool:
    """Tell whether a number can be a part or a whole: no share of a thing, no time."""
    is_whole_number = fact.mention.kind is not MentionKind.NUMBER or fact.value == int(fact.value)
    unit = (fact.unit or "-").split()[-1]
    return is_whole_number and (unit not in DURATIONS or unit in ("uur", "uren"))


def _kind_near(said: SaidRatio, pool: Sequence[Fact]) -> MentionKind:
    return min(pool, key=lambda one: abs(one.mention.start - said.fact.mention.start)).mention.kind


def _choose_pool(said: SaidRatio, inputs: Inputs) -> tuple[Fact, ...]:
    """Return the numbers of which it is a ratio: of its sentence, with those before it as it needs them."""
    own = inputs.own
    is_tied = said.is_linked or said.is_rate or said.is_left_over or said.is_rest or said.is_beside
    is_tied = is_tied or _is_told_in_full(said, own) or bool(_list_absolute(inputs))
    if said.is_said_again or (said.base and not is_tied and not _knows_base(said, inputs)):
        return ()
    if inputs.before and _OF_IT.search(said.words) and (beside := _list_beside(said, own)):
        # "110 casussen. De helft ervan betrof geweld (55), 22 gingen over": of what was told before.
        return (*inputs.before, *beside)
    if len(own) >= _PAIR:
        if tells_before_and_after(said.material, own):
            return ()
        return own if is_tied or said.base is not None else ()
    before = (*inputs.earlier, *inputs.before)
    if own and (is_tied or OF_THEM.search(own[0].own.masked)):
        return (*before, *own) if before else (*own, *_list_absolute(inputs))
    if own:
        return ()
    is_whole = len(inputs.before) >= _PAIR and not OF_THEM.search(inputs.before[0].own.masked)
    nearest = inputs.before if is_whole else before or _list_behind(said, inputs)
    is_of_pair = len(nearest) == _PAIR and (said.is_rate or said.is_rest or _goes_on(said, nearest))
    return nearest if said.is_linked or said.is_left_over or is_of_pair else ()


def _list_beside(said: SaidRatio, own: Sequence[Fact]) -> list[Fact]:
    """Return the number of its sentence that stands nearest to a ratio, if it has any."""
    place = said.fact.mention.start
    return sorted(own, key=lambda one: abs(one.mention.start - place))[:1]


_OF_IT = re.compile(r"# (?:ervan|daarvan|hiervan|van hen|van deze|van die)\b")


def _list_behind(said: SaidRatio, inputs: Inputs) -> tuple[Fact, ...]:
    """Return a whole and its part that stand behind a share of it: half of them. Of the 64 there were 24."""
    units = " ".join(f"{one.unit or ''} {' '.join(one.own.lead.split()[-2:])}" for one in inputs.after)
    is_divided = len(inputs.after) == _PAIR and inputs.after[0].own.lead.startswith("van ")
    return inputs.after if is_divided and said.has_base_in(units) else ()


def _goes_on(said: SaidRatio, facts: Sequence[Fact]) -> bool:
    """Tell whether a share is one of a whole that was divided right before it: one in four times, of them."""
    is_divided = any(Role.WHOLE in find_roles(one.own) or OF_THEM.search(one.own.masked) for one in facts)
    return is_divided and said.base is not None and not said.restates_whole


def _is_told_in_full(said: SaidRatio, own: Sequence[Fact]) -> bool:
    """Tell whether its two numbers stand in the sentence as such: zes op de tien winkels (88 van de 220)."""
    text, end = said.material.letter.text.text, said.fact.mention.end
    if len(own) == _PAIR and IN_FULL.fullmatch(text[own[0].mention.end : own[1].mention.start]):
        return True
    behind = [one.mention for one in own if one.mention.start >= end]
    if len(behind) < _PAIR:
        return False
    one, two = behind[:_PAIR]
    gap = text[one.end : two.start]
    if IN_FULL.fullmatch(gap):
        return bool(JUST_OPENED.search(text[end : one.start]))
    return bool(IN_FULL.fullmatch(text[end : one.start]) and JUST_OPENED.search(gap))


def are_joined(said: SaidRatio, facts: Sequence[Fact]) -> bool:
    """Tell whether two numbers are told as one group and another: 80 vrijwilligers en 20 beroepskrachten.

    Parameters: ``said``; ``facts``. Errors: none.
    """
    one, two = (*facts, *facts)[:_PAIR]
    gap = said.material.letter.text.text[one.mention.end : two.mention.start]
    return len(facts) == _PAIR and bool(_AND.fullmatch(gap))


_AND = re.compile(r"[^.,;#]{0,40}\sen\s(?:\w+\s)?")


def is_divided_behind(said: SaidRatio) -> bool:
    """Tell whether a whole stands before a share and its part in full behind it.

    Parameters: ``said``. Errors: none.
    """
    own, place = said.inputs.own, said.fact.mention.start
    is_whole = any(Role.WHOLE in find_roles(one.own) for one in own if one.mention.start < place)
    return is_whole and any(says("linked", one.own.lead) for one in own if one.mention.start > place)


def _list_absolute(inputs: Inputs) -> tuple[Fact, ...]:
    """Return the number behind a ratio that says it in full: in absolute aantallen 240."""
    return tuple(one for one in inputs.after if says("absolute", one.own.masked))[:1]


def _knows_base(said: SaidRatio, inputs: Inputs) -> bool:
    places = {one.mention.sentence for one in (*inputs.own, *inputs.before, *inputs.earlier)}
    units = " ".join(one.unit or "" for one in inputs.all)
    words = " ".join(said.material.sentence_words(at) for at in places if at != said.sentence)
    own = " ".join(f"{one.own.lead} {one.own.tail}" for one in inputs.own)
    return said.has_base_in(f"{words} {units} {own}")


def _choose_pair(said: SaidRatio, pool: Sequence[Fact]) -> tuple[Fact, Fact | None]:
    """Return the whole, as its words tell it or else the largest, and the part nearest to the ratio."""
    behind = find_whole_behind(said)
    wholes = [one for one in pool if one is behind] or [
        one for one in pool if Role.WHOLE in find_roles(one.own)
    ]
    whole = max(wholes or pool, key=lambda one: one.value)
    place = said.fact.mention.start
    parts = [one for one in pool if one.value < whole.value and may_be_parts(one, whole)]
    if len(parts) > 1 and parts[-1].mention.sentence < said.sentence:
        # Van de 112 kwamen er 51 van de politie, 38 van ... De politie is goed voor ruim de helft: those 51.
        parts = [one for one in parts if _is_named(one, said)] or parts
    return whole, min(parts, key=lambda one: abs(one.mention.start - place), default=None)


def find_far_parts(said: SaidRatio) -> Made | None:
    """Return the part and the whole that a share names, wherever the letter told how the whole is divided.

    Parameters: ``said``. Returns None when there is not one such pair. Errors: none.
    """
    if not said.base or said.inputs.own:
        return None
    found = []
    for passage in said.material.passages:
        for whole in passage.counts:
            lead = whole.fact.own.lead.split()[-2:]
            if not said.has_base_in(f"{whole.fact.unit or ''} {' '.join(lead)}"):
                continue
            near = [one.fact for one in passage.in_sentence(whole.sentence) if one.index > whole.index]
            parts = [one for one in near if _is_named(one, said) and one.value < whole.fact.value]
            if len(near) >= _PAIR and len(parts) == 1 and parts[0].mention.kind is whole.fact.mention.kind:
                found.append((whole.fact, parts[0]))
    if len(found) != 1:
        return None
    whole_fact, part = found[0]
    percentage = Decimal(part.value) / Decimal(whole_fact.value) * _HUNDRED
    return Made(percentage, part, whole_fact, (part, whole_fact))
