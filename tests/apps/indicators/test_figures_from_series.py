"""Figures from series: what counts, what is missing, and where it came from."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from pytest_django import Settings
from tests.figure_store import AT, AUTHOR, COORDINATOR, COUNCIL, MANAGER, a_mapping, a_snapshot, a_source
from tests.table_files import MARKS

from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.areas.actions import load_areas
from spoorboek.apps.indicators.actions import define_figures
from spoorboek.apps.indicators.counted_rows import list_counted_rows
from spoorboek.apps.indicators.definitions import read_rule
from spoorboek.apps.indicators.errors import DefinitionError
from spoorboek.apps.indicators.models import IndicatorDefinition
from spoorboek.apps.indicators.queries import (
    find_figures,
    get_definition,
    get_figure,
    list_definitions,
    list_periods,
    list_series,
)
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue
from spoorboek.services.tables.errors import DamagedFileError
from spoorboek.services.tables.store import FileStore

pytestmark = pytest.mark.django_db
AREAS = b"""{"edition": 2023, "source": "CBS", "licence": "CC BY 4.0", "features": [
 {"properties": {"code": "GM0505", "name": "Dordrecht"}, "geometry": null},
 {"properties": {"code": "WK050501", "name": "Binnenstad", "parent": "GM0505"}, "geometry": null}]}"""
ROWS = (
    "jaar;soort;aantal\n2022;jeugd;0\n2023;jeugd;.\n2024;jeugd;x\n2022;drugs;5\n2023;drugs;6\n2024;drugs;7\n"
)


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Settings) -> FileStore:
    settings.DATA_DIR = tmp_path
    load_areas(by=MANAGER, at=AT, content=AREAS)
    a_source()
    return FileStore(tmp_path / "store")


def an_entry(code: str = "nuisance", where: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    entry = {
        "code": code,
        "title": "Overlast",
        "unit": "meldingen",
        "kind": "count",
        "counts": "incidents",
        "source_type": "registered",
        "counting_rule": "Elke melding telt.",
        "series": {"source": "nuisance", "where": where or {}, "value": "count"},
    }
    return entry | changes


def define(*entries: dict[str, Any]) -> dict[str, int]:
    return define_figures(by=MANAGER, at=AT, rules=[read_rule(entry) for entry in entries])


def values(code: str, *periods: str) -> list[Any]:
    return [figure.value for figure in list_series(AUTHOR, code, map(Period.parse, periods), at=AT)]


def test_zero_is_a_number_and_unknown_withheld_and_outside_the_data_are_not() -> None:
    a_snapshot(ROWS)
    define(an_entry("youth", {"kind": "jeugd"}))

    assert values("youth", "2022", "2023", "2024", "2025") == [
        0,
        NonValue.MISSING,
        NonValue.SUPPRESSED,
        NonValue.MISSING,
    ]


def test_a_sum_over_kinds_is_withheld_or_missing_when_a_part_is() -> None:
    a_snapshot(ROWS)
    define(an_entry("all"))

    assert values("all", "2022", "2023", "2024") == [5, NonValue.MISSING, NonValue.SUPPRESSED]


def test_a_sum_is_missing_when_a_kind_is_not_there_for_the_year() -> None:
    a_snapshot("jaar;soort;aantal\n2022;a;1\n2022;b;2\n2023;a;3\n")
    define(an_entry("all"))

    assert values("all", "2022", "2023") == [3, NonValue.MISSING]


def test_months_add_up_to_a_period_only_when_all_are_there() -> None:
    a_snapshot("jaar;soort;aantal\n" + "".join(f"2023-{month:02};a;{month}\n" for month in (1, 2, 3, 5)))
    define(an_entry("all"))

    assert values("all", "2023-01..2023-03", "2023-Q1", "2023-01..2023-05", "2023") == [
        6,
        6,
        NonValue.MISSING,
        NonValue.MISSING,
    ]


def test_a_year_says_nothing_of_its_months() -> None:
    a_snapshot(ROWS)
    define(an_entry("drugs", {"kind": "drugs"}))

    assert values("drugs", "2023-01", "2022..2023") == [NonValue.MISSING, 11]


def test_a_mark_is_not_added_up_and_keeps_its_bounds_and_decimals() -> None:
    a_source("monitor", MARKS)
    a_snapshot("jaar;cijfer;onder;boven\n2021;7;6,9;7,1\n2022;7,25;7,2;7,3\n", "monitor")
    define(an_entry("mark", kind="mark", decimals=1, series={"source": "monitor", "value": "mark"}))

    first, second, both = list_series(
        AUTHOR, "mark", map(Period.parse, ("2021", "2022", "2021..2022")), at=AT
    )

    assert (str(first.value), str(second.value), both.value) == ("7.0", "7.25", NonValue.MISSING)
    assert first.uncertainty is not None
    assert (first.uncertainty.low, first.uncertainty.high) == (Decimal("6.9"), Decimal("7.1"))
    assert both.uncertainty is None


def test_rows_without_a_number_are_counted_and_a_year_without_rows_is_zero_within_the_data() -> None:
    a_snapshot("jaar;soort;aantal\n2021-03-01;a;1\n2021-04-01;a;1\n2023-02-01;a;1\n")
    define(an_entry("rows", series={"source": "nuisance"}))

    assert values("rows", "2021-03-01..2021-04-30", "2022", "2024") == [2, 0, NonValue.MISSING]


def test_provenance_names_the_snapshot_the_question_and_every_row() -> None:
    snapshot = a_snapshot(ROWS)
    define(an_entry("all"))

    said = get_figure(AUTHOR, "all", Period.year(2022), at=AT).provenance

    assert said.snapshots == (snapshot.reference,)
    assert said.rows == (f"{snapshot.code}:2", f"{snapshot.code}:5")
    assert said.query == "bron nuisance: som van count; periode 2022; gebied GM0505"
    assert (said.computed_at, said.invented) == (AT, False)
    assert said.code_version.startswith("spoorboek ")


def test_the_rows_behind_a_figure_are_shown_to_who_may_see_the_source() -> None:
    a_snapshot(ROWS)
    define(an_entry("all"))

    seen = list_counted_rows(AUTHOR, "all@2022", at=AT)
    hidden = list_counted_rows(COORDINATOR, "all@2022", at=AT)

    assert [(row.number, row.amount, dict(row.cells)["soort"]) for row in seen.rows] == [
        ("2", 0, "jeugd"),
        ("5", 5, "drugs"),
    ]
    assert (hidden.rows, hidden.hidden_count) == ((), 2)


def test_a_source_that_sent_nothing_yet_gives_missing() -> None:
    define(an_entry("all"))

    figure = get_figure(AUTHOR, "all", Period.year(2022), at=AT)
    assert (figure.value, figure.provenance.snapshots) == (NonValue.MISSING, ())
    assert list_periods(AUTHOR, "all", at=AT) == []


def test_a_new_delivery_changes_the_figure_and_not_what_was_said_before() -> None:
    a_snapshot(ROWS)
    define(an_entry("drugs", {"kind": "drugs"}))
    before = get_figure(AUTHOR, "drugs", Period.year(2024), at=AT)

    a_snapshot(ROWS.replace("drugs;7", "drugs;9"), retrieved_at=AT + timedelta(days=9))

    assert (before.value, get_figure(AUTHOR, "drugs", Period.year(2024), at=AT).value) == (7, 9)


def test_a_table_that_was_tampered_with_gives_no_figure(store: FileStore) -> None:
    snapshot = a_snapshot(ROWS)
    define(an_entry("all"))
    store.path_of(snapshot.table_sha256).write_bytes(b"PAR1")

    with pytest.raises(DamagedFileError):
        get_figure(AUTHOR, "all", Period.year(2022), at=AT)


def test_an_area_that_the_source_does_not_speak_of_is_missing_and_an_unknown_one_does_not_exist() -> None:
    a_snapshot(ROWS)
    define(an_entry("all"))

    assert get_figure(AUTHOR, "all", Period.year(2022), "WK050501", at=AT).value is NonValue.MISSING
    with pytest.raises(NotFoundError, match="Gebied 'WK999999' bestaat niet"):
        get_figure(AUTHOR, "all", Period.year(2022), "WK999999", at=AT)


def test_before_and_after_a_break_do_not_compare() -> None:
    a_snapshot(ROWS)
    define(an_entry("all", breaks=[{"on": "2023-07-01", "reason": "andere telling"}]))

    before, over, after = list_series(AUTHOR, "all", map(Period.year, (2022, 2023, 2024)), at=AT)

    assert before.definition.comparability == "all/tot-2023-07-01"
    assert over.definition.comparability == "all/over-2023-07-01"
    assert after.definition.comparability == "all"


def test_a_changed_definition_is_a_new_version_and_the_old_one_stays() -> None:
    assert define(an_entry("all")) == {"all": 1}
    assert define(an_entry("all")) == {"all": 1}
    assert define(an_entry("all", unit="incidenten")) == {"all": 2}

    assert get_definition(AUTHOR, "all").definition.unit == "incidenten"
    assert get_definition(AUTHOR, "all", 1).definition.unit == "meldingen"
    assert [(row.definition.version, row.version_count) for row in list_definitions(AUTHOR)] == [(2, 2)]


def test_the_database_refuses_to_change_a_definition() -> None:
    define(an_entry("all"))

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        IndicatorDefinition.objects.update(version=3)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"series": {"source": "weg", "value": "count"}}, "bron 'weg' bestaat niet"),
        ({"series": {"source": "nuisance", "value": "aantal"}}, "heeft geen getal 'aantal', wel: count"),
        ({"series": {"source": "nuisance", "where": {"wijk": "x"}}}, "niet te splitsen naar 'wijk'"),
        ({"depends_on": ["weg"]}, "hangt af van 'weg'"),
        ({"series": None, "registrations": {"register": "signals", "moment": "op"}}, "kent geen moment 'op'"),
    ],
)  # fmt: skip
def test_a_definition_that_asks_for_what_is_not_there_is_refused(
    changes: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(DefinitionError, match=sentence):
        define(an_entry("all", **changes))
    assert list_definitions(AUTHOR) == []


def test_who_may_not_see_figures_finds_none_and_who_may_not_define_is_told_so() -> None:
    a_snapshot(ROWS)
    define(an_entry("all"))

    with pytest.raises(NotFoundError, match="Cijfer 'all' bestaat niet"):
        get_figure(COUNCIL, "all", Period.year(2022), at=AT)
    assert find_figures(COUNCIL, ["all@2022"], at=AT) == {}
    with pytest.raises(NotPermittedError):
        define_figures(by=AUTHOR, at=AT, rules=[])


def test_a_batch_leaves_out_what_is_no_figure() -> None:
    a_snapshot(ROWS)
    define(an_entry("all"))
    wanted = [
        "all@2022",
        "all@2022@WK050501",
        "all@2099",
        "all",
        "weg@2022",
        "all@gisteren",
        "all@2022@GM9999",
    ]

    assert list(find_figures(AUTHOR, wanted, at=AT)) == wanted[:3]


def test_a_letter_full_of_figures_opens_each_table_once(monkeypatch: pytest.MonkeyPatch) -> None:
    a_snapshot(ROWS)
    define(an_entry("youth", {"kind": "jeugd"}), an_entry("drugs", {"kind": "drugs"}), an_entry("all"))
    checked: list[str] = []
    check = FileStore.check
    monkeypatch.setattr(FileStore, "check", lambda self, sha: (checked.append(sha), check(self, sha))[1])

    keys = [f"{code}@{year}" for code in ("youth", "drugs", "all") for year in range(1950, 2050)]
    figures = find_figures(AUTHOR, keys, at=AT)

    assert (len(figures), len(checked)) == (300, 1)


def test_the_whole_mapping_can_change_and_old_snapshots_stay_readable() -> None:
    old = a_snapshot(ROWS)
    a_source(mapping=a_mapping(kind=False))
    a_snapshot("jaar;aantal\n2024;12\n", retrieved_at=AT - timedelta(days=9))
    define(an_entry("all"))

    assert get_figure(AUTHOR, "all", Period.year(2022), at=AT).provenance.snapshots == (old.reference,)


def test_a_delivery_without_the_columns_of_a_definition_gives_missing() -> None:
    a_snapshot(ROWS)
    define(an_entry("drugs", {"kind": "drugs"}))
    a_source(mapping=a_mapping(kind=False))
    a_snapshot("jaar;aantal\n2022;12\n", retrieved_at=AT + timedelta(days=9))

    assert values("drugs", "2022") == [NonValue.MISSING]
