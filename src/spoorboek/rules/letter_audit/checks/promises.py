"""Can a council see later whether a promise was kept?"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from spoorboek.figures.dutch_numbers import decimals_of
from spoorboek.rules.claims.verdict import VerdictCode
from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.checks.units import list_promised
from spoorboek.rules.letter_audit.facts import NUMERIC, Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, Mention, MentionKind
from spoorboek.rules.letter_audit.pairs import UNKNOWN_END, UNKNOWN_START
from spoorboek.rules.letter_audit.series import plain
from spoorboek.rules.letter_audit.stems import is_same_thing

_MORE = re.compile(
    r"\b(?:intensiveren|intensiever|terugdringen|terug te dringen|verminderen|verlagen|verhogen|"
    r"vaker|halveren|vergroten|uitbreiden|opvoeren|breid\w*\b[^.;]*\b(?:fors|flink|sterk|"
    r"aanzienlijk)\b[^.;]*\buit|voer\w*\b[^.;]*\bop|schal\w*\b[^.;]*\bop)\b",
    re.I,
)
_EXTRA = re.compile(
    r"\b(?:extra|meer|frequenter|strenger|scherper|steviger|harder|vaker|gerichter|aanvullend\w*|"
    r"intensiever|verscherpt) "
    r"(?:\w+ )?(?:toezicht|controles?|surveillances?|inzet|aandacht|handhaving|blauw|boa'?s|handhavers|"
    r"capaciteit|acties|"
    r"campagnes|preventie|voorlichting|cameratoezicht|patrouilles|jongerenwerk\w*|spreekuren|huisbezoeken|"
    r"wijkagenten|"
    r"menskracht|middelen|geld)\b[^.;]*\b(?:inzet|inzetten|zet|zetten|komt|komen|uitvoert|uitvoeren|houdt|"
    r"houden|"
    r"organiseert|organiseren|vrijmaakt|vrijmaken|wordt|worden|gaat|gaan|zal|zullen)\b|"
    r"\b(?:zet|zetten|komt|komen|gaat|gaan|zal|zullen|wordt|worden|houdt|houden|voert|voeren)\b[^.;]*"
    r"\b(?:extra|meer|strenger|scherper|steviger|aanvullend\w*|intensiever|"
    r"verscherpt) (?:\w+ )?(?:toezicht|controles?|"
    r"surveillances?|handhaving|cameratoezicht|patrouilles|blauw)\b",
    re.IGNORECASE,
)
"""More of what we do, told of a time to come."""
_STATE = re.compile(
    r"\b(?:hebben|heeft|is|zijn|ervaren|ervaart|blijkt|geldt) (?:een |het |de )?(?:steeds |al )?"
    r"(?:groter|grotere|hoger|hogere|kleiner|kleinere|lager|lagere|meer|minder|beter|slechter)\b",
    re.I,
)
_KEEPS = re.compile(r"\bhouden we (?:\w+ )?contact\b", re.I)
_EXPLORES = re.compile(
    r"\b(?:verkennen|verkent|verkenning|onderzoeken|onderzoekt|nagaan|bekijken|bekijkt|bezien|beziet)\b",
    re.IGNORECASE,
)
_INFORMS = re.compile(
    r"\b(?:informeren|ge[ïi]nformeerd|rapporteren|terugkoppel\w+|op de hoogte|verantwoording)\b", re.I
)


def check_promises(material: Material) -> Found:
    """Find promises without a number or day, and targets that ask less than was reached already."""
    found: list[Asked | Finding] = []
    sentences: set[int] = set()
    for promise in material.letter.mentions:
        is_first = promise.kind is MentionKind.PROMISE and promise.sentence not in sentences
        if is_first and _is_bare(material, promise):
            sentences.add(promise.sentence)
            found.append(_explain(material, promise))
    for sentence in material.letter.sentences:
        if sentence.index in sentences:
            continue
        if _is_extra(material, sentence.index) or _is_told_otherwise(material, sentence.index):
            found.append(_explain_at(material, sentence.index))
    return [*found, *_check_better_results(material)]


def _is_extra(material: Material, sentence: int) -> bool:
    """Tell whether a sentence says that a year to come brings more of something, and not how much."""
    words = material.sentence_words(sentence)
    if material.layout.is_heading(sentence) or material.layout.is_table(sentence) or not _AHEAD.search(words):
        return False
    if _EXPLORES.search(words) or _INFORMS.search(words) or not _EXTRA.search(words):
        return False
    if _is_past_year(material, words):
        return False
    return not any(one.kind in NUMERIC for one in material.layout.mentions_of(sentence))


def _is_denied(material: Material, sentence: int) -> bool:
    """Wij voeren dit niet op als bewijs: what will not be done promises no more of it."""
    reading = material.reading(sentence)
    return reading.find("denied") is not None and reading.find("not_only") is None


def _is_told_otherwise(material: Material, sentence: int) -> bool:
    """Tell whether a sentence promises more of what is done, or less of what is wrong, in other words."""
    layout, reading = material.layout, material.reading(sentence)
    if layout.is_heading(sentence) or layout.is_table(sentence):
        return False
    is_promised = reading.has("promised")
    is_more = reading.has("more_effort")
    if not (is_promised or reading.has("promises") or (is_more and reading.has("promised_year"))):
        return False
    if not is_more and not reading.has("less_harm"):
        return False
    if reading.is_question or reading.has("no_promise") or reading.is_reported:
        return False
    if not is_promised and (reading.has("past") or _is_past_year(material, reading.words)):
        return False
    return not any(one.kind in NUMERIC for one in layout.mentions_of(sentence))


def _is_past_year(material: Material, words: str) -> bool:
    ahead = [int(one[1]) for one in re.finditer(r"\b(20\d\d)\b", words)]
    latest = material.letter.dated_on.last.year if material.letter.dated_on else None
    return bool(ahead) and latest is not None and max(ahead) < latest


_AHEAD = re.compile(
    r"\b(?:(?:in|vanaf|voor) 20\d\d|(?:komend|volgend|aankomend)e? \w+|vanaf (?:volgend|komend|nu|januari|"
    r"september)\w*|"
    r"binnenkort)\b",
    re.IGNORECASE,
)


def _is_bare(material: Material, promise: Mention) -> bool:
    layout = material.layout
    if promise.detail.get("done") or layout.is_heading(promise.sentence) or layout.is_table(promise.sentence):
        return False
    words = material.sentence_words(promise.sentence)
    if _EXPLORES.search(words):
        # Who will look into something promises to look, whatever it may bring.
        return False
    if _is_denied(material, promise.sentence):
        return False
    if words.rstrip().endswith(":") or _INFORMS.search(words) or _KEEPS.search(words):
        return False
    if promise.detail.get("lead") and _STATE.search(words):
        # Under what will be done letters also tell how things are.
        return False
    said = layout.mentions_of(promise.sentence)
    # Going on with something is no promise: it is one when more, less or faster is promised.
    is_change = any(one.kind is MentionKind.DIRECTION and one.value != 0 for one in said)
    return (is_change or bool(_MORE.search(words))) and not any(one.kind in NUMERIC for one in said)


def _explain(material: Material, promise: Mention) -> Finding:
    return _explain_at(material, promise.sentence)


def _explain_at(material: Material, sentence: int) -> Finding:
    why = (
        "Dit is een belofte zonder getal of datum: later is niet te zien of zij is nagekomen. "
        "Noem hoeveel, of wanneer het klaar is."
    )
    return material.find(FindingKind.PROMISE_WITHOUT_FIGURE, material.sentence_span(sentence), why)


def _check_better_results(material: Material) -> list[Asked]:
    found: list[Asked] = []
    promises = {one.mention.start: one for one in list_promised(material)}
    promises |= {one.mention.start: one for one in _list_aimed(material)}
    for promised in promises.values():
        if _PAST.search(material.sentence_words(promised.mention.sentence)):
            continue
        result = _find_result(material, promised)
        # "Het plan noemt er acht per jaar. In 2024 hielden we er negen": what was done on it is told.
        is_answer = (
            result is not None and promised.period is None and (result.mention.start > promised.mention.start)
        )
        if result is not None and not is_answer:
            found.append(_ask(material, promised, result))
    return found


def _list_aimed(material: Material) -> list[Fact]:
    """Return the numbers that a sentence calls a norm, an ambition or what is wanted."""
    return [
        one
        for one in material.facts
        if one.mention.kind in _AIMED
        and not material.layout.is_table(one.mention.sentence)
        and _AIM.search(_before(material, one))
    ]


def _before(material: Material, fact: Fact) -> str:
    start = material.sentence_span(fact.mention.sentence).start
    return re.split(r";", material.words(start, fact.mention.start))[-1]


_AIMED = (MentionKind.NUMBER, MentionKind.PERCENTAGE)
_PAST = re.compile(r"\b(?:hadden|had|was|beloofden|spraken|voorgenomen)\b", re.IGNORECASE)
_AIM = re.compile(
    r"\b(?:norm|ambitie|streven|streefwaarde|streefcijfer|"
    r"streefgetal|bovengrens|willen|doel|mikken|inzet|doelstelling|doelen|streefdoel|opgave|taakstelling|lat|"
    r"ondergrens|richtgetal|richtcijfer|plafond|maximum|minimum|(?:is|wordt|werd) gekozen voor|beogen|"
    r"beoogd\w*)\b",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"\b(?:hooguit|maximaal|ten hoogste|hoogstens|niet (?:hoger|meer) (?:is |zijn )?dan|onder de|"
    r"minder dan)(?: de)?$",
    re.I,
)


def _find_result(material: Material, promised: Fact) -> Fact | None:
    """Return the last result in the same unit over whole years before what is promised."""
    known = [
        one
        for one in material.facts
        if one.mention.kind is promised.mention.kind
        and (
            one.period is not None
            or _is_this_year(material, one)
            or _is_right_before(material, one, promised)
        )
        and is_comparable(one, promised)
        and one.mention != promised.mention
        and not _AIM.search(_before(material, one))
        and not material.layout.is_table(one.mention.sentence)
        and (
            one.mention.sentence == promised.mention.sentence
            or not material.layout.is_ahead(one.mention.sentence)
            or material.reading(one.mention.sentence).has("past")
        )
        and (one.period is None or promised.period is None or one.period.last < promised.period.first)
    ]
    # Of two of one year the one that is told last: "jaarlijks 140, in 2024 92".
    return max(known, key=_when_told) if known else None


def _when_told(fact: Fact) -> tuple[date, int]:
    return fact.period.last if fact.period else date.min, fact.mention.start


def _is_right_before(material: Material, one: Fact, promised: Fact) -> bool:
    """De naleving lag op 82%. Het doel voor volgend jaar is 75%."""
    is_next = (
        promised.mention.sentence - one.mention.sentence == 1 and one.mention.block == promised.mention.block
    )
    words = material.sentence_words(promised.mention.sentence)
    return is_next and bool(_NEXT_YEAR.search(words)) and one.mention.kind is MentionKind.PERCENTAGE


_NEXT_YEAR = re.compile(r"\b(?:volgend|komend) (?:school)?jaar\b|\b(?:in|voor) 20\d\d\b", re.IGNORECASE)


def _is_this_year(material: Material, fact: Fact) -> bool:
    return bool(_THIS_YEAR.search(_before(material, fact)))


_THIS_YEAR = re.compile(r"\b(?:dit|afgelopen|vorig|het afgelopen) jaar\b", re.IGNORECASE)


def _is_most(material: Material, promised: Fact) -> bool:
    return bool(promised.mention.detail.get("at_most") or _AT_MOST.search(_before(material, promised)))


_IS_DONE = re.compile(r"(?:ge\w+|\w{2,5}ge\w+)(?:en|d|t)$")
"""What counts as a unit and is a verb: in 2024 zijn dat er 371 geworden."""


def is_comparable(result: Fact, promised: Fact) -> bool:
    """Tell whether a result can be of what was promised: the same unit, or near it and no unit said."""
    if (
        result.unit
        and promised.unit
        and not _IS_DONE.match(result.unit)
        and result.mention.kind is MentionKind.NUMBER
    ):
        return is_same_thing(result.unit, promised.unit)
    return result.mention.block == promised.mention.block and (
        abs(result.mention.sentence - promised.mention.sentence) <= 1
    )


def _ask(material: Material, promised: Fact, result: Fact) -> Asked:
    period = result.period
    aimed = promised.period if promised.period and promised.period.is_one_year else None
    if aimed is None and period is not None:
        aimed = period.year(period.last.year + 1)
    if period is None and aimed is not None:
        period = aimed.previous()
    if period is None or aimed is None:
        period, aimed = UNKNOWN_START, UNKNOWN_END
    entry: dict[str, Any] = {
        "claim": "states",
        "words": material.sentence_words(promised.mention.sentence),
        "kind": "rate" if decimals_of(promised.value) or decimals_of(result.value) else "count",
        "source_type": "operational",
        "points": [{"period": str(period), "value": plain(result.value), "unit": "aantal"}],
        "target": {
            "value": plain(promised.value),
            "unit": "aantal",
            "period": str(aimed),
            "direction": "at_most" if _is_most(material, promised) else "at_least",
        },
    }
    kinds: dict[VerdictCode, FindingKind | None] = {
        VerdictCode.TARGET_WORSE_THAN_RESULT: FindingKind.TARGET_WORSE_THAN_RESULT,
        VerdictCode.SUPPORTED: None,
    }
    return Asked(material.span_of(promised.mention), entry, kinds)
