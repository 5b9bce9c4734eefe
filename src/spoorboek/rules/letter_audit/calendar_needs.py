"""What a text must have for a kind of period to be in it: to see so is many times faster than to search."""

from __future__ import annotations

import re

from spoorboek.figures.dutch_dates import MONTHS

_FIGURE = re.compile(r"\d")
_NEEDS = {
    "month": ("maart", "mrt", *(name[:3] for name in MONTHS if name != "maart")),
    "season": (
        *("voorjaar", "lente", "zomer", "najaar", "herfst", "winter"),
        *("begin", "start", "medio", "halverwege", "eind"),
    ),
    "unit": ("kwartaal", "tertaal", "trimester", "half", "helft", "q1", "q2", "q3", "q4"),
    "which": ("maanden",),
    "year": ("19", "20"),
}
_WITH_FIGURES = frozenset({"month", "season", "year"})


def find_needs(words: str, *, in_full: bool = True) -> frozenset[str]:
    """Return the kinds of period that a text can have.

    Parameters: ``words``; ``in_full``, whether days, months and seasons count only with their figures.
    Errors: none.

    >>> sorted(find_needs("in het tweede kwartaal"))
    ['unit']
    """
    lowered = words.lower()
    has = frozenset(name for name, needed in _NEEDS.items() if any(part in lowered for part in needed))
    return has - _WITH_FIGURES if in_full and not _FIGURE.search(words) else has
