"""The check of a letter: every claim judged, every gap found, every finding with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from spoorboek.apps.letters.gathering import Gathered
from spoorboek.apps.letters.judging import judge_letter
from spoorboek.documents.errors import FillError, Problem
from spoorboek.documents.fill import fill_letter
from spoorboek.documents.inline_filling import print_figure
from spoorboek.documents.letter_form import list_form_problems
from spoorboek.documents.letter_type import LetterType
from spoorboek.documents.model import Document
from spoorboek.documents.printed_text import list_claim_words
from spoorboek.documents.source.place import Place
from spoorboek.documents.source.spans import CommitmentSpan, PromiseSpan
from spoorboek.figures.dutch_dates import format_date
from spoorboek.rules.letter_claims import LetterClaim, build_claims
from spoorboek.rules.letter_readiness import find_open_codes, list_reasons_to_wait
from spoorboek.rules.parameters.dated import ParameterError
from spoorboek.rules.promise_accounts import PromiseState, find_silent_promises


@dataclass(frozen=True, slots=True)
class SetAside:
    """A verdict that a person set aside for one claim, with the reason."""

    claim_id: str
    verdict: str
    reason: str
    by: str
    at: str

    def rename(self, claim_id: str) -> SetAside:
        """Return the same for another claim: the one that the sentence is now."""
        return replace(self, claim_id=claim_id)


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """One claim or number of the letter with its verdict. Offsets are code points in the source.

    ``words`` are as printed, with the numbers filled in; ``entry`` keeps those of the source.
    """

    claim_id: str
    place: Place
    words: str
    entry: Mapping[str, Any]
    verdict: Mapping[str, Any]
    set_aside: tuple[SetAside, ...]

    @property
    def open_codes(self) -> tuple[str, ...]:
        """Return what still asks for a person, the gravest first."""
        return find_open_codes(self.verdict, {one.verdict for one in self.set_aside})

    @property
    def is_number(self) -> bool:
        """Tell whether this is a number on its own, not words about numbers."""
        return bool(self.entry.get("claim") == "states")


@dataclass(frozen=True, slots=True)
class LetterCheck:
    """Everything found in one letter. ``document`` is None when a figure or table is absent."""

    claims: tuple[CheckedClaim, ...]
    problems: tuple[Problem, ...]
    untied: tuple[Problem, ...]
    silent: tuple[str, ...]
    document: Document | None
    silent_titles: tuple[str, ...] = ()
    """What the promises and commitments of ``silent`` are called, in the same order."""
    disclosed: tuple[str, ...] = ()
    """What small numbers the letter would give away, in sentences."""

    @property
    def open_claims(self) -> tuple[CheckedClaim, ...]:
        """Return the claims that do not hold and that nobody set aside."""
        return tuple(claim for claim in self.claims if claim.open_codes)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return why the letter cannot go to approval; empty when it can."""
        waiting = list_reasons_to_wait(
            problem_count=len(self.problems),
            untied_count=len(self.untied),
            open_claim_count=len(self.open_claims),
            silent=self.silent_titles or self.silent,
        )
        return (*waiting, *self.disclosed)


def check_gathered(
    gathered: Gathered, letter_type: LetterType, set_aside: Iterable[SetAside] = ()
) -> LetterCheck:
    """Check a letter against its figures, its type and its plan."""
    letter = gathered.letter
    problems = list(list_form_problems(letter, letter_type))
    document: Document | None = None
    printed: Mapping[str, str] = {}
    claims: tuple[CheckedClaim, ...] = ()
    try:
        document = fill_letter(letter, letter_type, gathered.supplies())
        printed = list_claim_words(document)
    except FillError as error:
        problems += error.problems
    try:
        claims = _judge(gathered, tuple(set_aside), printed)
    except ParameterError:
        problems.append(_say_too_early(gathered))
    untied = tuple(
        Problem(n.place.line, n.place.start, n.place.end, f"'{n.text}' hangt niet aan een cijfer.")
        for n in letter.untied_numbers
    )
    silent = _find_silent(gathered)
    return LetterCheck(
        claims=claims,
        problems=tuple(sorted(problems)),
        untied=untied,
        silent=silent,
        document=document,
        silent_titles=_name_all(gathered, silent),
        disclosed=gathered.protection.problems,
    )


def _say_too_early(gathered: Gathered) -> Problem:
    """A slip in the year is soon made; then there is nothing to judge by, but the letter still opens."""
    front = gathered.letter.front_matter
    place = front.places["dated_on"]
    said = f"op {format_date(front.dated_on)} golden de afspraken nog niet waarmee beweringen worden getoetst"
    return Problem(place.line, place.start, place.end, f"{said}; kijk de datum van de brief na.")


def _judge(
    gathered: Gathered,
    set_aside: tuple[SetAside, ...],
    printed: Mapping[str, str],
) -> tuple[CheckedClaim, ...]:
    claims = build_claims(gathered.letter, gathered.figures, gathered.context)
    answers = judge_letter([claim.entry for claim in claims], on=gathered.letter.front_matter.dated_on)
    return tuple(
        CheckedClaim(
            claim.claim_id,
            claim.place,
            printed.get(claim.claim_id) or _fill_in(gathered, claim),
            claim.entry,
            answer,
            tuple(one for one in set_aside if one.claim_id == claim.claim_id),
        )
        for claim, answer in zip(claims, answers, strict=True)
    )


def _fill_in(gathered: Gathered, claim: LetterClaim) -> str:
    """A number that the system fills in is shown as the number; in a claim it is in the printed words."""
    figure = gathered.figures.get(claim.keys[0]) if claim.words == "?" else None
    return print_figure(figure) if figure else claim.words


def _name_all(gathered: Gathered, codes: tuple[str, ...]) -> tuple[str, ...]:
    promises = gathered.family.list_promises() if gathered.family and codes else ()
    titles = {promise.code: f"'{promise.title}'" for promise in promises}
    titles |= {row.commitment.code: f"'{row.commitment.text}'" for row in gathered.due_commitments}
    return tuple(titles.get(code, code) for code in codes)


def _find_silent(gathered: Gathered) -> tuple[str, ...]:
    """A row that says that nothing was reported is silence too, until a reason stands in the letter."""
    reported: set[str] = set()
    reasons: dict[str, str] = {}
    for _, span in gathered.letter.spans():
        if isinstance(span, PromiseSpan | CommitmentSpan):
            if span.unreported:
                reasons[span.code] = span.unreported
            else:
                reported.add(span.code)
    rows = [row for block in gathered.progress.values() for row in block]
    unknown = {row.promise.code for row in rows if row.state is PromiseState.NOT_REPORTED}
    reported |= {row.promise.code for row in rows} - unknown
    due = [*gathered.due_promises, *(row.commitment.code for row in gathered.due_commitments)]
    return find_silent_promises(due, reported, reasons)
