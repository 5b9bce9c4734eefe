"""Does a percentage, share or factor follow from the numbers of its passage, wherever they stand?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import permutations

from spoorboek.figures.dutch_numbers import format_number, format_percentage, round_half_up
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.checks.factors import is_wrong_side
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, Mention, MentionKind
from spoorboek.rules.letter_audit.pairs import list_pairs
from spoorboek.rules.letter_audit.reading.passages import Observation, Passage
from spoorboek.rules.letter_audit.reading.roles import Role
from spoorboek.rules.letter_audit.reading.shares import follows_from_others, stands_for
from spoorboek.rules.letter_audit.stems import list_stems

_HUNDRED = Decimal(100)
_PAIR = 2
_NEXT = 40
_GOES_BACK = re.compile(
    r"\W*(?:dat|dit|daarmee|hiermee|de|het|een|ofwel|oftewel|dus|die|zo|omgerekend|"
    r"in procenten)\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:meer|minder|hoger|lager|erbij|eraf|toename|afname|daling|stijging|groei|krimp|toe|af|gestegen|"
    r"gedaald|"
    r"gegroeid|gekrompen|steeg|stegen|daalde\w*|groeide\w*|toegenomen|afgenomen|reductie|terugval|plus|"
    r"min|omhoog|"
    r"omlaag|vermindering|verhoging|verlaging|verschil)\b"
)
_LINKED = re.compile(
    r"\b(?:ofwel|oftewel|namelijk|dus|daarmee|hiermee|respons|opkomst|aandeel|percentage|\w*percentage|"
    r"\w*graad|"
    r"dat is|dat zijn|dit is|komt overeen|kwam overeen|komt neer|te weten|omgerekend|neerkomt|betekent)\b|"
    r"\(#|^#,|, #|#[^,]*,$"
)
_IS_THAT = re.compile(r"(?:dat|dit) (?:is|was|komt neer op|betekent)(?: een \w+ van)? #")
_BOUND = re.compile(r"\b(?:meer|minder) dan #")
_OF_TOTAL = re.compile(
    r"\b(?:op een totaal van|van (?:in )?totaal|van de|van alle|van onze|van het totaal|op de|"
    r"van de in totaal)\b"
)
_OTHERS = re.compile(r"\b(?:niet|geen|zonder|overige|rest|anderen?|onbekend)\b")


def check_told_shares(material: Material) -> Found:
    """Find percentages and shares that no two numbers near them give."""
    found: list[Finding] = []
    for passage in material.passages:
        for share in passage.shares:
            if _is_read(share) and (finding := _check(material, passage, share)) is not None:
                found.append(finding)
    return found


def _is_read(share: Fact) -> bool:
    mention = share.mention
    return (
        mention.unit != "pp" and mention.detail.get("role") not in ("from", "to") and share.value is not None
    )


def _check(material: Material, passage: Passage, share: Fact) -> Finding | None:
    if (rest := _find_rest(material, passage, share)) is not None:
        percentage, one, two = rest
        is_right = stands_for(share.mention, percentage)
        return None if is_right else _explain(material, share.mention, percentage, one, two)
    others = [one for one in passage.shares if one.mention.sentence == share.mention.sentence]
    near = _list_near(material, passage, share)
    if len(near) > _PAIR:
        near = _choose_named(share, near)
    if len(others) > 1 or not _PAIR <= len(near) <= _PAIR + 2:
        return None
    words = _BOUND.sub("#", share.own.masked)
    is_change = _CHANGED.search(words) is not None
    right = _find_change(material, share, near) if is_change else _find_part(share, near)
    if right is None:
        return None
    percentage, one, two = right
    may_turn = is_change or share.mention.kind is MentionKind.PERCENTAGE
    if may_turn and _may_turn(one, two) and stands_for(share.mention, _turn(one, two)):
        return None
    before = material.words(max(0, share.mention.start - 24), share.mention.start)
    is_right = stands_for(share.mention, percentage) and not is_wrong_side(share.mention, before, percentage)
    if is_right or _fits_others(share.mention, near, (one, two)):
        return None
    if follows_from_others(share.mention, passage.counts):
        return None
    return _explain(material, share.mention, percentage, one, two)


def _find_rest(material: Material, passage: Passage, share: Fact) -> Right | None:
    """Het budget was A. Daarvan is B uitgegeven. De onderbesteding, 18 procent: of A what is not in B."""
    words = material.sentence_words(share.mention.sentence)
    if not _UNSPENT.search(words) or passage.in_sentence(share.mention.sentence):
        return None
    before = [one for one in passage.counts if one.fact.mention.end < share.mention.start][-_PAIR:]
    if len(before) != _PAIR or share.mention.sentence - before[-1].sentence > 1:
        return None
    whole, part = before
    is_part = _OF_IT.search(part.fact.own.lead) and part.is_of_kind(whole)
    if not is_part or not part.fact.value < whole.fact.value:
        return None
    first, second = Decimal(whole.fact.value), Decimal(part.fact.value)
    return (first - second) / first * _HUNDRED, part, whole


_UNSPENT = re.compile(
    r"\b(?:onderbesteding|onderuitputting|overschot|restant|resterende|overige|rest|"
    r"niet (?:besteed|uitgegeven|benut|gebruikt))\b",
    re.IGNORECASE,
)
_OF_IT = re.compile(r"\b(?:daarvan|hiervan|waarvan)\b")


def _list_near(material: Material, passage: Passage, share: Fact) -> list[Observation]:
    """Return the counts of its sentence; and those of the sentence before, where it goes on about them."""
    own = passage.in_sentence(share.mention.sentence)
    # In één keer: no part of anything.
    own = [one for one in own if one.fact.value != 1] if len(own) > _PAIR else own
    words = material.sentence_words(share.mention.sentence)
    before = passage.in_sentence(share.mention.sentence - 1)
    if len(own) < _PAIR and _GOES_BACK.match(words):
        return [*before, *own]
    if own and own[0].fact.mention.start < share.mention.start and _is_in_brackets(own[0], share):
        # "214 ongevallen. Bij 96 daarvan, ongeveer een derde, ...": a part of what was just counted.
        return [max(before, key=lambda one: one.fact.value), own[0]] if before else own
    return own


def _choose_named(share: Fact, near: list[Observation]) -> list[Observation]:
    """Van de 112 kwamen er 51 van de politie, 38 van ... De politie is goed voor ruim de helft: those 51."""
    wholes = [one for one in near if Role.WHOLE in one.roles]
    if len(wholes) != 1 or near[0].sentence == share.mention.sentence:
        return near
    stems = list_stems(share.own.masked)
    named = [one for one in near if one is not wholes[0] and _name_of(one) & stems]
    return [wholes[0], named[0]] if len(named) == 1 else near


def _name_of(one: Observation) -> frozenset[str]:
    """Return what stands right behind a part: 51 van de politie."""
    return list_stems(" ".join(one.fact.own.tail.split()[:4]))


def _is_in_brackets(part: Observation, share: Fact) -> bool:
    """Tell whether a share says again what the number before it is: 62 gevallen, ruim driekwart."""
    if _CHANGED.search(_BOUND.sub("#", share.own.masked)):
        return False
    is_next = share.mention.start - part.fact.mention.end < _NEXT
    return (
        is_next
        and part.fact.own.tail.rstrip().endswith(",")
        and share.own.tail.rstrip()[-1:] in (",", ")", ".")
    )


def _may_turn(one: Observation, two: Observation) -> bool:
    """Tell whether the letter leaves open which of two numbers came first."""
    return not (one.fact.own.when or two.fact.own.when) and one.fact.period == two.fact.period


def _turn(one: Observation, two: Observation) -> Decimal:
    first, second = Decimal(one.fact.value), Decimal(two.fact.value)
    return (first - second) / second * _HUNDRED if second else _HUNDRED


Right = tuple[Decimal, Observation, Observation]


def _find_change(material: Material, share: Fact, near: Sequence[Observation]) -> Right | None:
    """Return how many percent the one pair of numbers before and after differs."""
    pairs = list_pairs(material.letter, [one.fact for one in near])
    if len(pairs) != 1 or not pairs[0].before.value or not pairs[0].is_same_unit:
        return None
    by_fact = {one.fact.mention.start: one for one in near}
    before, after = (by_fact[one.mention.start] for one in (pairs[0].before, pairs[0].after))
    first, second = Decimal(before.fact.value), Decimal(after.fact.value)
    return (second - first) / first * _HUNDRED, before, after


def _find_part(share: Fact, near: Sequence[Observation]) -> Right | None:
    """Return the part in percent of the two counts that the words tie to a share."""
    if len(near) != _PAIR or near[0].fact.value == near[1].fact.value:
        return None
    part, whole = sorted(near, key=lambda one: one.fact.value)
    if not part.is_of_kind(whole) or not whole.fact.value or {part.fact.own.when, whole.fact.own.when} != {0}:
        return None
    if part.fact.period and whole.fact.period and part.fact.period != whole.fact.period:
        return None
    is_whole = (
        Role.WHOLE in whole.roles
        or _OF_TOTAL.search(whole.fact.own.lead)
        or _is_in_brackets(part, share)
        or (_IS_THAT.match(share.own.masked) and part.sentence == whole.sentence)
    )
    is_linked = _LINKED.search(share.own.masked) or _LINKED.search(part.words)
    if not is_whole or not is_linked:
        return None
    percentage = Decimal(part.fact.value) / Decimal(whole.fact.value) * _HUNDRED
    return percentage, part, whole


def _fits_others(
    printed: Mention, near: Sequence[Observation], used: tuple[Observation, Observation]
) -> bool:
    """Tell whether two other numbers give it, as a part or as a change, or whether it is of the others."""
    for one, two in permutations(near, _PAIR):
        first, second = Decimal(one.fact.value), Decimal(two.fact.value)
        if not second or {id(one), id(two)} == {id(used[0]), id(used[1])}:
            continue
        if stands_for(printed, first / second * _HUNDRED) or stands_for(
            printed, (first - second) / second * _HUNDRED
        ):
            return True
    part, whole = sorted(Decimal(one.fact.value) for one in used)
    is_rest = any(_OTHERS.search(one.words) for one in near)
    return is_rest and stands_for(printed, (whole - part) / whole * _HUNDRED)


def _explain(
    material: Material, printed: Mention, percentage: Decimal, one: Observation, two: Observation
) -> Finding:
    rounded = round_half_up(abs(percentage), 1 if percentage != int(percentage) else 0)
    right = format_percentage(rounded)
    why = (
        f"Er staat {printed.quote.strip()}, maar {format_number(one.fact.value)} en "
        f"{format_number(two.fact.value)} geven {right}. Kijk welk getal niet klopt."
    )
    return material.find(
        FindingKind.PERCENTAGE_DIFFERS,
        material.span_of(printed),
        why,
        f"Schrijf {right} in plaats van {printed.quote.strip()}.",
        severity=Severity.NUMBER,
        computed={
            "percentage": percentage,
            "values": [one.fact.value, two.fact.value],
            "printed": printed.value,
        },
    )
