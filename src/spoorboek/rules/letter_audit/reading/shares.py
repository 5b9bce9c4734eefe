"""What a printed percentage, share or factor can stand for."""

from __future__ import annotations

from decimal import Decimal

from spoorboek.rules.letter_audit.model import Mention, MentionKind

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
