"""Do reports heap up in a few places, and is this period busier than the one before?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from spoorboek.rules.hotspots.comparison import compare_with_before
from spoorboek.rules.hotspots.concentration_answer import ConcentrationPlan, weigh_concentration
from spoorboek.rules.hotspots.reports import Report, ReportFileError, ReportSet, place_reports

FIRST = date(2024, 1, 1)
START = datetime(2024, 1, 1, 12, tzinfo=UTC)


def scattered(count, *, at_one_spot=0):
    """Reports all over a town of 20 by 20 squares, and some at one spot, on one day after another."""
    rng = np.random.default_rng(4)
    points = 100_000 + rng.uniform(0, 4000, (count, 2))
    points[:at_one_spot] = 101_300.0
    days = rng.permutation(count)
    return ReportSet(
        tuple(
            Report(START + timedelta(days=int(day)), x=x, y=y)
            for day, (x, y) in zip(days, points, strict=True)
        )
    )


def test_a_spot_with_a_fifth_of_all_reports_is_beyond_chance_and_lasts():
    answer = weigh_concentration(scattered(100, at_one_spot=20), ConcentrationPlan(1))
    assert answer["is_beyond_chance"]
    assert answer["places"][0] == answer["places"][0] | {"x": 101_300.0, "y": 101_300.0}
    assert answer["places"][0]["top_chance"] > 0.95
    assert answer["places"][0]["low"] < answer["places"][0]["rate"] < answer["places"][0]["count"]
    assert answer["later"]["pai"] > 3
    assert "niet te zeggen: ook vakken zonder huis" in answer["sentences"][0]


def test_where_the_number_of_places_is_known_a_heavy_spot_is_called_more_than_chance():
    answer = weigh_concentration(scattered(100, at_one_spot=20), ConcentrationPlan(1, place_count=400))
    assert "Dat verschil is groter dan toeval." in answer["sentences"][0]


def test_reports_all_over_town_are_no_more_than_chance():
    answer = weigh_concentration(scattered(60), ConcentrationPlan(1))
    assert not answer["is_beyond_chance"]
    assert "Zoveel kan ook toeval zijn." in answer["sentences"][0]
    assert answer["sentences"][1].startswith("Van geen enkel vak is zeker genoeg")


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (ConcentrationPlan(1, cell=10.0), "Neem grotere vakken"),
        (ConcentrationPlan(1, place_count=9), "vakken nodig, niet 9"),
    ],
)
def test_squares_that_cannot_be_are_refused(plan, words):
    with pytest.raises(ReportFileError, match=words):
        weigh_concentration(scattered(60), plan)


def test_three_reports_say_nothing_about_places():
    with pytest.raises(ReportFileError, match="minstens 4"):
        weigh_concentration(scattered(3), ConcentrationPlan(1))


def test_a_period_without_reports_is_told_as_such():
    with pytest.raises(ReportFileError, match="zijn er geen meldingen; zij lopen van"):
        place_reports(replace(scattered(9)), date(2030, 1, 1), date(2030, 2, 1))


def days(*counts):
    """One number of reports for each day from the first of January."""
    return [FIRST + timedelta(days=number) for number, count in enumerate(counts) for _ in range(count)]


def test_halves_are_compared_where_no_period_is_chosen():
    answer = compare_with_before(days(*[4] * 20))
    assert (answer["before"], answer["after"], answer["days"]) == (40, 40, 10)
    assert "verschil kan toeval zijn" in answer["sentence"]


def test_a_chosen_period_is_compared_with_as_many_days_before():
    answer = compare_with_before(
        days(*[1] * 30, *[4] * 10, *[9] * 10), first=date(2024, 1, 31), last=date(2024, 2, 9)
    )
    assert (answer["before"], answer["after"], answer["level"]) == (10, 40, "enough")


def test_a_set_is_compared_with_the_set_of_the_period_before():
    earlier = [day - timedelta(days=20) for day in days(*[3] * 20)]
    answer = compare_with_before(days(*[1] * 20), earlier=earlier)
    assert (answer["before"], answer["after"]) == (60, 20)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"first": date(2024, 1, 15)}, "nodig vanaf"),
        ({"first": date(2024, 1, 25), "last": date(2024, 5, 1)}, "loopt langer door"),
        ({"first": date(2024, 3, 1)}, "te kort"),
        ({"first": date(1, 1, 1)}, "te lang geleden"),
        ({"earlier": days(1)[:1]}, "nodig vanaf"),
        ({"earlier": [date(2020, 1, 1)], "first": date(2024, 1, 10)}, "lopen tot 1 januari 2020"),
    ],
)
def test_what_the_reports_do_not_cover_is_not_compared(given, words):
    answer = compare_with_before(days(*[2] * 60), **given)
    assert words in answer["sentence"]
    assert "before" not in answer
