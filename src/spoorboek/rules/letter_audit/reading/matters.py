"""Whether the words around two numbers say that they count two different things."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spoorboek.rules.letter_audit.asking import Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import MentionKind
from spoorboek.rules.letter_audit.reading.weak_words import WEAK
from spoorboek.rules.letter_audit.stems import list_stems, stem

_BESIDE = re.compile(r"\b(?:dan|vergeleken met|ten opzichte van|in vergelijking met|tegenover)\b[^,;#]*")
_NOT_NARROWING = re.compile(
    r"\b(?:eerder|hiervoor|hierboven|zoals|zojuist)\s+(?:is |al )?(?:genoemd|gemeld|vermeld|gezegd)\w*|"
    r"\b(?:eind|begin|medio|op \d{1,2}|per \d{1,2}) (?:januari|februari|maart|april|mei|juni|juli|augustus|"
    r"september|oktober|november|december)\b|"
    r"\been eerder \w+|\beerder in (?:deze|dit|de|het)\b|"
    r"\b(?:eerste|laatste) (?:hoofdstuk|paragraaf|pagina|alinea|bladzijde)"
)
_NARROWING = re.compile(
    r"\b(?:waarvan|waaronder|daarvan|hiervan|eerste|tweede|derde|laatste|kwartaal|halfjaar|halve jaar|"
    r"maand\w*|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|zomer\w*|"
    r"winter\w*|week\w*|weekend\w*|nacht\w*|overdag|jongens|meisjes|mannen|vrouwen|minderjarig\w*|"
    r"volwassen\w*|jonger|ouder|doel\w*|norm|streef\w*|streven|afspraak|afgesproken|verwacht\w*|prognose|"
    r"raming|geraamd|begroot\w*|gepland\w*|plan|beloofd\w*|belofte|minimaal|maximaal|hooguit|minstens|"
    r"hoogstens|uniek\w*|herhaald\w*|gecorrigeerd\w*|bijgesteld\w*|voorlopig\w*|definitie\w*|nieuwe?|extra|"
    r"andere|overige|ander|alleen|uitsluitend|poging\w*|geslaagd\w*|landelijk\w*|regiona\w*|provinc\w*|"
    r"buurgemeente\w*|nederland\w*|vorige?|eerder\w*|toen|destijds|daarvoor|nu|inmiddels|thans|later|nog|"
    r"per|sinds|vanaf|tot|elk\w*|ieder\w*|niet|geen|zonder|zou|zouden|moeten|kunnen|willen|"
    r"aangemeld\w*|aanmelding\w*|ingeschreven|uitgenodigd\w*|afgemeld\w*|afwezig\w*|netto|bruto)\b"
)
_ROOT = 5
"""Letters by which narrowing words are told apart: provincie and provinciale are one."""
_INSERTED = re.compile(r", [^,]*,\s*$")
_A_PART = re.compile(r"\b(?:bij|in|na|tijdens|voor|aan|onder|gemiddeld|gemiddelde) #")
"""Bij 31 controles: some of them, not all."""
_OUT_OF = re.compile(r"^(?:van|op) (?:de |alle |deze |die |onze )?$")
_INTENDED = re.compile(
    r"\b(?:zou|zouden|moet|moeten|moest|moesten|wil|willen|wilden|afgesproken|gepland\w*|verwacht\w*|beloofd|"
    r"toegezegd|streven|norm|doel)\b"
)
_BUDGETED = re.compile(r"\b(?:begroting|begroot\w*|raming|geraamd|plan|\w+plan|voornemen)\b")
_OUTCOME = re.compile(
    r"\b(?:opgelost|opgehelderd|betaald|geïnd|afgehandeld|afgerond|ingetrokken|afgewezen|geweigerd|(?:on)?gegrond|"
    r"geseponeerd|vervolgd|doorgestuurd|overgedragen|beantwoord|kwijtgescholden|vernietigd|bezwaar|herroepen|"
    r"mislukt|gestaakt|bleven|blijven|resteerden|uitgevallen|geslaagd|behaald|veroordeeld|vrijgesproken)\b"
)
"""What became of some of what was counted."""
_SOURCE = re.compile(
    r"\bvolgens (?:(?:de|het|onze|een) )?(?!bijlage|tabel|hoofdstuk|paragraaf|samenvatting|inleiding)"
    r"(?:eigen )?([a-zà-ÿ]{3,})"
)
DOERS = re.compile(
    r"\b(?:politie|boa['’]?s?|handhavers?|handhaving|brandweer|meldpunt\w*|meldkamer|wijkteam\w*|jongerenwerk\w*|"
    r"wijkagent\w*|straatcoach\w*|buurtouders?|buurtvaders?|stadswacht\w*|"
    r"halt|justitie|douane|marechaussee|bibob|riec|uwv|belastingdienst|arbeidsinspectie|"
    r"openbaar ministerie|omgevingsdienst|\w*corporaties?|provincie|rijk|inspectie|"
    r"toezichthouders?|enqu[eê]te|monitor|ggd|reclassering|bureau \w+|veilig thuis|buurgemeente\w*|"
    r"slachtofferhulp|burgemeester|scholen|school|ondernemers|vrijwilligers)\b"
)
_PHRASE = re.compile(
    r"\b(?:in|op|bij|over|van|voor|aan|uit|tijdens|rond|langs|binnen|onder|tegen|door|namens|via|met|naar|"
    r"wegens|vanwege|tussen) (?!(?:wegens|vanwege|voor|in|op|bij|na|tegen|over) )"
    r"(?:(?:de|het|een|onze|deze|die|dit|dat|alle|zo'n) )?"
    r"(?P<words>(?:[a-zà-ÿ'’-]+e )?[a-zà-ÿ'’-]{3,}(?: (?:en|of) [a-zà-ÿ'’-]+)?)"
)
_STEP = (
    r"(?: (?:in|over|van|tot|sinds) (?:heel )?20\d\d"
    r"| (?:in|op|bij|over|van|voor|aan|uit|tijdens|rond|langs|binnen|onder|tegen|door|namens|via|met|wegens) "
    r"(?:(?:de|het|een|onze|deze|die|dit|dat|alle|zo'n) )?(?:[a-zà-ÿ'’-]+e )?[a-zà-ÿ'’-]{3,}"
    r"(?: (?:en|of) [a-zà-ÿ'’-]{3,})?)"
)
_CHAIN = re.compile(rf"^(?: (?:\w*ge|be|ver|ont)\w+[dtn]| plaats| uit| op| af| aan| toe)?{_STEP}*")
"""What is said right behind a number: over geluid in de binnenstad."""
_PLACED = re.compile(
    r"\b(?:in|op|bij|tijdens|rond|langs|binnen|voor|over|onder) (?:(?:de|het|een|onze|deze|die|dit|dat) )?"
    r"(?P<words>(?:[a-zà-ÿ'’-]+e )?[a-zà-ÿ'’-]{3,}(?: (?:en|of) [a-zà-ÿ'’-]+)?"
    r"(?: van (?:(?:de|het|een|onze) )?[a-zà-ÿ'’-]{4,})?)"
)
_NAME = re.compile(r"(?<=[^\W_])[,;:]?\s+(?:['‘\"“(])?([A-ZÀ-Ý][\w'’-]{2,})")
_NO_NAME = re.compile(
    r"^(?:bijlage|tabel|hoofdstuk|paragraaf|figuur|grafiek|pagina|uit|dat|met|het|van)$", re.I
)


@dataclass(frozen=True, slots=True)
class Matter:
    """What the own words of a number say that it is about."""

    words: str
    """Its own words without what it is laid beside."""
    about: frozenset[str]
    """Stems of what it is in, on, of or about."""
    behind: frozenset[str]
    """The same, of the words right behind what is counted only."""
    names: frozenset[str]
    doers: frozenset[str]
    narrowing: frozenset[str]


def read_matter(material: Material, fact: Fact) -> Matter:
    """Return what the own words of a number say that it is about.

    Parameters: ``material``; ``fact``, one of its numbers. Errors: none.
    """
    words = _BESIDE.sub(" ", _read_own(material, fact))
    tail = words.rpartition("#")[2]
    unit = fact.unit if fact.unit and fact.unit in tail else ""
    between, _, after = tail.partition(unit) if unit else ("", "", tail)
    chain = _CHAIN.match(after)
    behind = chain[0] if chain else ""
    clause = f"{words.rpartition('#')[0]} # {re.split('[,;]', tail)[0]}"
    own_lead = _NOT_NARROWING.sub(" ", fact.own.lead)
    names = frozenset(
        match[1]
        for match in _NAME.finditer(material.sentence_words(fact.mention.sentence))
        if not _NO_NAME.match(match[1]) and re.search(rf"\b{re.escape(match[1].lower())}\b", clause)
    )
    lowered = list_stems(" ".join(names))
    phrases = _list_phrases(_PHRASE, behind) - lowered
    narrowed = f"{own_lead} # {between} {_NOT_NARROWING.sub(' ', behind)}"
    apart = {one for pattern in (_INTENDED, _OUTCOME) for one in pattern.findall(clause)}
    if fact.mention.kind is MentionKind.NUMBER:
        apart |= set(_BUDGETED.findall(clause))
    doers = [*(match[0] for match in DOERS.finditer(words)), *_SOURCE.findall(words)]
    return Matter(
        words=words,
        about=_list_phrases(_PLACED, _INSERTED.sub(" ", fact.own.lead)) - lowered | phrases,
        behind=phrases,
        names=names,
        doers=frozenset(map(stem, doers)),
        narrowing=find_narrowing(narrowed) | {one[:_ROOT] for one in apart},
    )


def find_narrowing(words: str) -> frozenset[str]:
    """Return the roots of the words that narrow what a number is about: nieuwe, landelijk, eerste.

    Parameters: ``words`` in small letters. Errors: none.
    """
    return frozenset(match[0][:_ROOT] for match in _NARROWING.finditer(words))


def _read_own(material: Material, fact: Fact) -> str:
    """Return its own words; of "van de twintig" also those of the number that is a part of it."""
    passage = material.passage_of(fact)
    if passage is None or not _OUT_OF.match(fact.own.lead):
        return fact.own.masked
    near = [one.fact for one in passage.in_sentence(fact.mention.sentence)]
    before = [one for one in near if one.mention.start < fact.mention.start]
    return f"{before[-1].own.lead} {fact.own.masked}" if before else fact.own.masked


def _list_phrases(pattern: re.Pattern[str], words: str) -> frozenset[str]:
    return frozenset(one for match in pattern.finditer(words) for one in list_stems(match["words"])) - WEAK


def is_part(matter: Matter) -> bool:
    """Tell whether a number is told as some of them only: bij 31 controles.

    Parameters: ``matter``. Errors: none.
    """
    return bool(_A_PART.search(matter.words))


def tell_before(material: Material, fact: Fact) -> str:
    """Return the sentence of a number with the one before it in its paragraph and the heading above it."""
    place = fact.mention.sentence
    near = [one.index for one in material.layout.neighbours(place) if one.index in (place - 1, place)]
    return " ".join([material.layout.heading_words(place), *(material.sentence_words(at) for at in near)])


def is_told(word: str, told: frozenset[str]) -> bool:
    """Tell whether a word was said, alone or within a longer one."""
    return any(word == one or (len(word) > _PART_OF_WORD and word in one) for one in told)


_PART_OF_WORD = 4
