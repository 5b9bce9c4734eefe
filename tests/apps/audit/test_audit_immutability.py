"""The database itself refuses to change what must stay."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from tests.apps.registers.register_factories import AT, a_viewer

from spoorboek.apps.access.errors import NotPermittedError
from spoorboek.apps.audit.actions import record
from spoorboek.apps.audit.models import Event, Head
from spoorboek.apps.audit.queries import list_events, verify_end_of_log, verify_log
from spoorboek.apps.intake.models import Correction
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def an_event() -> Event:
    record(action="cases.open_case", by=a_viewer(), at=AT, subject="cases.case:1")
    return Event.objects.latest("sequence")


def refused(sql: str) -> bool:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    return True


def test_an_event_cannot_be_updated_by_sql() -> None:
    assert refused("UPDATE audit_event SET person_id = 'iemand'")


def test_an_event_cannot_be_deleted_by_sql() -> None:
    assert refused("DELETE FROM audit_event")


def test_an_event_cannot_be_changed_through_the_model(an_event: Event) -> None:
    an_event.action = "read"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        an_event.save()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        an_event.delete()


def test_a_correction_cannot_be_changed_or_deleted() -> None:
    said = {"register": "cases", "registration_id": 1, "field": "place", "reason": "verzonnen"}
    Correction.objects.create(**said, before="", after="(tekst)", at=AT, person_id="1")
    assert refused("UPDATE intake_correction SET reason = ''")
    assert refused("DELETE FROM intake_correction")


def test_the_stored_log_is_whole_after_several_events() -> None:
    for number in range(5):
        record(
            action="read", by=a_viewer(), at=AT, subject=f"cases.case:{number}", details={"ids": [1.5, "é"]}
        )
    assert verify_log().is_whole


def test_a_head_that_was_set_back_is_found() -> None:
    record(action="read", by=a_viewer(), at=AT, subject="cases.case:2")
    Head.objects.update(length=1)
    assert not verify_log().is_whole
    assert not verify_end_of_log(1).is_whole


def test_the_end_of_the_log_is_checked_without_what_came_before() -> None:
    for number in range(5):
        record(action="read", by=a_viewer(), at=AT, subject=f"cases.case:{number}")
    checked = verify_end_of_log(2)
    assert checked.is_whole
    assert checked.first == checked.length - 1


def test_the_log_is_shown_newest_first_to_those_who_may_see_it() -> None:
    record(action="read", by=a_viewer(), at=AT, subject="cases.case:2")
    rows = list_events(a_viewer(Role.PRIVACY_OFFICER))
    assert [row.subject for row in rows] == ["cases.case:2", "cases.case:1"]
    assert len(list_events(a_viewer(Role.PRIVACY_OFFICER), subject="cases.case:1")) == 1
    with pytest.raises(NotPermittedError):
        list_events(a_viewer(Role.COORDINATOR))
