"""Promises: words that promise, with the number and the pace that they promise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spoorboek.rules.letter_audit.lexicon import Lexicon
from spoorboek.rules.letter_audit.model import MentionKind, Spot
from spoorboek.rules.letter_audit.word_spots import Words

_NUMBERS = (MentionKind.NUMBER, MentionKind.RANGE, MentionKind.AMOUNT, MentionKind.PERCENTAGE)
# What has been done is no promise, whatever stands beside it.
_DONE = re.compile(
    r"(?<!\w)(?:hebben|heeft|zijn|is|werd|werden|hadden|had)\s+(?:[^.;]*\s)?(?:ge\w+|\w+ge\w+(?:d|t|en))(?!\w)"
)
_AGREED = re.compile(r"(?<!\w)(?:voorgenomen|toegezegd|afgesproken om)\b")
_WANTS = re.compile(r"(?<!\w)(?:zullen|zal|gaan|gaat|willen|wil|komend|komende|volgend)\b")


def find_promises(start: int, end: int, block: Words, spots: Sequence[Spot], leads: bool) -> Iterator[Spot]:
    """Yield the promises of one sentence, with the first number after their words.

    Parameters: ``start`` and ``end`` of the sentence in its ``block``; ``spots`` of the sentence; ``leads``,
    whether the lines above it promise. Errors: none.
    """
    words = block.lowered[start:end]
    match = block.search("promises.will", words)
    if match is None and block.search("promises.ahead", words):
        match = block.search("promises.present", words)
    pace = _find_pace(words, block)
    least = block.search("promises.at_least", words)
    is_done = bool(_DONE.search(words)) and not (_WANTS.search(words) or _AGREED.search(words))
    numbers = [spot for spot in spots if spot.kind in _NUMBERS]
    if match is None and not leads:
        if is_done or not numbers or not (pace or least) or not _WANTS.search(words):
            return
        match = least or block.search(f"promises.per.{pace}", words)
    if is_done and not leads:
        return
    at, to = (start + match.start(), start + match.end()) if match else (start, end)
    number = next((spot for spot in numbers if spot.end > at), numbers[0] if numbers else None)
    if match is None:
        at, to = (number.start, number.end) if number else (start, end)
    spot = Spot(MentionKind.PROMISE, at, to)
    detail: dict[str, object] = {"lead": True} if match is None else {}
    if pace:
        detail["per"] = pace
    if number is None:
        yield replace(spot, detail=detail)
        return
    for name in ("at_least", "at_most", "about"):
        if number.detail.get(name):
            detail[name] = True
    detail["number"] = (number.start, number.end)
    yield replace(
        spot,
        value=number.value,
        low=number.low,
        high=number.high,
        unit=number.unit,
        period=number.period,
        detail=detail,
    )


def _find_pace(words: str, block: Words) -> str | None:
    names = ("year", "month", "quarter", "week", "day", "plan")
    return next((name for name in names if block.search(f"promises.per.{name}", words)), None)


def promises_lead(words: str, lexicon: Lexicon) -> bool:
    """Tell whether a heading or a line before a list promises what stands below it.

    Parameters: ``words`` in small letters; ``lexicon``. Errors: none.
    """
    return bool(lexicon["promises.will"].search(words) or lexicon["promises.lead"].search(words))
