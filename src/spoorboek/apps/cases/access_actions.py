"""Who gets to see a case: inviting, the team, ending it, the level, and breaking the glass."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.cases.errors import CaseError
from spoorboek.apps.cases.kinds import access_rules_on
from spoorboek.apps.cases.models import Case, Participation
from spoorboek.apps.cases.reaching import (
    check_opens,
    find_participant,
    find_person,
    note,
    reach_case,
    require_text,
)
from spoorboek.apps.intake.models import person_keys
from spoorboek.rules.case_access import BASE, OPENED_AT, CaseLevel, CaseRule
from spoorboek.rules.roles import Permission


def let_take_part(
    *,
    number: str,
    username: str,
    rule: CaseRule,
    by: Viewer,
    at: datetime,
    groups: Sequence[str] = (),
    ends_at: datetime | None = None,
    reason: str = "",
) -> None:
    """Put somebody in the team of a case or invite them, for groups of fields and maybe until a moment.

    Nobody gives what they do not see themselves. Without ``groups`` the rules of the municipality say which.
    """
    if rule not in (CaseRule.TEAM, CaseRule.INVITED):
        raise CaseError("Iemand komt in het team of wordt uitgenodigd.")
    rules = access_rules_on(at.date())
    known = [group.code for group in rules.groups]
    wanted = [code for code in known if code in (set(groups) or rules.opens[rule]) or code == BASE]
    if unknown := sorted(set(groups) - set(known)):
        raise CaseError(f"De groep '{unknown[0]}' bestaat niet.")
    if ends_at is not None and ends_at <= at:
        raise CaseError("De toegang eindigt voordat zij begint.")
    with transaction.atomic():
        case = reach_case(number, by, at)
        if rule not in OPENED_AT[CaseLevel(case.level)]:
            raise CaseError("Bij een gesloten casus nodigt u niemand uit. Zet iemand in het team.")
        for group in wanted:
            check_opens(case, by, at, group)
        person = find_participant(username)
        Participation.objects.create(
            case=case,
            person=person,
            rule=rule.value,
            groups=f" {' '.join(wanted)} ",
            starts_at=at,
            ends_at=ends_at,
            reason=reason.strip()[:300],
            given_by=by.person_id,
        )
        note("let_take_part", case, by, at, person=str(person.pk), rule=rule.value, groups=wanted)


def end_taking_part(*, number: str, username: str, by: Viewer, at: datetime) -> None:
    """End all that somebody takes part in a case through, except leading it."""
    with transaction.atomic():
        case = reach_case(number, by, at, open_only=False)
        person = find_person(username)
        lasting = Q(ends_at__isnull=True) | Q(ends_at__gt=at)
        ended = Participation.objects.filter(lasting, case=case, person=person).update(ends_at=at)
        if not ended:
            raise CaseError(f"'{username}' doet niet mee aan deze casus.")
        note("end_taking_part", case, by, at, person=str(person.pk))


def set_level(*, number: str, level: CaseLevel, reason: str, by: Viewer, at: datetime) -> None:
    """Shut a case further, or less far, with the reason.

    Who would not see the case any more at the new level cannot shut themselves out.
    """
    said = require_text(reason, "de reden", most=300)
    with transaction.atomic():
        case = reach_case(number, by, at, open_only=False)
        before, case.level = case.level, level.value
        if before == level.value:
            raise CaseError("Dit is al de toegang van de casus.")
        if not Access(by.looking_at(at)).is_allowed(case):
            raise CaseError("Daarmee sluit u uzelf buiten. Kom eerst in het team van de casus.")
        case.version += 1
        case.save(update_fields=["level", "version"])
        note("set_level", case, by, at, before=before, level=level.value, reason=said)


def break_glass(*, number: str, reason: str, by: Viewer, at: datetime) -> datetime:
    """Open a protected case for a few hours, with a reason, and return until when.

    Every try is logged, also of what does not exist. Other cases answer as if they were not there.
    """
    Access(by).require(Permission.CASES_VIEW_ALL, to="noodtoegang nemen")
    said = require_text(reason, "de reden", most=300)
    rules = access_rules_on(at.date())
    until = at + timedelta(hours=rules.glass_hours)
    with transaction.atomic():
        case = Case.objects.filter(number=number, level=CaseLevel.PROTECTED.value).first()
        subject = f"cases.case:{case.pk}" if case else "cases.case:"
        record(action="cases.break_glass", by=by, at=at, subject=subject, details={"reason": said})
        if case is not None:
            Participation.objects.create(
                case=case,
                person_id=person_keys(by)[0],
                rule=CaseRule.GLASS.value,
                groups=f" {' '.join(sorted(rules.opens[CaseRule.GLASS]))} ",
                starts_at=at,
                ends_at=until,
                reason=said,
                given_by=by.person_id,
            )
    if case is None:
        raise NotFoundError(f"Casus {number}")
    return until
