"""What somebody keeps for themselves: a way of looking at a list, and the key of their calendar."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from spoorboek.apps.access.sealed_fields import SealedJSONField


class KeptFilter(models.Model):
    """A way of looking at one list, under a name of its maker. Nobody else sees it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    listing = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=("person", "listing", "name"), name="one_filter_per_name")
        ]

    def __str__(self) -> str:
        return f"{self.listing}: {self.name}"


class CalendarKey(models.Model):
    """The secret word in the address of somebody's calendar, as a fingerprint. A new one ends the old one."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"agenda van {self.person_id}"


class StandIn(models.Model):
    """That somebody takes the steps of another's role in approval routes while the other is away.

    ``person`` is away from ``first_on`` up to and including ``last_on``. It opens no page and no record: who
    stands in works with letters already. Ended before its time: ``ended_at`` is filled.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=32)
    replaced_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("first_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_on__lte=models.F("last_on")), name="away_from_before_until"
            ),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("replaced_by")), name="nobody_replaces_themselves"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.replaced_by_id} voor {self.person_id}: {self.role}"


class SentForm(models.Model):
    """A form that was sent, so that it is not done twice: the word on its page and a digest of its content.

    Absent on purpose: who sent it and what it said. Gone after two days.
    """

    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    answer = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("key", "digest"), name="each_form_sent_once")]

    def __str__(self) -> str:
        return f"formulier van {self.sent_at:%d-%m-%Y %H:%M}"


class KeptForm(models.Model):
    """What somebody had typed when it turned out that their session had ended: theirs alone, for an hour.

    ``word`` stands in the address on which it is given back; it opens for nobody else.
    """

    word = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=300)
    content: models.Field[Any, Any] = SealedJSONField(bound_to=("word", "person_id"))
    kept_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("kept_at", "pk")

    def __str__(self) -> str:
        return f"formulier van {self.kept_at:%d-%m-%Y %H:%M}"
