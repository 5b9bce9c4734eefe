"""Did marks and shares of a survey move, told without a word of change and without margins?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.pairs import Pair, list_pairs
from spoorboek.rules.letter_audit.reading.asked import is_asked, is_tested, says_asked
from spoorboek.rules.letter_audit.reading.counted import is_of_two_times
from spoorboek.rules.letter_audit.reading.word_lists import has_word
from spoorboek.rules.letter_audit.stems import list_stems
from spoorboek.rules.letter_audit.survey_words import OWN_TEST, PEOPLE_SAY


def check_survey_moves(material: Material) -> Found:
    """Find marks and shares that went from one number to another, though nobody says rose or fell."""
    found: list[Finding] = []
    for sentence in material.letter.sentences:
        layout, place = material.layout, sentence.index
        if layout.is_table(place) or layout.is_heading(place) or layout.is_ahead(place):
            continue
        if any(one.kind is MentionKind.DIRECTION for one in layout.mentions_of(place)):
            continue
        facts = [one for one in material.facts_in(place) if one.is_mark or one.is_share]
        moved = [one for one in list_pairs(material.letter, facts) if _is_move(one)]
        if not moved or not (moved[0].after.is_mark or PEOPLE_SAY.search(material.sentence_words(place))):
            continue
        if any(OWN_TEST.search(material.sentence_words(one.index)) for one in layout.neighbours(place)):
            continue
        found.append(_explain(material, moved[0]))
    return [*found, *_find_points(material), *_find_verdicts(material)]


def _find_verdicts(material: Material) -> Iterator[Finding]:
    """Find sentences that say how a feeling moved, near two answers of two times without margins."""
    for sentence in material.letter.sentences:
        place, layout = sentence.index, material.layout
        words = material.sentence_words(place)
        if layout.is_table(place) or layout.is_ahead(place) or not _says_moved(words):
            continue
        reading = material.reading(place)
        if reading.is_open or reading.is_conditional or is_tested(material, place):
            continue
        values = _find_answers(material, place) or _find_cells(material, place)
        if values is not None:
            why = (
                f"Dit is niet te toetsen: {format_number(values[0])} en {format_number(values[1])}. "
                "Marges van deze enquête zijn niet gegeven; vraag ze op."
            )
            span = material.sentence_span(place)
            yield material.find(FindingKind.NOT_TESTABLE, span, why, computed={"values": list(values)})


def _says_moved(words: str) -> bool:
    return _FINE.search(words) is None and any(
        has_word(file, name, words)
        for file, name in (("units", "more"), ("units", "less"), ("evidence", "moved"))
    )


_FINE = re.compile(
    r"\b(?:(?:vragenlijst|enquête|peiling|interview)\w*\b[^.;]*\bafgenomen|doel|norm|streef\w*|begroot\w*|"
    r"niet (?:te toetsen|aantoonbaar|significant)|of\b.*\bis niet)\b",
    re.IGNORECASE,
)


def _find_answers(material: Material, place: int) -> tuple[Value, Value] | None:
    """Return two answers of two times in the paragraph of a sentence, at most two sentences off."""
    if not is_asked(material, place):
        return None
    near = [one.index for one in material.layout.neighbours(place) if abs(one.index - place) <= _NEAR]
    facts = [fact for at in near for fact in material.facts_in(at) if _is_answer(fact)]
    if not says_asked(material.sentence_words(place)) and not any(
        one.mention.sentence in (place, place - 1) for one in facts
    ):
        return None
    for one, other in pairwise(facts):
        alike = one.is_mark == other.is_mark and one.value != other.value
        if alike and is_of_two_times(one, other) and _read(one) != _read(other):
            return one.value, other.value
    return None


def _read(fact: Fact) -> Decimal:
    return Decimal(fact.value) * (100 if fact.mention.kind is MentionKind.SHARE else 1)


def _is_answer(fact: Fact) -> bool:
    if fact.mention.detail.get("role") in ("by", "difference") or fact.mention.unit == "pp":
        return False
    return fact.is_mark or fact.is_share or fact.mention.kind is MentionKind.SHARE


def _find_cells(material: Material, place: int) -> tuple[Value, Value] | None:
    """Return two answers of one row or column of a table of answers right above."""
    block = material.layout.sentence_at(place).block
    stems = list_stems(material.sentence_words(place))
    for grid in material.grids:
        if not 0 < block - grid.block <= _NEAR:
            continue
        head = f"{grid.corner} {' '.join(grid.columns)}"
        asked = says_asked(head) or _ASKED_HEAD.search(head) is not None
        for row in grid.rows:
            known = [value for value in row.values if value is not None]
            is_row = asked or says_asked(row.label) or _ASKED_HEAD.search(row.label)
            is_meant = len(grid.rows) == 1 or any(_shares(one, other) for one in row.stems for other in stems)
            if is_row and is_meant and len(known) == _PAIR and _may_move(known):
                return known[0], known[1]
        column = [value for row, value in grid.column_of(0) if _YEAR.match(row.label)]
        if asked and len(grid.columns) == 1 and len(column) >= _PAIR and _may_move(column):
            return column[0], column[-1]
    return None


def _may_move(values: Sequence[Value]) -> bool:
    return values[0] != values[-1] and all(map(_is_mark, values))


def _is_mark(value: Value) -> bool:
    return 0 < value <= _MOST


def _shares(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _ROOT and (short in long or short[:_ROOT] == long[:_ROOT])


Value = int | Decimal
_NEAR = 2
_PAIR = 2
_ROOT = 5
_MOST = 100
_YEAR = re.compile(r"\W*(?:19|20)\d\d\b")
_ASKED_HEAD = re.compile(
    r"\b(?:\w*cijfer|\w*waardering|\w*oordeel|\w*score|\w*beleving|stelling|\w*tevredenheid|vertrouwen|heeft|vindt|voelt|"
    r"ervaart|\w*monitor|\w*peiling|\w*enquête)\b",
    re.IGNORECASE,
)


def _find_points(material: Material) -> list[Finding]:
    """18 procent, 3 procentpunt minder dan in 2021: how much a share of a survey moved."""
    found: list[Finding] = []
    for sentence in material.letter.sentences:
        words, layout = material.sentence_words(sentence.index), material.layout
        if not _POINTS.search(words) or layout.is_table(sentence.index) or layout.is_ahead(sentence.index):
            continue
        said = layout.mentions_of(sentence.index)
        is_asked = PEOPLE_SAY.search(words) or any(
            str(one.detail.get("source_type")) == "self_reported" for one in said
        )
        tested = any(
            OWN_TEST.search(material.sentence_words(one.index)) for one in layout.neighbours(sentence.index)
        )
        judged = any(one.direction.sentence == sentence.index for one in material.changes)
        if is_asked and not tested and not judged:
            why = "Dit is niet te toetsen: marges van deze enquête zijn niet gegeven; vraag ze op."
            found.append(material.find(FindingKind.NOT_TESTABLE, material.sentence_span(sentence.index), why))
    return found


_POINTS = re.compile(
    r"\bprocentpunt(?:en)? (?:meer|minder|hoger|lager|vaker|erbij|eraf|gestegen|gedaald)\b", re.IGNORECASE
)


def _is_move(pair: Pair) -> bool:
    is_told = pair.after.mention.detail.get("role") == "to" or (pair.after.is_mark and not pair.after.unit)
    return is_told and pair.before.value != pair.after.value


def _explain(material: Material, pair: Pair) -> Finding:
    why = (
        f"Dit is niet te toetsen: van {format_number(pair.before.value)} naar "
        f"{format_number(pair.after.value)}. Marges van deze enquête zijn niet gegeven; vraag ze op."
    )
    return material.find(
        FindingKind.NOT_TESTABLE,
        material.span_of(pair.before.mention, pair.after.mention),
        why,
        computed={"values": [pair.before.value, pair.after.value]},
    )
