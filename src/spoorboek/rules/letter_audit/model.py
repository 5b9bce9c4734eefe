"""What is found in a letter by anybody: its sentences, what they mention, and what is wrong with them.

All positions are code points in the text of the letter, the end not included.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any

from spoorboek.documents.readers.audit_blocks import AuditText
from spoorboek.figures.period import Period
from spoorboek.rules.claims.verdict import Severity, VerdictCode
from spoorboek.rules.letter_audit.finding_kind import FindingKind

__all__ = ["Finding", "FindingKind", "Mention", "MentionKind", "ReadLetter", "Sentence", "Spot"]


class MentionKind(Enum):
    """What a few words in a letter are; the detail that each carries is told with it."""

    NUMBER = "number"
    """A count: ``value``; ``unit`` is the noun it counts. Detail: words, about, at_least, at_most."""
    AMOUNT = "amount"
    """Money in euros: ``value`` (millions written out), ``unit`` EUR. Detail: about, at_least, at_most."""
    PERCENTAGE = "percentage"
    """``value`` in percent; ``unit`` ``%``, or ``pp`` for percentage points."""
    SHARE = "share"
    """Een derde, de helft, drie op de tien: ``value`` between 0 and 1, ``unit`` the noun."""
    RANGE = "range"
    """Tien tot twaalf: ``low`` and ``high``, ``unit`` as of a number."""
    ORDINAL = "ordinal"
    """De derde, 24ste: ``value``; no count."""
    IDENTIFIER = "identifier"
    """A numeral that is no count: article, phone, case number, postcode, age... Detail: ``what``."""
    DATE = "date"
    """One day: ``period`` is that day."""
    PERIOD = "period"
    """``period``; None when it cannot be placed. Detail: relative, season, written (as "2023-2034")."""
    COMPARATOR = "comparator"
    """What is compared with. ``period`` when it is one; detail ``area`` (landelijk) or ``target``."""
    DIRECTION = "direction"
    """``value`` 1 up, -1 down, 0 equal. Detail: negated, hedged, speed (1 faster, -1 slower), good, noun."""
    STRENGTH = "strength"
    """Detail ``strength``: trend or firm; ``no_size`` for words about chance."""
    NEGATION = "negation"
    """Niet, geen, zonder."""
    HEDGE = "hedge"
    """Lijkt, mogelijk, kan."""
    CAUSAL = "causal"
    """Dankzij, heeft geleid tot. Detail: ``hedged``, ``direction`` (what comes first: cause or effect)."""
    SOURCE = "source"
    """Detail: ``source`` (its code), ``source_type`` (registered, self_reported, modelled, operational)."""
    TOTAL = "total"
    """Words that say parts of a whole: waarvan, in totaal. Detail: ``role`` (parts, total or outcome)."""
    CARRIED_OVER = "carried_over"
    """Doorlopend uit 2022, nieuw, afgesloten. Detail: ``role`` (carried_in, opened, closed, carried_out)."""
    PROMISE = "promise"
    """Words that promise: gaan we, we zetten in op, minimaal. Detail: ``per`` (year), ``done`` false."""
    SUBJECT = "subject"
    """What it is about. Detail: ``subject`` (its code), ``counts`` (persons, incidents, ...)."""
    TARGET = "target"
    """Doel, streefwaarde, doelstelling behaald. Detail: ``met`` (true, false or absent)."""
    TERM = "term"
    """A word that fits some kinds of source only: geregistreerd, ervaren. Detail: ``term``."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, heading, list item or table cell row; ``block`` is its place among the blocks."""

    index: int
    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where something is mentioned: what it is, where it stands and what it means.

    ``low`` and ``high`` bound what a printed number can stand for (``7,3`` is 7.25 to 7.35). Positions are
    in the words that are read; those of a ``Mention`` are in the letter.
    """

    kind: MentionKind
    start: int
    end: int
    value: Decimal | int | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    period: Period | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Spot):
    """A spot that has found its place in the letter.

    ``block`` and ``sentence`` are places in the lists of the letter.
    """

    quote: str
    page: int
    block: int
    sentence: int

    @classmethod
    def at(cls, spot: Spot, base: int, text: AuditText, sentence: Sentence, page: int) -> Mention:
        """Give a spot its words, page and sentence; its positions count from ``base`` in the letter."""
        start, end, detail = base + spot.start, base + spot.end, spot.detail
        if "number" in detail:
            detail = {**detail, "number": tuple(base + position for position in detail["number"])}
        return cls(
            spot.kind,
            start,
            end,
            spot.value,
            spot.low,
            spot.high,
            spot.unit,
            spot.period,
            detail,
            quote=text.text[start:end],
            page=page,
            block=sentence.block,
            sentence=sentence.index,
        )


@dataclass(frozen=True, slots=True)
class ReadLetter:
    """A letter with its sentences and mentions, each in the order of the text.

    ``dated_on``: the day of the letter when it was given or found, as a period of one day; ``plan``: the
    period of the plan that it is about, given or found.
    """

    text: AuditText
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    dated_on: Period | None = None
    plan: Period | None = None
    language: str = "nl"

    def words_of(self, sentence: Sentence) -> str:
        """Return the words of a sentence."""
        return self.text.text[sentence.start : sentence.end]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found about a letter. ``why`` and ``better`` are Dutch sentences.

    ``severity`` is None when it only says that something holds.
    """

    quote: str
    start: int
    end: int
    page: int
    kind: FindingKind
    verdict: VerdictCode
    severity: Severity | None
    why: str
    better: str | None = None
    computed: Mapping[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Return the Dutch title above it in the margin."""
        return self.kind.note if self.verdict is VerdictCode.SUPPORTED_WITH_NOTE else self.kind.title
