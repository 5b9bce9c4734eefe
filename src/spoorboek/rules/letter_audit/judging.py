"""All checks of a letter, and one pass of the judge over everything they ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from spoorboek.rules.claims.judge import judge_claims
from spoorboek.rules.claims.verdict import Severity, VerdictCode
from spoorboek.rules.letter_audit.asking import Asked, Found, Material
from spoorboek.rules.letter_audit.checks.averages import check_averages
from spoorboek.rules.letter_audit.checks.better_results import check_better_results
from spoorboek.rules.letter_audit.checks.bold_claims import check_bold_claims
from spoorboek.rules.letter_audit.checks.calendar_slips import check_calendar_slips
from spoorboek.rules.letter_audit.checks.causes import check_causes
from spoorboek.rules.letter_audit.checks.counted_tables import check_counted_tables
from spoorboek.rules.letter_audit.checks.counted_years import check_counted_years
from spoorboek.rules.letter_audit.checks.differences import check_differences
from spoorboek.rules.letter_audit.checks.directions import check_directions
from spoorboek.rules.letter_audit.checks.evidence import check_evidence
from spoorboek.rules.letter_audit.checks.factors import check_factors
from spoorboek.rules.letter_audit.checks.flows import check_flows
from spoorboek.rules.letter_audit.checks.goals_reached import check_goals_reached
from spoorboek.rules.letter_audit.checks.headlines import check_headlines
from spoorboek.rules.letter_audit.checks.levels import check_levels, check_vague_levels
from spoorboek.rules.letter_audit.checks.named_lists import check_named_lists
from spoorboek.rules.letter_audit.checks.periods import check_periods
from spoorboek.rules.letter_audit.checks.points import check_points
from spoorboek.rules.letter_audit.checks.promise_tables import check_promise_tables
from spoorboek.rules.letter_audit.checks.promises import check_promises
from spoorboek.rules.letter_audit.checks.quantified_headlines import check_quantified_headlines
from spoorboek.rules.letter_audit.checks.ratios import check_ratios
from spoorboek.rules.letter_audit.checks.renamed_sources import check_renamed_sources
from spoorboek.rules.letter_audit.checks.reported_back import check_reported_back
from spoorboek.rules.letter_audit.checks.said_changes import check_said_changes
from spoorboek.rules.letter_audit.checks.small_numbers import check_small_numbers
from spoorboek.rules.letter_audit.checks.survey_moves import check_survey_moves
from spoorboek.rules.letter_audit.checks.table_amounts import check_table_amounts
from spoorboek.rules.letter_audit.checks.table_claims import check_table_claims
from spoorboek.rules.letter_audit.checks.table_columns import check_table_columns
from spoorboek.rules.letter_audit.checks.table_conflicts import check_table_conflicts
from spoorboek.rules.letter_audit.checks.table_directions import check_table_directions
from spoorboek.rules.letter_audit.checks.table_ratios import check_table_ratios
from spoorboek.rules.letter_audit.checks.table_rows import check_table_rows
from spoorboek.rules.letter_audit.checks.table_sums import check_table_sums
from spoorboek.rules.letter_audit.checks.targets import check_targets
from spoorboek.rules.letter_audit.checks.terms import check_terms
from spoorboek.rules.letter_audit.checks.told_changes import check_told_changes
from spoorboek.rules.letter_audit.checks.told_flows import check_told_flows
from spoorboek.rules.letter_audit.checks.told_levels import check_told_levels
from spoorboek.rules.letter_audit.checks.told_parts_of_year import check_told_parts_of_year
from spoorboek.rules.letter_audit.checks.told_sums import check_told_sums
from spoorboek.rules.letter_audit.checks.told_twice import check_told_twice
from spoorboek.rules.letter_audit.checks.trends import check_trends
from spoorboek.rules.letter_audit.checks.turning_rows import check_turning_rows
from spoorboek.rules.letter_audit.checks.units import check_units
from spoorboek.rules.letter_audit.checks.unlike_units import check_unlike_units
from spoorboek.rules.letter_audit.checks.unsupported_changes import check_unsupported_changes
from spoorboek.rules.letter_audit.checks.wholes import check_wholes
from spoorboek.rules.letter_audit.checks.year_slips import check_year_slips
from spoorboek.rules.letter_audit.checks.year_sums import check_year_sums
from spoorboek.rules.letter_audit.model import Finding, FindingKind
from spoorboek.rules.letter_audit.pairs import UNKNOWN_END, UNKNOWN_START

CHECKS: tuple[Callable[[Material], Found], ...] = (
    check_directions,
    check_said_changes,
    check_table_directions,
    check_trends,
    check_turning_rows,
    check_headlines,
    check_bold_claims,
    check_quantified_headlines,
    check_levels,
    check_told_levels,
    check_told_parts_of_year,
    check_vague_levels,
    check_unsupported_changes,
    check_told_changes,
    check_told_sums,
    check_differences,
    check_named_lists,
    check_table_sums,
    check_year_sums,
    check_table_rows,
    check_table_claims,
    check_ratios,
    check_averages,
    check_points,
    check_factors,
    check_table_ratios,
    check_table_columns,
    check_told_twice,
    check_table_conflicts,
    check_table_amounts,
    check_told_flows,
    check_flows,
    check_counted_years,
    check_counted_tables,
    check_periods,
    check_calendar_slips,
    check_year_slips,
    check_units,
    check_unlike_units,
    check_terms,
    check_renamed_sources,
    check_small_numbers,
    check_causes,
    check_evidence,
    check_promises,
    check_better_results,
    check_goals_reached,
    check_reported_back,
    check_promise_tables,
    check_survey_moves,
    check_targets,
    check_wholes,
)
_STAND_IN = re.compile(rf" (?:in|over) (?:{UNKNOWN_START}|{UNKNOWN_END})\b")
_TOLD_FIRST = frozenset(
    {
        FindingKind.WRONG_TERM,
        FindingKind.DEPENDENT_EVIDENCE,
        FindingKind.UNIT_DRIFT,
        FindingKind.PART_OF_YEAR,
        FindingKind.CONTRADICTED_DIRECTION,
        FindingKind.UNSUPPORTED_HEADLINE,
        FindingKind.CAUSAL_CLAIM,
    }
)
_SAID_ALREADY = frozenset({FindingKind.DEPENDENT_EVIDENCE, FindingKind.UNIT_DRIFT, FindingKind.PART_OF_YEAR})
_TOLD_TOO = frozenset({FindingKind.MISSING_COMPARATOR, FindingKind.NOT_TESTABLE})
_GIVES_WAY = (
    (FindingKind.CHANGE_WITHOUT_NUMBERS, _TOLD_FIRST | _TOLD_TOO),
    # Of words that lean on another source, or on other things, is said that first.
    (FindingKind.CONTRADICTED_DIRECTION, _SAID_ALREADY),
    # A percentage that is wrong goes before that it has no margins.
    (FindingKind.NOT_TESTABLE, frozenset({FindingKind.PERCENTAGE_DIFFERS})),
    # Of what turns with the year that is compared with, chance in one of the two is no second remark.
    (FindingKind.WITHIN_CHANCE, frozenset({FindingKind.MISSING_COMPARATOR, FindingKind.TREND_ON_NOISE})),
)
"""Kinds that are not told of a place where one of others is told."""
_BEHIND = 160
"""Letters between a promise and the number in another unit that is told of it."""
_HOLDS = VerdictCode.SUPPORTED


def judge_letter(
    material: Material, *, on: date | None = None
) -> tuple[tuple[Finding, ...], tuple[Any, ...]]:
    """Return everything found about a letter without any data, and the answers to what simply holds.

    ``on``: the day of which the agreements hold. Both are in the order of the text; one finding of a kind
    about one place.
    """
    asked: list[Asked] = []
    found: list[Finding] = []
    for check in CHECKS:
        for one in check(material):
            if isinstance(one, Asked):
                asked.append(one)
            else:
                found.append(one)
    answers = judge_claims([{**one.entry, "id": f"a{nr}"} for nr, one in enumerate(asked)], on=on)
    held: list[tuple[Asked, Mapping[str, Any]]] = []
    for one, answer in zip(asked, answers, strict=True):
        if "verdict" not in answer:
            continue
        if answer["verdict"] == _HOLDS.value:
            held.append((one, answer))
        elif (finding := conclude(material, one, answer)) is not None:
            found.append(finding)
    return drop_doubles(found), tuple(one for one in held if not _holds_inside(one[0], held))


def _holds_inside(asked: Asked, held: Sequence[tuple[Asked, Mapping[str, Any]]]) -> bool:
    """Tell whether a smaller piece of the same words was found to hold as well: that says it once."""
    span = asked.span
    return any(
        span.start <= one.span.start and one.span.end <= span.end and one.span != span for one, _ in held
    )


def conclude(material: Material, asked: Asked, answer: Mapping[str, Any]) -> Finding | None:
    """Return the finding that an answer of the judge makes; None when its check keeps silent about it."""
    kind = asked.kind_of(answer)
    if kind is None:
        return None
    severity = Severity(answer["severity"]) if answer.get("severity") else None
    # What is wrong with a heading is told as that, whatever the row below it says.
    is_heading = kind is FindingKind.UNSUPPORTED_HEADLINE
    return material.find(
        kind,
        asked.span,
        leave_out_unknown(str(answer["why"])),
        leave_out_unknown(answer["better"]) if answer.get("better") else None,
        severity=severity or Severity.NOTE,
        verdict=kind.verdict if is_heading else VerdictCode(answer["verdict"]),
        computed=answer.get("computed") or {},
    )


def leave_out_unknown(sentence: str) -> str:
    """A year that only stands in for one that the letter does not name is not told."""
    return _STAND_IN.sub("", sentence)


def drop_doubles(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of the text; of two of one kind that overlap only the first.

    That numbers are missing is not told of words that are wrong for another reason.
    """
    for kind, others in _GIVES_WAY:
        worse = [one for one in found if one.kind in others]
        found = [
            one
            for one in found
            if one.kind is not kind
            or not any(one.start < other.end and other.start < one.end for other in worse)
        ]
    # What was promised and is told in another unit is one remark, at the number that was told.
    drifts = [one.start for one in found if one.kind is FindingKind.UNIT_DRIFT]
    found = [
        one
        for one in found
        if one.kind is not FindingKind.NOT_REPORTED_BACK
        or not any(0 < start - one.start < _BEHIND for start in drifts)
    ]
    kept: list[Finding] = []
    for one in sorted(found, key=lambda each: (each.start, each.end, each.kind.value)):
        if not any(
            one.kind is other.kind and one.start < other.end and other.start < one.end for other in kept
        ):
            kept.append(one)
    return tuple(kept)
