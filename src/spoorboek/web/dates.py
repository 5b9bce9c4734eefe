"""Days, moments and periods in the language of the page. In what is typed and read back, they stay Dutch."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.utils.translation import get_language

from spoorboek.figures import dutch_dates
from spoorboek.figures.period import Period

_ENGLISH = {
    "tot en met": "to",
    "om": "at",
    **dict(
        zip(
            dutch_dates.MONTHS,
            (
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December",
            ),
            strict=True,
        )
    ),
}
_DUTCH = re.compile(rf"\b({'|'.join(_ENGLISH)})\b")


def format_date(day: date) -> str:
    """Write a day: ``24 februari 2025`` or ``24 February 2025``."""
    return _say(dutch_dates.format_date(day))


def format_moment(moment: datetime) -> str:
    """Write a moment as the clock on the wall says it; the caller gives it in local time."""
    return _say(dutch_dates.format_moment(moment))


def format_period(period: Period) -> str:
    """Write a period: ``januari tot en met april 2023`` or ``January to April 2023``."""
    return _say(dutch_dates.format_period(period))


def _say(words: str) -> str:
    if (get_language() or "nl").startswith("nl"):
        return words
    return _DUTCH.sub(lambda found: _ENGLISH[found[0]], words).removesuffix(" uur")
