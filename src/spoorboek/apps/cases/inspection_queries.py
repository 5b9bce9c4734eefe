"""For the privacy officer: who can see a case, through which rule, and who looked. Never what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record_read
from spoorboek.apps.audit.queries import EventRow, list_reads
from spoorboek.apps.cases.case_rows import SeerRow
from spoorboek.apps.cases.file_queries import list_seers
from spoorboek.apps.cases.kinds import access_rules_on
from spoorboek.apps.cases.models import Case, Participation
from spoorboek.apps.people.queries import list_usernames_with
from spoorboek.rules.case_access import OPENED_AT, CaseLevel, CaseRule
from spoorboek.rules.roles import Permission

_NEWEST = 200
_PURPOSE = "nagaan wie de casus ziet en zag"


@dataclass(frozen=True, slots=True)
class CaseInspection:
    """Who can see a case now, who could before, and who looked at it, newest first."""

    number: str
    level: CaseLevel
    seers: tuple[SeerRow, ...]
    former: tuple[SeerRow, ...]
    reads: tuple[EventRow, ...]


def get_case_inspection(viewer: Viewer, number: str, *, at: datetime) -> CaseInspection:
    """Return who can see and who saw one case, for whoever guards that."""
    Access(viewer).require(Permission.CASES_INSPECT, to="nagaan wie een casus kan zien")
    cases = Case.objects.select_related("owner").prefetch_related("participations__person")
    case = cases.filter(number=number).first()
    if case is None:
        raise NotFoundError(f"Casus {number}")
    level = CaseLevel(case.level)
    # What was looked into is shown as it was before this look.
    reads = tuple(list_reads(viewer, subject="cases.case", key=str(case.pk), limit=_NEWEST))
    record_read(by=viewer, at=at, subject="cases.case", ids=[str(case.pk)], purpose=_PURPOSE)
    return CaseInspection(
        number=case.number,
        level=level,
        seers=(*list_seers(case, at), *_list_by_role(level, at)),
        former=tuple(
            _former(each) for each in case.participations.all() if each.ends_at and each.ends_at <= at
        ),
        reads=reads,
    )


def _list_by_role(level: CaseLevel, at: datetime) -> tuple[SeerRow, ...]:
    day = timezone.localdate(at)
    rules, rows = access_rules_on(day), []
    for rule, permission in (
        (CaseRule.COORDINATOR, Permission.CASES_VIEW_ALL),
        (CaseRule.WORKING, Permission.CASES_WRITE),
    ):
        if rule in OPENED_AT[level]:
            groups = tuple(group.code for group in rules.groups if rules.has(rule, group.code))
            names = list_usernames_with(permission, on=day)
            rows += [SeerRow(name, rule, groups, None, None, "") for name in names]
    return tuple(rows)


def _former(each: Participation) -> SeerRow:
    groups = tuple(each.groups.split())
    username = each.person.get_username()
    return SeerRow(username, CaseRule(each.rule), groups, each.starts_at, each.ends_at, each.reason)
