"""Is a number of a part of a year or of a whole one, as the words beside it say?"""

from __future__ import annotations

import re

from spoorboek.figures.dutch_dates import MONTHS
from spoorboek.rules.letter_audit.facts import Fact
from spoorboek.rules.letter_audit.layout import Layout
from spoorboek.rules.letter_audit.model import ReadLetter

_MONTH = "|".join(MONTHS)
PART = re.compile(
    rf"\b(?:Q[1-4]|(?<!elk )(?<!ieder )(?<!per )kwarta(?:al|len)|"
    rf"half\s?jaar|halve jaar|(?:zomer|winter|vakantie)\s?(?:maanden|periode)|"
    rf"eerste (?:\w+ )?(?:maanden|helft|weken)|"
    r"(?:in|over|na) (?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|\d{1,2}) maanden|"
    rf"(?:tot|t/m|tot en met) (?:en met )?(?:de |het |\d{{1,2}} )?"
    rf"(?:{_MONTH}|zomer|herfst|kerst\w*|voorjaar|najaar|nu|nu toe|op heden|dusver)|"
    rf"(?:t/m|tot en met) (?:{_MONTH})|tot (?:nu|op heden|dusver))\b",
    re.IGNORECASE,
)
WHOLE = re.compile(
    r"\b(?:(?:heel|het hele|hele|gehele|over heel) (?:(?:19|20)\d\d|vorige? jaar|het jaar|jaar)|vorig jaar|"
    r"kalenderjaar|(?:alle |de )?twaalf maanden|(?:school)?jaar (?:19|20)\d\d(?:/(?:19|20)?\d\d)?|(?:in|"
    r"van|over) (?:19|20)\d\d)\b"
    r"(?! ?[-–(]? ?(?:Q[1-4]|t/m))",
    re.IGNORECASE,
)
SAME = re.compile(
    r"\b(?:dezelfde|diezelfde|hetzelfde|zelfde|overeenkomstige|vergelijkbare) (?:\w+ )?"
    r"(?:maand\w*|periode|kwartaal|halfjaar|half jaar|tijdvak|weken|dagen|tijd)\b|"
    r"\b(?:omgerekend|naar rato|op jaarbasis|(?:gemiddeld )?\w* ?per maand|per (?:week|dag)|maandgemiddelde|"
    r"in die van (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
CAVEAT = re.compile(
    r"\b(?:niet|nog niet|lastig|moeilijk|slecht|geen) (?:\w+ ){0,4}(?:vergelijk\w*|conclusie\w*|uitspraak)|"
    r"\b(?:vergelijk\w*|conclusie\w*)\b[^.;]{0,60}\b(?:niet|lastig|moeilijk|voorbarig)\b|"
    r"\b(?:nog )?(?:niet|on)\s?(?:compleet|volledige?|voltallig|volgroeid)\b|\bte vroeg\b|"
    r"\bpas (?:in|na|over|bij) \w+|\bafwachten\b|\bnog niet te \w+|\bvoorbarig\b|"
    r"\btrekken (?:wij|we) (?:hieruit |daaruit )?(?:\w+ )?geen\b",
    re.IGNORECASE,
)
"""Words that say that a part of a year is not laid beside a whole one."""
_LONGEST = 160
_NEAR = 60


def mixes_parts(letter: ReadLetter, layout: Layout, one: Fact, other: Fact) -> bool:
    """Tell whether the words give one number to a part of a year and the other to a whole one.

    Parameters: ``letter``; ``layout``; ``one`` and ``other``, laid beside each other. Errors: none.
    """
    first, second = sorted((one, other), key=lambda fact: fact.mention.start)
    if second.mention.start - first.mention.end > _LONGEST:
        return False
    start = layout.sentence_at(first.mention.sentence).start
    end = layout.sentence_at(second.mention.sentence).end
    text = letter.text.text
    around = " ".join(text[start : end + _LONGEST].split())
    if SAME.search(" ".join(text[start:end].split())) or CAVEAT.search(around):
        return False
    between = text[first.mention.end : second.mention.start]
    cut = _find_cut(between)
    own = " ".join(
        f"{text[max(start, first.mention.start - _NEAR) : first.mention.end]}{between[:cut]}".split()
    )
    its = " ".join(
        f"{between[cut:]}{text[second.mention.start : min(end, second.mention.end + _NEAR)]}".split()
    )
    if PART.search(own) and not PART.search(its):
        return bool(WHOLE.search(its))
    return bool(PART.search(its) and not PART.search(own) and WHOLE.search(own))


def _find_cut(between: str) -> int:
    """Return where what is said of the first number ends: at a stop or comma, else before the second."""
    found = re.search(r"[.;,]\s|\b(?:tegen|tegenover|vergeleken|terwijl|waar|dan|naar)\b", between)
    return found.start() if found else len(between)
