"""Reading one case with everything in it, as far as its groups of fields are open to the viewer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.case_rows import (
    ActionRow,
    CaseFile,
    DecisionRow,
    PartyRow,
    PhaseRow,
    ReferralRow,
    SeerRow,
    TextRow,
)
from spoorboek.apps.cases.kinds import access_rules_on, list_phases
from spoorboek.apps.cases.models import (
    Case,
    CaseAction,
    CaseDecision,
    CaseParty,
    CaseText,
    PhaseEntry,
    Referral,
)
from spoorboek.apps.cases.queries import row_of, with_people
from spoorboek.apps.cases.registers import CASES
from spoorboek.apps.intake.models import Signal, person_keys
from spoorboek.apps.intake.register_queries import log_read
from spoorboek.rules.case_access import OPENED_AT, CaseLevel, CaseRule
from spoorboek.rules.referrals import ReferralStatus, ReferralTarget


def get_case_file(viewer: Viewer, number: str, *, at: datetime, purpose: str) -> CaseFile:
    """Return one case with all in it that exists for the viewer. The read is logged."""
    looking = viewer.looking_at(at)
    with transaction.atomic():
        cases = with_people(Case.objects.select_related("owner", "follows")).prefetch_related(
            "participations__person"
        )
        case = Access(looking).get(cases, what=f"Casus {number}", number=number)
        log_read(viewer, CASES, [case.pk], at=at, purpose=purpose)
    rules = access_rules_on(at.date())
    groups = tuple(g.code for g in rules.groups if Case.opens(looking, g.code).is_allowed(case))
    return CaseFile(
        case=row_of(looking, case),
        owner=case.owner.get_username() if case.owner else "",
        groups=groups,
        may_change=Case.changeable_by(looking).is_allowed(case) and not case.is_withdrawn,
        texts=_list_texts(looking, case, groups),
        decisions=list_decisions(looking, [case]),
        actions=list_actions(looking, [case]),
        parties=_list_parties(looking, case),
        phases=_list_phases(looking, case),
        referrals=_list_referrals(looking, case),
        seers=list_seers(case, at),
        signals=_list_signals(looking, case),
        followed_by=_find_following(looking, case),
    )


def get_text(viewer: Viewer, number: str, section: str, *, at: datetime, purpose: str) -> TextRow:
    """Return one text of a case that the viewer may read; version 0 when nobody wrote it yet."""
    found = get_case_file(viewer, number, at=at, purpose=purpose)
    for text in found.texts:
        if text.section == section:
            return text
    raise NotFoundError(f"Onderdeel '{section}'")


def list_decisions(viewer: Viewer, cases: Sequence[Case], *, meeting: str = "") -> tuple[DecisionRow, ...]:
    """Return the decisions in cases that exist for the viewer, newest first."""
    found = CaseDecision.objects.filter(case__in=cases).select_related("meeting", "case")
    found = found.order_by("-decided_on", "-pk")
    if meeting:
        found = found.filter(meeting__number=meeting)
    return tuple(
        DecisionRow(d.pk, d.text, d.decided_on, d.meeting.number if d.meeting else "", d.case.number)
        for d in Access(viewer).filter(found)
    )


def list_actions(viewer: Viewer, cases: Sequence[Case]) -> tuple[ActionRow, ...]:
    """Return the actions in cases that exist for the viewer: what is open first, by day."""
    found = CaseAction.objects.filter(case__in=cases).select_related("meeting", "assignee", "case")
    rows = [_action_row(viewer, each, each.case.number) for each in Access(viewer).filter(found)]
    far = date.max
    return tuple(sorted(rows, key=lambda row: (row.done_on is not None, row.due_on or far, row.key)))


def list_seers(case: Case, at: datetime) -> tuple[SeerRow, ...]:
    """Return who takes part in a case now by name, and through which rule; not those whom a role lets in.

    Takes no viewer: whoever shows it guards the case.
    """
    level = CaseLevel(case.level)
    owner = case.owner.get_username() if case.owner else ""
    all_groups = tuple(group.code for group in access_rules_on(at.date()).groups)
    rows = [SeerRow(owner, CaseRule.OWNER, all_groups, None, None, "")] if owner else []
    for each in case.participations.all():
        rule = CaseRule(each.rule)
        lasts = each.starts_at <= at and (each.ends_at is None or each.ends_at > at)
        # Who leads the case sees it anyway, also when they were at a meeting about it.
        if lasts and rule in OPENED_AT[level] and each.person_id != case.owner_id:
            groups = tuple(each.groups.split())
            username = each.person.get_username()
            rows.append(SeerRow(username, rule, groups, each.starts_at, each.ends_at, each.reason))
    return tuple(dict.fromkeys(rows))


def _action_row(viewer: Viewer, each: CaseAction, number: str) -> ActionRow:
    return ActionRow(
        key=each.pk,
        text=each.text,
        who=each.assignee.get_username() if each.assignee else each.organisation,
        due_on=each.due_on,
        done_on=each.done_on,
        meeting=each.meeting.number if each.meeting else "",
        case=number,
        is_mine=each.assignee_id in person_keys(viewer),
    )


def _list_texts(viewer: Viewer, case: Case, groups: Iterable[str]) -> tuple[TextRow, ...]:
    kept = {text.section: text for text in Access(viewer).filter(CaseText.objects.filter(case=case))}
    rows = []
    for group in access_rules_on(viewer.moment.date()).groups:
        for section, title in group.sections.items() if group.code in groups else ():
            text = kept.get(section)
            rows.append(
                TextRow(section, title, text.body, text.version, text.entered_at)
                if text
                else TextRow(section, title, "", 0, None)
            )
    return tuple(rows)


def _list_parties(viewer: Viewer, case: Case) -> tuple[PartyRow, ...]:
    found = Access(viewer).filter(CaseParty.objects.filter(case=case))
    return tuple(PartyRow(each.pk, each.name, each.is_person, each.task) for each in found)


def _list_phases(viewer: Viewer, case: Case) -> tuple[PhaseRow, ...]:
    entered = {each.phase: each for each in Access(viewer).filter(PhaseEntry.objects.filter(case=case))}
    rows = []
    for code, title in list_phases(case.kind, case.opened_on).phases.items():
        entry = entered.get(code)
        reason = entry.reason if entry else ""
        rows.append(PhaseRow(code, title, entry.entered_on if entry else None, reason, code == case.phase))
    return tuple(rows)


def _list_referrals(viewer: Viewer, case: Case) -> tuple[ReferralRow, ...]:
    found = Access(viewer).filter(Referral.objects.filter(case=case))
    return tuple(
        ReferralRow(
            key=each.pk,
            target=ReferralTarget(each.target),
            reference=each.reference,
            reason=each.reason,
            status=ReferralStatus(each.status),
            sent_on=each.sent_on,
            stepped_on=getattr(each, f"{each.status}_on"),
            follow_up_on=each.follow_up_on,
            answer=each.answer,
            case=case.number,
        )
        for each in found
    )


def _list_signals(viewer: Viewer, case: Case) -> tuple[str, ...]:
    found = Access(viewer).filter(Signal.objects.filter(cases=case).order_by("number"))
    return tuple(found.values_list("number", flat=True))


def _find_following(viewer: Viewer, case: Case) -> str:
    after = Access(viewer).filter(with_people(Case.objects.filter(follows=case))).first()
    return after.number if after else ""
