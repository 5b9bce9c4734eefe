"""Do the rows and columns of a table make up its totals, and the total that the text tells?"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from spoorboek.documents.readers.audit_blocks import BlockKind
from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material, Span
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.grids import Grid, Row, rounding_of
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.reading.passages import is_countable
from spoorboek.rules.letter_audit.reading.roles import Role
from spoorboek.rules.letter_audit.series import list_years

_NEAR = Decimal("0.25")
_FEWEST = 3
_PAIR = 2


def check_table_sums(material: Material) -> Found:
    """Find totals of a table, or of the text right beside it, that its numbers do not make up."""
    found: list[Finding] = []
    for grid in material.grids:
        found += _check_total_rows(material, grid)
        found += _check_total_column(material, grid)
        found += _check_text(material, grid)
    return found


def _check_total_rows(material: Material, grid: Grid) -> list[Finding]:
    """A total adds up all parts above it, those since the total before it, or the totals above it."""
    found = []
    for at, total in enumerate(grid.rows):
        above = [row for row in grid.rows[:at] if not row.is_inside]
        if not total.is_total or (len(above) < _PAIR and at):
            continue
        # A total in the first row stands above its parts.
        groups = _list_groups(above) if at else [[row for row in grid.rows[1:] if not row.is_inside]]
        for place, printed in enumerate(total.values):
            summed = [_sum_of(rows, place) for rows in groups if len(rows) >= _PAIR]
            known = [one for one in summed if one is not None]
            if printed is None or not known or not grid.may_add_up(place):
                continue
            room = rounding_of([*(row.values[place] or 0 for row in above), printed], grid.scale(place))
            nearest = min(known, key=lambda one, printed=printed: abs(one - printed))  # type: ignore[misc]
            if abs(nearest - printed) > room and (at or abs(nearest - printed) <= nearest * _NEAR):
                span = _find_place(material, total, place, printed)
                found.append(_explain(material, span, nearest, printed))
    return found


def _find_place(material: Material, total: Row, place: int, printed: int | Decimal) -> Span:
    """A total that the text repeats as one is told at the text, else in its row."""
    for passage in material.passages:
        for one in passage.counts:
            if one.fact.value == printed and Role.TOTAL in one.roles:
                return material.sentence_span(one.sentence)
    return Span(total.start, total.cells[place + 1].end)


def _list_groups(above: Sequence[Row]) -> list[list[Row]]:
    """Return the rows that a total can add up."""
    totals = [place for place, row in enumerate(above) if row.is_total]
    since = list(above[totals[-1] + 1 :]) if totals else list(above)
    groups = [since, [row for row in above if not row.is_total]]
    if totals:
        groups += [[row for row in above if row.is_total], [*(above[place] for place in totals), *since]]
    return groups


def _sum_of(rows: Sequence[Row], place: int) -> Decimal | None:
    values = [row.values[place] for row in rows if place < len(row.values)]
    known = [one for one in values if one is not None]
    return sum((Decimal(one) for one in known), Decimal(0)) if known and len(known) == len(rows) else None


def _check_total_column(material: Material, grid: Grid) -> list[Finding]:
    """Find rows whose last cell is not the sum of those before it, under a last column of totals."""
    if len(grid.columns) < _FEWEST or not _is_total_name(grid.columns[-1]):
        return []
    last = len(grid.columns) - 1
    found = []
    for row in grid.rows:
        known = [one for one in row.values[:last] if one is not None]
        printed = row.values[last] if last < len(row.values) else None
        if printed is None or len(known) < last or not all(map(grid.may_add_up, range(last))):
            continue
        summed = sum((Decimal(one) for one in known), Decimal(0))
        if abs(summed - printed) > rounding_of([*known, printed], grid.scale(last)):
            cell = row.cells[last + 1]
            found.append(_explain(material, Span(cell.start, cell.end), summed, printed))
    return found


def _is_total_name(name: str) -> bool:
    return Row(name, (), ()).is_total


def _check_text(material: Material, grid: Grid) -> list[Finding]:
    """Find the one number right above or below a table of one column that must be its sum and nearly is."""
    column = grid.column_of(0)
    if len(grid.columns) != 1 or len(column) < _FEWEST or len(column) < len(grid.rows):
        return []
    if grid.total is not None or len(grid.parts) < len(grid.rows) or not grid.may_add_up(0):
        return []
    if list_years(material.letter.text.blocks[grid.block].table) or _is_flow(grid):
        return []
    summed = sum((Decimal(value) for _, value in column), Decimal(0))
    for fact in _list_beside(material, grid.block):
        is_near = abs(fact.value - summed) <= summed * _NEAR
        own = [value for _, value in column]
        if (
            is_near
            and fact.value != summed
            and fact.value not in own
            and not fact.mention.detail.get("about")
        ):
            span = material.span_of(fact.mention)
            return [_explain(material, span, summed, fact.value)]
    return []


def _is_flow(grid: Grid) -> bool:
    """Tell whether the rows tell what was there, came in and went out: those are no parts of a whole."""
    return any("open" in row.label.lower() or "stand" in row.label.lower() for row in grid.rows)


def _list_beside(material: Material, block: int) -> list[Fact]:
    """Return the number of the paragraph above a table, or below it, when that has one number only."""
    blocks = material.letter.text.blocks
    found: list[Fact] = []
    for place in (block - 1, block + 1):
        if not 0 <= place < len(blocks) or blocks[place].kind is not BlockKind.PARAGRAPH:
            continue
        facts = [one for one in material.facts if one.mention.block == place]
        counts = [one for one in facts if is_countable(one) and one.mention.kind is MentionKind.NUMBER]
        found += counts if len(counts) == 1 and counts[0].unit else []
    return found


def _explain(material: Material, span: Span, summed: Decimal, printed: int | Decimal) -> Finding:
    whole = int(summed) if summed == int(summed) else summed
    why = (
        f"Er staat {format_number(printed)}, maar de onderdelen in de tabel zijn samen "
        f"{format_number(whole)}. Kijk welk getal niet klopt."
    )
    return material.find(
        FindingKind.DOES_NOT_ADD_UP,
        span,
        why,
        severity=Severity.NUMBER,
        computed={"parts": whole, "total": printed},
    )
