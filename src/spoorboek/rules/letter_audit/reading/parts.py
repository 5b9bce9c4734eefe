"""Whether numbers can be the parts of another one at all, by what they count and how large they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.stems import is_same_thing

_LEAST, _MOST = Decimal("0.5"), Decimal("1.5")
_TOGETHER = re.compile(r"^\s*(?:[\w'’-]+\s+){1,2}(?:samen|bij elkaar|tezamen|gezamenlijk|in totaal)\b")
_SAMEN = re.compile(r"^\s*(?:[\w'’-]+\s+)?(?:samen|bij elkaar|tezamen|gezamenlijk|in totaal)\b")
_KNOWN = re.compile(r"\b(?:de|alle|beide|deze|die)\s+$")
_AGE = re.compile(r"\b(?:boven|onder|vanaf|tot) de\s+$|\b(?:ouder|jonger) dan\s+$")
_AGE_BEHIND = re.compile(r"^\s*(?:[.,;]|$|en (?:ouder|jonger)\b)")


def may_make_up(total: Fact, parts: Sequence[Fact]) -> bool:
    """Tell whether numbers can be meant as the parts of another: of one kind, and near it together.

    Three agreements of which three counts follow are no sum, nor is "in de vier dorpen samen". Parameters:
    ``total``; ``parts``. Errors: none.
    """
    if any(one.mention.kind is not total.mention.kind for one in parts):
        return False
    if any(names_the_parts(one, total) or is_age(one) for one in (total, *parts)):
        return False
    if total.value == len(parts) and not any(is_same_thing(total.unit, one.unit) for one in parts):
        return False
    summed = sum((Decimal(one.value) for one in parts), Decimal(0))
    return _LEAST * Decimal(total.value) <= summed <= _MOST * Decimal(total.value)


def names_the_parts(fact: Fact, total: Fact) -> bool:
    """Tell whether a number says over how many things a total is told: in de vier dorpen samen 90.

    Parameters: ``fact``; ``total``, told behind it. Errors: none.
    """
    is_told = _TOGETHER.match(fact.own.tail) or _SAMEN.match(total.own.lead)
    return bool(is_told and _KNOWN.search(fact.own.lead))


def is_age(fact: Fact) -> bool:
    """Tell whether a number is how old somebody is: boven de zeventig.

    Parameters: ``fact``. Errors: none.
    """
    return bool(_AGE.search(fact.own.lead) and _AGE_BEHIND.match(fact.own.tail))
