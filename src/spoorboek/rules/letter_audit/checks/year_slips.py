"""Is a year a slip of the pen: two digits turned, or outside the plan that it is said to be of?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spoorboek.rules.claims.verdict import Severity
from spoorboek.rules.letter_audit.asking import Found, Material, Span
from spoorboek.rules.letter_audit.model import Finding, FindingKind, Mention, MentionKind

_KINDS = (MentionKind.PERIOD, MentionKind.DATE, MentionKind.COMPARATOR)
FIRST_ODD = 2031
_ABOUT_PLAN = 6
"""Years after its begin in which a plan can end."""
LOOKS_AHEAD = re.compile(
    r"\b(?:visie\w*|\w+visie|ambitie\w*|prognose\w*|scenario\w*|horizon|verwacht\w*|uiterlijk|streven\w*|streeft|"
    r"moet|moeten|wil|willen|zal|zullen|(?:gaat|gaan)(?! (?:om|over)\b)|toekomst\w*|"
    r"vooruit\w*|klimaat\w*|energie\w*|doel|doelen|"
    r"doelstelling\w*|richting|geprognosticeerd|raming|groeit|wordt|worden|kunnen|kan|klimaatneutraal|aflos\w*|"
    r"afgeschreven|pensioen|concessie|erfpacht\w*|geldig|houdbaar)\b",
    re.IGNORECASE,
)
_PLAN_PART = re.compile(
    r"\b(?:planperiode|planjaar|plan-?jaren|looptijd van (?:het|dit|ons) \w*(?:plan|programma|beleid)|"
    r"(?:jaar|jaren|helft|deel) van (?:het|dit|ons|de) (?:\w+ )?\w*(?:plan|programma|beleid|convenant|"
    r"planperiode|agenda|looptijd|kadernota))\b",
    re.IGNORECASE,
)
_BEFORE_PLAN = re.compile(
    r"\b(?:vorige?|eerdere?|voorgaande|voor|vóór|voorafgaand\w*|oude|nieuwe?|volgende|na|sinds|ten opzichte|"
    r"vergeleken|nulmeting|basisjaar|uitgangs\w*|start\w*|vastgesteld|opgesteld)\b",
    re.IGNORECASE,
)
_NEAR = 30
_SCRAMBLED = re.compile(
    r"\b(?:in|uit|van|over|sinds|eind|begin|medio|najaar|voorjaar|zomer|winter|het jaar)\s+"
    r"(?P<year>2[1-9]\d\d)\b"
    r"(?!\s*(?:euro|%|keer|maal|m2|kilo|gram|meter)|\s+\w{3,}(?:en|s)\b(?<!bleken)(?<!waren)(?<!zijn)|[.,]\d)"
)


def check_year_slips(material: Material) -> Found:
    """Find years with two digits turned, and years of a plan that does not have them."""
    years = _list_years(material)
    match = _REPORT.search(material.letter.text.text[:_HEAD])
    report = int(match["year"]) if match else None
    found: list[Finding] = []
    for one in material.letter.mentions:
        if one.kind in _KINDS and one.period is not None and not material.layout.is_table(one.sentence):
            found += _check_turned(material, one, years)
            found += _check_plan(material, one)
            found += _check_report(material, one, report)
    text = material.letter.text.text
    for match in _SCRAMBLED.finditer(text):
        turned = [year for year in years if sorted(str(year)) == sorted(match["year"])]
        if turned or _is_recent(match["year"]):
            why = f"Het jaar {match['year']} kan niet. Kijk of er een tikfout in het jaar zit."
            found.append(_find(material, Span(match.start("year"), match.end("year")), why))
    return found


def _is_recent(year: str) -> bool:
    """Tell whether a year has the digits of one of the years that letters tell about."""
    return any(sorted(year) == sorted(str(one)) for one in range(2015, 2030))


def _list_years(material: Material) -> frozenset[int]:
    """Return the years that the letter, its plan and its date speak of, and those just around them."""
    letter = material.letter
    ends = [one.period for one in letter.mentions if one.kind in _KINDS and one.period is not None]
    told = {year for one in ends for year in (one.first.year, one.last.year)}
    told |= {
        year for one in ends if one.last.year < FIRST_ODD for year in range(one.first.year, one.last.year)
    }
    told |= {one.last.year for one in (letter.plan, letter.dated_on) if one is not None}
    near = {year + step for year in told if year < FIRST_ODD for step in range(-1, 2)}
    plans = {
        one.first.year + step for one in ends if one.last.year > FIRST_ODD for step in range(_ABOUT_PLAN)
    }
    return frozenset(year for year in near | plans if year < FIRST_ODD)


def _check_turned(material: Material, one: Mention, years: frozenset[int]) -> Iterator[Finding]:
    """Find 2042 where the letter is about 2024."""
    year = one.period.last.year if one.period else 0
    turned = year // 100 * 100 + int(f"{year % 100:02}"[::-1])
    if year < FIRST_ODD or turned not in years or one.detail.get("year_from"):
        return
    if str(year) not in material.words(one.start, one.end):
        return
    words = material.sentence_words(one.sentence)
    if not LOOKS_AHEAD.search(words) and not material.layout.is_ahead(one.sentence):
        yield _find(
            material,
            Span(one.start, one.end),
            f"{year} ligt ver in de toekomst: staat hier {turned} bedoeld?",
        )


def _check_plan(material: Material, one: Mention) -> Iterator[Finding]:
    """Find a year that is told as one of the plan, and lies outside it."""
    plan, period = material.letter.plan, one.period
    if plan is None or period is None or period.overlaps(plan) or one.detail.get("year_from"):
        return
    span = material.sentence_span(one.sentence)
    before = material.words(span.start, one.start)
    said = list(_PLAN_PART.finditer(before))
    if said and len(before) - said[-1].end() <= _NEAR and not _BEFORE_PLAN.search(before):
        yield _find(material, Span(one.start, one.end), f"Dit jaar valt buiten het plan: {plan}.")


def _check_report(material: Material, one: Mention, report: int | None) -> Iterator[Finding]:
    """Find what a report of one year tells as done after the year behind it."""
    if (
        report is None
        or one.period is None
        or one.period.first.year <= report + 1
        or one.detail.get("year_from")
    ):
        return
    words = material.sentence_words(one.sentence)
    if material.reading(one.sentence).has("past") and not LOOKS_AHEAD.search(words):
        why = f"Dit verslag gaat over {report}: {material.words(one.start, one.end)} is later."
        yield _find(material, Span(one.start, one.end), why)


_REPORT = re.compile(
    r"\b(?:jaarverslag|jaarrapportage|jaarrekening|jaarbericht|jaarstukken|terugblik|"
    r"verslag over(?: het jaar)?)\s+"
    r"(?:over\s+)?(?P<year>20\d\d)\b(?!\s?(?:-|–|/|en|t/m|tot))",
    re.IGNORECASE,
)
_HEAD = 400


def _find(material: Material, span: Span, why: str) -> Finding:
    return material.find(FindingKind.IMPLAUSIBLE_PERIOD, span, why, severity=Severity.NUMBER)
