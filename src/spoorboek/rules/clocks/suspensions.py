"""Suspension of a decision by the court: from when until when, and what it does to the time to comply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spoorboek.figures.dutch_dates import format_date

REFERENCE = "Awb, artikel 8:81"


@dataclass(frozen=True, slots=True)
class Suspension:
    """The days on which a decision does not work. ``last_on`` None while its end is not known.

    ``why``: the Dutch sentence that says what ends it.
    """

    first_on: date
    last_on: date | None = None
    why: str = ""

    def holds(self, on: date) -> bool:
        """Tell whether the decision is suspended on a day."""
        return self.first_on <= on and (self.last_on is None or on <= self.last_on)

    @property
    def day_count(self) -> int | None:
        """Return how many days it lasts; None while its end is not known."""
        return None if self.last_on is None else (self.last_on - self.first_on).days + 1

    def describe(self) -> str:
        """Return the days in words: ``van 1 maart 2025 tot en met 4 april 2025``."""
        until = "tot de rechter of de wet er een einde aan maakt"
        if self.last_on is not None:
            until = f"tot en met {format_date(self.last_on)}"
        return f"van {format_date(self.first_on)} {until}"


@dataclass(frozen=True, slots=True)
class Compliance:
    """The last day to comply with an order, moved by suspensions. ``last_on`` None while one holds it up."""

    last_on: date | None
    why: tuple[str, ...] = ()


def find_suspension(on: date, suspensions: Sequence[Suspension]) -> Suspension | None:
    """Return the suspension that holds on a day, or None.

    Parameters: ``on``; ``suspensions``, in any order. Errors: none.
    """
    return next((one for one in suspensions if one.holds(on)), None)


def compute_compliance_end(comply_until: date, suspensions: Sequence[Suspension]) -> Compliance:
    """Return the last day to comply with an order that the court suspended.

    Parameters: ``comply_until``, the last day that the order names; ``suspensions`` of the order. Returns a
    Compliance: a suspended order asks nothing, so the time to comply stands still and goes on afterwards. The
    court may say otherwise, which goes before this. Errors: none. Source: our reading of Awb, artikelen 5:32a
    and 8:81; no lawyer looked at it yet.

    >>> compute_compliance_end(date(2025, 3, 10), [Suspension(date(2025, 3, 6), date(2025, 3, 15))]).last_on
    datetime.date(2025, 3, 20)
    """
    last, why = comply_until, list[str]()
    for one in sorted(suspensions, key=lambda each: each.first_on):
        if one.first_on > last:
            break
        if one.day_count is None:
            return Compliance(None, (*why, f"De last is geschorst {one.describe()} ({REFERENCE})."))
        last += timedelta(days=one.day_count)
        why.append(
            f"De termijn stond stil {one.describe()} ({REFERENCE}). Noemde de rechter een andere dag, dan "
            "geldt die."
        )
    return Compliance(last, tuple(why))
