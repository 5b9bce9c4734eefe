"""Does what the letter says of days, months and durations fit the calendar, and each other?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spoorboek.figures.dutch_dates import MONTHS
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material, Span
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind, Sentence
from spoorboek.rules.letter_audit.reading.stretches import Length, Stretch, list_lengths, list_stretches

_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_WEEKDAY = re.compile(
    rf"\b({'|'.join(_WEEKDAYS)})(?:avond|nacht|middag|ochtend|morgen)?,?\s+(?:de\s+)?$", re.I
)
_MONTH = "|".join(MONTHS)
_PART = re.compile(
    rf"\b(?:(?P<nth>eerste|tweede|derde|vierde|laatste|1e|2e|3e|4e)\s+(?P<unit>kwartaal|halfjaar|half\s+jaar)|"
    rf"Q(?P<quarter>[1-4]))\b(?:\s+(?:van\s+)?(?:het\s+jaar\s+)?(?:\d{{4}}|dit jaar|het jaar))?\s*[(,:–-]\s*"
    rf"(?:(?:dus|te weten|oftewel|ofwel|namelijk|de maanden|de periode|in|van)\s+)*"
    rf"(?P<months>(?:{_MONTH})(?:\s*(?:,|en|tot en met|t/m|tot|-|–)\s*(?:en\s+)?(?:{_MONTH}))*)",
    re.IGNORECASE,
)
_NTH = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "1e": 1, "2e": 2, "3e": 3, "4e": 4}
_LASTED = re.compile(
    r"\b(?:voor|duur|termijn|periode|looptijd|tijd|die|deze|dus|daarmee|precies|exact|ruim|totaal|duurde\w*|"
    r"duurt|lang|geldt|gold\w*|maximaal|over|gedurende|na|binnen)\b(?: van| de duur van| in totaal| precies|"
    r" al| dus| ruim| een| bijna)*\s*$",
    re.IGNORECASE,
)
_OTHER_LENGTH = re.compile(
    r"^\W*(?:per|geleden|eerder|later|daarvoor|daarna|ervoor|erna|voor|na|vóór|oud|verleng\w*|langer|korter|"
    r"om de|dienst)\b",
    re.IGNORECASE,
)
_PER = re.compile(r"\b(?:per|elke|iedere|om de|eens in de|keer in de|met|binnen)\s*$", re.IGNORECASE)
_POINTS = re.compile(r"\b(?:die|deze|dit|dat)\s*$", re.IGNORECASE)
_CLOCK = re.compile(
    r"\b(?:van|tussen|vanaf)\s+(?P<from>\d{1,2})[.:](?P<from_minute>\d\d)(?:\s+uur)?\s+"
    r"(?:tot(?: en met)?|en)\s+"
    r"(?P<to>\d{1,2})[.:](?P<to_minute>\d\d)(?:\s+uur)?\s+(?:van\s+)?"
    r"(?:die|de)?zelfde\s+(?:avond|dag|middag|ochtend)",
    re.IGNORECASE,
)
_LONG = re.compile(r"^\W*(?:lang|dus|in totaal|achtereen|aaneen\w*)\b")
_MUCH = 0.12


def check_calendar_slips(material: Material) -> Found:
    """Find days, durations and parts of a year that do not fit the dates told with them."""
    found: list[Finding] = []
    for sentence in material.letter.sentences:
        if material.layout.is_table(sentence.index):
            continue
        found += _check_weekdays(material, sentence)
        found += _check_parts(material, sentence)
        found += _check_stretches(material, sentence)
    return found


def _check_weekdays(material: Material, sentence: Sentence) -> Iterator[Finding]:
    """Find a weekday that its date did not fall on."""
    for one in material.layout.mentions_of(sentence.index):
        if one.kind is not MentionKind.DATE or one.period is None or one.detail.get("year_from"):
            continue
        before = material.letter.text.text[max(sentence.start, one.start - 24) : one.start]
        match = _WEEKDAY.search(before)
        if match and _WEEKDAYS[one.period.first.weekday()] != match[1].lower():
            right = _WEEKDAYS[one.period.first.weekday()]
            span = Span(one.start - len(before) + match.start(), one.end)
            why = f"{material.words(one.start, one.end)} was een {right}, geen {match[1].lower()}."
            yield _find(material, span, why)


def _check_parts(material: Material, sentence: Sentence) -> Iterator[Finding]:
    """Find months that are not those of the quarter or half year they are said to be."""
    words = material.letter.text.text[sentence.start : sentence.end]
    for match in _PART.finditer(words):
        length = 3 if match["quarter"] or match["unit"].lower() == "kwartaal" else 6
        nth = int(match["quarter"]) if match["quarter"] else _NTH.get(match["nth"].lower(), 12 // length)
        months = {MONTHS.index(one.lower()) + 1 for one in re.findall(_MONTH, match["months"], re.IGNORECASE)}
        if nth * length <= 12 and not months <= set(range((nth - 1) * length + 1, nth * length + 1)):
            span = Span(sentence.start + match.start(), sentence.start + match.end())
            yield _find(
                material,
                span,
                f"De maanden passen niet bij '{match[0].split(match['months'])[0].strip(' (,:')}'.",
            )
    for match in _CLOCK.finditer(words):
        times = [int(match[name]) * 60 + int(match[f"{name}_minute"]) for name in ("from", "to")]
        if times[1] <= times[0]:
            span = Span(sentence.start + match.start(), sentence.start + match.end())
            yield _find(material, span, f"'{match[0]}' loopt terug. Kijk of er een tikfout in zit.")


def _check_stretches(material: Material, sentence: Sentence) -> Iterator[Finding]:
    """Find an end before its begin, and a duration that is not that from begin to end."""
    stretches = list_stretches(material, sentence.index)
    for one in stretches:
        if one.is_sure and one.last < one.first:
            quote = material.words(one.span.start, one.span.end)
            yield _find(material, one.span, f"'{quote}' loopt terug. Kijk of er een tikfout in zit.")
    right = [one for one in stretches if one.last >= one.first]
    following = material.layout.next_in_block(sentence.index)
    for place, points in ((sentence, False), (following, True)):
        if not right or place is None:
            continue
        words = material.sentence_words(place.index)
        for length in list_lengths(words):
            if _is_of_stretch(words, length, points=points) and not any(_fits(one, length) for one in right):
                yield _explain_length(material, place, words, length, right[0])


def _is_of_stretch(words: str, length: Length, *, points: bool) -> bool:
    before, behind = words[: length.start], words[length.end :]
    if _OTHER_LENGTH.search(behind) or _PER.search(before):
        return False
    return bool(_POINTS.search(before) if points else _LASTED.search(before) or _LONG.search(behind))


def _fits(one: Stretch, length: Length) -> bool:
    """Tell whether a duration can be that from begin to end, counted either way."""
    slack = max(1.5, 0.75 * length.unit if length.unit < 32 else 0.15 * length.unit, _MUCH * length.days)
    return abs(one.days_count - length.days) <= slack


def _explain_length(
    material: Material, place: Sentence, words: str, length: Length, stretch: Stretch
) -> Finding:
    said = words[length.start : length.end]
    text = material.letter.text.text
    start = text.find(said.split()[0], place.start) if said else place.start
    at = text.find(said, place.start, place.end)
    begin = at if at >= 0 else start
    dates = material.words(stretch.span.start, stretch.span.end)
    span = Span(min(begin, stretch.span.start), max(begin + len(said), stretch.span.end))
    return _find(material, span, f"{said} is niet de tijd van begin tot eind: {dates}.")


def _find(material: Material, span: Span, why: str) -> Finding:
    return material.find(FindingKind.IMPLAUSIBLE_PERIOD, span, why, severity=Severity.NUMBER)
