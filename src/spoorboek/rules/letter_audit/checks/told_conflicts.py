"""Does a number that is told as known differ from the one that was told before?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spoorboek.figures.period import Period
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.checks.conflicts import explain_conflict, list_narrowing
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, MentionKind
from spoorboek.rules.letter_audit.reading.matters import tells_apart
from spoorboek.rules.letter_audit.reading.totals import is_sum_before
from spoorboek.rules.letter_audit.stems import list_stems, stem

_KNOWN = re.compile(r"\b(?:de|die|deze|onze|alle) (?:nu |huidige |genoemde )?#$")
_COUNT_IS = re.compile(
    r"\bhet (?:totale )?aantal (?P<words>[^,;]*?)\b(?:kwam|kwamen|bedroeg|was|lag|komt|bedraagt|"
    r"bedroegen)\b[^,;]*#$"
)
_WITH = re.compile(r"\bmet #$")
_POINTS_BACK = re.compile(r"\b(?:deze|die|dit|dat|dezelfde|het gehele|het hele|de gehele|de hele)\b")
_MODIFIER = re.compile(
    r"^\s*(?:[\w'’-]+\s+){0,2}?(?P<words>(?:van|in|op|uit|bij|met|over|via|die|dat|door|voor|onder|aan|"
    r"tijdens|per|"
    r"rond)(?:\s[\w'’-]+){1,4})"
)
_PARTIAL = re.compile(
    r"\b(?:waarvan|waaronder|daarvan|hiervan|van wie|onder wie|nieuwe?|extra|andere|overige|eerste|"
    r"laatste|nog|"
    r"resterende|meer|minder|erbij|eraf|ruim|bijna|gemiddeld|maximaal|minimaal|zouden|doel|norm|beloofd|"
    r"gepland|"
    r"vorig|eerder|eerst|voorlopig\w*|begroot|geraamd|tussen|toen|keer|"
    r"landelijk\w*|regio\w*|provincie|buurgemeente\w*|naar|tot|sinds|vanaf|twee|beide|elk\w*|ieder\w*)\b"
)
_EMPTY = list_stems(
    "deze ene dag eind begin december januari jaar toen daar hier gehele hele zelfde genoemde genoemd "
    "vermeld gemeente brief verslag"
)
_UNITS_OF_TIME = frozenset(
    {"jaar", "jaren", "keer", "maal", "euro", "procent", "punten", "dagen", "uur", "leden"}
)


@dataclass(frozen=True, slots=True)
class _Told:
    """A count of a named thing with the words that say which ones."""

    fact: Fact
    noun: str
    said: frozenset[str]
    modifier: frozenset[str]
    is_known: bool
    points_back: bool
    """Whether it is told to be of this day, this street, the same: on deze ene dag."""


def check_told_conflicts(material: Material) -> Found:
    """Find "de 41 camera's" where the letter counted 44: told again, with no new words to narrow it."""
    groups: dict[str, list[_Told]] = defaultdict(list)
    for fact in material.facts:
        if (told := _read(material, fact)) is not None:
            groups[_name_group(groups, told.noun)].append(told)
    found = _check_rows(material)
    for group in groups.values():
        found += _compare(material, group)
    return found


def _name_group(groups: Mapping[str, object], noun: str) -> str:
    """De 44 kwekerijen can be the hennepkwekerijen that were told before: a word is the end of another."""
    longer = [one for one in groups if len(noun) >= _END_OF_WORD and one.endswith(noun)]
    return longer[0] if len(longer) == 1 else noun


_END_OF_WORD = 6


def _check_rows(material: Material) -> list[Finding]:
    """Find a row of a table of one column whose name, with its year, is what the text counts otherwise."""
    rows = [(grid, row) for grid in material.grids if len(grid.columns) == 1 for row in grid.parts]
    found: list[Finding] = []
    for fact in material.facts if rows else ():
        if _read(material, fact) is None or fact.period is None or not fact.period.is_one_year:
            continue
        stems = list_stems(material.sentence_words(fact.mention.sentence))
        same = [
            one for one in material.facts_in(fact.mention.sentence) if one.mention.kind is MentionKind.NUMBER
        ]
        for grid, row in rows:
            value = row.values[0] if row.values else None
            is_year = str(fact.period.last.year) in f"{row.label} {grid.columns[0]} {grid.corner}"
            names = row.stems - {"jar"}
            is_named = len(names) > 1 and stem((fact.unit or "").split()[-1]) in names
            if value is None or value == fact.value or not is_year or not is_named or len(same) > 1:
                continue
            if all(_is_in(name, stems) for name in names):
                found.append(explain_conflict(material, fact, value, fact.period))
    return found


def _read(material: Material, fact: Fact) -> _Told | None:
    unit = (fact.unit or "").split()[-1:]
    layout = material.layout
    if any(one.opening.fact.mention.block == fact.mention.block for one in material.told_flows):
        return None
    if fact.mention.kind is not MentionKind.NUMBER or not unit or unit[0] in _UNITS_OF_TIME or fact.is_mark:
        return None
    if layout.is_table(fact.mention.sentence):
        return None
    if fact.mention.detail.get("role") or fact.mention.detail.get("about"):
        return None
    own = fact.own
    match = _MODIFIER.match(own.tail)
    modifier = list_stems(match["words"]) if match else frozenset[str]()
    words = material.sentence_words(fact.mention.sentence)
    points_back = match is not None and _POINTS_BACK.search(match["words"]) is not None
    if points_back:
        modifier = frozenset()
    lead = f"{own.lead.rstrip()} #"
    is_known = bool(_KNOWN.search(lead))
    if match and _WITH.search(lead):
        is_known = _POINTS_BACK.search(match["words"]) is not None or fact.period is not None
    if counted := _COUNT_IS.search(lead):
        is_known, modifier = fact.period is not None, list_stems(counted["words"])
    if layout.is_ahead(fact.mention.sentence) and not is_known:
        return None
    said = list_stems(words) | list_stems(layout.heading_words(fact.mention.sentence))
    return _Told(fact, stem(unit[0]), said, modifier - _EMPTY, is_known, points_back)


def _compare(material: Material, group: Sequence[_Told]) -> list[Finding]:
    values = [one.fact.value for one in group]
    if len(group) < 2 or len(group) > 8 or len(set(values)) < 2:
        return []
    found = []
    for place, other in enumerate(group[1:], 1):
        if not other.is_known or values.count(other.fact.value) > 1 or _is_told_before(material, other):
            continue
        if is_sum_before(material, other.fact):
            continue
        earlier = [
            one
            for one in group[:place]
            if one.fact.mention.sentence < other.fact.mention.sentence and not _PARTIAL.search(_phrase(one))
        ]
        same = [one for one in earlier if _is_same(material, one, other)]
        is_named = bool(other.modifier or _adjectives(other)) or other.fact.period is not None
        is_named = is_named or other.points_back
        is_one = len({one.fact.value for one in group[:place]}) == 1 or is_named
        if same and is_one and len({one.fact.value for one in same}) == 1:
            found.append(explain_conflict(material, other.fact, same[-1].fact.value, None, same[-1].fact))
    return found


def _is_same(material: Material, one: _Told, other: _Told) -> bool:
    words = [_phrase(each) for each in (one, other)]
    if _PARTIAL.search(other.fact.own.lead):
        return False
    if one.fact.period and other.fact.period and not _touch(one.fact.period, other.fact.period):
        return False
    if not list_narrowing(words[1]) <= list_narrowing(words[0]) or tells_apart(
        material, one.fact, other.fact
    ):
        return False
    near = one.said | list_stems(_before(material, one))
    return all(_is_in(word, near) for word in (other.modifier | _adjectives(other)) - {other.noun})


def _adjectives(told: _Told) -> frozenset[str]:
    """Return the stems of the words between a number and its noun: de 412 aangemelde zaken."""
    unit = told.fact.unit
    return list_stems(told.fact.own.tail.split(unit)[0]) if unit else frozenset()


def _is_told_before(material: Material, told: _Told) -> bool:
    """Tell whether the same number stands before it for something else, or is one of "negen van de tien"."""
    fact = told.fact
    if fact.value <= _A_FRACTION and fact.own.lead.rstrip().endswith("van de"):
        return True
    return any(one.value == fact.value and one.mention.start < fact.mention.start for one in material.facts)


_A_FRACTION = 10


def _phrase(told: _Told) -> str:
    """Return its own words up to the first stop or comma behind it."""
    return f"{told.fact.own.lead}#{re.split('[,.;:]', told.fact.own.tail)[0]}"


def _before(material: Material, told: _Told) -> str:
    near = [one.index for one in material.layout.neighbours(told.fact.mention.sentence)]
    return " ".join(material.sentence_words(at) for at in near if at == told.fact.mention.sentence - 1)


def _is_in(word: str, others: frozenset[str]) -> bool:
    return word.isdigit() or any(word == other or (len(word) > 4 and word in other) for other in others)


def _touch(one: Period, other: Period) -> bool:
    """Tell whether two periods overlap or meet: eind 2024 and 1 januari 2025."""
    first, second = sorted((one, other), key=lambda each: each.first)
    return (second.first - first.last).days <= 1
