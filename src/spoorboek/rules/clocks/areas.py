"""How long an area may be designated, by its kind, and by when it is evaluated."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from itertools import pairwise

from spoorboek.figures.dutch_dates import format_date
from spoorboek.figures.period import Period
from spoorboek.rules.clocks.deadline import Clock, get_local_day, get_setting
from spoorboek.rules.clocks.errors import ClockError
from spoorboek.rules.clocks.orders import (
    check_area_order,
    check_special_area,
    check_spread_area_order,
    check_urgent_search_area,
)


class AreaKind(Enum):
    """What a designated area is for. The values are the codes of the register."""

    CAMERA = "camera"
    MOBILE_CAMERA = "mobile_camera"
    SECURITY_RISK = "security_risk"
    ALCOHOL_BAN = "alcohol_ban"
    SPECIAL_MEASURES = "special_measures"
    AREA_BAN = "area_ban"


LEGAL_BASES: Mapping[AreaKind, str] = {
    AreaKind.CAMERA: "Gemeentewet, artikel 151c",
    AreaKind.MOBILE_CAMERA: "Gemeentewet, artikel 151c",
    AreaKind.SECURITY_RISK: "Gemeentewet, artikel 151b",
    AreaKind.ALCOHOL_BAN: "Algemene plaatselijke verordening",
    AreaKind.SPECIAL_MEASURES: "Wet bijzondere maatregelen grootstedelijke problematiek",
    AreaKind.AREA_BAN: "Gemeentewet, artikel 172a",
}
"""The article that gives the power, as a first proposal: the decision names its own."""

URGENT_BASIS = "Gemeentewet, artikel 174b"
"""The article that gives the power to designate a search area at once."""

_END_REQUIRED: Mapping[AreaKind, Clock] = {
    AreaKind.CAMERA: Clock.CAMERA_END_REQUIRED,
    AreaKind.MOBILE_CAMERA: Clock.CAMERA_END_REQUIRED,
    AreaKind.SECURITY_RISK: Clock.SEARCH_AREA_END_REQUIRED,
}
_CONSULT = frozenset({AreaKind.CAMERA, AreaKind.MOBILE_CAMERA, AreaKind.SECURITY_RISK})


@dataclass(frozen=True, slots=True)
class AreaSpan:
    """One period of a designation; ``last_on`` None while it has no end."""

    first_on: date
    last_on: date | None


def check_area_terms(kind: AreaKind, spans: Sequence[AreaSpan], *, prosecutor_order: bool = False) -> None:
    """Check a designation and its extensions against what the law sets for this kind.

    Parameters: ``kind``; ``spans``, the designation and then each extension, at least one;
    ``prosecutor_order``, whether an order of the public prosecutor holds for the same area. Returns nothing.
    Errors: ClockError with a Dutch sentence for no end where the law wants one, an end before the start, an
    extension that does not follow on, or a term over the maximum. Cameras have an end but no maximum.
    Source: Gemeentewet, artikelen 151b, 151c and 172a; Wbmgp.
    """
    if not spans:
        raise ClockError("Een aanwijzing heeft ten minste één periode.")
    needs_end = kind in (AreaKind.SPECIAL_MEASURES, AreaKind.AREA_BAN)
    reference = LEGAL_BASES[kind]
    if kind in _END_REQUIRED:
        setting = get_setting(_END_REQUIRED[kind], spans[0].first_on)
        needs_end, reference = bool(setting.count), setting.reference
    for span in spans:
        if span.last_on is None and needs_end:
            raise ClockError(
                f"Noem de laatste dag: deze aanwijzing geldt voor een bepaalde duur ({reference})."
            )
        if span.last_on is not None and span.last_on < span.first_on:
            raise ClockError(
                f"De laatste dag, {format_date(span.last_on)}, ligt vóór het begin op "
                f"{format_date(span.first_on)}."
            )
    _check_follow_on(spans)
    periods = [Period(span.first_on, span.last_on) for span in spans if span.last_on is not None]
    if kind is AreaKind.SPECIAL_MEASURES:
        check_special_area(periods)
    if kind is AreaKind.AREA_BAN:
        check_area_order(periods, prosecutor_order=prosecutor_order)


def check_separate_days(
    kind: AreaKind, days: Collection[date], *, decided_on: date, prosecutor_order: bool = False
) -> AreaSpan:
    """Check an area ban that holds on separate days only, such as match days.

    Parameters: ``kind``; ``days`` on which it holds, at least one; ``decided_on``; ``prosecutor_order`` as in
    ``check_area_terms``. Returns the span from its first to its last day. Errors: ClockError with a Dutch
    sentence for another kind of area, a day before the decision, or what ``check_spread_area_order`` refuses.
    Source: Gemeentewet, artikel 172a.

    >>> days = [date(2025, 4, 5), date(2025, 10, 4)]
    >>> check_separate_days(AreaKind.AREA_BAN, days, decided_on=date(2025, 3, 1)).last_on
    datetime.date(2025, 10, 4)
    """
    if kind is not AreaKind.AREA_BAN:
        raise ClockError("Alleen een gebiedsverbod kan op losse dagen gelden (Gemeentewet, artikel 172a).")
    check_spread_area_order(days)
    first, last = min(days), max(days)
    if first < decided_on:
        raise ClockError(f"De dag {format_date(first)} ligt vóór het besluit van {format_date(decided_on)}.")
    if prosecutor_order:
        check_area_order([Period(first, first)], prosecutor_order=True)
    return AreaSpan(first, last)


def check_urgent_hours(kind: AreaKind, start_at: datetime, end_at: datetime, *, decided_on: date) -> AreaSpan:
    """Check a search area that is designated at once, for some hours.

    Parameters: ``kind``; ``start_at`` and ``end_at`` with a time zone; ``decided_on``. Returns the span of
    the days on which it holds. Errors: ClockError with a Dutch sentence for another kind of area, a start on
    another day than the decision, or what ``check_urgent_search_area`` refuses. Source: Gemeentewet, artikel
    174b.
    """
    if kind is not AreaKind.SECURITY_RISK:
        raise ClockError("Alleen een veiligheidsrisicogebied kan met spoed (Gemeentewet, artikel 174b).")
    first, last = get_local_day(start_at), get_local_day(end_at)
    if first != decided_on:
        raise ClockError(
            f"Een spoedaanwijzing begint op de dag van het besluit, {format_date(decided_on)}, niet op "
            f"{format_date(first)}."
        )
    check_urgent_search_area(start_at, end_at)
    return AreaSpan(first, last)


def check_consultation(kind: AreaKind, *, consulted_on: date | None, decided_on: date) -> None:
    """Check that the public prosecutor was consulted before an area was designated.

    Parameters: ``kind``; ``consulted_on``, the day of the consultation, or None; ``decided_on``. Returns
    nothing. Errors: ClockError with a Dutch sentence where the law wants a consultation and there was none,
    or only afterwards. Source: Gemeentewet, artikelen 151b and 151c.
    """
    if kind not in _CONSULT:
        return
    if consulted_on is None:
        raise ClockError(f"Noem de dag van het overleg met de officier van justitie ({LEGAL_BASES[kind]}).")
    if consulted_on > decided_on:
        raise ClockError(
            f"Het overleg met de officier van justitie was op {format_date(consulted_on)}, na het besluit "
            f"van {format_date(decided_on)} ({LEGAL_BASES[kind]})."
        )


def check_extension_day(*, decided_on: date, began_on: date, ends_on: date) -> None:
    """Check that an extension was decided on while the term before it ran.

    Parameters: ``decided_on``, the day of the decision; ``began_on`` and ``ends_on``, the first and last
    day of that term. Returns nothing. Errors: ClockError with a Dutch sentence: afterwards there is
    nothing left to extend, it is a new designation. Source: Gemeentewet, artikelen 151b and 151c, for a
    certain duration; that no decision works back is our reading of Awb, artikel 3:40.
    """
    if not began_on <= decided_on <= ends_on:
        raise ClockError(
            f"Het besluit van {format_date(decided_on)} valt niet in de termijn die het verlengt: die loopt "
            f"van {format_date(began_on)} tot en met {format_date(ends_on)}. Daarna is het een nieuwe "
            "aanwijzing."
        )


def compute_evaluation_day(last_on: date) -> date:
    """Return the day by which an area is evaluated, so that an extension can rest on it.

    Parameters: ``last_on``, the last day of the designation. Returns a day before it, by a parameter of the
    municipality. Errors: ClockError before 1994.

    >>> compute_evaluation_day(date(2025, 3, 1))
    datetime.date(2025, 1, 4)
    """
    return last_on - timedelta(weeks=get_setting(Clock.AREA_EVALUATION, last_on).count)


def _check_follow_on(spans: Sequence[AreaSpan]) -> None:
    for before, after in pairwise(spans):
        if before.last_on is None:
            raise ClockError("Een aanwijzing zonder einde kan niet worden verlengd.")
        if after.first_on != before.last_on + timedelta(days=1):
            raise ClockError(
                f"Een verlenging sluit aan: de vorige periode eindigt op {format_date(before.last_on)}, deze "
                f"begint op {format_date(after.first_on)}. Los ervan is het een nieuw besluit."
            )
