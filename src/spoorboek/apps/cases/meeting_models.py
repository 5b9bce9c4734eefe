"""A meeting about cases: its agenda and who was there."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from spoorboek.apps.access.conditions import Condition, Holds, when
from spoorboek.apps.access.models import Guarded
from spoorboek.apps.access.related_conditions import Through
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.case_models import Case
from spoorboek.apps.intake.models import person_keys
from spoorboek.rules.roles import Permission


class Meeting(Guarded):
    """One meeting. Who is present sees the cases of its agenda until ``access_hours`` after its end.

    The title names the sort of meeting, never a case: it exists for everybody who was invited.
    """

    number = models.CharField("nummer", max_length=40, unique=True)
    title = models.CharField("overleg", max_length=120)
    planned_at = models.DateTimeField("gepland op")
    started_at = models.DateTimeField("begonnen op", null=True, blank=True)
    ended_at = models.DateTimeField("gesloten op", null=True, blank=True)
    access_hours = models.PositiveSmallIntegerField("uren toegang na afloop")
    chair = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-planned_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="meeting_ends_after_it_starts",
                condition=Q(ended_at__isnull=True)
                | Q(started_at__isnull=False, ended_at__gte=F("started_at")),
            )
        ]

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """A meeting exists for who leads it, who is invited, and who coordinates all cases."""
        keys = person_keys(viewer)
        return (
            when(viewer.may(Permission.CASES_VIEW_ALL))
            | Holds("chair_id", keys)
            | Holds("attendances__person_id", keys)
        )

    @classmethod
    def changeable_by(cls, viewer: Viewer) -> Condition:
        """A meeting is run by who leads it, and by who coordinates all cases."""
        return when(viewer.may(Permission.CASES_VIEW_ALL)) | Holds("chair_id", person_keys(viewer))

    def __str__(self) -> str:
        return self.number


class AgendaItem(Guarded):
    """One case on the agenda of one meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="agenda_items")
    position = models.PositiveSmallIntegerField()
    discussed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(fields=("meeting", "case"), name="case_once_on_an_agenda")]

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """An item exists for whom both the meeting and the case exist."""
        meeting = Through("meeting", Meeting.visible_to(viewer))
        return meeting & Through("case", Case.visible_to(viewer))

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.position}"


class Attendance(models.Model):
    """One person invited to one meeting, and whether they were there."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_present = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("meeting", "person"), name="invited_once_to_a_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.person_id}"
