"""What was promised, in a plan or in an earlier letter, and does not come back in its own unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from spoorboek.figures.dutch_numbers import format_number, parse_number
from spoorboek.figures.errors import NumberError
from spoorboek.figures.period import Period
from spoorboek.rules.claims.verdict import Severity, VerdictCode
from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.checks.units import is_related, list_promised
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.numerals import read_word
from spoorboek.rules.letter_audit.stems import is_same_thing, list_stems
from spoorboek.rules.promises import CountPromise, Promise


@dataclass(frozen=True, slots=True)
class AuditPlan:
    """The plan that a letter is about: its days, and its promises with those of its execution plans."""

    title: str
    period: Period
    promises: tuple[Promise, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What must come back: how it is told, how many, and of what."""

    title: str
    number: str
    unit: str
    stems: frozenset[str]


def find_unreturned(
    material: Material, plan: AuditPlan | None, earlier: Material | None
) -> tuple[Finding, ...]:
    """Return a finding for each counted promise of the plan or the earlier letter that does not come back.

    A promise comes back when a number stands in the letter in its own unit, about what was done. Another
    unit is told, and does not count.
    """
    planned = list(_list_of_plan(plan))
    # What the plan and the earlier letter both promise is told once, in the words of the plan.
    also = [one for one in _list_of_letter(earlier) if not any(_is_same(one, other) for other in planned)]
    wanted = [*planned, *also]
    told = [
        one
        for one in material.facts
        if one.mention.kind is MentionKind.NUMBER and not material.layout.is_ahead(one.mention.sentence)
    ]
    return tuple(_explain(one, told) for one in wanted if not _comes_back(material, one, told))


def _is_same(one: Wanted, other: Wanted) -> bool:
    return is_same_thing(one.unit, other.unit) and _read_number(one.number) == _read_number(other.number)


def _read_number(text: str) -> int | Decimal | str:
    try:
        return parse_number(text)
    except NumberError:
        return read_word(text) or text


def _list_of_plan(plan: AuditPlan | None) -> Iterable[Wanted]:
    for promise in () if plan is None else plan.promises:
        if isinstance(promise, CountPromise):
            yield _read_promise(promise)


def _read_promise(promise: CountPromise) -> Wanted:
    number = format_number(promise.target)
    return Wanted(promise.title, number, promise.unit, list_stems(f"{promise.title} {promise.unit}"))


def _list_of_letter(earlier: Material | None) -> Iterable[Wanted]:
    for fact in () if earlier is None else _list_promised(earlier):
        unit = fact.unit or ""
        if unit:
            title = earlier.sentence_words(fact.mention.sentence) if earlier is not None else unit
            yield Wanted(title, fact.mention.quote.strip(), unit, list_stems(unit))


def _list_promised(earlier: Material) -> list[Fact]:
    """Return what an earlier letter promises: told as to be done, or in the present of a plan."""
    said = {one.mention.start for one in list_promised(earlier)}
    return [
        one
        for one in earlier.facts
        if one.mention.kind is MentionKind.NUMBER
        and one.unit
        and not _PARTS_OF_PLANS.search(one.unit)
        and (one.mention.start in said or _is_planned(earlier, one.mention.sentence))
    ]


def _is_planned(earlier: Material, sentence: int) -> bool:
    words = earlier.sentence_words(sentence)
    return bool(_WE.search(words)) and not _DONE.search(words) and not earlier.layout.is_table(sentence)


_PARTS_OF_PLANS = re.compile(
    r"(?:pijlers?|thema'?s?|prioriteiten|doelen|doelstellingen|speerpunten|jaar|jaren|maanden|weken|uur|actielijnen|sporen)$",
    re.IGNORECASE,
)
_WE = re.compile(r"\b(?:wij|we)\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:zijn|is|werden|werd|waren|was|hebben|heeft|hielden|gaven|deden|controleerden|organiseerden)\b",
    re.IGNORECASE,
)


def _comes_back(material: Material, wanted: Wanted, told: Sequence[Fact]) -> bool:
    return any(
        is_same_thing(one.unit, wanted.unit) and _is_about(material, one, wanted) for one in told if one.unit
    )


def _is_about(material: Material, fact: Fact, wanted: Wanted) -> bool:
    """Drugs actions are not controls: beside the unit one more word must be shared where there is one."""
    own = list_stems(fact.unit or "")
    more = wanted.stems - own
    if not more:
        return True
    return bool(more & list_stems(material.sentence_words(fact.mention.sentence)))


def _explain(wanted: Wanted, told: Sequence[Fact]) -> Finding:
    """A promise that does not come back has no words in this letter: its place is the "
    "beginning, and empty."""
    other = next((one for one in told if is_related(one.unit, wanted.unit)), None)
    promised = f"{wanted.number} {wanted.unit}".strip()
    why = f"Beloofd zijn {promised}; in deze brief komt dat niet terug."
    if other is not None:
        why += f" Er staat wel {other.mention.quote.strip()} {other.unit}: dat is een andere eenheid."
    return Finding(
        quote="",
        start=0,
        end=0,
        page=1,
        kind=FindingKind.NOT_REPORTED_BACK,
        verdict=VerdictCode.NOT_REPORTED_BACK,
        severity=Severity.NOTE,
        why=why,
        better=f"Meld hoeveel {wanted.unit} er waren, of de reden waarom dat niet is geteld.",
        computed={"promise": wanted.title, "unit": wanted.unit, "promised": wanted.number},
    )
