"""Bekendmaking, bezwaar and the decision on it: Awb, chapters 4, 6 and 7."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from spoorboek.figures.dutch_dates import format_date
from spoorboek.rules.clocks.deadline import Clock, Deadline, get_setting, run_clock, run_plain_clock
from spoorboek.rules.clocks.errors import ClockError
from spoorboek.rules.clocks.terms import add_term, compute_term_end


def compute_objection_end(published_on: date) -> Deadline:
    """Return the last day on which an objection is in time.

    Parameters: ``published_on``, the day on which the decision was made known as prescribed; the term
    starts on the day after. Returns a Deadline. Errors: ClockError before 1994. Source: Awb, artikelen 6:7
    and 6:8, eerste lid.

    >>> compute_objection_end(date(2025, 3, 20)).last_on
    datetime.date(2025, 5, 1)
    """
    return run_clock(Clock.OBJECTION, published_on)


def check_post_day(*, received_on: date, posted_on: date | None) -> None:
    """Check that a letter came in after it was posted.

    Parameters: ``received_on``; ``posted_on``, the day of the postmark, or None when it came otherwise.
    Returns nothing. Errors: ClockError with a Dutch sentence.
    """
    if posted_on is not None and posted_on > received_on:
        raise ClockError(
            f"De brief is ontvangen op {format_date(received_on)}, voordat hij op {format_date(posted_on)} "
            "is gepost."
        )


def check_objection_in_time(deadline: Deadline, *, received_on: date, posted_on: date | None = None) -> None:
    """Check that an objection came in time.

    Parameters: ``deadline``, from ``compute_objection_end``; ``received_on``; ``posted_on``, the day of the
    postmark when it came by post. Returns nothing. Errors: ClockError with a Dutch sentence; whether a late
    objection is excused (artikel 6:11) people decide. Source: Awb, artikel 6:9.
    """
    check_post_day(received_on=received_on, posted_on=posted_on)
    if received_on <= deadline.last_on:
        return
    post = get_setting(Clock.OBJECTION_BY_POST, deadline.start_on)
    if posted_on is not None and posted_on <= deadline.last_on:
        if received_on <= add_term(deadline.last_on, post.term):
            return
        raise ClockError(
            f"Het bezwaar is op tijd gepost, maar meer dan {post.term} na {format_date(deadline.last_on)} "
            "ontvangen, "
            f"op {format_date(received_on)} ({post.reference})."
        )
    raise ClockError(
        f"Het bezwaar is ontvangen op {format_date(received_on)}; de laatste dag was "
        f"{format_date(deadline.last_on)} "
        f"({deadline.article}). Ga na of het te laat zijn verschoonbaar is (Awb, artikel 6:11)."
    )


def compute_objection_decision(
    objection_end_on: date,
    *,
    with_committee: bool,
    adjourned: bool = False,
    suspended_day_count: int = 0,
) -> Deadline:
    """Return the last day for the decision on an objection.

    Parameters: ``objection_end_on``, the last day of the objection term; ``with_committee``, whether an
    advisory committee was set up and the objector was told; ``adjourned``, whether the decision was put
    off; ``suspended_day_count``, days 0 or more during which the objector mended his letter. Returns a
    Deadline that counts from the end of the objection term, not from the receipt. The adjournment follows
    on the end of the first term by counting alone: reading it from an extended end would give a later day.
    Errors: ClockError. Source: Awb, artikel 7:10, eerste to derde lid.

    >>> compute_objection_decision(date(2025, 5, 1), with_committee=True).last_on
    datetime.date(2025, 7, 24)
    """
    if suspended_day_count < 0:
        raise ClockError(f"Een opschorting duurt 0 dagen of meer, niet {suspended_day_count}.")
    clock = Clock.OBJECTION_DECISION_COMMITTEE if with_committee else Clock.OBJECTION_DECISION
    start = objection_end_on + timedelta(days=suspended_day_count)
    deadline = replace(run_clock(clock, start), start_on=objection_end_on)
    if suspended_day_count:
        sentence = f"De termijn stond {suspended_day_count} dagen stil (Awb, artikel 7:10, tweede lid)."
        deadline = replace(deadline, why=(*deadline.why, sentence))
    return _adjourn(deadline) if adjourned else deadline


def compute_views_end(invited_on: date) -> Deadline:
    """Return the last day to give views on an intended decision.

    Parameters: ``invited_on``, the day on which people were asked. Returns a Deadline that is not extended:
    the law sets no number, the municipality does. Errors: ClockError. Source: Awb, artikelen 4:8 and 4:9;
    two weeks is custom and a parameter.
    """
    because = (
        "De wet noemt geen termijn voor een zienswijze: de gemeente stelt hem zelf, "
        "zonder Algemene termijnenwet."
    )
    return run_plain_clock(Clock.VIEWS, invited_on, because=because)


def _adjourn(deadline: Deadline) -> Deadline:
    """Put the decision off once."""
    setting = get_setting(Clock.OBJECTION_ADJOURNMENT, deadline.start_on)
    end = compute_term_end(deadline.nominal_on, setting.term)
    sentence = f"Verdaagd met {setting.term} ({setting.reference})."
    return replace(
        deadline,
        nominal_on=end.nominal_on,
        last_on=end.last_on,
        checked=deadline.checked and setting.checked and end.checked,
        why=(sentence, *end.why),
    )
