"""Did marks and shares of a survey move, told without a word of change and without margins?"""

from __future__ import annotations

import re

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.pairs import Pair, list_pairs
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
    return [*found, *_find_points(material)]


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
