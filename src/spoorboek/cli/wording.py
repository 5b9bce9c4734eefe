"""The Dutch words of verdicts and figures on the command line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """How a verdict looks in a list: a sign that needs no colour, and its words."""

    sign: str
    words: str


VERDICT_WORDS: dict[str, VerdictWords] = {
    "supported": VerdictWords("v", "klopt"),
    "supported_with_note": VerdictWords("i", "klopt, maar"),
    "not_demonstrable": VerdictWords("~", "niet aantoonbaar"),
    "not_testable": VerdictWords("~", "niet te toetsen"),
    "needs_comparator": VerdictWords("?", "geen vergelijking"),
    "contradicted": VerdictWords("x", "klopt niet"),
    "dependent_evidence": VerdictWords("i", "steunt op hetzelfde bewijs"),
    "causal_unsupported": VerdictWords("~", "oorzaak niet aangetoond"),
    "disclosure_review": VerdictWords("i", "klein aantal: een mens beslist"),
    "not_reported_back": VerdictWords("?", "niet gemeld"),
    "target_worse_than_result": VerdictWords("i", "doel is slechter dan wat al bereikt is"),
    "unsupported_headline": VerdictWords("x", "de tekst draagt de kop niet"),
    "does_not_add_up": VerdictWords("x", "telt niet op"),
    "conflicting_figures": VerdictWords("x", "twee getallen voor hetzelfde"),
    "number_differs": VerdictWords("x", "het getal is anders"),
    "wrong_term": VerdictWords("x", "verkeerd woord voor deze bron"),
    "not_comparable": VerdictWords("x", "niet te vergelijken"),
    "implausible_period": VerdictWords("x", "periode kan niet kloppen"),
    "no_figure": VerdictWords("?", "geen cijfer"),
}
