"""Can the periods of the letter be right?"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from spoorboek.figures.dutch_dates import format_period
from spoorboek.figures.period import Period
from spoorboek.rules.claims.verdict import Severity, VerdictCode
from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.checks.year_slips import FIRST_ODD, LOOKS_AHEAD
from spoorboek.rules.letter_audit.model import Finding, FindingKind, Mention, MentionKind

_NAMED = re.compile(
    r"(?:plan|agenda|programma|kader|visie|beleid|akkoord|regeling|strategie|pact|ambitie|begroting|"
    r"perspectief|"
    r"prognose|verwacht\w*|tot|richting|per(?!iode)|uiterlijk)\w*\W*(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|waren|zijn|sinds|lag|lagen|kent|stond\w*|werd\w*|heeft|hebben|had|hadden|is|"
    r"nam|steeg|stegen|daalde\w*|vond\w*|ging\w*|"
    r"kwam\w*)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:is|zijn|werd|werden|hebben|heeft)\b[^.;]*\b(?:op|af|aan|uit|in|toe|ver|be|ge)\w+(?:d|t|en)\b[^.;]*"
    r"(?:\b(?:en|bleek|bleken|was|waren)\b|$)",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"\b(?:wordt|worden|zal|zullen|gaat|gaan|gepland\w*|voorzien|verwacht\w*|vanaf|tot|uiterlijk|afgesproken|"
    r"afspraak|streven|willen|wil|moet|moeten|kan|kunnen|komt|komen|volgt|start|begint|voornemens|bedoeling|"
    r"aangekondigd|toegezegd|besloten|ingepland|vastgesteld|gereserveerd|beschikbaar|opgenomen|aangevraagd|"
    r"geagendeerd|geldig|begroot)\b",
    re.IGNORECASE,
)
_LONGEST = 6
_FAR = 2100


def check_periods(material: Material) -> Found:
    """Find periods that end long after the letter or before they begin, and days that do not exist."""
    found: list[Asked | Finding] = []
    told = _list_told(material)
    found += _find_reversed(material)
    for one in material.letter.mentions:
        if one.kind not in (MentionKind.PERIOD, MentionKind.DATE, MentionKind.COMPARATOR):
            continue
        if one.period is None:
            if one.detail.get("impossible") or _runs_back(one):
                found.append(_explain_impossible(material, one))
        elif _is_slip(material, one, one.period, told):
            found.append(_ask(material, one, one.period))
    return found


def _runs_back(one: Mention) -> bool:
    years = re.findall(r"\b(?:19|20)\d\d\b", str(one.detail.get("written") or one.quote))
    return len(years) == 2 and years[0] > years[1]


def _list_told(material: Material) -> frozenset[Period]:
    """Return the periods of at most a year that the letter tells about."""
    kinds = (MentionKind.PERIOD, MentionKind.DATE)
    return frozenset(
        one.period
        for one in material.letter.mentions
        if one.kind in kinds and one.period is not None and one.period.days_count <= 366
    )


def _is_slip(material: Material, one: Mention, period: Period, told: frozenset[Period]) -> bool:
    """A period told as past that ends years after the letter or the plan is a slip of the pen."""
    before = material.letter.text.text[max(0, one.start - 60) : one.start]
    if _is_other_plan(material, period) or _is_plan_of_decades(before, period):
        return True
    if period.last.year <= _FAR and (
        _NAMED.search(" ".join(before.split())) or material.layout.is_ahead(one.sentence)
    ):
        return False
    letter, plan = material.letter.dated_on, material.letter.plan
    words = material.sentence_words(one.sentence)
    is_told = _PAST.search(words) or material.reading(one.sentence).has("past")
    if period.last.year <= _FAR and not is_told:
        return False
    if period.last.year >= FIRST_ODD and LOOKS_AHEAD.search(words):
        return False
    if plan is not None and period.first.year <= plan.last.year < period.last.year:
        return True
    if period.last.year > _FAR:
        return True
    if letter is None:
        return _is_slip_among(told, period)
    if period.last.year > letter.last.year and period.last.year - period.first.year > _LONGEST:
        return True
    numbers = list(material.facts_in(one.sentence))
    is_past = _DONE.search(words) is not None or material.reading(one.sentence).has("past")
    is_done = is_past and not _COMING.search(words)
    is_day = one.kind is MentionKind.DATE and not one.detail.get("year_from")
    is_done = is_done or (is_day and not _COMING.search(words))
    return (bool(numbers) or is_done) and (period.first > letter.last or _ends_after(material, one, period))


def _ends_after(material: Material, one: Mention, period: Period) -> bool:
    """Tell whether months told in full end long after the letter; a year named as such may run."""
    letter, text = material.letter.dated_on, material.words(one.start, one.end)
    if letter is None or letter.days_count > _ONE_MONTH or not _MONTHS.search(text):
        return False
    return (period.last - letter.last).days > _ONE_MONTH


_ONE_MONTH = 31
_MONTHS = re.compile(
    r"\b(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|kwartaal|"
    r"halfjaar)\b",
    re.IGNORECASE,
)


def _is_plan_of_decades(before: str, period: Period) -> bool:
    """Tell whether a plan would hold for decades: only a vision looks so far."""
    years = period.last.year - period.first.year
    return years >= _PLAN_YEARS and _PLAN.search(" ".join(before.split())) is not None


_PLAN_YEARS = 15
_PLAN = re.compile(
    r"(?:veiligheidsplan|beleidsplan|uitvoeringsplan|actieplan|uitvoeringsprogramma|veiligheidsprogramma|"
    r"kadernota|"
    r"beleidsnota|convenant|coalitieakkoord|bestuursakkoord|handhavingsplan|jaarplan|regioplan|"
    r"plan van aanpak)\W*$",
    re.IGNORECASE,
)


def _is_other_plan(material: Material, period: Period) -> bool:
    """Tell whether a period begins with the plan of the letter and ends decades after it."""
    plan = material.letter.plan
    return (
        plan is not None
        and period.first == plan.first
        and period.last.year > plan.last.year + _LONGEST
        and period.is_whole_years
    )


def _find_reversed(material: Material) -> list[Finding]:
    """Find periods from one day or month to an earlier one: van 1 oktober 2023 tot en met 30 juni 2022."""
    kinds = (MentionKind.DATE, MentionKind.PERIOD)
    dated = [
        one
        for one in material.letter.mentions
        if one.kind in kinds and one.period is not None and one.period.days_count <= 92
    ]
    text = material.letter.text.text
    found: list[Finding] = []
    for one, other in pairwise(dated):
        if one.sentence != other.sentence or one.period is None or other.period is None:
            continue
        is_joined = _JOINED.fullmatch(text, one.end, other.start)
        is_said = is_joined and _FROM.search(text[max(0, one.start - 24) : one.start])
        if is_said and other.period.last < one.period.first and not other.detail.get("year_from"):
            span = material.span_of(one, other)
            why = f"'{material.words(span.start, span.end)}' loopt terug. Kijk of er een tikfout in zit."
            found.append(material.find(FindingKind.IMPLAUSIBLE_PERIOD, span, why, severity=Severity.NUMBER))
    return found


_JOINED = re.compile(r"\s*(?:tot en met|t/m|tot|en|-|–)\s*")
_FROM = re.compile(r"\b(?:van|vanaf|tussen|periode|liep)\s+$", re.IGNORECASE)


def _is_slip_among(told: frozenset[Period], period: Period) -> bool:
    """A letter without a date is written after the last single year that it tells about."""
    years = [one.last.year for one in told if one != period]
    if years and period.days_count <= 366:
        return period.first.year > max(years) + _LONGEST
    return period.last.year - period.first.year > _LONGEST and period.first.year >= 2015


def _ask(material: Material, one: Mention, period: Period) -> Asked | Finding:
    plan = material.letter.plan
    if plan is None or not (period.last > plan.last):
        when = f" van {format_period(material.letter.dated_on)}" if material.letter.dated_on else ""
        why = (
            f"{format_period(period)} kan niet: de brief{when} vertelt dit als gebeurd. "
            "Kijk of er een tikfout in het jaar zit."
        )
        return material.find(
            FindingKind.IMPLAUSIBLE_PERIOD, material.span_of(one), why, severity=Severity.NUMBER
        )
    entry: dict[str, Any] = {
        "claim": "states",
        "words": material.words(one.start, one.end),
        "printed": [{"text": f"{period.first.year}-{period.last.year}"}],
        **material.plan,
    }
    return Asked(material.span_of(one), entry, {VerdictCode.NO_FIGURE: None})


def _explain_impossible(material: Material, one: Mention) -> Finding:
    why = f"'{one.quote.strip()}' bestaat niet of loopt terug. Kijk of er een tikfout in zit."
    return material.find(FindingKind.IMPLAUSIBLE_PERIOD, material.span_of(one), why, severity=Severity.NUMBER)
