"""What kind of figures a letter compares, as an entry of ``claim test`` says it."""

from __future__ import annotations

from typing import Any

from spoorboek.figures.definition import Counts, SourceType
from spoorboek.figures.dutch_numbers import decimals_of
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import MentionKind
from spoorboek.rules.letter_audit.own_doing import is_our_doing
from spoorboek.rules.letter_audit.survey_words import PEOPLE_SAY

OWN_LIST = frozenset({Counts.PREMISES, Counts.ACTIONS})


def describe_source(
    before: Fact, after: Fact, *, is_trend: bool = False, is_doing: bool = False
) -> dict[str, Any]:
    """Return what kind of figures these are: a mark, a list we keep, a count, money or a percentage.

    Our own cases are a list that we keep; whoever calls their number a trend must show it.
    """
    kind, counts = after.mention.kind, after.counts or before.counts
    source = after.source_type or before.source_type
    if source is None and after.is_share and PEOPLE_SAY.search(f"{before.own.masked} {after.own.masked}"):
        source = SourceType.SELF_REPORTED
    if kind is MentionKind.AMOUNT:
        return {"kind": "amount"}
    if after.is_mark:
        modelled = source is SourceType.MODELLED
        return {"kind": "score" if modelled else "mark", "source_type": _name(source, "self_reported")}
    if (
        after.is_share
        and source is None
        and before.mention.kind is MentionKind.PERCENTAGE
        and after.counts is None
    ):
        return {"kind": "rate", "source_type": "registered"}
    if after.is_share:
        return {"kind": "share", "source_type": _name(source, "self_reported")}
    if any(decimals_of(fact.value) for fact in (before, after)):
        return {"kind": "rate", "source_type": _name(source, "registered")}
    if source is None and counts is Counts.CASES and not is_trend:
        source = SourceType.OPERATIONAL
    is_doing = is_doing or any(is_our_doing(fact.unit) for fact in (after, before))
    if source is None and (counts in OWN_LIST or is_doing):
        source = SourceType.OPERATIONAL
    found: dict[str, Any] = {"kind": "count", "source_type": _name(source, "registered")}
    return found | ({"counts": counts.value} if counts and counts is not Counts.PERSONS else {})


def _name(source: SourceType | None, otherwise: str) -> str:
    return otherwise if source is None else source.value
