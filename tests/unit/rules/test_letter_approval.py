"""The approval route: ordered steps, four eyes, and a change asks again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from spoorboek.rules.letter_approval import (
    Approval,
    ApprovalError,
    RouteStep,
    check_can_approve,
    find_next_step,
    is_complete,
)
from spoorboek.rules.roles import Role

ROUTE = (
    RouteStep("figures", Role.DATA_MANAGER, "cijfers nagekeken", optional=True),
    RouteStep("content", Role.REVIEWER, "inhoud akkoord"),
    RouteStep("final", Role.REVIEWER, "vrijgave"),
)
AT = datetime(2025, 2, 20, 9, tzinfo=UTC)
TEXT, OTHER_TEXT = "a" * 64, "b" * 64


def signed(step: str, person: str, text: str = TEXT) -> Approval:
    return Approval(step, person, AT, text)


def try_step(step: str, *approvals: Approval, person: str = "2", role: Role = Role.REVIEWER) -> None:
    check_can_approve(
        step=step,
        route=ROUTE,
        approvals=approvals,
        text_sha256=TEXT,
        person_id=person,
        roles=frozenset({role}),
        author_id="1",
    )


def test_a_reviewer_takes_the_first_required_step_without_waiting_for_the_optional_one() -> None:
    try_step("content")
    assert find_next_step(ROUTE, (), TEXT) == ROUTE[0]


def test_an_optional_step_that_was_passed_over_no_longer_waits() -> None:
    assert find_next_step(ROUTE, (signed("content", "2"),), TEXT) == ROUTE[2]


@pytest.mark.parametrize(
    ("step", "approvals", "person", "role", "sentence"),
    [
        ("final", (), "2", Role.REVIEWER, "Eerst moet de stap 'inhoud akkoord'"),
        ("content", (), "2", Role.LAWYER, "Deze stap is voor de rol toetser"),
        ("content", (), "1", Role.REVIEWER, "De auteur kan de eigen brief niet goedkeuren"),
        ("final", (signed("content", "2"),), "2", Role.REVIEWER, "een ander zet de volgende"),
        ("content", (signed("content", "3"),), "2", Role.REVIEWER, "is al gezet"),
        ("seal", (), "2", Role.REVIEWER, "geen stap 'seal'"),
    ],
)
def test_a_step_is_refused_with_a_sentence(
    step: str, approvals: tuple[Approval, ...], person: str, role: Role, sentence: str
) -> None:
    with pytest.raises(ApprovalError, match=sentence):
        try_step(step, *approvals, person=person, role=role)


def test_a_change_of_the_text_asks_every_step_again() -> None:
    before = (signed("content", "2"), signed("final", "3"))
    assert is_complete(ROUTE, before, TEXT)
    assert not is_complete(ROUTE, before, OTHER_TEXT)
    assert find_next_step(ROUTE, before, OTHER_TEXT) == ROUTE[0]


def test_the_route_is_complete_only_when_every_required_step_was_taken() -> None:
    assert not is_complete(ROUTE, (signed("figures", "4"), signed("content", "2")), TEXT)
    assert find_next_step(ROUTE, (signed("content", "2"), signed("final", "3")), TEXT) is None
