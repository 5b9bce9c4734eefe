"""Aoristic weights against aoristic 1.1.1 and Ratcliffe; Gini against Bernasco and Steenbeek."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from space_reference import read_rows

from spoorboek.stats.space.aoristic import Span, build_week_profile, flatten_span, weigh_span
from spoorboek.stats.space.concentration import (
    compute_generalised_gini,
    compute_gini,
    compute_unbiased_gini,
)

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NEW_YORK = "America/New_York"


def on_monday(clock):
    return datetime.fromisoformat(f"2024-06-03 {clock}")


def read_moment(text, zone):
    return None if text in ("", "NA") else datetime.fromisoformat(text).replace(tzinfo=zone)


def read_burglaries(name, zone):
    return [
        Span(read_moment(row["StartDateTime"], zone), read_moment(row["EndDateTime"], zone))
        for row in read_rows(name)
    ]


def read_table():
    rows = read_rows("dcburgsum_expected.csv")
    return np.array([[float(row[day]) for day in DAYS] for row in rows])


@pytest.mark.parametrize(
    ("name", "zone"), [("dcburglaries_localtime.csv", None), ("dcburglaries_utc.csv", UTC)]
)
def test_the_week_of_burglaries_in_washington(name, zone):
    spans = read_burglaries(name, zone)
    plain = build_week_profile([flatten_span(span, NEW_YORK) for span in spans], "UTC")
    table = plain.weights.reshape(7, 24).T
    assert np.abs(table - read_table()).max() <= 0.0005
    assert table.round(3).sum() == pytest.approx(1025.008, abs=1e-6)
    assert (plain.used_count, plain.without_end_count) == (1025, 37)


def test_a_real_clock_differs_from_that_table_only_where_it_was_set_forward():
    spans = read_burglaries("dcburglaries_utc.csv", UTC)
    real = build_week_profile(spans, NEW_YORK).weights.reshape(7, 24).T
    apart = np.abs(real - read_table())
    assert apart.max() < 0.03
    assert real.sum() == pytest.approx(1025)


def test_eight_hours_count_an_eighth_each():
    day = weigh_span(Span(on_monday("08:00"), on_monday("16:00")), "Europe/Amsterdam")
    assert day == dict.fromkeys(range(8, 16), 0.125)


@pytest.mark.parametrize(
    ("start", "end", "share"),
    [("08:00", "16:00", 0.5), ("08:00", "13:00", 0.2), ("14:33", None, 1.0), ("14:00", "17:00", 0.667)],
)
def test_the_afternoon_shift_gets_its_share(start, end, share):
    span = Span(on_monday(start), None if end is None else on_monday(end))
    own = weigh_span(span, "Europe/Amsterdam")
    assert round(sum(own.get(hour, 0.0) for hour in range(12, 16)), 3) == share


@pytest.mark.parametrize(
    ("counts", "gini", "generalised"), [((10, 8, 2), 0.78, 0.78), ((5, 2, 1), 0.80, 0.75)]
)
def test_gini_of_ten_places(counts, gini, generalised):
    places = [*counts, *[0] * 7]
    assert round(compute_gini(places), 2) == gini
    assert round(compute_generalised_gini(places), 2) == generalised


def test_unbiased_gini_of_a_thousand_places():
    counts = np.repeat([0, 1, 2, 3, 4, 5], [433, 325, 169, 58, 11, 4])
    assert round(compute_unbiased_gini(counts), 7) == 0.5255617
