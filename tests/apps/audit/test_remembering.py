"""What was worked out is kept for one viewer, until an event says that something may be counted otherwise."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import translation

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit import remembering
from spoorboek.apps.audit.actions import record, record_read
from spoorboek.apps.audit.remembering import remember, share
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db
AT = datetime(2025, 3, 3, 12, 0, tzinfo=UTC)
AUTHOR = Viewer(person_id="1", name="auteur", roles=frozenset({Role.AUTHOR}))


@pytest.fixture
def look() -> Callable[..., int]:
    """Return a function that asks something, and answers how often it was really worked out."""
    made: list[int] = []

    def ask(viewer: Viewer = AUTHOR, *asked: str, at: datetime = AT) -> int:
        def make() -> int:
            made.append(1)
            return len(made)

        return remember(viewer, "test", *asked, at=at, make=make)

    return ask


def test_the_second_time_nothing_is_worked_out(look: Callable[..., int]) -> None:
    assert [look(), look(), look(AUTHOR, "other"), look()] == [1, 1, 2, 1]


def test_nobody_gets_what_was_worked_out_for_somebody_else(look: Callable[..., int]) -> None:
    more = frozenset({Role.AUTHOR, Role.REVIEWER})
    others = [
        AUTHOR,
        replace(AUTHOR, person_id="2"),
        replace(AUTHOR, roles=more),
        replace(AUTHOR, organisation_id="politie"),
    ]
    assert [look(viewer) for viewer in others] == [1, 2, 3, 4]


def test_another_day_or_language_is_another_answer(look: Callable[..., int]) -> None:
    assert [look(), look(at=AT + timedelta(days=1))] == [1, 2]
    with translation.override("en"):
        assert look() == 3


def test_a_change_is_seen_at_once_and_a_read_or_work_inside_a_case_is_none(look: Callable[..., int]) -> None:
    look()
    record_read(by=AUTHOR, at=AT, subject="cases.case", ids=["1"], purpose="meten")
    record(action="cases.save_text", by=AUTHOR, at=AT, subject="cases.case:1", is_counted=False)
    assert look() == 1
    record(action="cases.close_case", by=AUTHOR, at=AT, subject="cases.case:1")
    assert look() == 2


def test_what_fails_is_not_remembered() -> None:
    def fail() -> int:
        raise ValueError("dit lukt niet")

    for _ in range(2):
        with pytest.raises(ValueError, match="dit lukt niet"):
            remember(AUTHOR, "fails", at=AT, make=fail)


def test_what_is_the_same_for_everybody_is_asked_once_until_a_change(monkeypatch: pytest.MonkeyPatch) -> None:
    database = SimpleNamespace(in_atomic_block=False)
    monkeypatch.setattr(remembering, "connection", database)
    asked: list[list[str]] = []

    def ask(*questions: str, weight: int = 1) -> dict[str, str]:
        def make(missing: Collection[str]) -> dict[str, str]:
            asked.append(list(missing))
            return {each: each.upper() for each in missing}

        return share("test", questions, make, weigh=lambda _: weight)

    assert ask("a", "b") == {"a": "A", "b": "B"}
    assert ask("b", "c") == {"b": "B", "c": "C"}
    record_read(by=AUTHOR, at=AT, subject="cases.case", ids=["1"], purpose="meten")
    ask("a", "c")
    # In a transaction something may have changed already, of which nothing is written yet.
    database.in_atomic_block = True
    ask("a")
    database.in_atomic_block = False
    record(action="test.change", by=AUTHOR, at=AT, subject="test:1")
    ask("a")
    ask("heavy", weight=10**9)
    ask("heavy")
    assert asked == [["a", "b"], ["c"], ["a"], ["a"], ["heavy"], ["heavy"]]
