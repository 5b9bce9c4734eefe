"""Whether a number is told as what became of an agreement that counted something else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.meanings import tags_of
from spoorboek.rules.letter_audit.model import MentionKind
from spoorboek.rules.letter_audit.reading.conclusions import TIME, Clause
from spoorboek.rules.letter_audit.reading.counted import (
    Counted,
    is_derived,
)
from spoorboek.rules.letter_audit.reading.measures import (
    list_patterns,
    sort_of,
)
from spoorboek.rules.letter_audit.stems import list_stems

_PAIR = 2
_FAR = 3
_ROOT = 6


def is_asked(material: Material, one: Counted) -> bool:
    """Tell whether a number is what was agreed, by its own words, else by those of its sentence."""
    if one.fact is None:
        return False
    own = one.fact.own
    if one.noun and (list_patterns("agreed").fullmatch(one.noun) or "<part_of_plan>" in tags_of(one.noun)):
        return False
    if list_patterns("asked").search(own.lead):
        return True
    if list_patterns("asked").search(own.tail):
        # "Met achttien panden zitten we boven het doel": the doel is named where it is said to be reached.
        return not any(list_patterns(name).search(own.tail) for name in ("reached", "reached_perhaps"))
    alone = len(material.facts_in(one.sentence)) == 1
    return alone and bool(list_patterns("asked").search(material.sentence_words(one.sentence)))


def answers(material: Material, one: Counted, wanted: Counted, told: Counted) -> bool:
    """Tell whether another number tells of what was agreed, or is what was agreed of what is told."""
    if one in (wanted, told):
        return False
    if one.is_like(wanted) or (one.is_like(told) and is_asked(material, one)):
        return True
    # "Er zijn er elf gehouden" counts what was agreed right before it.
    is_bare = one.noun is None and one.rate is None and one.fact is not None
    if not is_bare or one.start < wanted.start or one.sentence - wanted.sentence > 1:
        return False
    return material.facts_in(one.sentence)[0] is one.fact or one.sentence == wanted.sentence


def find_first_result(counted: Sequence[Counted], wanted: Counted, told: Counted) -> int:
    """Return where the results begin: elf controledagen, waarop 46 bedrijven zijn bezocht."""
    results = [one for one in counted if wanted.start < one.start <= told.start and one.is_unlike(wanted)]
    said = {(one.value, one.noun) for one in results}
    again = [
        one.start for one in counted if (one.value, one.noun) in said and told.sentence - one.sentence <= _FAR
    ]
    return min(again, default=told.start)


def tells_reached(material: Material, clause: Clause, wanted: Counted, told: Counted) -> bool:
    """Tell whether a clause says that what was agreed was reached, missed or passed with what was done.

    Parameters: ``material``; ``clause``; ``wanted`` and ``told``, the two numbers. Errors: none.
    """
    agreed = list_patterns("agreed").search(clause.words) or list_patterns("back").search(clause.words)
    weakly = agreed and list_patterns("reached_perhaps").search(clause.words)
    if not (list_patterns("reached").search(clause.words) or weakly):
        return False
    if clause.sentence - told.sentence > 1 and not agreed:
        return False
    if _is_spent(told) or _is_spent(wanted) or not (sort_of(wanted.noun or "") or sort_of(told.noun or "")):
        return False
    following = [each for each in clause.facts if each.mention.start not in (wanted.start, told.start)]
    counts = [each for each in following if each.mention.kind is MentionKind.NUMBER and not is_derived(each)]
    return not any(each.value > _PAIR and each.value != abs(wanted.value - told.value) for each in counts)


_SPENT = re.compile(r"\b(?:in|binnen|na|over|gedurende|sinds|tijdens|op|verspreid over)(?: de)? $")


def _is_spent(told: Counted) -> bool:
    """Over drie avonden, in 52 weken: in how long, no result."""
    if sort_of(told.noun or "") not in TIME or told.fact is None:
        return False
    return bool(_SPENT.search(told.fact.own.lead))


def is_near(material: Material, clause: Clause, wanted: Counted, told: Counted) -> bool:
    """Tell whether what is told can be meant to keep the promise: it stands near it, or shares a word."""
    if "keer" in (wanted.noun, told.noun) and _is_same_verb(material, wanted, told):
        return False
    low, high = sorted((wanted.value, told.value))
    if told.start < wanted.start and high > _PAIR * low:
        return False
    if abs(wanted.sentence - told.sentence) <= 1 or list_patterns("agreed").search(clause.words):
        return True
    words = [list_stems(material.sentence_words(one.sentence)) for one in (wanted, told)]
    return bool(words[0] & words[1])


def _is_same_verb(material: Material, wanted: Counted, told: Counted) -> bool:
    """Dertig keer controleren, 22 controles: how often it is done is how many there are."""
    first, second = (list_stems(material.sentence_words(one.sentence)) for one in (wanted, told))
    return any(one[:_ROOT] == other[:_ROOT] for one in first for other in second if len(one) >= _ROOT)
