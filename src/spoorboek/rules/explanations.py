"""How a claim was tested: the name of the test, its formula in words, what went in, and its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from spoorboek.figures.dutch_dates import format_period
from spoorboek.figures.dutch_numbers import format_change, format_number
from spoorboek.figures.period import Period


@dataclass(frozen=True, slots=True)
class Explanation:
    """What stands under "Hoe getoetst". All texts are Dutch; ``inputs`` and ``outcomes`` in reading order."""

    title: str
    formula: str
    inputs: tuple[tuple[str, str], ...]
    outcomes: tuple[tuple[str, str], ...]
    source: str


@dataclass(frozen=True, slots=True)
class _Test:
    title: str
    formula: str
    source: str


_TESTS: Mapping[str | None, _Test] = {
    "two_counts": _Test(
        "Twee aantallen vergelijken (exacte toets)",
        "Als er niets veranderde, valt elk geval met gelijke kans in de ene of de andere periode. De toets "
        "telt hoe vaak toeval dan een verdeling geeft die minstens zo ongewoon is. Duren de periodes niet "
        "even lang, dan telt hun lengte mee.",
        "Przyborowski en Wilenski 1940; Fay 2010, The R Journal 2(1)",
    ),
    "survey_change": _Test(
        "Twee uitkomsten van een enquête vergelijken",
        "Het verschil, gedeeld door de onzekerheid van beide uitkomsten samen. De onzekerheid volgt uit de "
        "marges die de bron geeft.",
        "Altman en Bland 2011, BMJ 343:d2090",
    ),
    "survey_change_rounded": _Test(
        "Twee afgeronde uitkomsten van een enquête vergelijken",
        "Als bij een enquête, maar met elk getal dat tot de gedrukte cijfers kan zijn afgerond. Alleen als "
        "ze allemaal hetzelfde zeggen, is er een uitkomst.",
        "Moore 1966, Interval Analysis, hoofdstuk 3",
    ),
    "acceleration": _Test(
        "Vergelijken hoe snel iets verandert",
        "Het verschil tussen twee groeicijfers per jaar, gedeeld door zijn onzekerheid.",
        "Agresti 2002, Categorical Data Analysis, paragraaf 3.1 (deltamethode)",
    ),
    "published": _Test(
        "De toets van de bron zelf",
        "De bron zegt zelf of het verschil groter is dan de marge. Dat gaat voor een eigen berekening.",
        "De bron van het cijfer",
    ),
    None: _Test(
        "Geen toets",
        "De cijfers zijn naast elkaar gezet. Een toets op toeval hoort er niet bij of bestaat er niet voor.",
        "Methode van Spoorboek, paragraaf 4",
    ),
}


def explain_verdict(computed: Mapping[str, Any]) -> Explanation:
    """Explain how a verdict came about, from the ``computed`` of its answer.

    Returns the test with its formula in words, what went in and what came out. An answer without a
    comparison (a sum, a flow, a term) is explained as having no test.
    Raises KeyError when the answer names a test that is not explained here.
    """
    test = _TESTS[computed.get("test")]
    return Explanation(
        title=test.title,
        formula=test.formula,
        inputs=tuple(_list_inputs(computed)),
        outcomes=tuple(_list_outcomes(computed)),
        source=test.source,
    )


def _list_inputs(computed: Mapping[str, Any]) -> list[tuple[str, str]]:
    if "from" not in computed:
        return []
    return [
        (format_period(Period.parse(computed[name])), _write(computed[f"{name}_value"], None))
        for name in ("from", "to")
    ]


def _list_outcomes(computed: Mapping[str, Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if computed.get("percentage") is not None:
        found.append(("Verandering", format_change(_decimal(computed["percentage"]))))
    interval = computed.get("interval")
    if interval and interval[0] is not None:
        high = "onbegrensd" if interval[1] is None else format_change(_decimal(interval[1]))
        found.append(("Met 95% zekerheid tussen", f"{format_change(_decimal(interval[0]))} en {high}"))
    for name, label in (
        ("p", "Kans op zo'n verschil door toeval (p)"),
        ("p_adjusted", "Idem, samen met de andere vergelijkingen in dit stuk (Holm)"),
    ):
        if computed.get(name) is not None:
            found.append((label, _write_chance(computed[name])))
    if computed.get("breaks_at_dispersion") is not None:
        limit = _write(computed["breaks_at_dispersion"], 2)
        found.append(
            ("Valt weg als gevallen zo sterk in groepen komen (spreiding gedeeld door gemiddelde)", limit)
        )
    return found


def _write_chance(p: float) -> str:
    return "minder dan 0,001" if p < 0.001 else format_number(_decimal(p), 3)


def _write(number: float | int, decimals: int | None) -> str:
    return format_number(number if isinstance(number, int) else _decimal(number), decimals)


def _decimal(number: float) -> Decimal:
    """Return a computed number as a Decimal, without the dust of its last binary digits."""
    return Decimal(repr(round(number, 9)))
