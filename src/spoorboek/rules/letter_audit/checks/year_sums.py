"""Do the rows of a table of years make up its total of each year, and the totals that the text tells?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.claims.verdict import VerdictCode
from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import MentionKind
from spoorboek.rules.letter_audit.reading.passages import is_countable
from spoorboek.rules.letter_audit.series import Series, plain
from spoorboek.rules.letter_audit.stems import list_stems


def check_year_sums(material: Material) -> Found:
    """Put the totals of tables of years to the judge, and the totals in the text of what stands in them."""
    return _check_text_against_tables(material)


def _check_text_against_tables(material: Material) -> list[Asked]:
    """A total in the text is the sum of the rows of a table that are about the same, in the same year."""
    found: list[Asked] = []
    for fact in material.facts:
        said = material.layout.mentions_of(fact.mention.sentence)
        is_total = any(one.kind is MentionKind.TOTAL and one.detail.get("role") == "total" for one in said)
        if not is_total or fact.period is None or not fact.unit or not is_countable(fact):
            continue
        stems = list_stems(material.sentence_words(fact.mention.sentence))
        found += [asked for rows in _group(material) if (asked := _ask_rows(material, fact, rows, stems))]
    return found


def _group(material: Material) -> list[list[Series]]:
    tables = dict.fromkeys(one.table for one in material.series)
    return [[one for one in material.series if one.table == table and not one.is_total] for table in tables]


def _ask_rows(material: Material, fact: Fact, rows: Sequence[Series], stems: frozenset[str]) -> Asked | None:
    if len(rows) < 2 or fact.period is None or any(one.own_stems & stems for one in rows):
        return None
    common = frozenset.intersection(*(one.stems | one.title_stems for one in rows))
    values = [dict(one.values).get(fact.period) for one in rows]
    known = [one for one in values if one is not None]
    if not common & stems or len(known) < len(rows):
        return None
    entry: dict[str, Any] = {
        "claim": "adds_up",
        "words": f"totaal van {format_number(fact.value)}",
        "parts": [{"value": plain(one)} for one in known],
        "total": {"value": plain(fact.value)},
    }
    span = material.span_of(fact.mention)
    return Asked(span, entry, {VerdictCode.SUPPORTED_WITH_NOTE: None})
