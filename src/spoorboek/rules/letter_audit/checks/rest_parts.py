"""Parts of a whole that stand in the next sentence, or before the word that calls them parts."""

from __future__ import annotations

import re

from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Mention, MentionKind

_REST = re.compile(
    r"\W*(?:(?:en |van )?(?:de|het) )?(?:overige|resterende|andere|laatste|rest\b|overblijvende|restant\b|"
    r"overigen\b|"
    r"anderen\b|nog (?:eens )?\d|bij de (?:overige|andere|rest))|"
    r"\W*(?:voor|in|bij) (?:de )?(?:overige|resterende|andere)\b",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"^\W*(?:er |verder |nog |tot slot |ten slotte |daarnaast |voorts )*(?:zijn |waren |bleven |blijven |"
    r"staan |stonden |"
    r"lopen |liepen |wachten |wachtten )?(?:er )?(?:nog )?\d[^.;]*\b(?:nog|in behandeling|ingetrokken|"
    r"loopt|lopen|open|"
    r"aangehouden|onbekend|buiten behandeling)\b",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"(?:daarvan|hiervan|ervan|van hen)$", re.IGNORECASE)
_NUMERIC = (MentionKind.NUMBER, MentionKind.AMOUNT)


def find_rest(material: Material, sentence: int) -> Fact | None:
    """Return what the next sentence tells as the rest: "De overige 18 waren nog in behandeling"."""
    following = material.layout.next_in_block(sentence)
    if following is None:
        return None
    words = material.sentence_words(following.index)
    facts = [one for one in material.facts_in(following.index) if one.mention.kind in _NUMERIC]
    is_rest = _REST.match(words) or _STILL.match(words)
    return facts[0] if is_rest and facts and not facts[0].is_share else None


def is_first_part(material: Material, word: Mention, before: list[Fact]) -> bool:
    """Tell whether a number is called a part itself: "Twaalf daarvan zijn opgepakt, zeven doorgezet"."""
    if len(before) != 1 or not _OF_THEM.search(word.quote.strip()):
        return False
    gap = material.words(before[0].mention.end, word.start)
    lead = material.words(material.sentence_span(word.sentence).start, before[0].mention.start)
    return len(gap.split()) <= 1 and len(lead.split()) <= 2
