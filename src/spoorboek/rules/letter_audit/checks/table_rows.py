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
from spoorboek.rules.letter_audit.moves import kind_of
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
_AIM = re.compile(r"streef|\bdoel|norm|ambitie|target", re.IGNORECASE)
_LESS = re.compile(
    r"overlast|misdrij|inbra|incident|slachtoffer|geweld|diefstal|onveilig|ongeval|doorlooptijd|wachttijd|"
    r"branden|"
    r"vernieling|criminaliteit|verzuim|recidive|klacht|aanhouding|meldingen van|letsel|uitval",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"binnen de (?:norm|termijn|tijd)|op tijd|controle|check|bezoek|tevreden|rapportcijfer|nalev|afgerond|"
    r"training|les|bereik|succes|voldoende|vertrouwen|(?<!on)veilig vo|meldingsbereid|ophelder|"
    r"voorlichting|campagne|actie|inspectie|veilige",
    re.IGNORECASE,
)
_BUDGET = re.compile(r"begroot|begroting|raming|geraamd", re.IGNORECASE)
_ABOVE = re.compile(r"\b(?:boven|hoger|meer)\b", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:onder|lager|minder|beneden)\b", re.IGNORECASE)
_PEAK = re.compile(r"\b(?:zwaartepunt|piek\w*|hoogtepunt|drukste?|meeste|hoogste aantal)\b", re.IGNORECASE)
_NTH = re.compile(r"\b((?:eerste|tweede|derde|vierde) kwartaal|[QK][1-4])\b", re.IGNORECASE)
_FEWEST = 3


def check_table_rows(material: Material) -> Found:
    """Put flows in a table to the judge; find targets below results, and words against a row."""
    found: list[Asked | Finding] = []
    for grid in material.grids:
        found += _check_flow(grid)
        found += _check_targets(material, grid)
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


def _check_targets(material: Material, grid: Grid) -> list[Finding]:
    """Find a column of targets that asks less than the column of results beside it."""
    results = [
        place for place, name in enumerate(grid.columns) if _RESULT.search(name) and not _AIM.search(name)
    ]
    # Without a name for them the results are the columns that are years.
    results = results or [
        place for place, name in enumerate(grid.columns) if _ANY_YEAR.fullmatch(name.strip())
    ]
    aims = [place for place, name in enumerate(grid.columns) if _AIM.search(name)]
    if not results or len(aims) != 1 or not _is_later(grid.columns[aims[0]], grid.columns[results[-1]]):
        return []
    found = []
    places = aims[0], results[-1]
    for row in grid.parts:
        if max(aims[0], results[-1]) >= len(row.values):
            continue
        aim, result = row.values[aims[0]], row.values[results[-1]]
        sign = 1 if _MORE.search(row.label) else -1 if _LESS.search(row.label) else 0
        sign = sign or _SIGNS[kind_of(row.label)] or _find_way(grid, row, places)
        if aim is None or result is None or (result - aim) * sign <= 0:
            continue
        cell = row.cells[aims[0] + 1]
        why = (
            f"De streefwaarde {cell.text} vraagt minder dan er al was: {row.cells[results[-1] + 1].text}. "
            "Zeg dat erbij, of kies een ander doel."
        )
        span = Span(cell.start, cell.end)
        values = {"target": aim, "result": result}
        found.append(material.find(FindingKind.TARGET_WORSE_THAN_RESULT, span, why, computed=values))
    return found


def _find_way(grid: Grid, row: Row, places: tuple[int, int]) -> int:
    """Return whether all other targets of a table ask for more (1) or for less (-1); 0 when they differ."""
    aim, result = places
    ways = set()
    for other in grid.parts:
        if other is row or max(places) >= len(other.values):
            continue
        wanted, reached = other.values[aim], other.values[result]
        if wanted is not None and reached is not None:
            ways.add((wanted > reached) - (wanted < reached))
    return ways.pop() if len(ways) == 1 and len(grid.parts) >= _FEWEST else 0


_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_SIGNS = {"harm": -1, "benefit": 1, "doing": 1, "": 0}


def _is_later(aim: str, result: str) -> bool:
    """A target of the same year as the result is one that was missed or met, none for what comes."""
    years = [re.findall(r"(?:19|20)\d\d", name) for name in (aim, result)]
    return bool(years[0] and years[1] and years[0][-1] > years[1][-1])


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
