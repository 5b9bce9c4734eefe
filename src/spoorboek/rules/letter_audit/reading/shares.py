"""What a printed percentage, share or factor can stand for."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import permutations

from spoorboek.rules.letter_audit.model import Mention, MentionKind
from spoorboek.rules.letter_audit.reading.passages import Observation
from spoorboek.rules.letter_audit.reading.roles import Role

_HALF = Decimal("0.5")
_ABOUT_SLACK = Decimal(3)
_SHARE_SLACK = Decimal("0.04")
_CLOSE = Decimal("0.25")
_CLOSE_SHARE = Decimal("0.12")
_EDGE = Decimal("0.5")


def stands_for(printed: Mention, percentage: Decimal) -> bool:
    """Tell whether a printed percentage or share can be this one, with its rounding and its about.

    Parameters: ``printed``; ``percentage``, in percent. Errors: none.
    """
    said = Decimal(printed.value or 0)
    found = abs(percentage)
    if printed.kind is MentionKind.SHARE:
        found, slack = found / 100, _SHARE_SLACK
    else:
        slack = _ABOUT_SLACK if printed.detail.get("about") else Decimal(0)
    if printed.detail.get("about") and (printed.detail.get("at_least") or printed.detail.get("at_most")):
        # Ruim and bijna say on which side, and that it is close.
        near = max(slack, said * _CLOSE)
        if printed.kind is MentionKind.SHARE:
            near = min(near, _CLOSE_SHARE)
        edge = _EDGE / 100 if printed.kind is MentionKind.SHARE else _EDGE
        return (
            said <= found + edge <= said + near + 2 * edge
            if printed.detail.get("at_least")
            else (said - near <= found <= said + edge)
        )
    if printed.detail.get("at_least") or printed.detail.get("more"):
        return found >= said - slack
    if printed.detail.get("at_most") or printed.detail.get("less"):
        return found <= said + slack
    low = (printed.low if printed.low is not None else said) - slack
    high = (printed.high if printed.high is not None else said) + slack
    if low == high and said == int(said):
        # Acht procent is a rounded number too.
        low, high = low - _HALF, high + _HALF
    low, high = sorted((abs(low), abs(high))) if high <= 0 else (low, high)
    return low <= found <= high


def follows_from_others(printed: Mention, counts: Sequence[Observation]) -> bool:
    """Tell whether two counts of one thing that stand together give a percentage, as a part or a change.

    Parameters: ``printed``; ``counts`` of its passage. Errors: none.
    """
    if printed.kind is not MentionKind.PERCENTAGE:
        return False
    near = [one for one in counts if one.fact.value > 1]
    return any(
        stands_for(printed, found)
        for one, other in permutations(near, 2)
        if one.counts_like(other) and (found := _compare(one, other)) is not None
    )


def _compare(one: Observation, other: Observation) -> Decimal | None:
    """Return the first as a part of the second, where it is told so, else the change to it over time."""
    first, second = Decimal(one.fact.value), Decimal(other.fact.value)
    if other.index == one.index + 1 and one.sentence == other.sentence and Role.WHOLE in other.roles:
        return first / second * 100 if first < second else None
    before, after = one.fact.period, other.fact.period
    if (
        before is None
        or after is None
        or before.last >= after.first
        or abs(one.sentence - other.sentence) > 1
    ):
        return None
    return (second - first) / first * 100
