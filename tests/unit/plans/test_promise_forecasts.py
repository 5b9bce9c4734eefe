"""What is said beforehand of a promise, and what is not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.plan_factories import a_count_promise, a_milestone, a_standing_effort, an_outcome_promise

from spoorboek.figures.period import Period
from spoorboek.rules.promise_accounts import DuePromise
from spoorboek.rules.promise_forecasts import CountedPart, NoForecast, PromiseForecast, forecast_promise
from spoorboek.rules.promises import CountedPer, Promise, TargetDirection

YEAR = Period.year(2024)
MIDDLE = date(2024, 6, 30)


def forecast(promise: Promise, *counts: int, on: date = MIDDLE) -> PromiseForecast | NoForecast | None:
    months = Period(YEAR.first, on).split_by_month()
    parts = [CountedPart(month, count) for month, count in zip(months, counts, strict=False)]
    return forecast_promise(DuePromise(promise, YEAR), parts, on)


def test_a_count_goes_on_at_its_pace_with_a_margin_in_words() -> None:
    found = forecast(a_count_promise(target=Decimal(10)), 1, 1, 1, 0, 1, 1)

    assert isinstance(found, PromiseForecast)
    assert (found.done, found.expected) == (5, 10)
    assert found.words == f"verwacht {found.low} tot {found.high} van de 10"
    assert found.low == 5 and found.high > 10 and found.outlook == "het kan nog beide kanten op"


def test_it_says_when_the_target_is_sure_or_lost() -> None:
    sure = forecast(a_count_promise(target=Decimal(4)), 1, 1, 1, 0, 1, 1)
    lost = forecast(a_count_promise(target=Decimal(100)), 1, 1, 1, 0, 1, 1)

    assert isinstance(sure, PromiseForecast) and sure.outlook == "in dit tempo wordt het doel gehaald"
    assert isinstance(lost, PromiseForecast) and lost.outlook == "in dit tempo wordt het doel niet gehaald"


@pytest.mark.parametrize(
    ("direction", "target", "outlook"),
    [
        (TargetDirection.AT_MOST, 100, "in dit tempo wordt het doel gehaald"),
        (TargetDirection.AT_MOST, 4, "in dit tempo wordt het doel niet gehaald"),
        (TargetDirection.EXACTLY, 10, "het kan nog beide kanten op"),
        (TargetDirection.EXACTLY, 4, "in dit tempo wordt het doel niet gehaald"),
    ],
)
def test_the_outlook_follows_the_direction(direction: TargetDirection, target: int, outlook: str) -> None:
    found = forecast(a_count_promise(target=Decimal(target), direction=direction), 1, 1, 1, 0, 1, 1)

    assert isinstance(found, PromiseForecast) and found.outlook == outlook


def test_months_that_lump_give_a_wider_margin() -> None:
    even = forecast(a_count_promise(), 3, 3, 3, 3, 3, 3)
    lumpy = forecast(a_count_promise(), 18, 0, 0, 0, 0, 0)

    assert isinstance(even, PromiseForecast) and isinstance(lumpy, PromiseForecast)
    assert even.done == lumpy.done and even.expected == lumpy.expected
    assert even.high < lumpy.high and lumpy.dispersion > 1


@pytest.mark.parametrize(
    ("promise", "reason"),
    [
        (a_milestone(), "mijlpaal"),
        (an_outcome_promise(), "raden"),
        (a_standing_effort(), "doorlopende inzet"),
        (a_count_promise(per=CountedPer.PERIOD, baseline=Decimal(19), target=Decimal(12)), "stand"),
    ],
)
def test_what_has_no_pace_gets_no_forecast_but_a_reason(promise: Promise, reason: str) -> None:
    found = forecast(promise, 1, 1, 1, 1, 1, 1)

    assert isinstance(found, NoForecast) and reason in found.reason


def test_before_a_quarter_it_says_from_when_there_is_one() -> None:
    early = forecast(a_count_promise(), 1, 1, 1, on=date(2024, 3, 31))
    ready = forecast(a_count_promise(), 1, 1, 1, 0, on=date(2024, 4, 1))

    assert isinstance(early, NoForecast) and early.reason.startswith("een verwachting kan vanaf 1 april 2024")
    assert isinstance(ready, PromiseForecast)


def test_without_a_figure_nothing_is_said_and_after_its_end_nothing_is_left_to_say() -> None:
    assert forecast(a_count_promise()) == NoForecast("er is nog geen cijfer over deze periode")
    assert forecast(a_count_promise(), 1, on=YEAR.last) is None
