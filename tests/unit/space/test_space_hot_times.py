"""Hours: clocks that are set forward and back, circular scans, directions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from spoorboek.stats.space.aoristic import Span, build_week_profile, draw_moments, weigh_span
from spoorboek.stats.space.errors import ClockError, WindowError
from spoorboek.stats.space.hot_times import compute_rayleigh_power, measure_direction, scan_hours

AMSTERDAM = "Europe/Amsterdam"


def at(text):
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("day", "hours", "two_o_clock"),
    [("2024-03-31", 23, 0.0), ("2024-10-27", 25, 2 / 25), ("2024-06-02", 24, 1 / 24)],
)
def test_a_whole_sunday_spreads_over_the_hours_that_it_has(day, hours, two_o_clock):
    own = weigh_span(Span(at(day), at(day) + timedelta(days=1)), AMSTERDAM)
    assert own.get(6 * 24 + 2, 0.0) == pytest.approx(two_o_clock)
    assert own[6 * 24 + 12] == pytest.approx(1 / hours)
    assert sum(own.values()) == pytest.approx(1)


def test_a_time_that_the_clock_skipped_is_refused():
    with pytest.raises(ClockError, match="never showed 2024-03-31 02:30"):
        weigh_span(Span(at("2024-03-31 02:30")), AMSTERDAM)


def test_an_interval_that_ends_before_it_starts_is_named():
    spans = [Span(at("2024-06-01 10:00")), Span(at("2024-06-01 10:00"), at("2024-06-01 09:00"))]
    with pytest.raises(ClockError, match="report 1: a report cannot end"):
        build_week_profile(spans, AMSTERDAM)


def test_an_unknown_zone_is_refused():
    with pytest.raises(ClockError, match="Amsterdam2"):
        weigh_span(Span(at("2024-06-01 10:00")), "Europe/Amsterdam2")


def test_instants_are_read_from_the_clock_on_the_wall():
    own = weigh_span(Span(at("2024-06-03 22:30").replace(tzinfo=UTC)), AMSTERDAM)
    assert own == {24: 1.0}


def test_the_certain_part_holds_reports_of_one_hour():
    spans = [Span(at("2024-06-03 10:00")), Span(at("2024-06-03 10:00"), at("2024-06-03 12:00"))]
    profile = build_week_profile(spans, AMSTERDAM)
    assert (profile.weights[10], profile.certain[10], profile.weights[11]) == (1.5, 1.0, 0.5)
    assert profile.without_end_count == 1
    assert profile.fold_day()[0].sum() == pytest.approx(2)
    assert profile.fold_weekday()[0][0] == pytest.approx(2)


def test_drawn_moments_stay_within_their_spans():
    spans = [Span(at("2024-06-03 10:00"), at("2024-06-03 12:00"))] * 200
    drawn = draw_moments(spans, AMSTERDAM, np.random.default_rng(1))
    assert drawn.min() >= 600
    assert drawn.max() < 720
    assert len(set(drawn.tolist())) > 50


def test_a_block_of_hours_goes_round_midnight():
    counts = np.ones(24)
    counts[[23, 0, 1]] = 12
    block = scan_hours(counts, rng=np.random.default_rng(1), seed=1)
    assert (block.first_hour, block.hour_count, block.last_hour) == (23, 3, 1)
    assert block.p == 0.001
    assert block.share == pytest.approx(36 / 57)


def test_a_profile_of_reporting_takes_the_peak_away():
    profile = np.ones(24)
    profile[8:18] = 8
    counts = np.rint(profile * 3)
    against_flat = scan_hours(counts, rng=np.random.default_rng(1), seed=1)
    against_reporting = scan_hours(counts, rng=np.random.default_rng(1), seed=1, profile=profile)
    assert against_flat.p == 0.001
    assert against_reporting.p > 0.5


def test_two_peaks_are_seen_in_the_second_harmonic_only():
    hours = [2, 2.5, 3, 1.5, 2] * 4 + [14, 14.5, 15, 13.5, 14] * 4
    assert measure_direction(hours).p > 0.5
    second = measure_direction(hours, harmonic=2)
    assert second.p < 1e-6
    assert second.hour == pytest.approx(2.2, abs=0.01)


def test_the_power_of_rayleigh_is_that_of_simulated_days():
    rng = np.random.default_rng(4)
    found = np.mean(
        [
            measure_direction((rng.vonmises(0, 0.8, 46) % (2 * np.pi)) / (2 * np.pi) * 24 % 24).p < 0.05
            for _ in range(800)
        ]
    )
    length = 0.3719  # I1(0.8) / I0(0.8)
    assert compute_rayleigh_power(46, length) == pytest.approx(found, abs=0.05)


def test_hours_that_are_none_are_refused():
    with pytest.raises(WindowError, match="not all 0"):
        scan_hours([0, 0, 0], rng=np.random.default_rng(1), seed=1)
    with pytest.raises(WindowError, match="24"):
        measure_direction([1, 24])
