"""Do the percentages in a column of a table follow from its other columns?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from spoorboek.figures.dutch_numbers import decimals_of, format_number, round_half_up
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material, Span
from spoorboek.rules.letter_audit.grids import Grid
from spoorboek.rules.letter_audit.model import Finding, FindingKind
from spoorboek.rules.letter_audit.reading.ratio_words import says
from spoorboek.rules.letter_audit.reading.table_lines import Line, Lines

_HUNDRED = Decimal(100)
_PAIR = 2
_MOST_COLUMNS = 7
_PER = re.compile(r"\b1(?:0{2,5}|0{0,2}\.000)\b")


@dataclass(frozen=True, slots=True)
class Formula:
    """A way in which a column can be made of others; ``kind`` is what its name would be."""

    kind: str
    compute: Callable[[Line], Decimal | None]
    names: tuple[str, ...]


def check_table_columns(material: Material) -> Found:
    """Find the rows in which a column of shares, changes or index numbers is made unlike the others."""
    found: list[Finding] = []
    for grid in material.grids:
        lines = Lines.of(grid)
        if len(grid.columns) > _MOST_COLUMNS:
            continue
        for column, name in enumerate(grid.columns):
            if kinds := _find_kinds(grid, column, name):
                found += _check_column(material, lines, column, kinds)
    return found


def _find_kinds(grid: Grid, column: int, name: str) -> frozenset[str]:
    """Return what a column can be by its name and its signs; nothing when it holds counts."""
    cells = [row.cells[column + 1].text for row in grid.rows if column + 1 < len(row.cells)]
    filled = [cell for cell in cells if any(sign.isdigit() for sign in cell)]
    has_signs = bool(filled) and all("%" in cell for cell in filled)
    if says("column_index", name):
        return frozenset({"share", "index"})
    if says("column_rate", name) and not has_signs:
        return frozenset({"rate"})
    if says("column_change", name):
        return frozenset({"change", "points"}) if has_signs or "%" in name else frozenset()
    if filled and sum(cell.strip()[0] in "+-−" for cell in filled) * _PAIR >= len(filled):
        return frozenset({"change"})
    if says("column_share", name) and not _is_money(grid, column):
        return (
            frozenset({"share"}) if has_signs or "%" in name or not grid.may_add_up(column) else frozenset()
        )
    return frozenset({"share", "change"}) if has_signs else frozenset()


def _is_money(grid: Grid, column: int) -> bool:
    return any("€" in row.cells[column + 1].text for row in grid.rows if column + 1 < len(row.cells))


def _check_column(material: Material, lines: Lines, column: int, kinds: frozenset[str]) -> list[Finding]:
    rows = [row for row in lines.rows if row.values[column] is not None]
    best: tuple[int, list[tuple[Line, Decimal]], Formula] | None = None
    for formula in _list_formulas(lines, column, kinds):
        made = [(row, value) for row in rows if (value := formula.compute(row)) is not None]
        wrong = [(row, value) for row, value in made if not _fits(row.values[column], value)]
        right = len(made) - len(wrong)
        if best is None or (right, -len(wrong)) > (best[0], -len(best[1])):
            best = right, wrong, formula
    if best is None:
        return []
    right, wrong, formula = best
    is_clear = len(wrong) * _PAIR <= right if right >= _PAIR else len(wrong) == right == 1
    return (
        [_explain(material, lines.grid, column, row, value, formula) for row, value in wrong]
        if is_clear
        else []
    )


def _fits(said: Decimal | None, value: Decimal) -> bool:
    # Shares are at times moved by one to make a hundred.
    slack = Decimal(10) ** -decimals_of(said or 0)
    return said is None or abs(abs(said) - abs(value)) <= slack


def _list_formulas(lines: Lines, column: int, kinds: frozenset[str]) -> Iterator[Formula]:
    """Yield every way in which a column can be made of one or two others."""
    grid = lines.grid
    others = [at for at in range(len(grid.columns)) if at != column]
    shares = {at for at in others if any(row.shares[at] for row in lines.rows)}
    counts = [at for at in others if at not in shares]
    if "share" in kinds:
        for at in counts:
            if (whole := lines.whole_of(at)) is not None and whole:
                yield Formula("share", _share_of(at, whole), (grid.columns[at],))
        for one, other in permutations(counts, 2):
            yield Formula("share", _quotient(one, other), (grid.columns[one], grid.columns[other]))
    if "index" in kinds:
        for base in [row for row in lines.rows if row.values[column] == _HUNDRED][:1]:
            for at in counts:
                if first := base.values[at]:
                    yield Formula("index", _share_of(at, first), (grid.columns[at],))
    if "rate" in kinds:
        per = _PER.search(grid.columns[column])
        scale = Decimal(per[0].replace(".", "")) if per else Decimal(1)
        for one, other in permutations(counts, 2):
            names = (grid.columns[one], grid.columns[other])
            yield Formula("rate", _quotient(one, other, scale), names)
    for one, other in permutations(others, 2):
        names = (grid.columns[one], grid.columns[other])
        if "change" in kinds:
            yield Formula("change", _change(one, other), names)
        if "points" in kinds and {one, other} <= shares and one < other:
            yield Formula("points", _points(one, other), names)


def _share_of(at: int, whole: Decimal) -> Callable[[Line], Decimal | None]:
    def compute(row: Line) -> Decimal | None:
        value = row.values[at]
        return None if value is None or row.is_total else value / whole * _HUNDRED

    return compute


def _quotient(one: int, other: int, scale: Decimal = _HUNDRED) -> Callable[[Line], Decimal | None]:
    def compute(row: Line) -> Decimal | None:
        part, whole = row.values[one], row.values[other]
        return part / whole * scale if part is not None and whole else None

    return compute


def _change(one: int, other: int) -> Callable[[Line], Decimal | None]:
    def compute(row: Line) -> Decimal | None:
        before, after = row.values[one], row.values[other]
        return (after - before) / before * _HUNDRED if after is not None and before else None

    return compute


def _points(one: int, other: int) -> Callable[[Line], Decimal | None]:
    def compute(row: Line) -> Decimal | None:
        before, after = row.values[one], row.values[other]
        return after - before if after is not None and before is not None else None

    return compute


def _explain(
    material: Material, grid: Grid, column: int, line: Line, value: Decimal, formula: Formula
) -> Finding:
    row = next(one for one in grid.rows if one.label == line.label and column + 1 < len(one.cells))
    cell = row.cells[column + 1]
    right = format_number(round_half_up(value, 1 if value != int(value) else 0))
    sign = "%" if "%" in cell.text else ""
    why = (
        f"In de tabel staat {cell.text.strip()}, maar {' en '.join(formula.names)} geven in deze rij "
        f"{right}{sign}, zoals in de andere rijen. Kijk welk getal niet klopt."
    )
    return material.find(
        FindingKind.PERCENTAGE_DIFFERS,
        Span(cell.start, cell.end),
        why,
        f"Schrijf {right}{sign}.",
        severity=Severity.NUMBER,
        computed={"percentage": value, "printed": line.values[column]},
    )
