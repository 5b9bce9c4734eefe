"""Every number of the two letters, counted from the series and registrations of the example city."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker
from tests.figure_store import AT, AUTHOR, EXAMPLE, load_city

from spoorboek.apps.hotspots.exposure import list_own_areas, measure_exposure
from spoorboek.apps.indicators.queries import find_figures, find_units, list_definitions
from spoorboek.figures.values import NonValue

SERIES = {
    "recorded-crimes": {2022: 6168, 2023: 6513, 2024: 6074},
    "nuisance-youth": {2019: 688, 2020: 1123, 2021: 944, 2022: 848, 2023: 707, 2024: 643},
    "nuisance-alcohol-drugs": {2019: 543, 2020: 683, 2021: 623, 2022: 659, 2023: 693, 2024: 760},
    "nuisance-misunderstood-behaviour": {
        2019: 931,
        2020: 1134,
        2021: 1371,
        2022: 1353,
        2023: 1374,
        2024: 1488,
    },
    "nuisance-total": {2022: 2860, 2023: 2774, 2024: 2891},
    "residential-burglaries": {2019: 210, 2020: NonValue.MISSING, 2024: 140},
    "cybercrime": {2022: NonValue.MISSING, 2023: 82, 2024: 43},
    "digitised-crime": {2023: 391, 2024: 506},
    "liveability-mark": {2021: Decimal("7.4"), 2022: NonValue.MISSING, 2023: Decimal("7.4")},
    "safety-mark": {2021: Decimal("7.1"), 2023: Decimal("7.3")},
    "mma-reports": {2023: 88, 2024: 104},
    "cases-carried-in": {2023: 8, 2024: 7},
    "cases-opened": {2023: 18, 2024: 25},
    "cases-closed": {2023: 19},
    "cases-carried-out": {2023: 7},
    "riec-cases": {2024: 5},
    "nuisance-locations": {2023: 19, 2024: 12},
    "camera-areas": {2024: 6},
    "halt-lessons": {2024: 110},
}
FOUR_MONTHS = {
    "discussed-signals": 6,
    "mma-reports": 24,
    "inspection-days": 3,
    "inspected-businesses": 18,
    "inspection-days-car-trade": 1,
    "police-reports-drugs": 10,
    "closures-soft-drugs": 4,
    "closures-hard-drugs": 2,
    "warnings-soft-drugs": 4,
    "penalty-orders-drugs": 3,
    "police-reports-prostitution": 4,
    "closures-prostitution": 1,
    "warnings-prostitution": 1,
    "coercive-decisions-prostitution": 2,
    "sex-establishment-checks": 4,
    "civil-servant-trainings": 1,
    "bylaw-inventories": 1,
    "awareness-meetings-real-estate": 1,
}
TWO_YEARS = {
    "mobile-camera-deployments": 19,
    "cameras-replaced": 20,
    "pga-persons": 5,
    "awareness-sessions": 9,
    "awareness-sessions-network-days": 3,
    "dealer-orders": 32,
    "seized-assets": 150000,
    "seized-vehicles": 2,
    "network-day-partners": 70,
    "youth-officers": 2,
    "resilience-schools": 2,
    "street-harassment-reports": 46,
    "communication-campaigns": 3,
    "drug-actions": 4,
    "awareness-trainings": 1,
}
EXPECTED = {
    **{f"{code}@{year}": value for code, years in SERIES.items() for year, value in years.items()},
    **{f"{code}@2023-01..2023-04": value for code, value in FOUR_MONTHS.items()},
    **{f"{code}@2023..2024": value for code, value in TWO_YEARS.items()},
}


@pytest.fixture(scope="module")
def city(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The example city, loaded once: every test here only reads."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "DATA_DIR", tmp_path_factory.mktemp("data"))
        with transaction.atomic():
            load_city()
            yield
            transaction.set_rollback(True)


def entries(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every list of names and values in a tree of plain data."""
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from entries(child)


def test_every_number_of_the_letters_is_counted_from_series_and_registrations(city: None) -> None:
    figures = find_figures(AUTHOR, EXPECTED, at=AT)

    assert {key: figure.value for key, figure in figures.items()} == EXPECTED


def test_every_definition_of_the_city_counts_something(city: None) -> None:
    codes = [row.definition.code for row in list_definitions(AUTHOR)]

    # What is there rather than what happens, such as inhabitants, is counted on a day.
    asked = ("2023", "2024", "2023-01-01", "2024-01-01")
    figures = find_figures(AUTHOR, [f"{code}@{period}" for code in codes for period in asked], at=AT)

    silent = [
        code for code in codes if not any(figures[f"{code}@{period}"].provenance.rows for period in asked)
    ]
    assert silent == []


def test_every_promise_that_is_counted_names_a_figure_in_its_own_unit(city: None) -> None:
    plan = yaml.safe_load((EXAMPLE / "plan.yaml").read_text())

    promised = {said["figure"]: said["unit"] for said in entries(plan) if {"figure", "unit"} <= set(said)}
    units = find_units(AUTHOR)

    assert promised
    assert {figure: units.get(figure) for figure in promised} == promised


def test_every_figure_that_a_letter_names_is_defined(city: None) -> None:
    letters = "".join(path.read_text() for path in (EXAMPLE / "letters").glob("*.md"))

    named = set(re.findall(r'figure="([^"@]+)', letters))

    assert named
    assert named <= set(find_units(AUTHOR))


def test_margins_that_no_letter_gives_say_that_they_are_invented(city: None) -> None:
    figures = find_figures(AUTHOR, ["safety-mark@2023", "victimisation@2023", "recorded-crimes@2023"], at=AT)

    mark, victims, crimes = figures.values()
    assert mark.uncertainty is not None and mark.uncertainty.invented and not mark.provenance.invented
    assert victims.provenance.invented
    assert crimes.uncertainty is None and not crimes.provenance.invented


def test_reports_are_weighed_by_the_inhabitants_of_each_neighbourhood(city: None) -> None:
    exposure = measure_exposure(AUTHOR, at=AT)
    areas = list_own_areas(AUTHOR, at=AT)

    assert exposure.tell().startswith("119, naar inwoners in 2023; samen zo groot als")
    # Rounded to fives, the neighbourhoods add up to nearly the 121,434 of the whole.
    assert sum(exposure.sizes) == 121_430
    assert len(areas) == 133
    assert {area.inhabitants for area in areas if area.name == "Groot binnenwater"} == {0.0}
    assert all(area.rings for area in areas)
