"""Judging claims: every kind has its judge, every claim gets one verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from spoorboek.rules.claims.bench import Bench, get_bench
from spoorboek.rules.claims.checks.conflicts import check_conflicts, find_shared_conflicts
from spoorboek.rules.claims.checks.evidence import Judged, check_dependence, check_headline
from spoorboek.rules.claims.checks.plan_periods import check_plan_periods
from spoorboek.rules.claims.checks.printed_numbers import check_printed_numbers
from spoorboek.rules.claims.checks.small_numbers import check_small_numbers
from spoorboek.rules.claims.checks.terms import check_terms
from spoorboek.rules.claims.claim import Claim, ClaimKind
from spoorboek.rules.claims.comparators import Comparisons, compare_periods
from spoorboek.rules.claims.entry import read_claim
from spoorboek.rules.claims.entry_values import show
from spoorboek.rules.claims.errors import ClaimError
from spoorboek.rules.claims.family import Prepared, name_comparisons, weigh_section
from spoorboek.rules.claims.growth import compare_speeds
from spoorboek.rules.claims.kinds.about_equal import judge_about_equal
from spoorboek.rules.claims.kinds.adds_up import judge_adds_up
from spoorboek.rules.claims.kinds.causes import judge_causes
from spoorboek.rules.claims.kinds.falls import judge_falls
from spoorboek.rules.claims.kinds.faster import judge_faster
from spoorboek.rules.claims.kinds.flow import judge_flow
from spoorboek.rules.claims.kinds.higher_than import judge_higher_than
from spoorboek.rules.claims.kinds.lower_than import judge_lower_than
from spoorboek.rules.claims.kinds.not_demonstrably_changed import judge_not_demonstrably_changed
from spoorboek.rules.claims.kinds.rises import judge_rises
from spoorboek.rules.claims.kinds.slower import judge_slower
from spoorboek.rules.claims.kinds.states import judge_states
from spoorboek.rules.claims.kinds.target_met import judge_target_met
from spoorboek.rules.claims.kinds.target_missed import judge_target_missed
from spoorboek.rules.claims.kinds.uses_term import judge_uses_term
from spoorboek.rules.claims.phrases import name_period
from spoorboek.rules.claims.process import tell_process
from spoorboek.rules.claims.references import compare_with_reference
from spoorboek.rules.claims.target import find_better_result
from spoorboek.rules.claims.verdict import PRECEDENCE, Finding, Verdict, VerdictCode, decide_verdict
from spoorboek.rules.claims.word_list import WordList
from spoorboek.stats.errors import StatsError

Judge = Callable[[Claim, Comparisons, Bench], Finding | list[Finding]]
Outcome = Verdict | ClaimError

JUDGES: Mapping[ClaimKind, Judge] = {
    ClaimKind.RISES: judge_rises,
    ClaimKind.FALLS: judge_falls,
    ClaimKind.ABOUT_EQUAL: judge_about_equal,
    ClaimKind.NOT_DEMONSTRABLY_CHANGED: judge_not_demonstrably_changed,
    ClaimKind.FASTER: judge_faster,
    ClaimKind.SLOWER: judge_slower,
    ClaimKind.HIGHER_THAN: judge_higher_than,
    ClaimKind.LOWER_THAN: judge_lower_than,
    ClaimKind.TARGET_MET: judge_target_met,
    ClaimKind.TARGET_MISSED: judge_target_missed,
    ClaimKind.ADDS_UP: judge_adds_up,
    ClaimKind.FLOW: judge_flow,
    ClaimKind.CAUSES: judge_causes,
    ClaimKind.STATES: judge_states,
    ClaimKind.USES_TERM: judge_uses_term,
}

COMPARE: Mapping[ClaimKind, Callable[[Claim], Comparisons]] = {
    ClaimKind.RISES: compare_periods,
    ClaimKind.FALLS: compare_periods,
    ClaimKind.ABOUT_EQUAL: compare_periods,
    ClaimKind.NOT_DEMONSTRABLY_CHANGED: compare_periods,
    ClaimKind.FASTER: compare_speeds,
    ClaimKind.SLOWER: compare_speeds,
    ClaimKind.HIGHER_THAN: compare_with_reference,
    ClaimKind.LOWER_THAN: compare_with_reference,
}

CHECKS = (check_plan_periods, check_terms, check_printed_numbers, check_conflicts, check_small_numbers)


def judge_claims(
    entries: Sequence[object], *, on: date | None = None, words: WordList | None = None
) -> list[dict[str, Any]]:
    """Judge the entries of ``claim test --json`` and return their answers in order.

    ``on``: the day of which the agreements hold; without it those that hold last. ``words``: by which words,
    without it those that hold here on that day. An entry that is no claim gets ``{"id", "error"}``; the
    others are still judged.
    """
    read = _read_entries(entries, words)
    claims = [one for one in read if isinstance(one, Claim)]
    sections = [_section_key(claim, nr) for nr, claim in enumerate(claims)]
    outcomes = iter(_judge_all(claims, sections, on, words=words))
    answers: list[dict[str, Any]] = []
    for entry, one in zip(entries, read, strict=True):
        outcome = next(outcomes) if isinstance(one, Claim) else one
        if isinstance(outcome, ClaimError):
            answers.append({"id": _name_entry(entry), "error": str(outcome)})
        else:
            answers.append(outcome.to_json() | {"id": _name_entry(entry)})
    return answers


def read_company(entries: Sequence[object], words: WordList | None = None) -> tuple[Claim, ...]:
    """Return the entries that are claims, for ``judge_among``; the others have no say.

    Parameters: ``entries`` and ``words``, as for ``judge_claims``. Returns the claims in the same order.
    """
    return tuple(one for one in _read_entries(entries, words) if isinstance(one, Claim))


def judge_among(
    entry: object, company: Sequence[Claim], *, on: date | None = None, words: WordList | None = None
) -> dict[str, Any]:
    """Judge one entry in the company of others: the first answer of ``judge_claims`` to it and them.

    Parameters: ``entry``, ``on`` and ``words``, as for ``judge_claims``; ``company``, what ``read_company``
    returned. Returns the one answer. For who asks it hundreds of times: the company
    is read once, and judged itself only where the entry leans on it.
    """
    (read,) = _read_entries([entry], words)
    if isinstance(read, ClaimError):
        return {"id": _name_entry(entry), "error": str(read)}
    claims = [read, *(one for one in company if one.claim_id != read.claim_id)]
    sections = [_section_key(claim, nr) for nr, claim in enumerate(claims)]
    outcome = _judge_all(claims, sections, on, words=words, is_first_only=not read.evidence)[0]
    if isinstance(outcome, ClaimError):
        return {"id": _name_entry(entry), "error": str(outcome)}
    return outcome.to_json() | {"id": _name_entry(entry)}


def judge_section(claims: Sequence[Claim], *, on: date | None = None) -> tuple[Verdict, ...]:
    """Judge claims that stand together in one section; their comparisons are weighed together.

    Raises ClaimError for the first claim that cannot be judged as it is written.
    """
    outcomes = _judge_all(claims, [0] * len(claims), on)
    for outcome in outcomes:
        if isinstance(outcome, ClaimError):
            raise outcome
    return tuple(outcome for outcome in outcomes if isinstance(outcome, Verdict))


def _read_entries(entries: Sequence[object], words: WordList | None = None) -> list[Claim | ClaimError]:
    read: list[Claim | ClaimError] = []
    seen: set[str] = set()
    for entry in entries:
        try:
            claim = read_claim(entry, words)
            if claim.claim_id in seen:
                raise ClaimError(f"er zijn twee beweringen met id {show(claim.claim_id)}")
        except ClaimError as error:
            read.append(error)
            continue
        seen.add(claim.claim_id)
        read.append(claim)
    return read


def _section_key(claim: Claim, place: int) -> object:
    """A claim without a section stands alone."""
    return ("section", claim.section) if claim.section is not None else ("alone", place)


def _judge_all(
    claims: Sequence[Claim],
    sections: Sequence[object],
    on: date | None,
    *,
    words: WordList | None = None,
    is_first_only: bool = False,
) -> list[Outcome]:
    """Judge claims; ``is_first_only``: only the first is asked for, and it leans on no other."""
    bench = get_bench(on, words)
    compared = [_compare(claim) for claim in claims]
    prepared: list[Prepared] = [
        (claim, found if isinstance(found, Comparisons) else Comparisons())
        for claim, found in zip(claims, compared, strict=True)
    ]
    for section in dict.fromkeys(sections):
        places = [place for place, key in enumerate(sections) if key == section]
        named = name_comparisons([prepared[place] for place in places])
        weighed = weigh_section(named, bench.parameters.alpha)
        for place, one in zip(places, weighed, strict=True):
            prepared[place] = one
    conflicts = _find_conflicts(claims, sections)
    found: list[list[Finding] | ClaimError] = []
    for place, failed in enumerate(compared[:1] if is_first_only else compared):
        if isinstance(failed, ClaimError):
            found.append(failed)
        else:
            found.append(_find_all(*prepared[place], bench, conflicts[place]))
    judged = {
        claim.claim_id: Judged(claim, _find_gravest(findings))
        for claim, findings in zip(claims, found, strict=False)
        if isinstance(findings, list)
    }
    return [
        findings if isinstance(findings, ClaimError) else _conclude(claim, findings, judged, bench)
        for claim, findings in zip(claims, found, strict=False)
    ]


def _compare(claim: Claim) -> Comparisons | ClaimError:
    try:
        return COMPARE[claim.claim](claim) if claim.claim in COMPARE else Comparisons()
    except ClaimError as error:
        return error
    except StatsError as error:
        # One entry with numbers that no test can bear must not keep the others from their answer.
        return ClaimError(f"met deze getallen is geen toets te maken ({error})")


def _find_conflicts(claims: Sequence[Claim], sections: Sequence[object]) -> list[list[Finding]]:
    """Return for each claim the numbers of its section that say something else about one fact."""
    found: list[list[Finding]] = [[] for _ in claims]
    for section in dict.fromkeys(sections):
        places = [place for place, key in enumerate(sections) if key == section]
        for place, conflicts in zip(
            places, find_shared_conflicts([claims[place] for place in places]), strict=True
        ):
            found[place] = conflicts
    return found


def _find_all(
    claim: Claim, comparisons: Comparisons, bench: Bench, conflicts: Sequence[Finding]
) -> list[Finding] | ClaimError:
    try:
        own = JUDGES[claim.claim](claim, comparisons, bench)
        first, *rest = own if isinstance(own, list) else [own]
        findings = [tell_process(claim, first), *rest, *conflicts]
        for check in CHECKS:
            findings += check(claim, bench)
        return _drop_missing(findings + find_better_result(claim))
    except ClaimError as error:
        return error
    except StatsError as error:
        return ClaimError(f"met deze getallen is geen toets te maken ({error})")


def _drop_missing(findings: list[Finding]) -> list[Finding]:
    """A slip in the year explains why there is no figure: then only the slip is told."""
    codes = {finding.code for finding in findings}
    if VerdictCode.IMPLAUSIBLE_PERIOD not in codes:
        return findings
    return [finding for finding in findings if finding.code is not VerdictCode.NO_FIGURE]


def _conclude(claim: Claim, findings: list[Finding], judged: Mapping[str, Judged], bench: Bench) -> Outcome:
    def judge_alone(part: Claim) -> Finding:
        own = JUDGES[part.claim](part, COMPARE[part.claim](part), bench)
        return _find_gravest(own if isinstance(own, list) else [own])

    try:
        headline = check_headline(claim, judged, judge_alone) + check_dependence(claim, judged)
    except ClaimError as error:
        return error
    if headline and not (claim.points or claim.series):
        # The heading brought no figures of its own: what stands under it takes their place.
        findings = [finding for finding in findings if finding.code is not VerdictCode.NO_FIGURE]
    return decide_verdict(claim.claim_id, _tell_provisional(claim, [*findings, *headline]))


def _tell_provisional(claim: Claim, findings: Sequence[Finding]) -> list[Finding]:
    """Say of a provisional figure that it is one, with the judge's own finding and without changing it."""
    first, *rest = findings
    periods = [point.period for point in (*claim.points, *claim.series) if point.provisional]
    if not periods:
        return list(findings)
    return [
        replace(first, why=f"{first.why} Het cijfer over {name_period(periods[-1])} is voorlopig."),
        *rest,
    ]


def _find_gravest(findings: Sequence[Finding]) -> Finding:
    return min(findings, key=lambda finding: PRECEDENCE[finding.code])


def _name_entry(entry: object) -> object:
    return entry.get("id") if isinstance(entry, Mapping) else None
