from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from spoorboek.documents.readers.audit_text import read_audit_text
from spoorboek.rules.errors import LanguageError
from spoorboek.rules.letter_audit.finding import find_mentions
from spoorboek.rules.letter_audit.model import Mention, MentionKind, ReadLetter

SENTENCES = yaml.safe_load((Path(__file__).parent / "audit_sentences.yaml").read_text(encoding="utf-8"))
DAY = date(2025, 3, 10)
WITH_PERIOD = {"period", "date", "comparator"}
BY_DETAIL = {"strength": "strength", "source": "source_type", "total": "role", "carried_over": "role"}


def all_cases() -> Iterator[Any]:
    for group, cases in SENTENCES.items():
        for case in cases:
            yield pytest.param(case, id=f"{group}: {case['text']}")


def read(text: str) -> ReadLetter:
    return find_mentions(read_audit_text(text.encode(), "brief.txt"), dated_on=DAY)


def describe(mention: Mention) -> list[Any]:
    kind = mention.kind.value
    if kind in WITH_PERIOD:
        return [mention.quote, str(mention.period) if mention.period else None]
    if kind in BY_DETAIL:
        return [mention.quote, mention.detail[BY_DETAIL[kind]]]
    if kind == "range":
        return [mention.quote, mention.low, mention.high]
    if kind in ("number", "percentage"):
        return [mention.quote, mention.value, mention.unit]
    if kind in ("identifier", "causal", "hedge"):
        return [mention.quote]
    return [mention.quote, mention.value]


def as_expected(row: list[Any]) -> list[Any]:
    return [Decimal(str(part)) if isinstance(part, int | float) else part for part in row]


def as_found(row: list[Any]) -> list[Any]:
    return [Decimal(part) if isinstance(part, int) else part for part in row]


@pytest.mark.parametrize("case", list(all_cases()))
def test_each_sentence_mentions_what_it_says(case: dict[str, Any]) -> None:
    letter = read(case["text"])
    for kind in {kind.value for kind in MentionKind} & set(case):
        found = [m for m in letter.mentions if m.kind.value == kind]
        if kind == "promise":
            assert bool(found) is case[kind], found
            continue
        assert [as_found(describe(m)) for m in found] == [as_expected(row) for row in case[kind]]
    for name in ("negated", "hedged", "intended"):
        if name in case:
            (change,) = [m for m in letter.mentions if m.kind is MentionKind.DIRECTION]
            assert change.detail.get(name)
    if "years" in case:
        numbers = [m for m in letter.mentions if m.kind is MentionKind.NUMBER]
        assert [[m.value, str(m.period)] for m in numbers] == case["years"]


def test_at_least_150_sentences_are_tried() -> None:
    assert sum(len(cases) for cases in SENTENCES.values()) >= 150


@pytest.mark.parametrize("case", list(all_cases()))
def test_every_mention_stands_where_it_says(case: dict[str, Any]) -> None:
    letter = read(case["text"])
    assert all(letter.text.text[m.start : m.end] == m.quote for m in letter.mentions)


def test_a_language_without_words_is_refused_with_a_sentence() -> None:
    with pytest.raises(LanguageError, match="letters are read in en, nl; there are no words for 'fr'"):
        find_mentions(read_audit_text(b"Reports fell from 5 to 4.", "letter.txt"), language="fr")
