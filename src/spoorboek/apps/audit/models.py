"""The log: one row is one thing that somebody did or read.

Text ids and no foreign keys on purpose: a row outlives what it speaks of. Absent on purpose: the
content of what was read.
"""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One link of the chain. The database itself refuses to change or delete it (see migrations)."""

    sequence = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    person_id = models.CharField(max_length=64, blank=True, db_index=True)
    action = models.CharField(max_length=64, db_index=True)
    subject = models.CharField(max_length=200, db_index=True)
    details = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("sequence",)

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} {self.subject}"


class Head(models.Model):
    """How long the chain is and how it ends, so that a cut-off end is seen too. One row.

    ``state`` is the hash of the last event after which something may be counted or reported otherwise: no
    read and no work inside a case.
    """

    length = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)
    state = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.length} {self.hash}"
