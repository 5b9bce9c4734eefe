"""Matching the numbers of a letter to figures that are handed in: value, words, period and area."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from spoorboek.figures.dutch_dates import format_period
from spoorboek.figures.dutch_numbers import format_number, format_value
from spoorboek.figures.figure import Figure
from spoorboek.figures.values import is_number
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, Mention, MentionKind
from spoorboek.rules.letter_audit.stems import is_same_thing, list_stems

TRACED = frozenset({MentionKind.NUMBER, MentionKind.AMOUNT, MentionKind.PERCENTAGE})
_ABOUT = Decimal("0.05")
"""How far a figure may lie from a number told as about or over."""
_FEW = 10
_NO_COUNT = re.compile(
    r"\b(?:jaar|jaren|maand|maanden|week|weken|dag|dagen|uur|keer|werkwijzen|vormen|soorten|pijlers|thema's|sporen|"
    r"actielijnen|lijnen|doelen|prioriteiten|onderdelen|fasen|stappen|manieren|redenen|vragen|hoofdstukken|"
    r"grote steden)$",
    re.IGNORECASE,
)
_ENOUGH = 2.0
_SURE = 3.0


@dataclass(frozen=True, slots=True)
class Tie:
    """A number of a letter with the figure it stands for."""

    mention: Mention
    figure: Figure


@dataclass(frozen=True, slots=True)
class _Candidate:
    figure: Figure
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Matter:
    """What the letter says around a number."""

    fact: Fact
    near: frozenset[str]
    around: frozenset[str]


def trace_numbers(
    material: Material, figures: Sequence[Figure]
) -> tuple[tuple[Tie, ...], tuple[Finding, ...]]:
    """Return which figure each number stands for, and a finding for each that has none or differs.

    A number is tied when its value lies within how it is printed, its period is that of the figure (or is
    not said) and its words speak of it. Without figures nothing is traced and nothing is found.
    """
    if not figures:
        return (), ()
    candidates = [_Candidate(one, _stems_of(one)) for one in figures if is_number(one.value)]
    by_value: dict[Decimal, list[_Candidate]] = {}
    for one in candidates:
        if is_number(one.figure.value):
            by_value.setdefault(Decimal(one.figure.value), []).append(one)
    ties: list[Tie] = []
    found: list[Finding] = []
    for matter in _list_matters(material):
        best = _find_best(matter, _list_fitting(matter, candidates, by_value))
        if best is not None:
            ties.append(Tie(matter.fact.mention, best))
        else:
            found.append(_explain(material, matter, candidates))
    ties += _list_table_ties(material, candidates)
    return tuple(sorted(ties, key=lambda tie: tie.mention.start)), tuple(found)


def _list_matters(material: Material) -> list[_Matter]:
    found: list[_Matter] = []
    for fact in material.facts:
        one = fact.mention
        if (
            one.kind not in TRACED
            or material.layout.is_table(one.sentence)
            or material.layout.is_ahead(one.sentence)
            or _is_no_count(one)
        ):
            continue
        near = list_stems(f"{one.unit or ''} {material.words(max(0, one.start - 60), one.end + 60)}")
        words = [material.sentence_words(one.sentence)]
        leading = material.layout.lead_in(one.sentence)
        if leading is not None:
            words.append(material.sentence_words(leading.index))
        neighbours = [each.index for each in material.layout.neighbours(one.sentence)]
        words += [material.sentence_words(place) for place in neighbours if place == one.sentence - 1]
        found.append(_Matter(fact, near, list_stems(" ".join(words))))
    return found


def _is_no_count(one: Mention) -> bool:
    """Twee jaar, drie werkwijzen: how a letter is built and how long ago, in words, is no figure."""
    said = bool(one.detail.get("words")) or (isinstance(one.value, int) and one.value <= _FEW)
    return said and bool(_NO_COUNT.search(one.unit or ""))


def _stems_of(figure: Figure) -> frozenset[str]:
    definition = figure.definition
    return list_stems(f"{definition.title} {definition.unit}")


def _list_fitting(
    matter: _Matter, candidates: Sequence[_Candidate], by_value: Mapping[Decimal, Sequence[_Candidate]]
) -> Sequence[_Candidate]:
    one = matter.fact.mention
    is_about = one.detail.get("about") or one.detail.get("at_least")
    if one.low is None or one.high is None or (one.low == one.high and not is_about):
        return by_value.get(Decimal(matter.fact.value), ())
    return [each for each in candidates if _is_within(one, each.figure)]


def _is_within(one: Mention, figure: Figure) -> bool:
    value = figure.value
    if not is_number(value) or one.low is None or one.high is None:
        return False
    room = abs(Decimal(value)) * _ABOUT if one.detail.get("about") or one.detail.get("at_least") else 0
    return one.low - room <= Decimal(value) <= one.high + room


def _find_best(matter: _Matter, fitting: Sequence[_Candidate]) -> Figure | None:
    scored = [(score, each.figure) for each in fitting if (score := _score(matter, each)) >= _ENOUGH]
    return max(scored, key=lambda pair: (pair[0], pair[1].key))[1] if scored else None


def _score(matter: _Matter, candidate: _Candidate) -> float:
    """Words near count for one, words around for a half; the right period for one, another for nothing."""
    period = matter.fact.period
    if period is not None and period != candidate.figure.period:
        overlaps = period.contains(candidate.figure.period) or candidate.figure.period.contains(period)
        if not overlaps:
            return 0.0
    near = len(candidate.stems & matter.near)
    around = len(candidate.stems & matter.around) - near
    unit = 1.0 if is_same_thing(matter.fact.unit, candidate.figure.definition.unit) else 0.0
    words = near + max(around, 0) / 2 + unit
    return words + (1.0 if period == candidate.figure.period else 0.0) if words else 0.0


def _explain(material: Material, matter: _Matter, candidates: Sequence[_Candidate]) -> Finding:
    """A number whose words and period are surely those of one figure differs; any other has no source."""
    one = matter.fact.mention
    span = material.span_of(one)
    same = [
        (score, each.figure)
        for each in candidates
        if each.figure.period == matter.fact.period
        and is_same_thing(matter.fact.unit, each.figure.definition.unit)
        and (score := _score(matter, each)) >= _SURE
    ]
    best = max(same, key=lambda pair: (pair[0], pair[1].key), default=None)
    rivals = [score for score, figure in same if best is not None and figure is not best[1]]
    if best is not None and all(score < best[0] for score in rivals):
        figure = best[1]
        right = format_value(figure.value)
        why = (
            f"Er staat {one.quote.strip()}, het cijfer '{figure.definition.title}' over "
            f"{format_period(figure.period)} is {right}. Neem het cijfer over."
        )
        better = f"Schrijf {right} in plaats van {one.quote.strip()}."
        computed = {"printed": one.value, "figure": figure.value, "key": figure.key}
        return material.find(
            FindingKind.NUMBER_DIFFERS, span, why, better, severity=Severity.NUMBER, computed=computed
        )
    printed = format_number(one.value) if isinstance(one.value, int) else one.quote.strip()
    why = f"Bij {printed} hoort geen cijfer dat bekend is. Noem de bron, of koppel een cijfer."
    return material.find(FindingKind.UNTRACEABLE, span, why, computed={"printed": one.value})


def _list_table_ties(material: Material, candidates: Sequence[_Candidate]) -> list[Tie]:
    """Cells of tables are tied by their row and the year above them."""
    ties: list[Tie] = []
    mentions = {one.start: one for one in material.letter.mentions if one.kind in TRACED}
    for row in material.series:
        for period, value in row.values:
            fitting = [
                each
                for each in candidates
                if each.figure.period == period
                and each.figure.value == value
                and len(each.stems & row.stems) > 0
            ]
            cell = next(
                (
                    one
                    for start, one in mentions.items()
                    if row.start <= start < row.end and one.value == value
                ),
                None,
            )
            if fitting and cell is not None:
                best = max(fitting, key=lambda each: (len(each.stems & row.stems), each.figure.key))
                ties.append(Tie(cell, best.figure))
    return list({tie.mention.start: tie for tie in ties}.values())
