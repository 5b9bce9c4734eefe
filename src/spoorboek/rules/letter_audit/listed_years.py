"""Years and numbers told in two lists: in 2021, 2022 en 2023 achtereenvolgens 118, 109 en 104."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.model import Mention, MentionKind

_JOIN = re.compile(r"\s*(?:,|,?\s*en|,?\s*and|/)\s*", re.IGNORECASE)
_UNIT_JOIN = re.compile(r"\s*(?:[\w'’-]+\s*)?(?:,|,?\s*en|,?\s*and|/)\s*", re.IGNORECASE)
_LEAST = 2


def pair_listed_years(text: str, said: Sequence[Mention]) -> dict[int, Period]:
    """Return the year of each number of a list, by where it starts, when as many years go with it.

    Parameters: ``text`` of the letter; ``said``, the mentions of one sentence. Errors: none.
    """
    years = [one for one in said if one.kind is MentionKind.PERIOD and one.period is not None]
    numbers = [one for one in said if one.kind is MentionKind.NUMBER and one.value is not None]
    listed = _list_runs(text, numbers, _UNIT_JOIN)
    if len(listed) != 1:
        return {}
    periods = _list_periods(text, years)
    if len(periods) != len(listed[0]) or len(periods) < _LEAST:
        return {}
    return {one.start: period for one, period in zip(listed[0], periods, strict=True)}


def _list_periods(text: str, years: Sequence[Mention]) -> list[Period]:
    """Return the years of the one list of them, or those of a span of years."""
    spans = [one.period for one in years if one.period is not None and one.period.is_whole_years]
    if len(spans) == 1 and not spans[0].is_one_year:
        return [Period.year(year) for year in range(spans[0].first.year, spans[0].last.year + 1)]
    runs = _list_runs(text, [one for one in years if one.period and one.period.is_one_year], _JOIN)
    return [one.period for one in runs[0] if one.period is not None] if len(runs) == 1 else []


def _list_runs(text: str, mentions: Sequence[Mention], join: re.Pattern[str]) -> list[list[Mention]]:
    runs: list[list[Mention]] = []
    for one in mentions:
        if runs and join.fullmatch(text, runs[-1][-1].end, one.start):
            runs[-1].append(one)
        else:
            runs.append([one])
    return [run for run in runs if len(run) >= _LEAST]
