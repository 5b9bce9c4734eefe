"""Nothing in a register is none while it is kept, and not known before, after and without it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.apps.registers.register_factories import AT, a_case, a_signal, a_viewer
from tests.figure_store import AUTHOR, MANAGER

from spoorboek.apps.access.errors import NotPermittedError
from spoorboek.apps.areas.actions import load_areas
from spoorboek.apps.indicators.actions import define_figures
from spoorboek.apps.indicators.completeness import (
    declare_complete,
    is_covered,
    list_complete,
    take_back_complete,
)
from spoorboek.apps.indicators.definitions import read_rule
from spoorboek.apps.indicators.errors import CompletenessError
from spoorboek.apps.indicators.queries import list_series
from spoorboek.apps.indicators.registers import REGISTERS
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db
WRITER = a_viewer(Role.COORDINATOR)
UNKNOWN = NonValue.MISSING
AREAS = b"""{"edition": 2023, "source": "CBS", "licence": "CC BY 4.0", "features": [
 {"properties": {"code": "GM0505", "name": "Dordrecht"}, "geometry": null}]}"""
SIGNALS = REGISTERS["signals"]


@pytest.fixture(autouse=True)
def figures() -> None:
    load_areas(by=MANAGER, at=AT, content=AREAS)
    define("tips", {"register": "signals", "moment": "received", "where": {"channel": "mma"}})


def define(code: str, rule: dict[str, Any]) -> None:
    entry = {
        "code": code,
        "title": "Meldingen",
        "unit": "meldingen",
        "kind": "count",
        "counts": "incidents",
        "source_type": "registered",
        "counting_rule": "Elke melding telt.",
        "registrations": rule,
    }
    define_figures(by=MANAGER, at=AT, rules=[read_rule(entry)])


def values(code: str, *periods: str) -> list[Any]:
    return [figure.value for figure in list_series(AUTHOR, code, map(Period.parse, periods), at=AT)]


def declare(period: str) -> None:
    declare_complete(register=SIGNALS, period=Period.parse(period), by=WRITER, at=AT)


def test_a_year_without_rows_is_zero_only_between_the_first_and_the_last_row_of_the_register() -> None:
    a_signal("S-1", received_on=date(2021, 3, 1))
    a_signal("S-2", received_on=date(2023, 3, 1), channel="citizen")
    assert values("tips", "2020", "2021", "2022", "2023", "2024") == [UNKNOWN, 1, 0, 0, UNKNOWN]


def test_a_register_without_any_row_says_nothing() -> None:
    assert values("tips", "2023") == [UNKNOWN]


def test_what_still_runs_counts_what_is_written_down_so_far_and_what_is_to_come_is_unknown() -> None:
    a_signal("S-1", received_on=date(2022, 3, 1))
    running, coming = list_series(AUTHOR, "tips", map(Period.year, (2025, 2026)), at=AT)
    assert (running.value, running.provisional, coming.value) == (0, True, UNKNOWN)


def test_a_row_of_another_moment_shows_that_the_register_was_kept() -> None:
    define("opened", {"register": "cases", "moment": "opened"})
    a_case("C-1", opened_on=date(2022, 5, 1), closed_on=date(2024, 2, 1))
    assert values("opened", "2023", "2024") == [0, 0]


def test_a_day_that_was_still_to_come_when_it_was_written_down_shows_no_keeping() -> None:
    define("deployed", {"register": "deployments", "moment": "started"})
    a_deployment = REGISTERS["deployments"].model
    days = {"started_on": date(2022, 5, 1), "ended_on": date(2025, 12, 31)}
    a_deployment._default_manager.create(number="I-1", entered_at=AT, **days)
    assert values("deployed", "2022", "2023", "2024") == [1, UNKNOWN, UNKNOWN]


def test_what_is_declared_complete_is_zero_until_that_is_taken_back() -> None:
    a_signal("S-1", received_on=date(2022, 3, 1))
    declare("2023")
    assert values("tips", "2023", "2023-06", "2024", "2023..2024") == [0, 0, UNKNOWN, UNKNOWN]
    declare("2024")
    declare("2024")
    assert values("tips", "2024", "2023..2024") == [0, 0]
    take_back_complete(register=SIGNALS, period=Period.year(2023), by=WRITER, at=AT)
    assert values("tips", "2023", "2024") == [UNKNOWN, 0]
    assert list_complete("signals") == (Period.year(2024),)


def test_only_who_writes_a_register_declares_it_and_only_over_days_that_were() -> None:
    with pytest.raises(NotPermittedError):
        declare_complete(register=SIGNALS, period=Period.year(2023), by=AUTHOR, at=AT)
    with pytest.raises(CompletenessError, match=r"^2025 is nog niet voorbij\."):
        declare("2025")
    with pytest.raises(CompletenessError, match=r"^Over 2023 is niets verklaard\.$"):
        take_back_complete(register=SIGNALS, period=Period.year(2023), by=WRITER, at=AT)


@pytest.mark.parametrize(
    ("declared", "is_whole"),
    [
        ((), False),
        (("2023",), True),
        (("2023-07..2023-12", "2023-01..2023-06"), True),
        (("2023-01..2023-05", "2023-07..2023-12"), False),
        (("2022..2024",), True),
    ],
)
def test_a_period_is_covered_when_no_day_of_it_is_left_out(declared: tuple[str, ...], is_whole: bool) -> None:
    assert is_covered(Period.year(2023), [Period.parse(one) for one in declared]) is is_whole
