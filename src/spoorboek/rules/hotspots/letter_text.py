"""Sentences about where and when for a letter: each number is tied to its figure, change is a claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from spoorboek.figures.definition import Kind
from spoorboek.figures.dutch_dates import format_date
from spoorboek.figures.dutch_numbers import format_number, format_share, format_value
from spoorboek.figures.values import NonValue
from spoorboek.rules.hotspots.kept_numbers import KeptNumber, list_kept_numbers
from spoorboek.rules.hotspots.sufficiency import Level, conclude

RADIUS = "straal waarbinnen is gezocht"


def write_letter_text(result: Mapping[str, Any], analysis: int) -> tuple[str, ...]:
    """Write the sentences of an analysis as text for a letter, with every number tied to its figure.

    Parameters: ``result`` of ``answer_all``, as it was kept; ``analysis`` its number.

    Returns sentences in the form of a letter source; where reports are too few or nothing is beyond chance
    the sentence says so and claims nothing. Empty for a result without days. Errors: none.
    """
    numbers = list_kept_numbers(result)
    if not numbers:
        return ()
    writer = _Writer(numbers, analysis)
    return (
        *writer.tell_enough(result["enough"]),
        *writer.tell_groups(result.get("scan")),
        *writer.tell_block(result.get("times")),
        *writer.tell_change(result.get("comparison")),
    )


class _Writer:
    """Ties the numbers of one analysis."""

    def __init__(self, numbers: tuple[KeptNumber, ...], analysis: int) -> None:
        self._numbers, self._analysis = numbers, analysis

    def _find(self, name: str) -> KeptNumber | None:
        return next((one for one in self._numbers if one.name == name), None)

    def _tie(self, name: str) -> str:
        found = self._find(name)
        return self._write(found) if found else "?"

    def _write(self, one: KeptNumber) -> str:
        value = one.value
        if isinstance(value, NonValue):
            said = "?"
        elif one.kind is Kind.SHARE:
            said = format_share(value, one.decimals)
        else:
            said = format_value(value, one.decimals)
        return f'[{said}]{{figure="{one.code(self._analysis)}" period="{one.period}"}}'

    def tell_enough(self, enough: Mapping[str, Any]) -> Iterator[str]:
        level: Level = enough["level"]
        yield conclude(level, self._tie("reports"))
        needs = [
            f"voor drukke {what} ongeveer {self._tie(name)}"
            for what, name in (("tijden", "needed-hours"), ("plekken", "needed-places"))
            if self._find(name)
        ]
        if needs:
            yield f"Voor een duidelijk antwoord zijn meer meldingen nodig: {' en '.join(needs)}."
        if self._find("visible-burst"):
            count = self._tie("visible-burst")
            yield (
                f'Een groep van {count} meldingen binnen [200]{{fixed="{RADIUS}"}} meter in een week zou wel '
                "zijn gevonden."
            )

    def tell_groups(self, scan: Mapping[str, Any] | None) -> Iterator[str]:
        if scan is None:
            return
        groups = [one for one in scan["clusters"] if one["is_beyond_chance"]]
        if not groups:
            yield (
                "Er is geen groep meldingen gevonden die groter is dan toeval. Dat bewijst niet dat er geen "
                "drukke plek is."
            )
        for number, one in enumerate(groups, 1):
            name = f"group-{number}"
            if self._find(name) is None:
                return
            first, last = (date.fromisoformat(one[key]) for key in ("first_day", "last_day"))
            when = f"Op {format_date(first)}"
            if first != last:
                when = f"Van {format_date(first)} tot en met {format_date(last)}"
            where = self._tell_radius(one["radius_m"])
            yield f"{when} waren er {self._tie(name)} meldingen{where}. {self._tell_chance(name)}"

    def _tell_radius(self, radius: float | None) -> str:
        if radius is None:
            return ""
        if radius < 1:
            return " op dezelfde plek"
        metres = format_number(int(-(-radius // 10) * 10))
        return f' binnen [{metres}]{{fixed="straal van de groep"}} meter'

    def _tell_chance(self, name: str) -> str:
        return (
            f"Verwacht waren er {self._tie(f'{name}-expected')}. Dat verschil is groter dan toeval: de kans "
            f"dat toeval dit geeft, is {self._tie(f'{name}-chance')}."
        )

    def tell_block(self, times: Mapping[str, Any] | None) -> Iterator[str]:
        if times is None:
            return
        block = times["block"]
        if not block["is_beyond_chance"]:
            yield f"Er zijn geen uren die drukker zijn dan toeval{_tell_profile(times)}."
            return
        first, after = block["first_hour"], (block["last_hour"] + 1) % 24
        yield (
            f"Tussen {first}.00 uur en {after}.00 uur vielen {self._tie('block')} van de "
            f"{self._tie('timed')} meldingen met een bekend uur. {self._tell_chance('block')}"
            f"{_tell_counterpart(times)}"
        )

    def tell_change(self, comparison: Mapping[str, Any] | None) -> Iterator[str]:
        before, after = self._compared()
        if not comparison or before is None or after is None:
            return
        code = after.code(self._analysis)
        spans = f'figure="{code}" from="{before.period}" to="{after.period}"'
        is_more = int(comparison["after"]) > int(comparison["before"])
        if comparison["level"] != "enough":
            words = f'[is niet aantoonbaar veranderd]{{claim="not_demonstrably_changed" {spans}}}'
        elif is_more:
            words = f'[is gestegen]{{claim="rises" {spans}}}'
        else:
            words = f'[is gedaald]{{claim="falls" {spans}}}'
        yield (
            f"Het aantal meldingen {words}: van {self._write(before)} in de periode vanaf "
            f"{format_date(before.period.first)} naar {self._write(after)} in de even lange periode vanaf "
            f"{format_date(after.period.first)}."
        )

    def _compared(self) -> tuple[KeptNumber | None, KeptNumber | None]:
        found = [one for one in self._numbers if one.name == "compared"]
        return (found[0], found[1]) if len(found) == 2 else (None, None)


def _tell_profile(times: Mapping[str, Any]) -> str:
    """Name what the hours were compared with, without the title of a set: that may not be public."""
    return "" if _is_flat(times) else ", vergeleken met de uren van andere meldingen"


def _tell_counterpart(times: Mapping[str, Any]) -> str:
    return "" if _is_flat(times) else " Vergeleken is met de uren van andere meldingen."


def _is_flat(times: Mapping[str, Any]) -> bool:
    return bool(times.get("parameters", {}).get("profile", "flat") == "flat")
