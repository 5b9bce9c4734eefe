"""Units of formulas, and what a definition must say about a rate, a share and a change."""

import pytest

from spoorboek.figures.definition import Counts, FigureDefinition, Kind, SourceType
from spoorboek.figures.derived import derive_value
from spoorboek.figures.derived_rule import (
    DenominatorMoment,
    DerivedRule,
    Per,
    check_derived_rule,
    resolve_denominator,
)
from spoorboek.figures.errors import ExpressionError, FigureError
from spoorboek.figures.expression import parse_expression
from spoorboek.figures.period import Period


def a_definition(code, unit, kind=Kind.COUNT):
    return FigureDefinition(
        code, 1, code, unit, kind, Counts.INCIDENTS, SourceType.REGISTERED, code, "Alles telt."
    )


DEFINITIONS = {
    "reports": a_definition("reports", "meldingen"),
    "drug-reports": a_definition("drug-reports", "Meldingen"),
    "businesses": a_definition("businesses", "bedrijven"),
    "inhabitants": a_definition("inhabitants", "inwoners"),
    "mark": a_definition("mark", "rapportcijfer", Kind.MARK),
}


def check(text, unit, kind=Kind.COUNT, per=None, **changes):
    rule = DerivedRule(parse_expression(text), Per.parse(per) if per else None, **changes)
    check_derived_rule(rule, a_definition("new", unit, kind), DEFINITIONS)
    return rule


@pytest.mark.parametrize(
    ("text", "unit", "kind", "per"),
    [
        ("reports + drug-reports", "meldingen", Kind.COUNT, None),
        ("reports - previous(reports)", "meldingen", Kind.COUNT, None),
        ("drug-reports / reports", "aandeel", Kind.SHARE, None),
        ("drug-reports / reports * 100", "procent van de meldingen", Kind.SHARE, None),
        ("100 - drug-reports / reports * 100", "procent", Kind.SHARE, None),
        ("percent-change(reports, year-earlier(reports))", "procent", Kind.RATE, None),
        ("reports / inhabitants * 1000", "per 1.000 inwoners", Kind.RATE, "1.000 inwoners"),
        ("reports * 10 / inhabitants * 100", "meldingen per 1.000 inwoners", Kind.RATE, "1000 inwoners"),
        ("mark - previous(mark)", "rapportcijfer", Kind.MARK, None),
    ],
)
def test_a_formula_fits_its_unit(text, unit, kind, per):
    if per == "1000 inwoners":
        unit = "meldingen per 1000 inwoners"
    check(text, unit, kind, per)


@pytest.mark.parametrize(
    ("text", "column", "word", "says"),
    [
        ("reports + businesses", 11, "businesses", "bedrijven .* opgeteld bij meldingen"),
        ("reports - businesses", 11, "businesses", "afgetrokken van meldingen"),
        ("reports + 5", 11, "5", "een getal .een vast getal. kan niet"),
        ("reports * 2 + drug-reports", 15, "drug-reports", "op één noemer"),
        ("1 - drug-reports / reports * 100", 5, "drug-reports", "op één noemer"),
        ("mark + mark", 8, "mark", "rapportcijfers kunnen niet"),
        ("reports + unknown-code", 11, "unknown-code", "bestaat niet. Zet spaties"),
        ("percent-change(reports, businesses)", 25, "businesses", "afgetrokken"),
        ("new + reports", 1, "new", "uit zichzelf"),
    ],
)
def test_what_cannot_be_added_is_pointed_at(text, column, word, says):
    with pytest.raises(ExpressionError, match=says) as caught:
        check(text, "meldingen")
    assert (caught.value.column, caught.value.word) == (column, word)


@pytest.mark.parametrize(
    ("text", "unit", "kind", "changes", "says"),
    [
        ("reports / inhabitants", "per inwoner", Kind.RATE, {}, "noem met 'per' van hoeveel inwoners"),
        (
            "reports / inhabitants * 100",
            "per 1.000 inwoners",
            Kind.RATE,
            {"per": "1.000 inwoners"},
            "vermenigvuldigt met 100",
        ),
        (
            "reports / inhabitants * 1000",
            "per 1.000 inwoners",
            Kind.RATE,
            {"per": "1.000 woningen"},
            "deelt door inwoners",
        ),
        (
            "reports / inhabitants * 1000",
            "meldingen",
            Kind.RATE,
            {"per": "1.000 inwoners"},
            "de uitkomst is in 'per 1.000 inwoners'",
        ),
        (
            "reports / inhabitants * 1000",
            "per 1.000 inwoners",
            Kind.COUNT,
            {"per": "1.000 inwoners"},
            "soort rate, niet count",
        ),
        ("reports", "meldingen", Kind.COUNT, {"per": "10 inwoners"}, "horen bij een verhouding"),
        ("reports + reports", "bedrijven", Kind.COUNT, {}, "de eenheid van het cijfer is 'bedrijven'"),
        ("reports * businesses", "meldingen", Kind.COUNT, {}, "geen eenheid"),
        ("drug-reports / reports", "procent", Kind.SHARE, {}, "de uitkomst is een aandeel"),
        ("drug-reports / reports * 10", "procent", Kind.SHARE, {}, "niet maal 10"),
        ("drug-reports / reports", "aandeel", Kind.COUNT, {}, "soort share of rate"),
        ("reports - baseline(reports)", "meldingen", Kind.COUNT, {}, "geen nulmeting"),
    ],
)
def test_a_definition_that_does_not_fit_gets_a_sentence(text, unit, kind, changes, says):
    with pytest.raises(FigureError, match=says):
        check(text, unit, kind, **changes)


@pytest.mark.parametrize("text", ["inwoners", "0 inwoners", "1.00 inwoners", "1000", "1000inwoners"])
def test_per_needs_a_number_and_a_unit(text):
    with pytest.raises(FigureError, match=r"zoals 1\.000 inwoners"):
        Per.parse(text)


@pytest.mark.parametrize(
    ("moment", "asked"),
    [
        (None, ["reports@2023-01..2023-04", "inhabitants@2023-01-01"]),
        (
            DenominatorMoment.AVERAGE,
            ["reports@2023-01..2023-04", "inhabitants@2023-01-01", "inhabitants@2024-01-01"],
        ),
        (DenominatorMoment.PERIOD, ["reports@2023-01..2023-04", "inhabitants@2023-01..2023-04"]),
    ],
)
def test_the_denominator_is_the_population_of_the_right_day(moment, asked):
    rule = check(
        "reports / inhabitants * 1000",
        "per 1.000 inwoners",
        Kind.RATE,
        "1.000 inwoners",
        denominator=moment,
    )
    formula = resolve_denominator(rule, DEFINITIONS)
    found = derive_value(formula, Period.parse("2023-01..2023-04"), lambda *_: 8)
    assert [f"{code}@{period}" for code, period in found.read] == asked
    assert found.value == 1000


def test_a_day_that_the_formula_names_itself_stays():
    text = "reports / on-next-1-january(inhabitants) * 1000"
    rule = check(text, "per 1.000 inwoners", Kind.RATE, "1.000 inwoners")
    assert resolve_denominator(rule, DEFINITIONS) == rule.expression


def test_what_happens_in_a_period_is_a_denominator_over_that_period():
    rule = check("businesses / reports * 100", "per 100 meldingen", Kind.RATE, "100 meldingen")
    assert resolve_denominator(rule, DEFINITIONS) == rule.expression


def test_a_rate_a_period_earlier_takes_the_population_of_that_year():
    text = "percent-change(reports / inhabitants, previous(reports / inhabitants))"
    rule = DerivedRule(parse_expression(text), Per.parse("1 inwoners"))
    found = derive_value(resolve_denominator(rule, DEFINITIONS), Period.year(2023), lambda *_: 4)
    assert [f"{code}@{period}" for code, period in found.read] == [
        "reports@2023",
        "inhabitants@2023-01-01",
        "reports@2022",
        "inhabitants@2022-01-01",
    ]
