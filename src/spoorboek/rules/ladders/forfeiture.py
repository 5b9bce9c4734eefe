"""Sums that are forfeited under an order, one by one, up to the maximum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spoorboek.figures.dutch_numbers import format_money
from spoorboek.rules.ladders.errors import MeasureError


@dataclass(frozen=True, slots=True)
class Forfeiture:
    """What one violation of an order forfeits.

    ``amount``: the sum in euro, 0 when the maximum was reached before. ``total``: forfeited so far.
    ``is_full``: the maximum is reached; for what follows a new order is needed.
    """

    on: date
    amount: Decimal
    total: Decimal
    is_full: bool


def list_forfeitures(
    *,
    amount: Decimal,
    maximum: Decimal,
    in_force_on: date,
    violated_on: Sequence[date],
    complied_until: date | None = None,
) -> tuple[Forfeiture, ...]:
    """Return what the violations of one order forfeit, in order of their days.

    Parameters: ``amount`` per violation and ``maximum`` in euro; ``in_force_on``, the first day on which
    the order holds; ``violated_on``, one day per violation; ``complied_until``, the last day of the time to
    comply, if any. Returns one Forfeiture per violation that counts; those before the order or within the
    time to comply forfeit nothing and are left out. Errors: MeasureError with a Dutch sentence for an
    amount that is not above 0 or over the maximum. Source: Awb, artikelen 5:32a, tweede lid, 5:32b and
    5:33.

    >>> orders = list_forfeitures(amount=Decimal(5000), maximum=Decimal(20000), in_force_on=date(2023, 1, 1),
    ...                           violated_on=[date(2023, 2, day) for day in (1, 2, 3, 4, 5)])
    >>> [str(each.total) for each in orders], orders[-1].amount
    (['5000', '10000', '15000', '20000', '20000'], Decimal('0'))
    """
    if not 0 < amount <= maximum:
        raise MeasureError(
            f"De dwangsom {format_money(amount)} ligt niet tussen € 0 en het maximum {format_money(maximum)}."
        )
    total = Decimal(0)
    found: list[Forfeiture] = []
    for on in sorted(violated_on):
        if on < in_force_on or (complied_until is not None and on <= complied_until):
            continue
        sum_now = min(amount, maximum - total)
        total += sum_now
        found.append(Forfeiture(on, sum_now, total, is_full=total == maximum))
    return tuple(found)
