"""Survey micro-data against R survey 4.1-1 (R 4.2.2) on two samples of Californian schools.

> d  <- svydesign(id=~1, strata=~stype, weights=~pw, data=apistrat, fpc=~fpc)
> svymean(~api00, d); svytotal(~enroll, d); degf(d)
  662.287363159321 9.40894080278458      3687177.53243828 114641.71610078     197
> svymean(~api00, svydesign(id=~1, strata=~stype, weights=~pw, data=apistrat))     SE 9.53613229692516
> svymean(~api00, svydesign(id=~dnum, strata=~stype, weights=~pw, data=apistrat, nest=TRUE))
  SE 11.1896322079279, degf 159
> svymean(~api00, subset(d, awards == "Yes"))      678.422405614438 11.8566309874443
> confint(svymean(~api00, d), df=degf(d))          643.732188272086   680.842538046555
> svyciprop(~I(sch.wide=="Yes"), d, method="logit")
  0.827948011001957   0.774539654351568 0.870814854544509
> c1 <- svydesign(id=~dnum, weights=~pw, data=apiclus1, fpc=~fpc)
> svymean(~api00, c1); svytotal(~enroll, c1); degf(c1)
  644.169398907104 23.542240693781      3404940.13452911 932235.027041215     14
> confint(svymean(~api00, c1), df=degf(c1))        593.676314463326  694.662483350882
> svyciprop(~I(sch.wide=="Yes"), c1, method="logit")   0.87431693988704 0.823798892379034 0.911900077021223
> svymean(~api00, subset(c1, stype == "H"))        618.571428571429  38.0202493594075
"""

import csv
from pathlib import Path

import pytest

from spoorboek.stats.survey_design import describe_design
from spoorboek.stats.survey_mean import estimate_mean, estimate_share, estimate_total

HERE = Path(__file__).parent


def read(name):
    with (HERE / name).open() as file:
        return list(csv.DictReader(file))


STRATIFIED, CLUSTERED = read("apistrat.csv"), read("apiclus1.csv")


def column(rows, name):
    return [float(row[name]) for row in rows]


def stratified(*, corrected=True, clusters=None):
    population = {row["stype"]: float(row["fpc"]) for row in STRATIFIED} if corrected else None
    strata = [row["stype"] for row in STRATIFIED]
    return describe_design(column(STRATIFIED, "pw"), strata=strata, clusters=clusters, population=population)


def clustered():
    return describe_design(
        column(CLUSTERED, "pw"), clusters=[row["dnum"] for row in CLUSTERED], population=757
    )


def assert_agrees(found, estimate, standard_error):
    assert found.estimate == pytest.approx(estimate, rel=1e-9)
    assert found.standard_error == pytest.approx(standard_error, rel=1e-9)


def test_the_mean_of_a_stratified_sample_agrees_with_r():
    found = estimate_mean(column(STRATIFIED, "api00"), stratified())
    assert_agrees(found, 662.287363159321, 9.40894080278458)
    assert found.degrees_of_freedom == 197
    assert found.interval.low == pytest.approx(643.732188272086, rel=1e-9)
    assert found.interval.high == pytest.approx(680.842538046555, rel=1e-9)


def test_without_a_population_the_standard_error_is_larger():
    found = estimate_mean(column(STRATIFIED, "api00"), stratified(corrected=False))
    assert_agrees(found, 662.287363159321, 9.53613229692516)


def test_a_cluster_name_in_two_strata_is_two_clusters():
    design = stratified(corrected=False, clusters=[row["dnum"] for row in STRATIFIED])
    assert_agrees(estimate_mean(column(STRATIFIED, "api00"), design), 662.287363159321, 11.1896322079279)
    assert design.degrees_of_freedom == 159


def test_the_total_of_a_stratified_sample_agrees_with_r():
    assert_agrees(
        estimate_total(column(STRATIFIED, "enroll"), stratified()), 3687177.53243828, 114641.71610078
    )


def test_a_domain_keeps_the_design_of_the_whole_sample():
    members = [row["awards"] == "Yes" for row in STRATIFIED]
    found = estimate_mean(column(STRATIFIED, "api00"), stratified(), members=members)
    assert_agrees(found, 678.422405614438, 11.8566309874443)


def test_a_domain_of_a_clustered_sample_agrees_with_r():
    members = [row["stype"] == "H" for row in CLUSTERED]
    found = estimate_mean(column(CLUSTERED, "api00"), clustered(), members=members)
    assert_agrees(found, 618.571428571429, 38.0202493594075)


def test_the_mean_and_total_of_a_clustered_sample_agree_with_r():
    mean = estimate_mean(column(CLUSTERED, "api00"), clustered())
    assert_agrees(mean, 644.169398907104, 23.542240693781)
    assert mean.degrees_of_freedom == 14
    assert mean.interval.low == pytest.approx(593.676314463326, rel=1e-9)
    total = estimate_total(column(CLUSTERED, "enroll"), clustered())
    assert_agrees(total, 3404940.13452911, 932235.027041215)


@pytest.mark.parametrize(
    ("rows", "design", "share", "low", "high"),
    [
        (STRATIFIED, stratified(), 0.827948011001957, 0.774539654351568, 0.870814854544509),
        (CLUSTERED, clustered(), 0.87431693988704, 0.823798892379034, 0.911900077021223),
    ],
)
def test_the_logit_interval_of_a_share_agrees_with_r(rows, design, share, low, high):
    found = estimate_share([row["sch.wide"] == "Yes" for row in rows], design)
    # R fits the share by iteration and stops near 1e-8.
    assert found.estimate == pytest.approx(share, rel=1e-9)
    assert found.interval.low == pytest.approx(low, rel=1e-6)
    assert found.interval.high == pytest.approx(high, rel=1e-6)
