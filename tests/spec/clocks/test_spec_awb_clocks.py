"""The clocks of the Awb and the Wet Bibob: one row per case, the article above it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.spec.articles import under

from spoorboek.rules.clocks.collection_lapse import CollectionSteps, Remedy, compute_collection_lapse
from spoorboek.rules.clocks.deadline import Clock, get_setting
from spoorboek.rules.clocks.errors import ClockError
from spoorboek.rules.clocks.objections import (
    check_objection_in_time,
    compute_objection_decision,
    compute_objection_end,
    compute_views_end,
)
from spoorboek.rules.clocks.penalties import (
    check_can_request_lifting,
    compute_penalty_payment,
)


def day(text: str) -> date:
    return date.fromisoformat(text)


def days(text: str) -> list[date]:
    return [day(each) for each in text.split()]


@pytest.mark.parametrize(
    ("published", "last"),
    under(
        "Awb, artikelen 6:7 en 6:8, eerste lid; Algemene termijnenwet, artikelen 1 en 3",
        # Awb, artikelen 6:7 en 6:8, eerste lid: six weeks, from the day after
        ("2025-03-20", "2025-05-01"),
        ("2024-01-18", "2024-02-29"),  # a leap day
        ("2025-03-07", "2025-04-22"),  # Good Friday with the weekend and Easter Monday
        ("2025-03-24", "2025-05-06"),  # Bevrijdingsdag
        ("2023-03-24", "2023-05-08"),  # Friday 5 May with the weekend
        ("2025-04-17", "2025-06-02"),  # Ascension Day, equated Friday, weekend
        ("2024-11-13", "2024-12-30"),  # Christmas, equated Friday, weekend
        ("2022-11-20", "2023-01-02"),  # New Year's Day on a Sunday
        ("2021-03-16", "2021-04-28"),  # Koningsdag
        ("2024-03-17", "2024-04-29"),  # Sunday after a Koningsdag on Saturday
    ),
)
def test_the_last_day_for_an_objection(published: str, last: str) -> None:
    deadline = compute_objection_end(day(published))
    assert deadline.last_on == day(last)
    assert "6:7" in deadline.article


# Awb, artikel 6:9: received in time, or posted in time and received within a week
@pytest.mark.parametrize(
    ("received", "posted"),
    under(
        "Awb, artikel 6:9",
        ("2025-05-01", None),
        ("2025-05-02", "2025-05-01"),
        ("2025-05-08", "2025-04-30"),
        ("2025-03-21", None),
    ),
)
def test_an_objection_in_time(received: str, posted: str | None) -> None:
    deadline = compute_objection_end(day("2025-03-20"))
    check_objection_in_time(deadline, received_on=day(received), posted_on=day(posted) if posted else None)


@pytest.mark.parametrize(
    ("received", "posted", "words"),
    [
        *under(
            "Awb, artikelen 6:7 en 6:8",
            ("2025-05-02", None, "2 mei 2025"),
        ),
        *under(
            "Awb, artikelen 6:9 en 6:11",
            ("2025-05-02", "2025-05-02", "6:11"),
        ),
        *under(
            "Awb, artikel 6:9, tweede lid",
            ("2025-05-09", "2025-05-01", "meer dan 1 week"),
            ("2025-04-01", "2025-04-02", "voordat"),
        ),
    ],
)
def test_an_objection_too_late(received: str, posted: str | None, words: str) -> None:
    deadline = compute_objection_end(day("2025-03-20"))
    with pytest.raises(ClockError, match=words):
        check_objection_in_time(
            deadline, received_on=day(received), posted_on=day(posted) if posted else None
        )


@pytest.mark.parametrize(
    ("objection_end", "committee", "adjourned", "suspended", "last"),
    [
        *under(
            "Awb, artikel 7:10, eerste lid",
            # Awb, artikel 7:10, eerste lid: six weeks, twelve with a committee, from the end of that term
            ("2025-05-01", False, False, 0, "2025-06-12"),
            ("2025-05-01", True, False, 0, "2025-07-24"),
            ("2025-03-07", False, False, 0, "2025-04-22"),  # Good Friday
            ("2025-01-24", True, False, 0, "2025-04-22"),  # twelve weeks end there too
            ("2024-01-18", False, False, 0, "2024-02-29"),
        ),
        *under(
            "Awb, artikel 7:10, derde lid",
            # derde lid: at most six weeks more
            ("2025-05-01", False, True, 0, "2025-07-24"),
            ("2025-05-01", True, True, 0, "2025-09-04"),
            ("2025-03-07", False, True, 0, "2025-06-02"),  # from 18 April, to Ascension
        ),
        *under(
            "Awb, artikel 7:10, tweede lid",
            # tweede lid: suspended while a defect is mended
            ("2025-05-01", False, False, 14, "2025-06-26"),
            ("2025-05-01", True, True, 4, "2025-09-08"),
        ),
        *under(
            "Awb, artikelen 7:10, eerste lid, en 7:13",
            ("2009-10-01", True, False, 0, "2009-12-24"),  # the first day of this way of counting
        ),
    ],
)
def test_the_last_day_to_decide_on_an_objection(
    objection_end: str, committee: bool, adjourned: bool, suspended: int, last: str
) -> None:
    deadline = compute_objection_decision(
        day(objection_end), with_committee=committee, adjourned=adjourned, suspended_day_count=suspended
    )
    assert deadline.last_on == day(last)
    assert deadline.start_on == day(objection_end)


def test_views_have_no_legal_term_and_so_are_not_checked() -> None:
    deadline = compute_views_end(day("2025-04-04"))
    assert deadline.last_on == day("2025-04-18")  # Good Friday: the municipality's own term is not extended
    assert not deadline.checked


@pytest.mark.parametrize(
    ("start", "last"),
    under("Awb, artikel 5:33", ("2025-03-20", "2025-05-01"), ("2025-03-07", "2025-04-22")),
)
def test_the_last_day_to_pay_a_forfeited_sum(start: str, last: str) -> None:
    assert compute_penalty_payment(day(start)).last_on == day(last)


@pytest.mark.parametrize(
    ("forfeited", "last"),
    under(
        "Awb, artikel 5:35, eerste lid",
        # Awb, artikel 5:35, eerste lid: a year after the day of forfeiture
        ("2024-03-01", "2025-03-01"),  # a Saturday: no extension
        ("2024-02-29", "2025-02-28"),
        ("2023-02-28", "2024-02-28"),
        ("2023-12-25", "2024-12-25"),
        ("2020-06-01", "2021-06-01"),
    ),
)
def test_a_forfeited_sum_lapses_after_a_year(forfeited: str, last: str) -> None:
    assert compute_collection_lapse(day(forfeited)).last_on == day(last)


@pytest.mark.parametrize(
    ("forfeited", "open_from", "settled", "last"),
    [
        *under(
            "Awb, artikel 5:35, tweede lid",
            # tweede lid, since 1 April 2021: prolonged while a remedy against the order is open or pending
            ("2023-03-01", "2023-01-10", None, None),
            ("2023-03-01", "2023-01-10", "2024-06-20", "2024-06-20"),
            ("2023-03-01", "2023-01-10", "2024-03-02", "2024-03-02"),
            (
                "2023-03-01",
                "2023-01-10",
                "2024-03-01",
                "2024-03-01",
            ),  # final on the last day: nothing to prolong
            ("2023-03-01", "2023-01-10", "2023-12-01", "2024-03-01"),  # final before it
            ("2023-03-01", "2024-03-02", None, "2024-03-01"),  # open only after it
            ("2021-04-01", "2021-03-01", "2023-01-09", "2023-01-09"),  # the first day of the new law
        ),
        *under(
            "Awb, artikel 5:35, zoals het vóór 1 april 2021 gold",
            ("2021-03-31", "2021-03-01", "2023-01-09", "2022-03-31"),  # the last day of the old law
        ),
    ],
)
def test_a_remedy_against_the_order_holds_the_lapse_off(
    forfeited: str, open_from: str, settled: str | None, last: str | None
) -> None:
    remedy = Remedy(day(open_from), day(settled) if settled else None)
    lapse = compute_collection_lapse(day(forfeited), remedy=remedy)
    assert lapse.last_on == (day(last) if last else None)
    prolonged = last is None or (last == settled and settled != "2024-03-01")
    assert any("verlengd" in sentence for sentence in lapse.why) is prolonged


@pytest.mark.parametrize(
    ("forfeited", "decided", "reminded", "last"),
    [
        *under(
            "Awb, artikelen 5:37a en 4:106",
            # artikelen 5:37a and 4:106: a new year
            ("2023-03-01", "2023-11-15", "", "2024-11-15"),
            ("2023-03-01", "2024-03-01", "", "2025-03-01"),  # on the last day
            ("2023-03-01", "2023-11-15", "2024-10-01", "2025-10-01"),
            ("2023-03-01", None, "2023-08-01 2024-07-01 2025-06-01", "2026-06-01"),
        ),
        *under(
            "Awb, artikel 4:106 (vóór 1 april 2021)",
            ("2020-03-01", "2020-11-15", "", "2021-03-01"),  # old law: the decision does not interrupt
            ("2020-03-01", "2020-11-15", "2021-02-01", "2022-02-01"),  # a reminder did
        ),
    ],
)
def test_a_decision_to_collect_and_reminders_start_a_new_year(
    forfeited: str, decided: str | None, reminded: str, last: str
) -> None:
    steps = CollectionSteps(decided_on=day(decided) if decided else None, reminded_on=days(reminded))
    lapse = compute_collection_lapse(day(forfeited), steps=steps)
    assert lapse.last_on == day(last)


@pytest.mark.parametrize(
    ("decided", "words"),
    under(
        "Awb, artikelen 5:35 en 5:37a",
        ("2024-03-02", "te laat"),
        ("2023-02-28", "vóór de verbeurte"),
    ),
)
def test_a_step_outside_its_time_is_refused(decided: str, words: str) -> None:
    with pytest.raises(ClockError, match=words):
        compute_collection_lapse(day("2023-03-01"), steps=CollectionSteps(decided_on=day(decided)))


def test_a_decision_to_collect_after_the_year_counts_while_a_remedy_runs() -> None:
    remedy = Remedy(day("2023-01-10"))
    steps = CollectionSteps(decided_on=day("2024-05-01"))
    lapse = compute_collection_lapse(day("2023-03-01"), remedy=remedy, steps=steps)
    assert lapse.last_on is None
    assert not lapse.checked
    with pytest.raises(ClockError, match="te laat"):
        compute_collection_lapse(
            day("2023-03-01"),
            remedy=Remedy(day("2023-01-10"), day("2024-04-01")),
            steps=steps,
        )


@pytest.mark.parametrize(
    ("in_force", "forfeited", "on", "allowed"),
    under(
        "Awb, artikel 5:34, tweede lid",
        ("2023-03-01", "", "2024-03-01", True),
        ("2023-03-01", "", "2024-02-29", False),
        ("2024-02-29", "", "2025-02-28", True),
        ("2023-03-01", "2023-09-01", "2024-03-01", False),
        ("2023-03-01", "2023-09-01", "2024-09-01", True),
        ("2023-03-01", "2022-09-01", "2024-03-01", True),  # under an earlier order
    ),
)
def test_when_lifting_can_be_asked(in_force: str, forfeited: str, on: str, allowed: bool) -> None:
    if allowed:
        check_can_request_lifting(day(in_force), forfeited_on=days(forfeited), on=day(on))
        return
    with pytest.raises(ClockError, match="vragen kan vanaf"):
        check_can_request_lifting(day(in_force), forfeited_on=days(forfeited), on=day(on))


def test_before_the_law_there_is_no_clock() -> None:
    with pytest.raises(ClockError, match="gold deze regel nog niet"):
        compute_penalty_payment(day("2009-06-30"))
    with pytest.raises(ClockError, match="gold deze regel nog niet"):
        compute_objection_decision(day("2009-09-30"), with_committee=True)
    with pytest.raises(ClockError, match="geen termijn"):
        _ = get_setting(Clock.AREA_ORDER_RENEWALS, day("2025-01-01")).term


def test_a_suspension_is_never_negative() -> None:
    with pytest.raises(ClockError, match="-1"):
        compute_objection_decision(day("2025-01-01"), suspended_day_count=-1, with_committee=False)
