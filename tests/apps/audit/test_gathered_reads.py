"""Reads of one page are written together, and none is lost."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.registers.register_factories import AT, a_viewer

from spoorboek.apps.audit.actions import gather_reads, record_read
from spoorboek.apps.audit.models import Event
from spoorboek.apps.audit.queries import verify_log

pytestmark = pytest.mark.django_db


def read(*keys: str, subject: str = "cases.case") -> None:
    record_read(by=a_viewer(), at=AT, subject=subject, ids=keys, purpose="meten")


def list_read() -> list[tuple[str, list[str]]]:
    return [(event.subject, event.details["ids"]) for event in Event.objects.order_by("sequence")]


def test_reads_of_one_page_are_written_in_their_order_when_it_is_read() -> None:
    with gather_reads():
        read("1")
        read("2", "3", subject="intake.signal")
        assert list_read() == []
    assert list_read() == [("cases.case", ["1"]), ("intake.signal", ["2", "3"])]
    assert verify_log().is_whole


def test_ten_reads_together_cost_as_many_questions_as_one() -> None:
    def count(times: int) -> int:
        with CaptureQueriesContext(connection) as asked, gather_reads():
            for nr in range(times):
                read(str(nr))
        return len(asked)

    count(1)
    assert count(10) == count(1)


def test_what_was_read_is_logged_also_when_the_page_goes_wrong() -> None:
    with pytest.raises(ValueError, match="mis"), gather_reads():
        read("1")
        raise ValueError("mis")
    assert list_read() == [("cases.case", ["1"])]


def test_after_a_page_a_read_is_written_at_once_again() -> None:
    with gather_reads():
        pass
    read("4")
    assert list_read() == [("cases.case", ["4"])]
