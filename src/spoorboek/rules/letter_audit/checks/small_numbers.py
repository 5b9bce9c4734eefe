"""Could somebody be recognised in a small number of people?"""

from __future__ import annotations

import re
from typing import Any

from spoorboek.rules.claims.verdict import VerdictCode
from spoorboek.rules.letter_audit.asking import Asked, Found, Material, Span
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.reading.measures import sort_of
from spoorboek.rules.letter_audit.series import plain
from spoorboek.rules.letter_audit.stems import list_stems, stem

PEOPLE = re.compile(
    r"\b(?:personen|persoon|mensen|inwoners?|bewoners?|jongeren?|jeugdigen?|minderjarigen?|kinderen|kind|"
    r"slachtoffers?|"
    r"verdachten?|daders?|veelplegers?|cliënten|client(?:en)?|gezinnen|gezin|vrouwen|vrouw|mannen|man|"
    r"meisjes?|jongens?|"
    r"dealers?|supporters?|studenten|student|scholieren?|tieners?|asielzoekers?|vluchtelingen|migranten|"
    r"geradicaliseerden?|uitreizigers?|terugkeerders?|ex-gedetineerden|zedendelinquenten|leerlingen|ouderen|"
    r"overlastgevers?|gedetineerden|broers?|zussen|dochters?|zonen|vaders?|moeders?|huurders?|huishoudens|"
    r"statushouders?|daklozen|thuislozen|verslaafden|persons?|people|residents|victims|suspects|children|"
    r"families|women|men)\b",
    re.IGNORECASE,
)
_NEEDED = re.compile(r"^(?:\w+ )?(?:nodig|vereist|benodigd|kan|kunnen|mag|mogen)\b", re.IGNORECASE)
"""Twee personen nodig: a rule, nobody that was counted."""
_EACH = re.compile(
    r"\b(?:elke?|iedere?|gemiddelde?|per (?!\d|janua|febru|maart|april|mei|juni|juli|augus|septem|oktob|"
    r"novem|decem))",
    re.IGNORECASE,
)
"""Elke coach begeleidt vier jongeren: how it is arranged, nobody in particular."""
_THERE = re.compile(r" er(?: \w+){0,2}$", re.IGNORECASE)
_OPEN_TO_ALL = re.compile(
    r"\b(?:cursus|workshop|informatie\w+|bijeenkomst|lezing|inloop\w*|spreekuur|interview\w*|enquête|panel\w*|jury|bestuur)\b",
    re.IGNORECASE,
)
"""Who comes here says nothing of himself."""
_OF_WHOM = re.compile(r"\bvan wie(?: er)?$", re.IGNORECASE)
_OF_THEM = re.compile(r"(?:van|onder) (?:de|deze|die|onze) (\w+)", re.IGNORECASE)
_NO_NOUN = re.compile(
    r"[.;,)]|(?:(?:opnieuw|ook|al|inmiddels|weer|nog|later|toen|uiteindelijk|in \w+|naar \w+|door \w+) ){0,3}"
    r"(?:\w{0,6}ge\w+|ver\w+|over\w+|be\w+)(?:d|t|en)\b[.;,)]",
    re.IGNORECASE,
)
"""Behind a number that counts what was named before it: vier opnieuw aangehouden."""
_OF_GROUP = re.compile(r"\bvan (?:de|alle|onze|deze) ([^,;.\d]{3,70})", re.IGNORECASE)
_MEMBERS = re.compile(r"\b(?:jeugd|jongeren|hang|daders?|fan)groep\b|\bbende\b", re.IGNORECASE)
"""Van de 26 leden van de jeugdgroep zijn er vier: of whom they are members."""
_SMALL = 10
_TEAM = re.compile(
    r"\b(?:team|\w+team (?:bestaat|bestond|telt|telde|heeft|had|krijgt|kreeg)|"
    r"vrijwilligers|stagiairs|college|bestuur|directie|jury|formatie|bezetting|afdeling|"
    r"stuurgroep|werkgroep|commissie)\b[^.;]*$",
    re.I,
)
_COUNCIL = re.compile(r"\b(?:gemeenteraad|raad|commissie|bestuur|jury)\b", re.IGNORECASE)
_STAFF = re.compile(
    r"\b(?:agent\w*|boa'?s?|jeugdboa\w*|handhavers?|medewerkers?|ambtenaren|collega'?s|fte|wijkagent\w*|"
    r"raadsleden|"
    r"wethouders?|adviseurs?|professionals?|vrijwilligers?|coördinator\w*|cameratoezicht|opgeleid|"
    r"aangenomen|geworven)\b",
    re.IGNORECASE,
)


def is_people(words: str) -> bool:
    """Tell whether words name persons or families, by a word or by how a compound ends."""
    if PEOPLE.search(words):
        return True
    nouns = re.findall(r"[a-zà-ÿ-]{4,}", words.lower())
    return any(sort_of(one) in ("persons", "households") and _is_somebody(one) for one in nouns)


def _is_somebody(noun: str) -> bool:
    own = stem(noun)
    return not any(own == one or own.endswith(one) for one in _NO_PERSONS)


_NO_PERSONS = list_stems(
    "leden deelnemers bezoekers melders bellers gasten respondenten eigenaren medewerkers collega agenten "
    "portiers beveiligers docenten professionals functionarissen toezichthouders ondernemers winkeliers "
    "exploitanten bestuurders raadsleden toeristen reizigers kampeerders supporters stagiairs klanten "
    "fietsers chauffeurs cursisten gebruikers handhavers vrijwilligers ambtenaren boas"
)
"""Who came, called or works there: nobody in whom others take an interest."""


def check_small_numbers(material: Material) -> Found:
    """Put small counts of people, not of staff, to the judge."""
    asked = [_ask(material, fact) for fact in material.facts if _is_people(material, fact)]
    return [*asked, *_find_handfuls(material), *_find_cells(material)]


_OWN_WORK = re.compile(
    r"\b(?:\w*jaar|\w*maand|\w*kwartaal|periode|peildatum|activiteit|cursus|training|bijeenkomst|functie|team|taak|dienst|"
    r"rol|organisatie|partner)\w*",
    re.IGNORECASE,
)
"""Rows that are times, or what we do ourselves, say nothing of who somebody is."""
_NO_PEOPLE = re.compile(
    r"%|\b(?:percentage|aandeel|per 1\.?0|gemiddeld|plan|doel|norm|streef\w*|capaciteit|fte|cijfer|dagen|"
    r"uren)\b",
    re.IGNORECASE,
)


def _find_cells(material: Material) -> list[Finding]:
    """Find cells of a table of people per place or group that count only a few."""
    found: list[Finding] = []
    for grid in material.grids:
        if _OWN_WORK.search(grid.corner):
            continue
        for place, name in enumerate(grid.columns):
            if not is_people(name) or _STAFF.search(name) or _NO_PEOPLE.search(name):
                continue
            for row, value in grid.column_of(place):
                if not isinstance(value, int) or not 0 < value < _SMALL or _STAFF.search(row.label):
                    continue
                why = (
                    f"Bij {row.label} staan {value} {name.lower()}: misschien is iemand te herkennen. "
                    "Iemand moet beslissen of dit in de brief mag, met een reden."
                )
                found.append(material.find(FindingKind.SMALL_NUMBER, Span(row.start, row.end), why))
    return found


def _find_handfuls(material: Material) -> list[Finding]:
    """Find people counted with a word for a few: een handvol jongeren."""
    found: list[Finding] = []
    for one in material.letter.mentions:
        is_few = one.kind is MentionKind.RANGE and one.detail.get("vague") and one.high and one.high < _SMALL
        if not is_few or material.layout.is_ahead(one.sentence):
            continue
        start = material.sentence_span(one.sentence).start
        group = _OF_GROUP.search(material.words(start, one.start))
        unit = one.unit if one.unit and is_people(one.unit) else group[1] if group else ""
        if is_people(unit) and not _STAFF.search(unit):
            why = (
                f"'{one.quote.strip()}' is een klein aantal personen: misschien is iemand te herkennen. "
                "Iemand moet beslissen of dit in de brief mag, met een reden."
            )
            found.append(material.find(FindingKind.SMALL_NUMBER, material.span_of(one), why))
    return found


def _is_people(material: Material, fact: Fact) -> bool:
    if fact.mention.kind is not MentionKind.NUMBER or not isinstance(fact.value, int) or fact.value < 1:
        return False
    sentence = fact.mention.sentence
    if material.layout.is_ahead(sentence) or fact.is_mark or fact.mention.detail.get("approximate_range"):
        return False
    behind = material.words(fact.mention.end, fact.mention.end + 80)
    ahead = material.words(material.sentence_span(sentence).start, fact.mention.start)
    if _EACH.search(ahead) or _OPEN_TO_ALL.search(ahead):
        return False
    if _is_member(material, fact, behind):
        return True
    if _NEEDED.search(behind) or fact.mention.detail.get("at_least") or fact.mention.detail.get("at_most"):
        return False
    if _TEAM.search(material.words(max(0, fact.mention.start - 40), fact.mention.start)) or (
        ":" in behind and _STAFF.search(behind.partition(":")[2])
    ):
        return False
    unit = fact.unit or " ".join(behind.split()[:2])
    if not fact.unit and (group := _OF_THEM.match(behind)):
        unit = group[1]
    if (not fact.unit or not is_people(fact.unit)) and (
        _NO_NOUN.match(behind) or fact.mention.quote.strip().endswith("tal") or _THERE.search(ahead)
    ):
        # "Van de dak- en thuislozen overleden er zes."
        start = material.sentence_span(sentence).start
        group = _OF_GROUP.search(material.words(start, fact.mention.start))
        unit = _MEMBERS.sub("jongeren", group[1]) if group else unit
    before = material.words(max(0, fact.mention.start - 30), fact.mention.start)
    is_of_whom = _OF_WHOM.search(before) or behind.lower().startswith("van hen")
    if is_of_whom and not (_STAFF.search(material.sentence_words(sentence)) or _COUNCIL.search(ahead)):
        return True
    # "Eén huishouden kan vaker bellen": one that stands for each of them.
    named = is_people(unit) if fact.value > 1 else PEOPLE.search(unit) is not None
    return named and not _STAFF.search(unit)


def _is_member(material: Material, fact: Fact, behind: str) -> bool:
    """Een jeugdgroep; zeven leden: members of a group in which others take an interest."""
    if not _MEMBER.match(behind):
        return False
    near = [
        one.index
        for one in material.layout.neighbours(fact.mention.sentence)
        if 0 <= fact.mention.sentence - one.index <= 1
    ]
    return any(_MEMBERS.search(material.sentence_words(place)) for place in near)


_MEMBER = re.compile(r"(?:\w+e )?(?:groeps)?leden\b", re.IGNORECASE)


def _ask(material: Material, fact: Fact) -> Asked:
    entry: dict[str, Any] = {
        "claim": "states",
        "words": f"{fact.mention.quote} {fact.unit or ''}".strip(),
        "kind": "count",
        "counts": "persons",
        "source_type": "operational",
        "points": [{"period": str(fact.period or "2000"), "value": plain(fact.value)}],
    }
    kinds: dict[VerdictCode, FindingKind | None] = {VerdictCode.SUPPORTED: None}
    kinds |= {VerdictCode.DISCLOSURE_REVIEW: FindingKind.SMALL_NUMBER, VerdictCode.NO_FIGURE: None}
    return Asked(material.span_of(fact.mention), entry, kinds)
