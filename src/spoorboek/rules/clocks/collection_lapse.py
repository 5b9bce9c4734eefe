"""Until when a forfeited sum can be collected: Awb, artikelen 5:35 and 5:37a, and title 4.4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from spoorboek.figures.dutch_dates import format_date
from spoorboek.figures.period import Period
from spoorboek.rules.clocks.deadline import Clock, ClockSetting, get_setting
from spoorboek.rules.clocks.errors import ClockError
from spoorboek.rules.clocks.suspensions import Suspension, find_suspension
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

    ``last_on``: the last day; None as long as a remedy or suspension holds the lapse off. ``why``: Dutch
    sentences, step by step.
    """

    forfeited_on: date
    last_on: date | None
    article: str
    checked: bool
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionSteps:
    """What was done to collect one sum.

    ``decided_on``: the day of the invorderingsbeschikking. ``reminded_on``: days of written reminders
    (aanmaning); ``enforced_on``: days of a dwangbevel. ``deferrals``: the days for which payment
    was deferred. ``suspensions`` of the invorderingsbeschikking by the court.
    """

    decided_on: date | None = None
    reminded_on: Sequence[date] = ()
    enforced_on: Sequence[date] = ()
    deferrals: Sequence[Period] = ()
    suspensions: Sequence[Suspension] = ()


def compute_collection_lapse(
    forfeited_on: date, *, remedy: Remedy | None = None, steps: CollectionSteps | None = None
) -> CollectionLapse:
    """Return until when a forfeited sum can be collected.

    Parameters: ``forfeited_on``; ``remedy`` against the order; ``steps`` that were taken to collect it.
    Returns a CollectionLapse. A reminder or dwangbevel starts a new year; so does, since 1 April 2021, the
    decision to collect. Deferral of payment adds its days to the year that runs. Since 1 April 2021 a remedy
    that is open or pending on the last day holds the lapse off until the outcome is final, and a suspension
    of the decision to collect on that day adds its days. Which rules hold is read from the day of forfeiture:
    the transitional law was not read, and this is the earlier, safer day. A year is longer than three months:
    no extension to a working day. Errors: ClockError for a step before the forfeiture or after the lapse, and
    for deferrals that overlap. Source: Awb, artikelen 4:94, 4:106, 4:110, 4:111, 5:35 and 5:37a.

    >>> compute_collection_lapse(date(2024, 3, 1)).last_on
    datetime.date(2025, 3, 1)
    >>> deferred = CollectionSteps(deferrals=[Period(date(2024, 6, 1), date(2024, 6, 30))])
    >>> compute_collection_lapse(date(2024, 3, 1), steps=deferred).last_on
    datetime.date(2025, 3, 31)
    """
    taken = steps or CollectionSteps()
    setting = get_setting(Clock.COLLECTION_LAPSE, forfeited_on)
    prolonging = get_setting(Clock.COLLECTION_PROLONGING, forfeited_on)
    holds = (remedy, taken.suspensions) if prolonging.count else (None, ())
    run = _Run(forfeited_on, setting, *holds)
    for on, event in _list_events(taken, is_decision_a_stop=bool(prolonging.count)):
        if isinstance(event, Period):
            run.defer(event)
        else:
            run.interrupt(on, event)
    if taken.decided_on is not None and not prolonging.count:
        run.why.append("Een invorderingsbeschikking stuitte de verjaring toen nog niet (artikel 5:37a).")
    if remedy is not None and not prolonging.count:
        run.why.append(
            "Bezwaar of beroep tegen de last verlengt de verjaring niet: verbeurd vóór 1 april 2021."
        )
    held = run.find_end(run.why, prolonging.reference)
    leans_on_prolonging = remedy is not None or taken.decided_on is not None
    return CollectionLapse(
        forfeited_on=forfeited_on,
        last_on=held,
        article=setting.reference,
        checked=setting.checked and (prolonging.checked or not leans_on_prolonging),
        why=tuple(run.why),
    )


class _Run:
    """The year as it runs, is interrupted and is prolonged."""

    def __init__(
        self,
        forfeited_on: date,
        setting: ClockSetting,
        remedy: Remedy | None,
        suspensions: Sequence[Suspension],
    ) -> None:
        self._forfeited_on, self._term = forfeited_on, setting.term
        self._remedy, self._suspensions = remedy, suspensions
        self._deferrals: list[Period] = []
        self._start = forfeited_on
        self.last = add_term(forfeited_on, setting.term)
        self.why = [
            f"Verjaart {setting.term} na {format_date(forfeited_on)}: na {format_date(self.last)} "
            f"({setting.reference})."
        ]

    def interrupt(self, on: date, step: str) -> None:
        """Begin the year anew; what is left of a deferral counts again."""
        self._check(on, f"De {step} van {format_date(on)}")
        self._start = on
        self.last = add_term(on, self._term) + self._count_deferred()
        self.why.append(
            f"De {step} van {format_date(on)} stuit de verjaring: zij loopt nu tot en met "
            f"{format_date(self.last)}."
        )

    def defer(self, period: Period) -> None:
        """Add the days of a deferral that lie after the year began."""
        self._check(period.first, f"Het uitstel vanaf {format_date(period.first)}")
        before = self._count_deferred()
        self._deferrals.append(period)
        added = self._count_deferred() - before
        self.last += added
        setting = get_setting(Clock.PAYMENT_DEFERRAL, period.first)
        self.why.append(
            f"Uitstel van betaling tot en met {format_date(period.last)} verlengt de verjaring met "
            f"{added.days} dagen: tot en met {format_date(self.last)} ({setting.reference})."
        )

    def find_end(self, why: list[str], reference: str) -> date | None:
        """Return the last day after what holds the lapse off, and say so in ``why``."""
        after_remedy: date | None = self.last
        if self._remedy is not None and self._remedy.is_open(self.last):
            after_remedy = self._remedy.settled_on
            until = "totdat daarop onherroepelijk is beslist"
            if after_remedy is not None:
                until = f"tot en met {format_date(after_remedy)}"
            why.append(
                f"Op {format_date(self.last)} loopt nog bezwaar of beroep tegen de last: verlengd {until} "
                f"({reference})."
            )
        after_suspension = _add_suspensions(self.last, self._suspensions, why)
        if after_remedy is None or after_suspension is None:
            return None
        return max(after_remedy, after_suspension)

    def _count_deferred(self) -> timedelta:
        begin = self._start + timedelta(days=1)
        days = ((one.last - max(one.first, begin)).days + 1 for one in self._deferrals)
        return timedelta(days=sum(max(0, count) for count in days))

    def _check(self, on: date, step: str) -> None:
        if on < self._forfeited_on:
            raise ClockError(f"{step} ligt vóór de verbeurte op {format_date(self._forfeited_on)}.")
        limit = self.find_end([], "")
        if limit is not None and on > limit:
            raise ClockError(f"{step} komt te laat: de verjaring was na {format_date(limit)}.")


def _list_events(steps: CollectionSteps, *, is_decision_a_stop: bool) -> list[tuple[date, str | Period]]:
    deferrals = sorted(steps.deferrals, key=lambda one: one.first)
    for before, after in pairwise(deferrals):
        if after.first <= before.last:
            raise ClockError(
                f"Er is al uitstel tot en met {format_date(before.last)}: nieuw uitstel begint daarna."
            )
    events: list[tuple[date, str | Period]] = [(day, "aanmaning") for day in steps.reminded_on]
    events += [(day, "uitvaardiging van het dwangbevel") for day in steps.enforced_on]
    if steps.decided_on is not None and is_decision_a_stop:
        events.append((steps.decided_on, "invorderingsbeschikking"))
    events += [(one.first, one) for one in deferrals]
    # On one day the decision comes before the deferral that it asks for.
    return sorted(events, key=lambda event: (event[0], isinstance(event[1], Period)))


def _add_suspensions(last: date, suspensions: Sequence[Suspension], why: list[str]) -> date | None:
    left = list(suspensions)
    while (found := find_suspension(last, left)) is not None:
        left.remove(found)
        said = f"Op {format_date(last)} is de invorderingsbeschikking geschorst {found.describe()}"
        if found.day_count is None:
            why.append(f"{said}: zolang verjaart er niets (Awb, artikel 5:37a, vierde lid).")
            return None
        last += timedelta(days=found.day_count)
        why.append(
            f"{said}: verlengd met {found.day_count} dagen, tot en met {format_date(last)} (Awb, artikel "
            "5:37a, vierde lid)."
        )
    return last
