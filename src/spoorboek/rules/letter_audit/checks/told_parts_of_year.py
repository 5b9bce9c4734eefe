"""Is a part of a year laid beside a whole one, in whatever sentences the two are told?"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from spoorboek.figures.dutch_dates import MONTHS
from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.letter_audit.asking import Found, Material, Span
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.reading.passages import Observation
from spoorboek.rules.letter_audit.year_parts import PART, SAME, WHOLE

Number = int | Decimal
_MONTH = "|".join(MONTHS)
_COMPARES = re.compile(
    r"\b(?:lager|hoger|minder|meer|beter|slechter|gunstig\w*|rustiger|drukker|daalt|daalde|daling|gedaald|"
    r"afname|"
    r"afgenomen|toename|toegenomen|stijging|gestegen|groei\w*|dalende|stijgende|neemt|nam|goede kant|"
    r"vooruit\w*|"
    r"achteruit\w*|onder|boven|halver\w*|verdubbel\w*|verschil|tegen|tegenover|vergeleken|ten opzichte)\b",
    re.IGNORECASE,
)
_RUNS_TO = re.compile(
    rf"\b(?:lopen|loopt|liep|liepen|gaan|gaat|reiken|beslaan|beslaat|betreffen|betreft|omvatten|omvat|"
    rf"zijn|bijgewerkt|"
    rf"peildatum)\b[^.;]*\b(?:(?:tot(?: en met)?|t/m) (?:\d{{1,2}} )?(?:{_MONTH})|de eerste \w+ maanden|"
    rf"een half jaar|"
    rf"het eerste halfjaar|het eerste half jaar)",
    re.IGNORECASE,
)
_UP_TO_A_DAY = re.compile(
    rf"\bpeildatum \d{{1,2}} (?:{_MONTH})|\bper \d{{1,2}} (?:{_MONTH})(?! 20\d\d\))", re.IGNORECASE
)
_NO_PART = re.compile(r"\b(?:31 december|december|eind)\b", re.IGNORECASE)


def check_told_parts_of_year(material: Material) -> Found:
    """Find numbers of a part of a year and of a whole one that a passage compares."""
    found: list[Finding] = []
    for passage in material.passages:
        for one, two in pairwise(passage.counts):
            if two.sentence - one.sentence <= 1 and one.counts_like(two) and _is_mixed(material, one, two):
                found.append(_explain(material, one, two))
    found += _check_tables(material)
    for change in material.changes:
        place = material.layout.next_in_block(change.direction.sentence)
        is_whole = change.is_unknown or (change.start.is_one_year and change.end.is_one_year)
        if place is None or change.is_part or not is_whole:
            continue
        words = material.sentence_words(place.index)
        if _RUNS_TO.search(words) and not SAME.search(_around(material, change.direction.sentence)):
            start, end = change.before.mention, change.after.mention
            found.append(_explain_at(material, start.start, end.end, change.before.value, change.after.value))
    return found


def _check_tables(material: Material) -> list[Finding]:
    """Find a table of whole years and a part of one, of which the text behind it says what rose or fell."""
    found: list[Finding] = []
    for grid in material.grids:
        names = [*grid.columns, *(row.label for row in grid.rows)]
        if not any(_MONTHS_OF.search(name) for name in names) or not any(
            _ALL_YEAR.search(name) for name in names
        ):
            continue
        for sentence in material.letter.sentences:
            if not 0 < sentence.block - grid.block <= 2 or not _is_conclusion(material, sentence.index):
                continue
            words = material.sentence_words(sentence.index)
            if SAME.search(words) or material.layout.is_heading(sentence.index):
                continue
            why = "De tabel zet een deel van een jaar naast een heel jaar. Neem van beide dezelfde maanden."
            found.append(material.find(FindingKind.PART_OF_YEAR, material.sentence_span(sentence.index), why))
            break
    return found


_MONTHS_OF = re.compile(
    r"\bjan\w*\.?\s*(?:-|–|t/m|tot en met)\s*(?!dec)[a-z]{3}|\b(?:eerste|tweede) (?:half\s?jaar|"
    r"kwartaal|\w+ maanden)|"
    r"\b(?:t/m|tot en met|tot) (?!dec)[a-z]{3}",
    re.IGNORECASE,
)
_ALL_YEAR = re.compile(
    r"\b(?:heel|hele|volledig|geheel)\w* ?(?:jaar|20\d\d)?|^\W*20\d\d\W*$|jan\w*\s*(?:-|–|t/m)\s*dec", re.I
)


def _is_mixed(material: Material, one: Observation, two: Observation) -> bool:
    if one.fact.is_mark or one.is_difference or two.is_difference:
        return False
    parts = [_is_part(each) for each in (one, two)]
    whole = two if parts[0] else one
    if parts[0] == parts[1] or not _is_whole(whole):
        return False
    around = _around(material, two.sentence)
    return not SAME.search(around) and _COMPARES.search(around) is not None


def _is_part(one: Observation) -> bool:
    words = one.words
    period = one.fact.period
    is_dated = _UP_TO_A_DAY.search(words) is not None and not _NO_PART.search(words)
    return bool(PART.search(words)) or is_dated or (period is not None and 1 < period.days_count < 350)


def _is_whole(one: Observation) -> bool:
    return bool(WHOLE.search(one.words)) and (one.fact.period is None or one.fact.period.days_count > 350)


def _around(material: Material, sentence: int) -> str:
    """Return the sentence with the one before and behind it in its block."""
    near = [one.index for one in material.layout.neighbours(sentence) if abs(one.index - sentence) <= 1]
    return " ".join(material.sentence_words(one) for one in near)


def _explain(material: Material, one: Observation, two: Observation) -> Finding:
    first, second = one.fact, two.fact
    start, end = material.sentence_span(one.sentence).start, material.sentence_span(two.sentence).end
    following = material.layout.next_in_block(two.sentence)
    if following is not None and _is_conclusion(material, following.index):
        end = following.end
    return _explain_at(material, start, end, first.value, second.value)


def _is_conclusion(material: Material, sentence: int) -> bool:
    said = material.layout.mentions_of(sentence)
    is_way = any(one.kind is MentionKind.DIRECTION for one in said)
    return is_way or _COMPARES.search(material.sentence_words(sentence)) is not None


def _explain_at(material: Material, start: int, end: int, one: Number, two: Number) -> Finding:
    first, second = format_number(one), format_number(two)
    why = (
        f"Hier staat een deel van een jaar naast een heel jaar: {first} en {second}. "
        "Neem van beide jaren dezelfde maanden."
    )
    span = Span(min(start, end), max(start, end))
    return material.find(FindingKind.PART_OF_YEAR, span, why, computed={"values": [one, two]})
