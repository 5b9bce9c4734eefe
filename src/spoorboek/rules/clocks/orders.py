"""How long orders and areas of the mayor may last.

Never longer because of a weekend or holiday: that would burden people.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from spoorboek.figures.dutch_dates import format_date, format_moment, format_period
from spoorboek.figures.period import Period
from spoorboek.rules.clocks.deadline import (
    Clock,
    ClockSetting,
    Deadline,
    MomentLimit,
    get_local_day,
    get_setting,
    run_plain_clock,
)
from spoorboek.rules.clocks.errors import ClockError
from spoorboek.rules.clocks.terms import (
    NETHERLANDS,
    add_period,
    compute_hours_end,
)


def check_area_order(periods: Sequence[Period], *, prosecutor_order: bool = False) -> None:
    """Check an area order and its renewals.

    Parameters: ``periods``, the order and then each renewal, at least one; ``prosecutor_order``, whether
    the public prosecutor gave an order for the same area. Returns nothing. Errors: ClockError with a Dutch
    sentence for a period over three months, a fourth renewal, a renewal that does not follow on, or an
    order beside that of the prosecutor. Source: Gemeentewet, artikel 172a; Wetboek van Strafvordering,
    artikel 509hh.
    """
    if not periods:
        raise ClockError("Een bevel heeft ten minste één periode.")
    if prosecutor_order:
        raise ClockError(
            "Voor dit gebied geldt al een gedragsaanwijzing van de officier van justitie: daarnaast kan "
            "geen bevel "
            "(Gemeentewet, artikel 172a; Wetboek van Strafvordering, artikel 509hh)."
        )
    setting = get_setting(Clock.AREA_ORDER, periods[0].first)
    renewals = get_setting(Clock.AREA_ORDER_RENEWALS, periods[0].first)
    _check_renewals(periods, setting, renewals, "bevel")


def check_spread_area_order(days: Collection[date]) -> None:
    """Check an area order that holds on separate days, such as match days.

    Parameters: ``days``, at least one; double days count once. Returns nothing. Errors: ClockError with a
    Dutch sentence for more than 90 days or days more than 24 months apart. Source: Gemeentewet, artikel
    172a.
    """
    if not days:
        raise ClockError("Een gespreid bevel noemt ten minste één dag.")
    first, last = min(days), max(days)
    most = get_setting(Clock.AREA_ORDER_SPREAD_DAYS, first)
    window = get_setting(Clock.AREA_ORDER_SPREAD_WINDOW, first)
    if len(set(days)) > most.count:
        raise ClockError(
            f"Een gespreid bevel geldt op hoogstens {most.count} dagen, hier op {len(set(days))} "
            f"({most.reference})."
        )
    limit = add_period(first, window.term)
    if last > limit:
        raise ClockError(
            f"De dagen van een gespreid bevel liggen binnen {window.term}: tot en met {format_date(limit)}, "
            "niet "
            f"{format_date(last)} ({window.reference})."
        )


def compute_urgent_search_area_end(start_at: datetime) -> MomentLimit:
    """Return the moment at which an urgent search area ends at the latest.

    Parameters: ``start_at`` with a time zone. Returns twelve elapsed hours later, in Dutch time. Errors:
    ClockError. Source: Gemeentewet, artikel 174b, eerste lid.
    """
    return _limit_hours(Clock.URGENT_SEARCH_AREA, start_at)


def check_urgent_search_area(start_at: datetime, end_at: datetime) -> None:
    """Check how long a search area holds that the mayor designates because there is no time to wait.

    Parameters: ``start_at`` and ``end_at`` with a time zone. Returns nothing. Errors: ClockError with a Dutch
    sentence when the end does not follow the start or is more than twelve hours later. Source: Gemeentewet,
    artikel 174b.
    """
    if end_at <= start_at:
        raise ClockError("Het einde van het veiligheidsrisicogebied ligt niet na het begin.")
    if end_at > (limit := compute_urgent_search_area_end(start_at)).end_at:
        raise ClockError(
            f"Een spoedaanwijzing duurt hoogstens 12 uur: tot {format_moment(limit.end_at)}, niet tot "
            f"{format_moment(end_at.astimezone(NETHERLANDS))} (Gemeentewet, artikel 174b)."
        )


def compute_home_ban_end(imposed_on: date) -> Deadline:
    """Return the day on which a temporary home ban ends, unless it is extended.

    Parameters: ``imposed_on``, its first day. Returns a Deadline ten days later, at the hour at which it was
    imposed, without extension. Errors: ClockError before 2009. Source: Wet tijdelijk huisverbod, artikel 2,
    eerste lid; Gemeentewet, artikel 151d, derde lid.

    >>> compute_home_ban_end(date(2024, 2, 19)).last_on
    datetime.date(2024, 2, 29)
    """
    because = "Een huisverbod duurt niet langer omdat de laatste dag een weekend of feestdag is."
    return run_plain_clock(Clock.HOME_BAN, imposed_on, because=because)


def compute_image_destruction(recorded_on: date) -> Deadline:
    """Return the last day on which camera images may be kept.

    Parameters: ``recorded_on``. Returns a Deadline that is not extended: images are kept no longer because
    of a weekend. Errors: ClockError. Source: Gemeentewet, artikel 151c.

    >>> compute_image_destruction(date(2025, 4, 1)).last_on
    datetime.date(2025, 4, 29)
    """
    because = "Beelden worden niet langer bewaard omdat de laatste dag een weekend of feestdag is."
    return run_plain_clock(Clock.CAMERA_IMAGES, recorded_on, because=because)


def check_special_area(periods: Sequence[Period]) -> None:
    """Check a special measures area and its renewals.

    Parameters: ``periods``, the designation and then each renewal, at least one. Returns nothing. Errors:
    ClockError with a Dutch sentence for a period over four years, a fifth renewal or one that does not
    follow on. Source: Wet bijzondere maatregelen grootstedelijke problematiek.
    """
    if not periods:
        raise ClockError("Een aanwijzing heeft ten minste één periode.")
    setting = get_setting(Clock.SPECIAL_AREA, periods[0].first)
    _check_renewals(
        periods, setting, get_setting(Clock.SPECIAL_AREA_RENEWALS, periods[0].first), "aanwijzing"
    )


def _check_renewals(
    periods: Sequence[Period], setting: ClockSetting, renewals: ClockSetting, noun: str
) -> None:
    if len(periods) - 1 > renewals.count:
        raise ClockError(
            f"Hoogstens {renewals.count} verlengingen zijn mogelijk, hier staan er {len(periods) - 1} "
            f"({renewals.reference})."
        )
    for index, period in enumerate(periods):
        limit = add_period(period.first, setting.term)
        if period.last > limit:
            raise ClockError(
                f"Een {noun} geldt hoogstens {setting.term}: tot en met {format_date(limit)}, niet "
                f"{format_period(period)} ({setting.reference})."
            )
        if index and (period.first - periods[index - 1].last).days != 1:
            raise ClockError(
                "Een verlenging sluit aan op de periode ervoor: die eindigt op "
                f"{format_date(periods[index - 1].last)}, "
                f"deze begint op {format_date(period.first)}. Los ervan is het een nieuw besluit."
            )


def _limit_hours(clock: Clock, start_at: datetime) -> MomentLimit:
    setting = get_setting(clock, get_local_day(start_at))
    return _limit(setting, start_at, compute_hours_end(start_at, setting.term))


def _limit(setting: ClockSetting, start_at: datetime, end_at: datetime) -> MomentLimit:
    local = start_at.astimezone(NETHERLANDS)
    return MomentLimit(
        setting.clock, setting.title, local, end_at, setting.reference, checked=setting.checked
    )
