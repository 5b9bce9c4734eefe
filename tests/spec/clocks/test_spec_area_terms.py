"""How long an area may be designated, and what must come before.

The article stands beside each case. Leap days and ends of months are in.
"""

from __future__ import annotations

from datetime import date

import pytest
from tests.spec.articles import under

from spoorboek.rules.clocks.areas import (
    AreaKind,
    AreaSpan,
    check_area_terms,
    check_consultation,
    compute_evaluation_day,
)
from spoorboek.rules.clocks.errors import ClockError

K = AreaKind
Spans = list[tuple[str, str | None]]

ALLOWED: list[tuple[AreaKind, Spans, str]] = [
    *under(
        "Gemeentewet, artikel 151c",
        (K.CAMERA, [("2024-01-01", "2029-12-31")], "Gemeentewet, artikel 151c: geen maximum"),
        (K.MOBILE_CAMERA, [("2024-02-29", "2024-02-29")], "Gemeentewet, artikel 151c: één dag mag"),
    ),
    *under(
        "Gemeentewet, artikel 151b",
        (K.SECURITY_RISK, [("2024-12-31", "2025-01-01")], "Gemeentewet, artikel 151b: een bepaalde duur"),
    ),
    *under(
        "Alcoholwet en APV, Gemeentewet, artikel 149",
        (K.ALCOHOL_BAN, [("2024-03-05", None)], "APV: de wet noemt geen einde"),
    ),
    *under(
        "Wbmgp, artikel 5 (nummer uit het hoofd)",
        (
            K.SPECIAL_MEASURES,
            [("2024-02-29", "2028-02-28")],
            "Wbmgp: vier jaar, begonnen op een schrikkeldag",
        ),
        (K.SPECIAL_MEASURES, [("2024-01-01", "2027-12-31"), ("2028-01-01", "2031-12-31")], "Wbmgp: verlengd"),
    ),
    *under(
        "Gemeentewet, artikel 172a",
        (K.AREA_BAN, [("2024-11-30", "2025-02-27")], "Gemeentewet, artikel 172a: drie maanden"),
        (
            K.AREA_BAN,
            [("2023-11-30", "2024-02-28")],
            "Gemeentewet, artikel 172a: drie maanden, schrikkeljaar",
        ),
        (
            K.AREA_BAN,
            [("2024-01-01", "2024-03-31"), ("2024-04-01", "2024-06-30")],
            "Gemeentewet, artikel 172a",
        ),
    ),
]
REFUSED: list[tuple[AreaKind, Spans, str]] = [
    *under(
        "Gemeentewet, artikel 151c",
        (K.CAMERA, [("2024-01-01", None)], "artikel 151c"),
        (K.MOBILE_CAMERA, [("2024-01-01", None)], "artikel 151c"),
    ),
    *under(
        "Gemeentewet, artikel 151b",
        (K.SECURITY_RISK, [("2024-01-01", None)], "artikel 151b"),
    ),
    *under(
        "Wbmgp, artikel 5 (nummer uit het hoofd)",
        (K.SPECIAL_MEASURES, [("2024-01-01", None)], "grootstedelijke problematiek"),
    ),
    *under(
        "Gemeentewet, artikel 172a",
        (K.AREA_BAN, [("2024-01-01", None)], "artikel 172a"),
    ),
    *under(
        "Wbmgp, artikel 5 (nummer uit het hoofd)",
        (K.SPECIAL_MEASURES, [("2024-02-29", "2028-02-29")], "hoogstens 4 jaar"),
    ),
    *under(
        "Gemeentewet, artikel 172a",
        (K.AREA_BAN, [("2024-11-30", "2025-02-28")], "hoogstens 3 maanden"),
    ),
    *under(
        "APV, Gemeentewet, artikel 149",
        (K.ALCOHOL_BAN, [("2024-03-05", "2024-03-04")], "ligt vóór het begin"),
        (
            K.ALCOHOL_BAN,
            [("2024-03-05", None), ("2024-04-01", None)],
            "zonder einde kan niet worden verlengd",
        ),
    ),
    *under(
        "Gemeentewet, artikel 151c",
        (K.CAMERA, [("2024-01-01", "2024-06-30"), ("2024-07-02", "2024-12-31")], "sluit aan"),
    ),
    *under(
        "Gemeentewet, artikel 172a",
        (K.AREA_BAN, [(f"2024-{m:02}-01", f"2024-{m:02}-28") for m in (1, 2, 3, 4, 5)], "sluit aan"),
    ),
    *under(
        "Gemeentewet, artikel 151c",
        (K.CAMERA, [], "ten minste één periode"),
    ),
]


def spans_of(said: Spans) -> list[AreaSpan]:
    return [AreaSpan(date.fromisoformat(a), date.fromisoformat(b) if b else None) for a, b in said]


@pytest.mark.parametrize(("kind", "said", "article"), ALLOWED)
def test_term_that_the_law_allows(kind: AreaKind, said: Spans, article: str) -> None:
    assert article
    check_area_terms(kind, spans_of(said))


@pytest.mark.parametrize(("kind", "said", "article"), REFUSED)
def test_term_that_the_law_refuses_says_the_article_or_the_limit(
    kind: AreaKind, said: Spans, article: str
) -> None:
    with pytest.raises(ClockError, match=article):
        check_area_terms(kind, spans_of(said))


@pytest.mark.parametrize(
    ("kind", "consulted", "words"),
    [
        *under(
            "Gemeentewet, artikel 151c",
            (K.CAMERA, None, "artikel 151c"),
        ),
        *under(
            "Gemeentewet, artikel 151b",
            (K.SECURITY_RISK, None, "artikel 151b"),
        ),
        *under(
            "Gemeentewet, artikel 151c",
            (K.CAMERA, date(2024, 3, 2), "na het besluit"),
        ),
    ],
)
def test_prosecutor_is_consulted_before_the_decision(
    kind: AreaKind, consulted: date | None, words: str
) -> None:
    with pytest.raises(ClockError, match=words):
        check_consultation(kind, consulted_on=consulted, decided_on=date(2024, 3, 1))


@pytest.mark.parametrize(
    "kind",
    under(
        "Gemeentewet, artikelen 151b en 151c: alleen daar",
        K.ALCOHOL_BAN,
        K.AREA_BAN,
        K.SPECIAL_MEASURES,
    ),
)
def test_other_areas_need_no_prosecutor(kind: AreaKind) -> None:
    check_consultation(kind, consulted_on=None, decided_on=date(2024, 3, 1))
    check_consultation(K.CAMERA, consulted_on=date(2024, 3, 1), decided_on=date(2024, 3, 1))


def test_evaluation_comes_eight_weeks_before_the_end() -> None:
    assert compute_evaluation_day(date(2024, 4, 25)) == date(2024, 2, 29)
