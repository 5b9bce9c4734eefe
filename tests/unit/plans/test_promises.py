from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.plan_factories import (
    PERIOD,
    a_count_promise,
    a_milestone,
    a_standing_effort,
    an_outcome_promise,
)

from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue
from spoorboek.rules.errors import PromiseError
from spoorboek.rules.promise_accounts import (
    DuePromise,
    PromiseState,
    decide_count_state,
    decide_milestone_state,
    find_silent_promises,
    get_progress,
    list_due,
    list_running,
)
from spoorboek.rules.promises import CountedPer, TargetDirection, check_promise, check_unit_fits

AT_LEAST, AT_MOST, EXACTLY = TargetDirection.AT_LEAST, TargetDirection.AT_MOST, TargetDirection.EXACTLY


def test_ten_inspected_businesses_cannot_be_counted_in_inspection_days():
    with pytest.raises(PromiseError) as refused:
        check_unit_fits("gecontroleerde bedrijven", "controledagen")
    assert str(refused.value) == (
        "De belofte telt gecontroleerde bedrijven, maar het cijfer telt controledagen. Dat is niet "
        "hetzelfde: kies een cijfer dat hetzelfde telt als de belofte, of pas de eenheid aan."
    )


def test_capitals_do_not_make_another_unit():
    check_unit_fits("Controledagen", "controledagen ")


@pytest.mark.parametrize(
    ("actual", "baseline", "target", "direction", "progress"),
    [
        (144, 110, 178, AT_LEAST, Decimal("0.5")),
        (178, 110, 178, AT_LEAST, Decimal(1)),
        (93, 110, 178, AT_LEAST, Decimal("-0.25")),
        (15, 20, 10, AT_MOST, Decimal("0.5")),
        (5, 0, 10, AT_MOST, NonValue.UNDEFINED),
        (5, 5, 5, EXACTLY, NonValue.UNDEFINED),
        (3, 1, 5, EXACTLY, Decimal("0.5")),
        (NonValue.MISSING, 0, 10, AT_LEAST, NonValue.MISSING),
        (NonValue.SUPPRESSED, 0, 10, AT_LEAST, NonValue.SUPPRESSED),
    ],
)
def test_progress_is_the_part_of_the_promised_way(actual, baseline, target, direction, progress):
    found = get_progress(
        actual=actual, baseline=Decimal(baseline), target=Decimal(target), direction=direction
    )
    assert found == progress


def test_178_lessons_on_110_is_a_way_of_68_and_not_of_178():
    lessons = {"baseline": Decimal(110), "target": Decimal(178), "direction": AT_LEAST}
    assert get_progress(actual=110, **lessons) == 0
    assert get_progress(actual=178, **lessons) == 1


def _state(actual, on, **said):
    year = Period.year(2023)
    return decide_count_state(DuePromise(a_count_promise(**said), year), actual, on)


@pytest.mark.parametrize(
    ("actual", "on", "said", "state"),
    [
        (None, date(2023, 12, 31), {}, "niet gemeld"),
        (NonValue.MISSING, date(2023, 12, 31), {}, "niet te meten"),
        (10, date(2023, 12, 31), {}, "gehaald"),
        (9, date(2023, 12, 31), {}, "niet gehaald"),
        (10, date(2023, 4, 30), {}, "gehaald"),
        (3, date(2023, 4, 30), {}, "op koers"),
        (2, date(2023, 4, 30), {}, "loopt achter"),
        (0, date(2022, 12, 31), {}, "op koers"),
        (11, date(2023, 4, 30), {"direction": AT_MOST}, "niet gehaald"),
        (4, date(2023, 4, 30), {"direction": AT_MOST}, "op koers"),
        (4, date(2023, 12, 31), {"direction": AT_MOST}, "gehaald"),
        (11, date(2023, 12, 31), {"direction": EXACTLY}, "niet gehaald"),
        (10, date(2023, 12, 31), {"direction": EXACTLY}, "gehaald"),
        (17, date(2023, 7, 2), {"direction": AT_MOST, "baseline": Decimal(19)}, "loopt achter"),
        (15, date(2023, 7, 2), {"direction": AT_MOST, "baseline": Decimal(19)}, "op koers"),
    ],
)
def test_a_counted_promise_has_a_state_in_words(actual, on, said, state):
    assert _state(actual, on, **said).value == state


def test_only_a_counted_promise_has_a_count_state():
    with pytest.raises(TypeError, match="MilestonePromise"):
        decide_count_state(DuePromise(a_milestone(), PERIOD), 1, date(2023, 1, 1))


@pytest.mark.parametrize(
    ("delivered_on", "on", "state"),
    [
        (None, date(2024, 12, 31), PromiseState.ON_COURSE),
        (None, date(2025, 1, 1), PromiseState.MISSED),
        (date(2024, 12, 31), date(2025, 1, 1), PromiseState.MET),
        (date(2025, 1, 1), date(2025, 1, 1), PromiseState.MISSED),
    ],
)
def test_a_milestone_is_met_only_in_time(delivered_on, on, state):
    assert decide_milestone_state(date(2024, 12, 31), delivered_on, on) is state


def _due_codes(promises, reported):
    return [(due.promise.code, str(due.period)) for due in list_due(promises, PERIOD, Period.parse(reported))]


def test_a_promise_per_year_is_due_once_for_every_year_that_ends_in_the_report():
    assert _due_codes([a_count_promise()], "2023..2024") == [("inspections", "2023"), ("inspections", "2024")]


def test_nothing_but_standing_efforts_is_due_after_four_months():
    promises = [a_count_promise(), an_outcome_promise(), a_milestone(), a_standing_effort()]
    assert _due_codes(promises, "2023-01..2023-04") == [("checks", "2023..2026")]
    running = list_running(promises, PERIOD, Period.parse("2023-01..2023-04"))
    assert [each.promise.code for each in running] == ["inspections", "crime-falls", "exploration"]


def test_a_promise_over_the_whole_period_is_due_at_its_end():
    promise = a_count_promise(per=CountedPer.PERIOD, period=Period.parse("2023..2024"))
    assert _due_codes([promise], "2023") == []
    assert _due_codes([promise], "2023..2024") == [("inspections", "2023..2024")]


def test_a_milestone_is_due_in_the_report_that_holds_its_date():
    assert _due_codes([a_milestone()], "2024-12") == [("exploration", "2023..2024")]
    assert _due_codes([a_milestone()], "2025") == []


def test_silence_is_neither_reported_nor_explained():
    silent = find_silent_promises(
        due=["a", "b", "c", "d", "d"], reported={"a"}, unreported_with_reason={"b": "komt in 2025", "c": "  "}
    )
    assert silent == ("c", "d")


@pytest.mark.parametrize(
    ("promise", "sentence"),
    [
        (a_count_promise(period=Period.parse("2027")), "De periode 2027 valt buiten"),
        (a_milestone(due_on=date(2027, 1, 1)), "De datum 2027-01-01 valt buiten"),
        (a_count_promise(target=Decimal(-1)), "Een doel en een beginstand zijn 0 of meer"),
        (a_count_promise(period=Period.parse("2023-01..2023-04")), "ten minste één heel kalenderjaar"),
        (a_count_promise(target=Decimal(7), baseline=Decimal(7)), "Het doel 7 is gelijk aan de beginstand"),
    ],
)
def test_a_promise_that_cannot_be_kept_account_of_is_refused(promise, sentence):
    with pytest.raises(PromiseError, match=sentence):
        check_promise(promise, PERIOD)
