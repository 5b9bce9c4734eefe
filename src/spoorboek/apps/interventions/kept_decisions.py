"""Keeping beside a measure what the table proposed, what was chosen, and why."""

from __future__ import annotations

from datetime import date

from spoorboek.apps.interventions.ladders import get_ladder
from spoorboek.apps.interventions.models import Measure, MeasureDecision
from spoorboek.rules.ladders.ladder import LadderKind, Motivation
from spoorboek.rules.ladders.measure import Decision, Deviation
from spoorboek.rules.ladders.proposal import Proposal, describe_row


def keep_decision(
    measure: Measure, proposal: Proposal | None, decision: Decision, deviation: Deviation | None
) -> None:
    """Store how a measure was decided; tables change, so that what they said is kept in words."""
    said = decision.motivation
    MeasureDecision.objects.create(
        measure=measure,
        ladder=proposal.ladder if proposal else "",
        version=proposal.version if proposal else "",
        row=proposal.row.code if proposal else "",
        position=_position_of(proposal, decision, measure.taken_on),
        proposed=describe_row(proposal.row) if proposal else "",
        why=list(proposal.why) if proposal else [],
        basis=decision.basis.strip(),
        provision=decision.provision.strip(),
        body=decision.body.value,
        body_because=decision.body_because.strip(),
        grounds=sorted(ground.value for ground in decision.grounds),
        term="onbepaalde tijd" if decision.indefinite else str(decision.term or ""),
        suitability=said.get(Motivation.SUITABILITY, "").strip(),
        necessity=said.get(Motivation.NECESSITY, "").strip(),
        balance=said.get(Motivation.BALANCE, "").strip(),
        views_asked_on=decision.views_asked_on,
        views_skipped_because=decision.views_skipped_because.strip(),
        deviation=deviation.direction.value if deviation else "",
        differences=list(deviation.differences) if deviation else [],
        deviation_reason=deviation.reason if deviation else "",
    )


def _position_of(proposal: Proposal | None, decision: Decision, on: date) -> int | None:
    """Return the ordinal or tread that was taken: where a tread is skipped, that of the measure chosen."""
    if proposal is None:
        return None
    if decision.kind is proposal.row.kind:
        return proposal.position
    if proposal.kind is not LadderKind.TREADS:
        return None
    rows = get_ladder(proposal.ladder).get_version(on).rows
    return next((row.position for row in rows if row.kind is decision.kind), None)
