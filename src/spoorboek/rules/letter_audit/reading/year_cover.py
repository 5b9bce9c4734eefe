"""How much of a year a number is of: a part of it or the whole, as its own words say."""

from __future__ import annotations

import re
from enum import Enum

from spoorboek.figures.dutch_dates import MONTHS
from spoorboek.rules.letter_audit.facts import Fact

_MONTH = rf"(?:{'|'.join(MONTHS)})"
_SHORT = r"(?:jan|feb|mrt|apr|mei|jun|jul|aug|sep|sept|okt|nov)\w*\.?"
_SOME = r"(?:één|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|\d{1,2})"
_SEASON = r"(?:zomer|herfst|kerst|voorjaar|najaar|winter|bouwvak|meivakantie)"
_PART = re.compile(
    rf"\b(?:tot(?: en met)?|t/m|tot aan|vóór|voor) (?:en met )?"
    rf"(?:(?:half|medio|eind|begin|de|het|\d{{1,2}}) )*"
    rf"(?:{_MONTH}|{_SEASON}\w*)\b|"
    rf"\b(?:per|peildatum) (?:(?:half|medio|eind|begin|\d{{1,2}}) )?{_MONTH}\b|"
    rf"\b(?:stand|teller|staat|staan|zaten|zitten|peildatum|afgesloten|bijgewerkt|gegevens|cijfers|zover|inmiddels|"
    rf"nu)\b[^.;]*\b(?:eind|begin|medio|half|per|op|van) (?:\d{{1,2}} )?{_MONTH}\b|"
    rf"\b(?:na|in|over) {_SOME} (?:kwarta(?:al|len)|maanden|weken)\b|"
    rf"\b(?:eerste|laatste|afgelopen) (?:{_SOME} )?(?:maanden|kwartalen|helft|weken|kwartaal|half ?jaar)\b|"
    rf"\b(?:tweede|derde|vierde) (?:kwartaal|helft|half ?jaar)\b|\b(?:dat|dit|een) half ?jaar\b|"
    rf"\b(?:half|halve) jaar\b|\bQ[1-4]\b|"
    rf"\b(?:(?:van|in de maanden|tussen) )?{_MONTH} (?:tot en met|t/m|tot|en) {_MONTH}\b|"
    rf"\b{_SHORT}\s?(?:-|–|t/m|tot en met)\s?{_SHORT}|\b(?:in|alleen) de maanden? {_MONTH}\b|"
    rf"\bweek \d{{1,2}}\b|\b(?:eerste|tweede) (?:seizoens|jaar|school)helft\b|"
    rf"\bsinds 1 januari\b|\blopende? (?:jaar|schooljaar|seizoen)\b|"
    rf"\btot (?:nu(?: toe)?|op heden|dusver|dusverre)\b|"
    rf"\bnog (?:niet (?:voorbij|om|afgelopen)|tot [a-z]+ (?:duurt|loopt))\b|"
    rf"\bdat (?:nog )?(?:tot [a-z]+ )?(?:duurt|loopt)\b",
    re.IGNORECASE,
)
_STARTED = re.compile(
    r"\b(?:ging\w*|start\w*|begon\w*|begin\w*|open\w*|sinds|vanaf|kwam\w*|in gebruik)\b[^.]*"
    r"\b(?:februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b[^.]*"
    r"\b(?:dat jaar|dit jaar|het jaar|eerste jaar|jaareinde|31 december)\b",
    re.IGNORECASE,
)
_WHOLE_END = re.compile(
    r"\b(?:tot en met|t/m) (?:31 )?december\b|\bjan\w*\W+(?:tot en met|t/m|[-–])\W*dec", re.I
)
_MOMENT = re.compile(
    r"\b(?:begin|aanvang|eind|einde|medio|halverwege) (?:van )?(?:19|20)\d\d\b", re.IGNORECASE
)
"""What was there at a moment is of no part of a year."""
_SINCE = re.compile(r"\b(?:sinds|vanaf)\b", re.IGNORECASE)
_REPEATED = re.compile(
    r"\b(?:elk|elke|ieder|iedere|per|eens per|om het|ander) (?:kwartaal|half ?jaar|maand|week)\b|"
    r"\bplanperiode\b|\b(?:per|peildatum|op|stand) (?:31 december|1 januari)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:heel|hele|gehele|geheel|volledige?|volle?) (?:het )?(?:jaar |schooljaar |kalenderjaar )?"
    r"(?:(?:19|20)\d\d\b|"
    r"(?:vorige?|afgelopen|voorgaande) (?:school)?(?:jaar|seizoen)|seizoen|dat jaar|jaar|het jaar)|"
    r"\b(?:kalenderjaar|jaartotaal|twaalf maanden)\b|"
    r"\b(?:vorige?|voorgaande?|afgelopen) (?:school|kalender|cursus|werk)?(?:jaar|seizoen)\b|\bhet vorige\b|"
    r"\bhet jaar (?:daar|er)voor\b|"
    r"\b(?:in|van|over|voor) (?:het jaar )?(?:19|20)\d\d\b|\((?:19|20)\d\d\)|^\W*(?:19|20)\d\d\b|"
    r"\b(?:school)?jaar (?:19|20)\d\d",
    re.IGNORECASE,
)
_MOST_DAYS, _LEAST_DAYS = 350, 25


class Cover(Enum):
    """How much of a year a number is of."""

    PART = "part"
    WHOLE = "whole"


def read_cover(fact: Fact) -> Cover | None:
    """Return how much of a year a number is of.

    Parameters: ``fact``. Returns None when its words leave it open. Errors: none.
    """
    if _MOMENT.search(fact.own.masked):
        return None
    words = _REPEATED.sub(" ", fact.own.masked)
    is_whole_end = _WHOLE_END.search(words) and not _STARTED.search(words)
    if _STARTED.search(words) or (_PART.search(words) and not is_whole_end):
        return Cover.PART
    days = fact.period.days_count if fact.period is not None else 0
    if _LEAST_DAYS < days < _MOST_DAYS:
        return None if _SINCE.search(words) else Cover.PART
    if days > _MOST_DAYS and fact.period is not None and fact.period.is_one_year:
        return Cover.WHOLE
    return Cover.WHOLE if _WHOLE.search(words) and not days else None
