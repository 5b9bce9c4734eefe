"""The numbers of a paragraph or a table, each with the unit and the time in which it is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from spoorboek.documents.readers.audit_blocks import AuditTable, Cell
from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Mention, MentionKind
from spoorboek.rules.letter_audit.reading.measures import (
    Rate,
    are_unlike,
    differ_in_rate,
    find_rate,
    name_noun,
)
from spoorboek.rules.letter_audit.reading.own_words import OwnWords
from spoorboek.rules.letter_audit.reading.parts import is_age
from spoorboek.rules.letter_audit.reading.passages import Observation
from spoorboek.rules.letter_audit.stems import is_same_thing

_FACTOR = re.compile(r"^\s*(?:keer|maal)\s+(?:zo|meer|minder|hoger|lager|groter|kleiner|het|de|over)")
_EACH = re.compile(
    r"\bper (uur|dienst|dag|avond|nacht|etmaal|week|maand|kwartaal|halfjaar|jaar)\b", re.IGNORECASE
)
_LATER = re.compile(
    r"\b(?:(?:een|één|twee|drie|vier) \w+ (?:later|daarna|verder)|(?:het|de) \w+ (?:erop|daarop|erna|daarna)|"
    r"(?:het|de) (?:daaropvolgende|volgende) \w+|tegenwoordig|inmiddels|nu\b|thans|dit (?:jaar|seizoen)|"
    r"deze (?:zomer|winter)|"
    r"sindsdien|daarna|vervolgens|in het najaar|(?:in )?de tweede helft|eind 20\d\d|\w+ jaar verder)"
)
_EARLIER = re.compile(
    r"\b(?:bij (?:de|het) (?:start|begin|aanvang|opening)|aanvankelijk|in het begin|destijds|toen|eerst|"
    r"vorige? \w+|(?:een|één|twee|drie|vier) \w+ (?:eerder|geleden|terug|daarvoor)|voorheen|"
    r"(?:het|de) \w+ (?:ervoor|daarvoor)|in de oude situatie|"
    r"begon(?:nen)? met|in het voorjaar|(?:in )?de eerste helft|begin 20\d\d)\b"
)
_CELL = re.compile(
    r"^\W*(?P<number>\d[\d.]*(?:,\d+)?)\s+(?P<words>(?:per |op (?:de|elke) )?[a-zà-ÿ][^|]*)$", re.IGNORECASE
)
_THOUSANDS = re.compile(r"x\s*€?\s*1\.?000\b|duizend(?:en)? euro|in duizend|\bk€|€\s?k\b", re.IGNORECASE)
_MANY = 3
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Counted:
    """A number with its noun, its rate and its time; ``fact`` is None for one in a cell of a table."""

    value: Decimal
    noun: str | None
    rate: Rate | None
    each: str | None
    period: Period | None
    when: int
    sentence: int
    start: int
    end: int
    fact: Fact | None = None

    def is_unlike(self, other: Counted) -> bool:
        """Tell whether the two are told in other units, as far as both are named."""
        if self.rate or other.rate:
            return differ_in_rate(self.rate, other.rate, (self.value, other.value))
        if self.each or other.each:
            return bool(self.each and other.each and self.each != other.each)
        return are_unlike(self.noun, other.noun)

    def is_like(self, other: Counted) -> bool:
        """Tell whether the two are told in the same unit."""
        if self.rate or other.rate:
            return bool(self.rate and other.rate and self.rate.size == other.rate.size)
        return bool(self.noun and other.noun) and not are_unlike(self.noun, other.noun)

    def is_before(self, other: Counted) -> bool | None:
        """Tell whether this is of an earlier time than the other; None when the letter does not say."""
        if self.period is not None and other.period is not None:
            return None if self.period.overlaps(other.period) else self.period.last < other.period.first
        if self.when != other.when and (self.when or other.when):
            return self.when < other.when
        return None

    def name(self) -> str:
        """Return what it counts, in words for a reader."""
        return self.rate.words if self.rate else f"per {self.each}" if self.each else self.noun or ""


def list_counted(material: Material) -> list[list[Counted]]:
    """Return the counts, rates and prices of each paragraph, in order.

    Parameters: ``material``. Errors: none.
    """
    found: dict[int, list[Counted]] = {}
    for fact in material.facts:
        if material.layout.is_table(fact.mention.sentence) or not _is_counted(fact):
            continue
        row = found.setdefault(fact.mention.block, [])
        row.append(_inherit(_read(material, fact), row[-1] if row else None))
    return list(found.values())


def _inherit(one: Counted, before: Counted | None) -> Counted:
    """133 inbraken in 2022 en 171 in 2023: a number without a noun counts what stands before it."""
    if (
        one.noun
        or one.rate
        or one.each
        or before is None
        or before.sentence != one.sentence
        or one.fact is None
    ):
        return one
    has_none = one.fact.unit is None or one.fact.unit.lower() not in one.fact.own.tail
    return replace(one, noun=before.noun) if has_none and before.noun and not before.rate else one


def _is_counted(fact: Fact) -> bool:
    if fact.own.lead.endswith("per ") or is_age(fact):
        return False
    if fact.mention.kind not in (MentionKind.NUMBER, MentionKind.AMOUNT):
        return False
    return not is_derived(fact)


def is_derived(fact: Fact) -> bool:
    """Tell whether a number says how much or how many times more another is."""
    if fact.mention.detail.get("role") in ("by", "difference"):
        return True
    if fact.unit in ("keer", "maal"):
        return bool(_FACTOR.match(fact.own.tail))
    return Observation(fact, 0).is_difference


def _read(material: Material, fact: Fact) -> Counted:
    mention, own = fact.mention, fact.own
    if not own.masked.strip("#"):
        # How long something took has no words of its own.
        span = material.sentence_span(mention.sentence)
        own = OwnWords(
            material.words(span.start, mention.start).lower(), material.words(mention.end, span.end).lower()
        )
    # What stands between two numbers can be the rate of the first.
    rate = find_rate(own.tail) or find_rate(own.lead) or _find_leading_rate(material, mention)
    each = _EACH.search(own.tail)
    is_money = mention.kind is MentionKind.AMOUNT
    noun = None if is_money else name_noun(fact.unit, own.tail, own.lead)
    if rate is None and fact.is_mark:
        noun = None
    return Counted(
        Decimal(fact.value),
        noun,
        rate,
        each[1].lower() if each and is_money else None,
        fact.period,
        _read_when(own),
        mention.sentence,
        mention.start,
        mention.end,
        fact,
    )


def _find_leading_rate(material: Material, mention: Mention) -> Rate | None:
    """Per 100 bedrijven registreerde de politie 4,8 inbraken: the rate leads in the first number."""
    lead = material.words(material.sentence_span(mention.sentence).start, mention.start)
    rate = find_rate(lead)
    between = lead.partition(rate.words)[2] if rate else ""
    return None if re.search(r"\d", _YEAR.sub("", between)) else rate


def _read_when(own: OwnWords) -> int:
    return own.when or int(bool(_LATER.search(own.masked))) - int(bool(_EARLIER.search(own.masked)))


def is_of_two_times(one: Fact, other: Fact) -> bool:
    """Tell whether two numbers are told of two times, by their years or by words as "toen" and "nu"."""
    if one.period is not None and other.period is not None:
        return not one.period.overlaps(other.period)
    return _read_when(one.own) != _read_when(other.own)


def list_cells(table: AuditTable) -> list[list[Counted]]:
    """Return the columns and rows of a table whose cells or heads name what they count: 96 controles.

    Parameters: ``table``. Returns columns from top to bottom, and rows from left to right. Errors: none.
    """
    heads = [cell.text for cell in table.header]
    cells = [[_read_cell(heads, row, place) for place in range(len(row))] for row in table.rows]
    columns = [[row[place] for row in cells if place < len(row)] for place in range(len(heads))]
    lines = [[one for one in line if one is not None] for line in (*columns, *cells)]
    return [line for line in lines if len(line) > 1]


def _read_cell(heads: Sequence[str], row: Sequence[Cell], place: int) -> Counted | None:
    cell, head = row[place], heads[place] if place < len(heads) else ""
    match = _CELL.match(cell.text.strip())
    words, number = (match["words"], match["number"]) if match else (_unit_of(head), cell.text.strip(" €"))
    scale = 1000 if _THOUSANDS.search(head) else 1
    if not re.fullmatch(r"\d[\d.]*(?:,\d+)?", number) or not (words or scale > 1):
        return None
    year = _YEAR.search(head) or _YEAR.search(row[0].text)
    nouns = re.findall(r"[a-zà-ÿ][\w'’-]+", words.lower())
    rate = find_rate(words)
    noun = None if rate or not nouns else nouns[-1] if len(nouns) < _MANY else nouns[0]
    return Counted(
        Decimal(number.replace(".", "").replace(",", ".")),
        name_noun(noun, words.lower(), ""),
        rate,
        "duizend euro" if scale > 1 else noun if noun == "euro" else None,
        Period.year(int(year[0])) if year else None,
        0,
        -1,
        cell.start,
        cell.end,
    )


def _unit_of(head: str) -> str:
    """Return the unit that a head names in brackets or as a rate: 2024 (uren), per 1.000 inwoners."""
    if rate := find_rate(head):
        return rate.words
    match = re.search(r"\((?:in |aantal )?([a-zà-ÿ-]{3,})\)", head, re.IGNORECASE)
    return match[1] if match else ""


def is_told_of(one: Counted, noun: str | None) -> bool:
    """Tell whether a number counts what a noun names."""
    return bool(noun) and is_same_thing(one.noun, noun)
