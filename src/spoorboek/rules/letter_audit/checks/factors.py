"""Does doubled, halved or three times as many fit the two numbers beside it?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from spoorboek.figures.dutch_numbers import format_number, format_percentage, round_half_up
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.model import Finding, FindingKind, Mention, MentionKind
from spoorboek.rules.letter_audit.pairs import Pair, list_pairs

_FACTOR_SLACK = Decimal("0.15")
_TIMES_AS = re.compile(r"\s*(?:keer |maal )zo\s?(?:veel|vaak|hoog|groot|lang)\b", re.IGNORECASE)


def check_factors(material: Material, sentence: int) -> Iterable[Finding]:
    """Find doubled and halved where the two numbers say otherwise."""
    pairs: list[Pair] | None = None
    for word in material.layout.mentions_of(sentence):
        factor = _find_factor(material, word)
        if factor is None:
            continue
        if pairs is None:
            # "Twee keer zoveel": how many times is no number of the two.
            facts = [one for one in material.facts_in(sentence) if one.mention != word]
            pairs = list_pairs(material.letter, facts)
        if len(pairs) != 1 or not pairs[0].before.value:
            continue
        before, after = Decimal(pairs[0].before.value), Decimal(pairs[0].after.value)
        if abs(after / before - Decimal(factor)) > Decimal(factor) * _FACTOR_SLACK:
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


def _find_factor(material: Material, word: Mention) -> Decimal | None:
    """Return how many times something became: verdubbeld, drie keer zo veel, driemaal zo hoog."""
    if word.kind is MentionKind.DIRECTION:
        factor = word.detail.get("factor")
        return None if factor is None else Decimal(factor)
    if word.kind is not MentionKind.NUMBER or not word.value:
        return None
    text = material.letter.text.text
    return Decimal(word.value) if _TIMES_AS.match(text, word.end) else None
