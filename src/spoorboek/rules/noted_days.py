"""Days on which something was done: they have been, and they are days that somebody lives to see."""

from __future__ import annotations

from datetime import date

from spoorboek.rules.errors import RuleError

_FIRST, _LAST = date(1900, 1, 1), date(2200, 12, 31)


def check_noted_day(on: date, *, today: date) -> None:
    """Refuse to note that something was done on a day that is still to come, or in another age.

    Parameters: ``on``, the day that was written down; ``today``, the day on which that is done. Errors:
    RuleError with a Dutch sentence.

    >>> check_noted_day(date(2025, 3, 3), today=date(2025, 3, 3))
    """
    check_possible_day(on)
    if on > today:
        raise RuleError(f"{on:%d-%m-%Y} ligt in de toekomst: schrijf op wat er is gebeurd.")


def check_possible_day(on: date | None) -> None:
    """Refuse a day that nobody can mean. What is planned may come later.

    Parameters: ``on``, a day, or None when none was written down. Errors: RuleError with a Dutch sentence.

    >>> check_possible_day(date(2030, 1, 1))
    """
    if on is not None and not _FIRST <= on <= _LAST:
        raise RuleError(
            f"{on.day:02}-{on.month:02}-{on.year:04} kan niet: kies een dag van 1900 tot en met 2200."
        )
