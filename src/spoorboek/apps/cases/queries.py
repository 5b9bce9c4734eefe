"""Reading cases, and how many come in and go out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.counting import CountingRule, count_registrations
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.models import Case
from spoorboek.apps.cases.registers import CASES, REGISTERS
from spoorboek.apps.intake.register_queries import log_read
from spoorboek.figures.period import Period
from spoorboek.rules.register_lifecycles import CaseStatus
from spoorboek.rules.roles import Permission


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case as shown to who leads it, is invited to it, or coordinates all cases."""

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


@dataclass(frozen=True, slots=True)
class CaseFlow:
    """Cases of one kind through one period, each of the four counted for itself."""

    carried_in: int
    opened: int
    closed: int
    carried_out: int


def list_cases(viewer: Viewer, *, at: datetime, purpose: str, kind: str = "") -> list[CaseRow]:
    """Return the cases that exist for the viewer, newest first. The read is logged."""
    cases = _with_people(Case.objects.order_by("-opened_on", "-pk"))
    with transaction.atomic():
        found = list(Access(viewer).filter(cases.filter(kind=kind) if kind else cases))
        log_read(viewer, CASES, [case.pk for case in found], at=at, purpose=purpose)
    return [_row_of(viewer, case) for case in found]


def get_case(viewer: Viewer, number: str, *, at: datetime, purpose: str) -> CaseRow:
    """Return one case, or raise NotFoundError. The read is logged."""
    with transaction.atomic():
        cases = _with_people(Case.objects.all())
        case = Access(viewer).get(cases, what=f"Casus {number}", number=number)
        log_read(viewer, CASES, [case.pk], at=at, purpose=purpose)
    return _row_of(viewer, case)


def count_case_flow(viewer: Viewer, kind: str, period: Period, *, area_code: str = "") -> CaseFlow:
    """Count all cases of one kind for anybody who may see figures: numbers without rows behind them."""
    Access(viewer).require(Permission.FIGURES_VIEW, to="cijfers over casussen inzien")

    def count(**what: str) -> int:
        rule = CountingRule(register=CASES.code, where=(("kind", (kind,)),), **what)
        return len(count_registrations(REGISTERS, rule, period, area_code=area_code).rows)

    return CaseFlow(
        carried_in=count(stock="start"),
        opened=count(moment="opened"),
        closed=count(moment="closed"),
        carried_out=count(stock="end"),
    )


def _with_people(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.select_related("follows").prefetch_related("participations")


def _row_of(viewer: Viewer, case: Case) -> CaseRow:
    before = case.follows
    return CaseRow(
        identity=f"{CASES.code}:{case.pk}",
        number=case.number,
        kind=case.kind,
        kind_title=case.get_kind_display(),
        title=case.title,
        theme=case.theme,
        place=case.place,
        area_code=case.area_code,
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        status=CaseStatus(case.status),
        owner_id=str(case.owner_id or ""),
        invited_ids=tuple(dict.fromkeys(str(p.person_id) for p in case.participations.all())),
        follows=before.number if before and Access(viewer).is_allowed(before) else "",
        invented=case.invented,
        is_withdrawn=case.is_withdrawn,
    )
