"""The numbers of a kept analysis that a letter may print, each with its period and what it counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from spoorboek.figures.definition import Kind
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue, Value

CODE = "hotspots"
"""What the codes of these figures begin with: ``hotspots-3-reports`` is of analysis 3."""
MOST_GROUPS = 5
SMALL = 5
"""Fewer reports than this in one spot can point at somebody (method: small numbers)."""


@dataclass(frozen=True, slots=True)
class KeptNumber:
    """One number of an analysis: ``name`` ends its code, ``rule`` says in Dutch how it came about."""

    name: str
    title: str
    unit: str
    value: Value
    period: Period
    rule: str
    kind: Kind = Kind.COUNT
    decimals: int = 0

    def code(self, analysis: int) -> str:
        """Return the code of this figure for the analysis with this number."""
        return f"{CODE}-{analysis}-{self.name}"


def list_kept_numbers(result: Mapping[str, Any]) -> tuple[KeptNumber, ...]:
    """List the numbers of an analysis that a letter may print.

    Parameters: ``result`` of ``answer_all``, as it was kept.

    Returns the numbers; one that says that reports cluster is ``undefined`` where that is not shown, so that
    no sentence can rest on it, and ``suppressed`` where it counts fewer than five reports in one spot. Empty
    for a result without days. Errors: none.
    """
    if "first_day" not in result:
        return ()
    whole = Period(date.fromisoformat(result["first_day"]), date.fromisoformat(result["last_day"]))
    return (
        *_list_enough(result["enough"], whole),
        *_list_groups(result.get("scan"), whole),
        *_list_block(result.get("times"), whole),
        *_list_compared(result.get("comparison")),
    )


def _list_enough(enough: Mapping[str, Any], whole: Period) -> Iterator[KeptNumber]:
    count = int(enough["report_count"])
    yield KeptNumber("reports", "Meldingen", "meldingen", count, whole, "Alle meldingen met een tijd tellen.")
    for answer in enough["answers"]:
        if answer["needed_count"] is not None:
            what = "tijden" if answer["question"] == "hours" else "plekken"
            yield KeptNumber(
                f"needed-{answer['question']}",
                f"Meldingen die nodig zijn voor drukke {what}",
                "meldingen",
                int(answer["needed_count"]),
                whole,
                f"Zoveel meldingen tonen drukke {what} met 80% zekerheid; naar boven afgerond.",
            )
        if answer["question"] == "bursts" and answer["smallest_visible"] is not None:
            yield KeptNumber(
                "visible-burst",
                "Kleinste groep die zou zijn gevonden",
                "meldingen",
                int(answer["smallest_visible"]),
                whole,
                "De kleinste groep binnen 200 meter in een week die in 80% van de proeven is gevonden.",
            )


def _list_groups(scan: Mapping[str, Any] | None, whole: Period) -> Iterator[KeptNumber]:
    groups = [one for one in (scan["clusters"] if scan else ()) if one["is_beyond_chance"]][:MOST_GROUPS]
    if not groups:
        yield from _list_clustered("group-1", "Groep 1", None, whole)
    for number, one in enumerate(groups, 1):
        days = Period(date.fromisoformat(one["first_day"]), date.fromisoformat(one["last_day"]))
        yield from _list_clustered(f"group-{number}", f"Groep {number}", one, days, count="cases")


def _list_block(times: Mapping[str, Any] | None, whole: Period) -> Iterator[KeptNumber]:
    if times is not None:
        block = times["block"] if times["block"]["is_beyond_chance"] else None
        used, rule = int(times["used_count"]), "Meldingen met een bekende tijd van de dag."
        yield KeptNumber("timed", "Meldingen met een bekend uur", "meldingen", used, whole, rule)
        yield from _list_clustered("block", "Drukste uren", block, whole, count="count")


def _list_clustered(
    name: str, title: str, found: Mapping[str, Any] | None, period: Period, *, count: str = "cases"
) -> Iterator[KeptNumber]:
    """Yield how many there were, how many chance gives, and how likely chance gives as many."""
    rule = "Gezocht over alle plekken en perioden samen; de kans is die van toeval met herhaalde trekkingen."
    number: Value = NonValue.UNDEFINED
    expected: Value = NonValue.UNDEFINED
    chance: Value = NonValue.UNDEFINED
    if found is not None:
        counted = round(found[count])
        number = counted if counted >= SMALL else NonValue.SUPPRESSED
        expected = Decimal(str(found["expected"])).quantize(Decimal("0.1"))
        chance = Decimal(str(found["p"])).quantize(Decimal("0.0001"))
    else:
        rule = "Er is niets gevonden dat groter is dan toeval. Daarom is er geen getal."
    yield KeptNumber(name, f"{title}: meldingen", "meldingen", number, period, rule)
    expect = f"{name}-expected"
    yield KeptNumber(
        expect, f"{title}: verwacht door toeval", "meldingen", expected, period, rule, Kind.SCORE, 1
    )
    yield KeptNumber(
        f"{name}-chance", f"{title}: kans door toeval", "procent", chance, period, rule, Kind.SHARE, 1
    )


def _list_compared(comparison: Mapping[str, Any] | None) -> Iterator[KeptNumber]:
    if not comparison or "before" not in comparison:
        return
    turn, days = date.fromisoformat(comparison["turn"]), timedelta(days=int(comparison["days"]))
    rule = "Meldingen in twee perioden van evenveel dagen, naar de dag waarop zij gebeurden of binnenkwamen."
    for name, first in (("before", turn - days), ("after", turn)):
        period = Period(first, first + days - timedelta(days=1))
        yield KeptNumber(
            "compared", "Meldingen per periode", "meldingen", int(comparison[name]), period, rule
        )
