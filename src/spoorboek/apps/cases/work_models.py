"""What is written in a case: texts, decisions, actions, parties, phases; each in its group of fields."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from spoorboek.apps.access.conditions import Condition, Holds
from spoorboek.apps.access.models import Guarded
from spoorboek.apps.access.related_conditions import Through
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.cases.case_models import Case
from spoorboek.apps.cases.kinds import list_section_choices
from spoorboek.apps.intake.models import person_keys
from spoorboek.rules.case_access import BASE


class CasePart(Guarded):
    """One thing written in a case, in one group of fields."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="%(class)ss")
    group = models.CharField("groep", max_length=32, default="content")
    entered_at = models.DateTimeField()
    person_id = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True
        ordering = ("pk",)

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """A part exists for whom its group of fields in its case is open."""
        return Case.opens_parts(viewer)

    def __str__(self) -> str:
        return f"{self.case_id} {self.pk}"


class CaseText(CasePart):
    """One text of a case (situation, plan of action, police data, care data). ``version`` as in a case."""

    searched_texts = ("body",)
    section = models.CharField("onderdeel", max_length=32, choices=list_section_choices)
    body = models.TextField("tekst", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(CasePart.Meta):
        constraints = [models.UniqueConstraint(fields=("case", "section"), name="one_text_per_section")]


class CaseTextVersion(models.Model):
    """A text as it was once saved. The database refuses to change or delete it: nothing written is lost."""

    text = models.ForeignKey(CaseText, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    body = models.TextField(blank=True)
    at = models.DateTimeField()
    person_id = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("version",)
        constraints = [models.UniqueConstraint(fields=("text", "version"), name="each_text_version_once")]

    def __str__(self) -> str:
        return f"{self.text_id} {self.version}"


class CaseTextDraft(CasePart):
    """A text that was not saved because somebody else saved first: kept for who wrote it."""

    section = models.CharField("onderdeel", max_length=32, choices=list_section_choices)
    body = models.TextField("tekst")
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """A draft exists for who wrote it alone, as long as its group of fields is open to them."""
        return Holds("writer_id", person_keys(viewer)) & super().visible_to(viewer)


class StrikablePart(CasePart):
    """A part that can be struck through, with the reason: then it can still be read and asks nothing more."""

    is_struck = models.BooleanField("doorgehaald", default=False)
    struck_because = models.CharField("reden van doorhalen", max_length=300, blank=True)

    class Meta(CasePart.Meta):
        abstract = True


class CaseDecision(StrikablePart):
    """One decision in a case, taken in a meeting or between two."""

    searched_texts = ("text",)
    text = models.CharField("besluit", max_length=500)
    decided_on = models.DateField("besloten op")
    meeting = models.ForeignKey(
        "cases.Meeting", null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )


class CaseAction(StrikablePart):
    """One thing that somebody or some organisation will do before a day."""

    searched_texts = ("text",)
    text = models.CharField("actie", max_length=500)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.CharField("organisatie", max_length=120, blank=True)
    due_on = models.DateField("uiterlijk op", null=True, blank=True)
    done_on = models.DateField("gedaan op", null=True, blank=True)
    meeting = models.ForeignKey(
        "cases.Meeting", null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Condition:
        """An action exists for whom its group is open, and for who must do it and sees the case."""
        asked = Holds("assignee_id", person_keys(viewer)) & Holds("is_struck", (False,))
        mine = asked & Through("case", Case.opens(viewer, BASE))
        return super().visible_to(viewer) | mine


class CaseParty(StrikablePart):
    """An organisation or person that takes part in the approach, without logging in."""

    name = models.CharField("naam", max_length=120)
    is_person = models.BooleanField("persoon", default=False)
    task = models.CharField("taak", max_length=200, blank=True)


class PhaseEntry(CasePart):
    """The day on which a case went to a phase."""

    phase = models.CharField("fase", max_length=32)
    entered_on = models.DateField("sinds")
    reason = models.CharField("reden", max_length=300, blank=True)
