"""The rows and columns of a table that a word of change can speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.meanings import tags_of
from spoorboek.rules.letter_audit.reading.same_matter import CLASSES, names_thing, points_back
from spoorboek.rules.letter_audit.reading.same_words import is_covered
from spoorboek.rules.letter_audit.reading.ways import Way
from spoorboek.rules.letter_audit.reading.weak_words import WEAK
from spoorboek.rules.letter_audit.stems import list_stems

_ALL = re.compile(
    r"\b(?:alle|elke?|iedere?|beide|allebei|overal|zowel|geen enkele?|stuk voor stuk|zonder "
    r"uitzondering|over de hele linie|"
    r"allemaal|noch)\b",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"\b(?:elk|ieder|alle|beide) (?:van de )?(?:jaar|jaren|kwartaal|kwartalen|maand|maanden)\b", re.IGNORECASE
)
_NOT_ALL = re.compile(
    r"\b(?:behalve|uitgezonderd|op één na|op een na|vrijwel|bijna|meeste|niet|in totaal|samen|totaal|"
    r"gezamenlijk|opgeteld)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\b(?:eind)?totaal\b|\bsamen\b", re.IGNORECASE)
_NEAR, _TWO = 2, 2


@dataclass(frozen=True, slots=True)
class TableRow:
    """The numbers of one row or column, each of another time; ``label`` is what it is called."""

    label: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Meant:
    """Rows that a way speaks of; ``together`` when it says so of each of them."""

    rows: tuple[TableRow, ...]
    together: bool


def find_meant(material: Material, way: Way) -> Meant | None:
    """Return the rows of the nearest table that a way names, or all of them where it says so of all.

    Parameters: ``material``; ``way``. Errors: none.
    """
    block = material.letter.sentences[way.sentence].block
    tables = sorted(
        {grid.block for grid in material.grids if abs(grid.block - block) <= _NEAR},
        key=lambda one: abs(one - block),
    )
    for table in tables:
        rows = list_table_rows(material, table)
        if found := _choose(material, way, table, rows):
            return found
    return None


def _choose(material: Material, way: Way, table: int, rows: Sequence[TableRow]) -> Meant | None:
    parts = [one for one in rows if not _TOTAL.search(one.label)]
    named = _list_named(way, parts)
    is_all = _ALL.search(_YEARS.sub(" ", way.words)) is not None and not _NOT_ALL.search(way.words)
    if is_all and len(parts) >= _TWO:
        return Meant(tuple(named if len(named) >= _TWO else parts), together=True)
    if len(named) == 1:
        return Meant(tuple(named), together=False)
    if len(named) >= _TWO:
        is_list = way.is_only and re.search(r"\b(?:en|alsook|evenals|net als)\b", way.words) is not None
        return Meant(tuple(named), together=True) if is_list else None
    totals = [one for one in rows if _TOTAL.search(one.label)]
    if (
        len(totals) == 1
        and len(parts) > 1
        and re.search(r"\b(?:totaal|totale|samen|opgeteld)\b", way.words, re.IGNORECASE)
    ):
        return Meant(tuple(totals), together=False)
    return (
        Meant(tuple(parts), together=False)
        if len(parts) == 1 and _is_about(material, way, table, parts[0])
        else None
    )


def _list_named(way: Way, rows: Sequence[TableRow]) -> list[TableRow]:
    """Return the rows of which the words that no other row has are said."""
    stems = [list_stems(one.label) for one in rows]
    told = list_stems(way.words) | frozenset(re.findall(r"\b[\w-]*\d[\w-]*\b", way.words.lower()))
    found = []
    for place, (row, own) in enumerate(zip(rows, stems, strict=True)):
        others = frozenset().union(*(one for at, one in enumerate(stems) if at != place))
        special = own - others or own
        hits = [one for one in special if _is_said(one, told)]
        if special and len(hits) * 2 > len(special):
            found.append(row)
    return found


def _is_said(word: str, told: frozenset[str]) -> bool:
    return is_covered(word, told) or any(
        one.startswith(word) or is_covered(one, frozenset({word})) for one in told - WEAK if len(one) > 4
    )


def _is_about(material: Material, way: Way, table: int, row: TableRow) -> bool:
    """Tell whether a way speaks of the only row of a table: by name, by class or by pointing at it."""
    words = " ".join(
        material.sentence_words(one.index)
        for one in material.letter.sentences
        if table - 1 <= one.block <= table and one.index != way.sentence
    )
    known = list_stems(f"{row.label} {words}")
    if names_thing(way, known):
        return True
    counted = frozenset().union(*(tags_of(word) for word in known))
    return way.strength == "trend" or points_back(way) or bool(way.reading.tags & CLASSES & counted)


def list_table_rows(material: Material, table: int) -> list[TableRow]:
    """Return the rows of a table with years above them, or its columns with years beside them.

    Parameters: ``material``; ``table``, the place of its block. Errors: none.
    """
    cells = [
        fact
        for one in material.letter.sentences
        if one.block == table
        for fact in material.facts_in(one.index)
    ]
    cells = [one for one in cells if one.mention.detail.get("table") and one.mention.period is not None]
    return list(_group(cells, "row_index", "row")) or list(_group(cells, "column_index", "column"))


def _group(cells: Sequence[Fact], key: str, name: str) -> Iterator[TableRow]:
    found: dict[object, list[Fact]] = {}
    for one in cells:
        found.setdefault(one.mention.detail[key], []).append(one)
    for facts in found.values():
        if len({one.mention.period for one in facts}) == len(facts) > 1:
            yield TableRow(str(facts[0].mention.detail[name]), tuple(facts))
