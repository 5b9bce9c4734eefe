"""Files with definitions and tables: what goes out comes back in, and what is wrong gets a sentence."""

from __future__ import annotations

import pytest
from tests.figure_store import AT, AUTHOR, COORDINATOR, EXAMPLE, MANAGER, load_city

from spoorboek.apps.access.errors import NotFoundError
from spoorboek.apps.audit.queries import list_events
from spoorboek.apps.indicators.actions import define_figures, define_tables
from spoorboek.apps.indicators.counted_rows import PURPOSE, list_counted_rows
from spoorboek.apps.indicators.definition_file import read_definitions, read_tables
from spoorboek.apps.indicators.errors import DefinitionError
from spoorboek.apps.indicators.queries import (
    export_definitions,
    export_tables,
    find_figures,
    list_definitions,
    list_periods,
    list_tables,
)
from spoorboek.apps.people.actions import INSTALLATION
from spoorboek.figures.values import NonValue

ENTRY = """indicators:
- code: a
  title: A
  unit: meldingen
  kind: count
  counts: incidents
  source_type: registered
  counting_rule: Alles telt.
  series: {source: b, value: c}
"""


@pytest.mark.usefixtures("city")
def test_the_definitions_of_the_city_go_out_as_they_came_in() -> None:
    came_in = {
        rule.definition.code: rule for rule in read_definitions((EXAMPLE / "indicators.yaml").read_bytes())
    }

    went_out = read_definitions(export_definitions(AUTHOR).encode())

    assert {rule.definition.code: rule for rule in went_out} == came_in
    assert set(define_figures(by=MANAGER, at=AT, rules=went_out).values()) == {1}


@pytest.mark.usefixtures("city")
def test_the_tables_of_the_city_go_out_as_they_came_in() -> None:
    came_in = read_tables((EXAMPLE / "tables.yaml").read_bytes())

    went_out = read_tables(export_tables(AUTHOR).encode())

    assert sorted(went_out, key=lambda t: t.code) == sorted(came_in, key=lambda t: t.code)
    assert set(define_tables(by=MANAGER, at=AT, tables=went_out).values()) == {1}


@pytest.mark.usefixtures("city")
def test_loading_the_city_again_changes_nothing() -> None:
    before = len(list_definitions(AUTHOR)), len(list_tables(AUTHOR))

    load_city()

    assert (len(list_definitions(AUTHOR)), len(list_tables(AUTHOR))) == before
    assert all(row.version_count == 1 for row in list_definitions(AUTHOR))


@pytest.mark.usefixtures("city")
def test_the_number_is_the_same_for_everybody_and_the_rows_are_not() -> None:
    key = "cases-opened@2024"
    numbers = [find_figures(viewer, [key], at=AT)[key] for viewer in (AUTHOR, COORDINATOR)]
    author, coordinator = (list_counted_rows(viewer, key, at=AT) for viewer in (AUTHOR, COORDINATOR))

    assert [figure.value for figure in numbers] == [25, 25]
    assert (len(author.rows), author.hidden_count) == (0, 25)
    assert (len(coordinator.rows), coordinator.hidden_count) == (25, 0)
    assert {row.identity for row in coordinator.rows} == set(numbers[0].provenance.rows)


@pytest.mark.usefixtures("city")
def test_a_look_at_rows_about_people_is_logged_with_its_purpose() -> None:
    list_counted_rows(COORDINATOR, "pga-persons@2023..2024", at=AT)

    event = list_events(INSTALLATION, limit=1)[0]
    assert (event.action, event.person_id, event.details["purpose"]) == (
        "read",
        COORDINATOR.person_id,
        PURPOSE,
    )
    assert len(event.details["ids"]) == 5


@pytest.mark.usefixtures("city")
def test_the_periods_of_a_series_are_known_and_registrations_have_none() -> None:
    assert [str(p) for p in list_periods(AUTHOR, "residential-burglaries", at=AT)] == ["2019", "2024"]
    assert list_periods(AUTHOR, "mma-reports", at=AT) == []
    with pytest.raises(NotFoundError, match="Cijfer 'weg' bestaat niet"):
        list_periods(AUTHOR, "weg", at=AT)


@pytest.mark.usefixtures("city")
def test_a_table_that_names_no_figure_is_refused() -> None:
    tables = read_tables(b"tables:\n- {code: t, title: T, rows: [{figure: weg, label: W}]}\n")
    with pytest.raises(DefinitionError, match="Tabel 't' noemt een cijfer dat niet bestaat: 'weg'"):
        define_tables(by=MANAGER, at=AT, tables=tables)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: 1", "begint met 'indicators:'"),
        ("indicators: [3]", "lijst van namen en waarden"),
        (ENTRY.replace("code: a", "code: A b"), "'A b' is geen code"),
        (ENTRY.replace("  unit: meldingen\n", ""), "Bij cijfer 'a' ontbreekt 'unit'"),
        (ENTRY + "  kleur: rood\n", "onbekende sleutel 'kleur'"),
        (ENTRY + "  decimals: veel\n", "'decimals' is een getal van 0 tot en met 6"),
        (ENTRY.replace("kind: count", "kind: telling"), "'kind' is een van count, rate"),
        (ENTRY.replace("incidents", "dingen"), "'counts' is een van persons"),
        (ENTRY.replace("{source: b, value: c}", "3"), "'series' is een lijst"),
        (ENTRY.replace("source: b, ", ""), "een reeks noemt een bron"),
        (ENTRY.replace("value: c", "kolom: c"), "een reeks kent geen 'kolom'"),
        (ENTRY.replace("value: c", "where: {x: {y: 1}}"), "'x' is een woord of een lijst"),
        (ENTRY + "  registrations: {register: r, moment: m}\n", "noemt één herkomst"),
        (ENTRY.replace("series: {source: b, value: c}", "registrations: {kleur: r}"), "geen 'kleur'"),
        (ENTRY + "  breaks: [{on: morgen, reason: x}]\n", "een breuk heeft een dag"),
        (ENTRY + "  breaks: ja\n", "'breaks' is een lijst"),
        (ENTRY + ENTRY[12:], "'a' staat er twee keer in"),
        ("indicators:\n  - a: *b\n", "Regel 2: verwijzingen"),
    ],
)
def test_a_wrong_file_with_definitions_gets_its_sentence(text: str, sentence: str) -> None:
    with pytest.raises(DefinitionError, match=sentence):
        read_definitions(text.encode())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("tables: [{code: t}]", "een code, een titel"),
        ("tables: [{code: t, title: T, rows: []}]", "ten minste één rij"),
        ("tables: [{code: t, title: T, rows: [{figure: x}]}]", "een cijfer \\('figure'\\) en een naam"),
        ("tables: [{code: t, title: T, rows: [{figure: x, label: X}], kop: 1}]", "kent geen 'kop'"),
    ],
)
def test_a_wrong_file_with_tables_gets_its_sentence(text: str, sentence: str) -> None:
    with pytest.raises(DefinitionError, match=sentence):
        read_tables(text.encode())


@pytest.mark.usefixtures("city")
def test_a_period_that_has_yet_to_begin_has_no_number_and_no_zero() -> None:
    key = f"mma-reports@{AT.year + 1}"
    assert find_figures(AUTHOR, [key], at=AT)[key].value is NonValue.MISSING
