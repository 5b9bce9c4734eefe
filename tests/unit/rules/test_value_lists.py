"""A municipality adds values to the lists and ends ours; what was entered keeps its word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from spoorboek.rules.errors import RuleError
from spoorboek.rules.parameters.dated import FOLDER, ParameterError
from spoorboek.rules.value_lists import RELIED_ON, ValueList, lay_over, read_value_lists

CITY = Path(__file__).resolve().parents[3] / "examples" / "dordrecht" / "configuration" / "value_lists.yaml"
OWN = """
sectors:
  mixed: {valid_until: 2025-12-31, reference: nieuwe indeling}
  port: {title: haven, valid_from: 2023-01-01, reference: werkafspraak}
"""


@pytest.fixture(scope="module")
def ours() -> dict[str, ValueList]:
    return read_value_lists((FOLDER / "value_lists.yaml").read_text(encoding="utf-8"))


def test_values_that_rules_count_on_are_in_the_lists(ours: dict[str, ValueList]) -> None:
    for code, relied_on in RELIED_ON.items():
        assert relied_on <= set(ours[code].values)


def test_own_value_is_open_from_its_day_and_ours_until_its_last(ours: dict[str, ValueList]) -> None:
    sectors = lay_over(ours, OWN)["sectors"]
    sectors.check_open("port", date(2023, 1, 1))
    sectors.check_open("mixed", date(2025, 12, 31))
    with pytest.raises(RuleError, match="'haven' geldt vanaf 1 januari 2023, en niet op 31 december 2022"):
        sectors.check_open("port", date(2022, 12, 31))
    with pytest.raises(RuleError, match="'gemengd' geldt tot en met 31 december 2025"):
        sectors.check_open("mixed", date(2026, 1, 1))
    with pytest.raises(RuleError, match="'zee' staat niet in de lijst 'branches'"):
        sectors.check_open("zee", date(2023, 1, 1))


def test_what_ended_keeps_its_word_and_other_lists_stay(ours: dict[str, ValueList]) -> None:
    merged = lay_over(ours, OWN)
    assert merged["sectors"].values["mixed"].title == "gemengd"
    assert list(merged["sectors"].values)[: len(ours["sectors"].values)] == list(ours["sectors"].values)
    assert merged["findings"] == ours["findings"]


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ("sector: {a: {title: b, reference: c}}", "Regel 1: er is geen lijst 'sector': bedoelde u 'sectors'"),
        ("sectors:\n  a: {title: b}", "Regel 2: hier ontbreekt 'reference'"),
        ("sectors:\n  A-b: {title: b, reference: c}", "Regel 2: 'A-b' is geen code"),
        ("sectors:\n  a: {title: Horeca, reference: c}", "staat al in deze lijst, als 'hospitality'"),
        ("sectors:\n  retail: {title: detailhandel, reference: c}", "heet 'winkels' en houdt dat woord"),
        ("findings:\n  none: {valid_until: 2025-01-01, reference: c}", "kan niet eindigen"),
        ("sectors:\n  mixed: {valid_until: ooit, reference: c}", "Regel 2: 'ooit' is geen dag"),
        (
            "sectors:\n  mixed: {valid_from: 2025-01-02, valid_until: 2025-01-01, reference: c}",
            "'gemengd' eindigt voordat het begint",
        ),
        ("sectors:\n  a: {title: b, reference: c, fixed: true}", "de sleutel 'fixed' bestaat niet"),
        ("", "Regel 1: het bestand is leeg"),
    ],
)
def test_wrong_file_is_refused_with_its_line(ours: dict[str, ValueList], own: str, said: str) -> None:
    with pytest.raises(ParameterError, match=r"^Regel ") as caught:
        lay_over(ours, own)
    assert said in str(caught.value)


def test_example_city_adds_to_the_lists_and_ends_one_value(ours: dict[str, ValueList]) -> None:
    merged = lay_over(ours, CITY.read_text(encoding="utf-8"))
    added = [
        value
        for code, listed in merged.items()
        for value in listed.values.values()
        if value != ours[code].values.get(value.code)
    ]
    assert {value.code for value in added} >= {"car_rental", "mixed", "stop_talk"}
    assert all(value.reference.startswith("Verzonnen voorbeeld") for value in added)
