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
_PARTLY = re.compile(
    r"\b(?:onder andere|onder meer|o\.a\.|bijvoorbeeld|waaronder|overige|de rest|met name|andere|ten minste|"
    r"minstens|minimaal|vooral)\b",
    re.IGNORECASE,
)
_FOR_EXAMPLE = re.compile(
    r"\b(?:onder andere|onder meer|o\.a\.|bijvoorbeeld|waaronder|met name|ten minste|minstens|minimaal|"
    r"vooral)",
    re.IGNORECASE,
)
_REST_OF = re.compile(
    r"\bde rest van (?:de|het|onze) (?:gemeente|stad|wijken|dorpen|plaats|gebied|land)\b", re.IGNORECASE
)
"""A place, where the rest that is left over is none."""
_REST_IN_FULL = re.compile(
    r"\b(?:overige|andere|resterende)\s+(?=\d)|\d\s+(?:\w+\s+){0,2}(?:overige|andere)\b", re.IGNORECASE
)
_NO_OTHERS = re.compile(
    r"\bandere \w+ (?:zijn|waren|werden) (?:er )?niet\b|\bgeen (?:andere|overige)\b", re.IGNORECASE
)


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


def may_count_twice(material: Material, sentence: int) -> bool:
    """Tell whether a letter says that one thing is counted in several parts: these do not add up then."""
    near = [one.index for one in material.layout.neighbours(sentence) if 0 <= one.index - sentence <= _REACH]
    return any(_TWICE.search(material.sentence_words(place)) for place in near)


_REACH = 2
_TWICE = re.compile(
    r"\bniet (?:tot \w+ )?optellen|\btel\w*\b[^.;]*\bniet op\b|\bmeerdere\b[^.;]*\btegelijk|"
    r"\bmeer dan (?:een|één|eens)\b|\bdubbel\w*|\boverlap\w*|"
    r"\bmeerdere (?:antwoorden|problemen|redenen|kenmerken|categorie\w+)\b",
    re.IGNORECASE,
)


def is_partly(words: str) -> bool:
    """Tell whether a sentence names some of the parts only; "de overige 100" names the last one."""
    plain_words = _NO_OTHERS.sub(" ", _REST_IN_FULL.sub(" ", _REST_OF.sub(" ", words)))
    # "104 keer van een overige melding": what is other is counted as well.
    pieces = [one for one in re.split(r"[,;]|\ben\b", plain_words) if not re.search(r"\d", one)]
    return any(_PARTLY.search(one) for one in pieces) or bool(_FOR_EXAMPLE.search(plain_words))
