"""Commitments to the council (toezeggingen): due when, discharged by what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from spoorboek.figures.dutch_dates import format_date
from spoorboek.figures.period import Period
from spoorboek.rules.errors import PromiseError


class CommitmentState(Enum):
    """What has come of a commitment so far. The values are the Dutch words that users read."""

    KEPT = "nagekomen"
    KEPT_LATE = "te laat nagekomen"
    OPEN = "nog open"
    OVERDUE = "te laat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """One thing that the council was told it would hear or get.

    ``made_on`` and ``made_in``: the day and the document (case number) in which it was said.
    ``due_on`` is empty when no day was named. ``discharged_by``: the slug of the letter that did it.
    """

    code: str
    text: str
    made_on: date
    made_in: str = ""
    due_on: date | None = None
    note: str = ""
    discharged_by: str = ""
    discharged_on: date | None = None


def check_commitment(commitment: Commitment) -> None:
    """Check that the days of a commitment can be right.

    Parameters: ``commitment``. Returns nothing. Errors: PromiseError with a Dutch sentence when it
    is due or discharged before it was made, or when the letter and the day of discharge do not go
    together.
    """
    if commitment.due_on is not None and commitment.due_on < commitment.made_on:
        raise PromiseError(
            f"De toezegging moet op {format_date(commitment.due_on)} zijn nagekomen, "
            f"maar is pas gedaan op {format_date(commitment.made_on)}."
        )
    if bool(commitment.discharged_by) != (commitment.discharged_on is not None):
        raise PromiseError("Een nagekomen toezegging noemt de brief én de datum; hier staat er maar één.")
    if commitment.discharged_on is not None and commitment.discharged_on < commitment.made_on:
        raise PromiseError(
            f"De toezegging is nagekomen op {format_date(commitment.discharged_on)}, "
            f"maar pas gedaan op {format_date(commitment.made_on)}."
        )


def decide_commitment_state(commitment: Commitment, on: date) -> CommitmentState:
    """Say in words what has come of a commitment on a day.

    Parameters: ``commitment``; ``on``, the day asked. Returns the state; without a due date it is never
    late. Errors: none.

    >>> said = Commitment(code="a", text="A", made_on=date(2023, 1, 1), due_on=date(2023, 6, 30))
    >>> decide_commitment_state(said, date(2023, 7, 1)).value
    'te laat'
    """
    late = commitment.due_on is not None and (commitment.discharged_on or on) > commitment.due_on
    if commitment.discharged_on is not None:
        return CommitmentState.KEPT_LATE if late else CommitmentState.KEPT
    return CommitmentState.OVERDUE if late else CommitmentState.OPEN


def list_due_commitments(
    commitments: Iterable[Commitment], *, period: Period, dated_on: date, letter: str = ""
) -> tuple[Commitment, ...]:
    """Return the commitments on which a letter must report.

    Parameters: ``commitments``; ``period`` that the letter looks back on; ``dated_on``, the day of
    the letter; ``letter``, its slug. Returns those made on or before the day of the letter, due on
    or before that day or the end of the period (whichever is later), and not discharged before;
    what this same letter discharged stays in. Without a due date nothing is due. Order: due day,
    then code. Errors: none.
    """
    horizon = max(period.last, dated_on)
    due = [
        c
        for c in commitments
        if c.made_on <= dated_on
        and ((letter and c.discharged_by == letter) or _is_open_and_due(c, horizon, dated_on))
    ]
    return tuple(sorted(due, key=lambda c: (c.due_on or date.max, c.code)))


def _is_open_and_due(commitment: Commitment, horizon: date, dated_on: date) -> bool:
    if commitment.due_on is None or commitment.due_on > horizon:
        return False
    return commitment.discharged_on is None or commitment.discharged_on > dated_on
