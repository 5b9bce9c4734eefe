"""Do all rows of a table do what the text says of all?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.grids import Grid, Row
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ALL = re.compile(
    r"\b(?:in|voor|op|bij|van)? ?(?:alle|elke|elk|iedere|ieder) (?:\w+ )?(?:de )?(?:\w+ )?"
    r"(?:wijk\w*|buurt\w*|kern\w*|dorp\w*|gebied\w*|soort\w*|categorie\w*|type\w*|onderde\w+|gemeente\w*|"
    r"teams?|"
    r"delict\w*|locatie\w*|scho\w+|leeftijd\w*|groep\w*|thema\w*|vormen)\b|"
    r"\b(?:overal|over de hele linie|allemaal|geen uitzondering|zonder uitzondering|allebei|alle drie|"
    r"alle vier)\b",
    re.IGNORECASE,
)
_BUT = re.compile(r"\b(?:behalve|uitgezonderd|maar|niet|op één na|vrijwel|bijna|meeste)\b", re.IGNORECASE)
_FEWEST = 2
_NEAR = 2


def check_table_claims(material: Material) -> Found:
    """Find rows that go against "in alle wijken"."""
    found: list[Finding] = []
    for grid in material.grids:
        found += _check_all(material, grid)
    return found


def _check_all(material: Material, grid: Grid) -> list[Finding]:
    """Find a sentence near a table that says of all rows what one of them does not do."""
    years = [place for place, name in enumerate(grid.columns) if _YEAR.search(name)]
    if len(years) < _FEWEST or len(grid.parts) < _FEWEST:
        return []
    found: list[Finding] = []
    for sentence in material.letter.sentences:
        is_near = abs(sentence.block - grid.block) <= _NEAR and not material.layout.is_table(sentence.index)
        words = material.sentence_words(sentence.index) if is_near else ""
        if (
            not is_near
            or not _ALL.search(words)
            or _BUT.search(words)
            or material.facts_in(sentence.index)[3:]
        ):
            continue
        ways = {
            one.value
            for one in material.layout.mentions_of(sentence.index)
            if one.kind is MentionKind.DIRECTION and one.value and not one.detail.get("speed")
        }
        if len(ways) == 1 and (row := _find_contrary(grid, years, int(ways.pop()))) is not None:
            found.append(_explain_row(material, sentence.index, row, years))
    return found


def _find_contrary(grid: Grid, years: Sequence[int], way: int) -> Row | None:
    for row in grid.parts:
        values = [row.values[place] for place in years if place < len(row.values)]
        first, last = (values[-2], values[-1]) if len(values) >= _FEWEST else (None, None)
        if first is not None and last is not None and (last - first) * way <= 0:
            return row
    return None


def _explain_row(material: Material, sentence: int, row: Row, years: Sequence[int]) -> Finding:
    first, last = row.values[years[-2]], row.values[years[-1]]
    why = (
        f"Er staat dat dit voor alle geldt, maar {row.label} ging van {format_number(first or 0)} naar "
        f"{format_number(last or 0)}. Noem wat anders ging."
    )
    return material.find(
        FindingKind.CONTRADICTED_DIRECTION,
        material.sentence_span(sentence),
        why,
        severity=Severity.CONCLUSION,
        computed={"values": [first, last]},
    )
