"""How a measure, a closure, an order and a forfeited sum move: one literal table each.

Where something stands is read from its days, so that a status can never contradict them.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from spoorboek.rules.lifecycle import Lifecycle


class MeasureStatus(Enum):
    """Where a measure stands."""

    TAKEN = "taken"
    PUBLISHED = "published"
    SUSPENDED = "suspended"
    LIFTED = "lifted"


class ClosureStatus(Enum):
    """Where the closing of a building stands."""

    ORDERED = "ordered"
    CLOSED = "closed"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    REOPENED = "reopened"


class OrderStatus(Enum):
    """Where an order under penalty stands."""

    IMPOSED = "imposed"
    LIFTED = "lifted"


class ForfeitureStatus(Enum):
    """Where a forfeited sum stands."""

    FORFEITED = "forfeited"
    COLLECTION_DECIDED = "collection_decided"
    PAID = "paid"
    LAPSED = "lapsed"


_M, _C, _O, _F = MeasureStatus, ClosureStatus, OrderStatus, ForfeitureStatus

MEASURE_LIFECYCLE: Lifecycle[MeasureStatus] = Lifecycle(
    noun="de maatregel",
    start=_M.TAKEN,
    steps={
        _M.TAKEN: frozenset({_M.PUBLISHED, _M.LIFTED}),
        _M.PUBLISHED: frozenset({_M.SUSPENDED, _M.LIFTED}),
        _M.SUSPENDED: frozenset({_M.PUBLISHED, _M.LIFTED}),
        _M.LIFTED: frozenset(),
    },
    words={
        _M.TAKEN: "besloten",
        _M.PUBLISHED: "bekendgemaakt",
        _M.SUSPENDED: "geschorst",
        _M.LIFTED: "opgeheven",
    },
    acts={_M.PUBLISHED: "bekendmaken", _M.LIFTED: "opheffen"},
)
"""Source: Awb, artikelen 3:40 and 3:41: a decision works once made known; 8:81: the court suspends it."""

CLOSURE_LIFECYCLE: Lifecycle[ClosureStatus] = Lifecycle(
    noun="de sluiting",
    start=_C.ORDERED,
    steps={
        _C.ORDERED: frozenset({_C.CLOSED, _C.SUSPENDED, _C.REOPENED}),
        _C.CLOSED: frozenset({_C.SUSPENDED, _C.EXPIRED, _C.REOPENED}),
        _C.SUSPENDED: frozenset({_C.CLOSED, _C.EXPIRED, _C.REOPENED}),
        _C.EXPIRED: frozenset({_C.REOPENED}),
        _C.REOPENED: frozenset(),
    },
    words={
        _C.ORDERED: "bevolen",
        _C.CLOSED: "gesloten",
        _C.SUSPENDED: "geschorst",
        _C.EXPIRED: "termijn voorbij",
        _C.REOPENED: "heropend",
    },
    acts={_C.REOPENED: "heropenen"},
)

ORDER_LIFECYCLE: Lifecycle[OrderStatus] = Lifecycle(
    noun="de last",
    start=_O.IMPOSED,
    steps={_O.IMPOSED: frozenset({_O.LIFTED}), _O.LIFTED: frozenset()},
    words={_O.IMPOSED: "opgelegd", _O.LIFTED: "opgeheven"},
    acts={_O.LIFTED: "opheffen"},
)
"""Source: Awb, artikel 5:34."""

FORFEITURE_LIFECYCLE: Lifecycle[ForfeitureStatus] = Lifecycle(
    noun="de verbeurde dwangsom",
    start=_F.FORFEITED,
    steps={
        _F.FORFEITED: frozenset({_F.COLLECTION_DECIDED, _F.PAID, _F.LAPSED}),
        _F.COLLECTION_DECIDED: frozenset({_F.PAID, _F.LAPSED}),
        _F.PAID: frozenset(),
        _F.LAPSED: frozenset(),
    },
    words={
        _F.FORFEITED: "verbeurd",
        _F.COLLECTION_DECIDED: "invordering besloten",
        _F.PAID: "betaald",
        _F.LAPSED: "verjaard",
    },
    acts={_F.COLLECTION_DECIDED: "invorderen", _F.PAID: "als betaald noteren"},
)
"""Source: Awb, artikelen 5:33, 5:35 and 5:37."""


def find_measure_status(
    *, published_on: date | None, lifted_on: date | None, is_suspended: bool = False
) -> MeasureStatus:
    """Return where a measure stands.

    Parameters: ``published_on`` and ``lifted_on``, the days on which that was done, or None;
    ``is_suspended``, whether the court suspended it and that still holds. Returns a MeasureStatus.
    Errors: none.

    >>> find_measure_status(published_on=date(2025, 3, 1), lifted_on=None).value
    'published'
    """
    if lifted_on is not None:
        return MeasureStatus.LIFTED
    if is_suspended:
        return MeasureStatus.SUSPENDED
    return MeasureStatus.TAKEN if published_on is None else MeasureStatus.PUBLISHED


def find_closure_status(
    *,
    closed_from: date,
    closed_until: date | None,
    reopened_on: date | None,
    on: date,
    is_suspended: bool = False,
) -> ClosureStatus:
    """Return where a closure stands on a day.

    Parameters: ``closed_from``; ``closed_until``, the last closed day, None without end; ``reopened_on``, the
    day on which it was opened, or None; ``on``; ``is_suspended``, whether the court suspended the measure
    on that day: its last day stays, a later one takes a decision. Returns a ClosureStatus: a term that is
    over opens no door, so such a closure is expired until somebody notes the reopening. Errors: none.

    >>> find_closure_status(closed_from=date(2025, 1, 1), closed_until=date(2025, 3, 31), reopened_on=None,
    ...                     on=date(2025, 4, 1)).value
    'expired'
    """
    if reopened_on is not None and reopened_on <= on:
        return ClosureStatus.REOPENED
    if closed_until is not None and on > closed_until:
        return ClosureStatus.EXPIRED
    if is_suspended:
        return ClosureStatus.SUSPENDED
    if on < closed_from:
        return ClosureStatus.ORDERED
    return ClosureStatus.CLOSED


def find_closure_end(*, closed_until: date | None, reopened_on: date | None) -> date | None:
    """Return the last day on which a closure holds, None while it has no end.

    Parameters: ``closed_until``, the last closed day, None without end; ``reopened_on``, the day on which it
    was opened, or None. Errors: none.
    """
    known = [day for day in (closed_until, reopened_on) if day is not None]
    return min(known, default=None)


def find_order_status(*, lifted_on: date | None) -> OrderStatus:
    """Return where an order under penalty stands, by the day on which it was lifted, if it was."""
    return OrderStatus.IMPOSED if lifted_on is None else OrderStatus.LIFTED


def find_forfeiture_status(
    *, decided_on: date | None, paid_on: date | None, lapses_on: date | None, on: date
) -> ForfeitureStatus:
    """Return where a forfeited sum stands on a day.

    Parameters: ``decided_on``, the day of the decision to collect, or None; ``paid_on``, or None;
    ``lapses_on``, the last day on which it can be collected, None while a remedy holds that off; ``on``.
    Returns a ForfeitureStatus. Errors: none.

    >>> find_forfeiture_status(decided_on=None, paid_on=None, lapses_on=date(2025, 3, 1),
    ...                        on=date(2025, 3, 2)).value
    'lapsed'
    """
    if paid_on is not None:
        return ForfeitureStatus.PAID
    if lapses_on is not None and on > lapses_on:
        return ForfeitureStatus.LAPSED
    return ForfeitureStatus.FORFEITED if decided_on is None else ForfeitureStatus.COLLECTION_DECIDED
