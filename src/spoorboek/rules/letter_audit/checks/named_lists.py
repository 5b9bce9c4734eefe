"""Are as many things named as the letter says there are: vier terreinen, te weten A, B en C?"""

from __future__ import annotations

import re

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material, Span
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.model import Finding, FindingKind, MentionKind

_MOST = 9
_LED_IN = re.compile(r"[^.;:,\d]{0,60}(?:,?\s+(?:te weten|namelijk):?|:)\s+")
_NAMES = re.compile(r"(?P<names>[A-Z][^.;:()\d]*)(?:[.;]|$)")
_AND = re.compile(r",\s*(?:en\s+)?|\s+en\s+")
_FOR_EXAMPLE = re.compile(
    r"\b(?:waaronder|onder (?:meer|andere)|zoals|bijvoorbeeld|met name|o\.a\.)", re.IGNORECASE
)


def check_named_lists(material: Material) -> Found:
    """Find counts of a few things behind which other than so many names stand."""
    found: list[Finding] = []
    for fact in material.facts:
        if fact.mention.kind is not MentionKind.NUMBER or not 2 <= fact.value <= _MOST or not fact.unit:
            continue
        names = _list_names(material, fact)
        if names and len(names) != fact.value:
            found.append(_explain(material, fact, names))
    return found


def _list_names(material: Material, fact: Fact) -> list[str]:
    """Return the names behind a number, each with a capital; none when they may be divided in two ways."""
    end = material.sentence_span(fact.mention.sentence).end
    text = " ".join(material.letter.text.text[fact.mention.end : end].split())
    lead = _LED_IN.match(text)
    said = _NAMES.match(text, lead.end()) if lead else None
    if lead is None or said is None or _FOR_EXAMPLE.search(text[: said.end()]):
        return []
    names = [one.strip() for one in _AND.split(said["names"].strip()) if one.strip()]
    # "Noord en Zuid" can be one name: a list with one comma less is another reading.
    fewest = said["names"].count(",") + 1
    is_open = fewest <= fact.value <= len(names) and fact.value != len(names)
    return [] if is_open or len(names) < 2 or not all(one[0].isupper() for one in names) else names


def _explain(material: Material, fact: Fact, names: list[str]) -> Finding:
    why = (
        f"Er staat {format_number(fact.value)} {fact.unit}, en genoemd worden er {len(names)}. "
        "Kijk welk getal of welke naam niet klopt."
    )
    return material.find(
        FindingKind.DOES_NOT_ADD_UP,
        Span(fact.mention.start, material.sentence_span(fact.mention.sentence).end),
        why,
        severity=Severity.NUMBER,
        computed={"total": fact.value, "named": len(names)},
    )
