"""Verdicts as people read them: sign, word, one sentence why, a better sentence, how it was tested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from spoorboek.apps.letters.building import passport_address
from spoorboek.apps.letters.checking import CheckedClaim
from spoorboek.documents.source.letter import LetterSource
from spoorboek.documents.source.spans import ClaimSpan, FigureReference, NumberSpan
from spoorboek.documents.writers.html import ClaimMark
from spoorboek.rules.explanations import Explanation, explain_answer
from spoorboek.rules.verdict_words import SIGNS as SIGNS
from spoorboek.rules.verdict_words import VERDICT_WORDS

TRANSLATED = (
    gettext_noop("klopt"),
    gettext_noop("klopt, maar ..."),
    gettext_noop("niet aantoonbaar"),
    gettext_noop("niet te toetsen"),
    gettext_noop("geen vergelijking"),
    gettext_noop("klopt niet"),
    gettext_noop("steunt op hetzelfde bewijs"),
    gettext_noop("oorzaak niet aangetoond"),
    gettext_noop("klein aantal: een mens beslist"),
    gettext_noop("niet gemeld"),
    gettext_noop("doel is slechter dan wat al is bereikt"),
    gettext_noop("de cijfers dragen deze kop niet"),
    gettext_noop("telt niet op"),
    gettext_noop("twee getallen voor hetzelfde"),
    gettext_noop("het getal is anders"),
    gettext_noop("verkeerd woord voor deze bron"),
    gettext_noop("niet te vergelijken"),
    gettext_noop("deze periode kan niet kloppen"),
    gettext_noop("geen cijfer"),
    gettext_noop("niet te beoordelen"),
)
"""The words of the rules, so that they get an English one; a test holds the two together."""

WORDS: dict[str, tuple[str, Promise]] = {
    code: (said.sign, gettext_lazy(said.words)) for code, said in VERDICT_WORDS.items()
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
    explained_href: str = ""
    open_codes: tuple[OpenCode, ...] = ()
    set_aside: tuple[ReasonGiven, ...] = ()
    is_published: bool = False
    """What a published letter says about itself stays in the language in which it was published."""

    @property
    def is_plain(self) -> bool:
        """Tell whether there is nothing to say but that it holds."""
        return self.status == "ok" and not self.set_aside


def word_of(code: str) -> Promise:
    """Return the words for the code of a verdict."""
    return WORDS[code][1]


def make_card(
    claim: CheckedClaim, words: str, figure_key: str, slug: str, *, letter: str = ""
) -> VerdictCard:
    """Return the card of one claim, quoting ``words``.

    With ``slug`` its open codes lead to the page that sets them aside, with ``letter`` the card to the page
    that tells how it was tested; both are the name of the letter.
    """
    opened = [
        OpenCode(word_of(code), _aside_href(slug, claim.claim_id, code)) for code in claim.open_codes if slug
    ]
    given = [ReasonGiven(word_of(one.verdict), one.reason, one.by) for one in claim.set_aside]
    said = words or claim.words
    card = _draw(claim.claim_id, said, claim.verdict, figure_key, claim.place.line, opened, given)
    return _lead_on(card, letter)


def make_published_card(record: Mapping[str, Any], words: str, *, letter: str) -> VerdictCard:
    """Return the card of one claim as the manifest of a published letter keeps it."""
    given = [
        ReasonGiven(word_of(str(one["verdict"])), str(one["reason"]), str(one["by"]))
        for one in record.get("overrides", ())
    ]
    entry = record["entry"]
    said = words or str(entry.get("words", ""))
    card = _draw(str(entry.get("id", "")), said, record["verdict"], "", 0, (), given)
    return _lead_on(replace(card, is_published=True), letter)


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


def list_claim_words(
    parts: Iterable[Mapping[str, Any]], figures: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return for each claim, by its id, its words as printed; for a number of ``figures`` the number."""
    words: dict[str, str] = {}
    printed: dict[str, str] = {}
    for run in (run for part in parts for run in part["runs"]):
        for claim_id in run.get("claims", ()):
            words[claim_id] = words.get(claim_id, "") + run["text"]
        if "figure" in run:
            printed.setdefault(run["figure"], run["text"])
    numbers = {name: printed.get(key, "") for name, key in (figures or {}).items() if name not in words}
    return words | numbers


def _draw(
    claim_id: str,
    quote: str,
    verdict: Mapping[str, Any],
    figure_key: str,
    line: int,
    opened: Sequence[OpenCode],
    given: Sequence[ReasonGiven],
) -> VerdictCard:
    code = "error" if "error" in verdict else str(verdict["verdict"])
    status, word = WORDS[code]
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
    if "error" in verdict:
        return None
    try:
        return explain_answer(verdict)
    except KeyError:
        return None


def _lead_on(card: VerdictCard, letter: str) -> VerdictCard:
    """Lead to the page with the whole explanation, which takes too long to work out for every card."""
    if not letter or card.explanation is None:
        return card
    return replace(card, explained_href=reverse("letter_explained", args=[letter, card.claim_id]))


def _aside_href(slug: str, claim_id: str, code: str) -> str:
    return "" if code == "error" else reverse("letter_set_aside", args=[slug, claim_id, code])
