"""Do words about the source fit the source that the sentence names?"""

from __future__ import annotations

import re
from typing import Any

from spoorboek.rules.claims.verdict import VerdictCode
from spoorboek.rules.letter_audit.asking import Asked, Found, Material, Span
from spoorboek.rules.letter_audit.model import Finding, FindingKind, Mention, MentionKind

_KINDS: dict[VerdictCode, FindingKind | None] = {VerdictCode.NO_FIGURE: None, VerdictCode.NOT_TESTABLE: None}


def check_terms(material: Material) -> Found:
    """Put each term to the judge with the source of its sentence, else of what leads it in."""
    found: list[Asked | Finding] = []
    for term in material.letter.mentions:
        if term.kind is not MentionKind.TERM:
            continue
        source = _find_source(material, term)
        if source is not None and _is_of_something_else(material, term, source):
            continue
        if material.reading(term.sentence).has("contrast"):
            continue
        if source is not None and source.detail.get("source_type"):
            found.append(_ask(material, term, source))
        elif source is None and (known := _find_type(material, term.sentence)):
            found.append(_ask_of(material, term, known))
    return [*found, *_check_feelings(material), *_check_reports(material), *_check_tips(material)]


def _is_of_something_else(material: Material, term: Mention, source: Mention) -> bool:
    """A model that is made of registered figures, or is named beside them, is not called registered."""
    if source.detail.get("source_type") != "modelled" or source.sentence != term.sentence:
        return False
    low, high = sorted((term, source), key=lambda one: one.start)
    between = material.words(low.end, high.start)
    return bool(_MADE_OF.search(between) or _BESIDE.search(between))


_MADE_OF = re.compile(
    r"\b(?:op basis van|gebaseerd op|gebruikt|gebruik van|bestaat uit|berekend uit|geschat uit|gaan|gaat|"
    r"wegen|weegt|tellen|telt|zitten|neemt|nemen|meeneemt|verwerkt|bouwsteen)\b",
    re.I,
)
_BESIDE = re.compile(r"\b(?:en|ook|als|terwijl|maar)\b", re.I)


def _check_feelings(material: Material) -> list[Finding]:
    """Find sentences in which a register or a model tells how people feel."""
    found: list[Finding] = []
    for sentence in material.letter.sentences:
        said = material.layout.mentions_of(sentence.index)
        types = {str(one.detail.get("source_type")) for one in said if one.kind is MentionKind.SOURCE}
        types = types or {kind for kind in [_find_type(material, sentence.index)] if kind}
        reading, words = material.reading(sentence.index), material.sentence_words(sentence.index)
        has_term = any(one.kind is MentionKind.TERM and one.detail.get("term") != "gemeten" for one in said)
        if (
            types
            and types <= {"registered", "modelled"}
            and not has_term
            and (_FELT.search(words) or reading.has("felt"))
            and not reading.is_open
            and not _NOT_ASKED.search(words)
        ):
            why = (
                "Deze bron zegt niet wat mensen voelen of vinden. Noem een enquête, of schrijf wat is geteld."
            )
            found.append(material.find(FindingKind.WRONG_TERM, material.sentence_span(sentence.index), why))
    return found


def _check_reports(material: Material) -> list[Finding]:
    """Find reports to the police that are said to come from what people told in a survey."""
    found: list[Finding] = []
    for source in material.letter.mentions:
        if source.kind is not MentionKind.SOURCE or source.detail.get("source_type") != "self_reported":
            continue
        before = material.words(max(0, source.start - 60), source.start)
        if said := _REPORTS.search(before):
            why = (
                f"'{said[1]}' past niet: deze bron is een enquête en telt wat mensen zelf zeggen. "
                "Schrijf 'slachtofferschap' of noem de politie."
            )
            span = Span(material.sentence_span(source.sentence).start, source.end)
            found.append(material.find(FindingKind.WRONG_TERM, span, why))
    for sentence in material.letter.sentences:
        if material.reading(sentence.index).has("misnamed"):
            why = "Dit kan alleen worden gevraagd, niet geregistreerd, of andersom. Noem wat de bron doet."
            found.append(material.find(FindingKind.WRONG_TERM, material.sentence_span(sentence.index), why))
        elif _is_of_answers(material, sentence.index):
            why = "Een enquête telt wat mensen zelf zeggen, geen aangiften. Noem de bron die ze heeft geteld."
            found.append(material.find(FindingKind.WRONG_TERM, material.sentence_span(sentence.index), why))
    return found


def _is_of_answers(material: Material, sentence: int) -> bool:
    """Tell whether reports are said to come out of a survey: daaruit blijkt dat het aantal aangiften."""
    if material.reading(sentence).has("survey_counts"):
        return True
    words = material.sentence_words(sentence)
    if not _OUT_OF_THAT.match(words) or not _REPORTED.search(words):
        return False
    near = [one.index for one in material.layout.neighbours(sentence) if one.index == sentence - 1]
    return any("<survey>" in material.reading(place).tags for place in near)


_OUT_OF_THAT = re.compile(r"\W*(?:daaruit|hieruit|uit (?:dit|dat|deze|die) \w+)\b", re.IGNORECASE)
_REPORTED = re.compile(
    r"\baantal (?:geregistreerde )?(?:aangiften|misdrijven|delicten|processen-verbaal)\b", re.I
)


def _check_tips(material: Material) -> list[Finding]:
    """Find tips that are told as what happened: via Meld Misdaad Anoniem zijn 40 misdrijven vastgesteld."""
    found: list[Finding] = []
    for source in material.letter.mentions:
        if source.kind is not MentionKind.SOURCE or source.detail.get("source") != "mma":
            continue
        if _ESTABLISHED.search(material.sentence_words(source.sentence)):
            why = "Een tip is geen vastgesteld misdrijf. Schrijf hoeveel meldingen er binnenkwamen."
            found.append(material.find(FindingKind.WRONG_TERM, material.sentence_span(source.sentence), why))
    return found


_ESTABLISHED = re.compile(
    r"\b\w*(?:misdrijven|delicten|feiten|overtredingen|daders)\b[^.;]*\b(?:vastgesteld|geconstateerd|gepleegd|bewezen)\b|"
    r"\b(?:vastgestelde|bewezen|gepleegde) \w*(?:misdrijven|delicten|feiten|overtredingen)\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\b(aangift(?:en|es|e)|politiecijfers|politieregistraties|registraties|processen-verbaal|misdrijven) "
    r"(?:uit|volgens|in|van|blijkens) (?:de|het)$",
    re.IGNORECASE,
)
_NOT_ASKED = re.compile(
    r"\b(?:geen|niet) (?:\w+ ){0,3}(?:bewoners|inwoners|mensen|vragenlijst\w*|enqu[êe]te\w*|mening\w*|"
    r"gevoel\w*|beleving)\b|"
    r"\bniet\b[^.;]*\b(?:bevraagd|ondervraagd|gevraagd|voelen|vinden|ervaren|beleven)\b",
    re.IGNORECASE,
)
"""The letter says itself that this source asks nobody."""
_FELT = re.compile(
    r"\b(?:\w*beleving|ervaren|ervaart|voelen|voelt|(?:on)?veiligheidsgevoel\w*|gevoel(?:ens)? van|"
    r"(?:bewoners|inwoners|mensen|respondenten|ondernemers)\b[^.]*\b(?:vinden|vindt|zeggen|oordelen)|"
    r"(?:beoordelen|waarderen|vinden|ervaren) (?:de |onze |alle )?(?:bewoners|inwoners|mensen|"
    r"respondenten|ondernemers)|"
    r"(?:bewoners|inwoners|mensen) (?:beoordelen|waarderen|geven)|"
    r"(?:geven|geeft|gaven|gaf) (?:de |onze |alle )?(?:bewoners?|inwoners?|buurtbewoners|mensen|"
    r"ondernemers)\b|"
    r"volgens (?:de |onze )?(?:bewoners|inwoners|buurtbewoners|ondernemers)\b|"
    r"naar (?:het )?(?:oordeel|mening|gevoel) van (?:de |onze )?(?:bewoners|inwoners|mensen|ondernemers)|"
    r"(?:bewoners|inwoners|mensen|ondernemers)\b[^.]*\b(?:aangeven|aangaven|gaven aan|geven aan|tevreden|"
    r"ontevreden|"
    r"rapportcijfer|antwoord\w*|menen|meent|vonden|vond|gaven|zeiden))\b",
    re.IGNORECASE,
)


def _find_source(material: Material, term: Mention) -> Mention | None:
    said = [one for one in material.layout.mentions_of(term.sentence) if one.kind is MentionKind.SOURCE]
    if not said:
        said = [one for one in material.layout.lead_in_of(term.sentence) if one.kind is MentionKind.SOURCE]
    types = {str(one.detail.get("source_type")) for one in said}
    return said[0] if len(types) == 1 else None


_TYPES = {"<register>": "registered", "<survey>": "self_reported"}


def _find_type(material: Material, sentence: int) -> str | None:
    """Return the kind of source that a sentence names in other words: dit politiecijfer."""
    found = [kind for tag, kind in _TYPES.items() if tag in material.reading(sentence).tags]
    return found[0] if len(found) == 1 else None


def _ask_of(material: Material, term: Mention, source_type: str) -> Asked:
    entry: dict[str, Any] = {
        "claim": "uses_term",
        "words": material.words(term.start, term.end),
        "term": str(term.detail.get("term") or term.quote),
        "source_type": source_type,
    }
    return Asked(material.sentence_span(term.sentence), entry, _KINDS)


def _ask(material: Material, term: Mention, source: Mention) -> Asked:
    raw = source.detail["source_type"]
    entry: dict[str, Any] = {
        "claim": "uses_term",
        "words": material.words(term.start, term.end),
        "term": str(term.detail.get("term") or term.quote),
        "source_type": getattr(raw, "value", raw),
    }
    span = material.span_of(term, source) if source.sentence == term.sentence else material.span_of(term)
    return Asked(span, entry, _KINDS)
