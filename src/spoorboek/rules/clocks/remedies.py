"""Objection and appeal against a measure: what follows on what, by when, and when an outcome is final."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from spoorboek.figures.dutch_dates import format_date
from spoorboek.figures.unseen_characters import says_something
from spoorboek.rules.clocks.collection_lapse import Remedy
from spoorboek.rules.clocks.deadline import Deadline
from spoorboek.rules.clocks.errors import ClockError
from spoorboek.rules.clocks.objections import (
    check_objection_in_time,
    check_post_day,
    compute_objection_decision,
    compute_objection_end,
)
from spoorboek.rules.clocks.suspensions import Suspension


class RemedyKind(Enum):
    """What somebody can do against a decision."""

    OBJECTION = "objection"
    APPEAL = "appeal"
    HIGHER_APPEAL = "higher_appeal"
    INTERIM_RELIEF = "interim_relief"


class RemedyOutcome(Enum):
    """How a remedy ended."""

    FOUNDED = "founded"
    PARTLY_FOUNDED = "partly_founded"
    UNFOUNDED = "unfounded"
    INADMISSIBLE = "inadmissible"
    WITHDRAWN = "withdrawn"
    GRANTED = "granted"
    REFUSED = "refused"


REMEDY_WORDS: Mapping[RemedyKind, str] = {
    RemedyKind.OBJECTION: "bezwaar",
    RemedyKind.APPEAL: "beroep",
    RemedyKind.HIGHER_APPEAL: "hoger beroep",
    RemedyKind.INTERIM_RELIEF: "verzoek om een voorlopige voorziening",
}
OUTCOME_WORDS: Mapping[RemedyOutcome, str] = {
    RemedyOutcome.FOUNDED: "gegrond",
    RemedyOutcome.PARTLY_FOUNDED: "deels gegrond",
    RemedyOutcome.UNFOUNDED: "ongegrond",
    RemedyOutcome.INADMISSIBLE: "niet-ontvankelijk",
    RemedyOutcome.WITHDRAWN: "ingetrokken",
    RemedyOutcome.GRANTED: "toegewezen",
    RemedyOutcome.REFUSED: "afgewezen",
}
_AFTER: Mapping[RemedyKind, RemedyKind | None] = {
    RemedyKind.OBJECTION: None,
    RemedyKind.APPEAL: RemedyKind.OBJECTION,
    RemedyKind.HIGHER_APPEAL: RemedyKind.APPEAL,
}
_RELIEF_OUTCOMES = (
    RemedyOutcome.GRANTED,
    RemedyOutcome.REFUSED,
    RemedyOutcome.INADMISSIBLE,
    RemedyOutcome.WITHDRAWN,
)
_NEXT: Mapping[RemedyKind, str] = {
    RemedyKind.OBJECTION: "Beroep instellen",
    RemedyKind.APPEAL: "Hoger beroep instellen",
}
_ARTICLES: Mapping[RemedyKind, str] = {
    RemedyKind.OBJECTION: "Awb, artikelen 6:7 en 6:8",
    RemedyKind.APPEAL: "Awb, artikelen 6:7, 6:8 en 6:24",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyStep:
    """One remedy against one decision.

    ``decided_on``: the day of the outcome, or of withdrawal; ``sent_on``: the day on which the outcome
    was made known, from which the next term runs. Both None while it runs. ``suspended_from`` and
    ``suspended_until``: the days for which the court suspended the decision on a request for interim relief;
    ``suspended_until`` None when it named no last day.
    """

    kind: RemedyKind
    lodged_on: date
    decided_on: date | None = None
    sent_on: date | None = None
    outcome: RemedyOutcome | None = None
    suspended_from: date | None = None
    suspended_until: date | None = None


def check_can_lodge(
    kind: RemedyKind,
    *,
    lodged_on: date,
    published_on: date | None,
    earlier: Sequence[RemedyStep] = (),
    posted_on: date | None = None,
    late_because: str = "",
) -> None:
    """Check that a remedy can be written down after what came before it.

    Parameters: ``kind``; ``lodged_on``, the day of receipt; ``published_on``, the day on which the
    decision was made known; ``earlier`` remedies against the same decision; ``posted_on``;
    ``late_because``, why being late is excused. Returns nothing. A request for interim relief has no
    term. Errors: ClockError with a Dutch sentence for a decision that was not made known, a step that
    skips one, a second remedy of its kind, or one that is late without a reason. Source: Awb, artikelen
    3:40, 6:7 to 6:11, 6:24, 7:1 and 8:81.
    """
    if published_on is None or lodged_on < published_on:
        raise ClockError(
            "Het besluit was toen nog niet bekendgemaakt: maak het eerst bekend (Awb, artikel 3:40)."
        )
    check_post_day(received_on=lodged_on, posted_on=posted_on)
    if kind is RemedyKind.INTERIM_RELIEF:
        return
    if any(step.kind is kind for step in earlier):
        raise ClockError(f"Er staat al een {REMEDY_WORDS[kind]} tegen dit besluit.")
    start_on = _get_start(kind, published_on, earlier)
    if says_something(late_because):
        return
    deadline = compute_objection_end(start_on)
    check_objection_in_time(deadline, received_on=lodged_on, posted_on=posted_on)


def find_collection_remedy(steps: Sequence[RemedyStep]) -> Remedy | None:
    """Return the remedy that holds off the lapse of a sum, from everything lodged against the order.

    Parameters: ``steps``, in any order. Returns a Remedy from the first day of lodging until the last
    outcome is final, or None without objection or appeal. Interim relief alone holds nothing off. What is
    lodged after an outcome was final begins nothing anew: our reading, the earlier and safer day. Errors:
    ClockError. Source: Awb, artikel 5:35, tweede lid; no lawyer looked at this reading yet.

    >>> find_collection_remedy([RemedyStep(kind=RemedyKind.OBJECTION, lodged_on=date(2024, 3, 1))])
    Remedy(open_from=datetime.date(2024, 3, 1), settled_on=None)
    """
    chain = sorted((one for one in steps if one.kind in _AFTER), key=lambda one: one.lodged_on)
    if not chain:
        return None
    settled_on = compute_final_day(chain[0])
    for step in chain[1:]:
        if settled_on is not None and step.lodged_on > settled_on:
            break
        settled_on = compute_final_day(step)
    return Remedy(chain[0].lodged_on, settled_on)


def compute_final_day(step: RemedyStep) -> date | None:
    """Return the day on which the outcome of one remedy is final when nothing follows it; None while it runs.

    Parameters: ``step``. After an objection or appeal that is the last day of the next term, after a
    higher appeal the day of the outcome, after a withdrawal that day. Errors: ClockError. Source: Awb,
    artikelen 6:7, 6:8 and 6:24.
    """
    if step.decided_on is None:
        return None
    if step.outcome is RemedyOutcome.WITHDRAWN or step.kind not in _NEXT:
        return step.decided_on
    return None if step.sent_on is None else compute_objection_end(step.sent_on).last_on


def list_remedy_deadlines(
    step: RemedyStep, *, published_on: date, with_committee: bool, adjourned: bool
) -> list[Deadline]:
    """Return the terms that a remedy sets running: to decide on an objection, or to go on to the next court.

    Parameters: ``step``; ``published_on``, the day on which the decision was made known;
    ``with_committee`` and ``adjourned`` as in ``compute_objection_decision``. Returns no deadline for a
    court, which sets its own. Errors: ClockError. Source: Awb, artikelen 6:7, 6:24 and 7:10.
    """
    if step.decided_on is None:
        if step.kind is not RemedyKind.OBJECTION:
            return []
        end = compute_objection_end(published_on).last_on
        return [compute_objection_decision(end, with_committee=with_committee, adjourned=adjourned)]
    if step.sent_on is None or step.kind not in _NEXT or step.outcome is RemedyOutcome.WITHDRAWN:
        return []
    found = compute_objection_end(step.sent_on)
    return [replace(found, title=_NEXT[step.kind], article=_ARTICLES[step.kind])]


def list_outcomes(kind: RemedyKind) -> tuple[RemedyOutcome, ...]:
    """Return how a remedy of a kind can end: a request for interim relief is granted or refused."""
    if kind is RemedyKind.INTERIM_RELIEF:
        return _RELIEF_OUTCOMES
    return tuple(one for one in RemedyOutcome if one not in (RemedyOutcome.GRANTED, RemedyOutcome.REFUSED))


def check_can_settle(step: RemedyStep, *, published_on: date | None) -> None:
    """Check that an outcome can be written down as it is.

    Parameters: ``step`` with its outcome; ``published_on``, the day on which the contested decision was made
    known. Returns nothing. Errors: ClockError with a Dutch sentence for an outcome of another kind of remedy,
    an outcome that starts a term and was not made known, or a suspension that cannot be. Source: Awb,
    artikelen 6:8, 8:81 and 8:85.
    """
    if step.decided_on is None or step.outcome not in list_outcomes(step.kind):
        raise ClockError(f"Zo eindigt een {REMEDY_WORDS[step.kind]} niet: kies een andere uitkomst.")
    if step.decided_on < step.lodged_on:
        raise ClockError(f"Het is pas ontvangen op {format_date(step.lodged_on)}.")
    needs_sending = step.kind is not RemedyKind.INTERIM_RELIEF and step.outcome is not RemedyOutcome.WITHDRAWN
    if step.sent_on is None and needs_sending:
        raise ClockError(
            "Noem de dag waarop de uitkomst is bekendgemaakt: dan begint de volgende termijn "
            "(Awb, artikel 6:8)."
        )
    if step.sent_on is not None and step.sent_on < step.decided_on:
        raise ClockError(f"De uitkomst is pas van {format_date(step.decided_on)}.")
    _check_suspension(step, published_on)


def list_suspensions(steps: Sequence[RemedyStep]) -> list[Suspension]:
    """Return when one decision was suspended, from everything lodged against it, first to last.

    Parameters: ``steps``, in any order. Returns each suspension with its end: the day that the court
    named, or the day on which it ends by law. Errors: ClockError. Source: Awb, artikelen 8:81 and 8:85.

    >>> relief = RemedyStep(kind=RemedyKind.INTERIM_RELIEF, lodged_on=date(2024, 3, 1),
    ...                     suspended_from=date(2024, 3, 14), suspended_until=date(2024, 5, 1))
    >>> list_suspensions([relief])[0].describe()
    'van 14 maart 2024 tot en met 1 mei 2024'
    """
    starts = sorted((one for one in steps if one.suspended_from is not None), key=lambda one: one.lodged_on)
    return [_end_by_law(one, steps) for one in starts]


def _check_suspension(step: RemedyStep, published_on: date | None) -> None:
    if step.suspended_from is None:
        if step.suspended_until is not None:
            raise ClockError("Noem ook de eerste dag van de schorsing.")
        return
    if step.kind is not RemedyKind.INTERIM_RELIEF or step.outcome is not RemedyOutcome.GRANTED:
        raise ClockError(
            "Alleen een toegewezen verzoek om een voorlopige voorziening schorst (Awb, artikel 8:81)."
        )
    if published_on is not None and step.suspended_from < published_on:
        raise ClockError(f"Het besluit is pas bekendgemaakt op {format_date(published_on)}.")
    if step.suspended_until is not None and step.suspended_until < step.suspended_from:
        raise ClockError(f"De schorsing begint pas op {format_date(step.suspended_from)}.")


def _end_by_law(relief: RemedyStep, steps: Sequence[RemedyStep]) -> Suspension:
    """Find what ends a suspension first: the court's day, or what artikel 8:85, tweede lid, names."""
    first = relief.suspended_from
    assert first is not None
    ends: list[tuple[date, str]] = []
    if relief.suspended_until is not None:
        ends.append((relief.suspended_until, "zoals de rechter bepaalde"))
    has_appeal = any(one.kind is RemedyKind.APPEAL for one in steps)
    for one in steps:
        if one.decided_on is None or one.decided_on < first:
            continue
        if one.kind in (RemedyKind.OBJECTION, RemedyKind.APPEAL) and one.outcome is RemedyOutcome.WITHDRAWN:
            ends.append((one.decided_on, f"{REMEDY_WORDS[one.kind]} ingetrokken (Awb, artikel 8:85)"))
        elif one.kind in (RemedyKind.APPEAL, RemedyKind.HIGHER_APPEAL):
            ends.append((one.decided_on, "de rechter deed uitspraak (Awb, artikel 8:85)"))
        elif one.kind is RemedyKind.OBJECTION and one.sent_on is not None and not has_appeal:
            last = compute_objection_end(one.sent_on).last_on
            ends.append((last, "geen beroep ingesteld (Awb, artikel 8:85)"))
    last_on, why = min(ends, default=(None, ""))
    return Suspension(first, last_on, why)


def is_followed(kind: RemedyKind, met: Collection[RemedyKind]) -> bool:
    """Tell whether the step after a remedy was taken, by the kinds that were met."""
    return any(_AFTER.get(other) is kind for other in met)


def _get_start(kind: RemedyKind, published_on: date, earlier: Sequence[RemedyStep]) -> date:
    """Return the day from which the term of a remedy runs."""
    needed = _AFTER[kind]
    if needed is None:
        return published_on
    before = next((step for step in earlier if step.kind is needed), None)
    if before is None or before.sent_on is None:
        raise ClockError(
            f"Voor {REMEDY_WORDS[kind]} is er eerst een uitkomst op het {REMEDY_WORDS[needed]}, met de dag "
            "waarop die is bekendgemaakt."
        )
    return before.sent_on
