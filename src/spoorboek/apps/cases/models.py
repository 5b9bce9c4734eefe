"""The models of cases, each in the file of its part."""

from spoorboek.apps.cases.case_models import Case, Participation
from spoorboek.apps.cases.meeting_models import AgendaItem, Attendance, Meeting
from spoorboek.apps.cases.referral_models import Referral
from spoorboek.apps.cases.work_models import (
    CaseAction,
    CaseDecision,
    CasePart,
    CaseParty,
    CaseText,
    CaseTextDraft,
    CaseTextVersion,
    PhaseEntry,
    StrikablePart,
)

__all__ = [
    "AgendaItem",
    "Attendance",
    "Case",
    "CaseAction",
    "CaseDecision",
    "CasePart",
    "CaseParty",
    "CaseText",
    "CaseTextDraft",
    "CaseTextVersion",
    "Meeting",
    "Participation",
    "PhaseEntry",
    "Referral",
    "StrikablePart",
]
