"""A deadline: where one legal clock ends, with its article, and how it is computed from the parameters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from spoorboek.figures.dutch_dates import format_date
from spoorboek.rules.clocks.errors import ClockError
from spoorboek.rules.clocks.terms import (
    NETHERLANDS,
    Term,
    TermUnit,
    add_term,
    check_moment,
    compute_term_end,
)
from spoorboek.rules.parameters.dated import DatedValue, ParameterError, get_parameters


class Clock(Enum):
    """The legal clocks. The values are the names of their parameters."""

    OBJECTION = "objection"
    OBJECTION_BY_POST = "objection_by_post"
    OBJECTION_DECISION = "objection_decision"
    OBJECTION_DECISION_COMMITTEE = "objection_decision_committee"
    OBJECTION_ADJOURNMENT = "objection_adjournment"
    VIEWS = "views"
    PENALTY_PAYMENT = "penalty_payment"
    COLLECTION_LAPSE = "collection_lapse"
    COLLECTION_PROLONGING = "collection_prolonging"
    PAYMENT_DEFERRAL = "payment_deferral"
    LIFT_REQUEST = "lift_request"
    AREA_ORDER = "area_order"
    AREA_ORDER_RENEWALS = "area_order_renewals"
    AREA_ORDER_SPREAD_DAYS = "area_order_spread_days"
    AREA_ORDER_SPREAD_WINDOW = "area_order_spread_window"
    URGENT_SEARCH_AREA = "urgent_search_area"
    CAMERA_IMAGES = "camera_images"
    HOME_BAN = "home_ban"
    SPECIAL_AREA = "special_area"
    SPECIAL_AREA_RENEWALS = "special_area_renewals"
    SEARCH_AREA_END_REQUIRED = "search_area_end_required"
    CAMERA_END_REQUIRED = "camera_end_required"
    AREA_EVALUATION = "area_evaluation"


@dataclass(frozen=True, slots=True)
class ClockSetting:
    """What a clock was set to on one day. ``checked`` false: a lawyer looks at it first."""

    clock: Clock
    title: str
    count: int
    unit: str
    reference: str
    checked: bool

    @property
    def term(self) -> Term:
        """Return the setting as a term; raise ClockError when it counts something else."""
        unit = next((unit for unit in TermUnit if self.unit in unit.value), None)
        if unit is None:
            raise ClockError(f"De instelling '{self.title}' telt {self.unit} en is geen termijn.")
        return Term(self.count, unit)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a legal term.

    ``start_on``: the day of the event, which does not count. ``nominal_on``: the last day by counting alone.
    ``last_on``: the last day on which it is still in time. ``why``: Dutch sentences.
    """

    clock: Clock
    title: str
    start_on: date
    nominal_on: date
    last_on: date
    article: str
    checked: bool
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MomentLimit:
    """The moment, in Dutch time, at which something that the law limits ends."""

    clock: Clock
    title: str
    start_at: datetime
    end_at: datetime
    article: str
    checked: bool


def get_setting(clock: Clock, on: date) -> ClockSetting:
    """Return what a clock was set to.

    Parameters: ``clock``; ``on``, the day of the event that starts it. Returns the setting. Errors:
    ClockError with a Dutch sentence for a day before the law was in force, as far as we know it.
    """
    parameter = get_parameters("clocks")[clock.value]
    try:
        held: DatedValue = parameter.get_value(on)
    except ParameterError as error:
        raise ClockError(f"{parameter.title}: op {format_date(on)} gold deze regel nog niet.") from error
    return ClockSetting(clock, parameter.title, int(held.value), parameter.unit, held.reference, held.checked)


def run_clock(clock: Clock, start_on: date) -> Deadline:
    """Return the deadline of a statutory term, extended by the Algemene termijnenwet where that applies.

    Parameters: ``clock`` with a term in days or longer; ``start_on``, the day of the event. Errors:
    ClockError.
    """
    setting = get_setting(clock, start_on)
    end = compute_term_end(start_on, setting.term)
    return Deadline(
        clock=clock,
        title=setting.title,
        start_on=start_on,
        nominal_on=end.nominal_on,
        last_on=end.last_on,
        article=setting.reference,
        checked=setting.checked and end.checked,
        why=(*_remark(setting), *end.why),
    )


def run_plain_clock(clock: Clock, start_on: date, *, because: str) -> Deadline:
    """Return the deadline of a term that the Algemene termijnenwet leaves alone.

    Parameters: ``clock`` with a term in days or longer; ``start_on``, the day of the event; ``because``,
    the Dutch sentence that says why it is not extended. Errors: ClockError.
    """
    setting = get_setting(clock, start_on)
    last = add_term(start_on, setting.term)
    why = (*_remark(setting), because)
    return Deadline(
        clock, setting.title, start_on, last, last, setting.reference, checked=setting.checked, why=why
    )


def get_local_day(at: datetime) -> date:
    """Return the Dutch calendar day of a moment; raise ClockError when it has no time zone."""
    return check_moment(at).astimezone(NETHERLANDS).date()


def _remark(setting: ClockSetting) -> tuple[str, ...]:
    return () if setting.checked else (f"Nog na te kijken door een jurist: {setting.reference}.",)
