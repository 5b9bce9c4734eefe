"""Referring a case to another body, and what comes of it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.listed_fields import check_listed
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.errors import CaseError
from spoorboek.apps.cases.models import Referral
from spoorboek.apps.cases.reaching import check_was, note, reach_case, require_text
from spoorboek.rules.noted_days import check_possible_day
from spoorboek.rules.referrals import REFERRAL_LIFECYCLE, ReferralStatus


def refer_case(
    *,
    number: str,
    target: str,
    sent_on: date,
    reason: str,
    by: Viewer,
    at: datetime,
    reference: str = "",
    follow_up_on: date | None = None,
) -> int:
    """Send a case to another body and return the key of the referral. ``target``: its code in the list."""
    said = require_text(reason, "de reden", most=300)
    with transaction.atomic():
        case = reach_case(number, by, at)
        if sent_on < case.opened_on:
            raise CaseError(
                f"De casus is geopend op {case.opened_on:%d-%m-%Y} en kan niet eerder zijn verstuurd."
            )
        check_was(sent_on, at)
        check_listed("referral_targets", target, sent_on)
        _check_follow_up(sent_on, follow_up_on)
        made = Referral.objects.create(
            case=case,
            group="base",
            target=target,
            reference=reference.strip()[:60],
            reason=said,
            sent_on=sent_on,
            follow_up_on=follow_up_on,
            entered_at=at,
            person_id=by.person_id,
        )
        note("refer_case", case, by, at, referral=made.pk, target=target)
    return made.pk


def step_referral(
    *,
    key: int,
    to: ReferralStatus,
    on: date,
    by: Viewer,
    at: datetime,
    answer: str = "",
    follow_up_on: date | None = None,
) -> str:
    """Note that a referral was accepted, refused, done or revoked; return the number of its case."""
    with transaction.atomic():
        referrals = Referral.objects.select_for_update(of=("self",)).select_related("case")
        referral = Access(by.looking_at(at)).get(referrals, what="Deze doorverwijzing", pk=key)
        case = reach_case(referral.case.number, by, at, open_only=False)
        REFERRAL_LIFECYCLE.check_can_become(ReferralStatus(referral.status), to)
        if to in (ReferralStatus.REFUSED, ReferralStatus.REVOKED):
            require_text(answer, "de reden", most=300)
        before = referral.accepted_on or referral.sent_on
        if on < before:
            raise CaseError(f"Dit ligt vóór de vorige stap op {before:%d-%m-%Y}.")
        check_was(on, at)
        _check_follow_up(on, follow_up_on)
        referral.status, referral.answer = to.value, answer.strip()[:300]
        referral.follow_up_on = follow_up_on if to not in REFERRAL_LIFECYCLE.final else None
        setattr(referral, f"{to.value}_on", on)
        referral.save()
        note("step_referral", case, by, at, referral=referral.pk, status=to.value)
    return case.number


def _check_follow_up(on: date, follow_up_on: date | None) -> None:
    check_possible_day(follow_up_on)
    if follow_up_on is not None and follow_up_on < on:
        raise CaseError("De dag van opvolgen ligt vóór de stap zelf.")
