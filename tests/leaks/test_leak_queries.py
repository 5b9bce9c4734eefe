"""Every query, for people of every kind: what it returns holds no word that is not theirs."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from tests.leaks.answers import last_event, list_reads, texts_of
from tests.leaks.oracle import Who, is_personal, may_read
from tests.leaks.queries_of_house import INNER, Query, list_calls, list_queries
from tests.leaks.world import World, list_viewers, viewer_of

from spoorboek.apps.access.errors import AccessError
from spoorboek.apps.intake.errors import IntakeError
from spoorboek.apps.letters.errors import LetterError

LOOKS = frozenset(
    "anoniem toetser regisseur kernteamlid jurist inspecteur privacyfunctionaris raadslid beheerder "
    "leidt volgt rolloos oud-leider jurist-genodigd".split()
)
QUERIES = {query.name: query for query in list_queries()}
ASKED = sorted(set(QUERIES) - set(INNER))


def test_inner_queries_are_there() -> None:
    assert set(INNER) <= set(QUERIES)


@pytest.mark.parametrize("name", ASKED)
def test_query_gives_nobody_a_word_that_is_not_theirs(world: World, name: str) -> None:
    calls = list_calls(world, QUERIES[name])
    assert calls, "say in VALUES (queries_of_house.py) what belongs in its parameters"
    wrong = []
    for who in list_viewers():
        if who.name in LOOKS:
            for arguments in calls:
                wrong += look(world, who, QUERIES[name], arguments)
    assert not wrong, "\n".join(["", *sorted(set(wrong))[:100]])


def look(world: World, who: Who, query: Query, arguments: dict[str, Any]) -> list[str]:
    """Ask one thing for one person and return what is wrong with the answer."""
    with transaction.atomic():
        before = last_event()
        text = ask(who, query, arguments)
        reads = {identity.rpartition(":")[2] for _, identity in list_reads(before)}
        transaction.set_rollback(True)
    asked = world.canaries.found_in([repr(sorted(arguments.items(), key=str))])
    wrong = []
    for word, canary in world.canaries.found_in([text]).items():
        if word in asked:
            continue
        if not may_read(who, canary):
            wrong.append(f"{query.name} gives {who} {canary.field} of {canary.record}")
        # What was corrected is asked together with the record, which is logged there.
        is_quiet = canary.field in {"number", "reason"}
        if is_personal(canary.record) and not is_quiet and canary.record.key not in reads:
            wrong.append(f"{query.name} does not log that {who} reads {canary.field} of {canary.record}")
    return wrong


def ask(who: Who, query: Query, arguments: dict[str, Any]) -> str:
    """Return everything that a query answers, or its refusal, as one text."""
    try:
        answer = query.function(viewer_of(who), **arguments)
    except (AccessError, IntakeError, LetterError) as refused:
        return str(refused)
    if isinstance(answer, bytes):
        return "\n".join(texts_of(answer))
    return repr(list(answer)) if hasattr(answer, "__next__") else repr(answer)
