"""Can a council see later whether a promise was kept?"""

from __future__ import annotations

import re

from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.facts import NUMERIC
from spoorboek.rules.letter_audit.model import Finding, FindingKind, Mention, MentionKind

_MORE = re.compile(
    r"\b(?:intensiveren|intensiever|terugdringen|terug te dringen|verminderen|verlagen|verhogen|"
    r"vaker|halveren|vergroten|uitbreiden|opvoeren|breid\w*\b[^.;]*\b(?:fors|flink|sterk|"
    r"aanzienlijk)\b[^.;]*\buit|voer\w*\b[^.;]*\bop|schal\w*\b[^.;]*\bop)\b",
    re.I,
)
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
    """Find promises without a number or day."""
    found: list[Finding] = []
    sentences: set[int] = set()
    for promise in material.letter.mentions:
        is_first = promise.kind is MentionKind.PROMISE and promise.sentence not in sentences
        if is_first and _is_bare(material, promise):
            sentences.add(promise.sentence)
            found.append(_explain(material, promise))
    for sentence in material.letter.sentences:
        if sentence.index in sentences:
            continue
        if _is_vague(material, sentence.index) or _is_told_otherwise(material, sentence.index):
            found.append(_explain_at(material, sentence.index))
    return found


def _is_vague(material: Material, sentence: int) -> bool:
    """Tell whether a sentence of what will be done says that it is more, some or often, and not how much."""
    layout, reading = material.layout, material.reading(sentence)
    if layout.is_heading(sentence) or layout.is_table(sentence) or not reading.has("vague_amount"):
        return False
    is_ahead = layout.is_ahead(sentence) or reading.has("promised_year") or reading.has("promised")
    if not is_ahead or reading.has("no_amount") or reading.has("general"):
        return False
    is_said = any(one.kind is MentionKind.PROMISE for one in layout.mentions_of(sentence))
    if not is_said and (reading.has("past") or not any(tag[0] == "[" for tag in reading.tags)):
        return False
    if reading.is_question or reading.is_reported or reading.is_conditional or reading.has("no_promise"):
        return False
    if _STATE.search(reading.words) or _is_past_year(material, reading.words):
        return False
    return not any(
        one.kind in NUMERIC and not one.detail.get("duration") for one in layout.mentions_of(sentence)
    )


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
    return not any(
        one.kind in NUMERIC and not one.detail.get("duration") and not _is_base(material, one)
        for one in layout.mentions_of(sentence)
    )


def _is_base(material: Material, one: Mention) -> bool:
    """Fors lager dan de 212 van 2023: from where it must move, not where to."""
    before = material.words(max(0, one.start - 14), one.start)
    return bool(re.search(r"\bdan (?:de|het|die|in)$", before)) and bool(
        re.match(r"(?:van|uit|in) (?:19|20)\d\d\b", material.words(one.end, one.end + 10))
    )


def _is_past_year(material: Material, words: str) -> bool:
    ahead = [int(one[1]) for one in re.finditer(r"\b(20\d\d)\b", words)]
    latest = material.letter.dated_on.last.year if material.letter.dated_on else None
    return bool(ahead) and latest is not None and max(ahead) < latest


def _is_bare(material: Material, promise: Mention) -> bool:
    layout = material.layout
    if promise.detail.get("done") or layout.is_heading(promise.sentence) or layout.is_table(promise.sentence):
        return False
    words = material.sentence_words(promise.sentence)
    if _EXPLORES.search(words):
        # Who will look into something promises to look, whatever it may bring.
        return False
    if _is_denied(material, promise.sentence) or material.reading(promise.sentence).has("plan_asks"):
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
