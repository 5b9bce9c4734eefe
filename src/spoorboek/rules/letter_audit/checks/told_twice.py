"""Is a count that is told a second time another number than the first time?"""

from __future__ import annotations

from collections.abc import Sequence

from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.checks.conflicts import explain_conflict
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding
from spoorboek.rules.letter_audit.reading.told_anew import find_other_in_section, find_same_words
from spoorboek.rules.letter_audit.reading.told_in_table import find_told_cell
from spoorboek.rules.letter_audit.reading.told_twice import find_told_before, may_be_told_again

_MOST_BACK = 14


def check_told_twice(material: Material) -> Found:
    """Find a number that is told as known with another value than it was told with before."""
    found: list[Finding] = []
    facts = [one for one in material.facts if may_be_told_again(material, one)]
    compared = {one.mention.start for each in material.changes for one in (each.before, each.after)}
    for place, fact in enumerate(facts):
        if fact.mention.start in compared:
            continue
        earlier = facts[max(0, place - _MOST_BACK) : place]
        first = find_told_before(material, fact, earlier) or find_same_words(material, fact, earlier)
        if first is not None:
            found.append(explain_conflict(material, fact, first.value, fact.period, first))
        elif (cell := find_told_cell(material, fact)) is not None:
            found.append(explain_conflict(material, fact, cell.value, fact.period or cell.period))
    return [*found, *_check_headings(material, facts)]


def _check_headings(material: Material, facts: Sequence[Fact]) -> list[Finding]:
    """Find a number in a heading that the text under it tells otherwise."""
    layout, found = material.layout, []
    for heading in facts:
        if not layout.is_heading(heading.mention.sentence):
            continue
        place = heading.mention.block
        under = [
            one
            for one in facts
            if layout.heading_of(one.mention.sentence) == place and one.mention.block != place
        ]
        if (other := find_other_in_section(material, heading, under)) is not None:
            found.append(explain_conflict(material, other, heading.value, None, heading))
    return found
