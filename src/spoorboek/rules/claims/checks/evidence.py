"""Does what a claim leans on carry it, and does it lean on one thing twice?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from spoorboek.figures.definition import Kind
from spoorboek.figures.values import add
from spoorboek.rules.claims.claim import Claim, ClaimKind, Evidence, Point, Strength
from spoorboek.rules.claims.entry_values import show
from spoorboek.rules.claims.errors import ClaimError
from spoorboek.rules.claims.known_points import find_point
from spoorboek.rules.claims.phrases import name_done
from spoorboek.rules.claims.verdict import HOLDS, Finding, VerdictCode

_SIGNS = {ClaimKind.RISES: 1, ClaimKind.FALLS: -1}
_CHANGES = (*_SIGNS, ClaimKind.ABOUT_EQUAL, ClaimKind.NOT_DEMONSTRABLY_CHANGED)


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with the gravest thing found about it."""

    claim: Claim
    finding: Finding


def check_dependence(claim: Claim, others: Mapping[str, Judged]) -> list[Finding]:
    """Find evidence that is partly made of what it should confirm, or of other evidence beside it.

    A plain statement about its own numbers leans on nothing; a conclusion from several figures does.
    """
    cited = list(dict.fromkeys(one.claim_id for one in claim.evidence if one.claim_id))
    is_conclusion = claim.strength is not Strength.PLAIN or bool(claim.evidence)
    twice = [name for name in claim.depends_on if name in cited] or list(claim.depends_on)
    leaning = [others[name].claim for name in cited if name in others]
    among = [name for one in leaning for name in one.depends_on if name in cited or name == claim.claim_id]
    if not is_conclusion or not (twice or among):
        return []
    names = list(dict.fromkeys([*twice, *among]))
    whose = "dit cijfer" if twice else "een van de cijfers eronder"
    why = (
        f"Dit leunt twee keer op hetzelfde: {whose} bestaat voor een deel uit {', '.join(names)}. "
        "Het een is geen bewijs voor het ander."
    )
    return [Finding(VerdictCode.DEPENDENT_EVIDENCE, why, computed={"depends_on": names})]


def check_headline(
    claim: Claim, others: Mapping[str, Judged], judge: Callable[[Claim], Finding]
) -> list[Finding]:
    """Find a heading or conclusion that what stands under it does not carry.

    ``others``: the claims of the letter by id; ``judge`` judges a claim of change on its own points. The
    points of the heading, else the sum of the series under it, decide when there are such; otherwise
    something must speak for it and nothing against it.
    Raises ClaimError when the evidence names a claim that is not there.
    """
    leaning = [one for one in claim.evidence if _is_leant_on(claim, one, others)]
    if claim.claim not in _CHANGES or not leaning:
        return []
    judged = [_judge_evidence(claim, one, others, judge) for one in leaning]
    voices = [_hear(claim, one) for one in judged]
    total = claim.points or claim.series or _sum_series(claim, leaning)
    if total:
        own = claim if claim.points or claim.series else replace(claim, points=total)
        whole = judge(replace(own, evidence=()))
        carried = whole.code in HOLDS
    else:
        whole = None
        carried = 1 in voices and -1 not in voices
    if not carried:
        return [_explain(claim, whole, leaning, judged)]
    if -1 in voices:
        parts = _name_parts(leaning, judged)
        why = f"Samen klopt het, maar niet voor alles eronder: {parts}. Zeg dat erbij."
        return [Finding(VerdictCode.SUPPORTED_WITH_NOTE, why)]
    if claim.points or claim.series:
        return []
    why = f"Wat eronder staat, draagt dit: {_name_parts(leaning, judged)}."
    return [whole or Finding(VerdictCode.SUPPORTED, why)]


def _is_leant_on(claim: Claim, one: Evidence, others: Mapping[str, Judged]) -> bool:
    """Tell whether evidence says something about change; a name of what the figure is made of does not."""
    if one.points or one.verdict is not None:
        return True
    if one.claim_id is None or one.is_evaluation:
        return False
    return one.claim_id in others or not claim.depends_on


def _judge_evidence(
    claim: Claim, one: Evidence, others: Mapping[str, Judged], judge: Callable[[Claim], Finding]
) -> Judged:
    if one.claim_id is not None and one.claim_id in others and not one.points:
        return others[one.claim_id]
    kind = one.claim if one.claim in _CHANGES else claim.claim
    part = replace(
        claim,
        claim=kind,
        points=one.points,
        series=(),
        evidence=(),
        strength=Strength.PLAIN,
        printed=(),
        start=None if claim.start and not find_point(one.points, claim.start) else claim.start,
        end=None if claim.end and not find_point(one.points, claim.end) else claim.end,
    )
    if one.verdict is not None:
        return Judged(part, Finding(one.verdict, ""))
    if one.points:
        return Judged(part, judge(part))
    raise ClaimError(f"evidence noemt bewering {show(one.claim_id)}, die er niet is")


def _hear(claim: Claim, judged: Judged) -> int:
    """Return 1 when this speaks for the heading, -1 when against it, 0 when it does neither."""
    holds = judged.finding.code in HOLDS
    if judged.claim.claim is claim.claim:
        return 1 if holds else -1 if judged.finding.code is VerdictCode.CONTRADICTED else 0
    if holds and judged.claim.claim in _CHANGES:
        return -1
    return 0


def _sum_series(claim: Claim, evidence: Sequence[Evidence]) -> tuple[Point, ...]:
    """Add up series of counts in one unit over the periods that all of them have."""
    series = [one.points for one in evidence]
    units = {point.unit for points in series for point in points}
    if claim.kind is not Kind.COUNT or not all(series) or len(units) != 1:
        return ()
    totals = list(series[0])
    for points in series[1:]:
        by_period = {point.period: point for point in points}
        totals = [
            replace(point, value=add(point.value, by_period[point.period].value), definition=None)
            for point in totals
            if point.period in by_period
        ]
    return tuple(totals)


def _explain(
    claim: Claim, whole: Finding | None, evidence: Sequence[Evidence], judged: Sequence[Judged]
) -> Finding:
    why = f"De cijfers eronder dragen dit niet. {_name_parts(evidence, judged)}."
    if whole is None:
        return Finding(VerdictCode.UNSUPPORTED_HEADLINE, why)
    why = f"De cijfers eronder dragen dit niet. Samen: {_lower(whole.why)} {_name_parts(evidence, judged)}."
    return Finding(
        VerdictCode.UNSUPPORTED_HEADLINE, why, whole.better, dict(whole.computed), whole.better_claims
    )


def _name_parts(evidence: Sequence[Evidence], judged: Sequence[Judged]) -> str:
    """Say for each part which way it went: jeugd: gedaald; alcohol en drugs: gestegen."""
    named = []
    for place, (one, found) in enumerate(zip(evidence, judged, strict=True), start=1):
        label = (one.details or {}).get("label") or found.claim.words or one.claim_id or f"deel {place}"
        named.append(f"{label}: {_name_way(found)}")
    return "; ".join(named)


def _name_way(found: Judged) -> str:
    difference = found.finding.computed.get("difference")
    if difference is not None:
        return name_done((difference > 0) - (difference < 0))
    if found.finding.code in HOLDS and found.claim.claim in _CHANGES:
        return name_done(_SIGNS.get(found.claim.claim, 0))
    return "niet te zeggen"


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
