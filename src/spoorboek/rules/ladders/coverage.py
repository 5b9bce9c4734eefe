"""A table answers every case once: for all facts and ordinals exactly one row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from spoorboek.rules.ladders.errors import LadderError
from spoorboek.rules.ladders.ladder import LadderRow


def check_rows(
    rows: Sequence[LadderRow], facts: Mapping[str, Mapping[str, str]], *, open_ended: bool
) -> None:
    """Check that a table is complete and says nothing twice.

    Parameters: ``rows`` of one version; ``facts``, for each fact its values with their Dutch words;
    ``open_ended``, whether the last row must say what comes after it (``3+``). Returns nothing. Errors:
    LadderError with a Dutch sentence for a double code, two rows for one case, a number or case without a
    row, or a last row that leaves open what comes after it.
    """
    codes = [row.code for row in rows]
    for code in codes:
        if codes.count(code) > 1:
            raise LadderError(f"de rij '{code}' staat er twee keer.")
    for values in product(*facts.values()):
        when = dict(zip(facts, values, strict=True))
        words = ", ".join(facts[name][value] for name, value in when.items()) or "deze ladder"
        fitting = sorted((row for row in rows if row.when == when), key=lambda row: row.position)
        _check_positions(fitting, words)
        if open_ended and not fitting[-1].and_more:
            last = fitting[-1].position
            raise LadderError(f"voor {words} staat niet wat er na nummer {last} komt: schrijf '{last}+'.")


def _check_positions(rows: Sequence[LadderRow], words: str) -> None:
    if not rows:
        raise LadderError(f"voor {words} staat er geen rij.")
    for wanted, row in enumerate(rows, start=1):
        if row.position < wanted:
            raise LadderError(f"voor {words} staan er twee rijen met nummer {row.position}.")
        if row.position > wanted:
            raise LadderError(f"voor {words} ontbreekt nummer {wanted}.")
        if row.and_more and wanted < len(rows):
            raise LadderError(f"voor {words} staat er een rij na '{row.position}+'.")
