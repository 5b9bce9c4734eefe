"""Is what was there, came in and went out together what is left?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from spoorboek.rules.claims.verdict import VerdictCode
from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import FindingKind, Mention, MentionKind
from spoorboek.rules.letter_audit.series import plain

ROLES = ("carried_in", "opened", "closed", "carried_out")
FLOW_KINDS: dict[VerdictCode, FindingKind | None] = {
    VerdictCode.DOES_NOT_ADD_UP: FindingKind.FLOW_DOES_NOT_CLOSE,
    VerdictCode.SUPPORTED_WITH_NOTE: FindingKind.FLOW_DOES_NOT_CLOSE,
    VerdictCode.NO_FIGURE: None,
}
_NEAREST = 45
_HOLE = "\N{WHITE SQUARE}"
_GAP = rf"[^.;{_HOLE}]"
_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(words.replace("#", rf"(?P<n>{_HOLE}+)").replace("~", _GAP)))
    for role, words in (
        ("carried_in", r"\b(?:begon|begonnen|startte|startten|gestart|start|starten)(?: \w+){0,3} met #"),
        (
            "carried_in",
            r"\bmet #(?: \w+){0,4} (?:begon|begonnen|startte|startten|ging|gingen|trad|traden|opende|"
            r"openden|van start)\b",
        ),
        (
            "carried_in",
            r"#(?: \w+){0,3} (?:uit het oude jaar|uit het vorige? jaar|van het oude jaar)\b",
        ),
        (
            "carried_out",
            r"#(?: \w+){0,3} (?:resteerden|resteerde|overbleven|openbleven|openstonden|over waren)\b",
        ),
        ("carried_in", r"\b(?:beginstand|startvoorraad|beginvoorraad)~{0,18}#"),
        ("carried_in", r"\b(?:begin|aanvang|1 januari|bij de start)~{0,40}#"),
        ("carried_in", r"\buit 20\d\d (?:zijn|werden) #"),
        ("carried_in", r"\bvan de #(?: \w+)? (?:uit|van) 20\d\d\b"),
        ("carried_in", r"\b(?:nam|namen) #(?: \w+)? mee uit\b"),
        ("carried_in", r"\bliepen(?: er)?(?: nog)? #(?: \w+)? door\b"),
        ("carried_in", r"#(?: \w+)? (?:liepen door|doorlopend|doorlopende|lopend) (?:uit|van|vanuit)\b"),
        ("carried_out", r"\b(?:eindstand|eindvoorraad)~{0,18}#"),
        ("carried_out", r"#(?: \w+)? (?:lopen|gaan|liepen|gingen) (?:door|mee) naar\b"),
        (
            "carried_out",
            r"#(?: \w+)? (?:zijn |werden )?(?:doorgeschoven|overgeheveld|meegenomen|overgedragen|"
            r"doorgelopen|door) "
            r"naar\b",
        ),
        ("carried_out", r"\b(?:hield|hielden|houden)(?: er| we| wij){0,2} #(?: \w+)? over\b"),
        ("carried_out", r"\bgingen er #(?: \w+)? mee naar\b"),
        ("carried_out", r"\b(?:eindigden|eindigde|sloten)(?: \w+){0,3} met #"),
        ("opened", r"\b(?:kwamen|kwam|komen|kreeg|kregen)(?: er| we| wij){0,2} #~{0,30}? bij\b"),
        ("opened", r"\b(?:nam|namen)(?: er| we| wij){0,2} # aan\b"),
        ("opened", r"\b(?:startten|opende|openden|begonnen)(?: er| we| wij)? #"),
        ("opened", r"\bstroomden?(?: er| we| wij){0,2} #(?: \w+)? in\b"),
        ("closed", r"#(?: \w+)? uit(?=[.,;])"),
        (
            "closed",
            r"\b(?:deed|deden|handelde|handelden|werkte|werkten|wikkelde|wikkelden|rondde|rondden|voerde|"
            r"voerden)"
            r"(?: er| we| wij| het \w+| de \w+){0,3} #~{0,24}?\b(?:af|weg)\b",
        ),
        ("opened", r"\binstroom~{0,18}#"),
        ("opened", r"#~{0,30}?\b(?:nieuwe?|ingestroomd|gestart|geopend|aangemeld|bijgekomen|toegevoegd)\b"),
        ("closed", r"\b(?:uitstroom|sluiting van)~{0,18}#"),
        ("closed", r"\b(?:sloot|sloten|rondde|rondden)(?: er| we| wij){0,2} #"),
        (
            "closed",
            r"#~{0,30}?\b(?:eraf|gesloten|afgerond|afgesloten|be[ëe]indigd|uitgestroomd|afgehandeld|"
            r"afgeschaald|"
            r"afgedaan|afgewikkeld|weggewerkt|opgeheven|uitgeschreven|ingetrokken|opgelost)\b",
        ),
        ("stock", r"\b(?:werkvoorraad|voorraad|caseload|stand)~{0,40}#"),
        ("stock", r"\b(?:eind|einde|ultimo|31 december|nu)~{0,40}#"),
        (
            "stock",
            r"\b(?:waren|stonden|liepen|lopen|staan|resteren|resteerden|resteert|bleven|blijven|hadden|"
            r"hebben)"
            r"(?: er| we| wij)?(?: nog| nu| dan){0,2} #",
        ),
    )
)
"""How letters tell what came and went; a number is masked, so that each way of writing it is one. A "
"stock before what came and went is what was there, one behind it what is left."""


def check_flows(material: Material) -> Found:
    """Put the running cases of each paragraph to the judge."""
    found: list[Asked] = []
    blocks = dict.fromkeys(
        one.mention.block for one in material.facts if one.mention.kind is MentionKind.NUMBER
    )
    for block in blocks:
        found += _ask_block(material, block)
    return found


def _ask_block(material: Material, block: int) -> Iterable[Asked]:
    if flow := _read_words(material, block):
        yield _ask(material, flow)
        return
    by_year: dict[int | None, dict[str, Fact]] = {}
    for role, year, fact in list_roles(material, block):
        by_year.setdefault(year, {}).setdefault(role, fact)
    for year, known in by_year.items():
        following = by_year.get(year + 1, {}) if year is not None else {}
        flow = dict(known)
        if "carried_out" not in flow and "carried_in" in following:
            flow["carried_out"] = following["carried_in"]
        if {"carried_in", "opened", "carried_out"} <= flow.keys():
            yield _ask(material, flow)


def _read_words(material: Material, block: int) -> dict[str, Fact]:
    """Return a whole flow that a paragraph tells in its own words; nothing when a part is not told."""
    place = material.letter.text.blocks[block] if block < len(material.letter.text.blocks) else None
    sentences = {one.sentence for one in material.layout.mentions_in_block(block)}
    if place is None or place.table is not None or not sentences:
        return {}
    facts = [
        one
        for number in sorted(sentences)
        for one in material.facts_in(number)
        if one.mention.kind is MentionKind.NUMBER
    ]
    words = _mask(material.letter.text.text[place.start : place.end], place.start, facts)
    flow: dict[str, Fact] = {}
    stocks: list[Fact] = []
    taken: set[int] = set()
    known = {one.mention.start - place.start: one for one in facts}
    for role, pattern in _WORDS:
        for match in pattern.finditer(words):
            fact = known.get(match.start("n"))
            if fact is None or fact.mention.start in taken or (role in flow and role != "stock"):
                continue
            taken.add(fact.mention.start)
            if role == "stock":
                stocks.append(fact)
            else:
                flow[role] = fact
    _place_stocks(flow, stocks)
    return flow if {"carried_in", "opened", "carried_out"} <= flow.keys() else {}


def _mask(text: str, start: int, facts: Sequence[Fact]) -> str:
    """Put a hole of its length in the place of each number."""
    lowered = text.lower()
    words = re.sub(r"\s", " ", lowered if len(lowered) == len(text) else text)
    for one in facts:
        low, high = one.mention.start - start, one.mention.end - start
        words = words[:low] + _HOLE * (high - low) + words[high:]
    return words


def _place_stocks(flow: dict[str, Fact], stocks: Sequence[Fact]) -> None:
    """What stands before all that came and went was there at the start, what stands behind it is left."""
    moves = [flow[role].mention.start for role in ("opened", "closed") if role in flow]
    if not moves:
        return
    for fact in sorted(stocks, key=lambda one: one.mention.start):
        if fact.mention.start < min(moves):
            flow.setdefault("carried_in", fact)
        elif fact.mention.start > max(moves):
            flow.setdefault("carried_out", fact)


def list_roles(material: Material, block: int) -> list[tuple[str, int | None, Fact]]:
    """Return each number of a paragraph with its part in the flow and the year it is about.

    In a pair of years that are told in one order, the numbers of the second have the parts of the first.
    """
    words = [one for one in material.layout.mentions_in_block(block) if one.kind is MentionKind.CARRIED_OVER]
    if not words:
        return []
    places = sorted({one.sentence for one in material.layout.mentions_in_block(block)})
    said = [fact for place in places for fact in material.facts_in(place)]
    facts = [one for one in said if one.mention.kind is MentionKind.NUMBER]
    found: list[tuple[str, int | None, Fact]] = []
    taken: set[int] = set()
    for word in words:
        near = [one for one in facts if one.mention.start not in taken and _distance(word, one) <= _NEAREST]
        if not near or word.detail.get("role") not in ROLES:
            continue
        fact = min(near, key=lambda one, word=word: _distance(word, one))  # type: ignore[misc]
        taken.add(fact.mention.start)
        found.append((str(word.detail["role"]), _find_year(material, word, fact), fact))
    found += _list_likewise(material, facts, taken)
    known = sorted({year for _, year, _ in found if year is not None})
    latest = known[-1] if known else None
    return [(role, latest if year is None else year, fact) for role, year, fact in found]


def _list_likewise(
    material: Material, facts: list[Fact], taken: set[int]
) -> list[tuple[str, int | None, Fact]]:
    """In 2023 waren dit er 18: the first number of the year before has the part of the first one told."""
    found: list[tuple[str, int | None, Fact]] = []
    for one in facts:
        before = material.words(max(0, one.mention.start - 40), one.mention.start)
        if one.mention.start not in taken and one.period and _LIKEWISE.search(before):
            found.append(("opened", one.period.last.year, one))
    return found


_LIKEWISE = re.compile(r"\b(?:waren|was) (?:dit|dat|het) er$", re.IGNORECASE)


def _find_year(material: Material, word: Mention, fact: Fact) -> int | None:
    """Carried over from a year means: into the next one."""
    if word.detail.get("role") == "carried_in":
        behind = material.layout.mentions_of(word.sentence)
        said = [
            one
            for one in behind
            if one.kind is MentionKind.PERIOD and 0 <= one.start - word.end <= 3 and one.period
        ]
        if said and said[0].period is not None:
            return said[0].period.last.year + 1
    return fact.period.last.year if fact.period else None


def _distance(word: Mention, fact: Fact) -> int:
    """A number stands before what is said of it more often than behind it."""
    if word.start <= fact.mention.start and fact.mention.end <= word.end:
        return 0
    if fact.mention.end <= word.start:
        return word.start - fact.mention.end
    return 2 * max(fact.mention.start - word.end, 0)


def _ask(material: Material, flow: dict[str, Fact]) -> Asked:
    entry: dict[str, Any] = {
        "claim": "flow",
        "words": "verloop",
        "flow": {role: plain(flow[role].value) if role in flow else None for role in ROLES},
    }
    return Asked(material.span_of(*(fact.mention for fact in flow.values())), entry, FLOW_KINDS)


def list_running(material: Material, block: int) -> list[Fact]:
    """Return the numbers of a paragraph that were carried over."""
    return [fact for role, _, fact in list_roles(material, block) if role == "carried_in"]
