"""Does a sentence say that one thing caused another, without an evaluation or a hedge?"""

from __future__ import annotations

import re
from typing import Any

from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.meanings import list_tokens
from spoorboek.rules.letter_audit.model import Mention, MentionKind

_DECIDED = re.compile(
    r"\b(?:besloten|besluiten|stoppen|gestopt|gestart|starten|richten|organiseren|opgesteld|vastgesteld|"
    r"aangewezen|"
    r"zetten we in|kunnen we|krijgen we|moeten|wordt u|informeren|onderzoeken|vragen)\b",
    re.IGNORECASE,
)
_MAKES = re.compile(r"^(?:maakt|maakte) dat$", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:(?:moet|moeten|zal|zullen) (?:\w+ )?(?:nog )?blijken|"
    r"of (?:dat|dit|het) \w* ?(?:heeft|hebben|komt)|"
    r"niet (?:bekend|duidelijk|te zeggen|vast te stellen)|onbekend|onduidelijk)\b",
    re.IGNORECASE,
)
"""The letter leaves open what the cause is."""
_OF_MONEY = re.compile(
    r"\b(?:\w*kosten|uitgaven|lasten|baten|tarie\w+|prijzen|begroting|budget)\b[^;]{0,40}$", re.IGNORECASE
)
"""Why something costs more is bookkeeping, no claim of effect."""
_WE_MUST = re.compile(r"\b(?:we|wij)\b[^.;]*\b(?:moeten|blijven|willen|kiezen)\b", re.IGNORECASE)
_WE_DO = re.compile(r"\W*(?:wij|we|het college|de gemeente)\b", re.IGNORECASE)
"""Wij vermelden dat apart, omdat: what we do and why, told in the present."""
_LOOSE = re.compile(
    r"^(?:als gevolg\w*(?: \w+)?|daarom|dus|hierdoor|daardoor|zodat|waardoor|vanwege|wegens|omdat|"
    r"because(?: of)?|due to|owing to|therefore|"
    r"door (?:de|het|onze|ons|deze|dit|die|nieuwe|tekort\w*|gebrek aan|personeelstekort\w*|bezuiniging\w*))$",
    re.IGNORECASE,
)


def check_causes(material: Material) -> Found:
    """Put causal words about an effect to the judge; a decision with its reason is no claim of effect."""
    found: list[Asked] = []
    sentences: set[int] = set()
    for word in material.letter.mentions:
        if word.kind is not MentionKind.CAUSAL or word.sentence in sentences:
            continue
        if _is_claim(material, word) and not _is_left_open(material, word.sentence):
            sentences.add(word.sentence)
            found.append(_ask(material, word))
    return [*found, *_list_told(material, sentences)]


def _list_told(material: Material, known: set[int]) -> list[Asked]:
    """Return the sentences that tell a cause without a word for it: het toezicht doet zijn werk."""
    found: list[Asked] = []
    for sentence in material.letter.sentences:
        if sentence.index in known or material.layout.is_table(sentence.index):
            continue
        reading = material.reading(sentence.index)
        cause = reading.cause
        if cause is None or _is_left_open(material, sentence.index) or reading.is_wish:
            continue
        if material.layout.is_ahead(sentence.index) or material.layout.is_heading(sentence.index):
            continue
        if _OPEN.search(reading.words):
            continue
        words = reading.tokens[cause.first : cause.last + 1]
        found.append(_ask_about(material, sentence.index, reading.words[words[0].start : words[-1].end]))
    return found


def _is_left_open(material: Material, sentence: int) -> bool:
    reading = material.reading(sentence)
    if reading.is_open or reading.is_reported or reading.is_conditional or reading.is_about_counting:
        return True
    behind = [one.index for one in material.layout.neighbours(sentence) if 0 < one.index - sentence <= _NEAR]
    return any(material.reading(one).has("disclaims") for one in behind)


_NEAR = 2


def _is_of_ours(material: Material, word: Mention) -> bool:
    """Vier lessen minder, omdat een school verbouwde: why we did less or more ourselves is no effect."""
    span = material.sentence_span(word.sentence)
    tokens = list_tokens(material.words(span.start, word.start))
    behind = list_tokens(material.words(word.end, span.end))
    if word.detail.get("direction") == "cause":
        tokens = behind
    elif len(tokens) < _FEW:
        # "Omdat een school verbouwde, gaven we minder lessen": what came of it stands behind the comma.
        comma = next((place for place, one in enumerate(behind) if one.word == ","), len(behind))
        tokens = behind[comma:]
    tags = frozenset[str]().union(*(one.tags for one in tokens))
    return not tags.isdisjoint(_OURS) and tags.isdisjoint(_FELT)


_FEW = 3
_OURS = frozenset({"<effort>", "<own>", "<measure>", "<acting>", "<attending>"})
_FELT = frozenset({"<harm>", "<benefit>", "<feeling>", "<better>", "<worse>", "<calm>", "<people>"})


def _is_claim(material: Material, word: Mention) -> bool:
    if material.layout.is_ahead(word.sentence) or material.layout.is_table(word.sentence):
        return False
    if word.detail.get("negated") or _is_of_scale(material, word):
        return False
    if _OF_MONEY.search(material.words(material.sentence_span(word.sentence).start, word.start)):
        return False
    words = material.sentence_words(word.sentence)
    if _OPEN.search(words):
        return False
    if _LOOSE.match(word.quote.strip()):
        said = material.layout.mentions_of(word.sentence)
        if _is_of_ours(material, word):
            return False
        if _WE_DO.match(words) and not material.reading(word.sentence).has("past"):
            return False
        if _is_sum(material, word) or _is_doer(material, word):
            return False
        has_effect = any(one.kind is MentionKind.DIRECTION for one in said) or _makes_people(material, word)
        has_effect = has_effect and not _is_paperwork(material, word.sentence)
        has_effect = has_effect and not _is_of_means(material, word.sentence)
        return has_effect and not _DECIDED.search(words)
    if material.reading(word.sentence).has("led_to_act"):
        return False
    is_reason = _REASON.match(word.quote.strip())
    if is_reason and (not _is_about_effect(material, word) or _is_of_ours(material, word)):
        return False
    if _GIVES.match(word.quote.strip()):
        is_own_promise = _WE_SEE_TO_IT.search(words) and "<future>" in material.reading(word.sentence).tags
        if is_own_promise or not (_has_effect(material, word) or _is_by_measure(material, word)):
            return False
    return not (_MAKES.match(word.quote.strip()) and _WE_MUST.search(words))


_REASON = re.compile(r"(?:dankzij|dank zij|doordat)\b", re.IGNORECASE)
"""Words that give the reason of a purchase as well as that of an effect."""


def _is_about_effect(material: Material, word: Mention) -> bool:
    """Dankzij subsidie konden wij lampen kopen: an effect is on people, harm or how safe it is."""
    said = material.layout.mentions_of(word.sentence)
    if any(one.kind in (MentionKind.DIRECTION, MentionKind.SUBJECT) for one in said):
        return True
    return not material.reading(word.sentence).tags.isdisjoint(_ABOUT_EFFECT)


_GIVES = re.compile(r"(?:zorg|heeft gezorgd|hebben gezorgd|veroorza|heeft veroorza)", re.IGNORECASE)
"""Verbs that say as often what something brings along: mishandeling veroorzaakt leed."""
_WE_SEE_TO_IT = re.compile(r"\b(?:wij|we) zorgen ervoor\b|\bzorgen (?:wij|we) ervoor\b", re.IGNORECASE)
_EFFECTS = frozenset(
    f"<{name}>"
    for name in ("change", "better", "worse", "rise", "fall", "curb", "benefit", "less", "more", "calm")
)
_ABOUT_EFFECT = _EFFECTS | {
    "<harm>",
    "<feeling>",
    "<people>",
    "<improve>",
    "<worsen>",
    "rustig",
    "veilig",
    "stil",
}


def _is_paperwork(material: Material, sentence: int) -> bool:
    """Tell whether what changed is how many applied or how much came in, not what happens in the street."""
    tags = material.reading(sentence).tags
    return "<paperwork>" in tags and tags.isdisjoint(("<harm>", "<benefit>"))


def _is_of_means(material: Material, sentence: int) -> bool:
    """2,8 fte, omdat de formatie is uitgebreid: what changed is what we have to work with ourselves."""
    units = [(one.unit or "").split()[-1:] for one in material.facts_in(sentence)]
    tags = material.reading(sentence).tags
    return bool(units) and all(unit in _MEANS for unit in units) and tags.isdisjoint(("<harm>", "<benefit>"))


_MEANS = (["fte"], ["fte's"], ["EUR"], ["formatieplaatsen"], ["uur"], ["uren"])


def _is_by_measure(material: Material, word: Mention) -> bool:
    """De controles hebben gezorgd voor een eerlijker klimaat: what was done goes before what it brought."""
    if not _HAS_GIVEN.match(word.quote.strip()):
        return False
    start = material.sentence_span(word.sentence).start
    return any("<measure>" in one.tags for one in list_tokens(material.words(start, word.start)))


_HAS_GIVEN = re.compile(r"(?:zorgde|zorgden|heeft\b.*gezorgd|hebben\b.*gezorgd)", re.IGNORECASE)


def _has_effect(material: Material, word: Mention) -> bool:
    tokens = material.reading(word.sentence).tokens
    return any(one.tags & _EFFECTS for one in tokens)


def _makes_people(material: Material, word: Mention) -> bool:
    """Hierdoor zijn ouderen weerbaarder: what people became."""
    return "<stronger>" in material.reading(word.sentence).tags


def _is_of_scale(material: Material, word: Mention) -> bool:
    """Mede door spanningen werd het dreigingsniveau verhoogd: a scale that somebody sets, with the reason."""
    said = material.layout.mentions_of(word.sentence)
    has_scale = any(one.kind is MentionKind.IDENTIFIER and one.detail.get("what") == "scale" for one in said)
    return has_scale and not any(one.kind is MentionKind.NUMBER for one in said)


def _is_sum(material: Material, word: Mention) -> bool:
    """340 in 2023 en 512 in 2024; het bereik is dus gegroeid: a conclusion from numbers, no cause."""
    if word.quote.strip().lower() != "dus":
        return False
    before = [one for one in material.facts_in(word.sentence) if one.mention.end <= word.start]
    return len(before) >= 2 or bool(_DUS_ALONE.search(material.words(word.start - 24, word.start)))


def _is_doer(material: Material, word: Mention) -> bool:
    """Bezocht door de controleurs: who did it, no cause."""
    is_by = word.quote.strip().lower().startswith("door ")
    return is_by and bool(_DONE.search(material.words(max(0, word.start - 30), word.start)))


_DONE = re.compile(
    r"\b(?:bezocht|gecontroleerd|uitgevoerd|geregistreerd|gemeld|gedaan|ingediend|gesloten|opgelegd|begeleid|geholpen|"
    r"behandeld|ondersteund|opgenomen|aangetroffen|verzorgd|georganiseerd|ingebracht|beoordeeld|genoemd|vastgesteld|"
    r"betaald|bekostigd|benaderd|gesproken|aangesproken|gehouden|gegeven|opgesteld|aangeleverd|geteld|afgehandeld|"
    r"onderzocht|ge[ïi]nspecteerd|aangehouden|opgepakt|doorverwezen|gevolgd|gebeld|bekeken)$",
    re.IGNORECASE,
)
_DUS_ALONE = re.compile(r"\b(?:is|zijn|was|waren|blijft|bleef|werd|werden|wordt|worden|daalt|stijgt) $", re.I)


def _ask(material: Material, word: Mention) -> Asked:
    said = material.layout.mentions_of(word.sentence)
    hedged = bool(word.detail.get("hedged")) or any(
        one.kind is MentionKind.HEDGE and abs(one.start - word.start) < 60 for one in said
    )
    return _ask_about(material, word.sentence, material.words(word.start, word.end), hedged=hedged)


def _ask_about(material: Material, sentence: int, words: str, *, hedged: bool | None = None) -> Asked:
    near = material.layout.neighbours(sentence)
    evaluated = any(material.reading(one.index).has("evaluated") for one in near)
    if hedged is None:
        hedged = any(one.kind is MentionKind.HEDGE for one in material.layout.mentions_of(sentence))
    entry: dict[str, Any] = {"claim": "causes", "words": words, "hedged": hedged}
    if evaluated:
        entry["evidence"] = [{"kind": "evaluation", "comparison_area": "in de tekst genoemd"}]
    return Asked(material.sentence_span(sentence), entry)
