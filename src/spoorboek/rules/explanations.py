"""How a claim was tested: the name of the test, its formula in words, what went in, and its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from spoorboek.figures.dutch_dates import format_period
from spoorboek.figures.dutch_numbers import format_change, format_number
from spoorboek.figures.period import Period
from spoorboek.rules.claims.errors import ClaimError
from spoorboek.rules.claims.flips import Flip, find_flips
from spoorboek.rules.claims.judge import judge_claims


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


_METHOD = "Methode van Spoorboek, paragraaf 4"

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
    "monthly_series": _Test(
        "Twee jaren vergelijken, maand voor maand",
        "Elke maand wordt geschat uit zijn jaar en zijn plaats in het jaar. Hoe ver de maanden daarvan af "
        "liggen, laat zien hoe sterk gevallen in groepen komen. Daarmee wordt het verschil tussen de jaren "
        "gewogen, en nooit zekerder dan wanneer elk geval los van de andere zou zijn.",
        "McCullagh en Nelder 1989, Generalized Linear Models, hoofdstuk 6",
    ),
    "yearly_trend": _Test(
        "De lijn over de jaren",
        "Door alle jaren loopt een rechte lijn, waarin elk jaar telt naar zijn zekerheid. De lijn moet "
        "verder stijgen of dalen dan in 998 van de 1.000 gevallen door toeval, en dezelfde kant op "
        "blijven wijzen als er een jaar wegvalt.",
        "Draper en Smith 1998, Applied Regression Analysis, paragraaf 9.2; Fingertips, trendmarkeringen",
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
        _METHOD,
    ),
}


# Verdicts that follow from something else than a comparison of figures.
_RULES: Mapping[str, _Test] = {
    "no_figure": _Test("Is er een cijfer?", "Bij de woorden moet een cijfer staan.", _METHOD),
    "implausible_period": _Test(
        "Kan deze periode?", "Een periode moet passen bij het plan of bij de jaren ervoor.", _METHOD
    ),
    "not_comparable": _Test(
        "Gaat het om hetzelfde?",
        "Twee cijfers zijn te vergelijken als eenheid, telwijze en duur van hun periode gelijk zijn.",
        _METHOD,
    ),
    "wrong_term": _Test(
        "Past het woord bij de bron?", "Elk woord voor een bron hoort bij een soort bron.", _METHOD
    ),
    "number_differs": _Test(
        "Is het gedrukte getal het cijfer?",
        "Een gedrukt getal staat voor alle waarden die ernaar afronden: 7,3 voor 7,25 tot en met 7,35.",
        _METHOD,
    ),
    "conflicting_figures": _Test(
        "Is er maar een getal?", "Voor een feit hoort er een getal te zijn.", _METHOD
    ),
    "does_not_add_up": _Test(
        "Telt het op?", "De delen samen zijn het totaal; begin + nieuw - afgesloten = over.", _METHOD
    ),
    "unsupported_headline": _Test(
        "Draagt de tekst de kop?",
        "De som van de cijfers onder een kop wijst dezelfde kant op als de kop; is er geen som, dan "
        "spreekt er iets voor en niets tegen.",
        _METHOD,
    ),
    "target_worse_than_result": _Test(
        "Vraagt de belofte meer dan er al was?", "De belofte en de periode ervoor naast elkaar.", _METHOD
    ),
    "not_reported_back": _Test(
        "Is er verslag gedaan?",
        "Bij een belofte hoort een cijfer, of een reden waarom het er niet is.",
        _METHOD,
    ),
    "disclosure_review": _Test(
        "Is iemand te herkennen?", "Over een klein aantal beslist een mens, met een reden.", _METHOD
    ),
    "causal_unsupported": _Test(
        "Is de oorzaak onderzocht?",
        'Een oorzaak blijkt uit een evaluatie met een vergelijkingsgebied; anders hoort er "mogelijk" bij.',
        _METHOD,
    ),
    "dependent_evidence": _Test(
        "Staat het bewijs op zichzelf?",
        "Een cijfer is geen bewijs voor een cijfer dat er deel van is.",
        _METHOD,
    ),
}


@dataclass(frozen=True, slots=True)
class ClaimExplanation:
    """Everything about one verdict: how it came about, and what would have given another."""

    claim_id: str
    words: str
    verdict: str
    why: str
    better: str | None
    explanation: Explanation
    flips: tuple[Flip, ...]


def explain_claim(
    entries: Sequence[object], claim_id: str, *, on: date | None = None
) -> ClaimExplanation | None:
    """Explain one claim of a list of entries of ``claim test``; None when no entry has this id.

    ``on``: the day of which the agreements hold. Returns the verdict, its test in words with its numbers
    and source, and the smallest changes after which the verdict is another.
    Raises ClaimError when the entry is not written as a claim.
    """
    places = [
        place
        for place, entry in enumerate(entries)
        if isinstance(entry, Mapping) and str(entry.get("id")) == str(claim_id)
    ]
    if not places:
        return None
    answer = judge_claims(entries, on=on)[places[0]]
    if "error" in answer:
        raise ClaimError(str(answer["error"]))
    entry = entries[places[0]]
    words = entry.get("words") if isinstance(entry, Mapping) else None
    return ClaimExplanation(
        claim_id=str(claim_id),
        words=str(words or ""),
        verdict=str(answer["verdict"]),
        why=str(answer["why"]),
        better=answer["better"],
        explanation=explain_answer(answer),
        flips=find_flips(entries, places[0], on=on),
    )


def explain_answer(answer: Mapping[str, Any]) -> Explanation:
    """Explain an answer of ``claim test``: by the rule that decided it, else by its test.

    Raises KeyError when the answer names a test that is not explained here.
    """
    found = explain_verdict(answer.get("computed") or {})
    rule = _RULES.get(str(answer.get("verdict")))
    if rule is None:
        return found
    return replace(found, title=rule.title, formula=rule.formula, source=rule.source)


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
    if computed.get("trend"):
        years = computed["trend"]["years"]
        found.append((f"Per jaar, over {years} jaren", _write_signed(computed["trend"]["per_year"])))
    if computed.get("dispersion") is not None:
        limit = _write(computed["dispersion"], 2)
        found.append(("Spreiding van de maanden (gedeeld door hun gemiddelde; 1 is toeval)", limit))
    if computed.get("breaks_at_dispersion") is not None:
        limit = _write(computed["breaks_at_dispersion"], 2)
        found.append(
            ("Valt weg als gevallen zo sterk in groepen komen (spreiding gedeeld door gemiddelde)", limit)
        )
    return found


def _write_signed(number: float) -> str:
    text = _write(number, 1)
    return f"+{text}" if number > 0 else text


def _write_chance(p: float) -> str:
    return "minder dan 0,001" if p < 0.001 else format_number(_decimal(p), 3)


def _write(number: float | int, decimals: int | None) -> str:
    return format_number(number if isinstance(number, int) else _decimal(number), decimals)


def _decimal(number: float) -> Decimal:
    """Return a computed number as a Decimal, without the dust of its last binary digits."""
    return Decimal(repr(round(number, 9)))
