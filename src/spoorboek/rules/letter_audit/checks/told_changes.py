"""Changes told in words that seldom have a number: de wachttijd werd korter, het verliep sneller."""

from __future__ import annotations

from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.facts import NUMERIC
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.reading.numbers_near import has_numbers_near

_TOLD_FIRST = frozenset({MentionKind.DIRECTION, MentionKind.HEDGE, MentionKind.PROMISE})


def check_told_changes(material: Material) -> Found:
    """Find sentences that say that something became more, less or other than before, without numbers."""
    found: list[Finding] = []
    for sentence in material.letter.sentences:
        place = sentence.index
        if _is_judged(material, place):
            continue
        said = material.reading(place).find("told_change")
        if said is None or has_numbers_near(material, place):
            continue
        words = material.reading(place).tokens[said.first : said.last + 1]
        why = (
            f"Er staat '{words[0].word} … {words[-1].word}', maar zonder aantallen. "
            "Noem het getal van nu en het getal van eerder."
        )
        found.append(material.find(FindingKind.CHANGE_WITHOUT_NUMBERS, material.sentence_span(place), why))
    return found


def _is_judged(material: Material, place: int) -> bool:
    """Tell whether a sentence claims nothing, has its numbers, or has words that another check reads."""
    layout, reading = material.layout, material.reading(place)
    if layout.is_table(place) or layout.is_heading(place) or layout.is_ahead(place):
        return True
    said = layout.mentions_of(place)
    if any(_reads_it(one.kind, one.detail) for one in said):
        return True
    if reading.verdict and any(material.facts_in(one.index) for one in layout.neighbours(place)):
        # Rustiger, veiliger: laid beside the numbers around it by another check.
        return True
    return (
        reading.is_open
        or reading.is_reported
        or reading.is_conditional
        or reading.is_wish
        or reading.is_general
        or reading.cause is not None
        or "<negation>" in reading.tags
    )


def _reads_it(kind: MentionKind, detail: object) -> bool:
    if kind is MentionKind.DIRECTION:
        return not (isinstance(detail, dict) and (detail.get("speed") or detail.get("after")))
    return kind in _TOLD_FIRST or kind in NUMERIC
