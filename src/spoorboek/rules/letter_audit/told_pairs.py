"""The numbers that a word of change looks back on: those told before it of the same thing, by year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.layout import Layout
from spoorboek.rules.letter_audit.model import Mention, MentionKind, ReadLetter, Sentence
from spoorboek.rules.letter_audit.pairs import Pair, is_difference, list_pairs
from spoorboek.rules.letter_audit.reading.weak_words import WEAK
from spoorboek.rules.letter_audit.sentence_reading import Reading
from spoorboek.rules.letter_audit.stems import is_same_thing, list_stems, stem

K = MentionKind
_FAR = 14
"""Sentences that a word of change can look back over."""
_NEAR = 4
"""Sentences to what "deze daling" points back."""
_POINTS = re.compile(r"\b(?:deze|die|dit|dat) (?:[a-zà-ÿ]+e )?$", re.IGNORECASE)
_OF_OTHERS = re.compile(r"\b(?:van (?:de|die|deze|alle|onze)|waarvan|daarvan|hiervan|bij|onder) (?:die )?#")
_NAME = re.compile(r"(?<=[a-zà-ÿ,;] )[A-ZÀ-Ý][\w'’-]{2,}")
_PLACED = re.compile(
    r"\b(?:in|op|bij|rond|langs|binnen|onder|door|tijdens|voor) (?:(?:de|het|een|onze|deze|die) )?"
    r"(?P<words>(?:[a-zà-ÿ-]+e )?[a-zà-ÿ-]{4,})"
)
_TIME = list_stems(
    "helft looptijd planperiode periode jaren jaar eerste tweede laatste elk vorig vorige komende reeks "
    "maand maanden tijd vergelijking opzichte totaal geheel gemeente stad elkaar al conclusie"
)
_BONES = 4


def find_told_row(
    letter: ReadLetter, layout: Layout, facts: Mapping[int, Sequence[Fact]], direction: Mention
) -> list[Fact]:
    """Return the numbers that a direction without numbers looks back on, as the text tells them.

    Parameters: ``letter``, ``layout``; ``facts`` by sentence; ``direction``. Errors: none. Numbers stand in
    its section; they count what its sentence names, or "deze daling" points at them.
    """
    words = letter.words_of(layout.sentence_at(direction.sentence))
    reading = Reading(words)
    points = points_back(letter, direction) or reading.has("looks_back")
    told = _list_told(letter, layout, facts, direction.sentence, _NEAR if points else _FAR)
    if len(told) < _TWO:
        return []
    unit = _find_unit(told) if points else _find_named(told, words)
    clause = find_clause(letter.text.text, layout.sentence_at(direction.sentence), direction)
    if unit is None or not (points or _is_same_matter(letter, layout, told, clause)):
        return []
    if reading.has("everything"):
        # "Over de hele linie" is a conclusion from more than one row.
        return []
    row = _list_row(told, unit)
    return row if len(row) > 1 else []


def find_told_pairs(
    letter: ReadLetter, layout: Layout, row: Sequence[Fact], direction: Mention
) -> list[Pair]:
    """Return the pairs of a told row that a direction compares: with the years it names, else the ends.

    Parameters: ``letter``, ``layout``; ``row`` as it was found; ``direction``. Errors: none. Nothing when it
    depends on the year which way it went.
    """
    pairs = list_pairs(letter, row)
    if not pairs:
        return []
    last = max((one for pair in pairs for one in (pair.before, pair.after)), key=_when)
    compared = list_compared(letter, layout, direction)
    if None in compared:
        return []
    if compared:
        known = {one.period: one for one in row if one.period is not None}
        return [Pair(known[one], last) for one in compared if one in known and known[one] is not last]
    if len(pairs) == 1 and len(row) == _TWO:
        return pairs
    first = min((one for pair in pairs for one in (pair.before, pair.after)), key=_when)
    years = sorted((one for one in row if one.period is not None), key=_when)
    if len(years) != len(row) or len({one.period for one in row}) != len(row):
        return []
    rise = [later.value - one.value for one, later in pairwise(years)]
    if (years[-1].value - first.value) * rise[-1] <= 0:
        return []
    return [Pair(first, last)]


_TWO = 2


def _when(fact: Fact) -> tuple[str, int]:
    return (str(fact.period.last) if fact.period else "", fact.own.when)


def list_compared(letter: ReadLetter, layout: Layout, direction: Mention) -> list[Period | None]:
    """Return the years that a direction is compared with; of two words of change each has its own.

    Parameters: ``letter``, ``layout``, ``direction``. Errors: none. None stands for what is no year: "dan bij
    de start"; "dan voorheen" says nothing more than the change itself.
    """
    said = layout.mentions_of(direction.sentence)
    ways = [one for one in said if one.kind is K.DIRECTION]

    def find_distance(one: Mention, way: Mention) -> int:
        low, high = sorted(((one.start, one.end), (way.start, way.end)))
        gap = letter.text.text[low[1] : high[0]]
        return len(gap) + _APART * bool(_PARTS.search(gap)) + _COMMA * ("," in gap)

    return [
        one.period
        for one in said
        if one.kind is K.COMPARATOR
        and not _BEFORE.search(one.quote)
        and min(ways, key=lambda way: find_distance(one, way)) is direction
    ]


_BEFORE = re.compile(
    r"^(?:dan|als|ten opzichte van|vergeleken met)\s+(?:voorheen|vroeger|eerder|toen)?\W*$", re.IGNORECASE
)
_APART, _COMMA = 200, 20
_PARTS = re.compile(r"[;:.]|\b(?:maar|terwijl)\b")


def points_back(letter: ReadLetter, direction: Mention) -> bool:
    """Tell whether a change is told as known: deze daling, die dalende trend."""
    return bool(_POINTS.search(letter.text.text[max(0, direction.start - 24) : direction.start]))


def _list_told(
    letter: ReadLetter, layout: Layout, facts: Mapping[int, Sequence[Fact]], sentence: int, far: int
) -> list[Fact]:
    section = layout.section_of(sentence)
    places = [
        place
        for place in range(max(0, sentence - far), sentence)
        if layout.section_of(place) == section and not layout.is_table(place) and not layout.is_heading(place)
    ]
    return [
        one
        for place in places
        for one in facts.get(place, ())
        if one.mention.kind is K.NUMBER
        and not one.mention.detail.get("duration")
        and not one.is_mark
        and not one.is_share
        and not is_difference(letter, one)
        and not _OF_OTHERS.search(one.own.masked)
    ]


def _find_unit(told: Sequence[Fact]) -> str | None:
    """Return what the last numbers of two years count."""
    for one, two in reversed(list(pairwise(told))):
        if one.period == two.period or two.mention.sentence - one.mention.sentence > 1:
            continue
        if _is_bare(two) or is_same_thing(one.unit, two.unit):
            return next((fact.unit for fact in (one, two) if fact.unit and _is_noun(fact)), "")
    return None


def _is_bare(fact: Fact) -> bool:
    """Tell whether a number stands without its noun: in 2024 waren het er 45."""
    return not fact.unit or not _is_noun(fact) or fact.unit.lower() not in fact.own.tail


def _is_noun(fact: Fact) -> bool:
    return stem(fact.unit or "") not in WEAK


def _find_named(told: Sequence[Fact], words: str) -> str | None:
    """Return what is counted of which a sentence speaks: inbraken, verwijzingen or verwezen."""
    stems = list_stems(words)
    for one in reversed(told):
        unit = (one.unit or "").split()[-1:]
        if (
            unit
            and _is_noun(one)
            and any(is_same_thing(unit[0], word) or _is_form(unit[0], word) for word in stems)
        ):
            return one.unit
    return None


def names_thing(noun: str, said: Iterable[str]) -> bool:
    """Tell whether words name a thing, by its noun, a longer or shorter one, or its verb.

    Parameters: ``noun``; ``said``, stems. Errors: none.
    """
    return any(is_same_thing(noun, word) or _is_form(noun, word) for word in said)


def _is_form(unit: str, word: str) -> bool:
    """Tell whether a noun is made of a verb: verwijzing, verwezen."""
    one, other = (re.sub(r"[aeiouyj]", "", part.removeprefix("ge")) for part in (stem(unit), word))
    return min(len(one), len(other)) >= _BONES and one[:_BONES] == other[:_BONES] and one[0] == other[0]


def _list_row(told: Sequence[Fact], unit: str | None) -> list[Fact]:
    """Return the numbers of one thing, each year once; a bare number counts what was told right before it."""
    found: list[Fact] = []
    years: set[object] = set()
    for one in told:
        bare = _is_bare(one)
        is_one = bool(unit) and is_same_thing(one.unit, unit)
        follows = bool(found) and one.mention.sentence - found[-1].mention.sentence <= 1
        if not is_one and not (bare and (follows or not found)):
            continue
        if one.period in years and one.period is not None:
            continue
        years.add(one.period)
        found.append(one)
    dated = [one for one in found if one.period is not None or one.own.when]
    # What has no year beside two that have is a part of one of them.
    return dated if len(dated) > 1 else found


def find_clause(text: str, sentence: Sentence, direction: Mention) -> str:
    """Return the part of a sentence that a direction stands in, between commas and words like but."""
    before = [match.end() for match in CUT.finditer(text, sentence.start, direction.start)]
    after = CUT.search(text, direction.end, sentence.end)
    start, end = before[-1] if before else sentence.start, after.start() if after else sentence.end
    return " ".join(text[start:end].split())


CUT = re.compile(r"[,;:]|\b(?:maar|terwijl|waardoor|omdat|al (?=gaat|is|zijn|neemt))\b", re.IGNORECASE)
"""Where a clause of a sentence ends."""


def _is_same_matter(letter: ReadLetter, layout: Layout, told: Sequence[Fact], words: str) -> bool:
    """Tell whether words speak of no other place, group or time than its numbers."""
    near = sorted({one.mention.sentence for one in told})
    before = " ".join(letter.words_of(layout.sentence_at(place)) for place in near)
    before = f"{layout.heading_words(near[0])} {before}"
    if any(name not in before for name in _NAME.findall(words)):
        return False
    known = list_stems(before) | WEAK | _TIME
    placed = (match["words"] for match in _PLACED.finditer(words.lower()))
    return all(one in known for phrase in placed for one in list_stems(phrase))
