from __future__ import annotations

from datetime import date

import pytest
from tests.apps.registers.register_factories import AT, a_viewer

from spoorboek.apps.interventions.activity_queries import list_activities, sum_activities
from spoorboek.apps.interventions.models import Activity
from spoorboek.figures.period import Period
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db

OFFICE = a_viewer(Role.COORDINATOR)


def an_activity(number: str, **said: object) -> None:
    known = {"kind": "lesson", "unit": "lessons", "amount": 5, "held_on": date(2023, 3, 1), **said}
    texts = {"title": number, "theme": "jeugd", "audience": "scholen"}
    Activity.objects.create(number=number, entered_at=AT, **texts, **known)


def test_a_page_of_activities_has_its_own_rows_and_the_sums_of_all() -> None:
    an_activity("A-1")
    an_activity("A-2", held_on=date(2023, 4, 1), amount=7)
    an_activity("A-3", held_on=date(2023, 5, 1), kind="campaign", unit="campaigns", amount=1)
    an_activity("A-4", held_on=date(2023, 6, 1), amount=100, is_withdrawn=True)
    pages = [list_activities(OFFICE, page=page, size=2) for page in (1, 2, 3)]
    numbers = [[line.number for line in page] for page in pages]
    assert numbers == [["A-4", "A-3"], ["A-2", "A-1"], []]
    sums = sum_activities(OFFICE)
    assert sums.listed_count == 4
    assert [(one.kind_title, one.count, one.amount) for one in sums.lines] == [
        ("communicatiecampagne", 1, 1),
        ("les op school", 2, 12),
    ]


def test_a_kind_and_a_period_narrow_rows_and_sums_alike() -> None:
    an_activity("A-1")
    an_activity("A-2", held_on=date(2024, 3, 1))
    an_activity("A-3", kind="campaign", unit="campaigns")
    period = Period.parse("2023")
    found = list_activities(OFFICE, kind="lesson", period=period)
    assert [line.number for line in found] == ["A-1"]
    assert [one.amount for one in sum_activities(OFFICE, kind="lesson", period=period).lines] == [5]


def test_activities_do_not_exist_for_who_has_no_part_in_them() -> None:
    an_activity("A-1")
    assert list_activities(a_viewer(Role.PARTNER)) == []
    assert sum_activities(a_viewer(Role.PARTNER)).listed_count == 0
