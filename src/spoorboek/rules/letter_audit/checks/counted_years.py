"""Is what runs on counted again in every year?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.checks.flows import list_running
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.grids import Grid
from spoorboek.rules.letter_audit.model import Finding, FindingKind, Mention, MentionKind
from spoorboek.rules.letter_audit.reading.passages import is_countable

_EACH_YEAR = re.compile(
    r"\b(?:ieder|elk) jaar\b|\bper jaar opnieuw\b|\bin elk van d\w+ jaren\b|\bin beide jaren\b|"
    r"\bopnieuw mee\w*\b|"
    r"\bdubbel ge\w+\b|\bbeide keren\b",
    re.IGNORECASE,
)
_OVERLAP = re.compile(
    r"\b(?:waarvan|van wie|onder wie|waaronder|daarvan|hiervan)(?: er| waren| zijn| er nog)?\s*$",
    re.IGNORECASE,
)
_ALREADY = re.compile(
    r"\s*(?:[\w'’-]+\s+){0,6}(?:al|ook al|reeds|nog|ook|eerder|doorlop\w*|doorliepen|bekend\w*)\b",
    re.IGNORECASE,
)
_UNIQUE = re.compile(r"\b(?:uniek\w*|verschillende|afzonderlijke|losse)\b", re.IGNORECASE)
_RUNS_ON = re.compile(
    r"\b(?:doorl\w+|lopende|lopen|liepen|in behandeling|in traject|opnieuw|langer dan een jaar|jaargrens|"
    r"meer dan een jaar|meetellen|dubbel\w*)\b",
    re.IGNORECASE,
)


def check_counted_years(material: Material) -> Found:
    """Find a total over several years that counts what was carried over once for each year."""
    found: list[Finding] = []
    blocks = dict.fromkeys(
        one.block for one in material.letter.mentions if one.kind is MentionKind.CARRIED_OVER
    )
    for block in blocks:
        running = list_running(material, block)
        for word in _list_totals(material, block):
            if running and (finding := _check(material, word, block, running)):
                found.append(finding)
                break
    return [
        *found,
        *_find_overlaps(material),
        *_check_tables(material),
        *_find_said(material),
        *_find_sums(material),
    ]


def _find_overlaps(material: Material) -> list[Finding]:
    """41 in 2023 en 44 in 2024, van wie 26 al in 2023: 85 counts those 26 twice."""
    found: list[Finding] = []
    text = material.letter.text.text
    blocks: dict[int, list[Fact]] = {}
    for fact in material.facts:
        if fact.mention.kind is MentionKind.NUMBER and not material.layout.is_table(fact.mention.sentence):
            blocks.setdefault(fact.mention.block, []).append(fact)
    for facts in blocks.values():
        twice = [
            one
            for one in facts
            if _OVERLAP.search(text[max(0, one.mention.start - 24) : one.mention.start])
            and _ALREADY.match(text, one.mention.end)
        ] or _list_included(material, facts)
        others = [one for one in facts if one not in twice and is_countable(one)]
        for total in others if twice else ():
            earlier = [one for one in others if one is not total]
            if not _is_counted_once(material, total.mention.sentence, total.value) and any(
                sum(one.value for one in parts) == total.value
                for size in (2, 3, 4)
                for parts in combinations(earlier[:8], size)
            ):
                found.append(_explain(material, total, twice))
                break
    return found


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


def _check_tables(material: Material) -> list[Finding]:
    """A table that says how many there were already, and a number of different ones that is its sum."""
    found: list[Finding] = []
    for grid in material.grids:
        names = [*grid.columns, *(row.label for row in grid.rows)]
        if not any(_ALREADY_THERE.search(name) or _AT_START.search(name) for name in names):
            continue
        sums = {sum(value for _, value in grid.column_of(place)) for place in range(len(grid.columns))}
        sums |= {
            sum(value for value in row.values if value is not None)
            for row in grid.rows
            # What is new in each year together is each case once.
            if not _NEW.search(row.label) or _ALREADY_THERE.search(row.label)
        }
        sums |= _sum_flows(grid)
        for fact in material.facts:
            words = material.words(fact.mention.start, fact.mention.end + 30)
            near = abs(fact.mention.block - grid.block) <= 2
            if near and fact.value in sums and (_UNIQUE.search(words) or _is_total(material, fact)):
                found.append(_explain_said(material, fact.mention.sentence, fact.value))
    return found


def _sum_flows(grid: Grid) -> set[int | Decimal]:
    """Return what was there and what came, of all years together: what ran on counts in each of them."""
    rows = [row for row in grid.rows if _AT_START.search(row.label) or _NEW.search(row.label)]
    values = [value for row in rows for value in row.values]
    is_whole = len(rows) == _BOTH and all(value is not None for value in values)
    return {sum(value for value in values if value is not None)} if is_whole else set()


_BOTH = 2
_AT_START = re.compile(r"\b(?:1 januari|1-1|begin|aanvang|beginstand)\b", re.IGNORECASE)
_NEW = re.compile(r"\b(?:nieuwe?|instroom|ingestroomd|aangemeld|erbij|ontvangen|ingediend)\b", re.IGNORECASE)
_ALREADY_THERE = re.compile(
    r"\b(?:inclusief|met|incl\.?) (?:de )?doorlo\w+|\bdoorloop\w*\b|"
    r"\b(?:waarvan|van wie|al|reeds|doorlopend\w*|nog)\b.*\b(?:al|1 januari|doorlopend\w*|vorig jaar|"
    r"eerder|in traject|"
    r"in behandeling|uit 20\d\d)\b",
    re.IGNORECASE,
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
            found.append(_explain_said(material, place, most))
    return found


def _find_sums(material: Material) -> list[Finding]:
    """38, 41 en 40, waarvan veel doorliep: "119 verschillende" is the sum of the years."""
    found: list[Finding] = []
    for fact in material.facts:
        if fact.mention.kind is not MentionKind.NUMBER or material.layout.is_table(fact.mention.sentence):
            continue
        if not _is_total(material, fact):
            continue
        near = [one.index for one in material.layout.neighbours(fact.mention.sentence)]
        before = [
            one for at in near for one in material.facts_in(at) if one.mention.start < fact.mention.start
        ]
        counts = [one for one in before if one.mention.kind is MentionKind.NUMBER][-6:]
        words = " ".join(material.sentence_words(at) for at in near)
        is_sum = any(
            sum(one.value for one in parts) == fact.value and len({one.period for one in parts}) == size
            for size in (2, 3, 4)
            for parts in combinations(counts, size)
        )
        if (
            is_sum
            and _STAYS.search(words)
            and not _is_counted_once(material, fact.mention.sentence, fact.value)
        ):
            found.append(_explain_said(material, fact.mention.sentence, fact.value))
    return found


def _is_total(material: Material, fact: Fact) -> bool:
    """Tell whether a number counts different people or cases, or those of several years together."""
    behind = material.words(fact.mention.start, fact.mention.end + 40)
    return bool(_UNIQUE.search(behind) or _OVER_YEARS.search(material.sentence_words(fact.mention.sentence)))


_OVER_YEARS = re.compile(
    r"\b(?:in totaal|samen|bij elkaar|opgeteld|alles bij elkaar|over de hele periode|in (?:de|die|deze) "
    r"(?:twee |drie |vier )?(?:plan|beleids|college)?(?:periode|jaren)|"
    r"(?:in|over) (?:twee|drie|vier|vijf) jaar|hele periode|looptijd|planperiode)\b",
    re.IGNORECASE,
)
_STAYS = re.compile(
    r"\b(?:doorl[io]\w+|(?:bleef|bleven|blijft|blijven)\b[^.;]*\b(?:in beeld|op de lijst|lopen|open|"
    r"actief|staan|betrokken)|"
    r"(?:loopt|lopen|liep|liepen)\b[^.;]*\bdoor\b|langer dan een jaar|meer dan een jaar|meerdere jaren|"
    r"meerjarig\w*|opnieuw|"
    r"ook (?:al )?in (?:het )?(?:20\d\d|vorig\w*|"
    r"volgend\w*|andere)|al (?:in|langer|eerder)|keerde\w* terug|kwam\w* terug|dezelfde|overlap\w*|"
    r"voortgezet\w*|"
    r"uit (?:het )?(?:vorig|voorgaand|eerder)\w* ja\w+)\b",
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


def _explain_said(material: Material, sentence: int, total: int | Decimal) -> Finding:
    why = (
        f"In {format_number(total)} telt wat doorloopt elk jaar opnieuw mee. Tel elke zaak een keer, "
        "of zeg hoeveel er dubbel in zitten."
    )
    span = material.sentence_span(sentence)
    return material.find(
        FindingKind.COUNTED_EVERY_YEAR, span, why, severity=Severity.NUMBER, computed={"total": total}
    )


def _list_totals(material: Material, block: int) -> list[Mention]:
    return [
        one
        for one in material.letter.mentions
        if one.block == block
        and one.kind is MentionKind.TOTAL
        and one.detail.get("role") in ("total", "outcome")
    ]


def _check(material: Material, word: Mention, block: int, running: list[Fact]) -> Finding | None:
    facts = [
        one for one in material.facts if one.mention.block == block and one.mention.kind is MentionKind.NUMBER
    ]
    totals = [one for one in facts if one.mention.start >= word.start][:1]
    for total in totals:
        others = [one for one in facts if one.mention != total.mention]
        for size in (2, 3, 4):
            for parts in combinations(others, size):
                years = {one.period for one in parts if one.period is not None}
                if sum(one.value for one in parts) == total.value and len(years) > 1:
                    return _explain(material, total, running)
    return None


def _explain(material: Material, total: Fact, running: list[Fact]) -> Finding:
    twice = sum(one.value for one in running)
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
