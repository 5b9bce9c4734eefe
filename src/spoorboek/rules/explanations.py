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
from spoorboek.rules.claims.word_list import WordList
from spoorboek.rules.explained_tests import EXPLAINED_RULES, EXPLAINED_TESTS


@dataclass(frozen=True, slots=True)
class Explanation:
    """What stands under "Hoe getoetst". All texts are Dutch; ``inputs`` and ``outcomes`` in reading order."""

    title: str
    formula: str
    inputs: tuple[tuple[str, str], ...]
    outcomes: tuple[tuple[str, str], ...]
    source: str


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
    entries: Sequence[object], claim_id: str, *, on: date | None = None, words: WordList | None = None
) -> ClaimExplanation | None:
    """Explain one claim of a list of entries of ``claim test``; None when no entry has this id.

    ``on``: the day of which the agreements hold; ``words``: by which words, without it those that hold here
    on that day. Returns the verdict, its test in words with its numbers and source, and the smallest changes
    after which the verdict is another.
    Raises ClaimError when the entry is not written as a claim.
    """
    places = [
        place
        for place, entry in enumerate(entries)
        if isinstance(entry, Mapping) and str(entry.get("id")) == str(claim_id)
    ]
    if not places:
        return None
    answer = judge_claims(entries, on=on, words=words)[places[0]]
    if "error" in answer:
        raise ClaimError(str(answer["error"]))
    entry = entries[places[0]]
    said = entry.get("words") if isinstance(entry, Mapping) else None
    return ClaimExplanation(
        claim_id=str(claim_id),
        words=str(said or ""),
        verdict=str(answer["verdict"]),
        why=str(answer["why"]),
        better=answer["better"],
        explanation=explain_answer(answer),
        flips=find_flips(entries, places[0], on=on, words=words),
    )


def explain_answer(answer: Mapping[str, Any]) -> Explanation:
    """Explain an answer of ``claim test``: by the rule that decided it, else by its test.

    Raises KeyError when the answer names a test that is not explained here.
    """
    found = explain_verdict(answer.get("computed") or {})
    rule = EXPLAINED_RULES.get(str(answer.get("verdict")))
    if rule is None:
        return found
    return replace(found, title=rule.title, formula=rule.formula, source=rule.source)


def explain_verdict(computed: Mapping[str, Any]) -> Explanation:
    """Explain how a verdict came about, from the ``computed`` of its answer.

    Returns the test with its formula in words, what went in and what came out. An answer without a
    comparison (a sum, a flow, a term) is explained as having no test.
    Raises KeyError when the answer names a test that is not explained here.
    """
    test = EXPLAINED_TESTS[computed.get("test")]
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
    found += _list_funnel(computed.get("funnel")) + _list_process(computed.get("process"))
    if computed.get("dispersion") is not None:
        limit = _write(computed["dispersion"], 2)
        found.append(("Spreiding van de maanden (gedeeld door hun gemiddelde; 1 is toeval)", limit))
    if computed.get("breaks_at_dispersion") is not None:
        limit = _write(computed["breaks_at_dispersion"], 2)
        found.append(
            ("Valt weg als gevallen zo sterk in groepen komen (spreiding gedeeld door gemiddelde)", limit)
        )
    return found


def _list_funnel(funnel: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    if not funnel:
        return []
    found = [("Verwacht naar de andere gebieden", _write(funnel["expected"], 1))]
    for name, level in (("limits_95", "95%"), ("limits_998", "99,8%")):
        found.append((f"Grenzen van {level}", _write_limits(*funnel[name])))
    return found


_ASSURANCES = {
    "always": "wordt steeds gehaald",
    "never": "wordt niet gehaald",
    "hit or miss": "halen of missen is toeval",
}


def _list_process(process: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    if not process:
        return []
    signals = len(process["outside"]) + len(process["runs"])
    found = [
        (f"Procesgrafiek (XmR) over {process['points']} perioden, gemiddeld", _write(process["mean"], 1)),
        ("Grenzen van de procesgrafiek", _write_limits(process["low"], process["high"])),
        ("Signalen in de procesgrafiek", str(signals) if signals else "geen"),
    ]
    if process.get("assurance"):
        found.append(("Doel, als het zo blijft", _ASSURANCES[process["assurance"]]))
    return found


def _write_limits(low: float, high: float) -> str:
    return f"{_write(low, 1)} tot {_write(high, 1)}"


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
