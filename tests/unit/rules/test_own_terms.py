"""Terms that no law sets may be agreed otherwise by a municipality; those of a law may not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from spoorboek.rules.clocks.deadline import Clock, get_setting
from spoorboek.rules.parameters.dated import ParameterError, get_parameters, set_own_parameters

VIEWS = """
views:
  title: Zienswijze geven
  unit: weken
  values: [{since: 2024-01-01, value: "1", reference: "Werkafspraak van de juristen"}]
"""


@pytest.fixture(autouse=True)
def ours_again() -> Iterator[None]:
    yield
    set_own_parameters("clocks", "")


def test_own_term_holds_from_its_first_day_and_ours_before() -> None:
    set_own_parameters("clocks", VIEWS)
    assert get_setting(Clock.VIEWS, date(2023, 12, 31)).count == 2
    held = get_setting(Clock.VIEWS, date(2024, 1, 1))
    assert (held.count, held.reference) == (1, "Werkafspraak van de juristen")
    assert get_setting(Clock.OBJECTION, date(2024, 1, 1)).count == 6


def test_term_of_a_law_is_refused_with_its_name() -> None:
    with pytest.raises(ParameterError, match=r"'Bezwaar maken' \(objection\) staat in de wet"):
        set_own_parameters("clocks", VIEWS.replace("views", "objection"))
    assert get_setting(Clock.OBJECTION, date(2024, 1, 1)).count == 6


def test_term_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ParameterError, match="'vieuws' bestaat niet"):
        set_own_parameters("clocks", VIEWS.replace("views", "vieuws"))


def test_only_what_no_law_says_is_local() -> None:
    local = {name for name, each in get_parameters("clocks").items() if each.local}
    assert local == {"views", "area_evaluation"}
