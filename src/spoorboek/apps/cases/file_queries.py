"""Reading one case with everything in it, as far as its groups of fields are open to the viewer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import OuterRef, Prefetch, Subquery

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.listed_fields import title_of
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.case_rows import (
    ActionRow,
    CaseFile,
    DecisionRow,
    DraftRow,
    PartyRow,
    PhaseRow,
    ReferralRow,
    SeerRow,
    StruckRow,
    TextRow,
)
from spoorboek.apps.cases.kinds import access_rules_on, list_phases
from spoorboek.apps.cases.models import (
    Case,
    CaseAction,
    CaseDecision,
    CaseParty,
    CaseText,
    CaseTextDraft,
    Participation,
    PhaseEntry,
    Referral,
)
from spoorboek.apps.cases.part_queries import Part, Parts, read_parts
from spoorboek.apps.cases.queries import row_of
from spoorboek.apps.cases.registers import CASES
from spoorboek.apps.intake.models import Signal, person_keys
from spoorboek.apps.intake.register_queries import list_corrections_of, log_read
from spoorboek.rules.case_access import OPENED_AT, CaseLevel, CaseRule
from spoorboek.rules.referrals import ReferralStatus

_STRIKABLE = (CaseDecision, CaseAction, CaseParty)


def get_case_file(viewer: Viewer, number: str, *, at: datetime, purpose: str) -> CaseFile:
    """Return one case with all in it that exists for the viewer. The read is logged."""
    looking = viewer.looking_at(at)
    people = Prefetch("participations", Participation.objects.select_related("person"))
    after = Case.objects.filter(follows_id=OuterRef("pk")).values("pk")
    cases = Case.objects.select_related("owner").prefetch_related(people).annotate(after=Subquery(after))
    # No transaction around looking and logging: when the log cannot be written nothing is shown.
    case = Access(looking).get(cases, what=f"Casus {number}", number=number)
    log_read(viewer, CASES, [case.pk], at=at, purpose=purpose)
    follows, followed_by = _find_neighbours(looking, case, vars(case)["after"])
    groups = list_open_groups(looking, case, at)
    parts = read_parts(looking, case)
    return CaseFile(
        case=row_of(looking, case, follows=follows),
        owner=case.owner.get_username() if case.owner else "",
        groups=groups,
        may_change=Case.changeable_by(looking).is_allowed(case) and not case.is_withdrawn,
        texts=_list_texts(looking, parts, groups),
        decisions=_list_case_decisions(case, parts),
        actions=_list_case_actions(looking, case, parts),
        parties=_list_parties(parts),
        struck=_list_struck(parts),
        phases=_list_phases(case, parts),
        referrals=_list_referrals(case, parts),
        seers=list_seers(case, at),
        signals=_list_signals(looking, case),
        followed_by=followed_by,
        corrections=tuple(list_corrections_of(CASES, case.pk)),
    )


def _find_neighbours(viewer: Viewer, case: Case, after: int | None) -> tuple[str, str]:
    """Return the numbers of the case before and the case after, as far as they exist for the viewer."""
    # Asked of every case, so that it takes no longer where there is one that is hidden.
    keys = [key or 0 for key in (case.follows_id, after)]
    numbers = dict(Access(viewer).filter(Case.objects.filter(pk__in=keys)).values_list("pk", "number"))
    return numbers.get(keys[0], ""), numbers.get(keys[1], "")


def list_open_groups(viewer: Viewer, case: Case, at: datetime) -> tuple[str, ...]:
    """Return the groups of fields of a case that are open to the viewer."""
    rules = access_rules_on(at.date())
    return tuple(g.code for g in rules.groups if Case.opens(viewer, g.code).is_allowed(case))


def list_open_texts(viewer: Viewer, case: Case, at: datetime) -> tuple[TextRow, ...]:
    """Return the texts of a case that are open to the viewer, with what they have not saved of them."""
    return _list_texts(viewer, read_parts(viewer, case), list_open_groups(viewer, case, at))


def get_text(texts: Sequence[TextRow], section: str) -> TextRow:
    """Return one text of a case that was read, or raise NotFoundError; version 0 when nobody wrote it yet."""
    for text in texts:
        if text.section == section:
            return text
    raise NotFoundError(f"Onderdeel '{section}'")


def list_decisions(viewer: Viewer, cases: Sequence[Case], *, meeting: str = "") -> tuple[DecisionRow, ...]:
    """Return the decisions in cases that exist for the viewer, newest first."""
    found = CaseDecision.objects.filter(case__in=cases, is_struck=False).select_related("meeting", "case")
    found = found.order_by("-decided_on", "-pk")
    if meeting:
        found = found.filter(meeting__number=meeting)
    return tuple(
        DecisionRow(d.pk, d.text, d.decided_on, d.meeting.number if d.meeting else "", d.case.number)
        for d in Access(viewer).filter(found)
    )


def list_actions(viewer: Viewer, cases: Sequence[Case]) -> tuple[ActionRow, ...]:
    """Return the actions in cases that exist for the viewer: what is open first, by day."""
    found = CaseAction.objects.filter(case__in=cases, is_struck=False).select_related(
        "meeting", "assignee", "case"
    )
    rows = [_action_row(viewer, each, each.case.number) for each in Access(viewer).filter(found)]
    return _in_order_of_work(rows)


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
        has_account=each.assignee_id is not None,
    )


def _list_texts(viewer: Viewer, parts: Parts, groups: Iterable[str]) -> tuple[TextRow, ...]:
    kept = {part["section"]: part for part in parts[CaseText]}
    rows = []
    for group in access_rules_on(viewer.day).groups:
        for section, title in group.sections.items() if group.code in groups else ():
            text = kept.get(section, {"body": "", "version": 0, "entered_at": None})
            drafts = tuple(
                DraftRow(part["key"], part["body"], part["entered_at"])
                for part in parts[CaseTextDraft]
                if part["section"] == section
            )
            said = text["body"], text["version"], text["entered_at"]
            rows.append(TextRow(section, title, *said, drafts))
    return tuple(rows)


def _list_case_decisions(case: Case, parts: Parts) -> tuple[DecisionRow, ...]:
    rows = [
        DecisionRow(part["key"], part["text"], part["decided_on"], part["meeting"] or "", case.number)
        for part in _standing(parts[CaseDecision])
    ]
    return tuple(sorted(rows, key=lambda row: (row.decided_on, row.key), reverse=True))


def _list_case_actions(viewer: Viewer, case: Case, parts: Parts) -> tuple[ActionRow, ...]:
    mine = person_keys(viewer)
    rows = [
        ActionRow(
            key=part["key"],
            text=part["text"],
            who=part["username"] or part["organisation"],
            due_on=part["due_on"],
            done_on=part["done_on"],
            meeting=part["meeting"] or "",
            case=case.number,
            is_mine=part["assignee_id"] in mine,
            has_account=part["assignee_id"] is not None,
        )
        for part in _standing(parts[CaseAction])
    ]
    return _in_order_of_work(rows)


def _standing(parts: Iterable[Part]) -> list[Part]:
    return [part for part in parts if not part["is_struck"]]


def _list_struck(parts: Parts) -> tuple[StruckRow, ...]:
    found = [part for sort in _STRIKABLE for part in parts[sort] if part["is_struck"]]
    found.sort(key=lambda part: part["entered_at"])
    return tuple(StruckRow(part.get("text") or part["name"], part["struck_because"]) for part in found)


def _in_order_of_work(rows: Iterable[ActionRow]) -> tuple[ActionRow, ...]:
    far = date.max
    return tuple(sorted(rows, key=lambda row: (row.done_on is not None, row.due_on or far, row.key)))


def _list_parties(parts: Parts) -> tuple[PartyRow, ...]:
    return tuple(
        PartyRow(part["key"], part["name"], bool(part["is_person"]), part["task"])
        for part in _standing(parts[CaseParty])
    )


def _list_phases(case: Case, parts: Parts) -> tuple[PhaseRow, ...]:
    entered = {part["phase"]: part for part in parts[PhaseEntry]}
    rows = []
    for code, title in list_phases(case.kind, case.opened_on).phases.items():
        entry = entered.get(code, {"entered_on": None, "reason": ""})
        rows.append(PhaseRow(code, title, entry["entered_on"], entry["reason"], code == case.phase))
    return tuple(rows)


def _list_referrals(case: Case, parts: Parts) -> tuple[ReferralRow, ...]:
    return tuple(
        ReferralRow(
            key=part["key"],
            target_title=title_of("referral_targets", part["target"]),
            reference=part["reference"],
            reason=part["reason"],
            status=ReferralStatus(part["status"]),
            sent_on=part["sent_on"],
            stepped_on=part[f"{part['status']}_on"],
            follow_up_on=part["follow_up_on"],
            answer=part["answer"],
            case=case.number,
        )
        for part in parts[Referral]
    )


def _list_signals(viewer: Viewer, case: Case) -> tuple[str, ...]:
    found = Access(viewer).filter(Signal.objects.filter(cases=case).order_by("number"))
    return tuple(found.values_list("number", flat=True))
