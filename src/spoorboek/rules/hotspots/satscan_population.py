"""SaTScan's population file (.pop): inhabitants per place, and what is expected of each group of them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from spoorboek.rules.hotspots.reports import ReportFileError
from spoorboek.rules.hotspots.satscan import CaseLine, walk_lines

Group = tuple[str, ...]


def read_population(text: str, cases: Sequence[CaseLine], names: Mapping[str, int]) -> list[float]:
    """Read a .pop file: place, moment, inhabitants and groups such as age and sex.

    Parameters: ``cases`` with the same groups; ``names`` the number of each place.

    Returns a weight for each place. Without groups that is its inhabitants; with groups what its inhabitants
    would have in cases if each group had the rate of the whole region (indirect standardisation).

    Raises ReportFileError in Dutch: also for a place with inhabitants at two moments, since what is expected
    then changes over time in a way that Spoorboek does not know.
    """
    people: dict[Group, dict[int, float]] = defaultdict(dict)
    moments: dict[tuple[int, Group], str] = {}
    for line, words in walk_lines(text, ".pop"):
        if len(words) < 3:
            raise ReportFileError(
                f"Regel {line} van het .pop-bestand: plek, moment en inwoners horen er te staan."
            )
        place, group = find_place(names, words[0], ".pop"), tuple(words[3:])
        if moments.setdefault((place, group), words[1]) != words[1]:
            raise ReportFileError(
                f"Regel {line} van het .pop-bestand: '{words[0][:40]}' staat er op twee momenten. Geef de "
                "inwoners op een moment."
            )
        people[group][place] = people[group].get(place, 0.0) + _read_amount(words[2], line)
    if len(people) == 1:
        # One group is everybody, whatever the cases say of themselves.
        only = next(iter(people.values()))
        return [only.get(number, 0.0) for number in range(len(names))]
    return _standardise(people, cases, len(names))


def find_place(names: Mapping[str, int], place: str, kind: str) -> int:
    """Return the number of a place, or raise ReportFileError when it has no coordinates."""
    if place not in names:
        raise ReportFileError(f"Plek '{place[:40]}' staat in het {kind}-bestand en niet in het .geo-bestand.")
    return names[place]


def _standardise(
    people: Mapping[Group, Mapping[int, float]], cases: Sequence[CaseLine], place_count: int
) -> list[float]:
    weights = [0.0] * place_count
    counts: dict[Group, int] = defaultdict(int)
    for row in cases:
        if row.group not in people:
            said = " ".join(row.group)[:40] or "zonder groep"
            raise ReportFileError(
                f"Een geval ({said}) in het .cas-bestand hoort bij geen groep in het .pop-bestand."
            )
        counts[row.group] += row.count
    for group, amounts in people.items():
        total = sum(amounts.values())
        if counts[group] and total <= 0:
            raise ReportFileError(f"Groep '{' '.join(group)[:40]}' heeft gevallen en geen inwoners.")
        for place, amount in amounts.items():
            weights[place] += amount * counts[group] / total if total else 0.0
    return weights


def _read_amount(word: str, line: int) -> float:
    try:
        amount = float(word)
    except ValueError as error:
        raise ReportFileError(f"Regel {line} van het .pop-bestand: '{word[:20]}' is geen getal.") from error
    if not 0 <= amount <= 1e12 or math.isnan(amount):
        raise ReportFileError(
            f"Regel {line} van het .pop-bestand: {word[:20]} kan geen aantal inwoners zijn."
        )
    return amount
