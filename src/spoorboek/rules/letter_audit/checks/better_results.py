"""Does a promise ask less than what was reached already?"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from spoorboek.figures.dutch_numbers import decimals_of
from spoorboek.figures.period import Period
from spoorboek.rules.claims.verdict import VerdictCode
from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.checks.units import list_promised
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.meanings import list_tokens, tags_of
from spoorboek.rules.letter_audit.model import FindingKind, MentionKind
from spoorboek.rules.letter_audit.pairs import UNKNOWN_END, UNKNOWN_START
from spoorboek.rules.letter_audit.quantities import DURATIONS
from spoorboek.rules.letter_audit.series import plain
from spoorboek.rules.letter_audit.stems import is_same_thing, list_stems


def check_better_results(material: Material) -> Found:
    """Put promised numbers to the judge beside the last result in the same unit."""
    found: list[Asked] = []
    promises = {one.mention.start: one for one in list_promised(material)}
    promises |= {one.mention.start: one for one in _list_aimed(material)}
    # "Minimaal 90, te weten 60 hier en 30 daar": what the parts come to is promised.
    for promised in material.without_parts(list(promises.values())):
        if _PAST.search(material.sentence_words(promised.mention.sentence)):
            continue
        result = _find_result(material, promised)
        # "Het plan noemt er acht per jaar. In 2024 hielden we er negen": what was done on it is told.
        is_answer = (
            result is not None and promised.period is None and (result.mention.start > promised.mention.start)
        )
        if result is not None and not is_answer:
            found.append(_ask(material, promised, result))
    return found


def _list_aimed(material: Material) -> list[Fact]:
    """Return the numbers that a sentence calls a norm, an ambition or what is wanted."""
    return [
        one
        for one in material.facts
        if one.mention.kind in _AIMED
        and not material.layout.is_table(one.mention.sentence)
        and _AIM.search(_before(material, one))
    ]


def _before(material: Material, fact: Fact) -> str:
    start = material.sentence_span(fact.mention.sentence).start
    return re.split(r";", material.words(start, fact.mention.start))[-1]


_AIMED = (MentionKind.NUMBER, MentionKind.PERCENTAGE)
_PAST = re.compile(r"\b(?:hadden|had|was|beloofden|spraken|voorgenomen)\b", re.IGNORECASE)
_AIM = re.compile(
    r"\b(?:norm|ambitie|streven|streefwaarde|streefcijfer|"
    r"streefgetal|bovengrens|willen|doel|mikken|inzet|doelstelling|doelen|streefdoel|opgave|taakstelling|lat|"
    r"ondergrens|richtgetal|richtcijfer|plafond|maximum|minimum|(?:is|wordt|werd) gekozen voor|beogen|"
    r"beoogd\w*)\b",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"\b(?:hooguit|maximaal|ten hoogste|hoogstens|niet (?:hoger|meer) (?:is |zijn )?dan|onder de|"
    r"minder dan)(?: de)?$",
    re.I,
)


def _find_result(material: Material, promised: Fact) -> Fact | None:
    """Return the last result in the same unit over whole years before what is promised."""
    known = [
        one
        for one in material.facts
        if one.mention.kind is promised.mention.kind
        and (
            one.period is not None
            or _is_this_year(material, one)
            or _is_right_before(material, one, promised)
        )
        and is_comparable(material, one, promised)
        and one.mention != promised.mention
        and not _AIM.search(_before(material, one))
        and not material.layout.is_table(one.mention.sentence)
        and (
            one.mention.sentence == promised.mention.sentence
            or not material.layout.is_ahead(one.mention.sentence)
            or material.reading(one.mention.sentence).has("past")
        )
        and (one.period is None or promised.period is None or one.period.last < promised.period.first)
    ]
    # Of two of one year the one that is told last: "jaarlijks 140, in 2024 92".
    return max(known, key=_when_told) if known else None


def _when_told(fact: Fact) -> tuple[date, int]:
    return fact.period.last if fact.period else date.min, fact.mention.start


def _is_right_before(material: Material, one: Fact, promised: Fact) -> bool:
    """De naleving lag op 82%. Het doel voor volgend jaar is 75%."""
    is_next = (
        promised.mention.sentence - one.mention.sentence == 1 and one.mention.block == promised.mention.block
    )
    words = material.sentence_words(promised.mention.sentence)
    is_same = bool(one.unit) and is_same_thing(one.unit, promised.unit)
    is_kind = one.mention.kind is MentionKind.PERCENTAGE or (is_same and one.period is None)
    return is_next and bool(_NEXT_YEAR.search(words)) and is_kind


_NEXT_YEAR = re.compile(r"\b(?:volgend|komend) (?:school)?jaar\b|\b(?:in|voor) 20\d\d\b", re.IGNORECASE)


def _is_this_year(material: Material, fact: Fact) -> bool:
    return bool(_THIS_YEAR.search(_before(material, fact)))


_THIS_YEAR = re.compile(r"\b(?:dit|afgelopen|vorig|het afgelopen) jaar\b", re.IGNORECASE)


def _is_most(material: Material, promised: Fact) -> bool:
    if (promised.unit or "-").split()[-1] in DURATIONS:
        # How long something takes is to become shorter.
        return True
    before = _before(material, promised)
    tags = frozenset().union(*(one.tags for one in list_tokens(before)))
    return bool(promised.mention.detail.get("at_most") or _AT_MOST.search(before) or tags & _TO_LOWER)


_TO_LOWER = frozenset({"<curb>", "<fall>"})
"""Terugbrengen tot: what is to become less may be at most so much."""


_IS_DONE = re.compile(r"(?:ge\w+|\w{2,5}ge\w+)(?:en|d|t)$")
"""What counts as a unit and is a verb: in 2024 zijn dat er 371 geworden; ongevallen is none."""


_OF_THAT = re.compile(r"\b(?:er|dat|die|dit)\b", re.IGNORECASE)


def is_comparable(material: Material, result: Fact, promised: Fact) -> bool:
    """Tell whether a result can be of what was promised: the same unit, or near it and no unit said."""
    if (
        result.unit
        and promised.unit
        and not (_IS_DONE.match(result.unit) and "<harm>" not in tags_of(result.unit))
        and result.mention.kind is MentionKind.NUMBER
    ):
        return is_same_thing(result.unit, promised.unit)
    if promised.unit and result.mention.kind is MentionKind.NUMBER:
        # Without a unit a number is of what was promised when its sentence says so: er, or by name.
        words = material.sentence_words(result.mention.sentence)
        if not _OF_THAT.search(words) and not list_stems(words) & list_stems(promised.unit):
            return False
    return result.mention.block == promised.mention.block and (
        abs(result.mention.sentence - promised.mention.sentence) <= 1
    )


def _ask(material: Material, promised: Fact, result: Fact) -> Asked:
    period = result.period
    if period is not None and not period.is_one_year and period.first.year == period.last.year:
        # Eind 2024 zijn het er al 38: what the year came to.
        period = Period.year(period.last.year)
    aimed = promised.period if promised.period and promised.period.is_one_year else None
    if aimed is None and period is not None:
        aimed = period.year(period.last.year + 1)
    if period is None and aimed is not None:
        period = aimed.previous()
    if period is None or aimed is None:
        period, aimed = UNKNOWN_START, UNKNOWN_END
    entry: dict[str, Any] = {
        "claim": "states",
        "words": material.sentence_words(promised.mention.sentence),
        "kind": "rate" if decimals_of(promised.value) or decimals_of(result.value) else "count",
        "source_type": "operational",
        "points": [{"period": str(period), "value": plain(result.value), "unit": "aantal"}],
        "target": {
            "value": plain(promised.value),
            "unit": "aantal",
            "period": str(aimed),
            "direction": "at_most" if _is_most(material, promised) else "at_least",
        },
    }
    kinds: dict[VerdictCode, FindingKind | None] = {
        VerdictCode.TARGET_WORSE_THAN_RESULT: FindingKind.TARGET_WORSE_THAN_RESULT,
        VerdictCode.SUPPORTED: None,
    }
    return Asked(material.span_of(promised.mention), entry, kinds)
