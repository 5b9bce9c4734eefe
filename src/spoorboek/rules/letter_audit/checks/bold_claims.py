"""Do headings and conclusions that say safer stand on anything that was counted?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind
from spoorboek.rules.letter_audit.pairs import Pair, list_pairs

_SAFER = re.compile(r"\b(?:veiliger|rustiger|leefbaarder)\b", re.IGNORECASE)
_EVERYWHERE = re.compile(
    r"\b(?:op (?:elk|ieder|alle) (?:vlak|vlakken|front|fronten|punt|punten|gebied|gebieden|terrein|"
    r"terreinen|onderdelen)|"
    r"in (?:alle|elk|ieder) opzicht\w*|over de (?:hele|gehele|volle) (?:linie|breedte)|overal|"
    r"in alle gevallen)\b",
    re.IGNORECASE,
)
_BETTER = re.compile(
    r"\b(?:veiliger|rustiger|beter|verbeterd|vooruitgegaan|vooruitgang|verbetering)\b", re.IGNORECASE
)
_HARM = re.compile(
    r"(?:misdrij\w*|inbraken|incidenten|diefstallen|mishandelingen|overvallen|straatroven|ongevallen|"
    r"gewonden|"
    r"slachtoffers|meldingen|aangiften|vernielingen|branden|steekpartijen|bedreigingen|delicten|klachten)$",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"(?:klassen|lessen|folders|scholen|verenigingen|bijeenkomsten|trainingen|campagnes|controles|"
    r"gesprekken|huisbezoeken|"
    r"spreekuren|brieven|flyers|workshops|acties|diensten|rondes|deelnemers|ouders|ondernemers|"
    r"vrijwilligers|camera's|"
    r"posters|avonden|sessies|voorlichtingen|uren|leerlingen|surveillances|bezoeken|stickers|lampen|"
    r"lantaarnpalen)$",
    re.IGNORECASE,
)


def check_bold_claims(material: Material) -> Found:
    """Find "safer" over a text that only tells what was done, and "on all fronts" beside what went up."""
    found: list[Finding] = []
    for sentence in material.letter.sentences:
        words = material.sentence_words(sentence.index)
        if material.layout.is_table(sentence.index) or material.layout.is_ahead(sentence.index):
            continue
        if _is_title(material, sentence.index) and _SAFER.search(words):
            under = _list_under(material, sentence.index)
            if under and all(_DONE.search(one.unit or "") for one in under):
                why = "Eronder staat alleen wat is gedaan, geen cijfer over veiligheid. Pas de kop aan."
                found.append(_explain(material, sentence.index, why))
        elif (
            _EVERYWHERE.search(words)
            and _BETTER.search(words)
            and (worse := _find_worse(material, sentence.index))
        ):
            numbers = f"van {format_number(worse.before.value)} naar {format_number(worse.after.value)}"
            why = f"Niet alles ging vooruit: {worse.after.unit} {numbers}. Noem ook wat slechter ging."
            found.append(_explain(material, sentence.index, why))
    return found


def _is_title(material: Material, sentence: int) -> bool:
    return material.layout.is_heading(sentence)


def _list_under(material: Material, sentence: int) -> Sequence[Fact]:
    """Return the counts under a heading; none when something there says more than what was done."""
    heading = material.layout.heading_of(sentence)
    under = [one for one in material.facts if material.layout.heading_of(one.mention.sentence) == heading]
    places = {one.mention.sentence for one in under}
    said = [one for place in places for one in material.layout.mentions_of(place)]
    says_more = any(one.kind in (MentionKind.DIRECTION, MentionKind.SOURCE) for one in said)
    return [] if says_more else [one for one in under if not one.mention.detail.get("duration")]


def _find_worse(material: Material, sentence: int) -> Pair | None:
    """Return harm of the same paragraph of which more was counted."""
    near = [one.index for one in material.layout.neighbours(sentence) if one.index <= sentence]
    for place in near:
        for pair in list_pairs(material.letter, material.facts_in(place)) or _list_listed(material, place):
            if _HARM.search(pair.after.unit or "") and pair.after.value > pair.before.value:
                return pair
    return None


def _list_listed(material: Material, place: int) -> list[Pair]:
    """In dezelfde jaren 402 en 517: two numbers that are told in the order of the years named before."""
    counts = [one for one in material.facts_in(place) if one.mention.kind is MentionKind.NUMBER]
    if len(counts) != 2 or not _SAME_YEARS.search(material.sentence_words(place)):
        return []
    return [Pair(counts[0], counts[1])]


_SAME_YEARS = re.compile(
    r"\b(?:in|over) (?:dezelfde|die|diezelfde|deze|beide) (?:twee )?jaren\b|\bachtereenvolgens\b|"
    r"\brespectievelijk\b",
    re.I,
)


def _explain(material: Material, sentence: int, why: str) -> Finding:
    span, severity = material.sentence_span(sentence), Severity.CONCLUSION
    return material.find(FindingKind.UNSUPPORTED_HEADLINE, span, why, severity=severity)
