"""Do words about the source fit the source that the sentence names?"""

from __future__ import annotations

from typing import Any

from spoorboek.rules.claims.verdict import VerdictCode
from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.model import FindingKind, Mention, MentionKind

_KINDS: dict[VerdictCode, FindingKind | None] = {VerdictCode.NO_FIGURE: None, VerdictCode.NOT_TESTABLE: None}


def check_terms(material: Material) -> Found:
    """Put each term to the judge with the source of its sentence, else of what leads it in."""
    found: list[Asked] = []
    for term in material.letter.mentions:
        if term.kind is not MentionKind.TERM:
            continue
        source = _find_source(material, term)
        if source is not None and source.detail.get("source_type"):
            found.append(_ask(material, term, source))
    return found


def _find_source(material: Material, term: Mention) -> Mention | None:
    said = [one for one in material.layout.mentions_of(term.sentence) if one.kind is MentionKind.SOURCE]
    if not said:
        said = [one for one in material.layout.lead_in_of(term.sentence) if one.kind is MentionKind.SOURCE]
    types = {str(one.detail.get("source_type")) for one in said}
    return said[0] if len(types) == 1 else None


def _ask(material: Material, term: Mention, source: Mention) -> Asked:
    raw = source.detail["source_type"]
    entry: dict[str, Any] = {
        "claim": "uses_term",
        "words": material.words(term.start, term.end),
        "term": str(term.detail.get("term") or term.quote),
        "source_type": getattr(raw, "value", raw),
    }
    span = material.span_of(term, source) if source.sentence == term.sentence else material.span_of(term)
    return Asked(span, entry, _KINDS)
