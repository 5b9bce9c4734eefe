"""What a letter says was promised before: how many of what, in a sentence or in the list below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spoorboek.documents.readers.audit_blocks import BlockKind
from spoorboek.rules.letter_audit.asking import Material, Span
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.meanings import list_tokens
from spoorboek.rules.letter_audit.model import MentionKind
from spoorboek.rules.letter_audit.numerals import read_word
from spoorboek.rules.letter_audit.quantities import DURATIONS
from spoorboek.rules.letter_audit.sentence_reading import Reading
from spoorboek.rules.letter_audit.stems import list_stems, stem

TIMES = frozenset({"keer", "maal", "stuks"})
"""Units that do not say of what."""
_SAID_AT_MOST = 60
_LIST_BEHIND = re.compile(r"[^.;:]{0,40}:\s*\S")
_KNOWN = re.compile(r"\b(?:de|onze|deze|die|met|tussen|door) $")
"""Met de drie scholen is afgesproken: who is known already is not promised."""
_NO_THING = frozenset({"<harm>", "<target>", "<benefit>", "<part_of_plan>"})
_NO_NAME = frozenset({"<carry_out>", "<promise>", "<future>", "<we>", "<negation>"})
_COMMON = list_stems(
    "keer maal stuks jaarlijks raad gemeente college plan komend krijgen doel doelen ding dingen punten"
)


@dataclass(frozen=True, slots=True)
class Pledge:
    """One thing that was promised: its number with its unit, where it stands, and the words that name it."""

    fact: Fact
    span: Span
    names: frozenset[str]
    """The stems by which it is known."""
    is_alone: bool
    """Whether nothing else was promised beside it."""
    year: int | None
    """The last year with which its promise begins: of a plan 2023-2026 that is 2023."""
    is_told_beside: bool = False
    """Whether its own sentence goes on with what it became: beloofd waren er tien, het werden er acht."""

    @property
    def sentence(self) -> int:
        """Return the place of its sentence."""
        return self.fact.mention.sentence

    @property
    def unit(self) -> str:
        """Return of what so many were promised, in the words of the letter."""
        return self.fact.unit or ""

    @property
    def says_how_often(self) -> bool:
        """Tell whether it counts times, so that another noun says of what."""
        return self.unit.split()[-1].lower() in TIMES


def list_pledges(material: Material) -> list[list[Pledge]]:
    """Return what was promised, together as one sentence or list promised it.

    Parameters: ``material``. Errors: none. What is wanted less of, money and lengths of time are left out.
    """
    found: list[list[Pledge]] = []
    last = -_NEAR_ORDINAL
    for sentence in material.letter.sentences:
        if not _promises(material, sentence.index, last):
            continue
        last = sentence.index
        facts = _list_below(material, sentence.index)
        told = [one for one in material.facts_in(sentence.index) if _is_told(one)]
        facts = facts or _list_own(material, sentence.index, told)
        pledges = list(_make_all(material, sentence.index, facts, is_told=len(told) >= len(facts)))
        if pledges:
            found.append(pledges)
    return found


def _promises(material: Material, sentence: int, last: int) -> bool:
    if material.layout.is_table(sentence):
        return False
    reading = material.reading(sentence)
    if reading.has("agreed_before"):
        return not reading.is_question or material.sentence_words(sentence).rstrip().endswith("?")
    # "Drie beloften. De eerste: vijftig scans. De tweede: zes workshops."
    is_next = sentence - last < _NEAR_ORDINAL and reading.has("next_promise")
    return is_next and not reading.has("done")


_NEAR_ORDINAL = 4
_NEXT_THING = re.compile(r",|;| en (?:een|één)\b")


def _list_own(material: Material, sentence: int, told: Sequence[Fact]) -> list[tuple[Fact, int]]:
    """Return the promised numbers of a sentence, each with where the words about it end."""
    end = told[0].mention.start if told else material.sentence_span(sentence).end
    facts = [one for one in material.facts_in(sentence) if one.mention.start < end and _is_counted(one)]
    facts = [one for one in facts if not _KNOWN.search(one.own.lead)]
    ends = [*(one.mention.start for one in facts[1:]), end][: len(facts)]
    found = list(zip(facts, ends, strict=True))
    return [pair for pair in found if not _leads_a_list(material, pair[0], len(facts))]


def _leads_a_list(material: Material, fact: Fact, count: int) -> bool:
    """Tell whether a number only says how many things follow: drie dingen: zes schouwen, vier lessen."""
    behind = material.letter.text.text[fact.mention.end : fact.mention.end + _SAID_AT_MOST]
    return count > 1 and bool(_LIST_BEHIND.match(behind))


def _is_told(fact: Fact) -> bool:
    """Tell whether the own words of a number say that it was done, not that it was promised."""
    words = fact.own.masked.replace("#", " 0 ")
    reading = Reading(words)
    return reading.has("told_in_passing") and not reading.has("agreed_before")


def _list_below(material: Material, sentence: int) -> list[tuple[Fact, int]]:
    """Return the first number of each item of the list that a sentence leads in."""
    found: list[tuple[Fact, int]] = []
    first = material.layout.sentence_at(sentence).block
    for one in material.letter.sentences[sentence + 1 :]:
        block = material.layout.block_of(one.index)
        if block is None or one.block == first or block.kind is not BlockKind.LIST_ITEM:
            break
        facts = [fact for fact in material.facts_in(one.index) if _is_counted(fact)]
        if facts and not any(known.mention.block == one.block for known, _ in found):
            found.append((facts[0], one.end))
    return found


def _make_all(
    material: Material, sentence: int, facts: Sequence[tuple[Fact, int]], *, is_told: bool
) -> Iterator[Pledge]:
    named = [_list_names(material, fact, end) for fact, end in facts]
    years = [
        one.period.first.year
        for place in {sentence, *(fact.mention.sentence for fact, _ in facts)}
        for one in material.layout.mentions_of(place)
        if one.kind is MentionKind.PERIOD and one.period is not None
    ]
    for place, (fact, _) in enumerate(facts):
        others = frozenset().union(*(names for at, names in enumerate(named) if at != place))
        span = Span(fact.mention.start, fact.mention.end)
        year = max(years, default=None)
        yield Pledge(fact, span, named[place] - others, len(facts) == 1, year, is_told)


def _list_names(material: Material, fact: Fact, end: int) -> frozenset[str]:
    end = min(end, fact.mention.end + _SAID_AT_MOST)
    words = _NEXT_THING.split(material.words(fact.mention.end, end))[0]
    no_name = _NO_NAME if (fact.unit or "").split()[-1].lower() not in TIMES else _NO_NAME - {"<carry_out>"}
    tokens = [one for one in list_tokens(words) if one.tags.isdisjoint(no_name)]
    said = list_stems(" ".join(one.word for one in tokens if read_word(one.word) is None))
    return (said | {stem(word) for word in (fact.unit or "").lower().split()}) - _COMMON


def _is_counted(fact: Fact) -> bool:
    """Tell whether a number says how many of something we do: no sum, length of time, share or harm."""
    last = (fact.unit or "").split()[-1:]
    if fact.mention.kind is not MentionKind.NUMBER or not last or fact.is_share or fact.is_mark:
        return False
    if last[0].lower() in DURATIONS or last[0].lower() in ("euro", "fte"):
        return False
    return all(one.tags.isdisjoint(_NO_THING) for one in list_tokens(last[0]))
