"""What a verdict is called, and which of five signs it gets: on pages, in Word and on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SIGNS = {"ok": "✓", "note": "i", "unknown": "~", "wrong": "✗", "absent": "◌"}


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """How a verdict looks: which sign of ``SIGNS``, and its words."""

    sign: str
    words: str


VERDICT_WORDS: dict[str, VerdictWords] = {
    "supported": VerdictWords("ok", "klopt"),
    "supported_with_note": VerdictWords("note", "klopt, maar ..."),
    "not_demonstrable": VerdictWords("unknown", "niet aantoonbaar"),
    "not_testable": VerdictWords("unknown", "niet te toetsen"),
    "needs_comparator": VerdictWords("absent", "geen vergelijking"),
    "contradicted": VerdictWords("wrong", "klopt niet"),
    "dependent_evidence": VerdictWords("unknown", "steunt op hetzelfde bewijs"),
    "causal_unsupported": VerdictWords("unknown", "oorzaak niet aangetoond"),
    "disclosure_review": VerdictWords("note", "klein aantal: een mens beslist"),
    "not_reported_back": VerdictWords("absent", "niet gemeld"),
    "target_worse_than_result": VerdictWords("note", "doel is slechter dan wat al is bereikt"),
    "unsupported_headline": VerdictWords("wrong", "de cijfers dragen deze kop niet"),
    "does_not_add_up": VerdictWords("wrong", "telt niet op"),
    "conflicting_figures": VerdictWords("wrong", "twee getallen voor hetzelfde"),
    "number_differs": VerdictWords("wrong", "het getal is anders"),
    "wrong_term": VerdictWords("wrong", "verkeerd woord voor deze bron"),
    "not_comparable": VerdictWords("unknown", "niet te vergelijken"),
    "implausible_period": VerdictWords("wrong", "deze periode kan niet kloppen"),
    "no_figure": VerdictWords("absent", "geen cijfer"),
    "error": VerdictWords("absent", "niet te beoordelen"),
}


def write_verdict_comment(verdict: Mapping[str, Any]) -> str:
    """Return a verdict as a comment: sign and word, why, and a better sentence.

    ``verdict``: an answer of ``judge_claims``. Returns lines; what it does not say is left out.

    >>> write_verdict_comment({"verdict": "contradicted", "why": "Het daalde.", "better": None})
    '✗ Klopt niet\\nHet daalde.'
    """
    said = VERDICT_WORDS["error" if "error" in verdict else str(verdict["verdict"])]
    lines = [f"{SIGNS[said.sign]} {said.words[0].upper()}{said.words[1:].removesuffix(' ...')}"]
    also = [VERDICT_WORDS[str(code)].words for code in verdict.get("also", ()) if str(code) in VERDICT_WORDS]
    if also:
        lines.append(f"Ook: {', '.join(also)}.")
    why, better = verdict.get("error") or verdict.get("why"), verdict.get("better")
    lines += [str(why)] if why else []
    lines += [f"Beter: {better}"] if better else []
    return "\n".join(lines)
