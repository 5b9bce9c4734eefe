"""Reading lists of cases, and how many come in and go out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.counting import count_rows_by
from spoorboek.apps.access.counting_rule import CountingRule
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.row_pages import find_first_row
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.access.word_index import having_words
from spoorboek.apps.cases.case_rows import CasePage, CaseRow
from spoorboek.apps.cases.kinds import list_kinds, list_phases
from spoorboek.apps.cases.models import Case
from spoorboek.apps.cases.registers import CASES, REGISTERS
from spoorboek.apps.cases.word_search import having_written
from spoorboek.apps.intake.models import person_keys
from spoorboek.apps.intake.register_queries import log_read
from spoorboek.figures.period import Period
from spoorboek.rules.case_access import CaseLevel
from spoorboek.rules.register_lifecycles import CaseStatus
from spoorboek.rules.roles import Permission

_FLOW = {
    "carried_in": CountingRule(register=CASES.code, stock="start"),
    "opened": CountingRule(register=CASES.code, moment="opened"),
    "closed": CountingRule(register=CASES.code, moment="closed"),
    "carried_out": CountingRule(register=CASES.code, stock="end"),
}


@dataclass(frozen=True, slots=True)
class CaseFlow:
    """Cases of one kind through one period, each of the four counted for itself."""

    carried_in: int
    opened: int
    closed: int
    carried_out: int


@dataclass(frozen=True, slots=True)
class CaseQuestion:
    """Which cases. ``words`` stand in number, title, theme or place; with ``in_parts`` or in a text.

    ``areas``: only those in one of these. ``is_led``: only those that the viewer leads.
    """

    kind: str = ""
    status: str = ""
    words: str = ""
    in_parts: bool = False
    is_led: bool = False
    period: Period | None = None
    areas: tuple[str, ...] = ()


def list_case_page(
    viewer: Viewer,
    *,
    at: datetime,
    purpose: str,
    question: CaseQuestion = CaseQuestion(),
    page: int = 1,
    size: int = 25,
    with_areas: bool = False,
) -> CasePage:
    """Return one page of the cases that exist for the viewer, newest first, and how many there are in all.

    ``with_areas``: and how many in each area, of the same cases and through the same door as the list.

    Only the cases on the page are read, and only those are logged. A page past the end is the last one:
    cases may have gone since the link was made.
    """
    # Counted everywhere, so that somebody who looks at one area sees what there is in the next.
    everywhere = find_cases(viewer, replace(question, areas=()))
    by_area = _count_by_area(everywhere) if with_areas else {}
    cases = everywhere.filter(area_code__in=question.areas) if question.areas else everywhere
    # Who counts each area has counted those of the question too.
    codes = question.areas or tuple(by_area)
    total = sum(by_area.get(code, 0) for code in codes) if with_areas else cases.count()
    first = find_first_row(page, size, total)
    # No transaction around looking and logging, which would keep others waiting on SQLite: when the log
    # cannot be written nothing is shown.
    found = list(with_people(cases.order_by("-opened_on", "-pk"))[first : first + size])
    log_read(viewer, CASES, [case.pk for case in found], at=at, purpose=purpose)
    return CasePage(tuple(row_of(viewer, case) for case in found), total, by_area)


def find_cases(viewer: Viewer, question: CaseQuestion) -> QuerySet[Case]:
    """Return the query for the cases that answer a question, as far as they exist; who reads it logs that."""
    cases = Case.objects.filter(is_withdrawn=False)
    if question.kind:
        cases = cases.filter(kind=question.kind)
    if question.is_led:
        cases = cases.filter(owner_id__in=person_keys(viewer))
    if question.status:
        cases = cases.filter(status=question.status)
    if question.words.strip():
        holds = having_words(Case, question.words)
        written = having_written(viewer, question.words) if question.in_parts else None
        if written is not None:
            by_words = Case.objects.filter(holds).order_by().values("pk")
            by_parts = Case.objects.filter(written).order_by().values("pk")
            holds = Q(pk__in=by_words.union(by_parts, all=True))
        cases = cases.filter(holds)
    if question.period is not None:
        cases = cases.filter(opened_on__gte=question.period.first, opened_on__lte=question.period.last)
    if question.areas:
        cases = cases.filter(area_code__in=question.areas)
    return Access(viewer).filter(cases)


def count_open_cases(viewer: Viewer) -> int:
    """Return how many open cases exist for the viewer: as many as the list of open cases has rows."""
    return find_cases(viewer, CaseQuestion(status=CaseStatus.OPEN.value)).count()


def _count_by_area(cases: QuerySet[Case]) -> dict[str, int]:
    """Return how many of these cases there are in each area, "" for those without one."""
    return dict(cases.order_by().values_list("area_code").annotate(Count("pk")))


def get_version_to_change(viewer: Viewer, number: str, *, at: datetime) -> int:
    """Return the version of a case that the viewer may change, or raise NotFoundError; nothing is read of it.

    For who may not change a case its forms do not exist.
    """
    looking, what = viewer.looking_at(at), f"Casus {number}"
    case = Access(looking).get(with_people(Case.objects.filter(is_withdrawn=False)), what=what, number=number)
    if not viewer.may(Permission.CASES_WRITE) or not Case.changeable_by(looking).is_allowed(case):
        raise NotFoundError(what)
    return case.version


def list_case_flows(viewer: Viewer, period: Period) -> dict[str, CaseFlow]:
    """Return the flow of every kind that has cases, by the title of the kind."""
    Access(viewer).require(Permission.FIGURES_VIEW, to="cijfers over casussen inzien")
    found = count_rows_by(REGISTERS, _FLOW, period, by="kind")
    # Without an order of its own, else the days and numbers by which cases stand in order count as different.
    present = Case.objects.filter(is_withdrawn=False).order_by().values_list("kind", flat=True).distinct()
    kinds = set(present)
    return {kind.title: CaseFlow(**found[kind.code]) for kind in list_kinds().values() if kind.code in kinds}


def with_people(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Return the query with what a row and its conditions need."""
    return cases.select_related("follows").prefetch_related("participations")


def row_of(viewer: Viewer, case: Case, *, follows: str | None = None) -> CaseRow:
    """Return the base fields of a case; what it follows is named only when that exists for the viewer.

    ``follows``: that number, when it was read with the case.
    """
    if follows is None:
        before = case.follows
        follows = before.number if before and Access(viewer).is_allowed(before) else ""
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
        follows=follows,
        invented=case.invented,
        is_withdrawn=case.is_withdrawn,
        level=CaseLevel(case.level),
        phase=case.phase,
        phase_title=_phase_title(case.kind, case.opened_on, case.phase),
        complexity_title=case.get_complexity_display() if case.complexity else "",
        closing_reason=case.closing_reason,
        version=case.version,
    )


def _phase_title(kind: str, opened_on: date, phase: str) -> str:
    return list_phases(kind, opened_on).phases.get(phase, phase) if phase else ""
