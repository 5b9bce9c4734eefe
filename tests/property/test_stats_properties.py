"""What holds of the statistics whatever the numbers are."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spoorboek.stats.benjamini_hochberg import adjust_benjamini_hochberg
from spoorboek.stats.disclosure_audit import audit_table
from spoorboek.stats.exact_binomial import compare_with_share
from spoorboek.stats.holm import adjust_holm
from spoorboek.stats.oracle.exact_binomial import sum_exact_binomial
from spoorboek.stats.oracle.visible_change import scan_visible_change
from spoorboek.stats.rounding_box import compare_rounded_bounds
from spoorboek.stats.survey_change import compare_bounds
from spoorboek.stats.two_counts import compare_counts
from spoorboek.stats.visible_change import find_visible_change

COUNTS = st.integers(0, 5000)
EXPOSURES = st.sampled_from([1, 28, 31, 365, 366, 120_000.5])
SHARES = st.fractions(Fraction(1, 50), Fraction(49, 50), max_denominator=200)
P_VALUES = st.lists(st.floats(0, 1), max_size=12)


@given(COUNTS, COUNTS, EXPOSURES, EXPOSURES)
def test_swapping_two_counts_mirrors_the_comparison(before, after, first, second):
    found = compare_counts(before, after, before_exposure=first, after_exposure=second)
    mirror = compare_counts(after, before, before_exposure=second, after_exposure=first)
    assert mirror.p == pytest.approx(found.p, rel=1e-9)
    assert mirror.z == pytest.approx(-found.z)
    assert mirror.breaks_at_dispersion == pytest.approx(found.breaks_at_dispersion)
    if found.ratio_interval.low > 0:
        assert mirror.ratio_interval.high == pytest.approx(1 / found.ratio_interval.low, rel=1e-8)
        assert mirror.ratio_score_interval.high == pytest.approx(1 / found.ratio_score_interval.low)


@given(COUNTS, COUNTS, EXPOSURES)
def test_the_interval_holds_the_ratio_and_a_higher_level_is_wider(before, after, exposure):
    narrow, wide = (
        compare_counts(before, after, before_exposure=exposure, level=level) for level in (0.8, 0.99)
    )
    for name in ("ratio_interval", "ratio_score_interval", "percentage_interval"):
        inner, outer = getattr(narrow, name), getattr(wide, name)
        assert outer.low <= inner.low <= inner.high <= outer.high
    if narrow.ratio is not None:
        slack = 1e-9 * (1 + narrow.ratio)
        assert narrow.ratio_interval.low - slack <= narrow.ratio <= narrow.ratio_interval.high + slack


@given(COUNTS, COUNTS)
def test_the_interval_of_equal_periods_leaves_out_no_change_only_when_the_test_does(before, after):
    found = compare_counts(before, after)
    if abs(found.p - 0.05) > 1e-9:
        assert found.ratio_interval.contains(1) == (found.p >= 0.05)


@given(st.integers(0, 120), st.integers(0, 120), SHARES, st.booleans())
def test_the_fast_exact_test_equals_the_sum_of_all_outcomes(one, other, share, mid_p):
    trials, successes = one + other, one
    fast = compare_with_share(successes, trials, float(share), mid_p=mid_p).p
    assert fast == pytest.approx(sum_exact_binomial(successes, trials, share, mid_p=mid_p), rel=1e-9)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 150), st.sampled_from([(1, 1), (365, 31), (31, 365), (365, 366), (4, 12)]))
def test_the_search_for_a_visible_change_equals_the_scan(count, exposures):
    exposure, following = exposures
    found = find_visible_change(count, exposure=exposure, next_exposure=following)
    expected = scan_visible_change(count, exposure=exposure, next_exposure=following)
    assert (found.low, found.high) == expected


@given(P_VALUES, st.randoms(use_true_random=False))
def test_adjusting_never_lowers_and_does_not_depend_on_the_order(raw, random):
    order = list(range(len(raw)))
    random.shuffle(order)
    for adjust in (adjust_holm, adjust_benjamini_hochberg):
        adjusted = adjust(raw).adjusted
        assert all(low <= high <= 1 for low, high in zip(raw, adjusted, strict=True))
        shuffled = adjust([raw[i] for i in order]).adjusted
        assert shuffled == tuple(adjusted[i] for i in order)


@given(P_VALUES)
def test_holm_is_never_milder_than_benjamini_and_hochberg(raw):
    strict, mild = adjust_holm(raw).adjusted, adjust_benjamini_hochberg(raw).adjusted
    assert all(m <= s + 1e-12 for s, m in zip(strict, mild, strict=True))


MARKS = st.integers(10, 100).map(lambda tenths: tenths / 10)
MARGINS = st.integers(1, 20).map(lambda tenths: tenths / 10)


@given(MARKS, MARKS, MARGINS, MARGINS, st.floats(1.01, 3))
def test_wider_bounds_never_make_a_change_more_certain(before, after, first, second, factor):
    narrow = compare_bounds(before, (before - first, before + first), after, (after - second, after + second))
    wide = compare_bounds(
        before,
        (before - first * factor, before + first * factor),
        after,
        (after - second * factor, after + second * factor),
    )
    assert abs(wide.z) <= abs(narrow.z)
    assert wide.p >= narrow.p


@given(MARKS, MARKS, MARGINS, MARGINS, st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))
def test_every_unrounded_change_lies_in_the_rounding_box(before, after, first, second, shift, stretch):
    box = compare_rounded_bounds(
        before, (before - first, before + first), after, (after - second, after + second), decimals=1
    )
    nudge = 0.1 * shift
    reach = first + 0.1 * stretch
    if reach > 1e-6:
        exact = compare_bounds(
            before + nudge,
            (before + nudge - reach, before + nudge + reach),
            after - nudge,
            (after - nudge - second, after - nudge + second),
        )
        assert box.z_lowest - 1e-6 <= exact.z <= box.z_highest + 1e-6


TABLES = st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=3, max_size=3)
WITHHELD = st.sets(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1)


@settings(deadline=None)
@given(TABLES, WITHHELD)
def test_the_audited_range_holds_the_true_value(table, withheld):
    for found in audit_table(table, sorted(withheld)).ranges:
        row, column = found.cell
        assert found.lowest - 1e-6 <= table[row][column] <= found.highest + 1e-6
