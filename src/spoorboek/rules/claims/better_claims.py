"""What a better sentence claims, as entries of ``claim test``: whoever doubts it can test it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from spoorboek.figures.definition import Kind
from spoorboek.rules.claims.bench import Bench
from spoorboek.rules.claims.claim import Claim, ClaimKind, Point
from spoorboek.rules.claims.comparison import Comparison
from spoorboek.rules.claims.known_points import list_months
from spoorboek.rules.claims.ladder import choose_rung

_SECTION = "better"
Entry = dict[str, Any]


def list_better_claims(
    claim: Claim, comparisons: Sequence[Comparison], bench: Bench
) -> tuple[Mapping[str, Any], ...]:
    """Return one entry for each comparison that a better sentence names; together they are one section.

    ``comparisons`` as given to ``ladder.write_better``. The entries hold every figure that is compared with,
    so testing them looks at the same comparators as the claim itself.
    """
    entries: list[Entry] = []
    if comparisons[0].label is not None:
        # What was expected beside several areas is no figure of its own.
        pairs = [(one.later,) if one.funnel else (one.earlier, one.later) for one in comparisons]
        values = {point: None for pair in pairs for point in pair}
        kind = claim.kind if claim.reference is not None else Kind.RATE
        entries = [{"claim": "states", "kind": kind, "points": [_write(point)]} for point in values]
    else:
        figures = _write_figures(claim, comparisons)
        for found in comparisons:
            rung = choose_rung(claim, found, bench, beside=len(comparisons))
            entries.append(_write_entry(rung.claim, rung.hedged, found) | figures)
    return tuple(
        {"id": f"better-{place}", "section": _SECTION, **entry}
        for place, entry in enumerate(entries, start=1)
    )


def state_point(claim: Claim, point: Point) -> tuple[Mapping[str, Any], ...]:
    """Return the entry of a better sentence that says no more than what the figure was."""
    return ({"id": "better-1", "claim": "states", "kind": claim.kind, "points": [_write(point)]},)


def _write_entry(kind: ClaimKind, hedged: bool, found: Comparison) -> Entry:
    entry: Entry = {"claim": kind}
    if kind is not ClaimKind.STATES:
        entry |= {"hedged": hedged, "from": str(found.earlier.period), "to": str(found.later.period)}
    return entry


def _write_figures(claim: Claim, comparisons: Sequence[Comparison]) -> Entry:
    points = {point: None for one in comparisons for point in (one.earlier, one.later)}
    written: Entry = {"kind": claim.kind, "points": [_write(point) for point in points]}
    if claim.source_type is not None:
        written["source_type"] = claim.source_type
    if claim.plan is not None:
        written["plan"] = {"start": claim.plan.first.isoformat(), "end": claim.plan.last.isoformat()}
    if claim.baseline is not None:
        written["baseline"] = str(claim.baseline)
    if claim.dispersion is not None:
        written["dispersion"] = claim.dispersion
    if any(one.test == "monthly_series" for one in comparisons):
        written["series"] = [_write(point) for point in list_months(claim)]
    studies = [
        one.details for one in claim.evidence if one.details and one.details.get("kind") == "published_test"
    ]
    if studies:
        written["evidence"] = studies
    return written


def _write(point: Point) -> Entry:
    written: Entry = {"period": str(point.period), "value": point.value}
    for name in ("low", "high", "decimals", "unit", "definition"):
        if (found := getattr(point, name)) is not None:
            written[name] = found
    return written
