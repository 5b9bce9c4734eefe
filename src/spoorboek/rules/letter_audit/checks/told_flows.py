"""Does what a passage tells of stock, what came and what went close, whatever its words for it are?"""

from __future__ import annotations

from typing import Any

from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.checks.flows import FLOW_KINDS
from spoorboek.rules.letter_audit.reading.flows import ToldFlow
from spoorboek.rules.letter_audit.series import plain


def check_told_flows(material: Material) -> Found:
    """Put the flows that passages tell to the judge, unless a number whose side is not told closes them."""
    return [_ask(material, one) for one in material.told_flows if one.is_told_in_full or not one.closes]


def _ask(material: Material, flow: ToldFlow) -> Asked:
    signs = [sign for _, sign in flow.moves] if flow.is_told_in_full and flow.closes else flow.nearest
    opened, closed = flow.sum_of(1, signs), flow.sum_of(-1, signs)
    entry: dict[str, Any] = {
        "claim": "flow",
        "words": "verloop",
        "flow": {
            "carried_in": plain(flow.opening.fact.value),
            "opened": 0 if opened is None else plain(opened),
            "closed": None if closed is None else plain(closed),
            "carried_out": plain(flow.closing.fact.value),
        },
    }
    span = material.span_of(flow.opening.fact.mention, flow.closing.fact.mention)
    return Asked(span, entry, FLOW_KINDS)
