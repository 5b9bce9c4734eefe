"""From a check to a finding: a claim that the one judge decides, or a thing found as it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from spoorboek.figures.period import Period
from spoorboek.rules.claims.verdict import Severity, VerdictCode
from spoorboek.rules.letter_audit.change_periods import Change
from spoorboek.rules.letter_audit.changes import list_changes
from spoorboek.rules.letter_audit.facts import Fact, list_facts
from spoorboek.rules.letter_audit.grids import Grid, list_grids
from spoorboek.rules.letter_audit.layout import Layout
from spoorboek.rules.letter_audit.model import Finding, FindingKind, Mention, ReadLetter
from spoorboek.rules.letter_audit.reading.flows import ToldFlow, list_told_flows
from spoorboek.rules.letter_audit.reading.passages import Passage, list_passages
from spoorboek.rules.letter_audit.reading.sums import ToldSum, list_told_sums
from spoorboek.rules.letter_audit.reading.table_passages import list_table_passages
from spoorboek.rules.letter_audit.sentence_reading import Reading
from spoorboek.rules.letter_audit.series import Series, list_series

_V, _F = VerdictCode, FindingKind

KINDS: Mapping[VerdictCode, FindingKind] = {
    _V.NO_FIGURE: _F.CHANGE_WITHOUT_NUMBERS,
    _V.IMPLAUSIBLE_PERIOD: _F.IMPLAUSIBLE_PERIOD,
    _V.NOT_COMPARABLE: _F.PART_OF_YEAR,
    _V.WRONG_TERM: _F.WRONG_TERM,
    _V.NUMBER_DIFFERS: _F.NUMBER_DIFFERS,
    _V.CONFLICTING_FIGURES: _F.CONFLICTING_NUMBERS,
    _V.DOES_NOT_ADD_UP: _F.DOES_NOT_ADD_UP,
    _V.UNSUPPORTED_HEADLINE: _F.UNSUPPORTED_HEADLINE,
    _V.TARGET_WORSE_THAN_RESULT: _F.TARGET_WORSE_THAN_RESULT,
    _V.NOT_REPORTED_BACK: _F.NOT_REPORTED_BACK,
    _V.DISCLOSURE_REVIEW: _F.SMALL_NUMBER,
    _V.CAUSAL_UNSUPPORTED: _F.CAUSAL_CLAIM,
    _V.DEPENDENT_EVIDENCE: _F.DEPENDENT_EVIDENCE,
    _V.CONTRADICTED: _F.CONTRADICTED_DIRECTION,
    _V.NEEDS_COMPARATOR: _F.MISSING_COMPARATOR,
    _V.NOT_TESTABLE: _F.NOT_TESTABLE,
    _V.NOT_DEMONSTRABLE: _F.TREND_ON_NOISE,
    _V.SUPPORTED_WITH_NOTE: _F.WITHIN_CHANCE,
}
"""As which kind each verdict of the judge is told, unless a check says otherwise."""


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim that a check puts to the judge: where its words stand, and the entry of ``claim test``.

    ``kinds``: as which kind a verdict is told, where that is not the usual one; None keeps silent.
    """

    span: Span
    entry: Mapping[str, Any]
    kinds: Mapping[VerdictCode, FindingKind | None] = field(default_factory=dict)

    def kind_of(self, answer: Mapping[str, Any]) -> FindingKind | None:
        """Return as which kind an answer of the judge is told; None when it is not told."""
        code = VerdictCode(answer["verdict"])
        if code in self.kinds:
            return self.kinds[code]
        computed = answer.get("computed") or {}
        if code is _V.SUPPORTED_WITH_NOTE and len(computed.get("comparisons") or ()) > 1:
            return _F.MISSING_COMPARATOR
        return KINDS.get(code)


class Material:
    """One letter with everything that the checks read in it, each worked out once."""

    def __init__(self, letter: ReadLetter) -> None:
        self.letter = letter
        self.layout = Layout(letter)
        self._sentence_words: dict[int, str] = {}
        self._readings: dict[int, Reading] = {}

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Return the numbers of the letter."""
        return list_facts(self.letter, self.layout)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Return the numbers that stand together, each with the part that its own words give it."""
        return list_passages(self.letter, self.layout, self.facts)

    @cached_property
    def _passages_by_number(self) -> dict[int, Passage]:
        return {one.fact.mention.start: passage for passage in self.passages for one in passage.counts}

    def passage_of(self, fact: Fact) -> Passage | None:
        """Return the passage in which a number is counted."""
        return self._passages_by_number.get(fact.mention.start)

    @cached_property
    def told_flows(self) -> tuple[ToldFlow, ...]:
        """Return what its passages tell of stock, what came and what went."""
        counts = [one.counts for one in self.passages]
        for grid in self.grids:
            counts += list_table_passages(grid, self._facts_by_block)
        return tuple(flow for one in counts for flow in list_told_flows(one))

    @cached_property
    def _facts_by_block(self) -> dict[int, list[Fact]]:
        found: dict[int, list[Fact]] = {}
        for fact in self.facts:
            found.setdefault(fact.mention.block, []).append(fact)
        return found

    @cached_property
    def told_sums(self) -> tuple[tuple[Passage, ToldSum], ...]:
        """Return the wholes that passages tell with their parts, each with its passage."""
        return tuple((one, told) for one in self.passages for told in list_told_sums(one.counts, self._say))

    def _say(self, first: int, last: int) -> str:
        """Return the words from one sentence up to and with the one behind another, in small letters."""
        sentences = self.letter.sentences
        end = sentences[min(last + 1, len(sentences) - 1)].end
        return self.words(sentences[first].start, end).lower()

    @cached_property
    def _parts(self) -> frozenset[int]:
        """Return where the numbers stand that only divide another number of their sentence."""
        return frozenset(
            part.fact.mention.start
            for _, one in self.told_sums
            for part in one.parts
            if part.sentence == one.whole.sentence and part.index > one.whole.index
        )

    def without_parts(self, facts: Sequence[Fact]) -> list[Fact]:
        """Return numbers without those that divide another: of 84 meldingen, 50 hier en 34 daar, the 84."""
        return [one for one in facts if one.mention.start not in self._parts]

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Return the words of change that have two numbers beside them."""
        return list_changes(self.letter, self.layout, self.without_parts(self.facts))

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """Return the rows of its tables."""
        return list_series(self.letter.text)

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        """Return its tables."""
        return list_grids(self.letter.text)

    @cached_property
    def facts_by_sentence(self) -> dict[int, list[Fact]]:
        """Return the numbers of each sentence."""
        found: dict[int, list[Fact]] = {}
        for fact in self.facts:
            found.setdefault(fact.mention.sentence, []).append(fact)
        return found

    def facts_in(self, sentence: int) -> Sequence[Fact]:
        """Return the numbers of one sentence."""
        return self.facts_by_sentence.get(sentence, ())

    @property
    def plan(self) -> dict[str, Any]:
        """Return the plan as an entry knows it; nothing when the letter names none."""
        plan: Period | None = self.letter.plan
        return {} if plan is None else {"plan": {"start": str(plan.first), "end": str(plan.last)}}

    def words(self, start: int, end: int) -> str:
        """Return a piece of the letter on one line."""
        return " ".join(self.letter.text.text[start:end].split())

    def sentence_words(self, sentence: int) -> str:
        """Return a sentence on one line."""
        if sentence not in self._sentence_words:
            found = self.layout.sentence_at(sentence)
            self._sentence_words[sentence] = self.words(found.start, found.end)
        return self._sentence_words[sentence]

    def span_of(self, *mentions: Mention) -> Span:
        """Return the place from the first to the last of some mentions."""
        return Span(min(one.start for one in mentions), max(one.end for one in mentions))

    def reading(self, sentence: int) -> Reading:
        """Return what a sentence says."""
        if sentence not in self._readings:
            self._readings[sentence] = Reading(self.sentence_words(sentence))
        return self._readings[sentence]

    def sentence_span(self, sentence: int) -> Span:
        """Return the place of a sentence."""
        found = self.layout.sentence_at(sentence)
        return Span(found.start, found.end)

    def find(
        self,
        kind: FindingKind,
        span: Span,
        why: str,
        better: str | None = None,
        *,
        severity: Severity = Severity.NOTE,
        verdict: VerdictCode | None = None,
        computed: Mapping[str, Any] | None = None,
    ) -> Finding:
        """Return a finding about a place of the letter."""
        return Finding(
            quote=self.letter.text.text[span.start : span.end],
            start=span.start,
            end=span.end,
            page=self.letter.text.page_at(span.start),
            kind=kind,
            verdict=verdict or kind.verdict,
            severity=severity,
            why=why,
            better=better,
            computed=dict(computed or {}),
        )


Found = Sequence[Asked | Finding]
