"""Figures that are printed together: what is withheld, and what later publications may not give away."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from spoorboek.figures.definition import Counts, Kind
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue, Value
from spoorboek.rules.disclosure.area_leaves import LayoutArea, list_leaves
from spoorboek.rules.disclosure.printed_cells import PrintedCell, Splitting, find_small_reason
from spoorboek.rules.disclosure.printed_protection import (
    PrintedPublication,
    Protection,
    protect_printed,
)
from spoorboek.rules.disclosure.small_cells import WithholdReason
from spoorboek.rules.parameters.disclosure_parameters import get_disclosure_parameters

AGREED = get_disclosure_parameters()
SUM = Splitting({"all": ("young", "adult", "old")})
SMALL, OTHERS = WithholdReason.SMALL_COUNT, WithholdReason.PROTECTS_OTHERS
COUNTS = {"young": 4, "adult": 31, "old": 25, "all": 60}


def a_cell(code: str, value: Value, period: str = "2024", area: str = "GM", **more: Any) -> PrintedCell:
    key = f"{code}@{period}@{area}"
    more = {"counts": Counts.INCIDENTS, "is_below_city": True, **more}
    return PrintedCell(key, code, Period.parse(period), area, 2024, key, value, **more)


def a_publication(code: str, *cells: PrintedCell) -> PrintedPublication:
    return PrintedPublication(code, code, date(2025, 1, 1), cells)


def as_printed(publication: PrintedPublication, found: Protection) -> PrintedPublication:
    """What the history keeps: the values that were printed."""
    cells = [
        a_cell(
            cell.code,
            NonValue.SUPPRESSED if cell.key in found.withheld else cell.value,
            str(cell.period),
            cell.area,
            was_small=found.withheld.get(cell.key) is SMALL,
        )
        for cell in publication.cells
    ]
    return a_publication(publication.code, *cells)


def protect(wanted: PrintedPublication, *earlier: PrintedPublication, by: Splitting = SUM) -> Protection:
    return protect_printed(wanted, earlier, by, AGREED)


def the_table(code: str = "first", **changed: int) -> PrintedPublication:
    return a_publication(code, *(a_cell(name, n) for name, n in (COUNTS | changed).items()))


def test_a_small_count_is_withheld_with_one_other_that_would_give_it_away() -> None:
    found = protect(the_table())
    assert found.problems == ()
    assert dict(found.withheld) == {"young@2024@GM": SMALL, "old@2024@GM": OTHERS}


def test_nothing_small_withholds_nothing() -> None:
    assert protect(the_table(young=5, all=61)) == Protection()


@pytest.mark.parametrize(("count", "is_withheld"), [(0, False), (1, True), (4, True), (5, False)])
def test_the_threshold_is_that_of_its_unit_and_nobody_is_seen_in_nought(
    count: int, is_withheld: bool
) -> None:
    found = protect(a_publication("a", a_cell("young", count)))
    assert bool(found.withheld) is is_withheld


def test_a_later_number_that_gives_a_withheld_one_away_stops_the_letter() -> None:
    first = the_table()
    history = as_printed(first, protect(first))
    later = a_publication("later", a_cell("old", 25, is_fixed=True))
    [problem] = protect(later, history).problems
    assert "'later' kan zo niet naar buiten." in problem
    assert "'young@2024@GM' is uit te rekenen: het is 4. 'first' en 'later' verraden dat samen." in problem


def test_a_later_table_withholds_again_what_an_earlier_one_withheld() -> None:
    first = the_table()
    history = as_printed(first, protect(first))
    found = protect(a_publication("later", a_cell("old", 25), a_cell("adult", 31)), history)
    assert (dict(found.withheld), found.problems) == ({"old@2024@GM": OTHERS}, ())


def test_parts_of_a_year_are_held_against_the_year() -> None:
    whole = a_publication("year", a_cell("young", 30, "2024"), a_cell("young", 3, "2024-01..2024-06"))
    first = protect(whole)
    assert dict(first.withheld)["young@2024-01..2024-06@GM"] is SMALL
    later = a_publication("later", a_cell("young", 27, "2024-07..2024-12", is_fixed=True))
    assert "het is 3" in " ".join(protect(later, as_printed(whole, first)).problems)


def test_a_stock_does_not_add_up_over_time() -> None:
    whole = a_publication("year", a_cell("young", 30, "2024"), a_cell("young", 3, "2024-01..2024-06"))
    stock = Splitting(lasting=frozenset({"young"}))
    found = protect_printed(whole, (), stock, AGREED)
    assert list(found.withheld) == ["young@2024-01..2024-06@GM"]


def test_the_neighbourhoods_of_another_layout_are_held_against_the_same_ground() -> None:
    names = {2020: ("BU1", "BU2", "BU3"), 2024: ("BU1", "BU4", "BU5")}
    areas = [LayoutArea("GM", edition) for edition in names]
    areas += [LayoutArea(name, year, "GM", name) for year, each in names.items() for name in each]
    by = Splitting(areas=list_leaves(areas))

    def at(area: str, edition: int, value: Value, **more: Any) -> PrintedCell:
        key, year = f"young@2024@{area}", Period.year(2024)
        more = {"is_below_city": True, **more}
        return PrintedCell(key, "young", year, area, edition, key, value, **more)

    old = a_publication(
        "old", at("BU1", 2020, 20), at("BU2", 2020, NonValue.SUPPRESSED, was_small=True), at("BU3", 2020, 12)
    )
    new = a_publication(
        "new", *(at(area, 2024, n, is_fixed=True) for area, n in (("BU1", 20), ("BU4", 9), ("BU5", 7)))
    )
    [problem] = protect(new, old, by=by).problems
    assert "'young@2024@BU2' is uit te rekenen: het is 4." in problem


def test_a_revised_number_is_no_contradiction() -> None:
    first = the_table()
    history = as_printed(first, protect(first))
    found = protect(the_table("second", adult=33, all=62), history)
    assert found.problems == ()
    assert "young@2024@GM" in found.withheld


@pytest.mark.parametrize(
    ("kind", "top", "bottom", "reason"),
    [
        (Kind.SHARE, 3, 200, WithholdReason.SMALL_COUNT),
        (Kind.SHARE, 30, 8, WithholdReason.SMALL_GROUP),
        (Kind.SHARE, 197, 200, WithholdReason.SMALL_REST),
        (Kind.SHARE, 100, 200, None),
        (Kind.MARK, None, 9, WithholdReason.SMALL_GROUP),
        (Kind.MARK, None, 10, None),
        (Kind.RATE, 9, 9000, WithholdReason.SMALL_COUNT),
        (Kind.SCORE, 1, 1, None),
    ],
)
def test_shares_rates_and_means_over_few_are_small_too(
    kind: Kind, top: int | None, bottom: int, reason: WithholdReason | None
) -> None:
    cell = a_cell("share", 1, kind=kind, counts=Counts.PERSONS, numerator=top, denominator=bottom)
    assert find_small_reason(cell, AGREED) is reason
