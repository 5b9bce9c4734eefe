"""The list of cases with a map beside it and filters that are kept."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.area_world import AROUND, HERE, THERE, make_neighbourhoods
from tests.web.conftest import ClientOf

from spoorboek.apps.cases.actions import open_case
from spoorboek.apps.cases.queries import list_case_page
from spoorboek.apps.people.queries import get_viewer
from spoorboek.rules.case_access import CaseLevel
from spoorboek.rules.roles import Role

AT = datetime.now(tz=UTC)
LIST = "/casussen/"


@pytest.fixture
def leads(client_of: ClientOf) -> Client:
    make_neighbourhoods()
    client = client_of(Role.CORE_TEAM_MEMBER)
    client.post(LIST, {"purpose": "casusoverleg voorbereiden"})
    return client


def a_case(area: str, *, level: CaseLevel = CaseLevel.OPEN, by: str = "kernteamlid") -> str:
    said = {"title": "Verzonnen kade", "theme": "x", "opened_on": date(2024, 3, 14)}
    return open_case(
        kind="undermining",
        area_code=area,
        level=level,
        by=get_viewer(by),
        at=AT,
        **said,  # type: ignore[arg-type]
    )


def test_area_on_the_map_narrows_the_cases_and_leaves_the_other_filters(leads: Client) -> None:
    here, there = a_case(HERE), a_case(THERE)
    page = leads.get(f"{LIST}?zoek=kade&gebied={HERE}&pagina=1").content.decode()
    assert f"{LIST}{here}/" in page and f"{LIST}{there}/" not in page
    assert f'href="?zoek=kade&amp;gebied={THERE}" aria-label="{THERE}: 1"' in page
    assert "map__area--chosen" in page and "1 casus." in page
    assert leads.get(f"{LIST}?zoek=elders").context["map"] is None
    text = leads.get(f"{LIST}bestand/?gebied={HERE}").content.decode("utf-8-sig")
    assert here in text and there not in text


def test_what_a_map_of_neighbourhoods_cannot_show_stands_beside_it(leads: Client) -> None:
    for area in (HERE, THERE, AROUND, "", ""):
        a_case(area)
    drawn = leads.get(LIST).context["map"]
    (district,) = drawn.districts
    assert (district.name, district.count, drawn.elsewhere_count) == (AROUND, 3, 2)
    assert leads.get(LIST + district.href).context["total"] == 3


def test_map_counts_only_the_cases_that_exist_for_who_looks(leads: Client, client_of: ClientOf) -> None:
    a_case(HERE)
    client_of(Role.COORDINATOR)
    a_case(HERE, level=CaseLevel.CLOSED, by="regisseur")
    a_case(THERE, level=CaseLevel.CLOSED, by="regisseur")
    page = leads.get(LIST).content.decode()
    assert f'aria-label="{HERE}: 1"' in page and f"gebied={THERE}" not in page
    found = {
        name: list_case_page(get_viewer(name), at=AT, purpose="toets", with_areas=True)
        for name in ("kernteamlid", "regisseur")
    }
    assert found["kernteamlid"].by_area == {HERE: 1}
    assert found["regisseur"].by_area == {HERE: 2, THERE: 1}
    assert [one.total for one in found.values()] == [1, 3]


def test_filters_of_cases_are_kept_under_a_name_and_thrown_away(leads: Client, client_of: ClientOf) -> None:
    leads.post(f"{LIST}?status=open", {"doe": "bewaar", "naam": "wat loopt"})
    assert '<a class="nl-link" href="?status=open">wat loopt</a>' in leads.get(LIST).content.decode()
    other = client_of(Role.COORDINATOR)
    other.post(LIST, {"purpose": "casusoverleg voorbereiden"})
    assert "wat loopt" not in other.get(LIST).content.decode()
    refused = leads.post(LIST, {"doe": "bewaar", "naam": "alles"}, follow=True).content.decode()
    assert "Kies eerst filters" in refused
    leads.post(LIST, {"doe": "weg", "naam": "wat loopt"})
    assert "wat loopt" not in leads.get(LIST).content.decode()


def test_new_case_is_told_where_it_is(leads: Client) -> None:
    said = {"kind": "undermining", "title": "Verzonnen", "theme": "x", "opened_on": "2024-03-14"}
    answer = leads.post(f"{LIST}nieuw/", {**said, "level": "open", "gebied": HERE})
    assert answer.status_code == 302, answer.context["form"].errors
    assert leads.get(f"{LIST}?gebied={HERE}").context["total"] == 1


def test_counting_by_area_reads_an_index_alone(leads: Client) -> None:
    a_case(HERE)
    with CaptureQueriesContext(connection) as asked:
        list_case_page(get_viewer("kernteamlid"), at=AT, purpose="toets", with_areas=True)
    (counting,) = [one["sql"] for one in asked if "GROUP BY" in one["sql"]]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {counting}")
            plan = " ".join(str(row[3]) for row in cursor.fetchall())
        assert "COVERING INDEX case_by_area" in plan


def test_who_keeps_cases_declares_them_complete_where_they_are_counted(leads: Client) -> None:
    flow = reverse("case_flow")
    said = leads.post(flow, {"doe": "volledig", "periode": "april 2023"}, follow=True).content.decode()
    assert "Volledig over april 2023." in said
    gone = leads.post(flow, {"doe": "terug", "periode": "2023-04"}, follow=True).content.decode()
    assert "Niet meer volledig over april 2023." in gone
