"""The tests and rules behind verdicts, in words: what stands at the head of "Hoe getoetst"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WordedTest:
    """A test by its name, its formula in words and its source. All texts are Dutch."""

    title: str
    formula: str
    source: str


_METHOD = "Methode van Spoorboek, paragraaf 4"

EXPLAINED_TESTS: Mapping[str | None, WordedTest] = {
    "two_counts": WordedTest(
        "Twee aantallen vergelijken (exacte toets)",
        "Als er niets veranderde, valt elk geval met gelijke kans in de ene of de andere periode. De toets "
        "telt hoe vaak toeval dan een verdeling geeft die minstens zo ongewoon is. Duren de periodes niet "
        "even lang, dan telt hun lengte mee.",
        "Przyborowski en Wilenski 1940; Fay 2010, The R Journal 2(1)",
    ),
    "survey_change": WordedTest(
        "Twee uitkomsten van een enquête vergelijken",
        "Het verschil, gedeeld door de onzekerheid van beide uitkomsten samen. De onzekerheid volgt uit de "
        "marges die de bron geeft.",
        "Altman en Bland 2011, BMJ 343:d2090",
    ),
    "survey_change_rounded": WordedTest(
        "Twee afgeronde uitkomsten van een enquête vergelijken",
        "Als bij een enquête, maar met elk getal dat tot de gedrukte cijfers kan zijn afgerond. Alleen als "
        "ze allemaal hetzelfde zeggen, is er een uitkomst.",
        "Moore 1966, Interval Analysis, hoofdstuk 3",
    ),
    "monthly_series": WordedTest(
        "Twee jaren vergelijken, maand voor maand",
        "Elke maand wordt geschat uit zijn jaar en zijn plaats in het jaar. Hoe ver de maanden daarvan af "
        "liggen, laat zien hoe sterk gevallen in groepen komen. Daarmee wordt het verschil tussen de jaren "
        "gewogen, en nooit zekerder dan wanneer elk geval los van de andere zou zijn.",
        "McCullagh en Nelder 1989, Generalized Linear Models, hoofdstuk 6",
    ),
    "yearly_trend": WordedTest(
        "De lijn over de jaren",
        "Door alle jaren loopt een rechte lijn, waarin elk jaar telt naar zijn zekerheid. De lijn moet "
        "verder stijgen of dalen dan in 998 van de 1.000 gevallen door toeval, en dezelfde kant op "
        "blijven wijzen als er een jaar wegvalt.",
        "Draper en Smith 1998, Applied Regression Analysis, paragraaf 9.2; Fingertips, trendmarkeringen",
    ),
    "funnel": WordedTest(
        "Naast meer gebieden (trechter)",
        "Uit de andere gebieden samen volgt wat hier te verwachten is, naar hun grootte als die bekend is. "
        "Om die verwachting liggen grenzen: hoe ver toeval reikt, en hoeveel gebieden vanzelf uiteen lopen. "
        "Pas buiten de grenzen van 99,8% is een gebied echt hoger of lager; een plaats op een ranglijst "
        "zegt dat niet.",
        "Spiegelhalter 2005, Statistics in Medicine 24; Quality and Safety in Health Care 14",
    ),
    "acceleration": WordedTest(
        "Vergelijken hoe snel iets verandert",
        "Het verschil tussen twee groeicijfers per jaar, gedeeld door zijn onzekerheid.",
        "Agresti 2002, Categorical Data Analysis, paragraaf 3.1 (deltamethode)",
    ),
    "published": WordedTest(
        "De toets van de bron zelf",
        "De bron zegt zelf of het verschil groter is dan de marge. Dat gaat voor een eigen berekening.",
        "De bron van het cijfer",
    ),
    None: WordedTest(
        "Geen toets",
        "De cijfers zijn naast elkaar gezet. Een toets op toeval hoort er niet bij of bestaat er niet voor.",
        _METHOD,
    ),
}


# Verdicts that follow from something else than a comparison of figures.
EXPLAINED_RULES: Mapping[str, WordedTest] = {
    "no_figure": WordedTest("Is er een cijfer?", "Bij de woorden moet een cijfer staan.", _METHOD),
    "implausible_period": WordedTest(
        "Kan deze periode?", "Een periode moet passen bij het plan of bij de jaren ervoor.", _METHOD
    ),
    "not_comparable": WordedTest(
        "Gaat het om hetzelfde?",
        "Twee cijfers zijn te vergelijken als eenheid, telwijze en duur van hun periode gelijk zijn.",
        _METHOD,
    ),
    "wrong_term": WordedTest(
        "Past het woord bij de bron?", "Elk woord voor een bron hoort bij een soort bron.", _METHOD
    ),
    "number_differs": WordedTest(
        "Is het gedrukte getal het cijfer?",
        "Een gedrukt getal staat voor alle waarden die ernaar afronden: 7,3 voor 7,25 tot en met 7,35.",
        _METHOD,
    ),
    "conflicting_figures": WordedTest(
        "Is er maar een getal?", "Voor een feit hoort er een getal te zijn.", _METHOD
    ),
    "does_not_add_up": WordedTest(
        "Telt het op?", "De delen samen zijn het totaal; begin + nieuw - afgesloten = over.", _METHOD
    ),
    "unsupported_headline": WordedTest(
        "Draagt de tekst de kop?",
        "De som van de cijfers onder een kop wijst dezelfde kant op als de kop; is er geen som, dan "
        "spreekt er iets voor en niets tegen.",
        _METHOD,
    ),
    "target_worse_than_result": WordedTest(
        "Vraagt de belofte meer dan er al was?", "De belofte en de periode ervoor naast elkaar.", _METHOD
    ),
    "not_reported_back": WordedTest(
        "Is er verslag gedaan?",
        "Bij een belofte hoort een cijfer, of een reden waarom het er niet is.",
        _METHOD,
    ),
    "disclosure_review": WordedTest(
        "Is iemand te herkennen?", "Over een klein aantal beslist een mens, met een reden.", _METHOD
    ),
    "causal_unsupported": WordedTest(
        "Is de oorzaak onderzocht?",
        'Een oorzaak blijkt uit een evaluatie met een vergelijkingsgebied; anders hoort er "mogelijk" bij.',
        _METHOD,
    ),
    "dependent_evidence": WordedTest(
        "Staat het bewijs op zichzelf?",
        "Een cijfer is geen bewijs voor een cijfer dat er deel van is.",
        _METHOD,
    ),
}
