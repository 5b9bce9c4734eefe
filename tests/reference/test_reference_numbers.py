"""Every row of numbers.json through the function that users get."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from spoorboek.stats.acceleration import compute_acceleration
from spoorboek.stats.benjamini_hochberg import adjust_benjamini_hochberg
from spoorboek.stats.disclosure_audit import audit_table
from spoorboek.stats.funnel import compute_funnel_limits
from spoorboek.stats.holm import adjust_holm
from spoorboek.stats.interval import compute_normal_quantile
from spoorboek.stats.kish import compute_effective_size
from spoorboek.stats.midpoint_rounding import round_to_midpoint
from spoorboek.stats.monthly_series import fit_negative_binomial, fit_quasi_poisson
from spoorboek.stats.process_chart import WHEELER, compute_process_chart
from spoorboek.stats.rate import compute_rate
from spoorboek.stats.reported_test import check_reported_t
from spoorboek.stats.rounding_box import compute_rounded_percentage
from spoorboek.stats.share_margin import compute_share_margin
from spoorboek.stats.survey_change import compare_bounds, compare_margins
from spoorboek.stats.two_counts import TwoCounts, compare_counts
from spoorboek.stats.visible_change import find_visible_change
from spoorboek.stats.wilson import compute_wilson
from spoorboek.stats.yearly_trend import compute_trend_in_shares

HERE = Path(__file__).parent
ROWS = {row["id"]: row for row in json.loads((HERE / "numbers.json").read_text())}
NUISANCE = ((707, 643), (693, 760), (1374, 1488))


def two_rates(row, **options) -> TwoCounts:
    after, after_exposure, before, before_exposure = row["input"]
    return compare_counts(
        before, after, before_exposure=before_exposure, after_exposure=after_exposure, **options
    )


def bounds(interval) -> dict:
    return {"lo": interval.low, "hi": interval.high}


def one_rate(row) -> dict:
    rate = compute_rate(*row["input"])
    found = {"exact": rate.exact, "score": rate.score, "jeffreys": rate.jeffreys}
    return {name: [interval.low, interval.high] for name, interval in found.items()}


def funnel(row) -> dict:
    inner, outer = (compute_funnel_limits(row["input"][0], level=level) for level in (0.95, 0.998))
    return {"ll95": inner.low, "ul95": inner.high, "ll998": outer.low, "ul998": outer.high}


def chart(row) -> dict:
    printed, wheeler = compute_process_chart(row["input"]), compute_process_chart(row["input"], scale=WHEELER)
    return {
        "mean": printed.mean,
        "mr_bar": printed.moving_range_mean,
        "ucl_3_over_d2": printed.high,
        "lcl_3_over_d2": printed.low,
        "ucl_2_66": wheeler.high,
        "lcl_2_66": wheeler.low,
    }


def trend(row) -> dict:
    found = compute_trend_in_shares(row["input"]["r"], row["input"]["n"])
    return {"chi2": found.chi_square, "slope": found.slope, "marker": found.marker}


def many_tests(row) -> dict:
    raw = row["input"]
    return {
        "bonferroni": sum(p <= 0.05 / len(raw) for p in raw),
        "holm": adjust_holm(raw).count_rejected(0.05),
        "bh": adjust_benjamini_hochberg(raw).count_rejected(0.05),
    }


def kish(_row) -> dict:
    with (HERE / "apistrat.csv").open() as file:
        found = compute_effective_size([float(line["pw"]) for line in csv.DictReader(file)])
    return {"n": found.respondents_count, "n_eff": found.effective, "deff_w": found.design_effect}


def survey_bounds(_row) -> dict:
    found = compare_bounds(25.0, (23.0, 27.0), 28.2, (26.2, 30.2))
    return {
        "se": found.standard_error,
        "z": found.z,
        "p": found.p,
        "ci_overlap": found.estimates_overlap,
        "significant_z": found.is_significant(),
    }


def homicide(row) -> dict:
    found = compare_counts(*row["input"])
    # The Office for National Statistics writes 1.96, not the quantile.
    interval = found.compute_difference_interval(1.96)
    return {
        "diff": found.difference,
        "z": found.z,
        "p_exact": found.p,
        "ci": [interval.low, interval.high],
    }


def monthly(row) -> dict:
    counts, years = row["input"]["y"], row["input"]["year"]
    quasi, clustered = fit_quasi_poisson(counts, years, None), fit_negative_binomial(counts, years, None)
    return {
        "beta": quasi.effect,
        "se_poisson": quasi.poisson_standard_error,
        "p_poisson": quasi.poisson_p,
        "phi": quasi.dispersion,
        "se_quasi": quasi.standard_error,
        "p_quasi_t": quasi.p,
        "se_nb": clustered.standard_error,
        "theta_nb": clustered.dispersion,
    }


def audit(row) -> dict:
    withheld = [("wxyz".index(name[0]), "abcd".index(name[1])) for name in row["input"]["suppressed"]]
    found = audit_table(row["input"]["table"], withheld)
    names = dict(zip(row["input"]["suppressed"], found.ranges, strict=True))
    return {name: [names[name].lowest, names[name].highest] for name in row["expected"]}


def reported(t, freedom, decimals) -> dict:
    found = check_reported_t(t, freedom, decimals=decimals)
    return {"low": found.p_range.low, "up": found.p_range.high, "p_point": found.p}


def rounded_percentage(row) -> dict:
    found = compute_rounded_percentage(*row["input"], decimals=1)
    return {"lo_pct": found.lowest, "hi_pct": found.highest}


def letter(row) -> dict:
    found = compare_counts(*row["input"])
    return {"pct": found.percentage, "p_exact": found.p, "z": found.z}


def growth(row) -> dict:
    found = compute_acceleration(*row["input"])
    return {"diff_log": found.difference, "se": found.standard_error, "z": found.z, "p": found.p}


def visible(row) -> dict:
    found = {count: find_visible_change(count) for count in row["input"]}
    return {str(count): [change.low, change.high] for count, change in found.items()}


def just_touching(_row) -> dict:
    return {"p": compare_bounds(0.0, (-1.0, 1.0), 2.0, (1.0, 3.0)).p}


def quantiles(_row) -> dict:
    return {"c95": compute_normal_quantile(0.95) ** 2, "c998": compute_normal_quantile(0.998) ** 2}


CALCULATIONS: dict[str, Callable] = {
    "P1": lambda row: {"p": two_rates(row).p, "ratio": two_rates(row).ratio},
    "P2": lambda row: {"p": two_rates(row, mid_p=True).p},
    "P4": lambda row: bounds(two_rates(row).ratio_score_interval),
    "P5": lambda row: bounds(two_rates(row).ratio_interval),
    "P6": one_rate,
    "B1": lambda row: bounds(compute_rate(row["input"][0], 1).byar),
    "W1": lambda row: bounds(compute_wilson(*row["input"]).interval),
    "F1": funnel,
    "X1": chart,
    "T1": trend,
    "T2": trend,
    "T4": quantiles,
    "M1": many_tests,
    "S7": kish,
    "S8": lambda row: {"margin_pp": 100 * compute_share_margin(*row["input"]).margin},
    "S9": lambda row: {"z": compare_margins(*row["input"], factor=1.645).z},
    "S10": survey_bounds,
    "S11": just_touching,
    "H1": homicide,
    "Q1": monthly,
    "D1": audit,
    "D4": lambda row: {"out": [round_to_midpoint(count).rounded for count in row["input"]]},
    "K1": lambda _row: reported(2.2, 28, 1),
    "K2": lambda _row: reported(3, 10, 0),
    "K3": rounded_percentage,
    **dict.fromkeys(("Z1", "Z2", "Z3", "Z4", "Z5", "Z6", "Z7", "Z8", "Z11"), letter),
    "Z20": lambda _row: {"p": list(adjust_holm([compare_counts(*pair).p for pair in NUISANCE]).adjusted)},
    "A1": growth,
    "MDC": visible,
}


def assert_close(name, found, expected, tolerance):
    if isinstance(expected, list):
        assert len(found) == len(expected)
        for one_found, one_expected in zip(found, expected, strict=True):
            assert_close(name, one_found, one_expected, tolerance)
    elif isinstance(expected, bool | str):
        assert found == expected, name
    elif name == "pct":
        # The source prints these percentages with four decimals.
        assert round(found, 4) == expected
    else:
        assert found == pytest.approx(expected, abs=tolerance, rel=0), name


def test_there_is_a_calculation_for_each_of_the_reference_numbers():
    assert set(CALCULATIONS) == set(ROWS)
    assert len(ROWS) == 37


@pytest.mark.parametrize("key", ROWS)
def test_a_reference_number_is_found_within_its_tolerance(key):
    row = ROWS[key]
    found = CALCULATIONS[key](row)
    assert set(row["expected"]) <= set(found)
    for name, expected in row["expected"].items():
        assert_close(name, found[name], expected, row["tolerance"])
