"""The fewest further cells that protect the small ones, against trying every choice."""

import itertools
import random

import pytest

from spoorboek.stats.cell_attack import GuardedSum, SumCell
from spoorboek.stats.cell_table import CellTable, Dimension, as_dimension
from spoorboek.stats.disclosure_audit import Equation
from spoorboek.stats.errors import TableError
from spoorboek.stats.oracle.suppression import find_fewest_withheld, is_safe
from spoorboek.stats.suppression import UnprotectableError, suppress_cells


def as_cells(table, *, below=5, width=3.0, noughts=False):
    found = []
    for name in table.cells:
        value = table.value(name)
        small = (
            width
            if 0 < value < below
            and all(node != of.top for node, of in zip(name, table.dimensions, strict=True))
            else 0.0
        )
        found.append(SumCell(name, table.atoms_of(name), value, small, noughts or value > 0))
    return found


def a_table(*shape, counts):
    dimensions = tuple(
        as_dimension(f"d{place}", [f"{place}{i}" for i in range(size)]) for place, size in enumerate(shape)
    )
    names = itertools.product(*(each.atoms_of(each.top) for each in dimensions))
    return CellTable(dimensions, dict(zip(names, counts, strict=True)))


def test_one_small_cell_in_a_table_takes_three_others():
    table = a_table(3, 3, counts=[3, 20, 30, 40, 25, 36, 17, 28, 39])
    found = suppress_cells(as_cells(table), sums=table.sums)
    assert len(found.withheld) == found.least_count == 4
    assert ("00", "10") in found.withheld
    assert is_safe(table, found.withheld, [("00", "10")], width=3)
    assert found.published_share == 1


def test_without_small_cells_everything_is_published():
    table = a_table(2, 2, counts=[30, 20, 30, 40])
    found = suppress_cells(as_cells(table), sums=table.sums)
    assert (found.withheld, found.least_count, found.published_share) == ((), 0, 1)
    assert suppress_cells([]).withheld == ()


def test_small_cells_go_before_totals():
    table = a_table(3, counts=[3, 20, 30])
    assert suppress_cells(as_cells(table), sums=table.sums).withheld == (("00",), ("01",))


def test_the_order_of_the_cells_changes_nothing():
    table = a_table(4, 4, counts=[3, 20, 20, 20] * 2 + [20, 20, 2, 20] * 2)
    cells = as_cells(table)
    expected = set(suppress_cells(cells, sums=table.sums).withheld)
    for seed in range(5):
        random.Random(seed).shuffle(cells)
        found = suppress_cells(cells, sums=table.sums)
        assert set(found.withheld) == expected
        assert found.withheld == tuple(cell.name for cell in cells if cell.name in expected)


@pytest.mark.parametrize(
    ("shape", "seed"), [((5,), 0), ((5,), 1), ((2, 3), 0), ((2, 3), 1), ((2, 3), 2), ((3, 3), 3)]
)
def test_no_choice_withholds_fewer_cells(shape, seed):
    chance = random.Random(f"{shape}{seed}")
    size = len(list(itertools.product(*map(range, shape))))
    table = a_table(*shape, counts=[chance.choice([1, 2, 4, 6, 9, 15, 0]) for _ in range(size)])
    cells = as_cells(table)
    small = [cell.name for cell in cells if cell.width]
    others = [cell.name for cell in cells if cell.may_withhold]
    if len(others) - len(small) > 7:
        others = [name for name in others if name in small or name.count("totaal") == 0]
        cells = [SumCell(c.name, c.atoms, c.value, c.width, c.name in others) for c in cells]
    fewest = find_fewest_withheld(table, small, width=3, may_withhold=others)
    if fewest is None:
        with pytest.raises(UnprotectableError):
            suppress_cells(cells, sums=table.sums)
        return
    found = suppress_cells(cells, sums=table.sums)
    assert len(found.withheld) == found.least_count == fewest
    assert is_safe(table, found.withheld, small, width=3)


def test_the_sums_of_a_table_only_make_it_faster():
    table = a_table(3, 3, counts=[3, 20, 30, 40, 2, 36, 17, 28, 39])
    with_sums, bare = (suppress_cells(as_cells(table), sums=each) for each in (table.sums, ()))
    assert with_sums.withheld == bare.withheld
    assert bare.rounds >= with_sums.rounds


def test_districts_protect_their_neighbourhoods():
    areas = Dimension("gebied", {"stad": ("w1", "w2"), "w1": ("a", "b"), "w2": ("c", "d")})
    table = CellTable((areas,), {("a",): 3, ("b",): 30, ("c",): 25, ("d",): 40})
    assert suppress_cells(as_cells(table), sums=table.sums).withheld == (("a",), ("b",))


def test_what_was_printed_elsewhere_asks_for_other_cells():
    table = a_table(3, counts=[3, 20, 30])
    fact = Equation({("01",): 1.0}, 20, 20)
    found = suppress_cells(as_cells(table), sums=table.sums, facts=[fact])
    assert found.withheld == (("00",), ("02",))


def test_what_was_withheld_before_stays_so():
    table = a_table(3, counts=[7, 20, 30])
    before = GuardedSum("eerder", {("00",): 1.0}, 3.0)
    found = suppress_cells(as_cells(table), sums=table.sums, guarded=[before])
    assert len(found.withheld) == 2
    assert ("00",) in found.withheld


def test_what_is_lost_already_is_not_guarded_any_more():
    table = a_table(3, counts=[7, 20, 30])
    before = GuardedSum("eerder", {("00",): 1.0}, 3.0)
    fact = Equation({("00",): 1.0}, 7, 7)
    assert suppress_cells(as_cells(table), sums=table.sums, guarded=[before], facts=[fact]).withheld == ()


def test_a_cell_that_nothing_protects_is_named():
    table = a_table(2, counts=[2, 0])
    cells = as_cells(table)
    fixed = [
        SumCell(c.name, c.atoms, c.value, c.width, c.name != ("totaal",) and c.may_withhold) for c in cells
    ]
    with pytest.raises(UnprotectableError, match="nothing that may be withheld") as caught:
        suppress_cells(fixed, sums=table.sums)
    assert caught.value.names == (("00",),)


def test_facts_that_contradict_the_table_are_refused():
    table = a_table(2, counts=[2, 30])
    with pytest.raises(TableError, match="contradict"):
        suppress_cells(
            as_cells(table),
            sums=table.sums,
            facts=[Equation({("01",): 1.0}, 29, 29), Equation({("01",): 1.0}, 31, 31)],
        )


def test_only_whole_numbers_can_make_a_range_too_narrow():
    # Twice a plus twice b is 6: halves would leave a range of 3, and so do whole numbers from 0 to 3.
    cells = [SumCell("a", ("a",), 1, width=3.0)]
    twice = Equation({"a": 2.0, "b": 2.0}, 6, 6)
    assert suppress_cells(cells, facts=[twice]).withheld == ("a",)
    # With 2a + 3b = 8 halves leave a from 0 to 4, whole numbers only 1 or 4.
    odd = Equation({"a": 2.0, "b": 3.0}, 8, 8)
    with pytest.raises(UnprotectableError):
        suppress_cells([SumCell("a", ("a",), 1, width=4.0)], facts=[odd])
