"""Does a letter that looks back on what was promised tell how many there were, or why not?"""

from __future__ import annotations

from collections.abc import Sequence

from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.reading.accounts import Told, comes_back, is_bare, list_told, looks_back
from spoorboek.rules.letter_audit.reading.pledges import Pledge, list_pledges

_NEAR = 2


def check_reported_back(material: Material) -> Found:
    """Find what was promised and does not come back in its own unit, where the letter looks back on it."""
    groups = list_pledges(material)
    starts = [min(one.sentence for one in group) for group in groups]
    found: list[Finding] = []
    for place, group in enumerate(groups):
        stop = starts[place + 1] if place + 1 < len(groups) else len(material.letter.sentences)
        told = {one.span.start: _list_told(material, one, group) for one in group}
        back = [_comes_back(material, one, told[one.span.start], stop, group) for one in group]
        for one, is_back in zip(group, back, strict=True):
            said = told[one.span.start]
            if not is_back and (any(back) or any(looks_back(material, each, one) for each in said)):
                found.append(_explain(material, one, said))
    return found


def _list_told(material: Material, pledge: Pledge, group: Sequence[Pledge]) -> list[Told]:
    own = {one.sentence for one in group}
    return [one for one in list_told(material, pledge) if one.sentence not in own]


def _comes_back(
    material: Material, pledge: Pledge, told: Sequence[Told], stop: int, group: Sequence[Pledge]
) -> bool:
    if pledge.is_told_beside or not pledge.names or _is_ahead(material, pledge, told):
        return True
    reading = material.reading(pledge.sentence)
    if reading.has("kept") or reading.has("done_as_promised"):
        return True
    bare = [one for one in told if 0 < one.sentence - pledge.sentence <= _NEAR and one.sentence <= stop]
    if any(sum(map(is_bare, one.facts)) >= len(group) > 1 for one in bare):
        # "Het werden er elf, twee en drie": told in the order of the promise.
        return True
    return comes_back(pledge, told, stop)


def _is_ahead(material: Material, pledge: Pledge, told: Sequence[Told]) -> bool:
    """Tell whether a promise is of a year that the letter does not tell about yet."""
    if pledge.year is None:
        return False
    years = [
        one.period.last.year
        for each in told
        for one in material.layout.mentions_of(each.sentence)
        if one.kind in (MentionKind.PERIOD, MentionKind.DATE) and one.period is not None
    ]
    day = material.letter.dated_on
    latest = max([*years, *([day.last.year] if day else [])], default=None)
    return latest is not None and pledge.year > latest


def _explain(material: Material, pledge: Pledge, told: Sequence[Told]) -> Finding:
    number, unit = pledge.fact.mention.quote.strip(), pledge.unit
    why = f"Beloofd zijn {number} {unit}; hoeveel het er werden staat er niet, en ook geen reden."
    other = _find_other_unit(pledge, told)
    if other is not None:
        why += f" Er staat wel {other.mention.quote.strip()} {other.unit}: dat is een andere eenheid."
    return material.find(
        FindingKind.NOT_REPORTED_BACK,
        pledge.span,
        why,
        f"Meld hoeveel {unit} er waren, of waarom dat niet is geteld.",
        computed={"promised": pledge.fact.value, "unit": unit},
    )


def _find_other_unit(pledge: Pledge, told: Sequence[Told]) -> Fact | None:
    """Return the first number right behind a promise that counts something else."""
    near = [one for one in told if 0 < one.sentence - pledge.sentence <= _NEAR and pledge.is_alone]
    return next((fact for one in near for fact in one.facts if fact.unit and not is_bare(fact)), None)
