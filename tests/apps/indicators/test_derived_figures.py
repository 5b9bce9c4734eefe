"""Figures made of other figures: rates with the population of that year, shares, and where they come from."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.figure_store import AT, AUTHOR, MANAGER, a_mapping, a_snapshot, a_source

from spoorboek.apps.indicators.actions import define_figures
from spoorboek.apps.indicators.counted_rows import list_counted_rows
from spoorboek.apps.indicators.definition_file import read_definitions
from spoorboek.apps.indicators.errors import DefinitionError
from spoorboek.apps.indicators.queries import find_figures, get_definition, list_periods
from spoorboek.figures.figure import Parts
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue

DEFINITION = """indicators:
- code: growth
  title: Groei
  unit: {unit}
  kind: {kind}
  counts: incidents
  source_type: registered
  counting_rule: Verschil met het vorige jaar.
  derived:
    expression: {expression}
"""
NUISANCE = """indicators:
- code: nuisance
  title: Overlast
  unit: meldingen
  kind: count
  counts: incidents
  source_type: registered
  counting_rule: Alles telt.
  series: {source: nuisance, value: count}
  breaks:
  - {"on": 2023-01-01, reason: nieuw formulier}
"""


def define(text: str) -> dict[str, int]:
    return define_figures(by=MANAGER, at=AT, rules=read_definitions(text.encode()))


def a_growth(expression: str, unit: str = "procent", kind: str = "rate") -> str:
    return DEFINITION.format(expression=expression, unit=unit, kind=kind)


@pytest.mark.usefixtures("city")
def test_crimes_per_thousand_take_the_inhabitants_on_1_january_of_each_year() -> None:
    keys = [f"recorded-crimes-per-1000@{year}" for year in (2022, 2023, 2024)]

    figures = find_figures(AUTHOR, [*keys, "recorded-crimes-per-1000@2021"], at=AT)

    # 6168 / 119537, 6513 / 121434, 6074 / 122070, by hand.
    assert [f"{figures[key].value:.2f}" for key in keys] == ["51.60", "53.63", "49.76"]
    assert figures[keys[1]].parts == Parts(6513, 121434, 1000)
    assert figures["recorded-crimes-per-1000@2021"].value is NonValue.MISSING


@pytest.mark.usefixtures("city")
def test_a_rate_names_both_sources_and_all_rows() -> None:
    [figure] = find_figures(AUTHOR, ["recorded-crimes-per-1000@2023"], at=AT).values()

    said = figure.provenance
    assert {snapshot.source for snapshot in said.snapshots} == {
        "Geregistreerde misdrijven",
        "Inwoners op 1 januari",
    }
    assert said.row_count == 2
    assert "inhabitants@2023-01-01@GM0505 = 121434" in said.query
    assert figure.definition.depends_on == ("recorded-crimes", "inhabitants")


@pytest.mark.usefixtures("city")
def test_six_of_ten_drug_reports_led_to_a_closure() -> None:
    [figure] = find_figures(AUTHOR, ["closure-share-drugs@2023-01..2023-04"], at=AT).values()

    assert (figure.value, figure.parts) == (Decimal(60), Parts(6, 10, 100))
    assert len(figure.provenance.rows) == 10
    assert figure.provenance.invented


@pytest.mark.usefixtures("city")
def test_a_derived_figure_leads_to_its_parts_and_knows_its_periods() -> None:
    found = list_counted_rows(AUTHOR, "recorded-crimes-per-1000@2023", at=AT)

    assert found.parts == ("recorded-crimes@2023@GM0505", "inhabitants@2023-01-01@GM0505")
    assert [str(p) for p in list_periods(AUTHOR, "recorded-crimes-per-1000", at=AT)] == [
        "2022",
        "2023",
        "2024",
    ]
    row = get_definition(AUTHOR, "recorded-crimes-per-1000")
    assert row.origin == "derived:recorded-crimes, inhabitants"
    assert "recorded-crimes / inhabitants * 1000" in row.question


@pytest.mark.usefixtures("city")
def test_a_derived_figure_may_be_made_of_derived_figures() -> None:
    define(a_growth("percent-change(recorded-crimes-per-1000, previous(recorded-crimes-per-1000))"))

    [figure] = find_figures(AUTHOR, ["growth@2023"], at=AT).values()

    assert f"{figure.value:.2f}" == "3.94"


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            a_growth("mma-reports + inspected-businesses"),
            "Kolom 15, 'inspected-businesses': gecontroleerde bedrijven",
        ),
        (a_growth("mma-reports + nothing"), "het cijfer 'nothing' bestaat niet"),
        (a_growth("mma-reports +"), "Kolom 14, 'einde'"),
        (a_growth("mma-reports / inhabitants"), "noem met 'per' van hoeveel inwoners"),
        (a_growth("growth / mma-reports"), "uit zichzelf"),
        (a_growth("mma-reports") + "    colour: red\n", "kent geen 'colour'"),
        (a_growth("mma-reports") + "    denominator: noon\n", "een van 1-january, average, period"),
        (a_growth("12 * 3"), "ten minste één cijfer"),
    ],
)
def test_a_derived_definition_that_cannot_be_is_refused(text: str, says: str) -> None:
    with pytest.raises(DefinitionError, match=r"^Cijfer 'growth'.*" + says):
        define(text)


@pytest.mark.usefixtures("city")
def test_two_figures_cannot_follow_from_each_other() -> None:
    one = a_growth("other + mma-reports", unit="meldingen", kind="count")
    other = a_growth("growth + mma-reports", unit="meldingen", kind="count").replace(
        "code: growth", "code: other"
    )

    with pytest.raises(DefinitionError, match="langs een omweg uit zichzelf"):
        define(one + other.removeprefix("indicators:\n"))


@pytest.mark.usefixtures("city")
def test_a_part_cannot_get_another_unit_under_a_derived_figure() -> None:
    define(a_growth("mma-reports + street-harassment-reports", unit="meldingen", kind="count"))
    text = NUISANCE.replace("code: nuisance", "code: mma-reports").replace("unit: meldingen", "unit: brieven")
    text = text.replace("{source: nuisance, value: count}", "{source: population, value: inhabitants}")

    with pytest.raises(DefinitionError, match=r"'growth'.*opgeteld bij brieven"):
        define(text)


@pytest.mark.usefixtures("city")
def test_a_change_over_a_break_in_the_method_cannot_be_worked_out() -> None:
    a_source(mapping=a_mapping(kind=False))
    a_snapshot("jaar;aantal\n2021;50\n2022;100\n2023;120\n2024;150\n")
    define(NUISANCE)
    define(a_growth("percent-change(nuisance, previous(nuisance))"))

    found = find_figures(AUTHOR, [f"growth@{year}" for year in (2022, 2023, 2024)], at=AT)

    assert [figure.value for figure in found.values()] == [Decimal(100), NonValue.UNDEFINED, Decimal(25)]
    before, over, after = (figure.definition.comparability for figure in found.values())
    assert len({before, over, after}) >= 2
    assert "de telling veranderde" in found["growth@2023"].provenance.query
    assert [str(period) for period in list_periods(AUTHOR, "growth", at=AT)] == ["2022", "2024"]
    assert list_periods(AUTHOR, "mma-reports", at=AT) == []
    assert found["growth@2024"].period == Period.year(2024)
