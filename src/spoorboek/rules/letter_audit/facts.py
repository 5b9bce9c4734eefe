"""The numbers of a letter with what they are about: period, unit, subject and kind of source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from spoorboek.figures.definition import Counts, SourceType
from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.layout import Layout
from spoorboek.rules.letter_audit.listed_years import pair_listed_years
from spoorboek.rules.letter_audit.model import Mention, MentionKind, ReadLetter, Sentence
from spoorboek.rules.letter_audit.quantities import DURATIONS
from spoorboek.rules.letter_audit.reading.own_words import NO_WORDS, OwnWords, divide_words
from spoorboek.rules.letter_audit.stems import is_same_thing

K = MentionKind
NUMERIC = frozenset({K.NUMBER, K.AMOUNT, K.PERCENTAGE, K.SHARE, K.RANGE})
COUNTED = frozenset({K.NUMBER, K.AMOUNT})
_NEAREST = 60
_HUNDRED = 100
_COMES_TO = ("uit op", "neer op", "uitkwam op", "uitkomt op")
_A_MARK = re.compile(r"\been\s+$", re.IGNORECASE)
_MOST_NUMBERS = 40
_UP_TO = re.compile(r"\b(?:tot|tot en met|t/m|tot aan|per)\s+$", re.IGNORECASE)
_PERCENTAGE = re.compile(r"\b(?:\w*percentage|aandeel|\w*quote)\b", re.IGNORECASE)
_RATE_OF = re.compile(
    r"(?:percentage|aandeel|quote|graad)\b[^,;#]*\b(?:van|op|is|was|bedraagt|bedroeg|zodoende|daarmee|met)\s*$|(?:percentage|quote|graad):\s*$"
)
_THEN = re.compile(r"(?:\btoen|\bdan in \d{4},? (?:waarin|waar|toen))\b[^.;,]{0,40}$", re.IGNORECASE)
_APART = re.compile(r"[,;()]|\b(?:en|maar|terwijl|waren|was|tegen|dan|naar)\b")
_MARK = re.compile(
    r"(?:\b|rapport|wijk|buurt|veiligheids|leefbaarheids)cijfer\b|\bscore|\bmarks?\b|\brating|gemiddeld|waardering|waardeer|beoordel|punten",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One number of a letter. ``period`` is None when the letter does not say it."""

    mention: Mention
    period: Period | None
    subject: str | None
    counts: Counts | None
    source_type: SourceType | None
    is_mark: bool = False
    is_share: bool = False
    """A percentage, also where only the sentence says so: het percentage daalde van 44 naar 43."""
    own: OwnWords = NO_WORDS
    """The words of its sentence that are about this number only."""

    @property
    def value(self) -> int | Decimal:
        """Return the number."""
        return 0 if self.mention.value is None else self.mention.value

    @property
    def is_ratio(self) -> bool:
        """Tell whether it is made of two others: a percentage, a share in words, a rate without its sign."""
        mention = self.mention
        if mention.unit == "pp" or mention.detail.get("role") in ("from", "to"):
            return False
        ends_so = self.is_share and self.own.lead.rstrip().endswith(_COMES_TO)
        is_bare = (
            mention.kind is K.NUMBER
            and 0 < self.value <= _HUNDRED
            and (ends_so or bool(_RATE_OF.search(self.own.lead)))
        )
        return mention.kind in (K.PERCENTAGE, K.SHARE) or is_bare

    @property
    def unit(self) -> str | None:
        """Return what is counted, in the words of the letter."""
        return self.mention.unit


def list_facts(letter: ReadLetter, layout: Layout) -> tuple[Fact, ...]:
    """Return every number with a value, in the order of the text."""
    found: list[Fact] = []
    for sentence in letter.sentences:
        said = layout.mentions_of(sentence.index)
        numbers = [one for one in said if one.kind in NUMERIC and one.value is not None]
        if len(numbers) > _MOST_NUMBERS and not layout.is_table(sentence.index):
            # A list without layout: which number is about what cannot be told.
            continue
        made = [_make_fact(letter, layout, one, numbers, said) for one in numbers]
        made = _give_words(letter, sentence, made)
        listed = pair_listed_years(letter.text.text, said)
        found += [replace(one, period=listed.get(one.mention.start, one.period)) for one in made]
    return tuple(_remember_units(found))


def _remember_units(facts: Sequence[Fact]) -> list[Fact]:
    """13 groepen, 148 jongeren; opgelopen van 13 naar 148: a bare number is what it was just told to be."""
    known: dict[tuple[int, object], str] = {}
    found: list[Fact] = []
    for fact in facts:
        key = (fact.mention.block, fact.value)
        is_told = fact.unit and fact.unit in fact.own.tail
        if is_told and fact.unit:
            known[key] = fact.unit
        if fact.mention.kind is K.NUMBER and not is_told and key in known and not fact.is_share:
            fact = replace(fact, mention=replace(fact.mention, unit=known[key]))
        found.append(fact)
    return found


def _give_words(letter: ReadLetter, sentence: Sentence, facts: Sequence[Fact]) -> list[Fact]:
    """Give each number its own words; how long something took leaves its words to the number beside it."""
    counts = [one for one in facts if (one.unit or "-").split()[-1] not in DURATIONS] or list(facts)
    places = [(one.mention.start, one.mention.end, one.unit) for one in counts]
    own = divide_words(letter.text.text, sentence.start, sentence.end, places)
    words = {one.mention.start: said for one, said in zip(counts, own, strict=True)}
    return [replace(one, own=words.get(one.mention.start, NO_WORDS)) for one in facts]


def _make_fact(
    letter: ReadLetter,
    layout: Layout,
    number: Mention,
    numbers: Sequence[Mention],
    said: Sequence[Mention],
) -> Fact:
    subject = find_subject(layout, number, said)
    period = (
        _find_then(letter, number, said)
        or _find_compared(letter, number, said)
        or number.period
        or _find_period(letter, layout, number, numbers, said)
    )
    source = find_source_type(layout, number.sentence)
    counts = None if subject is None else _read_counts(subject.detail.get("counts"))
    if (
        counts is Counts.PREMISES
        and subject
        and number.unit
        and not is_same_thing(subject.quote, number.unit)
    ):
        # "Berovingen van winkels": the premises are where it happened, not what is counted.
        counts = None
    clause = letter.text.text[max(0, number.start - 120) : number.end + 40]
    before = letter.text.text[max(0, number.start - 8) : number.start]
    is_mark = (
        number.kind is K.NUMBER
        and isinstance(number.value, Decimal)
        and 1 <= number.value <= 10
        and bool(_MARK.search(clause) or _A_MARK.search(before) or source is SourceType.SELF_REPORTED)
    )
    return Fact(
        number,
        _cut_at_day(letter, period, number, said),
        None if subject is None else str(subject.detail.get("subject") or ""),
        counts,
        source,
        is_mark,
        number.kind is K.PERCENTAGE or _is_bare_share(letter, number, said),
    )


def _is_bare_share(letter: ReadLetter, number: Mention, said: Sequence[Mention]) -> bool:
    if number.kind is not K.NUMBER or not 0 < Decimal(number.value or 0) <= 100:
        return False
    if number.unit and letter.text.text[number.end :].lstrip().lower().startswith(number.unit):
        return False
    before = letter.text.text[max(0, number.start - 150) : number.start].rsplit(". ", 1)[-1]
    return bool(_PERCENTAGE.search(before))


def find_subject(layout: Layout, number: Mention, said: Sequence[Mention]) -> Mention | None:
    """Return the subject nearest to a number in its sentence, else the last one said before it."""
    subjects = [one for one in said if one.kind is K.SUBJECT]
    if subjects:
        # "Overvallen op winkels: 71": what is counted goes before what it happened to.
        named = [one for one in subjects if number.unit and is_same_thing(one.quote, number.unit)]
        subjects = named or subjects
        return min(subjects, key=lambda one: _distance(one, number))
    earlier = [one for one in layout.before_in_block(number.sentence) if one.kind is K.SUBJECT]
    return earlier[-1] if earlier else None


def find_source_type(layout: Layout, sentence: int) -> SourceType | None:
    """Return the kind of source that a sentence names, else the one that leads in its list."""
    for said in (layout.mentions_of(sentence), layout.lead_in_of(sentence)):
        for one in said:
            if one.kind is K.SOURCE and one.detail.get("source_type"):
                return _read_source(one.detail["source_type"])
    return None


def _find_period(
    letter: ReadLetter,
    layout: Layout,
    number: Mention,
    numbers: Sequence[Mention],
    said: Sequence[Mention],
) -> Period | None:
    """A period right behind a number is its own; else the last one before it that is nobody's own."""
    periods = [one for one in said if one.kind in (K.PERIOD, K.DATE, K.COMPARATOR) and one.period]
    if number.detail.get("role") == "to":
        # "Sinds 2022 steeg het van A naar B": B is not of 2022.
        periods = [one for one in periods if not one.detail.get("since")]
    own = {one.start: _find_own(letter, one, numbers, periods) for one in numbers}
    if (found := own[number.start]) is not None:
        return found.period
    taken = {one.start for one in own.values() if one is not None}
    free = [one for one in periods if one.start not in taken and one.kind is not K.COMPARATOR]
    before = [one for one in free if one.start < number.start]
    if before:
        return before[-1].period
    if len(free) == 1 and len(numbers) == 1:
        return free[0].period
    return None if periods else _find_leading_period(layout, number.sentence)


def _find_compared(letter: ReadLetter, number: Mention, said: Sequence[Mention]) -> Period | None:
    """Lager dan in 2023 met 90: the number right behind what is compared with is of that time."""
    for one in said:
        gap = letter.text.text[one.end : number.start] if one.end <= number.start else None
        if one.kind is K.COMPARATOR and gap is not None and _WITH_NUMBER.fullmatch(gap):
            return one.period
    return None


_WITH_NUMBER = re.compile(
    r"\s*(?:met |\(|,? (?:toen|waarin) (?:het |dat |we )?(?:er )?(?:in totaal )?(?:om )?)", re.IGNORECASE
)


def _cut_at_day(
    letter: ReadLetter, period: Period | None, number: Mention, said: Sequence[Mention]
) -> Period | None:
    """Dit jaar tot 1 juli: a number that is told up to a day is not of the whole year."""
    if period is None or not period.is_one_year:
        return period
    for one in said:
        day = one.period.first if one.kind is K.DATE and one.period else None
        if day is None or day.year != period.first.year or abs(one.start - number.start) > _NEAREST:
            continue
        if _UP_TO.search(letter.text.text[max(0, one.start - 16) : one.start]):
            return Period(period.first, day) if day > period.first else period
    return period


def _find_then(letter: ReadLetter, number: Mention, said: Sequence[Mention]) -> Period | None:
    """Dan in 2022, toen er 950 waren; sinds 2020: toen waren het er 12."""
    before = letter.text.text[max(0, number.start - 64) : number.start]
    if not _THEN.search(before):
        return None
    dated = [one for one in said if one.kind in (K.PERIOD, K.COMPARATOR) and one.period]
    earlier = [one for one in dated if one.end <= number.start]
    if not earlier or earlier[-1].period is None:
        return None
    since = earlier[-1].detail.get("since")
    return Period.year(int(since)) if isinstance(since, int) and since > 1 else earlier[-1].period


def _find_own(
    letter: ReadLetter, number: Mention, numbers: Sequence[Mention], periods: Sequence[Mention]
) -> Mention | None:
    later = [one.start for one in numbers if one.start > number.start]
    limit = min([number.end + _NEAREST, *later])
    for one in periods:
        if one.kind is not K.COMPARATOR and number.end <= one.start < limit:
            gap = letter.text.text[number.end : one.start]
            return None if _APART.search(gap.strip().removeprefix("(")) else one
    return None


def _find_leading_period(layout: Layout, sentence: int) -> Period | None:
    leading = [one.period for one in layout.lead_in_of(sentence) if one.kind is K.PERIOD and one.period]
    return leading[-1] if leading else None


def _distance(one: Mention, other: Mention) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _read_counts(raw: object) -> Counts | None:
    return next((one for one in Counts if one.value == raw), None)


def _read_source(raw: object) -> SourceType | None:
    return next((one for one in SourceType if raw in (one, one.value)), None)
