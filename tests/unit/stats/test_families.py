"""Several tests at once, against R 4.2.2.

> p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")    0.03 0.06 0.06 0.02
> p.adjust(c(0.01, 0.04, 0.03, 0.005), "BH")      0.02 0.04 0.04 0.02
"""

import pytest

from spoorboek.stats.benjamini_hochberg import adjust_benjamini_hochberg
from spoorboek.stats.errors import LevelError
from spoorboek.stats.holm import adjust_holm

RAW = [0.01, 0.04, 0.03, 0.005]


def test_holm_agrees_with_r():
    assert adjust_holm(RAW).adjusted == pytest.approx((0.03, 0.06, 0.06, 0.02))
    assert adjust_holm(RAW).count_rejected(0.05) == 2


def test_benjamini_hochberg_agrees_with_r():
    assert adjust_benjamini_hochberg(RAW).adjusted == pytest.approx((0.02, 0.04, 0.04, 0.02))
    assert adjust_benjamini_hochberg(RAW).count_rejected(0.03) == 2


@pytest.mark.parametrize("adjust", [adjust_holm, adjust_benjamini_hochberg])
def test_a_family_of_none_stays_empty_and_of_one_stays_itself(adjust):
    assert adjust([]).adjusted == ()
    assert adjust([0.04]).adjusted == (0.04,)


@pytest.mark.parametrize("adjust", [adjust_holm, adjust_benjamini_hochberg])
@pytest.mark.parametrize("wrong", [-0.1, 1.1, float("nan")])
def test_what_is_no_p_value_is_refused(adjust, wrong):
    with pytest.raises(LevelError, match="a p-value must lie from 0 to 1, got"):
        adjust([0.5, wrong])
