"""What readers of a case get: frozen rows, one sort for each thing that is written in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from spoorboek.apps.intake.register_queries import CorrectionRow
from spoorboek.rules.case_access import CaseLevel, CaseRule
from spoorboek.rules.referrals import ReferralStatus
from spoorboek.rules.register_lifecycles import CaseStatus


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case as shown to somebody for whom it exists: its base fields."""

    identity: str
    number: str
    kind: str
    kind_title: str
    title: str
    theme: str
    place: str
    area_code: str
    opened_on: date
    closed_on: date | None
    status: CaseStatus
    owner_id: str
    invited_ids: tuple[str, ...]
    follows: str
    invented: bool
    is_withdrawn: bool
    level: CaseLevel
    phase: str
    phase_title: str
    complexity_title: str
    closing_reason: str
    version: int

    def count_days(self, on: date) -> int:
        """Return how many days the case took, or takes until now."""
        return ((self.closed_on or on) - self.opened_on).days


@dataclass(frozen=True, slots=True)
class CasePage:
    """One page of a list of cases, and how many there are for this viewer, in all and in each area.

    ``by_area`` leaves the area of the question out.
    """

    rows: tuple[CaseRow, ...]
    total: int
    by_area: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A text that was not saved because somebody else saved first, kept for who wrote it."""

    key: int
    body: str
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class TextRow:
    """One text of a case; version 0 when nobody wrote it yet. ``drafts``: the viewer's own, oldest first."""

    section: str
    title: str
    body: str
    version: int
    entered_at: datetime | None
    drafts: tuple[DraftRow, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision. ``meeting`` is its number, or empty."""

    key: int
    text: str
    decided_on: date
    meeting: str
    case: str


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action. ``who`` is a user name (then ``has_account``) or an organisation."""

    key: int
    text: str
    who: str
    due_on: date | None
    done_on: date | None
    meeting: str
    case: str
    is_mine: bool
    has_account: bool


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One organisation or person that takes part without logging in."""

    key: int
    name: str
    is_person: bool
    task: str


@dataclass(frozen=True, slots=True)
class StruckRow:
    """What a struck decision, action or party said, and why it was struck through."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """One phase of the kind of the case; ``entered_on`` is empty while the case was not there yet."""

    code: str
    title: str
    entered_on: date | None
    reason: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """One referral with its steps."""

    key: int
    target_title: str
    reference: str
    reason: str
    status: ReferralStatus
    sent_on: date
    stepped_on: date
    follow_up_on: date | None
    answer: str
    case: str


@dataclass(frozen=True, slots=True)
class SeerRow:
    """One person who can see a case, through which rule, for which groups, until when."""

    username: str
    rule: CaseRule
    groups: tuple[str, ...]
    starts_at: datetime | None
    ends_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with everything in it that exists for the viewer. ``groups``: what is open to them."""

    case: CaseRow
    owner: str
    groups: tuple[str, ...]
    may_change: bool
    texts: tuple[TextRow, ...]
    decisions: tuple[DecisionRow, ...]
    actions: tuple[ActionRow, ...]
    parties: tuple[PartyRow, ...]
    struck: tuple[StruckRow, ...]
    phases: tuple[PhaseRow, ...]
    referrals: tuple[ReferralRow, ...]
    seers: tuple[SeerRow, ...]
    signals: tuple[str, ...]
    followed_by: str
    corrections: tuple[CorrectionRow, ...]
