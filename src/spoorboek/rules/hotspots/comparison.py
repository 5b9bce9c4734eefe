"""This period beside the one before it, of equally many days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from spoorboek.figures.dutch_dates import format_date
from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.hotspots.reports import MOST_DAYS
from spoorboek.rules.hotspots.rounding import write_reports
from spoorboek.rules.hotspots.sufficiency import Level
from spoorboek.stats.visible_change import find_visible_change

LEAST_DAYS = 7
EARLIEST = 1800


@dataclass(frozen=True, slots=True)
class Turn:
    """Two periods of equally many days that follow each other."""

    first: date
    """First day of the later period."""
    last: date

    @property
    def day_count(self) -> int:
        """Return how many days each period has."""
        return (self.last - self.first).days + 1

    @property
    def first_before(self) -> date:
        """Return the first day of the earlier period."""
        return self.first - timedelta(days=self.day_count)


def compare_with_before(
    days: Sequence[date],
    *,
    first: date | None = None,
    last: date | None = None,
    earlier: Sequence[date] | None = None,
) -> dict[str, Any]:
    """Compare the reports of a period with those of as many days right before it.

    Parameters: ``days`` of the reports, at least one; ``first`` and ``last`` day of the period, None for the
    second half of ``days``, or for all of them when there are ``earlier`` days; ``earlier`` days of another
    set for the period before, None to take them from ``days`` too.

    Returns plain data with ``level`` and ``sentence``; without ``before`` and ``after`` when it cannot be
    told.
    """
    turn = _choose_turn(days, first, last, whole=earlier is not None)
    source = days if earlier is None else earlier
    if turn is None or turn.day_count < LEAST_DAYS:
        return _refuse("De periode is te kort om met de periode ervoor te vergelijken.")
    if turn.first.year < EARLIEST or turn.day_count > MOST_DAYS:
        return _refuse(f"De periode van {turn.first} tot en met {turn.last} is te lang of te lang geleden.")
    if lack := _tell_lack(turn, days, source):
        return _refuse(lack)
    before = sum(turn.first_before <= day < turn.first for day in source)
    after = sum(turn.first <= day <= turn.last for day in days)
    if not before:
        return _refuse("In de periode ervoor zijn geen meldingen; er is niets om mee te vergelijken.")
    level, sentence = _tell_change(turn, before, after)
    return {
        "before": before,
        "after": after,
        "turn": turn.first.isoformat(),
        "days": turn.day_count,
        "level": level,
        "sentence": sentence,
    }


def _tell_change(turn: Turn, before: int, after: int) -> tuple[Level, str]:
    """Tell both counts, whether they differ more than chance, and from where on they would."""
    change = find_visible_change(before)
    days = format_number(turn.day_count)
    counts = (
        f"In de {days} dagen vanaf {format_date(turn.first)} waren er {write_reports(after)}; in de {days} "
        f"dagen ervoor {format_number(before)}."
    )
    if not change.hides(after):
        way = "stijging" if after > before else "daling"
        return "enough", f"{counts} Deze {way} is groter dan toeval."
    fall = "" if change.low is None else f" een daling bij {format_number(change.low)} of minder en"
    return "too_few", (
        f"{counts} Zo'n verschil kan toeval zijn. Aantoonbaar is{fall} een stijging bij "
        f"{format_number(change.high)} of meer."
    )


def _choose_turn(days: Sequence[date], first: date | None, last: date | None, *, whole: bool) -> Turn | None:
    """Return the period that was asked for, None when it is empty."""
    until = last or max(days)
    if first is None:
        begin = min(days)
        first = begin if whole else until - timedelta(days=((until - begin).days + 1) // 2 - 1)
    return Turn(first, until) if first <= until else None


def _tell_lack(turn: Turn, days: Sequence[date], source: Sequence[date]) -> str:
    """Tell which days the reports do not cover; empty when they do.

    A few quiet days at either end are no lack: with few reports the first one need not fall on the first day.
    """
    room = timedelta(days=max(LEAST_DAYS, turn.day_count // 10))
    if turn.last - max(days) > room:
        return f"De meldingen lopen tot {format_date(max(days))}; de gekozen periode loopt langer door."
    if min(source) - turn.first_before > room:
        return (
            f"Om te vergelijken zijn meldingen nodig vanaf {format_date(turn.first_before)}; "
            f"deze beginnen op {format_date(min(source))}."
        )
    if turn.first - timedelta(days=1) - max(source) > room:
        return (
            f"De meldingen van de periode ervoor lopen tot {format_date(max(source))}; nodig is tot en met "
            f"{format_date(turn.first - timedelta(days=1))}."
        )
    return ""


def _refuse(sentence: str) -> dict[str, Any]:
    return {"sentence": sentence, "level": "too_few"}
