"""Does a letter that looks back on a counted promise say how many there were, or why it does not?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind, Sentence
from spoorboek.rules.letter_audit.quantities import DURATIONS
from spoorboek.rules.letter_audit.stems import is_same_thing, list_stems

_PROMISED = re.compile(
    r"\b(?:toegezegd|toezegging|zegden?\b[^.;]*\btoe|beloofd\w*|beloofden?|belofte|voorgenomen|verbond(?:en)?\b[^.;]*\baan|"
    r"(?:spraken|sprak)\b[^.;]*\baf|afgesproken (?:was|waren|is|om)|(?:was|waren|is|"
    r"zijn) (?:\w+ )?afgesproken|"
    r"zouden? (?:we|wij|er)|(?:was|waren|stond(?:en)?) (?:\w+ ){0,3}(?:gepland|begroot|voorzien|"
    r"op de planning)|"
    r"(?:gepland|begroot|voorzien) (?:was|waren)|(?:was|waren)\b[^.;]{0,60}\bvoorzien|"
    r"(?:hebben|heeft|hadden|had) (?:wij|we|het college|de gemeente)\b[^.;]*\b(?:afgesproken|toegezegd|"
    r"beloofd|opgenomen)|\w*plan (?:noemt|noemde|bevat|bevatte|voorziet in|voorzag in|gaat uit van|"
    r"ging uit van)|(?:\w*plan|\w*programma|begroting) (?:staat|"
    r"stond) dat (?:wij|we|er)|"
    r"(?:doel|doelstelling|inzet|ambitie|streven) (?:voor|in|over) (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:is|zijn|was|waren|werd|werden|hebben|heeft|hadden)\b[^.;]*?\b\w*ge\w{2,}|\binmiddels\b|\bvond(?:en)?\b[^.;]*\bplaats|"
    r"\b(?:is|zijn|was|waren|werd|werden|hebben|heeft)\b[^.;]*\b(?:uit|af|in)?(?:ver|be|ont)\w+[dt]\b",
    re.IGNORECASE,
)
_ALL = re.compile(r"\b(?:beide|alle|allemaal|allebei|volledig|elk\w*|geen (?:enkele|van))\b", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:omdat|vanwege|wegens|doordat|door (?:ziekte|personeel\w*|tekort\w*)|uitgesteld|opgeschort|"
    r"vervallen|afgelast|"
    r"geannuleerd|niet (?:doorgegaan|gelukt|gehaald|uitgevoerd)|ging(?:en)? niet door|in verband met|"
    r"later dit jaar|"
    r"doorgeschoven|vertraging)\b",
    re.IGNORECASE,
)
_NO_COUNT = re.compile(
    r"(?:pijlers?|thema'?s?|prioriteiten|doelen|doelstellingen|speerpunten|sporen|euro|fte)$", re.I
)
_COMMON = list_stems(
    "raad gemeente college burgemeester plan uitvoeringsplan doel komend krijgen zullen zouden 2024"
)
_FAR = 8
_SHARED = 5


def check_reported_back(material: Material) -> Found:
    """Find promises with a number of which the sentences behind them tell no number and no reason."""
    found: list[Finding] = []
    for sentence in material.letter.sentences:
        if not material.facts_in(sentence.index):
            continue
        words = material.sentence_words(sentence.index)
        if material.layout.is_table(sentence.index) or not _PROMISED.search(words):
            continue
        later = [
            one
            for one in material.letter.sentences[sentence.index + 1 : sentence.index + 1 + _FAR]
            if not material.layout.is_table(one.index)
        ]
        promised = [one for one in material.facts_in(sentence.index) if _is_counted(one)]
        for one in promised:
            others = [other.unit for other in promised if other is not one]
            if _is_left_out(material, one, later, others):
                found.append(_explain(material, one))
    return found


def _is_counted(fact: Fact) -> bool:
    unit = fact.unit or ""
    is_count = fact.mention.kind is MentionKind.NUMBER and not fact.is_share and not fact.is_mark
    return is_count and bool(unit) and unit.split()[-1] not in DURATIONS and not _NO_COUNT.search(unit)


def _is_left_out(
    material: Material, promised: Fact, later: Sequence[Sentence], others: Sequence[str | None]
) -> bool:
    """Tell whether the letter comes back to a promise, but with no number, nor all of them, nor a reason."""
    is_back = False
    own = material.sentence_words(promised.mention.sentence)
    stems = list_stems(_PROMISED.sub(" ", own)) - _COMMON
    for place, one in enumerate(later):
        words = material.sentence_words(one.index)
        is_next = place == 0 and one.block == material.letter.sentences[promised.mention.sentence].block
        is_about = _is_about(promised, words)
        facts = [fact for fact in material.facts_in(one.index) if fact.mention.kind is MentionKind.NUMBER]
        facts = [fact for fact in facts if not any(is_same_thing(fact.unit, other) for other in others)]
        if any(place < 2 or is_same_thing(fact.unit, promised.unit) for fact in facts):
            return False
        if (is_about or is_next) and (_REASON.search(words) or (is_about and (_ALL.search(words) or facts))):
            return False
        is_past = bool(_PAST.search(words)) or material.reading(one.index).has("past")
        is_told = is_past and not material.layout.is_ahead(one.index)
        is_back = is_back or ((is_about or is_next or bool(list_stems(words) & stems)) and is_told)
    return is_back


def _is_about(promised: Fact, words: str) -> bool:
    """Tell whether words name what was promised, or the end or beginning of its name: metingen."""
    said, unit = list_stems(words), list_stems(promised.unit or "")
    return any(
        one == other or (min(len(one), len(other)) >= _SHARED and (one in other or other in one))
        for one in unit
        for other in said
    )


def _explain(material: Material, promised: Fact) -> Finding:
    number = promised.mention.quote.strip()
    why = (
        f"Beloofd zijn {number} {promised.unit}; hoeveel het er werden staat er niet, en ook geen reden. "
        "Noem het aantal."
    )
    return material.find(
        FindingKind.NOT_REPORTED_BACK,
        material.span_of(promised.mention),
        why,
        f"Meld hoeveel {promised.unit} er waren, of waarom dat niet is geteld.",
        computed={"promised": promised.value, "unit": promised.unit},
    )
