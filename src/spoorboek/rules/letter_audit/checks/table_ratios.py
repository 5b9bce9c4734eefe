"""Does a ratio that is told beside a table follow from the rows that its sentence names?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.checks.ratios import explain_given, find_inputs
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.reading.ratio_inputs import list_shares_near
from spoorboek.rules.letter_audit.reading.ratio_words import find_way, says
from spoorboek.rules.letter_audit.reading.ratios import without_others
from spoorboek.rules.letter_audit.reading.said_ratios import SaidRatio
from spoorboek.rules.letter_audit.reading.shares import stands_for
from spoorboek.rules.letter_audit.reading.table_lines import Line, Lines, has_word_of

_HUNDRED = Decimal(100)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_REACH = 2
_PAIR = 2
Given = tuple[Decimal, Decimal, Decimal]
"""What two numbers give, and those two."""


def check_table_ratios(material: Material) -> Found:
    """Find percentages, shares and points beside a table that the rows they are about do not give."""
    found: list[Finding] = []
    tables = [(grid, Lines.of(grid)) for grid in material.grids]
    for fact in material.facts if tables else ():
        mention = fact.mention
        is_points = mention.unit == "pp" and mention.kind is MentionKind.PERCENTAGE
        if not (fact.is_ratio or is_points) or mention.value is None:
            continue
        if material.layout.is_table(mention.sentence):
            continue
        near = [lines for grid, lines in tables if _is_near(material, grid.block, mention.block)]
        if near and (finding := _check(material, fact, near[-1])) is not None:
            found.append(finding)
    return found


def _is_near(material: Material, table: int, block: int) -> bool:
    """Tell whether a paragraph stands right before or behind a table, with no other table between."""
    if not -1 <= block - table <= _REACH:
        return False
    blocks = material.letter.text.blocks
    return all(blocks[place].table is None for place in range(min(table, block) + 1, max(table, block)))


def _check(material: Material, fact: Fact, lines: Lines) -> Finding | None:
    said = SaidRatio(material, fact)
    if says("elsewhere", said.words) or says("margin", said.words) or find_inputs(said) is not None:
        return None
    words = material.sentence_words(said.sentence)
    if fact.mention.unit == "pp":
        near = list_shares_near(material, said.sentence, fact.mention.start)
        given = [] if any(len(one) >= _PAIR for one in near) else list(_list_points(lines, words))
    elif find_way(said.words) is not None:
        given = list(_list_changes(said, lines, words))
    else:
        given = list(_list_parts(said, lines, words))
    if not given or any(stands_for(fact.mention, value) for value, _, _ in given):
        return None
    nearest = min(given, key=lambda one: abs(abs(one[0]) - Decimal(fact.value) * _scale(fact)))
    if fact.mention.unit == "pp":
        return _explain_points(material, fact, nearest)
    return explain_given(material, fact.mention, *nearest)


def _scale(fact: Fact) -> int:
    return 100 if fact.mention.kind is MentionKind.SHARE else 1


def _list_points(lines: Lines, words: str) -> Iterator[Given]:
    for line in lines.find_lines(words):
        known = _list_levels(line)
        for place, before in enumerate(known):
            for after in known[place + 1 :]:
                yield abs(after - before), before, after


def _list_levels(line: Line) -> list[Decimal]:
    values = zip(line.values, line.shares, strict=False)
    return [value for value, is_share in values if value is not None and is_share]


def _list_changes(said: SaidRatio, lines: Lines, words: str) -> Iterator[Given]:
    """Yield what the lines of a sentence changed by, between the years and numbers that it names."""
    own = {Decimal(one.value) for one in said.inputs.own}
    if (own and not _ties(said.inputs.own, lines)) or not said.measures_change:
        return
    years = set(_YEAR.findall(words))
    for line in lines.find_lines(words):
        moved = list(line.list_changes())
        for group in (
            [one for one in moved if own <= set(one.values) and years and years <= one.years],
            [one for one in moved if own <= set(one.values) and (not years or years & one.years)],
            moved,
        ):
            if group:
                yield from ((one.percentage, *one.values) for one in group)
                break


def _list_parts(said: SaidRatio, lines: Lines, words: str) -> Iterator[Given]:
    own = [one for one in without_others(said).own if one.mention.kind is not MentionKind.AMOUNT]
    if says("intended", f"{said.fact.own.lead}#"):
        return
    tied = _ties(own, lines)
    if len(own) == 1 and tied:
        yield from _list_of_count(said, Decimal(own[0].value), lines)
        return
    rows = lines.find_rows(words)
    if not rows and said.is_rate and said.base is None and len(lines.grid.columns) == 1:
        rows = list(lines.rows)
    if own or not rows or not _is_of_table(said, lines):
        return
    is_within = len(rows) == 1 and bool(said.base) and has_word_of(rows[0].label, said.base or "")
    given = [one for row in rows for one in lines.list_shares(row, is_within=is_within)]
    given += [(value, value, _HUNDRED) for row in rows for value in _list_levels(row)]
    if len(rows) > 1:
        given += _list_joined(rows, lines)
    if given and said.is_complement:
        given += [(_HUNDRED - value, part, whole) for value, part, whole in given]
    yield from given


def _list_joined(rows: Sequence[Line], lines: Lines) -> Iterator[Given]:
    """Yield the shares that rows have together."""
    for at in range(len(lines.grid.columns)):
        values = [row.values[at] for row in rows]
        known = [value for value in values if value is not None]
        whole = lines.whole_of(at)
        if whole and len(known) == len(values):
            yield sum(known) / whole * _HUNDRED, sum(known, Decimal(0)), whole


def _list_of_count(said: SaidRatio, count: Decimal, lines: Lines) -> Iterator[Given]:
    """Van de 483 ritten lukte dat in 75 procent: the other numbers of the table as a part of that one."""
    for row in lines.rows:
        for value, is_share in zip(row.values, row.shares, strict=False):
            if value is None or is_share or value == count or not value:
                continue
            part, whole = sorted((value, count))
            yield part / whole * _HUNDRED, part, whole
            if says("complement", said.words):
                yield _HUNDRED - part / whole * _HUNDRED, part, whole


def _ties(own: Sequence[Fact], lines: Lines) -> bool:
    """Tell whether a number of the sentence stands in the table, or is what one of its columns makes."""
    known = {value for row in lines.rows for value in row.values}
    known |= {lines.whole_of(place) for place in range(len(lines.grid.columns))}
    known |= {abs(a - b) for row in lines.rows for a, b in pairwise([v for v in row.values if v is not None])}
    return bool(own) and all(Decimal(one.value) in known for one in own)


def _is_of_table(said: SaidRatio, lines: Lines) -> bool:
    """Tell whether a share is one of what the table counts."""
    if said.is_rate or said.is_linked or said.base == "":
        return True
    grid = lines.grid
    names = " ".join((grid.corner, *grid.columns, *(row.label for row in lines.rows)))
    title = said.material.layout.heading_words(said.sentence)
    return bool(said.base) and has_word_of(f"{names} {title}", said.base or "")


def _explain_points(material: Material, fact: Fact, given: Given) -> Finding:
    points, before, after = given
    right = f"{format_number(points)} procentpunt"
    return material.find(
        FindingKind.PERCENTAGE_DIFFERS,
        material.span_of(fact.mention),
        f"Er staat {fact.mention.quote.strip()}, maar tussen {format_number(before)}% en "
        f"{format_number(after)}% in de tabel zit {right}.",
        f"Schrijf {right}.",
        severity=Severity.NUMBER,
        computed={"percentage_points": points, "values": [before, after]},
    )
