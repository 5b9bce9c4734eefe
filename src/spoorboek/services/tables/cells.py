"""What the text in a cell must look like, as SQL: typed values, and the checks that name what is wrong.

The SQL is made of names and words from a mapping that was checked; every one of them is quoted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spoorboek.services.tables.engine import quote_name, quote_text
from spoorboek.services.tables.mapping import Column, ColumnRole, ColumnType, TableMapping

AREA_PATTERN = "(NL|PV|VR|GM|WK|BU)[0-9]{2,8}"
INVENTED_WORDS = ("grenzen", "waarde")
"""What a row can say is made up in it: the bounds, or the number too."""

_DATE_PATTERN = "[0-9]{4}-[0-9]{2}-[0-9]{2}(T00:00:00)?|[0-9]{1,2}[-/][0-9]{1,2}[-/][0-9]{4}"
_DATE_FORMS = "['%Y-%m-%d', '%Y-%m-%dT%H:%M:%S', '%d-%m-%Y', '%d/%m/%Y']"
_THOUSANDS = r"([0-9]{1,3}(\.[0-9]{3})+|[0-9]+)"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must not be: rows for which ``condition`` holds get ``sentence``.

    ``{value}`` in the sentence stands for what the cell holds; ``shown`` is the SQL that gives it.
    """

    header: str
    condition: str
    shown: str
    sentence: str


def raw_cell(column: Column) -> str:
    """Return the SQL for the text of a cell: without spaces around it, NULL when empty."""
    plain = column.type is ColumnType.TEXT
    return quote_name(column.name if plain else f"{column.name}_text")


def trimmed(cell: str) -> str:
    """Return the SQL that takes the spaces off a cell; asking first is much faster than always trimming."""
    return (
        f"CASE WHEN prefix({cell}, ' ') OR suffix({cell}, ' ') THEN NULLIF(trim({cell}), '') ELSE {cell} END"
    )


def kept_columns(column: Column) -> tuple[str, ...]:
    """Return the names of the columns that the kept table gets for one column of the file."""
    if column.role is ColumnRole.PERIOD:
        return ("first_on", "last_on")
    return (column.name, f"{column.name}_state") if column.is_number else (column.name,)


def typed_column(column: Column, mapping: TableMapping) -> Iterator[tuple[str, str]]:
    """Yield name and SQL of what is made of a cell alone. Text stays text; periods are looked up later."""
    cell = raw_cell(column)
    if column.type is ColumnType.PERIOD:
        return
    if column.role is ColumnRole.PERIOD:
        yield "first_on", _as_date(cell)
        yield "last_on", _as_date(cell)
    elif column.is_number:
        yield column.name, _as_number(cell, column, mapping)
        yield f"{column.name}_state", _as_state(cell, mapping)
    elif column.type is ColumnType.DATE:
        yield column.name, _as_date(cell)


def checks_of(mapping: TableMapping) -> Iterator[Check]:
    """Yield every check on single rows; they read the text and the typed value side by side."""
    for column in mapping.columns:
        yield from _checks_of_column(column, mapping)
    yield from _checks_of_bounds(mapping)


def _checks_of_column(column: Column, mapping: TableMapping) -> Iterator[Check]:
    cell = raw_cell(column)
    if column.required:
        yield Check(column.header, f"{cell} IS NULL", "''", "de cel is leeg en moet gevuld zijn")
    if column.is_number:
        yield from _checks_of_number(column, mapping)
    elif column.role is ColumnRole.PERIOD:
        sentence = "'{value}' is geen periode; schrijf 2023, 2023-04, 2023-Q2 of 2023-04-05"
        if column.type is ColumnType.DATE:
            sentence = "'{value}' is geen datum; schrijf 2023-04-05 of 5-4-2023"
        yield Check(column.header, f"{cell} IS NOT NULL AND first_on IS NULL", cell, sentence)
    elif column.type is ColumnType.DATE:
        condition = f"{cell} IS NOT NULL AND {quote_name(column.name)} IS NULL"
        sentence = "'{value}' is geen datum; schrijf 2023-04-05 of 5-4-2023"
        yield Check(column.header, condition, cell, sentence)
    elif column.role is ColumnRole.AREA:
        condition = f"NOT regexp_full_match({cell}, {quote_text(AREA_PATTERN)})"
        sentence = "'{value}' is geen gebiedscode, zoals GM0505, WK050501 of BU05050101"
        yield Check(column.header, condition, cell, sentence)
    elif column.role is ColumnRole.INVENTED:
        sentence = "'{value}' is onbekend; laat leeg of schrijf grenzen of waarde"
        yield Check(column.header, f"{cell} NOT IN {_word_list(INVENTED_WORDS)}", cell, sentence)


def _checks_of_number(column: Column, mapping: TableMapping) -> Iterator[Check]:
    cell, typed = raw_cell(column), quote_name(column.name)
    state = quote_name(f"{column.name}_state")
    sentence = "'{value}' is geen geheel getal"
    if column.type is ColumnType.DECIMAL:
        mark = "een komma" if mapping.decimal_mark == "," else "een punt"
        sentence = f"'{{value}}' is geen getal met {mark} en ten hoogste zes decimalen"
    yield Check(column.header, f"{typed} IS NULL AND {state} IS NULL", cell, sentence)
    if column.minimum is not None:
        sentence = f"{{value}} is te klein; het getal is ten minste {column.minimum}"
        yield Check(column.header, f"{typed} < {column.minimum}", cell, sentence)
    if column.maximum is not None:
        sentence = f"{{value}} is te groot; het getal is ten hoogste {column.maximum}"
        yield Check(column.header, f"{typed} > {column.maximum}", cell, sentence)


def _checks_of_bounds(mapping: TableMapping) -> Iterator[Check]:
    value, low, high = (
        mapping.column_with(role) for role in (ColumnRole.VALUE, ColumnRole.LOW, ColumnRole.HIGH)
    )
    if low is None or high is None:
        return
    low_sql, high_sql = quote_name(low.name), quote_name(high.name)
    one_sided = f"({low_sql} IS NULL) <> ({high_sql} IS NULL)"
    yield Check(low.header, one_sided, "''", "een ondergrens en een bovengrens komen samen")
    sentence = "de ondergrens {value} ligt boven de bovengrens"
    yield Check(low.header, f"{low_sql} > {high_sql}", raw_cell(low), sentence)
    if value is not None:
        value_sql = quote_name(value.name)
        sentence = "{value} ligt niet tussen de ondergrens en de bovengrens"
        condition = f"{value_sql} NOT BETWEEN {low_sql} AND {high_sql}"
        yield Check(value.header, f"{low_sql} <= {high_sql} AND {condition}", raw_cell(value), sentence)


def _as_number(cell: str, column: Column, mapping: TableMapping) -> str:
    dutch = mapping.decimal_mark == ","
    whole = _THOUSANDS if dutch else "[0-9]+"
    plain = f"replace({cell}, '.', '')" if dutch else cell
    if column.type is ColumnType.INTEGER:
        return f"CASE WHEN regexp_full_match({cell}, '-?{whole}') THEN TRY_CAST({plain} AS BIGINT) END"
    fraction = "(,[0-9]{1,6})?" if dutch else r"(\.[0-9]{1,6})?"
    plain = f"replace({plain}, ',', '.')"
    matches = f"regexp_full_match({cell}, '-?{whole}{fraction}')"
    return f"CASE WHEN {matches} THEN TRY_CAST({plain} AS DECIMAL(18, 6)) END"


def _as_state(cell: str, mapping: TableMapping) -> str:
    withheld, unknown = _word_list(mapping.withheld), _word_list(mapping.unknown)
    return (
        f"CASE WHEN {cell} IS NULL THEN 'missing' WHEN {cell} IN {withheld} THEN 'suppressed' "
        f"WHEN {cell} IN {unknown} THEN 'missing' END"
    )


def _as_date(cell: str) -> str:
    matches = f"regexp_full_match({cell}, {quote_text(_DATE_PATTERN)})"
    return f"CASE WHEN {matches} THEN CAST(try_strptime({cell}, {_DATE_FORMS}) AS DATE) END"


def _word_list(words: tuple[str, ...]) -> str:
    # An empty list is no SQL; an empty cell is NULL, so '' can stand for nothing.
    return f"({', '.join(quote_text(word) for word in words or ('',))})"
