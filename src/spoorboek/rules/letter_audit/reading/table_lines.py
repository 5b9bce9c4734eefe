"""A table as lines of numbers under names, whichever way it lies: over time, or of several columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import combinations, permutations

from spoorboek.figures.dutch_dates import MONTHS
from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.grids import Grid, Row
from spoorboek.rules.letter_audit.series import UNNAMED_YEAR, read_period
from spoorboek.rules.letter_audit.stems import list_stems, stem

_HUNDRED = Decimal(100)
_FEWEST = 2
_ROOT = 5
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NO_PLACE = re.compile(r"[¹²³⁴*†]+|\(\s*(?:n|N)\s*=\s*\d+\s*\)")


@dataclass(frozen=True, slots=True)
class Moved:
    """By how many percent a number of a table changed, both numbers, and the years in their names."""

    percentage: Decimal
    values: tuple[Decimal, Decimal]
    years: frozenset[str]


@dataclass(frozen=True)
class Line:
    """One row, or one column of a table that has years or months down: its numbers with their names."""

    label: str
    names: tuple[str, ...]
    values: tuple[Decimal | None, ...]
    shares: tuple[bool, ...]
    """Whether each is printed as a percentage."""
    is_total: bool = False

    @cached_property
    def stems(self) -> frozenset[str]:
        """Return the stems of its name."""
        return list_stems(_NO_PLACE.sub(" ", self.label))

    def list_changes(self) -> Iterator[Moved]:
        """Yield by how much an earlier number changed into a later one."""
        known = [pair for pair in zip(self.names, self.values, strict=False) if pair[1] is not None]
        for (first, before), (second, after) in combinations(known, 2):
            if before and after is not None:
                years = frozenset(_YEAR.findall(f"{first} {second}"))
                yield Moved((after - before) / before * _HUNDRED, (before, after), years)


@dataclass(frozen=True)
class Lines:
    """The lines of a table, and its columns of counts with their wholes."""

    grid: Grid
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]

    @classmethod
    def of(cls, grid: Grid) -> Lines:
        """Read a table both ways."""
        rows = tuple(
            Line(
                row.label, grid.columns, _to_decimals(row, len(grid.columns)), _find_signs(row), row.is_total
            )
            for row in grid.rows
        )
        columns = tuple(
            Line(
                name,
                tuple(row.label for row in rows if not row.is_total),
                tuple(row.values[place] for row in rows if not row.is_total),
                tuple(row.shares[place : place + 1] == (True,) for row in rows if not row.is_total),
            )
            for place, name in enumerate(grid.columns)
        )
        return cls(grid, rows, columns)

    @cached_property
    def is_dated_down(self) -> bool:
        """Tell whether each row is a year, a month or a quarter."""
        return len(self.rows) >= _FEWEST and all(
            row.is_total or read_period(row.label) is not None for row in self.rows
        )

    @cached_property
    def over_time(self) -> tuple[Line, ...]:
        """Return the lines along which something can change."""
        if self.is_dated_down:
            return self.columns
        dated = [place for place, name in enumerate(self.grid.columns) if _is_moment(name)]
        if len(dated) < _FEWEST:
            return ()
        return tuple(
            Line(
                row.label,
                tuple(row.names[at] for at in dated),
                tuple(row.values[at] for at in dated),
                tuple(row.shares[at] for at in dated),
                row.is_total,
            )
            for row in (*self.rows, *self._list_sums())
        )

    def _list_sums(self) -> list[Line]:
        """Return what the rows make together where the table does not say it."""
        if any(row.is_total for row in self.rows) or len(self.rows) < _FEWEST:
            return []
        wholes = tuple(self.whole_of(place) for place in range(len(self.grid.columns)))
        return [Line("totaal", self.grid.columns, wholes, (False,) * len(wholes), is_total=True)]

    def whole_of(self, column: int) -> Decimal | None:
        """Return what the rows of a column make together; None when they cannot be added."""
        if not self.grid.may_add_up(column):
            return None
        for row in self.rows:
            if row.is_total and row.values[column]:
                return row.values[column]
        values = [one.values[column] for one in self.rows]
        known = [value for value in values if value is not None]
        if len(known) < len(values) or len(known) < _FEWEST:
            return None
        # A last row that is the sum of the others is their total, whatever it is called.
        return known[-1] if sum(known[:-1]) == known[-1] else sum(known, Decimal(0))

    def list_shares(
        self, row: Line, *, is_within: bool = False
    ) -> Iterator[tuple[Decimal, Decimal, Decimal]]:
        """Yield the shares that a row tells: of its column, and one of its numbers in another; with both.

        Of what the row itself counts (``is_within``) only the second.
        """
        counts = [at for at, value in enumerate(row.values) if value is not None and not row.shares[at]]
        for at in counts if not is_within else ():
            value, whole = row.values[at], self.whole_of(at)
            if value is not None and whole and value < whole and not row.is_total:
                yield value / whole * _HUNDRED, value, whole
        for one, other in permutations(counts, 2):
            part, whole = row.values[one], row.values[other]
            if part is not None and whole and part < whole:
                yield part / whole * _HUNDRED, part, whole
        for at in counts if not is_within else ():
            for other_row in self.rows:
                part, whole = row.values[at], other_row.values[at]
                if part is not None and whole and part < whole:
                    yield part / whole * _HUNDRED, part, whole

    def find_rows(self, words: str) -> list[Line]:
        """Return the rows that a sentence names, or that are of its periods: Q2, het tweede kwartaal."""
        shared = _find_shared([row.stems for row in self.rows])
        said = list_stems(words)
        rows = [row for row in self.rows if not row.is_total]
        if self.is_dated_down:
            periods = [period for match in _TIME.finditer(words) if (period := read_period(match[0]))]
            return [row for row in rows if any(_is_of(row.label, period) for period in periods)]
        return [row for row in rows if _is_named(row, shared, said, words)]

    def find_lines(self, words: str) -> list[Line]:
        """Return the lines over time that a sentence names; the total where it names none."""
        lines = self.over_time
        shared = _find_shared([line.stems for line in lines if not line.is_total])
        said = list_stems(words)
        named = [line for line in lines if not line.is_total and _is_named(line, shared, said, words)]
        if named or len(lines) == 1:
            return named or list(lines)
        return [line for line in lines if line.is_total]


def _is_of(label: str, period: Period) -> bool:
    """Tell whether the name of a row is a period, when only one of both says of which year."""
    own = read_period(label)
    if own is None:
        return False
    years = {own.first.year, period.first.year}
    is_same = (own.first.month, own.last.month) == (period.first.month, period.last.month)
    return is_same and (len(years) == 1 or UNNAMED_YEAR in years)


_TIME = re.compile(
    rf"\b(?:(?:eerste|tweede|derde|vierde) kwartaal|[QK][1-4]|(?:eerste|tweede) (?:half\s?jaar|helft)|"
    rf"{'|'.join(MONTHS)})\b(?: (?:van )?(?:19|20)\d\d)?|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)


def _find_shared(stems: Sequence[frozenset[str]]) -> frozenset[str]:
    return frozenset.intersection(*stems) if len(stems) > 1 else frozenset()


def _is_named(line: Line, shared: frozenset[str], said: frozenset[str], words: str) -> bool:
    """Tell whether words name a line: each word of its name, or of a long name at least two."""
    own = line.stems - shared
    if not own:
        label = line.label.strip().lower()
        return bool(label) and re.search(rf"(?<!\w){re.escape(label)}(?!\w)", words.lower()) is not None
    hits = [one for one in own if any(are_alike(one, other) for other in said)]
    return len(hits) == len(own) or len(hits) >= _FEWEST or (len(hits) == 1 and len(own) == _FEWEST)


def are_alike(one: str, other: str) -> bool:
    """Tell whether two stems are forms or ends of one word: bewoner and bewoner, genodigd and uitgenodigd.

    Parameters: two stems. Errors: none.
    """
    short, long = sorted((one, other), key=len)
    if one == other or (len(short) >= _ROOT - 1 and long.endswith(short)):
        return True
    return len(short) > _ROOT and long.startswith(short[: max(_ROOT + 1, len(short) - 2)])


def _to_decimals(row: Row, width: int) -> tuple[Decimal | None, ...]:
    found = [None if value is None else Decimal(value) for value in row.values]
    return tuple((found + [None] * width)[:width])


def _find_signs(row: Row) -> tuple[bool, ...]:
    signs = ["%" in cell.text for cell in row.cells[1:]]
    return tuple(signs + [False] * len(row.values))


_MOMENT = re.compile(
    r"\b(?:(?:19|20)\d\d|nulmeting|streef\w*|doel\w*|nu|toen|vorig\w*|dit jaar|voor|na|begin|eind|"
    r"voormeting|nameting|eerste meting|tweede meting|start|stand|basis\w*|huidig\w*|"
    r"eerder|referentie\w*|Q[1-4]|januari|december)\b",
    re.IGNORECASE,
)


def _is_moment(name: str) -> bool:
    """Tell whether a column is of one time: 2024, nulmeting 2022, streefwaarde."""
    is_ratio = re.search(r"%|verschil|aandeel|percentage|t\.o\.v|mutatie|index|groei|-\s*20\d\d", name, re.I)
    return bool(_MOMENT.search(name)) and not is_ratio


def has_word_of(words: str, base: str) -> bool:
    """Tell whether one of some words stands among others, in some form.

    Parameters: ``words``; ``base``, one word or two. Errors: none.
    """
    return any(are_alike(own, one) for own in map(stem, base.split()) for one in list_stems(words))
