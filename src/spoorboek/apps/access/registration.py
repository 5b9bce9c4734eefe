"""What every row of every register has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Self

from django.core.validators import RegexValidator
from django.db import models

from spoorboek.apps.access.models import Guarded

AREA_CODE = RegexValidator(
    r"^(GM\d{4}|WK\d{6}|BU\d{8})\Z",
    "Een gebiedscode ziet eruit als GM0505, WK050501 of BU05050101.",
)

NUMBER = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9._-]*\Z",
    "Een nummer bestaat uit letters, cijfers, punten en streepjes, zoals S-2023-0001.",
)


class Registration(Guarded):
    """One thing that somebody wrote down, so that it can be counted.

    ``number`` is the name people use for the row, and the key that makes an import repeatable. A row
    is never deleted to make a count right: it is withdrawn, and then counts nowhere.
    """

    number = models.CharField("nummer", max_length=40, unique=True, validators=[NUMBER])
    area_code = models.CharField("gebiedscode", max_length=10, validators=[AREA_CODE], default="GM0505")
    invented = models.BooleanField("verzonnen", default=False)
    entered_at = models.DateTimeField("ingevoerd op")
    is_withdrawn = models.BooleanField("ingetrokken", default=False)

    COMING_DAYS: ClassVar[frozenset[str]] = frozenset()
    """The days that are a plan or a term. Every other day tells what happened, so it has been."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number

    def check_links(self, links: Mapping[str, Sequence[int]]) -> None:
        """Raise ValidationError when the row cannot be with the rows it is linked to.

        ``links``: by field the keys of what it is linked to from now on; of other fields the stored ones.
        It is asked of each row that comes in or changes, and of what leans on a row that changes.
        """

    def linked_keys(self, links: Mapping[str, Sequence[int]], name: str) -> list[int]:
        """Return the keys of the rows that one field is linked to: as given, else as stored."""
        if name in links:
            return list(links[name])
        return list(getattr(self, name).values_list("pk", flat=True)) if self.pk else []

    def check_change(self, before: Self) -> None:
        """Raise ValidationError when a correction may not make this row of what it was before."""
