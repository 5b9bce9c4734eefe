"""How a sample was drawn, on small samples.

> s <- svydesign(id=~1, weights=~w, data=data.frame(w=c(1,1,2,2), y=c(7,8,6,7))); svymean(~y, s)
  6.83333333333333 0.398040467781568
"""

import pytest

from spoorboek.stats.errors import ExposureError, LevelError, SeriesError
from spoorboek.stats.kish import compute_effective_size
from spoorboek.stats.survey_design import describe_design
from spoorboek.stats.survey_mean import estimate_mean, estimate_share


def test_a_small_mean_agrees_with_r():
    found = estimate_mean([7, 8, 6, 7], describe_design([1.0, 1.0, 2.0, 2.0]))
    assert found.estimate == pytest.approx(6.83333333333333)
    assert found.standard_error == pytest.approx(0.398040467781568)


def test_equal_weights_cost_nothing():
    assert compute_effective_size([2.5] * 40).effective == pytest.approx(40)
    assert compute_effective_size([1, 3]).design_effect == pytest.approx(1.25)


def test_a_full_count_has_no_sampling_error():
    design = describe_design([1.0] * 4, population=4)
    assert estimate_mean([7, 8, 6, 7], design).standard_error == 0


@pytest.mark.parametrize(("hits", "low", "high"), [([False] * 10, 0, 0.308), ([True] * 10, 0.692, 1)])
def test_nobody_or_everybody_in_a_sample_is_not_nobody_or_everybody_in_the_city(hits, low, high):
    found = estimate_share(hits, describe_design([1.0] * 10)).interval
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-3)


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: describe_design([1.0, 0.0]), ExposureError, "a weight must be above 0, got 0.0"),
        (lambda: describe_design([1.0] * 3, strata="AAB"), SeriesError, "got one in 'B'"),
        (lambda: describe_design([1.0] * 4, strata="AABB", population=9), SeriesError, "per stratum"),
        (lambda: describe_design([1.0] * 4, population=3), SeriesError, "cannot hold 4 of a population of 3"),
        (
            lambda: describe_design([1.0] * 4, strata="AABB", population={"A": 9}),
            SeriesError,
            "population of stratum 'B' is not given",
        ),
        (lambda: describe_design([1.0] * 4, clusters="AB"), SeriesError, "equally long, got 4 and 2"),
        (
            lambda: estimate_mean([1, float("nan")], describe_design([1.0, 1.0])),
            SeriesError,
            "has no answer",
        ),
        (
            lambda: estimate_mean([1, 2], describe_design([1.0, 1.0]), members=[False, False]),
            SeriesError,
            "at least one respondent",
        ),
        (lambda: estimate_share([2, 0], describe_design([1.0, 1.0])), LevelError, "True or False"),
    ],
)
def test_a_sample_that_cannot_be_is_refused(call, error, words):
    with pytest.raises(error, match=words):
        call()


def test_who_did_not_answer_is_left_out_of_the_domain():
    design = describe_design([1.0] * 4)
    found = estimate_mean([7, 8, float("nan"), 6], design, members=[True, True, False, True])
    assert found.estimate == pytest.approx(7)
