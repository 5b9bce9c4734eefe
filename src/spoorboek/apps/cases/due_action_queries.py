"""Which actions in cases still have to be done, and before which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.models import Case, CaseAction
from spoorboek.apps.intake.models import person_keys


@dataclass(frozen=True, slots=True)
class DueActionRow:
    """The last day of one action that is still to be done, and which case it is in; not what it says."""

    due_on: date
    number: str
    key: int


def list_due_actions(viewer: Viewer, first: date, last: date, *, own: bool = False) -> list[DueActionRow]:
    """Return the open actions due from ``first`` to ``last`` that exist for the viewer, oldest first.

    ``own``: only what the viewer does. A case that is withdrawn asks nothing any more.
    """
    cases = Access(viewer).filter(Case.objects.filter(is_withdrawn=False))
    actions = CaseAction.objects.filter(due_on__gte=first, due_on__lte=last, done_on__isnull=True)
    actions = actions.filter(is_struck=False)
    if own:
        actions = actions.filter(assignee_id__in=person_keys(viewer))
    # Asked of the case of each action; a list of all that may be seen would be made of every case there is.
    is_seen = Exists(cases.filter(pk=OuterRef("case_id")))
    found = Access(viewer).filter(actions.filter(is_seen)).order_by("due_on", "pk")
    rows = found.values_list("due_on", "case__number", "case_id")
    return [DueActionRow(due_on, number, key) for due_on, number, key in rows if due_on is not None]
