"""What the desks of measures and police reports get to see: frozen rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spoorboek.apps.interventions.measure_deadlines import DeadlineRow
from spoorboek.apps.interventions.queries import PoliceReportRow
from spoorboek.rules.clocks.suspensions import Suspension
from spoorboek.rules.ladders.proposal import Proposal


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One measure in a list."""

    number: str
    kind: str
    kind_title: str
    premises: str
    taken_on: date
    status: str
    deviation: str
    reports: tuple[str, ...]
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """How a measure was decided."""

    ladder: str
    version: str
    row: str
    proposed: str
    why: tuple[str, ...]
    basis: str
    provision: str
    body: str
    body_because: str
    grounds: tuple[str, ...]
    term: str
    suitability: str
    necessity: str
    balance: str
    views_asked_on: date | None
    views_skipped_because: str
    deviation: str
    differences: tuple[str, ...]
    deviation_reason: str


@dataclass(frozen=True, slots=True)
class ClosureRow:
    """One closed building and where its closing stands."""

    number: str
    premises: str
    closed_from: date
    closed_until: date | None
    reopened_on: date | None
    reopening_reason: str
    status: str


@dataclass(frozen=True, slots=True)
class CollectionRow:
    """One dated step to collect a sum; ``until_on`` of a deferral."""

    title: str
    done_on: date
    until_on: date | None
    reference: str


@dataclass(frozen=True, slots=True)
class ForfeitureRow:
    """One forfeited sum and where it stands. ``key`` names it in the form of an objection."""

    key: int
    violated_on: date
    finding: str
    amount_eur: Decimal
    decided_on: date | None
    paid_on: date | None
    status: str
    lapses_on: date | None
    lapse_why: tuple[str, ...]
    is_lapse_checked: bool
    made_known_on: date | None
    steps: tuple[CollectionRow, ...]


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order under penalty with what was forfeited under it."""

    number: str
    imposed_on: date
    label: str
    amount_eur: Decimal
    maximum_eur: Decimal | None
    comply_until: date | None
    lifted_on: date | None
    forfeitures: tuple[ForfeitureRow, ...]


@dataclass(frozen=True, slots=True)
class RemedyRow:
    """One objection or appeal. ``key`` opens its forms; ``outcome`` is empty while it runs.

    ``against_sum_of``: the day of the violation, when the decision to collect that sum is contested.
    """

    key: int
    kind: str
    kind_title: str
    reference: str
    lodged_on: date
    posted_on: date | None
    late_because: str
    with_committee: bool
    adjourned_on: date | None
    decided_on: date | None
    outcome: str
    sent_on: date | None
    summary: str
    against_sum_of: date | None
    suspended_from: date | None
    suspended_until: date | None


@dataclass(frozen=True, slots=True)
class MeasureDetail:
    """One measure with everything that belongs to it. ``decision`` None for one that was imported."""

    line: MeasureLine
    reason: str
    published_on: date | None
    lifted_on: date | None
    lifting_reason: str
    case: str
    decision: DecisionRow | None
    closures: tuple[ClosureRow, ...]
    orders: tuple[OrderRow, ...]
    remedies: tuple[RemedyRow, ...]
    suspensions: tuple[Suspension, ...]
    supported_by: str
    deadlines: tuple[DeadlineRow, ...]
    invented: bool


@dataclass(frozen=True, slots=True)
class ReportDetail:
    """One police report, what it says, what came before at the same place, and what the table proposes."""

    row: PoliceReportRow
    subject_title: str
    drug_kind_title: str
    place_kind_title: str
    found_on: date | None
    findings: str
    amounts: str
    provision: str
    earlier_violations: str
    is_tip_alone: bool
    case: str
    earlier: tuple[PoliceReportRow, ...]
    near: tuple[PoliceReportRow, ...]
    proposal: Proposal | None
    no_proposal_because: str
