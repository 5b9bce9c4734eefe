"""Verdicts as people read them: sign, word, one sentence why, a better sentence, how it was tested."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoorboek.apps.letters.building import passport_address
from spoorboek.apps.letters.checking import CheckedClaim
from spoorboek.documents.source.letter import LetterSource
from spoorboek.documents.source.spans import ClaimSpan, FigureReference, NumberSpan
from spoorboek.documents.writers.html import ClaimMark
from spoorboek.rules.explanations import Explanation, explain_verdict

_L = gettext_lazy
SIGNS = {"ok": "✓", "note": "i", "unknown": "~", "wrong": "✗", "absent": "◌"}
WORDS: dict[str, tuple[str, Promise]] = {
    "supported": ("ok", _L("klopt")),
    "supported_with_note": ("note", _L("klopt, maar ...")),
    "not_demonstrable": ("unknown", _L("niet aantoonbaar")),
    "not_testable": ("unknown", _L("niet te toetsen")),
    "needs_comparator": ("absent", _L("geen vergelijking")),
    "contradicted": ("wrong", _L("klopt niet")),
    "dependent_evidence": ("unknown", _L("steunt op hetzelfde bewijs")),
    "causal_unsupported": ("unknown", _L("oorzaak niet aangetoond")),
    "disclosure_review": ("note", _L("klein aantal: een mens beslist")),
    "not_reported_back": ("absent", _L("niet gemeld")),
    "target_worse_than_result": ("note", _L("doel is slechter dan wat al is bereikt")),
    "unsupported_headline": ("wrong", _L("de cijfers dragen deze kop niet")),
    "does_not_add_up": ("wrong", _L("telt niet op")),
    "conflicting_figures": ("wrong", _L("twee getallen voor hetzelfde")),
    "number_differs": ("wrong", _L("het getal is anders")),
    "wrong_term": ("wrong", _L("verkeerd woord voor deze bron")),
    "not_comparable": ("unknown", _L("niet te vergelijken")),
    "implausible_period": ("wrong", _L("deze periode kan niet kloppen")),
    "no_figure": ("absent", _L("geen cijfer")),
    "error": ("absent", _L("niet te beoordelen")),
}
"""Every code of a verdict: which of the five signs it gets, and its words."""


@dataclass(frozen=True, slots=True)
class OpenCode:
    """Something about a claim that still asks for a person, and where it is set aside."""

    word: Promise
    href: str


@dataclass(frozen=True, slots=True)
class ReasonGiven:
    """A verdict that somebody set aside, by role, and why."""

    word: Promise
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class VerdictCard:
    """One verdict beside its sentence."""

    claim_id: str
    quote: str
    line: int
    status: str
    word: Promise
    why: str
    better: str = ""
    also: tuple[Promise, ...] = ()
    figure_href: str = ""
    figure_name: str = ""
    explanation: Explanation | None = None
    open_codes: tuple[OpenCode, ...] = ()
    set_aside: tuple[ReasonGiven, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Tell whether there is nothing to say but that it holds."""
        return self.status == "ok" and not self.set_aside


def word_of(code: str) -> Promise:
    """Return the words for the code of a verdict."""
    return WORDS[code][1]


def make_card(claim: CheckedClaim, *, figure_key: str = "", slug: str = "") -> VerdictCard:
    """Return the card of one claim; with ``slug`` its open codes lead to the page that sets them aside."""
    opened = [
        OpenCode(word_of(code), _aside_href(slug, claim.claim_id, code)) for code in claim.open_codes if slug
    ]
    given = [ReasonGiven(word_of(one.verdict), one.reason, one.by) for one in claim.set_aside]
    return _draw(claim.claim_id, claim.entry, claim.verdict, figure_key, claim.place.line, opened, given)


def make_published_card(record: Mapping[str, Any]) -> VerdictCard:
    """Return the card of one claim as the manifest of a published letter keeps it."""
    given = [
        ReasonGiven(word_of(str(one["verdict"])), str(one["reason"]), str(one["by"]))
        for one in record.get("overrides", ())
    ]
    entry = record["entry"]
    return _draw(str(entry.get("id", "")), entry, record["verdict"], "", 0, (), given)


def make_mark(card: VerdictCard) -> ClaimMark:
    """Return how the words of this claim are marked in the letter itself."""
    href = "" if card.is_plain else f"#oordeel-{card.claim_id}"
    return ClaimMark(SIGNS[card.status], str(card.word), f"claim--{card.status}", href)


def list_claim_figures(letter: LetterSource) -> dict[str, str]:
    """Return for each claim and number of a letter, by its id, the key of the figure it is about."""
    front, numbers, found = letter.front_matter, 0, {}
    for _section, span in letter.spans():
        reference: FigureReference | None = None
        name = ""
        if isinstance(span, ClaimSpan):
            details, name = span.details, span.claim_id
            reference = details.until or details.figure or details.total or details.since
        elif isinstance(span, NumberSpan):
            numbers += 1
            reference, name = span.reference, f"n{numbers}"
        if reference is not None:
            found[name] = reference.key(front.period, front.area)
    return found


def _draw(
    claim_id: str,
    entry: Mapping[str, Any],
    verdict: Mapping[str, Any],
    figure_key: str,
    line: int,
    opened: Sequence[OpenCode],
    given: Sequence[ReasonGiven],
) -> VerdictCard:
    code = "error" if "error" in verdict else str(verdict["verdict"])
    status, word = WORDS[code]
    quote = str(entry.get("words", ""))
    return VerdictCard(
        claim_id=claim_id,
        quote=quote,
        line=line,
        status=status,
        word=word,
        why=str(verdict.get("error") or verdict.get("why") or ""),
        better=str(verdict.get("better") or ""),
        also=tuple(word_of(str(each)) for each in verdict.get("also", ())),
        figure_href=passport_address(figure_key) if figure_key else "",
        figure_name=_("bij '%(words)s'") % {"words": quote},
        explanation=_explain(verdict),
        open_codes=tuple(opened),
        set_aside=tuple(given),
    )


def _explain(verdict: Mapping[str, Any]) -> Explanation | None:
    computed = verdict.get("computed")
    if not computed:
        return None
    try:
        return explain_verdict(computed)
    except KeyError:
        return None


def _aside_href(slug: str, claim_id: str, code: str) -> str:
    return "" if code == "error" else reverse("letter_set_aside", args=[slug, claim_id, code])
