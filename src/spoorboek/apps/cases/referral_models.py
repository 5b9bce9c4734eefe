"""A case referred to another body: what we sent, when, and what came of it. Not the other body's file."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from spoorboek.apps.access.listed_fields import ListedField
from spoorboek.apps.cases.work_models import CasePart
from spoorboek.rules.referrals import REFERRAL_LIFECYCLE, ReferralStatus

_STATUSES = [(status.value, REFERRAL_LIFECYCLE.words[status]) for status in ReferralStatus]


class Referral(CasePart):
    """One case sent to one body. Each step keeps its own day; ``reason`` says why it went or was refused."""

    target = ListedField("naar", max_length=32, list_code="referral_targets")
    reference = models.CharField("kenmerk", max_length=60, blank=True)
    reason = models.CharField("reden", max_length=300)
    status = models.CharField("status", max_length=16, choices=_STATUSES, default=ReferralStatus.SENT.value)
    sent_on = models.DateField("verstuurd op")
    accepted_on = models.DateField("aanvaard op", null=True, blank=True)
    refused_on = models.DateField("geweigerd op", null=True, blank=True)
    done_on = models.DateField("afgerond op", null=True, blank=True)
    revoked_on = models.DateField("ingetrokken op", null=True, blank=True)
    follow_up_on = models.DateField("opvolgen op", null=True, blank=True)
    answer = models.CharField("antwoord", max_length=300, blank=True)

    class Meta(CasePart.Meta):
        constraints = [
            models.CheckConstraint(name="referral_status_known", condition=Q(status__in=[*dict(_STATUSES)]))
        ]
