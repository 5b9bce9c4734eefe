"""What a change or level is compared with: ten opzichte van 2021, dan vorig jaar, landelijk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.model import MentionKind, Spot
from spoorboek.rules.letter_audit.word_spots import Words

_DAN = re.compile(
    r"(?<!\w)(?:dan|als)\s+(?=(?:in|over|op|vorig|het|de|een|landelijk|gemiddeld|twee|drie|vijf|voor|ooit|andere|elders|vergelijkbare|\d|voorheen|eerder|afgelopen|bij)\b)"
)
_TEGEN = re.compile(r"(?<!\w)tegen(?:over)?\s+(?=(?:nog\s+|ongeveer\s+)?\d)")
_ONLY_SMALL = re.compile(
    r"[\s(]*(?:(?:de|het|een|in|over|van|op|jaar|cijfers|cijfer|situatie|meting|uit|periode|eerste|zelfde|dezelfde|aantal|die|dat|begin|gemiddelde|resultaten|stand|jaren|voor|corona|jaar|onderzoek|monitor|vorige|bij|gemeenten|eind)\s+)*"
)
_REACH = 90


def find_comparators(words: Words, periods: Sequence[Spot]) -> Iterator[Spot]:
    """Yield what is compared with: words that lead to a period or a place.

    Parameters: ``words``; ``periods`` of the same block. Errors: none. "sinds 2021" is one as well.
    """
    leads = [(match, True) for match in words.find("comparators.lead")]
    leads += [(match, False) for match in _DAN.finditer(words.lowered)]
    for match, is_firm in sorted(leads, key=lambda pair: pair[0].start()):
        if spot := _read(match, is_firm, words, periods):
            yield spot
    for match in _TEGEN.finditer(words.lowered):
        period = next((p for p in periods if 0 <= p.start - match.end() < 40), None)
        end = period.end if period else match.end()
        yield Spot(MentionKind.COMPARATOR, match.start(), end, period=period.period if period else None)
    for period in periods:
        if "since" in period.detail:
            yield Spot(
                MentionKind.COMPARATOR,
                period.start,
                period.end,
                period=Period.year(period.detail["since"]),
                detail={"since": True},
            )


def _read(match: re.Match[str], is_firm: bool, words: Words, periods: Sequence[Spot]) -> Spot | None:
    lowered, end = words.lowered, match.end()
    near = next((p for p in periods if p.start >= end), None)
    gap = lowered[end : near.start] if near else ""
    area = _find_area(words, end)
    limit = _REACH if is_firm else 30
    is_near = area is not None and (is_firm or area[1] - end < 25)
    if area and is_near and (near is None or area[1] <= near.start or not _ONLY_SMALL.fullmatch(gap)):
        return Spot(MentionKind.COMPARATOR, match.start(), area[2], detail={"area": area[0]})
    small = _ONLY_SMALL.fullmatch(gap) is not None
    if near is not None and (
        small or (is_firm and near.start - end <= limit and not re.search(r"[.;:]", gap))
    ):
        return Spot(MentionKind.COMPARATOR, match.start(), near.end, period=near.period)
    # "tegenover" alone is as often a place: only what compares by itself counts without a period.
    known = is_firm and not match[0].startswith(("tegenover", "versus"))
    return Spot(MentionKind.COMPARATOR, match.start(), end) if known else None


def _find_area(words: Words, start: int) -> tuple[str, int, int] | None:
    stop = start + _REACH
    found = [
        (name.rsplit(".", 1)[1], match.start(), match.end())
        for name in words.lexicon.lists
        if name.startswith("comparators.areas.")
        for match in [words.lexicon[name].search(words.lowered, start, stop)]
        if match and not re.search(r"[.;]", words.lowered[start : match.start()])
    ]
    return min(found, key=lambda area: area[1], default=None)
