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
_MOMENT = re.compile(
    r"janua|febru|maart|april|mei|juni|juli|augus|septe|oktob|novem|decem|vorig?e?|nu|inmid|thans|zomer|winte"
)
_WITH = re.compile(
    r"\bmet # (?:[\w'’-]+ (?:[a-zà-ÿ]+ ){0,3}(?:in|over|van) 20\d\d\b|"
    r"[\w'’-]+ (?:per|op) \d{1,2} \w+ 20\d\d\b|"
    r"(?:deelnemers|bezoekers|aanwezigen|mensen|belangstellenden|uitrukken|aanhoudingen)\b)"
)
_INSERTED = re.compile(r", [^,]*,\s*$")
_AS_SAID = re.compile(r"\bzoals (?:\w+ )?(?:gezegd|gemeld|vermeld|genoemd)\b[^,;:]*#")
_TOGETHER = re.compile(r"\b(?:samen|in samenwerking) met .*")
_FIRST_CLAUSE = re.compile(r"#[^,;:]*")
_A_PART = re.compile(r"\b(?:bij|in|na|tijdens|voor|aan|onder|gemiddeld|gemiddelde) #")
"""Bij 31 controles: some of them, not all."""
_OUT_OF = re.compile(r"^(?:van|op) (?:de |alle |deze |die |onze )?$")
_DEFINITE = re.compile(r"\b(?:de|die|deze|onze|alle|haar|zijn|hun) #|\bhet (?:totale )?aantal [^,;]*#")
_INTENDED = re.compile(
    r"\b(?:zou|zouden|moet|moeten|moest|moesten|wil|willen|wilden|afgesproken|gepland\w*|verwacht\w*|beloofd|"
    r"toegezegd|streven|norm|doel)\b"
)
_PROMISED = re.compile(r"\b(?:zegden?|beloofden?|toegezegd|beloofd)\b")
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
    r"halt|justitie|openbaar ministerie|omgevingsdienst|\w*corporaties?|provincie|rijk|inspectie|"
    r"toezichthouders?|enqu[eê]te|monitor|ggd|reclassering|bureau \w+|veilig thuis|buurgemeente\w*|"
    r"slachtofferhulp|burgemeester|scholen|school|ondernemers|vrijwilligers)\b"
)
_PHRASE = re.compile(
    r"\b(?:in|op|bij|over|van|voor|aan|uit|tijdens|rond|langs|binnen|onder|tegen|door|namens|via|met|naar|"
    r"wegens|vanwege|tussen) (?:(?:de|het|een|onze|deze|die|dit|dat|alle|zo'n) )?"
    r"(?P<words>(?:[a-zà-ÿ'’-]+e )?[a-zà-ÿ'’-]{3,}(?: (?:en|of) [a-zà-ÿ'’-]+)?)"
)
_STEP = (
    r"(?: (?:in|over|van|tot|sinds) (?:heel )?20\d\d"
    r"| (?:in|op|bij|over|van|voor|aan|uit|tijdens|rond|langs|binnen|onder|tegen|door|namens|via|met|wegens) "
    r"(?:(?:de|het|een|onze|deze|die|dit|dat|alle|zo'n) )?(?:[a-zà-ÿ'’-]+e )?[a-zà-ÿ'’-]{3,}"
    r"(?: (?:en|of) [a-zà-ÿ'’-]{3,})?)"
)
_CHAIN = re.compile(rf"^(?: (?:\w*ge|be|ver|ont)\w+[dtn]| plaats| uit)?{_STEP}*")
"""What is said right behind a number: over geluid in de binnenstad."""
_PLACED = re.compile(
    r"\b(?:in|op|bij|tijdens|rond|langs|binnen|voor|over|onder) (?:(?:de|het|een|onze|deze|die|dit|dat) )?"
    r"(?P<words>(?:[a-zà-ÿ'’-]+e )?[a-zà-ÿ'’-]{3,}(?: (?:en|of) [a-zà-ÿ'’-]+)?)"
)
_NAME = re.compile(r"(?<=[^\W_])[,;:]?\s+(?:['‘\"“(])?([A-ZÀ-Ý][\w'’-]{2,})")
_PLACED = re.compile(
    r"\b(?:in|op|bij|tijdens|rond|langs|binnen|voor|over|onder) (?:(?:de|het|een|onze|deze|die|dit|dat) )?"
    r"(?P<words>(?:[a-zà-ÿ'’-]+e )?[a-zà-ÿ'’-]{3,}(?: (?:en|of) [a-zà-ÿ'’-]+)?)"
)
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


def tells_apart(material: Material, one: Fact, other: Fact) -> bool:
    """Tell whether the words around two numbers say that they count two things.

    Another place or name, another doer, a narrowing word of one of both, or a matter of which the letter did
    not speak. Parameters: ``material``; ``one`` and ``other``, in the order of the text. Errors: none.
    """
    if names_apart(material, one, other):
        return True
    told = list_stems(tell_before(material, one))
    said = read_matter(material, other).about - _units(one, other)
    if other.mention.kind is MentionKind.NUMBER and not is_known(other):
        said |= read_core(other)
        back = list_stems(material.sentence_words(other.mention.sentence))
        if any(not _is_told_somehow(word, back) for word in read_matter(material, one).behind):
            return True
    return any(not _is_told_somehow(word, told) for word in said)


def is_known(fact: Fact) -> bool:
    """Tell whether a number is told as known: de 38 uitrukken, met 189 inbraken in 2024.

    Parameters: ``fact``. Errors: none.
    """
    words = fact.own.masked
    return bool(_DEFINITE.search(words) or _WITH.search(words) or _AS_SAID.search(words))


def read_core(fact: Fact) -> frozenset[str]:
    """Return the stems of all that the clause of a number says, without who counted and where it stands.

    Parameters: ``fact``. Errors: none.
    """
    clause = _FIRST_CLAUSE.search(fact.own.masked)
    lead = _NOT_NARROWING.sub(" ", _TOGETHER.sub(" ", fact.own.lead))
    words = f"{lead} {clause[0] if clause else ''}"
    return list_stems(DOERS.sub(" ", words)) - WEAK - list_stems(fact.unit or "")


def _is_told_somehow(word: str, told: frozenset[str]) -> bool:
    return is_told(word, told) or has_form(word, told)


def has_form(word: str, told: frozenset[str]) -> bool:
    """Tell whether another form of a verb was said: sloot and gesloten.

    Parameters: ``word``, a stem; ``told``, stems. Errors: none.
    """
    return len(_skeleton(word)) >= _BONES and any(_skeleton(word) == _skeleton(one) for one in told)


_BONES = 3


def _skeleton(word: str) -> str:
    return re.sub(r"[aeiouy]", "", word.removeprefix("ge")).rstrip("d")


def names_apart(material: Material, one: Fact, other: Fact) -> bool:
    """Tell whether the words around two numbers name two matters, or narrow one of both.

    Parameters: ``material``; ``one`` and ``other``, in the order of the text. Errors: none.
    """
    first, second = read_matter(material, one), read_matter(material, other)
    if is_part(first) or is_part(second):
        return True
    if not _is_narrowed_alike(first, second) or _differ(first.doers, second.doers):
        return True
    sentences = [material.sentence_words(fact.mention.sentence) for fact in (one, other)]
    if len({bool(_PROMISED.search(said)) for said in sentences}) > 1:
        return True
    before = tell_before(material, one)
    if _is_narrower(one, other, list_stems(before)):
        return True
    if any(name not in before for name in second.names) or _differ(first.names, second.names):
        return True
    pairs = (first.behind, second.behind)
    return bool(all(pairs)) and not any(is_told(word, pairs[0]) for word in pairs[1])


def _is_narrower(one: Fact, other: Fact, told: frozenset[str]) -> bool:
    """Tell whether the second counts a kind of the first: 640 woningen, de 460 huurwoningen."""
    first, second = (stem((fact.unit or "-").split()[-1]) for fact in (one, other))
    kind = second.removesuffix(first)
    return (
        bool(kind) and kind != second and not any(kind.rstrip("s") in word for word in told if len(kind) > 2)
    )


def is_part(matter: Matter) -> bool:
    """Tell whether a number is told as some of them only: bij 31 controles.

    Parameters: ``matter``. Errors: none.
    """
    return bool(_A_PART.search(matter.words))


def _is_narrowed_alike(first: Matter, second: Matter) -> bool:
    """De 15 avonden are those that were just told, also when only the first says in which month."""
    extra = {one for one in second.narrowing if not re.search(rf"\b{one}", first.words)}
    left_out = {one for one in first.narrowing if not re.search(rf"\b{one}", second.words)}
    if _DEFINITE.search(second.words):
        left_out = {word for word in left_out if not _MOMENT.fullmatch(word)}
    return not extra and not left_out


def tell_before(material: Material, fact: Fact) -> str:
    """Return the sentence of a number with the one before it in its paragraph and the heading above it."""
    place = fact.mention.sentence
    near = [one.index for one in material.layout.neighbours(place) if one.index in (place - 1, place)]
    return " ".join([material.layout.heading_words(place), *(material.sentence_words(at) for at in near)])


def is_told(word: str, told: frozenset[str]) -> bool:
    """Tell whether a word was said, alone or within a longer one."""
    return any(word == one or (len(word) > _PART_OF_WORD and word in one) for one in told)


_PART_OF_WORD = 4


def _units(*facts: Fact) -> frozenset[str]:
    return list_stems(" ".join(fact.unit or "" for fact in facts))


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and not one & other)
