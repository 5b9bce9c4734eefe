"""Days of one row that come in an order: said once, kept by the database, refused in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q


@dataclass(frozen=True, slots=True)
class DayOrder:
    """``later`` does not lie before ``earlier``; where a day is still open, nothing is wrong.

    ``name`` of the constraint; ``event`` what happened on the earlier day, in Dutch (``de opening op``).
    ``strictly``: the same day will not do either.
    """

    name: str
    earlier: str
    later: str
    event: str
    strictly: bool = False

    def as_constraint(self) -> models.CheckConstraint:
        """Return what keeps the order in the database."""
        lookup = "gt" if self.strictly else "gte"
        condition = Q(**{f"{self.later}__isnull": True}) | Q(**{f"{self.later}__{lookup}": F(self.earlier)})
        return models.CheckConstraint(name=self.name, condition=condition)

    def check(self, row: models.Model) -> None:
        """Raise ValidationError at the later day when it comes too early."""
        earlier, later = getattr(row, self.earlier), getattr(row, self.later)
        if earlier is None or later is None or later > earlier or (later == earlier and not self.strictly):
            return
        word = "niet na" if self.strictly else "vóór"
        raise ValidationError({self.later: f"Dit ligt {word} {self.event} {earlier:%d-%m-%Y}."})


def as_constraints(orders: Sequence[DayOrder]) -> list[models.BaseConstraint]:
    """Return the constraints of all orders of a model."""
    return [order.as_constraint() for order in orders]


def check_day_orders(row: models.Model, orders: Sequence[DayOrder]) -> None:
    """Raise ValidationError for the first order that a row breaks."""
    for order in orders:
        order.check(row)
