"""What the rows of a table say, and what the text says of one row: flows, targets, budget, peaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Asked, Found, Material, Span
from spoorboek.rules.letter_audit.checks.flows import FLOW_KINDS
from spoorboek.rules.letter_audit.grids import Grid, Row
from spoorboek.rules.letter_audit.model import Finding, FindingKind
from spoorboek.rules.letter_audit.series import plain, read_period
from spoorboek.rules.letter_audit.stems import list_stems

_STOCK = r"(?:open\w*|stand|voorraad|lopend\w*|in behandeling|aanwezig|aantal)"
_ROLES = (
    (
        "carried_in",
        re.compile(
            rf"{_STOCK}\b.*\b(?:1 januari|1-1|begin|aanvang|start)|\b(?:begin|aanvang|1 januari)\b.*{_STOCK}|"
            r"beginstand|startvoorraad|beginvoorraad|doorlopend uit|overgekomen|meegenomen uit|"
            r"uit (?:vorig|20\d\d)",
            re.IGNORECASE,
        ),
    ),
    (
        "carried_out",
        re.compile(
            rf"{_STOCK}\b.*\b(?:31 december|31-12|eind\w*|ultimo)|\b(?:eind\w*|ultimo|"
            rf"31 december)\b.*{_STOCK}|"
            r"eindstand|eindvoorraad|doorgeschoven|nog open|resterend|door naar",
            re.IGNORECASE,
        ),
    ),
    (
        "closed",
        re.compile(
            r"afge\w+|gesloten|ingetrokken|vertrokken|opgeheven|verwijderd|af\b|uitstroom|uitgestroomd|"
            r"be[ëe]indigd|eraf|opgelost",
            re.IGNORECASE,
        ),
    ),
    (
        "opened",
        re.compile(
            r"nieuw\w*|ingediend|ontvangen|gemeld|erbij|toegevoegd|instroom|ingestroomd|binnengekomen|"
            r"bij\w*gekomen|erbij|aangemeld|gestart",
            re.I,
        ),
    ),
)
_RESULT = re.compile(
    r"realisatie|resultaat|werkelijk|gerealiseerd|behaald|bereikt|gehaald|uitkomst|\bstand\b|nulmeting|"
    r"rekening",
    re.IGNORECASE,
)
_BUDGET = re.compile(r"begroot|begroting|raming|geraamd", re.IGNORECASE)
_ABOVE = re.compile(r"\b(?:boven|hoger|meer)\b", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:onder|lager|minder|beneden)\b", re.IGNORECASE)
_PEAK = re.compile(r"\b(?:zwaartepunt|piek\w*|hoogtepunt|drukste?|meeste|hoogste aantal)\b", re.IGNORECASE)
_NTH = re.compile(r"\b((?:eerste|tweede|derde|vierde) kwartaal|[QK][1-4])\b", re.IGNORECASE)
_FEWEST = 3


def check_table_rows(material: Material) -> Found:
    """Put flows in a table to the judge; find words against a row."""
    found: list[Asked | Finding] = []
    for grid in material.grids:
        found += _check_flow(grid)
    for sentence in material.letter.sentences:
        if material.grids and not material.layout.is_table(sentence.index):
            words = material.sentence_words(sentence.index)
            found += _check_budget(material, sentence.index, words)
            found += _check_peak(material, sentence.index, words)
    return found


def _check_flow(grid: Grid) -> list[Asked]:
    known = _list_flow(grid.rows)
    if not {"carried_in", "opened", "carried_out"} <= known.keys():
        return []
    found = []
    for column in range(len(grid.columns)):
        values = {role: _sum_cells(rows, column) for role, rows in known.items()}
        if None in values.values():
            continue
        cell = known["carried_out"][0].cells[column + 1]
        entry: dict[str, Any] = {"claim": "flow", "words": "verloop", "flow": {"closed": None} | values}
        found.append(Asked(Span(cell.start, cell.end), entry, FLOW_KINDS))
    return found


def _list_flow(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Return the rows of each part of a flow: between the two stocks first what came, then what went.

    Of two rows between them of which the name says nothing, or of one beside one that does, the place tells
    which it is.
    """
    roles = [next((name for name, one in _ROLES if one.search(row.label)), None) for row in rows]
    known: dict[str, list[Row]] = {}
    for role, row in zip(roles, rows, strict=True):
        if role is not None and role not in known:
            known[role] = [row]
    if not {"carried_in", "carried_out"} <= known.keys():
        return known
    first, last = rows.index(known["carried_in"][0]), rows.index(known["carried_out"][0])
    between = range(first + 1, last)
    if len(between) == _BOTH:
        known["opened"], known["closed"] = [rows[first + 1]], [rows[first + 2]]
        if roles[first + 1] == "closed" or roles[first + 2] == "opened":
            known["opened"], known["closed"] = known["closed"], known["opened"]
    return known


def _sum_cells(rows: Sequence[Row], column: int) -> int | str | None:
    values = [row.values[column] if column < len(row.values) else None for row in rows]
    known = [value for value in values if value is not None]
    return plain(sum(known)) if len(known) == len(values) else None


_BOTH = 2


def _check_budget(material: Material, sentence: int, words: str) -> list[Finding]:
    """Find above or below the budget where the row says otherwise."""
    above, below = bool(_ABOVE.search(words)), bool(_BELOW.search(words))
    if above == below or not _BUDGET.search(words) or material.facts_in(sentence):
        return []
    stems = list_stems(words)
    for grid in material.grids:
        budget = [place for place, name in enumerate(grid.columns) if _BUDGET.search(name)]
        real = [place for place, name in enumerate(grid.columns) if _RESULT.search(name)]
        rows = [row for row in grid.rows if row.stems and row.stems <= stems and not row.is_total]
        if len(budget) != 1 or len(real) != 1 or len(rows) != 1:
            continue
        planned, spent = rows[0].values[budget[0]], rows[0].values[real[0]]
        if planned is None or spent is None or (spent > planned if above else spent < planned):
            continue
        return [_contradict(material, sentence, "hoger" if above else "lager", spent, planned)]
    return []


def _check_peak(material: Material, sentence: int, words: str) -> list[Finding]:
    """Find a busiest quarter, month or day that is not the largest number of its row."""
    if not _PEAK.search(words) or material.facts_in(sentence):
        return []
    for grid in material.grids:
        for names, values in _list_lines(grid):
            if len(values) < _FEWEST or None in values:
                continue
            named = [place for place, name in enumerate(names) if _is_named(name, words)]
            known = [value for value in values if value is not None]
            if len(named) == 1 and known[named[0]] < max(known):
                return [_contradict(material, sentence, "het hoogst", known[named[0]], max(known))]
    return []


def _list_lines(grid: Grid) -> list[tuple[Sequence[str], Sequence[int | Decimal | None]]]:
    """Return the one row, or the one column, of a table of one thing."""
    rows = grid.parts
    if len(rows) == 1:
        return [(grid.columns, rows[0].values)]
    if len(grid.columns) == 1:
        return [([row.label for row in rows], [row.values[0] if row.values else None for row in rows])]
    return []


def _is_named(name: str, words: str) -> bool:
    plain_name = name.strip().lower()
    if len(plain_name) > 2 and re.search(rf"\b{re.escape(plain_name)}\b", words.lower()):
        return True
    said = [read_period(match[1]) for match in _NTH.finditer(words)]
    own = read_period(name)
    return own is not None and any(one is not None and one.first.month == own.first.month for one in said)


def _contradict(
    material: Material, sentence: int, said: str, one: int | Decimal, other: int | Decimal
) -> Finding:
    why = (
        f"Er staat dat dit {said} is, maar in de tabel staat {format_number(one)} naast "
        f"{format_number(other)}. "
        "Kijk welk woord of getal niet klopt."
    )
    return material.find(
        FindingKind.CONTRADICTED_DIRECTION,
        material.sentence_span(sentence),
        why,
        severity=Severity.CONCLUSION,
        computed={"values": [one, other]},
    )
