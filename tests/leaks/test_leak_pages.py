"""Every page, for everybody: nobody reads a word that is not theirs, and nobody misses a page that is."""

from __future__ import annotations

from collections import Counter
from urllib.parse import quote

import pytest
from tests.leaks.addresses_of_house import BY_STATE, POST_ONLY, audience_of, list_addresses, list_visits
from tests.leaks.answers import Answer, ask
from tests.leaks.canaries import CANARY, SCRIPT, Canary
from tests.leaks.matrix import Matrix, Seen, open_client
from tests.leaks.oracle import ALL_ROLES, PERSONAL, is_personal, may_read, may_see
from tests.leaks.queries_of_house import REGISTERS
from tests.leaks.world import World

from spoorboek.rules.roles import Role

ENTRANCE = ("account_", "mfa_")
NOT_ON_PAGES = frozenset({"raw text", "letter at work", "table"})
"""Kinds of records that no page shows to anybody. A table stands at most in the log."""

pytestmark = pytest.mark.django_db
"""So that one of these tests alone finds its tables as well."""


def test_oracle_knows_every_role() -> None:
    assert {role.value for role in Role} == ALL_ROLES


def test_every_role_looks(matrix: Matrix) -> None:
    assert {role for who in matrix.viewers for role in who.roles} >= ALL_ROLES


def test_every_address_is_covered(world: World) -> None:
    unknown = [address.route for address in list_addresses() if audience_of(address) is None]
    assert unknown == [], "say in PAGES (addresses_of_house.py) for whom these addresses are"
    empty = [address.route for address in list_addresses() if not list_visits(world, address)]
    assert empty == [], "say in arguments.py what belongs in these addresses"


def test_no_page_shows_anybody_a_word_that_is_not_theirs(matrix: Matrix) -> None:
    leaks = [
        f"{one.href} shows {one.who} {canary.field} of {canary.record}"
        for one in matrix.seen
        for canary in found_in(matrix, one)
        if not may_read(one.who, canary)
    ]
    assert not leaks, as_list(leaks)


def test_every_page_opens_for_exactly_its_people(matrix: Matrix) -> None:
    wrong = [
        f"{one.href} for {one.who}: {one.answer.status}, expected {expected}"
        for one in matrix.seen
        if not one.visit.address.name.startswith(ENTRANCE)
        if one.answer.status not in (expected := expected_status(one))
    ]
    assert not wrong, as_list(wrong)


def test_what_is_absent_and_what_is_hidden_get_the_same_answer(matrix: Matrix, world: World) -> None:
    different = []
    for who in matrix.viewers:
        client, answers = open_client(who), {}
        for one in matrix.seen:
            visit, hidden = one.visit, one.answer
            if one.who != who or not visit.absent or visit.opens_for(who) or "?" in one.href:
                continue
            # Many records of one kind are laid beside the same one that is absent.
            if visit.absent not in answers:
                answers[visit.absent] = ask(client, "GET", visit.absent)
            absent = answers[visit.absent]
            if without_address(hidden, visit.href) != without_address(absent, visit.absent):
                different.append(f"{visit.href} for {who}")
            elif hidden.questions != absent.questions and not exists_for(world, one):
                # The same way through the code, so that a clock tells nothing: the same questions to the
                # database in the same order. The clock itself is read in ``make proof``.
                counts = len(hidden.questions), len(absent.questions)
                different.append(f"{visit.href} for {who}: other questions, {counts}")
    assert not different, as_list(different)


def test_every_read_of_personal_data_is_logged_with_its_record_and_purpose(matrix: Matrix) -> None:
    unlogged = [
        f"{one.href} shows {one.who} {canary.field} of {canary.record}"
        for one in matrix.seen
        for canary in found_in(matrix, one)
        if is_personal(canary.record)
        if not is_logged(one, canary.record.model, canary.record.key)
        if canary.field != "number" or says_of_a_number(one, canary)
    ]
    assert not unlogged, as_list(unlogged)


def test_no_page_shows_a_stored_script_as_a_script(matrix: Matrix) -> None:
    assert [one.href for one in matrix.seen if one.answer.is_page and SCRIPT.search(one.answer.whole)] == []


def test_the_words_are_found_where_they_may_be(matrix: Matrix) -> None:
    kinds = Counter(canary.record.kind for one in matrix.seen for canary in found_in(matrix, one))
    missing = {record.kind for record in matrix.world.records} - set(kinds) - NOT_ON_PAGES
    assert missing == set(), "no page shows these to anybody, so that the other tests could not fail"


@pytest.mark.parametrize("kind", sorted(PERSONAL - NOT_ON_PAGES))
def test_personal_data_are_seen_by_some_and_hidden_from_others(matrix: Matrix, kind: str) -> None:
    seers = {one.who for one in matrix.seen for canary in found_in(matrix, one) if canary.record.kind == kind}
    assert seers
    assert set(matrix.viewers) - seers


def says_of_a_number(one: Seen, canary: Canary) -> bool:
    """Tell whether a page says something of a record by its number that the log has nothing of.

    A record that is logged may name another by its number. What was asked by its number is no news, and the
    day of an inspection, named without its place, points at nobody.
    """
    is_about_nobody = canary.record.model == "interventions.inspectionday"
    return not one.answer.reads and canary.word not in one.href.casefold() and not is_about_nobody


def exists_for(world: World, one: Seen) -> bool:
    """Tell whether what an address is about is there for somebody who may not do this with it."""
    about = one.visit.record
    return about is not None and any(
        may_see(one.who, record)
        for record in world.records
        if (record.model, record.key) == (about.model, about.key)
    )


def found_in(matrix: Matrix, one: Seen) -> list[Canary]:
    """Return the words in an answer, and in the place that it sends to."""
    asked = {canary.word for canary in matrix.world.canaries.found_in([one.href]).values()}
    found = matrix.world.canaries.found_in((*one.answer.texts, one.answer.location))
    is_absent = one.answer.status in (302, 404)
    # What somebody typed may come back at them; it says nothing.
    return [
        canary for word, canary in found.items() if not (word in asked and (is_absent or "?" in one.href))
    ]


def expected_status(one: Seen) -> tuple[int, ...]:
    """Return how a page must end by the oracle."""
    if one.visit.address.name == "set_language":
        return (302,)
    if one.visit.address.name in POST_ONLY and one.who.is_inside:
        return (404, 405)
    if one.visit.opens_for(one.who):
        return (200, 404) if one.visit.address.name in BY_STATE else (200,)
    return (404,) if one.who.is_inside else (302, 404)


def is_logged(one: Seen, model: str, key: str) -> bool:
    """Tell whether the log names this record among what was read for this answer."""
    register = next((one.code for one in REGISTERS.values() if one.model._meta.label_lower == model), "")
    return (model, key) in one.answer.reads or any(
        identity == f"{register}:{key}" for _, identity in one.answer.reads
    )


def as_list(lines: list[str]) -> str:
    """Return what went wrong, a line for each."""
    return "\n".join(["", *sorted(set(lines))[:200]])


def without_address(answer: Answer, address: str) -> tuple[object, ...]:
    """Return everything in an answer, with a star for what was asked for."""

    def hide(text: str) -> str:
        return CANARY.sub("*", text.replace(address, "*").replace(quote(address, safe=""), "*"))

    headers = tuple((name, hide(value)) for name, value in answer.headers)
    return answer.status, hide(answer.location), headers, hide(answer.whole)
