"""Stretches of time that a sentence tells by begin and end, and how long it says that something took."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from spoorboek.figures.dutch_dates import MONTHS
from spoorboek.rules.letter_audit.asking import Material, Span
from spoorboek.rules.letter_audit.model import Mention, MentionKind
from spoorboek.rules.letter_audit.numerals import read_word

_BEGINS = re.compile(
    r"\b(?:van|vanaf|tussen|sinds|per|periode|liep|loopt|gold\w*|geldt|duur\w*|start\w*|begon\w*|begin\w*|"
    r"ging\w*|gaat|ingang|ingegaan|aanvang\w*|open\w*|gesloten|dicht)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"\b(?:eindig\w*|einde|afgelopen|afgerond\w*|be[ëe]indig\w*|stopte\w*|verviel|afliep|liep\b.*\baf|tot|t/m|"
    r"en (?:was|waren|is|werd) (?:in|op))\b",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\b(?:van|vanaf|tussen|periode)\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
_FAR = 70
"""Letters between a begin and its end."""
_LENGTH = re.compile(
    r"(?P<count>\d{1,3}|een|één|half|halve|anderhalf|[a-zé]+(?:tien|tig|twintig)|twee|drie|vier|vijf|zes|zeven|"
    r"acht|negen|tien|elf|twaalf)[ -](?P<unit>dagen|dag|etmaal|weken|week|maanden|maand|"
    r"kalenderjaar|jaar|jaren)\b",
    re.IGNORECASE,
)
_DAY = re.compile(rf"\b(?:(?P<day>\d{{1,2}}) )?(?P<month>{'|'.join(MONTHS)})\b(?! \d{{4}})", re.IGNORECASE)
_A_MONTH = 31
_HALVES = {"half": Decimal("0.5"), "halve": Decimal("0.5"), "anderhalf": Decimal("1.5")}
_DAYS = {"dag": 1, "eta": 1, "wek": 7, "wee": 7, "maa": 30.44, "jaa": 365.25, "jar": 365.25, "kal": 365.25}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A begin and an end that one sentence tells; ``is_sure`` when the letter gives the year of both."""

    first: date
    last: date
    span: Span
    is_sure: bool

    @property
    def days_count(self) -> int:
        """Return how many days it lasts, the last one included."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Length:
    """How long something is said to have taken, in days, and in which unit."""

    days: float
    unit: float
    """Days in the unit it is told in."""
    start: int
    """Where it stands in its sentence."""
    end: int


def list_stretches(material: Material, sentence: int) -> list[Stretch]:
    """Return the begins with their ends that a sentence tells.

    Parameters: ``material``; ``sentence``, its place. Errors: none.
    """
    kinds = (MentionKind.DATE, MentionKind.PERIOD)
    dated = [
        one
        for one in material.layout.mentions_of(sentence)
        if one.kind in kinds and one.period is not None and one.period.days_count <= _A_MONTH
    ]
    found = [_read(material, one, other) for one, other in pairwise(dated)]
    found += [_read_yearless(material, one) for one in dated[:1]]
    return [one for one in found if one is not None]


def _read(material: Material, begin: Mention, end: Mention) -> Stretch | None:
    if begin.period is None or end.period is None or not _is_stretch(material, begin.start, begin.end, end):
        return None
    first, last = begin.period.first, end.period.last
    is_sure = not end.detail.get("year_from") and not begin.detail.get("year_from")
    if begin.detail.get("year_from"):
        first = _bring_before(first.month, first.day, last)
    return Stretch(first, last, material.span_of(begin, end), is_sure)


def _read_yearless(material: Material, end: Mention) -> Stretch | None:
    """Van 1 februari tot 1 mei 2024: the begin is of the year of the end, or of the one before."""
    span = material.sentence_span(end.sentence)
    text = material.letter.text.text
    hits = list(_DAY.finditer(text, max(span.start, end.start - 2 * _FAR), end.start))
    if not hits or end.period is None or not _is_stretch(material, hits[-1].start(), hits[-1].end(), end):
        return None
    month, day = MONTHS.index(hits[-1]["month"].lower()) + 1, int(hits[-1]["day"] or 1)
    last = end.period.last
    if day > _A_MONTH:
        return None
    return Stretch(_bring_before(month, day, last), last, Span(hits[-1].start(), end.end), False)


def _is_stretch(material: Material, start: int, behind: int, end: Mention) -> bool:
    """Tell whether the words around two moments say that they are a begin and an end."""
    between = material.words(behind, end.start)
    before = material.words(material.sentence_span(end.sentence).start, start)
    is_joined = re.search(r"^[-–]$|\ben$", between) and _FROM_TO.search(before)
    is_ended = len(between) <= _FAR and (_ENDED.search(between) or is_joined)
    return bool(is_ended and _BEGINS.search(before))


def _bring_before(month: int, day: int, last: date) -> date:
    found = date(last.year, month, min(day, monthrange(last.year, month)[1]))
    return found if found <= last else found.replace(year=last.year - 1, day=min(found.day, 28))


def list_lengths(words: str) -> Iterator[Length]:
    """Yield how long something is said to take: drie maanden, een half jaar, 18 weken.

    Parameters: ``words``. Errors: none.
    """
    for match in _LENGTH.finditer(words):
        written = match["count"].lower()
        count = _HALVES.get(written) or (int(written) if written.isdigit() else read_word(written))
        unit = _DAYS[match["unit"].lower()[:3]]
        if isinstance(count, int | Decimal) and count:
            yield Length(float(count) * unit, unit, match.start(), match.end())
