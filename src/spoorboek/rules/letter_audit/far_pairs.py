"""Two numbers of other sentences, or of other things, that a letter lays beside each other all the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import MentionKind
from spoorboek.rules.letter_audit.pairs import Pair

_AGAIN = re.compile(r"\b(?:dat|dit) (?:aandeel|percentage|deel)\b", re.IGNORECASE)


def find_share_again(words: str, own: Sequence[Fact], before: Sequence[Fact]) -> list[Pair]:
    """Return the share of a sentence with the one before it: in 2024 was dat aandeel 33 procent.

    Parameters: ``words`` of the sentence; its ``own`` facts; those of the sentence ``before``. Errors: none.
    """
    if [one.mention.kind for one in own] != [MentionKind.PERCENTAGE] or not _AGAIN.search(words):
        return []
    told = [
        one for one in before if one.mention.kind is MentionKind.PERCENTAGE and one.period != own[0].period
    ]
    return [Pair(told[0], own[0])] if len(told) == 1 else []


def pair_two_units(facts: Sequence[Fact]) -> list[Pair]:
    """Return the only two counts of two years, whatever they count; who concludes from both compares them.

    Parameters: ``facts`` of the sentences concluded from. Errors: none. 510 incidenten in 2023 en 143
    slachtoffers in 2024 are such.
    """
    counts = [
        one for one in facts if one.mention.kind is MentionKind.NUMBER and one.unit and not one.is_share
    ]
    if len(counts) != 2 or any(one.period is None or not one.period.is_one_year for one in counts):
        return []
    one, two = sorted(counts, key=lambda fact: fact.period.first if fact.period else date.min)
    return [Pair(one, two)] if one.period != two.period else []
