"""Sets of reports and their analyses: who may, what is kept, what the log says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.models import Event
from spoorboek.apps.hotspots.actions import analyse_reports, take_in_reports
from spoorboek.apps.hotspots.errors import HotspotError
from spoorboek.apps.hotspots.models import IncidentSet
from spoorboek.apps.hotspots.queries import find_analysis, get_incident_set, get_reports, list_incident_sets
from spoorboek.rules.roles import Role

AT = datetime(2025, 2, 24, 9, 30, tzinfo=UTC)
KEEPER = Viewer("k", "beheer", frozenset({Role.DATA_MANAGER}))
AUTHOR = Viewer("a", "auteur", frozenset({Role.AUTHOR}))
LAWYER = Viewer("j", "jurist", frozenset({Role.LAWYER}))
ROWS = "".join(f"2024-06-{day:02}T22:15+02:00,{105_000 + 40 * day},424000,jan\n" for day in range(1, 16))
TEXT = f"start,x,y,melder\n{ROWS}2024-06-20,,,piet\n"

pytestmark = pytest.mark.django_db


def take_in(**changes):
    given = {"by": KEEPER, "at": AT, "code": "overlast", "title": "Overlast", "content": TEXT}
    return take_in_reports(**given | changes)


def test_a_file_is_kept_once_without_who_reported():
    assert take_in().report_count == 16
    take_in()
    kept = IncidentSet.objects.get()
    assert "jan" not in kept.content
    assert "piet" not in kept.content
    assert Event.objects.filter(action="hotspots.take_in").count() == 1
    reports = get_reports(AUTHOR, "overlast").reports
    assert [report.has_time for report in reports][-2:] == [True, False]
    assert len({report.reporter for report in reports}) == 2


def test_another_file_under_the_same_name_is_refused():
    take_in()
    with pytest.raises(HotspotError, match="al andere meldingen onder de naam 'overlast'"):
        take_in(content=TEXT.replace("424000", "424001"))


def test_a_bad_file_leaves_nothing_behind():
    with pytest.raises(HotspotError, match="geen kolom met de tijd"):
        take_in(content="a,b\n1,2\n")
    assert not IncidentSet.objects.exists()


def test_who_may_look_may_not_always_take_in():
    with pytest.raises(NotPermittedError):
        take_in(by=AUTHOR)
    take_in()
    with pytest.raises(NotPermittedError):
        analyse_reports(by=AUTHOR, at=AT, code="overlast")
    assert [row.code for row in list_incident_sets(AUTHOR)] == ["overlast"]


def test_for_others_a_set_does_not_exist():
    take_in()
    assert list_incident_sets(LAWYER) == []
    for ask in (get_incident_set, find_analysis, get_reports):
        with pytest.raises(NotFoundError):
            ask(LAWYER, "overlast")


def test_an_analysis_keeps_what_it_was_made_with_and_is_logged():
    take_in()
    assert find_analysis(AUTHOR, "overlast") is None
    first = analyse_reports(by=KEEPER, at=AT, code="overlast", max_radius=300, max_days=7)
    assert (first.used_count, first.dropped) == (15, {"zonder plek": 1})
    assert first.parameters["max_radius"] == 300
    assert first.code_version.startswith("spoorboek")
    assert first.result["enough"]["level"] == "too_few"
    assert find_analysis(AUTHOR, "overlast") == first
    assert Event.objects.filter(action="hotspots.analyse").count() == 1
