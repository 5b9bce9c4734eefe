"""Do the shares of a table follow from its counts, and do all its rows do what the text says of all?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from spoorboek.figures.dutch_numbers import decimals_of, format_number, format_percentage, round_half_up
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material, Span
from spoorboek.rules.letter_audit.grids import Grid, Row
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind

_SHARE = re.compile(r"%|\b(?:aandeel|percentage|procent)\b", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:verschil|verandering|mutatie|ontwikkeling|toename|afname|t\.o\.v\.|groei)\b|\+/-", re.I
)
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
_HALF = Decimal("0.5")


def check_table_claims(material: Material) -> Found:
    """Find shares in a table that its counts do not give, and rows that go against "in alle wijken"."""
    found: list[Finding] = []
    for grid in material.grids:
        found += _check_shares(material, grid)
        found += _check_all(material, grid)
    return found


def _check_shares(material: Material, grid: Grid) -> list[Finding]:
    """Hold a column of shares against the column of counts before it and their total."""
    shares = [
        place for place, name in enumerate(grid.columns) if _SHARE.search(name) or _has_signs(grid, place)
    ]
    if len(shares) != 1 or shares[0] == 0 or _CHANGE.search(grid.columns[shares[0]]) or grid.total is None:
        return []
    share, count = shares[0], shares[0] - 1
    if not grid.may_add_up(count) or max(share, count) >= len(grid.total.values):
        return []
    total = grid.total.values[count]
    rows = [row for row in grid.parts if share < len(row.values) and row.values[share] is not None]
    known = [(row, row.values[count], row.values[share]) for row in rows]
    if not total or any(value is None for _, value, _ in known) or len(known) < _FEWEST:
        return []
    wrong = [(row, value) for row, value, said in known if not _is_share(value, total, said)]
    if len(wrong) * 2 > len(known):
        # Shares of something else, as of all cases with an answer.
        return []
    return [_explain_share(material, row, row.cells[share + 1].text, value, total) for row, value in wrong]


def _has_signs(grid: Grid, place: int) -> bool:
    cells = [row.cells[place + 1].text for row in grid.rows if place + 1 < len(row.cells)]
    return bool(cells) and all("%" in cell for cell in cells)


def _is_share(value: int | Decimal | None, total: int | Decimal, said: int | Decimal | None) -> bool:
    if value is None or said is None:
        return True
    right = Decimal(value) / Decimal(total) * 100
    slack = _HALF * Decimal(10) ** -decimals_of(said) + Decimal("0.5") * Decimal(10) ** -decimals_of(said)
    return abs(right - Decimal(said)) <= slack


def _explain_share(
    material: Material, row: Row, said: str, value: int | Decimal | None, total: int | Decimal
) -> Finding:
    right = round_half_up(Decimal(value or 0) / Decimal(total) * 100, 1)
    why = (
        f"In de tabel staat {said}, maar {format_number(value or 0)} van {format_number(total)} is "
        f"{format_percentage(right)}. Kijk welk getal niet klopt."
    )
    span = Span(row.start, row.end)
    values = [value, total]
    return material.find(
        FindingKind.PERCENTAGE_DIFFERS, span, why, severity=Severity.NUMBER, computed={"values": values}
    )


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
