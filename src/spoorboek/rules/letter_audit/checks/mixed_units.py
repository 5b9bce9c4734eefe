"""Are hours added to shifts, or households laid beside people?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.reading.roles import Role

_FAMILIES = (
    ("uren", re.compile(r"(?:uur|uren)$", re.IGNORECASE)),
    (
        "diensten",
        re.compile(
            r"(?:diensten|dagdelen|avonden|dagen|weken|rondes|ochtenden|middagen|\w*nachtingen|nachten)$",
            re.I,
        ),
    ),
    (
        "personen",
        re.compile(
            r"(?:bewoners|personen|mensen|inwoners|deelnemers|jongeren|jeugdigen|leerlingen|slachtoffers|"
            r"verdachten|"
            r"kinderen|cliënten|bezoekers|ondernemers|huurders|ouderen|aangehoudenen)$",
            re.IGNORECASE,
        ),
    ),
    ("huishoudens", re.compile(r"(?:huishoudens|gezinnen)$", re.IGNORECASE)),
    (
        "panden",
        re.compile(r"(?:adressen|woningen|panden|locaties|percelen|bedrijven|ondernemingen|scholen)$", re.I),
    ),
    ("kilo's", re.compile(r"(?:kilo|kilogram|kilo's|kg|gram|liter|ton)$", re.IGNORECASE)),
    (
        "stuks",
        re.compile(r"(?:pillen|planten|voertuigen|auto's|fietsen|wapens|zakken|vaten|jerrycans)$", re.I),
    ),
)
_CONCLUDES = re.compile(
    r"\b(?:dus|daarmee|hiermee|waarmee|zodat|derhalve|oftewel|ofwel|een (?:toename|stijging|groei|afname|"
    r"daling)|"
    r"bereik\w*|groei\w*|gegroeid|meer|minder|steeg|stijging|daalde|daling|toename|afname|verdubbel\w*)\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\b(?:samen|tezamen|bij elkaar|opgeteld|in totaal|alles bij elkaar|totaal|gezamenlijk|brengt|"
    r"tel\w* op)\b",
    re.IGNORECASE,
)
_MOST = 6


def check_mixed_units(material: Material) -> Found:
    """Find sums of hours and shifts, and changes from households to people."""
    found = _check_passages(material)
    for sentence in material.letter.sentences:
        if material.layout.is_table(sentence.index):
            continue
        counts = [one for one in material.facts_in(sentence.index) if one.mention.kind is MentionKind.NUMBER]
        if len(counts) <= _PAIR and (taken := _find_taken(material, sentence.index, counts)) is not None:
            found.append(_explain(material, sentence.index, *taken))
            continue
        if not 2 <= len(counts) <= _MOST:
            continue
        words = material.sentence_words(sentence.index)
        mixed = _find_sum(counts) if _TOGETHER.search(words) else None
        mixed = mixed or (_find_change(material, counts) if _CONCLUDES.search(words) else None)
        if mixed is not None:
            found.append(_explain(material, sentence.index, *mixed))
    return found


def _check_passages(material: Material) -> list[Finding]:
    """96 personen; 118 overnachtingen. In totaal 214 mensen: a sum over sentences of two sorts."""
    found: list[Finding] = []
    for passage in material.passages:
        for total in passage.counts:
            if Role.TOTAL not in total.roles or (family := name_family(total.fact.unit)) is None:
                continue
            before = passage.counts[max(0, total.index - 2) : total.index]
            if len(before) < 2 or sum(one.fact.value for one in before) != total.fact.value:
                continue
            others = [one.fact for one in before if name_family(one.fact.unit) not in (None, family)]
            if others and before[0].sentence != total.sentence:
                found.append(_explain(material, total.sentence, total.fact, others[0]))
    return found


def name_family(unit: str | None) -> str | None:
    """Return of which sort a unit is; None for one that is in no list."""
    return next((name for name, words in _FAMILIES if unit and words.search(unit)), None)


def _find_sum(counts: Sequence[Fact]) -> tuple[Fact, Fact] | None:
    """Return two parts of other sorts that the last number adds up; things taken may be of any sort."""
    *parts, total = counts
    if len(parts) < 2 or sum(one.value for one in parts) != total.value:
        return None
    return _find_pair(parts)


def _find_change(material: Material, counts: Sequence[Fact]) -> tuple[Fact, Fact] | None:
    """Return two numbers of two years, each the only one of its year, of other sorts."""
    years = [one.period for one in counts if one.period is not None and one.period.is_one_year]
    if len(counts) != 2 or len(set(years)) != 2:
        return None
    gap = material.words(counts[0].mention.end, counts[1].mention.start)
    return None if re.search(r"[.;]|\b(?:waarvan|waaronder)\b", gap) else _find_pair(counts)


def _find_taken(material: Material, sentence: int, counts: Sequence[Fact]) -> tuple[Fact, Fact] | None:
    """74 personen. In 2024 58 huishoudens, een daling van 16: one is taken from the other."""
    near = [one.index for one in material.layout.neighbours(sentence) if one.index == sentence - 1]
    before = [one for at in near for one in material.facts_in(at) if one.mention.kind is MentionKind.NUMBER]
    if len(before) != 1 or not 1 <= len(counts) <= _PAIR:
        return None
    if len(counts) == 1:
        is_concluded = _THEREFORE.search(material.sentence_words(sentence))
        years = {before[0].period, counts[0].period}
        return _find_pair([before[0], counts[0]]) if is_concluded and len(years - {None}) == _PAIR else None
    one, step = counts
    is_step = abs(one.value - before[0].value) == step.value and _CONCLUDES.search(
        material.words(one.mention.end, step.mention.end + 20)
    )
    return _find_pair([before[0], one]) if is_step else None


_PAIR = 2
_THEREFORE = re.compile(
    r"\b(?:dus|daarmee|hiermee|derhalve)\b[^.;]*\b(?:meer|minder|gegroeid|gedaald|gestegen|verminderd|teruggeschroefd|"
    r"toegenomen|afgenomen|uitgebreid|verdubbeld|gehalveerd|hoger|lager)\b",
    re.IGNORECASE,
)


def _find_pair(counts: Sequence[Fact]) -> tuple[Fact, Fact] | None:
    named = [(one, family) for one in counts if (family := name_family(one.unit))]
    return next(((named[0][0], one) for one, family in named if family != named[0][1]), None)


def _explain(material: Material, sentence: int, one: Fact, other: Fact) -> Finding:
    why = (
        f"{format_number(one.value)} {one.unit} is iets anders dan "
        f"{format_number(other.value)} {other.unit}. "
        "Tel en vergelijk in één eenheid."
    )
    values = [one.value, other.value]
    span = material.sentence_span(sentence)
    return material.find(
        FindingKind.UNIT_DRIFT, span, why, severity=Severity.NUMBER, computed={"values": values}
    )
