"""Money under an order: payment, collection, lapse and lifting. Awb, titles 4.4 and 5.3."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spoorboek.figures.dutch_dates import format_date
from spoorboek.rules.clocks.deadline import Clock, ClockSetting, Deadline, get_setting, run_clock
from spoorboek.rules.clocks.errors import ClockError
from spoorboek.rules.clocks.terms import add_term


@dataclass(frozen=True, slots=True)
class Remedy:
    """An objection, appeal or higher appeal against the order itself.

    ``open_from``: the first day on which it could be lodged. ``settled_on``: the day since which the
    outcome is final; None while it still runs.
    """

    open_from: date
    settled_on: date | None = None

    def is_open(self, on: date) -> bool:
        """Tell whether the remedy was open or pending on a day."""
        return self.open_from <= on and (self.settled_on is None or on < self.settled_on)


@dataclass(frozen=True, slots=True)
class CollectionLapse:
    """Until when a forfeited sum can be collected.

    ``last_on``: the last day; None as long as a remedy against the order holds the lapse off. ``why``: Dutch
    sentences, step by step.
    """

    forfeited_on: date
    last_on: date | None
    article: str
    checked: bool
    why: tuple[str, ...]


def compute_penalty_payment(forfeited_on: date) -> Deadline:
    """Return the last day to pay a forfeited sum.

    Parameters: ``forfeited_on``, the day on which it was forfeited by operation of law. Returns a Deadline.
    Errors: ClockError before 1 July 2009. Source: Awb, artikel 5:33.

    >>> compute_penalty_payment(date(2025, 3, 20)).last_on
    datetime.date(2025, 5, 1)
    """
    return run_clock(Clock.PENALTY_PAYMENT, forfeited_on)


def compute_payment(published_on: date) -> Deadline:
    """Return the last day to pay a debt that a decision fixed.

    Parameters: ``published_on``, the day on which the decision was made known. Returns a Deadline; a
    decision or by-law may set a later day. Errors: ClockError before 1 July 2009. Source: Awb, artikel
    4:87.
    """
    return run_clock(Clock.PAYMENT, published_on)


def compute_collection_on_request(requested_on: date) -> Deadline:
    """Return the last day to decide on a request to collect.

    Parameters: ``requested_on``, the day on which an interested party asked. Returns a Deadline. Errors:
    ClockError before 1 July 2009. Source: Awb, artikel 5:37, tweede lid.
    """
    return run_clock(Clock.COLLECTION_ON_REQUEST, requested_on)


def compute_collection_lapse(
    forfeited_on: date,
    *,
    remedy: Remedy | None = None,
    collection_decided_on: date | None = None,
    reminded_on: Sequence[date] = (),
) -> CollectionLapse:
    """Return until when a forfeited sum can be collected.

    Parameters: ``forfeited_on``; ``remedy`` against the order; ``collection_decided_on``, the day of the
    invorderingsbeschikking; ``reminded_on``, days of written reminders (aanmaning). Returns a
    CollectionLapse. A reminder starts a new year; so does, since 1 April 2021, the decision to collect.
    Since that day a remedy that is open or pending on the last day holds the lapse off until the outcome is
    final. Which rules hold is read from the day of forfeiture: the transitional law was not read, and this
    is the earlier, safer day. A year is longer than three months: no extension to a working day. Errors:
    ClockError for a step before the forfeiture or after the lapse. Source: Awb, artikelen 5:35, 5:37a,
    4:106 and 4:110.

    >>> compute_collection_lapse(date(2024, 3, 1)).last_on
    datetime.date(2025, 3, 1)
    """
    setting = get_setting(Clock.COLLECTION_LAPSE, forfeited_on)
    prolonging = get_setting(Clock.COLLECTION_PROLONGING, forfeited_on)
    last = add_term(forfeited_on, setting.term)
    why = [
        f"Verjaart {setting.term} na {format_date(forfeited_on)}: na {format_date(last)} "
        f"({setting.reference})."
    ]
    for on, step in _list_steps(collection_decided_on if prolonging.count else None, reminded_on):
        _check_step(on, step, forfeited_on, last, remedy if prolonging.count else None)
        last = add_term(on, setting.term)
        why.append(
            f"De {step} van {format_date(on)} stuit de verjaring: zij loopt nu tot en met "
            f"{format_date(last)}."
        )
    held, remarks = _hold_off(last, remedy, prolonging)
    if collection_decided_on is not None and not prolonging.count:
        why.append("Een invorderingsbeschikking stuitte de verjaring toen nog niet (artikel 5:37a).")
    leans_on_prolonging = remedy is not None or collection_decided_on is not None
    return CollectionLapse(
        forfeited_on=forfeited_on,
        last_on=held,
        article=setting.reference,
        checked=setting.checked and (prolonging.checked or not leans_on_prolonging),
        why=(*why, *remarks),
    )


def check_can_request_lifting(in_force_on: date, *, forfeited_on: Sequence[date], on: date) -> None:
    """Check that the offender may ask to lift an order because it was a year in force without forfeiture.

    Parameters: ``in_force_on``, the day from which the order holds; ``forfeited_on``, the days of forfeiture;
    ``on``, the day of the request. Returns nothing. After a forfeiture the year starts again: our reading.
    Errors: ClockError with a Dutch sentence. Source: Awb, artikel 5:34, tweede lid.
    """
    setting = get_setting(Clock.LIFT_REQUEST, in_force_on)
    start = max([in_force_on, *(day for day in forfeited_on if in_force_on <= day <= on)])
    full = add_term(start, setting.term)
    if on < full:
        since = "van kracht" if start == in_force_on else "zonder dat er een dwangsom is verbeurd"
        raise ClockError(
            f"Om opheffing kan worden gevraagd als de last {setting.term} zonder verbeurte van kracht is "
            f"({setting.reference}). Hij is sinds {format_date(start)} {since}: vragen kan vanaf "
            f"{format_date(full)}."
        )


def _hold_off(
    last: date, remedy: Remedy | None, prolonging: ClockSetting
) -> tuple[date | None, tuple[str, ...]]:
    """Return the last day after the prolonging of artikel 5:35, tweede lid, and what there is to say."""
    if remedy is None:
        return last, ()
    if not prolonging.count:
        return last, (
            "Bezwaar of beroep tegen de last verlengt de verjaring niet: verbeurd vóór 1 april 2021.",
        )
    if not remedy.is_open(last):
        return last, ()
    held = remedy.settled_on
    until = "totdat daarop onherroepelijk is beslist"
    if held is not None:
        until = f"tot en met {format_date(held)}"
    sentence = (
        f"Op {format_date(last)} loopt nog bezwaar of beroep tegen de last: verlengd {until} "
        f"({prolonging.reference})."
    )
    return held, (sentence,)


def _list_steps(decided_on: date | None, reminded_on: Sequence[date]) -> list[tuple[date, str]]:
    steps = [(day, "aanmaning") for day in reminded_on]
    if decided_on is not None:
        steps.append((decided_on, "invorderingsbeschikking"))
    return sorted(steps)


def _check_step(on: date, step: str, forfeited_on: date, last: date, remedy: Remedy | None) -> None:
    if on < forfeited_on:
        raise ClockError(
            f"De {step} van {format_date(on)} ligt vóór de verbeurte op {format_date(forfeited_on)}."
        )
    limit: date | None = last
    if remedy is not None and remedy.is_open(last):
        limit = remedy.settled_on
    if limit is not None and on > limit:
        raise ClockError(
            f"De {step} van {format_date(on)} komt te laat: de verjaring was na {format_date(limit)}."
        )
