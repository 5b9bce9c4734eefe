"""An audit of a letter by anybody, and what a person decided about each finding."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from spoorboek.apps.access.conditions import Condition, Holds, when
from spoorboek.apps.access.models import Guarded
from spoorboek.apps.access.sealed_fields import SealedField, SealedJSONField
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.plans.models import SafetyPlan
from spoorboek.rules.letter_audit.finding_choice import CHOICE_WORDS, FindingChoice
from spoorboek.rules.roles import Permission


class LetterAudit(Guarded):
    """One letter that was looked through: its text and what was found, as it was found then.

    A working document. It is gone after ``keep_until``; the uploaded file itself is never kept.
    """

    code = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    plan = models.ForeignKey(SafetyPlan, on_delete=models.SET_NULL, null=True, blank=True)
    uploader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    made_at = models.DateTimeField()
    keep_until = models.DateField(db_index=True)
    result: models.Field[Any, Any] = SealedJSONField(bound_to=("code",))
    """The answer of ``spoorboek audit --json``, with the blocks of the text and what holds.

    Encrypted, because a letter of others may name people.
    """

    class Meta:
        ordering = ("-made_at", "code")

    def __str__(self) -> str:
        return f"audit {self.code}"

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """Of the one who brought the letter, and of those who check letters."""
        own = Holds("uploader_id", (int(viewer.person_id),)) if viewer.person_id.isdecimal() else when(False)
        return own | when(viewer.may(Permission.LETTERS_APPROVE))


class FindingDecision(models.Model):
    """What somebody decided about one finding, with the reason; a later decision replaces it."""

    audit = models.ForeignKey(LetterAudit, on_delete=models.CASCADE, related_name="decisions")
    finding = models.PositiveIntegerField()
    """The place of the finding in the result, from 1."""
    choice = models.CharField(
        max_length=16, choices=[(one.value, CHOICE_WORDS[one]) for one in FindingChoice]
    )
    reason = SealedField(blank=True, bound_to=("audit_id", "finding"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("audit", "finding"), name="one_decision_per_finding"),
            models.CheckConstraint(
                condition=~models.Q(choice="dismissed", reason=""), name="a_dismissal_has_a_reason"
            ),
        ]
        ordering = ("audit", "finding")

    def __str__(self) -> str:
        return f"{self.audit} bevinding {self.finding}: {self.choice}"
