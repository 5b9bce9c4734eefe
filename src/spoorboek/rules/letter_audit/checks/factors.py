"""Does doubled, halved or three times as many fit the two numbers beside it?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from spoorboek.figures.dutch_numbers import format_number, format_percentage, round_half_up
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Material, Span
from spoorboek.rules.letter_audit.model import Finding, FindingKind, Mention, MentionKind
from spoorboek.rules.letter_audit.numerals import read_digits, read_word
from spoorboek.rules.letter_audit.pairs import Pair, list_pairs

_FACTOR_SLACK = Decimal("0.15")
_SHORT_SLACK = Decimal("0.1")
_TIMES_AS = re.compile(r"\s*(?:keer |maal )zo\s?(?:veel|vaak|hoog|groot|lang)\b", re.IGNORECASE)


def check_factors(material: Material, sentence: int) -> Iterable[Finding]:
    """Find doubled and halved where the two numbers say otherwise."""
    yield from _check_times_as(material, sentence)
    pairs: list[Pair] | None = None
    for word in material.layout.mentions_of(sentence):
        factor = _find_factor(material, word)
        if factor is None:
            continue
        if pairs is None:
            # "Twee keer zoveel": how many times is no number of the two.
            facts = [one for one in material.facts_in(sentence) if one.mention != word]
            pairs = list_pairs(material.letter, facts) or _list_apart(material, sentence)
        if len(pairs) != 1 or not pairs[0].before.value:
            continue
        before, after = Decimal(pairs[0].before.value), Decimal(pairs[0].after.value)
        if _is_other_factor(after / before, Decimal(factor)):
            change = round_half_up((after - before) / before * 100, 0)
            why = (
                f"Er staat '{word.quote.strip()}', maar van {format_number(before)} naar "
                f"{format_number(after)} is "
                f"een verandering van {format_percentage(abs(change), 0)}. Kijk welk getal niet klopt."
            )
            yield material.find(
                FindingKind.PERCENTAGE_DIFFERS,
                material.span_of(word),
                why,
                severity=Severity.NUMBER,
                computed={"percentage": change, "values": [before, after]},
            )


def _is_other_factor(found: Decimal, said: Decimal) -> bool:
    """Tell whether it became another many times: 1,75 is no doubling, a bit more than double still is."""
    short = said - found if said > 1 else found - said
    return abs(found - said) > said * _FACTOR_SLACK or short > said * _SHORT_SLACK


def _check_times_as(material: Material, sentence: int) -> Iterable[Finding]:
    """Find "90 klachten, half zoveel als de 60": the first is so many times the second."""
    start, end = material.sentence_span(sentence).start, material.sentence_span(sentence).end
    said = _SO_MANY_AS.search(material.letter.text.text, start, end)
    if said is None:
        return
    counts = [one for one in material.facts_in(sentence) if one.mention.kind is MentionKind.NUMBER]
    ahead = [one for one in counts if one.mention.end <= said.start()]
    behind = [one for one in counts if one.mention.start >= said.end()]
    times = _HALF if said["half"] else read_word(said["times"]) or read_digits(said["times"])
    if not ahead or not behind or times is None or not behind[0].value:
        return
    first, second, factor = Decimal(ahead[-1].value), Decimal(behind[0].value), Decimal(times)
    if abs(first / second - factor) <= factor * _FACTOR_SLACK:
        return
    why = (
        f"Er staat '{' '.join(said[0].split())}', maar {format_number(first)} is "
        f"{format_number(round_half_up(first / second, 1))} keer {format_number(second)}. "
        "Kijk welk getal niet klopt."
    )
    yield material.find(
        FindingKind.PERCENTAGE_DIFFERS,
        Span(said.start(), said.end()),
        why,
        severity=Severity.NUMBER,
        computed={"factor": first / second, "values": [first, second]},
    )


_HALF = Decimal("0.5")
_SO_MANY_AS = re.compile(
    r"\b(?:(?P<half>half)|(?P<times>[a-zà-ÿ]+|\d+(?:,\d+)?)\s?(?:keer|maal)) zo\s?(?:veel|vaak|hoog|groot|"
    r"lang) als\b",
    re.IGNORECASE,
)


def _list_apart(material: Material, sentence: int) -> list[Pair]:
    """Return the numbers of other sentences to which a change of this one is tied."""
    changes = [one for one in material.changes if one.direction.sentence == sentence]
    return [Pair(one.before, one.after) for one in changes]


def _find_factor(material: Material, word: Mention) -> Decimal | None:
    """Return how many times something became: verdubbeld, drie keer zo veel, driemaal zo hoog."""
    if word.kind is MentionKind.DIRECTION:
        factor = word.detail.get("factor")
        return None if factor is None else Decimal(factor)
    if word.kind is not MentionKind.NUMBER or not word.value:
        return None
    text = material.letter.text.text
    return Decimal(word.value) if _TIMES_AS.match(text, word.end) else None


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
