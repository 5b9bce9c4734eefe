"""Finding what a letter mentions: numbers, periods, words of change and of promise."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from spoorboek.documents.errors import ReaderError
from spoorboek.documents.readers.audit_blocks import AuditText, BlockKind, TextBlock
from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.attachments import Context, attach
from spoorboek.rules.letter_audit.block_spots import BlockWords, find_spots
from spoorboek.rules.letter_audit.calendar_words import Moments, find_absolute
from spoorboek.rules.letter_audit.english_numerals import find_english_periods
from spoorboek.rules.letter_audit.language import detect_language
from spoorboek.rules.letter_audit.lexicon import Lexicon, get_lexicon
from spoorboek.rules.letter_audit.model import Mention, MentionKind, ReadLetter, Sentence, Spot
from spoorboek.rules.letter_audit.promise_spots import find_promises, promises_lead
from spoorboek.rules.letter_audit.sentences import split_sentences
from spoorboek.rules.letter_audit.table_mentions import find_table_mentions

MOST_MENTIONS = 40_000
"""An annual report of 500 pages has about 20,000."""
_HEAD = 3_000
_LONGEST_GROUP = 6_000
"""Code points that are searched at once; longer blocks are searched some sentences at a time."""
_PLAN = re.compile(
    r"\b\w*(?:plan|programma|ivp|agenda|visie|kadernota|convenant|beleid)\b\D{0,40}"
    r"((?:19|20)\d\d\s?(?:[-–]|t/m|tot en met)\s?(?:19|20)\d\d)",
    re.IGNORECASE,
)


def find_mentions(
    text: AuditText, *, dated_on: date | None = None, plan: Period | None = None, language: str | None = None
) -> ReadLetter:
    """Find what a letter mentions.

    Parameters: ``text``; ``dated_on``, the day of the letter, and ``plan``, the period of the plan that it is
    about, each for what the letter does not say itself; ``language``, a code; without it the text tells.
    Returns the letter with its sentences and mentions. Raises LanguageError when the words of that language
    are not known, ReaderError with a Dutch sentence when it mentions more than a letter can.
    """
    sentences = split_sentences(text)
    language = language or detect_language(text.text)
    day = find_letter_day(text) or dated_on
    found = plan or find_plan(text)
    search = _Search(text, sentences, get_lexicon(language, day), language, Moments(day))
    found_mentions = list(islice(search.find(), MOST_MENTIONS + 1))
    if len(found_mentions) > MOST_MENTIONS:
        raise ReaderError("Dit bestand noemt meer getallen en veranderingen dan een brief kan hebben.")
    mentions = sorted(found_mentions, key=lambda m: (m.start, m.end, m.kind.value))
    return ReadLetter(text, sentences, tuple(mentions), Period(day, day) if day else None, found, language)


def find_letter_day(text: AuditText) -> date | None:
    """Return the day that a letter is dated on: after the word for date, else the first day near its head.

    Parameters: ``text``. Errors: none.
    """
    head = text.text[:_HEAD]
    days = sorted(
        (
            spot
            for spot in (*find_absolute(head, Moments()), *find_english_periods(head, Moments()))
            if spot.kind is MentionKind.DATE and spot.period
        ),
        key=lambda spot: spot.start,
    )
    for spot in days:
        if (
            re.search(
                r"\b(?:datum|dated|date)\b(?: van (?:deze|dit) \w+)?[\s:|]*$",
                head[: spot.start],
                re.IGNORECASE,
            )
            and spot.period
        ):
            return spot.period.first
    for spot in days:
        # "Dordrecht, 24 februari 2025" on a line of its own, before the first sentence.
        line = head[head.rfind("\n", 0, spot.start) + 1 : spot.start]
        if (
            spot.period
            and len(line) < 30
            and head[spot.end : spot.end + 1] in ("", "\n", ".")
            and "." not in line
            and not _SAYS_MORE.search(line)
        ):
            return spot.period.first
    return _find_day_of_writing(head)


_SAYS_MORE = re.compile(r"\b(?:was|waren|is|zijn|werd|werden|vond|vonden|ging|gingen|kwam|kwamen|begon)\b")
"""Words of a sentence: a day behind them is not the day of the letter."""
_WRITTEN = re.compile(
    r"\b(?:verslag|\w*verslag|rapport|\w*rapportage|brief|wijkbeeld|notitie|document|overzicht|memo|nota|evaluatie|"
    r"factsheet|bericht|voorstel)\b[^.;\n]{0,60}\b(?:vastgesteld|opgesteld|opgemaakt|gedateerd|geschreven|afgesloten|"
    r"afgerond|gemaakt|verschenen)\b[^.;\n]{0,40}?\b(?:op|in|per|d\.d\.)\s+$",
    re.IGNORECASE,
)


def _find_day_of_writing(head: str) -> date | None:
    """Return the last day of the date or month in which a letter says that it was written."""
    for spot in find_absolute(head, Moments()):
        if spot.period and spot.period.days_count <= _MONTH_LONG and _WRITTEN.search(head[: spot.start]):
            return spot.period.last
    return None


_MONTH_LONG = 31


def find_plan(text: AuditText) -> Period | None:
    """Return the period of the plan that a letter names first.

    Parameters: ``text``. Errors: none.
    """
    found = []
    for match in _PLAN.finditer(text.text):
        first, last = (int(year) for year in re.findall(r"\d{4}", match[1]))
        if first <= last <= first + 10:
            found.append(Period.parse(f"{first}..{last}"))
    return max(found, key=lambda period: period.days_count, default=None)


@dataclass(slots=True)
class _Search:
    text: AuditText
    sentences: Sequence[Sentence]
    lexicon: Lexicon
    language: str
    moments: Moments
    lead: Context = field(default_factory=Context)
    heading: Context = field(default_factory=Context)

    def find(self) -> Iterator[Mention]:
        by_block: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            by_block.setdefault(sentence.block, []).append(sentence)
        for place, block in enumerate(self.text.blocks):
            sentences = by_block.get(place, [])
            if block.table is not None:
                yield from find_table_mentions(block, sentences, self.text, self.lexicon, self.language)
            elif sentences:
                yield from self._find_in(block, sentences)

    def _find_in(self, block: TextBlock, sentences: Sequence[Sentence]) -> Iterator[Mention]:
        group: list[Sentence] = []
        for sentence in sentences:
            if group and sentence.end - group[0].start > _LONGEST_GROUP:
                yield from self._find_group(block, group)
                group = []
            group.append(sentence)
        yield from self._find_group(block, group)

    def _find_group(self, block: TextBlock, sentences: Sequence[Sentence]) -> Iterator[Mention]:
        base, stop = sentences[0].start, sentences[-1].end
        words = BlockWords.of(self.text.text[base:stop], self.lexicon, self.language)
        spots = find_spots(words, self.moments)
        starts = [sentence.start - base for sentence in sentences]
        context = self._context_of(block)
        for place, sentence in enumerate(sentences):
            low = starts[place]
            high = starts[place + 1] if place + 1 < len(starts) else stop - base + 1
            own = [spot for spot in spots if low <= spot.start < high]
            tied = attach(own, words.words.lowered, self.lexicon, context) if own else []
            end = sentence.end - base
            tied += find_promises(low, end, words.words, tied, context.promises)
            yield from (self._mention(spot, sentence, base) for spot in tied)
        self._remember(block, words, spots)

    def _context_of(self, block: TextBlock) -> Context:
        if block.kind is BlockKind.LIST_ITEM:
            return self.lead
        return Context(self.heading.period, self.heading.source_period)

    def _remember(self, block: TextBlock, words: BlockWords, spots: Sequence[Spot]) -> None:
        """Keep what the next blocks inherit: the last year, and the period of a heading or lead."""
        limit = self.moments.dated_on.year if self.moments.dated_on else 9999
        for spot in spots:
            one = spot.period and spot.period.first.year == spot.period.last.year
            if spot.kind is MentionKind.PERIOD and spot.period and one and spot.period.first.year <= limit:
                self.moments = replace(self.moments, recent_year=spot.period.first.year)
        is_lead = words.text.rstrip().endswith(":")
        if block.kind is not BlockKind.HEADING and not is_lead:
            if block.kind is not BlockKind.LIST_ITEM:
                self.lead = Context(self.heading.period, promises=self.heading.promises)
            return
        periods = [spot.period for spot in spots if spot.kind is MentionKind.PERIOD and spot.period]
        sources = [spot.period for spot in spots if spot.kind is MentionKind.SOURCE and spot.period]
        found = Context(
            periods[-1] if periods and not sources else None,
            sources[-1] if sources else None,
            promises_lead(words.words.lowered, self.lexicon),
        )
        if block.kind is BlockKind.HEADING:
            self.heading = self.lead = found
        elif block.kind is not BlockKind.LIST_ITEM:
            self.lead = replace(found, promises=found.promises or self.heading.promises)

    def _mention(self, spot: Spot, sentence: Sentence, base: int) -> Mention:
        page = max(1, bisect_right(self.text.pages, base + spot.start))
        return Mention.at(spot, base, self.text, sentence, page)
