"""Does a table ask less for a later year than it says was reached?"""

from __future__ import annotations

import re
from decimal import Decimal

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material, Span
from spoorboek.rules.letter_audit.model import Finding, FindingKind
from spoorboek.rules.letter_audit.moves import kind_of

_REACHED = re.compile(
    r"\b(?:bereikt|behaald|gerealiseerd|realisatie|resultaat|uitkomst|stand|gehaald|huidig\w*|"
    r"werkelijk)\b",
    re.IGNORECASE,
)
_AIMED = re.compile(r"\b(?:doel\w*|streef\w*|norm|ambitie|target|beoogd|taakstelling)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(20\d\d)\b")


def check_target_tables(material: Material) -> Found:
    """Find rows in which the target of a later year is worse than what was reached."""
    found: list[Finding] = []
    for grid in material.grids:
        reached = [place for place, name in enumerate(grid.columns) if _REACHED.search(name)]
        aimed = [
            place for place, name in enumerate(grid.columns) if _AIMED.search(name) and place not in reached
        ]
        if (
            len(reached) != 1
            or len(aimed) != 1
            or not _is_later(grid.columns[aimed[0]], grid.columns[reached[0]])
        ):
            continue
        targets = dict(grid.column_of(aimed[0]))
        for row, result in grid.column_of(reached[0]):
            target = targets.get(row)
            if target is None or result is None or not _is_worse(row.label, result, target):
                continue
            why = (
                f"Bereikt is al {format_number(result)} en het doel is {format_number(target)}. "
                "Kies een doel dat verder gaat, of schrijf waarom niet."
            )
            span = Span(row.start, row.end)
            found.append(
                material.find(
                    FindingKind.TARGET_WORSE_THAN_RESULT,
                    span,
                    why,
                    severity=Severity.CONCLUSION,
                    computed={"target": target, "result": result},
                )
            )
    return found


def _is_later(aimed: str, reached: str) -> bool:
    ahead, back = _YEAR.search(aimed), _YEAR.search(reached)
    return bool(ahead and back and ahead[1] > back[1])


def _is_worse(label: str, result: int | Decimal, target: int | Decimal) -> bool:
    """Of what nobody wants a target is the most, of what is done or wanted the least."""
    kind = kind_of(label)
    if kind == "harm":
        return target > result
    return kind in ("benefit", "doing") and target < result
