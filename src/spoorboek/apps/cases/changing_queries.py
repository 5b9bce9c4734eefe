"""What the form of a case is judged by when it is sent. Nothing of it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.case_rows import CaseFile, TextRow
from spoorboek.apps.cases.file_queries import list_open_groups, list_open_texts
from spoorboek.apps.cases.kinds import list_phases
from spoorboek.apps.cases.models import Case, CaseAction, CaseDecision, CaseParty, StrikablePart
from spoorboek.rules.register_lifecycles import CaseStatus
from spoorboek.rules.roles import Permission


@dataclass(frozen=True, slots=True)
class CaseToChange:
    """A case that the viewer may change. ``groups`` that are open to them; ``phases``: title by code."""

    number: str
    status: CaseStatus
    phase: str
    groups: tuple[str, ...]
    phases: dict[str, str]
    texts: tuple[TextRow, ...] = ()
    title: str = ""
    """Only of a case that was read as a whole, and logged."""


def say_what_to_change(file: CaseFile) -> CaseToChange:
    """Return the same of a case that was read as a whole."""
    phases = {phase.code: phase.title for phase in file.phases}
    case = file.case
    said = (case.number, case.status, case.phase, file.groups, phases, file.texts, case.title)
    return CaseToChange(*said)


STRIKABLE: Mapping[str, type[StrikablePart]] = {
    "action": CaseAction,
    "decision": CaseDecision,
    "party": CaseParty,
}
"""What can be struck through in a case, by the name that actions have for it."""


def check_part_exists(viewer: Viewer, sort: str, key: int, *, case: str, at: datetime) -> None:
    """Raise NotFoundError when this part of a case is hidden, absent or struck through."""
    parts = STRIKABLE[sort]._default_manager.filter(pk=key, case__number=case, is_struck=False)
    if not Access(viewer.looking_at(at)).filter(parts).exists():
        raise NotFoundError("Deze regel")


def get_case_to_change(
    viewer: Viewer, number: str, *, at: datetime, with_texts: bool = False
) -> CaseToChange:
    """Return what a form of a case is judged by when it is sent, or raise NotFoundError.

    Not logged as a read: nothing of it is shown. A page that is shown again after all reads the file.
    """
    looking, what = viewer.looking_at(at), f"Casus {number}"
    cases = Case.objects.filter(is_withdrawn=False).prefetch_related("participations")
    case = Access(looking).get(cases, what=what, number=number)
    if not viewer.may(Permission.CASES_WRITE) or not Case.changeable_by(looking).is_allowed(case):
        raise NotFoundError(what)
    return CaseToChange(
        number=case.number,
        status=CaseStatus(case.status),
        phase=case.phase,
        groups=list_open_groups(looking, case, at),
        phases=dict(list_phases(case.kind, case.opened_on).phases),
        texts=list_open_texts(looking, case, at) if with_texts else (),
    )
