"""Numbers that are told as known: de 38 uitrukken, het budget van 40.000 euro; and what narrows them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.meanings import tags_of
from spoorboek.rules.letter_audit.model import MentionKind
from spoorboek.rules.letter_audit.reading.matters import find_narrowing
from spoorboek.rules.letter_audit.reading.weak_words import WEAK
from spoorboek.rules.letter_audit.stems import list_stems

_DEFINITE = re.compile(
    r"(?:\b(?:de|deze|onze|alle|dezelfde|haar|hun)|"
    r"(?:^|\b(?:van|bij|voor|met|in|over|uit|onder|tegen|aan|op) )die) (?P<adjective>[a-zà-ÿ]+e )?"
    r"(?:in totaal )?$"
)
_NOUN_OF = re.compile(
    r"\b(?:(?:het|de|deze|dit|dat|ons|onze|haar) (?:[a-zà-ÿ]+e )?(?P<known>[a-zà-ÿ]{4,})|"
    r"een (?P<measure>formatie|bezetting|budget|krediet|capaciteit|begroting|subsidie|bijdrage))"
    r" van (?:in totaal )?$"
)
_IN_BRACKETS = re.compile(r"\b(?P<known>[a-zà-ÿ]{4,})(?: (?:voor|in|over|van|uit) [a-zà-ÿ\d]+)? \($")
_MOVES = re.compile(r"stijging|daling|toename|afname|verschil|groei|gemiddeld|toeslag|boete|periode|termijn")
_RELATIVE = re.compile(r"^\s*(?:die|dat|waar\w*)\b(?P<words>[^,;:.()]*)")
_STEP = (
    r"(?: (?:in|op|bij|over|van|voor|aan|uit|tijdens|rond|langs|binnen|onder|tegen|door|namens|via|met|"
    r"wegens) (?:(?:de|het|een|onze|deze|die|dit|dat|alle|zo'n) )?(?:[a-zà-ÿ'’-]+e )?"
    r"(?:(?:team|wijk|buurt|dorp|kern|afdeling|ploeg|school|locatie|post|groep) )?[a-zà-ÿ\d'’-]{3,}"
    r"(?: (?:en|of) [a-zà-ÿ'’-]{3,})?)"
)
_CHAIN = re.compile(rf"^{_STEP}*")
_PAST = re.compile(r"^(?:\w{2,}(?:de|den|te|ten)|(?:\w{0,5}ge|be|ver|ont)\w{2,}[dtn])$")
_PLACED = re.compile(
    r"\b(?:[Ii]n|[Oo]p|[Tt]e|[Uu]it|[Bb]ij|[Rr]ond|[Vv]oor) (?:(?:de|het|De|Het) )?([A-ZÀ-Ý][\w'’-]{2,})"
)
_SMALL_WORDS = list_stems(
    "wegens vanwege tijdens rond langs binnen onder door namens hiervoor daarvoor hierbij orde tafel beeld"
)


def find_known_noun(fact: Fact) -> str | None:
    """Return the noun of a number that is told as known: de 38 uitrukken, het krediet van 40.000 euro.

    Parameters: ``fact``. Returns None when it is told as new. Errors: none.
    """
    for pattern in (_NOUN_OF, _IN_BRACKETS):
        if match := pattern.search(fact.own.lead):
            noun = next(one for one in match.groups() if one)
            return None if _MOVES.search(noun) else noun
    match = _DEFINITE.search(fact.own.lead)
    if match is None or fact.mention.kind is not MentionKind.NUMBER or not fact.unit:
        return None
    return None if find_narrowing(match["adjective"] or "") else fact.unit.split()[-1].lower()


def list_restrictions(fact: Fact) -> frozenset[str]:
    """Return the stems of what narrows a number that is told as known: its adjectives and what follows.

    Parameters: ``fact``. Errors: none.
    """
    return list_stems(read_phrase(fact)) - WEAK - _SMALL_WORDS - list_stems(fact.unit or "")


def read_phrase(fact: Fact) -> str:
    """Return the words around its noun that say which ones are counted.

    Parameters: ``fact``. Errors: none.
    """
    return " ".join(_divide_phrase(fact))


def read_restriction(fact: Fact) -> str:
    """Return the words right around its noun that narrow it: blauwe, van de corporatie, met letsel.

    Parameters: ``fact``. Errors: none. What only says that they were counted is left out: aangetroffen.
    """
    between, chain, _ = _divide_phrase(fact)
    return f"{' '.join(one for one in between.split() if not _PARTICIPLE.match(one))} {chain}"


def _divide_phrase(fact: Fact) -> tuple[str, str, str]:
    """Return the words before the noun, the steps behind it, and the clause that says which ones."""
    unit = (fact.unit or "").lower()
    between, _, behind = fact.own.tail.partition(unit if unit and unit in fact.own.tail else " ")
    chain = _CHAIN.match(behind)
    said = chain[0] if chain else ""
    relative = _RELATIVE.match(behind[len(said) :])
    return between, said, " ".join(_until_verb(relative["words"])) if relative else ""


_PARTICIPLE = re.compile(r"\w{3,}ende?$|(?:\w{0,5}ge|be|ver|ont|her)\w{2,}(?:de|te|en)$")


def _until_verb(words: str) -> Iterator[str]:
    """Yield the words of a clause up to its verb: die we dat jaar wegens drugs sloten."""
    for place, word in enumerate(words.split()):
        yield word
        if place and (_PAST.match(word) or any(tag.startswith("[") for tag in tags_of(word))):
            return


def list_placed_names(material: Material, fact: Fact) -> frozenset[str]:
    """Return the names of places in the sentence of a number, up to the number.

    Parameters: ``material``; ``fact``. Errors: none.
    """
    span = material.sentence_span(fact.mention.sentence)
    return frozenset(_PLACED.findall(material.words(span.start, fact.mention.start)))
