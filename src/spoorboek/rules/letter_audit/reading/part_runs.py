"""Runs of numbers that may be the parts of another one: those behind it, or those before a total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from spoorboek.rules.letter_audit.meanings import tags_of
from spoorboek.rules.letter_audit.reading.passages import Observation
from spoorboek.rules.letter_audit.reading.persons import is_person
from spoorboek.rules.letter_audit.reading.roles import Role
from spoorboek.rules.letter_audit.reading.sum_words import says
from spoorboek.rules.letter_audit.stems import is_same_thing, stem

_MOST = 9
_REACH = 3
_SKIPPED = 2
ANYTHING = frozenset(
    "keer maal gevallen geval zaken stuks stuk situaties dossiers ervan daarvan hiervan anderen "
    "overigen".split()
)
"""Units that count whatever was told before."""
_NO_PART = frozenset({Role.WHOLE, Role.TOTAL})
_NO_FIRST = frozenset({Role.WHOLE})
_SUB = re.compile(r"\b(?:waarvan|van wie|onder wie|waaronder|daarvan|hiervan|inclusief|incl\.)\b")
_CLOSING = re.compile(r"^(?:en|terwijl|plus|alsmede|ten slotte|tot slot)\b|\ben (?:[\w'’-]+ ){0,4}#")
_DONE = re.compile(
    r"(?:af|op|uit|in|aan|toe|terug|door|over|weg|mee|bij|na|om|voor|vrij|goed|kwijt)ge\w+(?:d|t|en)$|"
    r"(?:ge|be|ver|ont|her)\w+[dt]$"
)
"""What was done with so many stands where their noun would: achttien afgewezen."""
_PLURAL = ("en", "s", "man", "vrouw", "fte", "kilo", "liter", "meter")
"""Ends of what can be counted; another word behind a number is no noun of it: 30 zonder bezwaar."""
_SOMEBODY = frozenset({"<people>", "<somebody>", "<worker>", "<attending>"})
_KNOWN = re.compile(r"\b(?:de|deze|die|beide|alle|diezelfde)\s+$")
_ONE = re.compile(r"^(?:en|bij|in|van|de|het|is|was|waarvan|plus|terwijl|voor|aan|op)?\s*$|\ben [\w'’-]+ $")
_ONE_OF = re.compile(r"^\s*(?:van|enkele?|keer|of|tot|uitkomst|categorie|antwoord|groep|reden|melder)\b")
_OF_THE = re.compile(r"^\s*van (?:de|die|deze|onze|alle|het|dit|dat)(?: [\w-]+)? $")
_LAID_BESIDE = re.compile(
    r"\b(?:tegen(?:over)?|vergeleken met|in vergelijking met|ten opzichte van)"
    r"(?: (?:de|het|nog|ruim|bijna)){0,2} ?$|"
    r"\b(?:hoger|lager|meer|minder|vaker|groter|kleiner) dan (?:de|het) ?$"
)
"""Tegen 80 in dezelfde maanden: what a number is compared with is no part of a whole."""


def list_runs_behind(whole: Observation, counts: Sequence[Observation]) -> Iterator[tuple[Observation, ...]]:
    """Yield the runs behind a number that may be its parts, each up to a place where an enumeration can end.

    Parameters: ``whole``; ``counts`` of its passage. Errors: none.
    """
    behind = counts[whole.index + 1 :]
    block = whole.fact.mention.block
    if items := [one for one in behind if one.fact.mention.block != block]:
        yield from _list_items(whole, items)
    behind = [one for one in behind if one.fact.mention.block == block]
    head = counts[whole.index - 1 : whole.index] if whole.index else []
    if head and _is_head(head[0], whole):
        run = (head[0], *_run_on(whole, behind))
        yield from _cut_at_ends(run, counts)
    for start in range(min(_SKIPPED + 1, len(behind))):
        run = tuple(_run_on(whole, behind[start:]))
        if len(run) < 2 or run[0] is not behind[start]:
            continue
        if all(_may_skip(one, whole, run) for one in behind[:start]):
            yield from _cut_at_ends(run, counts)


def _is_head(one: Observation, whole: Observation) -> bool:
    """Acht van de 22: the first part stands before its whole."""
    is_beside = one.sentence == whole.sentence and not one.fact.own.tail.strip()
    return is_beside and bool(_OF_THE.match(whole.fact.own.lead)) and can_be_part(one, whole)


def list_runs_before(total: Observation, counts: Sequence[Observation]) -> Iterator[tuple[Observation, ...]]:
    """Yield the runs before a total that may be its parts: of its sentence, and of those before it.

    Parameters: ``total``; ``counts`` of its passage. Errors: none.
    """
    run: list[Observation] = []
    for one in reversed([one for one in counts if one.index < total.index]):
        if total.sentence - one.sentence > _REACH or len(run) > _MOST:
            break
        if not can_be_part(one, total) or Role.TOTAL in one.roles:
            if run and one.sentence != run[0].sentence:
                break
            continue
        if run and run[0].sentence != one.sentence and len(run) > 1:
            yield tuple(run)
        if not _is_sub(one):
            run.insert(0, one)
    if len(run) > 1:
        yield tuple(run)


def _list_items(whole: Observation, items: Sequence[Observation]) -> Iterator[tuple[Observation, ...]]:
    """In a list the first number of each item, or else the last one."""
    groups = [list(own) for _, own in groupby(items, key=lambda one: one.fact.mention.block)]
    for place in (0, -1):
        run = tuple(own[place] for own in groups)
        if 1 < len(run) <= _MOST and all(can_be_part(one, whole) for one in run):
            yield run


def _run_on(whole: Observation, behind: Sequence[Observation]) -> Iterator[Observation]:
    last = whole
    for place, one in enumerate(behind[:_MOST]):
        if place and ((_is_sub(one) and not _is_sub(behind[0])) or _is_restated(one, behind[:place])):
            continue
        if place and one.sentence != last.sentence == whole.sentence and _is_sub(last) and not _is_rest(one):
            # "61, waarvan 29 op zaterdag. Daarbij ging het 22 keer om geweld": divided anew.
            return
        if one.sentence - last.sentence > (_REACH if last is whole else 1):
            return
        is_new = bool(one.roles & (_NO_PART if place else _NO_FIRST)) and not _is_rest(one)
        if not can_be_part(one, whole) or is_new or says("outside", one.fact.own.lead):
            return
        yield one
        last = one
        if place and Role.REST in one.roles:
            return


def _cut_at_ends(
    run: tuple[Observation, ...], counts: Sequence[Observation]
) -> Iterator[tuple[Observation, ...]]:
    for size in range(2, len(run) + 1):
        last = run[size - 1]
        following = counts[last.index + 1] if last.index + 1 < len(counts) else None
        is_end = following is None or following.sentence != last.sentence
        if is_end or closes_list(last) or Role.REST in last.roles:
            yield run[:size]


def closes_list(one: Observation) -> bool:
    """Tell whether a number is said as the last of an enumeration: en elf hier.

    Parameters: ``one``. Errors: none.
    """
    return bool(_CLOSING.search(one.words))


def can_be_part(one: Observation, whole: Observation) -> bool:
    """Tell whether a number can be a part of another at all: smaller, of one kind, and of no other time.

    Parameters: ``one``; ``whole``. Errors: none.
    """
    fact, of = one.fact, whole.fact
    if not one.is_of_kind(whole) or not 0 < fact.value < of.value or one.is_difference:
        return False
    if isinstance(fact.value, Decimal) and not isinstance(of.value, Decimal) and of.unit != "EUR":
        return False
    if fact.mention.detail.get("role") in ("from", "to", "by", "difference"):
        return False
    if _LAID_BESIDE.search(fact.own.lead) or (fact.value == 1 and not _is_one_part(one)):
        return False
    if fact.period and of.period and fact.period != of.period:
        return of.period.first <= fact.period.first and fact.period.last <= of.period.last
    return True


def _is_one_part(one: Observation) -> bool:
    """Een is a count where it stands alone: "en één is een mbo-instelling", not "één keer geteld"."""
    return bool(_ONE.search(one.fact.own.lead)) and not _ONE_OF.match(one.fact.own.tail)


def counts_other(one: Observation, whole: Observation) -> bool:
    """Tell whether a number names another thing than its whole does: boetes of controles.

    Parameters: ``one``; ``whole``. Errors: none.
    """
    unit, of = one.fact.unit, whole.fact.unit
    if (
        not unit
        or not of
        or of in ANYTHING
        or unit not in one.fact.own.tail
        or unit in ANYTHING
        or is_same_thing(unit, of)
    ):
        return False
    if not unit.endswith(_PLURAL) or _DONE.match(unit) or any(tag.startswith("[") for tag in tags_of(unit)):
        return False
    return not (_is_somebody(unit) and _is_somebody(of))


def _is_somebody(unit: str) -> bool:
    word = unit.split()[-1]
    return is_person(stem(word)) or bool(tags_of(word) & _SOMEBODY)


def _is_sub(one: Observation) -> bool:
    return bool(_SUB.search(one.fact.own.lead)) and Role.REST not in one.roles


def _is_rest(one: Observation) -> bool:
    return Role.REST in one.roles


def _is_restated(one: Observation, before: Sequence[Observation]) -> bool:
    """De twee: a number that is told as known is no part of its own."""
    said = bool(_KNOWN.search(one.fact.own.lead)) and Role.REST not in one.roles
    return said and (
        one.fact.value == len(before) or any(one.fact.value == each.fact.value for each in before)
    )


def _may_skip(one: Observation, whole: Observation, run: Sequence[Observation]) -> bool:
    """Drie taken: 5.200, 2.100 and 1.900; op twaalf avonden: no part itself."""
    if one.fact.value in (1, len(run)):
        return True
    return one.sentence == whole.sentence and (not can_be_part(one, whole) or counts_other(one, whole))
