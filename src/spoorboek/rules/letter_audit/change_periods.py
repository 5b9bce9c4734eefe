"""A word of change with its two numbers, each with the period that the letter gives it or leaves out."""

from __future__ import annotations

from dataclasses import dataclass

from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.change_words import SAME_PART
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.layout import Layout
from spoorboek.rules.letter_audit.model import Mention, MentionKind, ReadLetter
from spoorboek.rules.letter_audit.pairs import UNKNOWN_END, UNKNOWN_START, Pair
from spoorboek.rules.letter_audit.year_parts import mixes_parts

K = MentionKind


@dataclass(frozen=True, slots=True)
class Change:
    """A direction with the number before and the number after, and the periods they are about.

    ``is_assumed``: the letter does not say both periods. ``is_apart``: the numbers stand in other sentences.
    """

    direction: Mention
    before: Fact
    after: Fact
    start: Period
    end: Period
    is_assumed: bool = False
    is_apart: bool = False
    is_part: bool = False
    """Whether the words give one number to a part of a year and the other to a whole one."""

    @property
    def is_unknown(self) -> bool:
        """Tell whether the letter names neither period."""
        return self.end == UNKNOWN_END

    @property
    def is_same_unit(self) -> bool:
        """Tell whether both numbers count the same thing, as far as the letter says."""
        return Pair(self.before, self.after).is_same_unit


def place_change(letter: ReadLetter, layout: Layout, direction: Mention, pair: Pair) -> Change | None:
    """Give both numbers of a change their period; what is left out is the period before, or its comparator.

    Parameters: ``letter``, ``layout``; ``direction``; ``pair``, its numbers. Errors: none. None when the
    periods that the letter gives them cannot be those of a change.
    """
    before, after = pair.before, pair.after
    compared = [one.period for one in layout.mentions_of(direction.sentence) if one.kind is K.COMPARATOR]
    stated = next((period for period in compared if period is not None), None)
    if stated is not None and stated.is_one_year and _is_same_part(letter, layout, direction.sentence):
        stated = after.period.same_a_year_earlier() if after.period is not None else None
    if mixes_parts(letter, layout, before, after):
        return Change(direction, before, after, UNKNOWN_START, UNKNOWN_END, is_part=True)
    end = after.period if after.period != stated else None
    start = before.period if before.period is not None and before.period != end else stated
    if end is None and start is not None:
        end = _guess_end(letter, layout, direction.sentence, start)
    apart = after.mention.sentence != direction.sentence
    places = {direction.sentence, before.mention.sentence, after.mention.sentence}
    if end is not None and start is not None and any(_is_same_part(letter, layout, at) for at in places):
        if start.is_one_year and not end.is_one_year:
            start = end.same_a_year_earlier()
        elif end.is_one_year and start.is_whole_months and start.last.year == end.first.year - 1:
            # In dezelfde maanden van 2024: those that the number before it names.
            end = Period.parse(str(start).replace(str(start.last.year), str(end.first.year)))
    if end is None or (start is not None and start.last >= end.last):
        known = (before.period, after.period)
        if None not in known and before.period != after.period:
            return None
        return Change(direction, before, after, UNKNOWN_START, UNKNOWN_END, True, apart)
    if start is not None:
        return Change(direction, before, after, start, end, False, apart)
    earlier = end.previous() if end.is_whole_years or end.is_whole_months else None
    return None if earlier is None else Change(direction, before, after, earlier, end, True, apart)


def _is_same_part(letter: ReadLetter, layout: Layout, sentence: int) -> bool:
    """Ten opzichte van dezelfde maanden van 2022: not the whole of that year."""
    return bool(SAME_PART.search(letter.words_of(layout.sentence_at(sentence))))


def _guess_end(letter: ReadLetter, layout: Layout, sentence: int, start: Period) -> Period | None:
    """The edition of a source that is named or what leads in, else the year after or of the letter."""
    said = [
        *layout.before_in_block(sentence),
        *layout.lead_in_of(sentence),
        *layout.mentions_of(sentence),
    ]
    for one in reversed(said):
        if one.kind not in (K.PERIOD, K.SOURCE) or one.period is None or one.period.first <= start.last:
            continue
        if one.period.is_one_year or not start.is_one_year:
            # The month in which an edition came out is not what it is about.
            return one.period
    if letter.dated_on is not None and start.is_one_year:
        year = letter.dated_on.first.year - 1
        return Period.year(year) if year > start.last.year else None
    return Period.year(start.last.year + 1) if start.is_one_year else None
