"""What every answer carries: how many reports it rests on, what was left out, with what it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.hotspots.reports import CLOCK_WORDS, ReportSet

WITHOUT_PLACE = "zonder plek"
WITHOUT_HOUR = "zonder tijd van de dag"
OUTSIDE_STUDY = "buiten de periode"


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame around one answer."""

    used_count: int
    dropped: Mapping[str, int]
    clock: str
    zone: str
    seed: int
    parameters: Mapping[str, Any]
    multiple_testing: str
    power: str
    notes: tuple[str, ...] = ()
    is_invented: bool = False
    more: Mapping[str, Any] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data, for JSON."""
        return {
            "used_count": self.used_count,
            "dropped": dict(self.dropped),
            "clock": self.clock,
            "zone": self.zone,
            "seed": self.seed,
            "parameters": dict(self.parameters),
            "multiple_testing": self.multiple_testing,
            "power": self.power,
            "notes": list(self.notes),
            "is_invented": self.is_invented,
            **self.more,
        }


def frame(
    found: ReportSet,
    used_count: int,
    *,
    seed: int,
    parameters: Mapping[str, Any],
    multiple_testing: str,
    power: str,
    dropped: Mapping[str, int] | None = None,
) -> Frame:
    """Put the frame around an answer from ``found`` that rests on ``used_count`` reports.

    Parameters: ``dropped`` what was left out beyond what the file itself lost, by reason.
    """
    lost = {**found.dropped, **{reason: n for reason, n in (dropped or {}).items() if n}}
    return Frame(
        used_count,
        lost,
        CLOCK_WORDS[found.clock],
        found.zone,
        seed,
        parameters,
        multiple_testing,
        power,
        found.notes,
        found.is_invented,
    )


def describe_reports(found: ReportSet, notes: Sequence[str] = ()) -> dict[str, Any]:
    """Return as plain data how many reports there are, what was left out, and whose clock they follow.

    Parameters: ``notes`` of the answer itself, to be put before those of the file.
    """
    return {
        "used_count": len(found.reports),
        "dropped": dict(found.dropped),
        "clock": CLOCK_WORDS[found.clock],
        "zone": found.zone,
        "notes": [*notes, *found.notes],
        "is_invented": found.is_invented,
    }


def tell_used(used_count: int, dropped: Mapping[str, int]) -> str:
    """Tell in Dutch how many reports count and how many do not, by reason.

    >>> tell_used(44, {"zonder plek": 2})
    '44 meldingen tellen mee; 2 niet: 2 zonder plek.'
    """
    head = f"{format_number(used_count)} meldingen tellen mee"
    lost = {reason: count for reason, count in dropped.items() if count}
    if not lost:
        return f"{head}."
    reasons = ", ".join(f"{format_number(count)} {reason}" for reason, count in lost.items())
    return f"{head}; {format_number(sum(lost.values()))} niet: {reasons}."
