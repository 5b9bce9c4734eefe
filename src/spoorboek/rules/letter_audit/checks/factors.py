"""Does doubled, halved or three times as many fit the numbers that it is told of?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from spoorboek.figures.dutch_numbers import format_number, format_percentage, round_half_up
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material, Span
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, Mention, MentionKind
from spoorboek.rules.letter_audit.reading.ratio_changes import choose_change
from spoorboek.rules.letter_audit.reading.ratio_inputs import counts_like, gather_inputs, list_shares_near
from spoorboek.rules.letter_audit.reading.ratio_words import says
from spoorboek.rules.letter_audit.reading.table_lines import Lines

_SLACK = Decimal("0.15")
_SHORT_SLACK = Decimal("0.1")
_NEARLY_SLACK = Decimal("0.25")
_PAIR = 2
_HALF = Decimal("0.5")
_HALF_AS = re.compile(r"\bhalf zo\s?(?:veel|vaak|hoog|groot|lang)\b", re.IGNORECASE)
_TIMES = re.compile(r"\s*(?:keer|maal) zo\s?(?:veel|vaak|hoog|groot|lang)\b", re.IGNORECASE)
_NEARLY = re.compile(
    r"\b(?:bijna|nagenoeg|vrijwel|net geen|ruim|meer dan|ongeveer|circa|zo goed als)\b", re.I
)


def check_factors(material: Material) -> Found:
    """Find doubled, halved and so many times as many where no two numbers near them say so."""
    found: list[Finding] = []
    for sentence in material.letter.sentences:
        if material.layout.is_table(sentence.index):
            continue
        for word in _list_factors(material, sentence.index):
            if (finding := _check(material, word)) is not None:
                found.append(finding)
    return found


@dataclass(frozen=True, slots=True)
class _Factor:
    """How many times something became, and where it is told."""

    value: Decimal
    start: int
    end: int
    sentence: int


def _list_factors(material: Material, sentence: int) -> list[_Factor]:
    """Return how many times something became: verdubbeld, drie keer zo veel, half zo groot."""
    found: list[_Factor] = []
    text = material.letter.text.text
    for word in material.layout.mentions_of(sentence):
        factor = word.detail.get("factor") if word.kind is MentionKind.DIRECTION else None
        if word.kind is MentionKind.NUMBER and word.value and _TIMES.match(text, word.end):
            factor = word.value
        if factor is not None and not word.detail.get("negated"):
            found.append(_Factor(Decimal(factor), word.start, word.end, sentence))
    span = material.sentence_span(sentence)
    halves = _HALF_AS.finditer(text, span.start, span.end)
    return [*found, *(_Factor(_HALF, one.start(), one.end(), sentence) for one in halves)]


def _check(material: Material, word: _Factor) -> Finding | None:
    factor = word.value
    words = material.words(max(0, word.start - 60), word.end)
    around = f"{words} {material.words(word.end, word.end + 24)}"
    if says("intended", around) or says("nearing", around):
        return None
    facts, known = _gather(material, word)
    pair = choose_change(material, facts, 1 if factor > 1 else -1) if len(facts) >= _PAIR else None
    quotients = _list_quotients(known, factor)
    if pair is not None:
        before, after = Decimal(pair[0].value), Decimal(pair[1].value)
    elif moved := _list_in_table(material, word) if not facts else ():
        before, after = moved[-1]
        quotients = [max(one) / min(one) if factor > 1 else min(one) / max(one) for one in moved if min(one)]
    else:
        return None
    is_nearly = bool(_NEARLY.search(words[-30:]))
    if any(_is_factor(one, factor, is_nearly=is_nearly) for one in quotients):
        return None
    change = round_half_up((after - before) / before * 100, 0)
    numbers = f"van {format_number(before)} naar {format_number(after)}"
    why = (
        f"Er staat '{material.words(word.start, word.end)}', maar {numbers} is "
        f"een verandering van {format_percentage(abs(change), 0)}. Kijk welk getal niet klopt."
    )
    return material.find(
        FindingKind.PERCENTAGE_DIFFERS,
        Span(word.start, word.end),
        why,
        severity=Severity.NUMBER,
        computed={"percentage": change, "values": [before, after]},
    )


def _gather(material: Material, word: _Factor) -> tuple[Sequence[Fact], Sequence[Fact]]:
    """Return the nearest two or more numbers, and all numbers near by; percentages where it has no others."""
    inputs = gather_inputs(material, word.sentence, word.start)
    for facts in (
        inputs.own,
        (*inputs.before, *inputs.own),
        (*inputs.own, *inputs.after) if inputs.own or not inputs.before else (),
        (*inputs.earlier, *inputs.before, *inputs.own),
        inputs.after,
    ):
        if len(facts) >= _PAIR:
            known = [one for one in inputs.all if any(counts_like(one, other) for other in facts)]
            return facts, known
    shares = next((one for one in list_shares_near(material, word.sentence) if len(one) == _PAIR), [])
    return shares, shares


def _list_in_table(material: Material, word: _Factor) -> list[tuple[Decimal, Decimal]]:
    """Return each two numbers over time of the lines that a sentence beside a table names."""
    block = material.layout.sentence_at(word.sentence).block
    near = [grid for grid in material.grids if -1 <= block - grid.block <= _PAIR]
    words = material.sentence_words(word.sentence)
    lines = Lines.of(near[-1]).find_lines(words) if near else []
    return [moved.values for line in lines for moved in line.list_changes()]


def _list_quotients(facts: Sequence[Fact], factor: Decimal) -> list[Decimal]:
    """Return how many times one number is another, the larger over the smaller when it became more."""
    found = []
    for one, other in combinations(facts, 2):
        low, high = sorted((Decimal(one.value), Decimal(other.value)))
        if low and one.mention.kind is other.mention.kind:
            found.append(high / low if factor > 1 else low / high)
    return found


def _is_factor(found: Decimal, said: Decimal, *, is_nearly: bool) -> bool:
    """Tell whether it became so many times: 1,75 is no doubling, a bit more than double still is."""
    short = said - found if said > 1 else found - said
    slack = _NEARLY_SLACK if is_nearly else _SLACK
    return abs(found - said) <= said * slack and (is_nearly or short <= said * _SHORT_SLACK)


def is_wrong_side(printed: Mention, before: str, percentage: Decimal) -> bool:
    """Tell whether "ruim de helft" is less than half, or "bijna een derde" more than a third."""
    if printed.kind is not MentionKind.SHARE:
        return False
    said, words = Decimal(printed.value or 0) * 100, f"{before} {printed.quote}"
    if _OVER.search(words):
        return abs(percentage) < said - 1
    return bool(_UNDER.search(words)) and abs(percentage) > said + 1


_SHARE_END = (
    r" (?:de|een|één|twee|drie|vier)?\s*"
    r"(?:helft|derde|kwart|vijfde|zesde|tiende|kwarten|keer|op)?\s*\w*$"
)
_OVER = re.compile(rf"\b(?:ruim|meer dan|iets meer dan|royaal){_SHARE_END}", re.I)
_UNDER = re.compile(rf"\b(?:bijna|krap|iets minder dan|minder dan|net geen|nog geen){_SHARE_END}", re.I)
