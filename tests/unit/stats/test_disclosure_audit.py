"""What an outsider can work out from sums around withheld cells."""

import math
import time

import pytest

from spoorboek.stats.disclosure_audit import Equation, audit_cells, audit_table
from spoorboek.stats.errors import TableError


def test_one_withheld_cell_in_a_row_is_recovered():
    found = audit_table([[4, 2], [10, 20]], [(0, 0)])
    assert [(r.cell, r.lowest, r.highest) for r in found.find_recovered()] == [((0, 0), 4, 4)]


def test_four_cells_in_a_rectangle_protect_each_other():
    found = audit_table([[4, 2], [1, 3]], [(0, 0), (0, 1), (1, 0), (1, 1)])
    assert found.find_recovered() == ()
    assert (found.get_range((0, 0)).lowest, found.get_range((0, 0)).highest) == (1, 5)
    assert found.get_range((0, 0)).width == 4


def test_a_sum_in_an_earlier_letter_gives_a_cell_away():
    now = Equation({"north": 1, "south": 1}, 9, 9)
    earlier = Equation({"north": 1, "west": 1}, 5, 5)
    known = {"west": (2.0, 2.0)}
    assert audit_cells(["north", "south", "west"], [now]).find_recovered() == ()
    found = audit_cells(["north", "south", "west"], [now, earlier], limits=known)
    assert found.get_range("south").lowest == found.get_range("south").highest == 6


def test_a_rounded_total_leaves_room():
    found = audit_cells(["a"], [Equation({"a": 1}, 4.5, 5.5)])
    assert (found.ranges[0].lowest, found.ranges[0].highest) == (4.5, 5.5)
    # Only one whole number fits: the room is too small.
    assert found.ranges[0].is_recovered


def test_a_cell_that_nothing_bounds_can_be_anything():
    found = audit_cells(["a", "b"], [Equation({"b": 1}, 3, 3)])
    assert found.get_range("a").highest == math.inf
    assert not found.get_range("a").is_recovered


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: audit_cells(["a", "a"], []), "named once"),
        (lambda: audit_cells(["a"], [Equation({"b": 1}, 1, 1)]), "names 'b', which is no withheld cell"),
        (
            lambda: audit_cells(["a"], [Equation({"a": 1}, 1, 1), Equation({"a": 1}, 2, 2)]),
            "contradict each other",
        ),
        (lambda: audit_table([[1, 2], [3]], []), "equally long"),
        (lambda: audit_table([[1, 2]], [(1, 0)]), "must lie in the table, got row 1, column 0"),
        (lambda: audit_table([[1]], []).get_range((0, 0)), "no withheld cell"),
    ],
)
def test_what_is_no_table_is_refused(call, words):
    with pytest.raises(TableError, match=words):
        call()


def test_a_table_of_twenty_by_twelve_is_audited_within_its_budget():
    table = [[(7 * row + 11 * column) % 40 for column in range(12)] for row in range(20)]
    withheld = [(row, column) for row in range(20) for column in range(12) if table[row][column] < 15]
    started = time.perf_counter()
    assert len(audit_table(table, withheld).ranges) == len(withheld) > 80
    assert time.perf_counter() - started < 2
