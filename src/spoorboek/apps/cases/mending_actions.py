"""Mending what was written in a case: the old words are struck through with the reason, the new stand below.

Nothing is overwritten, so that what a meeting once heard can still be read.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import gather_events
from spoorboek.apps.cases.changing_queries import STRIKABLE
from spoorboek.apps.cases.errors import CaseError
from spoorboek.apps.cases.models import CaseAction, CaseDecision, CaseParty, StrikablePart
from spoorboek.apps.cases.reaching import note, reach_case, require_text
from spoorboek.apps.cases.work_actions import put_action, put_decision, put_party
from spoorboek.rules.roles import Permission

Part = TypeVar("Part", bound=StrikablePart)


def strike_part(*, sort: str, key: int, reason: str, by: Viewer, at: datetime) -> None:
    """Strike an ``action``, ``decision`` or ``party`` of a case through, with the reason."""
    with transaction.atomic():
        _strike(STRIKABLE[sort], key, reason, by, at)


def change_decision(*, key: int, text: str, decided_on: date, reason: str, by: Viewer, at: datetime) -> int:
    """Strike a decision through and write it down anew; return the key of the new one."""
    with transaction.atomic(), gather_events():
        old = _strike(CaseDecision, key, reason, by, at)
        return put_decision(old.case, text, decided_on, by, at, group=old.group, meeting=old.meeting)


def change_action(
    *,
    key: int,
    text: str,
    who: str,
    due_on: date | None,
    is_done: bool,
    reason: str,
    by: Viewer,
    at: datetime,
) -> int:
    """Strike an action through and write it down anew, for another or for another day; return the new key.

    What was done stays done on its day, unless it turns out not to be done.
    """
    with transaction.atomic(), gather_events():
        old = _strike(CaseAction, key, reason, by, at)
        made = put_action(old.case, text, who, due_on, by, at, group=old.group, meeting=old.meeting)
        if is_done:
            CaseAction.objects.filter(pk=made).update(done_on=old.done_on or timezone.localtime(at).date())
        return made


def change_party(
    *, key: int, name: str, task: str, is_person: bool, reason: str, by: Viewer, at: datetime
) -> int:
    """Strike somebody who takes part through and write them down anew; return the new key."""
    with transaction.atomic(), gather_events():
        old = _strike(CaseParty, key, reason, by, at)
        return put_party(old.case, name, task, by, at, is_person=is_person)


def _strike(sort: type[Part], key: int, reason: str, by: Viewer, at: datetime) -> Part:
    Access(by).require(Permission.CASES_WRITE, to="een casus wijzigen")
    said = require_text(reason, "de reden", most=300)
    parts = sort._default_manager.select_for_update(of=("self",)).select_related("case")
    part = Access(by.looking_at(at)).get(parts, what="Deze regel", pk=key)
    case = reach_case(part.case.number, by, at, group=part.group)
    if part.is_struck:
        raise CaseError("Dit is al gewijzigd of doorgehaald. Kijk eerst wat er nu staat.")
    part.is_struck, part.struck_because = True, said
    part.save(update_fields=["is_struck", "struck_because"])
    note("strike_part", case, by, at, sort=sort.__name__, part=part.pk)
    return part
