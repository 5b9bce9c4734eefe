"""Reading many cases with what is written in them, for a file: each part as far as the viewer may see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.case_rows import CaseRow
from spoorboek.apps.cases.models import (
    Case,
    CaseAction,
    CaseDecision,
    CasePart,
    CaseParty,
    CaseText,
    Referral,
    StrikablePart,
)
from spoorboek.apps.cases.queries import CaseQuestion, find_cases, row_of, with_people
from spoorboek.apps.cases.registers import CASES
from spoorboek.apps.intake.register_queries import log_read
from spoorboek.figures.dutch_dates import format_date
from spoorboek.rules.referrals import REFERRAL_LIFECYCLE, ReferralStatus

_STANDS = {"is_struck": False}
_AT_ONCE = 500
"""So many cases are asked for in one question: a database takes only so many keys."""


@dataclass(frozen=True, slots=True)
class CaseExport:
    """One case with what is written in it: texts by section; decisions, actions and the rest a line each."""

    case: CaseRow
    owner: str = ""
    texts: Mapping[str, str] | None = None
    decisions: Sequence[str] = ()
    actions: Sequence[str] = ()
    parties: Sequence[str] = ()
    referrals: Sequence[str] = ()


def list_case_exports(
    viewer: Viewer, question: CaseQuestion, *, at: datetime, purpose: str, with_parts: bool
) -> list[CaseExport]:
    """Return all cases that exist for the viewer and answer a question, newest first; each is logged as read.

    ``with_parts``: also what is written in them, of each group of fields that is open to the viewer in that
    case.
    """
    looking = viewer.looking_at(at)
    with transaction.atomic():
        asked = with_people(find_cases(looking, question)).select_related("owner")
        cases = list(asked.order_by("-opened_on", "-pk"))
        log_read(viewer, CASES, [case.pk for case in cases], at=at, purpose=purpose)
        if not with_parts:
            return [CaseExport(row_of(looking, case, follows="")) for case in cases]
        return [
            each
            for first in range(0, len(cases), _AT_ONCE)
            for each in _with_parts(looking, cases[first : first + _AT_ONCE])
        ]


def _with_parts(viewer: Viewer, cases: Sequence[Case]) -> Iterator[CaseExport]:
    keys = [case.pk for case in cases]
    texts = _read(viewer, CaseText, keys)
    decisions = _read(viewer, CaseDecision, keys)
    actions = _read(viewer, CaseAction, keys, "assignee")
    parties = _read(viewer, CaseParty, keys)
    referrals = _read(viewer, Referral, keys)
    for case in cases:
        yield CaseExport(
            case=row_of(viewer, case, follows=""),
            owner=case.owner.get_username() if case.owner else "",
            texts={text.section: text.body for text in texts[case.pk]},
            decisions=[f"{format_date(each.decided_on)}: {each.text}" for each in decisions[case.pk]],
            actions=[_describe_action(each) for each in actions[case.pk]],
            parties=[f"{each.name} ({each.task})" if each.task else each.name for each in parties[case.pk]],
            referrals=[_describe_referral(each) for each in referrals[case.pk]],
        )


def _read(
    viewer: Viewer, model: type[CasePart], cases: Sequence[int], *linked: str
) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    rows = (
        model._default_manager.filter(case__in=cases, **(_STANDS if issubclass(model, StrikablePart) else {}))
        .select_related(*linked)
        .order_by("pk")
    )
    for each in Access(viewer).filter(rows):
        found[each.case_id].append(each)
    return found


def _describe_action(action: CaseAction) -> str:
    who = action.assignee.get_username() if action.assignee else action.organisation
    when = f"uiterlijk {format_date(action.due_on)}" if action.due_on else ""
    done = f"gedaan op {format_date(action.done_on)}" if action.done_on else "open"
    return f"{action.text} ({', '.join(part for part in (who, when, done) if part)})"


def _describe_referral(referral: Referral) -> str:
    words = REFERRAL_LIFECYCLE.words[ReferralStatus(referral.status)]
    return f"{referral.get_target_display()}: {words}, verstuurd op {format_date(referral.sent_on)}"
