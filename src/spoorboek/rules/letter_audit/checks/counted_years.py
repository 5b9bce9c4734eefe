"""Is what runs on counted again in every year?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.grids import Grid
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.reading.passages import is_countable
from spoorboek.rules.letter_audit.reading.persons import is_person
from spoorboek.rules.letter_audit.reading.sum_words import says
from spoorboek.rules.letter_audit.stems import is_same_thing, stem

_EACH_YEAR = re.compile(
    r"\b(?:ieder|elk) jaar\b|\bper jaar opnieuw\b|\bin elk van d\w+ jaren\b|\bin beide jaren\b|"
    r"\bopnieuw mee\w*\b|"
    r"\bdubbel ge\w+\b|\bbeide keren\b",
    re.IGNORECASE,
)
_RUNS_ON = re.compile(
    r"\b(?:doorl\w+|lopende|lopen|liepen|in behandeling|in traject|opnieuw|langer dan een jaar|jaargrens|"
    r"meer dan een jaar|meetellen|dubbel\w*)\b",
    re.IGNORECASE,
)


UNIQUE = re.compile(r"\b(?:uniek\w*|verschillende|afzonderlijke|losse)\b", re.IGNORECASE)
NEW = re.compile(r"\b(?:nieuwe?|instroom|ingestroomd|aangemeld|erbij|ontvangen|ingediend)\b", re.IGNORECASE)
_YEARS_IN_SUM = (2, 3, 4)
_MOST = 10
_FAR = 2
"""Paragraphs between the numbers of the years and their sum, a table between them counted as one."""


def check_counted_years(material: Material) -> Found:
    """Find a total over several years that counts what was carried over once for each year."""
    return [*_find_told(material), *_find_said(material)]


def _find_told(material: Material) -> list[Finding]:
    """41 in 2023 en 44 in 2024, van wie 26 al in 2023: 85 counts those 26 twice, however it is told."""
    found: list[Finding] = []
    texts = [one for one in material.facts if not material.layout.is_table(one.mention.sentence)]
    by_block: dict[int, list[Fact]] = {}
    for fact in texts:
        if fact.mention.kind is MentionKind.NUMBER and is_countable(fact):
            by_block.setdefault(fact.mention.block, []).append(fact)
    for block, own in by_block.items():
        near = [one for place in range(block - _FAR, block) for one in by_block.get(place, ())]
        for total in own:
            others = [one for one in own if one is not total][:_MOST]
            parts = _find_parts(total, others) or _find_parts(total, [*near[-_MOST:], *others][:_MOST])
            rows = () if parts else _find_row(material, total)
            twice = _list_twice(material, total, parts, rows)
            if twice is not None and not _is_counted_once(material, total.mention.sentence, total.value):
                found.append(_explain(material, total, twice))
                break
    return found


def _find_parts(total: Fact, others: Sequence[Fact]) -> Sequence[Fact]:
    """Return numbers that count the same as a total and make it, those of most years first."""
    smaller = [one for one in others if 1 < one.value < total.value]
    made = [
        chosen
        for size in _YEARS_IN_SUM
        for chosen in combinations(smaller, size)
        if sum(one.value for one in chosen) == total.value
        and (_count_years(chosen) == size or all(_counts_like(one, total) for one in chosen))
    ]
    return min(made, key=lambda chosen: -_count_years(chosen), default=())


def _count_years(parts: Sequence[Fact]) -> int:
    return len({one.period for one in parts if one.period and one.period.is_one_year})


def _counts_like(one: Fact, total: Fact) -> bool:
    if not one.unit or not total.unit or one.unit not in one.own.tail or is_same_thing(one.unit, total.unit):
        return True
    return all(map(_is_person, (one.unit, total.unit)))


def _is_person(unit: str) -> bool:
    return is_person(stem(unit.split(" ")[-1]))


def _find_row(material: Material, total: Fact) -> Sequence[int | Decimal]:
    """Return the row or column of years in a table near a total that makes it."""
    for grid in material.grids:
        if abs(total.mention.block - grid.block) > _FAR:
            continue
        for values in _list_year_values(grid):
            if len(values) > 1 and sum(values) == total.value:
                return values
    return ()


def _list_year_values(grid: Grid) -> Iterator[list[int | Decimal]]:
    years = [place for place, name in enumerate(grid.columns) if _YEAR.search(name)]
    for row in grid.rows if len(years) > 1 else ():
        if not NEW.search(row.label):
            chosen = [row.values[place] for place in years if place < len(row.values)]
            yield [one for one in chosen if one is not None]
    if sum(bool(_YEAR.search(row.label)) for row in grid.rows) > 1:
        for place, name in enumerate(grid.columns):
            if not NEW.search(name):
                yield [value for row, value in grid.column_of(place) if _YEAR.search(row.label)]


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _list_twice(
    material: Material, total: Fact, parts: Sequence[Fact], rows: Sequence[int | Decimal]
) -> Sequence[Fact] | None:
    """Return the numbers that were there already, none when words only say so; None when nothing does."""
    if not parts and not rows:
        return None
    near = _list_near(material, total, parts)
    words = " ".join(material.sentence_words(place) for place in near).lower()
    if says("once", words):
        return None
    facts = [
        one for place in near for one in material.facts_in(place) if one.mention.kind is MentionKind.NUMBER
    ]
    others = [one for one in facts if one is not total and one not in parts and is_countable(one)]
    least = min([*(one.value for one in parts), *rows])
    twice = [one for one in others if 1 < one.value <= least and _is_twice(material, one)]
    twice += _list_included(material, facts)
    if twice:
        return twice
    # What is new in each year is there once.
    is_new = any(NEW.search(one.own.masked) or _CARRIED.search(one.own.masked) for one in parts)
    of_years = not parts or (_count_years(parts) == len(parts) and not is_new)
    units = [total.unit, *(one.unit for one in parts)]
    return () if of_years and any(map(_runs_on, units)) and says("stays", words) else None


_CARRIED = re.compile(r"\b(?:liepen|doorl\w+|meegenomen|mee|overgekomen)\b|\buit (?:19|20)\d\d\b")


def _runs_on(unit: str | None) -> bool:
    """Tell whether something can be there in more than one year: people, cases, premises; no incidents."""
    return bool(unit) and (_is_person(unit or "") or says("lasting", (unit or "").split(" ")[-1].lower()))


def _is_twice(material: Material, one: Fact) -> bool:
    """Tell whether the words of a number say that so many of them were there before: 37 van hen al."""
    span = material.sentence_span(one.mention.sentence)
    # What stands right behind the number is said of it, also where another number follows.
    end = min(one.mention.end + _BEHIND, span.end)
    behind = material.words(one.mention.end, end).lower()
    before = material.words(max(span.start, one.mention.start - _BEFORE), one.mention.start).lower()
    of_them = says("of_it", f"{before} #") or says("of_it", behind[:_AT_ONCE]) or "overlap" in before
    is_there = _IS_THERE.match(behind) or _WAS_THERE.search(before)
    return (of_them or bool(is_there)) and says("twice", behind)


_BEHIND = 70
_BEFORE = 24
_AT_ONCE = 24
_WAS_THERE = re.compile(
    r"\b(?:waren|stonden|kwamen|zaten|liepen|hadden|kenden|keerden|deden|vielen|bleven|zijn|komen) er$"
)
_IS_THERE = re.compile(
    r"(?:[\w'’-]+ ){0,2}(?:waren|stonden|kwamen|zaten|liepen|hadden|kenden|keerden|deden|vielen|bleven|"
    r"zijn)\b"
)


def _list_near(material: Material, total: Fact, parts: Sequence[Fact]) -> list[int]:
    """Return the sentences from the first part up to the one behind a total; by a table those around it."""
    places = [one.mention.sentence for one in (total, *parts)]
    first = min(places) - (1 if parts else _FAR)
    blocks = range(total.mention.block - _FAR, total.mention.block + 2)
    return [
        place
        for place in range(max(first, 0), min(max(places) + _FAR, len(material.letter.sentences)))
        if material.letter.sentences[place].block in blocks and not material.layout.is_heading(place)
    ]


def _list_included(material: Material, facts: Sequence[Fact]) -> list[Fact]:
    """Eind 2022 waren er 12 niet klaar. In 2023 waren het er, inclusief deze 12, 40: those are in both."""
    text = material.letter.text.text
    return [
        one
        for place, one in enumerate(facts)
        if _INCLUDED.search(text[max(0, one.mention.start - 30) : one.mention.start])
        and any(other.value == one.value for other in facts[:place])
    ]


_INCLUDED = re.compile(
    r"\b(?:inclusief|met inbegrip van|waaronder|met) (?:ook )?(?:de|deze|die)\s$", re.IGNORECASE
)


def _find_said(material: Material) -> list[Finding]:
    """Find totals of which the letter says itself that what runs on counts in each year."""
    found: list[Finding] = []
    for sentence in material.letter.sentences:
        words = material.sentence_words(sentence.index)
        numbers = [one for one in material.facts_in(sentence.index) if one.mention.kind is MentionKind.NUMBER]
        if not (_EACH_YEAR.search(words) and _RUNS_ON.search(words)):
            continue
        place = sentence.index
        if not numbers:
            # "In elk van die jaren telden lopende trajecten mee": what it is about stands before it.
            near = [one.index for one in material.layout.neighbours(place)]
            place = sentence.index - 1 if sentence.index - 1 in near else place
            numbers = [one for one in material.facts_in(place) if one.mention.kind is MentionKind.NUMBER]
        most = max((one.value for one in numbers), default=0)
        if numbers and not _is_counted_once(material, place, most):
            found.append(explain_said(material, place, most))
    return found


def is_total(material: Material, fact: Fact) -> bool:
    """Tell whether a number counts different people or cases, or those of several years together.

    Parameters: ``material``; ``fact``. Errors: none.
    """
    behind = material.words(fact.mention.start, fact.mention.end + 40)
    return bool(UNIQUE.search(behind) or _OVER_YEARS.search(material.sentence_words(fact.mention.sentence)))


_OVER_YEARS = re.compile(
    r"\b(?:in totaal|samen|bij elkaar|opgeteld|alles bij elkaar|over de hele periode|in (?:de|die|deze) "
    r"(?:twee |drie |vier )?(?:plan|beleids|college)?(?:periode|jaren)|"
    r"(?:in|over) (?:twee|drie|vier|vijf) jaar|hele periode|looptijd|planperiode)\b",
    re.IGNORECASE,
)


def _is_counted_once(material: Material, place: int, total: int | Decimal) -> bool:
    """44 en 46, van wie 19 in beide jaren: 71 counts those once, as it should."""
    near = [one.index for one in material.layout.neighbours(place)]
    facts = [one for at in near for one in material.facts_in(at) if one.mention.kind is MentionKind.NUMBER]
    values = [one.value for one in facts[:10]]
    return any(
        sum(chosen) - twice == total and twice < min(chosen) and total > max(chosen)
        for size in (2, 3)
        for chosen in combinations(values, size)
        for twice in values
    )


def explain_said(material: Material, sentence: int, total: int | Decimal) -> Finding:
    """Return the finding that a sentence counts what runs on in each year.

    Parameters: ``material``; ``sentence``, its place; ``total``, the number that it tells. Errors: none.
    """
    why = (
        f"In {format_number(total)} telt wat doorloopt elk jaar opnieuw mee. Tel elke zaak een keer, "
        "of zeg hoeveel er dubbel in zitten."
    )
    span = material.sentence_span(sentence)
    return material.find(
        FindingKind.COUNTED_EVERY_YEAR, span, why, severity=Severity.NUMBER, computed={"total": total}
    )


def _explain(material: Material, total: Fact, running: Sequence[Fact]) -> Finding:
    twice = sum(one.value for one in running)
    if not twice:
        return explain_said(material, total.mention.sentence, total.value)
    why = (
        f"In {format_number(total.value)} telt wat doorloopt in elk jaar opnieuw mee: "
        f"{format_number(twice)} stonden er het jaar ervoor ook al. Tel elke zaak een keer."
    )
    return material.find(
        FindingKind.COUNTED_EVERY_YEAR,
        material.span_of(total.mention),
        why,
        severity=Severity.NUMBER,
        computed={"total": total.value, "carried_over": twice},
    )
