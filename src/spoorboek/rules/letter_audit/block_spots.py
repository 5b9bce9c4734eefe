"""Everything that one block mentions; a numeral means one thing only, words may mean several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spoorboek.rules.letter_audit.calendar_words import Moments, find_absolute, find_loose
from spoorboek.rules.letter_audit.claimed import Claimed
from spoorboek.rules.letter_audit.comparator_spots import find_comparators
from spoorboek.rules.letter_audit.english_numerals import (
    find_english_numbers,
    find_english_periods,
    swap_separators,
)
from spoorboek.rules.letter_audit.lexicon import Lexicon, list_keys
from spoorboek.rules.letter_audit.model import MentionKind, Spot
from spoorboek.rules.letter_audit.quantities import (
    DURATIONS,
    SAID_IN_WORDS,
    find_amounts,
    find_counts,
    find_identifiers,
    find_ordinals,
    find_percentages,
    find_shares,
)
from spoorboek.rules.letter_audit.ranges import find_ranges
from spoorboek.rules.letter_audit.relative_periods import find_relative, find_years
from spoorboek.rules.letter_audit.units import find_amount_of, find_bounds_before, find_noun, follows_and
from spoorboek.rules.letter_audit.word_spots import (
    Words,
    find_causes,
    find_directions,
    find_hedges,
    find_simple,
    find_sources,
    find_strengths,
    find_subjects,
    find_vague,
)

_FOOTNOTED_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d[-–](?:19|20)\d\d(?P<at>\d)(?!\d)")
_PAIR = re.compile(r"(?<!\w)(?:van|from)\s+(?:(?:een|gemiddeld|ruim|ongeveer|circa|bijna|zo'n|nog)\s+)*$")
_TO_PAIR = re.compile(
    r"(?<!\w)(?:naar|to)\s+(?:(?:een|gemiddeld|ruim|ongeveer|circa|bijna|zo'n|nog|wel|slechts)\s+)*$"
)
_NOUN_AFTER_YEAR = re.compile(r"\s+(?:[a-zà-ÿ]+e\s+)?[a-zà-ÿ]{4,}(?:en|s)\b")
_DIGIT = re.compile(r"\d")
COUNTED = (MentionKind.NUMBER, MentionKind.RANGE, MentionKind.SHARE)


@dataclass(frozen=True, slots=True)
class BlockWords:
    """The words of a block, as they stand and in small letters of the same length."""

    text: str
    words: Words

    @classmethod
    def of(cls, text: str, lexicon: Lexicon, language: str) -> BlockWords:
        """Make them from text."""
        lowered = text.lower()
        if len(lowered) != len(text):
            lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        plain = lowered.replace("’", "'").replace("\u00a0", " ")
        return cls(text, Words(plain, lexicon, language, list_keys(plain)))


def find_spots(block: BlockWords, moments: Moments) -> list[Spot]:
    """Return what a block mentions, in the order of the text.

    Parameters: ``block``; ``moments``, for relative periods. Errors: none.
    """
    numerals = find_numeral_spots(block, moments)
    periods = [spot for spot in numerals if spot.kind in (MentionKind.PERIOD, MentionKind.DATE)]
    words = block.words
    directions = list(find_directions(words))
    comparators = list(find_comparators(words, periods))
    has_change = bool(directions)
    causes = [
        cause
        for cause in find_causes(words)
        if has_change
        or words.lowered[cause.start : cause.end] not in ("door de", "door het", "door onze", "door meer")
    ]
    found = [
        *numerals,
        *directions,
        *comparators,
        *causes,
        *find_strengths(words),
        *find_hedges(words),
        *find_sources(words),
        *find_subjects(words),
        *find_simple(words),
    ]
    return sorted(found, key=lambda spot: (spot.start, spot.end))


def find_numeral_spots(block: BlockWords, moments: Moments) -> list[Spot]:
    """Return the dates, periods and numbers of a block, each place once, in order.

    Parameters: ``block``; ``moments``. Errors: none.
    """
    if block.words.language == "en":
        return _find_english(block, moments)
    text, claimed = block.text, Claimed()
    lexicon = block.words.lexicon
    if not _MAY_HOLD_NUMERALS.search(block.words.lowered):
        return []
    has_digits = _DIGIT.search(text) is not None
    found = claimed.keep(
        Spot(MentionKind.IDENTIFIER, m.start("at"), m.end("at"), detail={"what": "footnote_mark"})
        for m in _FOOTNOTED_YEARS.finditer(text)
    )
    years_again = _find_footnoted_years(block, moments, claimed)
    found += years_again
    before = [pair for pair in lexicon.identifiers if pair[0] in ("case_number", "reference", "phone")]
    found += claimed.keep(find_identifiers(text, before) if has_digits else ())
    found += claimed.keep(find_absolute(text, moments))
    near = _recent_in([*found, *(find_years(text) if has_digits else ())], moments)
    inside = replace(_recent_in(found, moments), near_year=near.recent_year)
    found += claimed.keep(find_relative(text, inside))
    found += claimed.keep(find_loose(text, inside))
    found += claimed.keep(find_amounts(text))
    found += claimed.keep(find_percentages(text))
    after = [p for p in lexicon.identifiers if p not in before and (has_digits or p[0] in SAID_IN_WORDS)]
    found += claimed.keep(find_identifiers(text, after))
    found += claimed.keep(find_vague(block.words))
    found += claimed.keep(find_shares(text))
    found += claimed.keep(spot for spot in find_ranges(text) if not _is_year_range(text, spot))
    found += claimed.keep(spot for spot in find_years(text) if not _is_counted_year(text, spot))
    found += claimed.keep(find_ordinals(text))
    found += claimed.keep(find_counts(text))
    return _add_nouns(sorted(found, key=lambda spot: spot.start), block)


def _find_english(block: BlockWords, moments: Moments) -> list[Spot]:
    """Return the dates, periods and numbers of an English block, each place once, in order."""
    claimed, lexicon = Claimed(), block.words.lexicon
    text = swap_separators(block.text)
    found = claimed.keep(find_english_periods(text, moments))
    found += claimed.keep(find_identifiers(block.text, lexicon.identifiers))
    found += claimed.keep(find_absolute(text, moments))
    found += claimed.keep(find_amounts(text))
    found += claimed.keep(find_vague(block.words))
    found += claimed.keep(find_english_numbers(text))
    found += claimed.keep(find_percentages(text))
    found += claimed.keep(spot for spot in find_ranges(text) if not _is_year_range(text, spot))
    found += claimed.keep(find_years(text))
    found += claimed.keep(spot for spot in find_counts(text) if not spot.detail.get("words"))
    return _add_nouns(sorted(found, key=lambda spot: spot.start), block)


# What every numeral, date or period has: a figure, or a part of a number word or of a word for time.
_MAY_HOLD_NUMERALS = re.compile(
    r"\d|nul|[eé]én|een |twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|tig|derde|derti|veerti|"
    r"honderd|duizend|miljoen|helft|kwart|anderhal|jaar|jaren|maand|periode|eerste|laatste|tijd|week|weken|"
    r"zomer|winter|herfst|lente|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|"
    r"november|december|decennia|achtste|handvol|dozijn|tal"
)


def _find_footnoted_years(block: BlockWords, moments: Moments, claimed: Claimed) -> list[Spot]:
    """Find "2023-2026" with the mark of a footnote printed against it."""
    found = []
    for match in _FOOTNOTED_YEARS.finditer(block.text):
        years = block.text[match.start() : match.start("at")]
        for spot in find_absolute(years, moments):
            moved = replace(spot, start=match.start(), end=match.start("at"))
            found += claimed.keep([moved])
    return found


def _recent_in(found: Sequence[Spot], moments: Moments) -> Moments:
    """Return the moments with the last single year that these spots speak of."""
    limit = moments.dated_on.year if moments.dated_on else 9999
    years = [
        spot.period.first.year
        for spot in sorted(found, key=lambda spot: spot.start)
        if spot.period and spot.kind is MentionKind.PERIOD and spot.period.first.year == spot.period.last.year
    ]
    kept = [year for year in years if year <= limit]
    return replace(moments, recent_year=kept[-1]) if kept else moments


def _is_year_range(text: str, spot: Spot) -> bool:
    low, high = spot.low, spot.high
    return (
        low is not None
        and high is not None
        and 1950 <= low < high < 2100
        and "." not in text[spot.start : spot.end]
    )


def _is_counted_year(text: str, spot: Spot) -> bool:
    """Tell whether four figures that could be a year count something: "van 1.980 naar 2034 misdrijven"."""
    after = _NOUN_AFTER_YEAR.match(text, spot.end)
    before = text[max(0, spot.start - 12) : spot.start].lower()
    return (
        bool(after)
        and bool(re.search(r"\b(?:naar|met|ruim|waren|zijn|er|totaal|van de|om|de)\s+$", before))
        and not re.search(r"(?:in|sinds|jaar|van)\s+$", before)
    )


def _add_nouns(spots: list[Spot], block: BlockWords) -> list[Spot]:
    """Give each count the noun that it counts, and say how sure it is."""
    lowered, lexicon = block.words.lowered, block.words.lexicon
    done: list[Spot] = []
    following: str | None = None
    behind = len(lowered)
    for spot in reversed(spots):
        if spot.kind not in (*COUNTED, MentionKind.AMOUNT, MentionKind.PERCENTAGE):
            done.append(spot)
            continue
        detail = {**spot.detail, **find_bounds_before(lowered, spot.start, lexicon)}
        head = lowered[max(0, spot.start - 30) : spot.start]
        if _PAIR.search(head) and re.search(r"(?<!\w)(?:naar|to)\b", lowered[spot.end : spot.end + 60]):
            detail["role"] = "from"
        elif _TO_PAIR.search(head):
            detail["role"] = "to"
        unit = spot.unit
        if spot.kind in COUNTED and unit is None:
            following = following if not _ENDED.search(lowered, spot.end, behind) else None
            unit = _find_unit(spot, block, following)
            following, behind = unit, spot.start
        if unit in DURATIONS:
            detail["duration"] = True
        done.append(replace(spot, unit=unit, detail=detail))
    return done[::-1]


_ENDED = re.compile(r"[.!?]\s")
"""The end of a sentence: what the next one counts is not what a bare number before it counts."""


def _find_unit(spot: Spot, block: BlockWords, following: str | None) -> str | None:
    lowered = block.words.lowered
    at = spot.end
    if spot.kind is MentionKind.SHARE:
        at += len(re.match(r"\s*(?:deel\s+)?(?:van\s+)?(?:de|het|alle|onze)?\s*", lowered[at:])[0])  # type: ignore[index]
    noun = find_noun(block.text, at, block.words.lexicon)
    if noun:
        return noun
    if following and follows_and(lowered, spot.end):
        return following
    sentence = max(lowered.rfind(". ", 0, spot.start), spot.start - 300, 0)
    named = find_amount_of(lowered[sentence : spot.start])
    if named and named not in block.words.lexicon.no_noun:
        return named
    return following if _is_from(lowered, spot) else None


def _is_from(lowered: str, spot: Spot) -> bool:
    return bool(_PAIR.search(lowered[max(0, spot.start - 30) : spot.start]))
