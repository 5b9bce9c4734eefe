"""What all claims of change share: comparators, the weaker verdict, the better sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from spoorboek.rules.claims.area_funnel import AreaFunnel
from spoorboek.rules.claims.bench import Bench
from spoorboek.rules.claims.better_claims import list_better_claims
from spoorboek.rules.claims.claim import Claim
from spoorboek.rules.claims.comparators import Comparisons
from spoorboek.rules.claims.comparison import Comparison
from spoorboek.rules.claims.ladder import write_better
from spoorboek.rules.claims.phrases import first_up, name_change, name_comparator
from spoorboek.rules.claims.verdict import HOLDS, PRECEDENCE, Finding, VerdictCode

JudgeOne = Callable[[Comparison], Finding]

_C = VerdictCode


def judge_change(
    claim: Claim, found: Comparisons, judge_one: JudgeOne, bench: Bench, claimed: int = 0
) -> Finding:
    """Judge a claim of change against its stated comparator, or against baseline and previous period.

    ``judge_one`` judges a single comparison; ``claimed`` is 1 for a rise, -1 for a fall, 0 for a claim
    without direction. Returns one finding with everything that was computed.
    """
    if found.problem is not None:
        return found.problem
    if found.stated is not None:
        finding, shown = _judge_stated(claim, found.stated, found.others, judge_one)
    else:
        finding, shown = _judge_unstated(claim, found.others, judge_one, claimed)
    computed = describe_comparisons(shown, found.all)
    if finding.code is _C.SUPPORTED:
        return replace(finding, computed=computed)
    return replace(
        finding,
        better=write_better(claim, shown, bench),
        better_claims=list_better_claims(claim, shown, bench),
        computed=computed,
    )


def _judge_stated(
    claim: Claim, stated: Comparison, others: Sequence[Comparison], judge_one: JudgeOne
) -> tuple[Finding, list[Comparison]]:
    finding = judge_one(stated)
    if finding.code not in HOLDS:
        return finding, [stated]
    apart = [one for one in others if not one.is_named and not _agree(finding, judge_one(one))]
    if not apart:
        return finding, [stated]
    named = " en ".join(name_comparator(one) for one in apart)
    why = (
        f"{finding.why} Vergeleken met {named} is de conclusie anders: "
        f"{'; '.join(name_change(claim, one) for one in apart)}. Noem beide."
    )
    return Finding(_C.SUPPORTED_WITH_NOTE, why), [stated, *apart]


def _agree(finding: Finding, other: Finding) -> bool:
    """A note about chance beside a note about chance is one conclusion; anything weaker is another."""
    if finding.code is _C.SUPPORTED:
        return other.code is _C.SUPPORTED
    return other.code in HOLDS


def _judge_unstated(
    claim: Claim, others: Sequence[Comparison], judge_one: JudgeOne, claimed: int
) -> tuple[Finding, list[Comparison]]:
    findings = [(judge_one(one), one) for one in others]
    if len(findings) == 1:
        return findings[0][0], list(others)
    if _disagree(findings, claimed):
        why = (
            f"Het hangt ervan af waarmee u vergelijkt. {first_up(_name_all(claim, others))}. Noem de periode."
        )
        return Finding(_C.NEEDS_COMPARATOR, why), list(others)
    findings.sort(key=lambda pair: PRECEDENCE[pair[0].code])
    weakest = findings[0][0]
    shown = [one for _, one in findings]
    code = _C.SUPPORTED_WITH_NOTE if weakest.code is _C.SUPPORTED else weakest.code
    return Finding(code, f"{weakest.why} {first_up(_name_all(claim, shown[1:]))}."), shown


def _disagree(findings: Sequence[tuple[Finding, Comparison]], claimed: int) -> bool:
    """Tell whether baseline and previous period say opposite things about the claim."""
    if claimed:
        return len({one.sign == claimed for _, one in findings}) > 1
    codes = {finding.code for finding, _ in findings}
    return _C.CONTRADICTED in codes and not codes.isdisjoint(HOLDS)


def _name_all(claim: Claim, comparisons: Sequence[Comparison]) -> str:
    return "; ".join(f"met {name_comparator(one)}: {name_change(claim, one)}" for one in comparisons)


def describe_comparisons(shown: Sequence[Comparison], everything: Sequence[Comparison]) -> dict[str, Any]:
    """Return what was computed, for JSON: the leading comparison and all of them by comparator."""
    computed = describe(shown[0])
    computed["comparisons"] = [describe(one) for one in everything]
    if any(point.provisional for one in everything for point in (one.earlier, one.later)):
        computed["provisional"] = True
    return computed


def describe(found: Comparison) -> dict[str, Any]:
    """Return one comparison for JSON; percentages with sign, p unrounded."""
    described: dict[str, Any] = {
        "comparator": found.role,
        "basis": found.basis,
        "from": str(found.earlier.period),
        "to": str(found.later.period),
        "from_value": found.before,
        "to_value": found.after,
        "difference": found.difference,
        "percentage": found.percentage,
        "interval": found.interval,
        "p": found.p,
        "p_adjusted": found.p_adjusted,
        "test": found.test,
    }
    described["breaks_at_dispersion"] = found.breaks_at_dispersion
    if found.z_range is not None:
        described["z"] = found.z_range
    if found.dispersion is not None:
        described["dispersion"] = found.dispersion
    if found.funnel is not None:
        described["funnel"] = _describe_funnel(found.funnel)
    if found.trend is not None:
        described["trend"] = {
            "years": len(found.trend.years),
            "per_year": found.trend.slope,
            "chi_square": found.trend.chi_square,
            "critical_chi_square": found.trend.critical_chi_square,
            "carried_by_all_years": found.trend.is_carried_by_all_years,
        }
    return described


def _describe_funnel(funnel: AreaFunnel) -> dict[str, Any]:
    """Return the limits in counts; ``between_variance`` is on the scale of the root of the ratio."""
    return {
        "areas": funnel.areas,
        "observed": funnel.observed,
        "expected": funnel.expected,
        "has_sizes": funnel.has_sizes,
        "limits_95": [funnel.near.low, funnel.near.high],
        "limits_998": [funnel.far.low, funnel.far.high],
        "dispersion": funnel.spread.dispersion,
        "between_variance": funnel.spread.between_variance,
    }
