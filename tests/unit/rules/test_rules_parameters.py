"""Dated values with their references."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from spoorboek.rules.parameters import dated
from spoorboek.rules.parameters.claim_parameters import get_claim_parameters
from spoorboek.rules.parameters.dated import ParameterError, get_parameters, read_parameters

MARGIN = """
margin:
  title: Marge
  unit: procent
  values:
    - {since: 2023-01-01, value: "5", reference: "eerste afspraak"}
    - {since: 2025-01-01, value: "4", reference: "tweede afspraak"}
"""


@pytest.mark.parametrize(
    ("on", "value"), [(date(2023, 1, 1), 5), (date(2024, 12, 31), 5), (date(2025, 1, 1), 4), (None, 4)]
)
def test_a_value_holds_from_its_day_until_the_next(on: date | None, value: int) -> None:
    assert read_parameters(MARGIN)["margin"].get_value(on).value == Decimal(value)


def test_before_its_first_day_nothing_holds() -> None:
    with pytest.raises(ParameterError, match="31 december 2022"):
        read_parameters(MARGIN)["margin"].get_value(date(2022, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "margin: {title: x, unit: y}",
        "margin: {title: x, unit: y, values: []}",
        "margin: {title: x, unit: y, values: [{since: 2023-01-01, value: veel, reference: z}]}",
        'margin: {title: x, unit: y, values: [{since: 2023-01-01, value: "5", reference: ""}]}',
        'margin: {title: x, unit: y, values: [{since: 2025-01-01, value: "5", reference: z}, '
        '{since: 2023-01-01, value: "4", reference: z}]}',
    ],
)
def test_a_parameter_that_is_written_wrongly_is_refused_by_name(text: str) -> None:
    with pytest.raises(ParameterError, match="margin"):
        read_parameters(text)


def test_an_unknown_topic_is_refused() -> None:
    with pytest.raises(ParameterError, match="weather"):
        get_parameters("weather")


def test_every_shipped_parameter_has_a_title_a_unit_and_references() -> None:
    # What holds about cases, channels, roles and values has a form and a reader of its own.
    own_form = {"case_access", "case_kinds", "channels", "roles", "value_lists"}
    topics = {path.stem for path in Path(dated.__file__).parent.glob("*.yaml")} - own_form
    assert topics == {"claims", "clocks", "disclosure"}
    for topic in topics:
        for parameter in get_parameters(topic).values():
            assert parameter.title
            assert parameter.unit


def test_the_agreements_under_claims_are_the_start_values_of_the_method() -> None:
    agreed = get_claim_parameters(date(2025, 2, 24))
    assert (agreed.alpha, agreed.about_equal_margin, agreed.small_count) == (0.05, 5.0, 10)
    assert (agreed.thresholds.persons, agreed.thresholds.incidents) == (10, 5)
