"""Does a goal ask less than what was reached already: in a table, or in a sentence beside what is now?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.letter_audit.asking import Found, Material, Span
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.grids import Grid, Row
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.quantities import DURATIONS
from spoorboek.rules.letter_audit.reading.accounts import is_named
from spoorboek.rules.letter_audit.reading.goals import find_better_way, read_goal, read_way
from spoorboek.rules.letter_audit.stems import is_same_thing, list_stems

_RESULT = re.compile(
    r"realisatie|resultaat|werkelijk|gerealiseerd|behaald|bereikt|gehaald|uitkomst|\bstand\b|nulmeting|"
    r"rekening|uitgangs|huidig|\bnu\b|meting|uitgevoerd|gemeten",
    re.IGNORECASE,
)
_AIM = re.compile(r"streef|\bdoel|norm|ambitie|target|streven|beoogd|gewenst|taakstelling|plafond", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
_KINDS = (MentionKind.NUMBER, MentionKind.PERCENTAGE)
_FEWEST = 3
_SENTENCES = 1
Number = int | Decimal


def check_goals_reached(material: Material) -> Found:
    """Find goals that ask less than what was reached already."""
    found = [one for grid in material.grids for one in _check_columns(material, grid)]
    for fact in material.facts:
        if (finding := _check_told(material, fact)) is not None:
            found.append(finding)
    return found


def _check_columns(material: Material, grid: Grid) -> Iterator[Finding]:
    """Yield the cells of a column of goals that ask less than the column of results beside it."""
    aims = [place for place, name in enumerate(grid.columns) if _AIM.search(name)]
    results = [place for place, name in enumerate(grid.columns) if _RESULT.search(name) and place not in aims]
    # Without a name for them the results are the columns that are years.
    results = results or [place for place, name in enumerate(grid.columns) if _YEAR.fullmatch(name.strip())]
    if not results or len(aims) != 1 or not _is_later(grid.columns[aims[0]], grid.columns[results[-1]]):
        return
    for row in grid.parts:
        goal, result = _read(row, aims[0]), _read(row, results[-1])
        if goal is None or result is None:
            continue
        way = goal[1] or find_better_way(row.label) or _find_way(grid, row, aims[0], results[-1])
        if (result[0] - goal[0]) * way > 0:
            cell = row.cells[aims[0] + 1]
            yield _explain(material, Span(cell.start, cell.end), cell.text, goal[0], result[0])


def _read(row: Row, place: int) -> tuple[Number, int] | None:
    return read_goal(row.cells[place + 1].text) if place + 1 < len(row.cells) else None


def _find_way(grid: Grid, row: Row, aim: int, result: int) -> int:
    """Return whether all other goals of a table ask for more (1) or for less (-1); 0 when they differ."""
    ways = set()
    for other in grid.parts:
        wanted, reached = _read(other, aim), _read(other, result)
        if other is not row and wanted is not None and reached is not None:
            ways.add((wanted[0] > reached[0]) - (wanted[0] < reached[0]))
    return ways.pop() if len(ways) == 1 and len(grid.parts) >= _FEWEST else 0


def _is_later(aim: str, result: str) -> bool:
    """A goal of the same year as the result is one that was missed or met, none for what comes."""
    years = [_YEAR.findall(name) for name in (aim, result)]
    return bool(years[0] and years[1] and years[0][-1] > years[1][-1])


def _check_told(material: Material, goal: Fact) -> Finding | None:
    """Find a number that is to be at least or at most so much, beside what it is now or was."""
    place = goal.mention.sentence
    if goal.mention.kind not in _KINDS or material.layout.is_table(place):
        return None
    reading = material.reading(place)
    way = _read_own_way(goal)
    if not way or not reading.has("asks") or reading.has("asked_before"):
        return None
    near = [one.index for one in material.layout.neighbours(place) if abs(one.index - place) <= _SENTENCES]
    told = [one for each in near for one in material.facts_in(each) if _is_result(material, one, goal)]
    reached = [one.value for one in told] or _list_in_tables(material, goal)
    if len(reached) != 1 or (reached[0] - goal.value) * way <= 0:
        return None
    span = Span(goal.mention.start, goal.mention.end)
    return _explain(material, span, goal.mention.quote.strip(), goal.value, reached[0])


def _read_own_way(goal: Fact) -> int:
    """Return which way a number asks by the words right before it; how long something takes asks for less."""
    if way := read_way(" ".join(goal.own.lead.split()[-_WORDS:])):
        return way
    detail = goal.mention.detail
    return -1 if detail.get("at_most") else 1 if detail.get("at_least") else 0


_WORDS = 4


def _is_result(material: Material, one: Fact, goal: Fact) -> bool:
    """Tell whether a number says how much it is now: by its own words, or as that of an earlier year."""
    detail = one.mention.detail
    if one.mention.start == goal.mention.start or one.mention.kind is not goal.mention.kind:
        return False
    if detail.get("at_least") or detail.get("at_most") or detail.get("role") or one.is_mark:
        return False
    words = material.sentence_words(one.mention.sentence).lower()
    if one.unit and goal.unit and one.unit in words and not is_same_thing(one.unit, goal.unit):
        return False
    if _is_time(one) != _is_time(goal):
        return False
    if _NOW.search(f" {one.own.lead} "):
        return True
    place = one.mention.sentence
    # What is told behind a goal is what came of it.
    is_before = one.mention.start < goal.mention.start
    is_now = _is_alone(material, one) and material.reading(place).has("as_it_is")
    return is_before and is_now and not material.layout.is_ahead(place)


_NOW = re.compile(r"\((?:stand|nu|was|(?:in )?(?:19|20)\d\d)\b|\b(?:stand|nulmeting)\b", re.IGNORECASE)


def _is_time(fact: Fact) -> bool:
    return bool(fact.mention.detail.get("duration")) or (fact.unit or "-").split()[-1] in DURATIONS


def _is_alone(material: Material, one: Fact) -> bool:
    same = [fact for fact in material.facts_in(one.mention.sentence) if fact.mention.kind is one.mention.kind]
    return len(same) == 1


def _list_in_tables(material: Material, goal: Fact) -> Sequence[Number]:
    """Return the one result that a table of the same part tells of what a sentence asks."""
    names = list_stems(material.sentence_words(goal.mention.sentence))
    heading = material.layout.heading_of(goal.mention.sentence)
    found: list[Number] = []
    for grid in material.grids:
        if heading is not None and not material.layout.is_under(grid.block, heading):
            continue
        about = is_named(names, list_stems(f"{grid.corner} {' '.join(grid.columns)}"))
        only = len(grid.rows) == 1
        for row in grid.rows:
            values = [one for one in row.values if one is not None]
            if len(values) == 1 and _RESULT.search(row.label) and (about or only):
                found.append(values[0])
    return found


def _explain(material: Material, span: Span, printed: str, goal: Number, result: Number) -> Finding:
    why = (
        f"De streefwaarde {printed} vraagt minder dan er al was: {format_number(result)}. "
        "Zeg dat erbij, of kies een ander doel."
    )
    values = {"target": goal, "result": result}
    return material.find(FindingKind.TARGET_WORSE_THAN_RESULT, span, why, computed=values)
