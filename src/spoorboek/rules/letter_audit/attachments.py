"""Tying together what stands in one sentence: numbers to periods, words of change to doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spoorboek.figures.errors import PeriodError
from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.lexicon import Lexicon
from spoorboek.rules.letter_audit.model import MentionKind, Spot

_AFTER = re.compile(
    r"\s*(?:(?!(?:en|dan|als|toen|tegen|naar|hoger|lager)\s)[^\W\d_][\w'’-]*\s+){0,4}?"
    r"\(?(?:in|over|per|tot en met|eind|begin|voor|van(?:\s+heel)?)\s+"
    r"(?:het\s+jaar\s+|heel\s+|de\s+)?"
)
_SINCE = re.compile(r"(?<!\w)(?:sinds|vanaf)\s+(?:de\s+start\s+in\s+)?$")
_BRACKET = re.compile(r"\s*(?:jaar\s*)?[(:]\s*(?:nog\s+|ruim\s+|circa\s+|ongeveer\s+)?")
_MOST_SPOTS = 60
"""In one sentence; what mentions more is a list without layout and ties nothing together."""
_HELD = (MentionKind.NUMBER, MentionKind.AMOUNT, MentionKind.PERCENTAGE, MentionKind.SHARE, MentionKind.RANGE)


@dataclass(frozen=True, slots=True)
class Context:
    """What a sentence inherits: the period and the promise of the lines that lead in to it."""

    period: Period | None = None
    source_period: Period | None = None
    promises: bool = False


def attach(spots: Sequence[Spot], lowered: str, lexicon: Lexicon, context: Context) -> list[Spot]:
    """Return the spots of one sentence, each with what the others say about it.

    Parameters: ``spots`` in order; ``lowered``, the words of the block in small letters; ``lexicon``;
    ``context``. Errors: none.
    """
    if len(spots) > _MOST_SPOTS:
        return list(spots)
    kept = [spot for spot in spots if _means_something(spot, spots, lowered)]
    return [_attach_one(spot, kept, lowered, lexicon, context) for spot in kept]


def _means_something(spot: Spot, spots: Sequence[Spot], lowered: str) -> bool:
    """Tell whether a word of flow or of totals stands beside a number; else it says something else."""
    if spot.kind not in (MentionKind.CARRIED_OVER, MentionKind.TOTAL):
        return True
    words = lowered[spot.start : spot.end]
    if spot.kind is MentionKind.CARRIED_OVER and " " in words and spot.detail["role"] != "opened":
        return True
    if lowered.startswith(" met ", spot.end) and words == "samen":
        return False
    before, after = (30, 12) if spot.kind is MentionKind.CARRIED_OVER else (45, 60)
    return any(
        s.kind in _HELD and (-after <= spot.start - s.end <= before or 0 <= s.start - spot.end <= after)
        for s in spots
    )


def _attach_flow(spot: Spot, spots: Sequence[Spot], lowered: str) -> Spot:
    """Give a word of flow its number and the year that it names: "8 doorlopend uit 2022"."""
    number = next(
        (s for s in reversed(spots) if s.kind is MentionKind.NUMBER and 0 <= spot.start - s.end <= 30), None
    )
    period = next(
        (s.period for s in spots if s.kind is MentionKind.PERIOD and 0 <= s.start - spot.end <= 4), None
    )
    value = number.value if number else None
    unit = number.unit if number else None
    return replace(spot, value=value, unit=unit, period=period)


def _attach_one(spot: Spot, spots: Sequence[Spot], lowered: str, lexicon: Lexicon, context: Context) -> Spot:
    if spot.kind in _HELD:
        return _attach_period(spot, spots, lowered, context)
    if spot.kind is MentionKind.DIRECTION:
        return _attach_direction(spot, spots, lowered, lexicon, context.promises)
    if spot.kind is MentionKind.CAUSAL:
        return _attach_doubt(spot, spots)
    if spot.kind is MentionKind.CARRIED_OVER:
        return _attach_flow(spot, spots, lowered)
    if spot.kind is MentionKind.STRENGTH:
        near = any(s.kind is MentionKind.DIRECTION and abs(s.start - spot.start) < 60 for s in spots)
        return replace(spot, detail={**spot.detail, "near_direction": near})
    if spot.kind is MentionKind.TARGET:
        return _attach_target(spot, spots, lowered, lexicon)
    return spot


def _with_period(spot: Spot, period: Period | None, how: str) -> Spot:
    return replace(spot, period=period, detail={**spot.detail, "period_from": how}) if period else spot


def _attach_period(spot: Spot, spots: Sequence[Spot], lowered: str, context: Context) -> Spot:
    periods = [p for p in spots if p.kind is MentionKind.PERIOD and p.period]
    compared = [c for c in spots if c.kind is MentionKind.COMPARATOR]
    for period in periods:
        gap = lowered[spot.end : period.start]
        if period.start >= spot.end and (_AFTER.fullmatch(gap) or re.fullmatch(r"\s*\(", gap)):
            return _with_period(spot, period.period, "after")
        if period.end <= spot.start and _is_bracketed(period, spot, compared, lowered):
            return _with_period(spot, period.period, "before")
    plain = [p for p in periods if not any(c.start <= p.start < c.end for c in compared)]
    role = spot.detail.get("role")
    if role == "from":
        return _attach_from(spot, plain, compared, lowered)
    since = [p for p in plain if _SINCE.search(lowered[max(0, p.start - 40) : p.start])]
    if role == "to" and since == plain:
        return spot
    before = [p for p in plain if p.end <= spot.start and not _is_closed(lowered[p.end : spot.start])]
    if before and not _has_other_side(before[-1], spot, lowered):
        return _with_period(spot, before[-1].period, "before")
    is_other = len(plain) == 1 and plain[0].start >= spot.end and ";" in lowered[spot.end : plain[0].start]
    if len(plain) == 1 and not is_other:
        return _with_period(spot, plain[0].period, "sentence")
    if not plain and role == "to" and context.source_period:
        return _with_period(spot, context.source_period, "source")
    if not plain and not periods and context.period:
        return _with_period(spot, context.period, "lead")
    return spot


def _is_bracketed(period: Spot, spot: Spot, compared: Sequence[Spot], lowered: str) -> bool:
    """Tell whether a number stands behind its year: "2022 (310)"; "dan in 2022: 88" is no such."""
    between = lowered[period.end : spot.start]
    if ":" in between and any(c.start <= period.start < c.end for c in compared):
        return False
    return bool(_BRACKET.fullmatch(between))


def _is_closed(between: str) -> bool:
    """Tell whether the brackets around a period close before the number."""
    return between.count(")") > between.count("(")


def _has_other_side(period: Spot, spot: Spot, lowered: str) -> bool:
    """Tell whether "in 2023 naar" parts the period from the number."""
    return bool(re.search(r"(?<!\w)(?:naar|tegen|tegenover)\b", lowered[period.end : spot.start]))


def _attach_from(spot: Spot, plain: Sequence[Spot], compared: Sequence[Spot], lowered: str) -> Spot:
    stated = next((c.period for c in compared if c.period), None)
    if stated:
        return _with_period(spot, stated, "comparator")
    if len(plain) == 1 and plain[0].period and plain[0].period.is_one_year:
        if _SINCE.search(lowered[max(0, plain[0].start - 40) : plain[0].start]):
            return _with_period(spot, plain[0].period, "sentence")
        try:
            return _with_period(spot, plain[0].period.previous(), "year_before")
        except PeriodError:
            return spot
    if len(plain) == 2:
        return _with_period(spot, plain[0].period, "sentence")
    return spot


def _attach_doubt(spot: Spot, spots: Sequence[Spot]) -> Spot:
    hedged = any(s.kind is MentionKind.HEDGE for s in spots)
    return replace(spot, detail={**spot.detail, "hedged": hedged})


def _attach_direction(
    spot: Spot, spots: Sequence[Spot], lowered: str, lexicon: Lexicon, wanted: bool
) -> Spot:
    detail = dict(spot.detail)
    detail["hedged"] = any(s.kind is MentionKind.HEDGE for s in spots)
    words = lowered[max(0, spot.start - 40) : spot.start]
    near = words.rsplit(",", 1)[-1].split()[-4:]
    if any(lexicon["negation"].fullmatch(word) for word in near):
        detail["negated"] = True
    if _NOT_BEHIND.match(lowered, spot.end) or _NO_QUESTION.match(lowered, spot.end):
        detail["negated"] = True
    before = lowered[max(0, spot.start - 150) : spot.start].rsplit(". ", 1)[-1]
    if (
        wanted
        or re.search(r"(?<!\w)te\s+$", lowered[max(0, spot.start - 4) : spot.start])
        or _is_wanted(before)
    ):
        detail["intended"] = True
    area = next(
        (s.detail["area"] for s in spots if s.kind is MentionKind.COMPARATOR and "area" in s.detail), None
    )
    if area:
        detail["compares"] = area
    return replace(spot, detail=detail)


_NOT_BEHIND = re.compile(r"\s+(?:\w+\s+){0,2}niet(?=[\s.,;:])(?!\s+(?:meer|alleen|langer))")
_NO_QUESTION = re.compile(r"\s+(?:is|was|kan|blijkt|bleek)\b[^.;,]{0,30}\bgeen (?:sprake|kwestie)\b")
"""Van een toename is dus geen sprake."""
_WANTED = re.compile(
    r"(?<!\w)(?:willen|wil|zullen|zal|moet|moeten|we gaan|gaan we|wij gaan|gaan wij|streven|streeft|"
    r"doel|ambitie|beoogt|beogen|gericht op|"
    r"inzet op|zetten in op|voornemens|naar verwachting)\b[^.;]*$"
)


def _is_wanted(before: str) -> bool:
    return bool(_WANTED.search(before))


def _attach_target(spot: Spot, spots: Sequence[Spot], lowered: str, lexicon: Lexicon) -> Spot:
    first, last = lowered.rfind(". ", 0, spots[0].start) + 1, max(s.end for s in spots)
    stop = lowered.find(". ", last)
    sentence = lowered[first : stop if stop >= 0 else len(lowered)]
    if lexicon["targets.missed"].search(sentence):
        return replace(spot, detail={"met": False})
    return replace(spot, detail={"met": True}) if lexicon["targets.met"].search(sentence) else spot
