"""Tables with totals, and what a dimension may be."""

import pytest

from spoorboek.stats.cell_table import CellTable, Dimension, as_dimension
from spoorboek.stats.errors import TableError

AREAS = Dimension("gebied", {"stad": ("noord", "zuid"), "zuid": ("zuid-1", "zuid-2")})


def test_a_table_has_every_total_of_every_dimension():
    table = CellTable(
        (AREAS, as_dimension("soort", ["a", "b"])),
        {("noord", "a"): 3, ("zuid-1", "a"): 4, ("zuid-2", "b"): 5},
    )
    assert len(table.cells) == 5 * 3
    assert table.value(("zuid", "totaal")) == 9
    assert table.value(("stad", "a")) == 7
    for total, parts in table.sums:
        assert table.value(total) == sum(table.value(part) for part in parts)
    assert len(table.sums) == 2 * 3 + 5


def test_an_area_may_be_made_of_smaller_pieces():
    split = Dimension("gebied", {"stad": ("a", "b")}, {"a": ("1", "2"), "b": ("3",)})
    table = CellTable((split,), {("1",): 3, ("2",): 4, ("3",): 5})
    assert [table.value((node,)) for node in ("stad", "a", "b")] == [12, 7, 5]


@pytest.mark.parametrize(
    ("children", "says"),
    [
        ({"a": ("b",), "c": ("b",)}, "under two totals"),
        ({"a": ()}, "nothing under it"),
        ({"a": ("b",), "c": ("d",)}, "one grand total"),
        ({"a": ("b",), "b": ("a",)}, "one grand total"),
        ({"a": ("b",), "c": ("d",), "d": ("c",)}, "not every total"),
        ({}, "one grand total"),
    ],
)
def test_what_is_no_dimension_is_refused(children, says):
    with pytest.raises(TableError, match=says):
        Dimension("x", children)


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ({("oost",): 1}, "no cell"),
        ({("noord", "a"): 1}, "no cell"),
        ({("noord",): -1}, "at least 0, got -1"),
        ({("noord",): 1.5}, "whole number"),
        ({("noord",): True}, "whole number"),
    ],
)
def test_what_is_no_count_is_refused(counts, says):
    with pytest.raises(TableError, match=says):
        CellTable((AREAS,), counts)


def test_a_table_has_one_to_three_dimensions_and_known_cells():
    with pytest.raises(TableError, match="1 to 3 dimensions, got 4"):
        CellTable((AREAS,) * 4, {})
    with pytest.raises(TableError, match="no cell"):
        CellTable((AREAS,), {}).value(("stad", "a"))
    with pytest.raises(TableError, match="has no 'oost'"):
        AREAS.atoms_of("oost")
