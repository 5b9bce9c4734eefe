"""Every page that somebody can walk to asks the database at most fifteen questions, and has its English."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from scripts.dutch_left import list_dutch
from scripts.english_walk import PEOPLE, collect_content, is_content, is_name, list_names, open_english
from scripts.page_walk import MOST_QUERIES, Met, look, say_purpose, walk
from tests.web.addresses import PLAIN_PAGES
from tests.web.conftest import PageClient

from spoorboek.apps.cases.models import CaseParty, CaseText, Referral

pytestmark = pytest.mark.django_db
"""Marked alike, they stay together: the city is made once."""
TYPED = (re.compile(r"\bat least [\d.,]+ [a-z ]+"),)
"""What reads as ours and is not: the unit of a promise is what the plan calls it."""


@pytest.fixture(scope="module")
def everything_met(city: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Met]]:
    """Every page of every role once, in English; what looking writes down is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        seen: set[str] = set()
        yield [one for name in PEOPLE for one in walk(open_english(name), PLAIN_PAGES, seen)]
        transaction.set_rollback(True)


def test_no_page_asks_more_than_fifteen_questions(everything_met: list[Met]) -> None:
    over = {one.name: one.queries for one in everything_met if one.queries > MOST_QUERIES}
    assert len(everything_met) > 100
    assert not over, "\n".join(f"{name}: {count}" for name, count in sorted(over.items()))


def test_no_page_leaves_a_sentence_of_ours_in_dutch(everything_met: list[Met]) -> None:
    content, names = collect_content(), list_names()
    left = {
        f"{one.name}: {text}"
        for one in everything_met
        for text in list_dutch(one.page)
        if not is_name(text, names)
        and not is_content(text, content)
        and not any(typed.search(text) for typed in TYPED)
    }
    assert not left, "\n".join(sorted(left))


CASE, PLACE = "C-2024-0033", "Verzonnen straat 1"
SAVED = {
    f"/casussen/{CASE}/nieuw/besluit/": {"text": "Verzonnen besluit", "decided_on": "2025-02-24"},
    f"/casussen/{CASE}/nieuw/actie/": {"text": "Verzonnen actie"},
    "/signalen/nieuw/": {
        "channel": "collega",
        "received_on": "2025-02-24",
        "summary": "Verzonnen",
        "place": PLACE,
        "theme": "drugs",
    },
}


def test_nothing_that_is_saved_all_day_asks_more_than_fifteen_questions(page_of: PageClient) -> None:
    client = page_of("regisseur")
    say_purpose(client, "nagaan hoeveel een pagina vraagt")
    for path, form in SAVED.items():
        # The first of a session also writes for what somebody looks.
        client.get(path)
        answer, count = look(client, path, form)
        assert answer.status_code == 302, path
        assert count <= MOST_QUERIES, f"{path}: {count}"


def test_nothing_that_is_done_in_a_case_or_at_a_meeting_asks_more(page_of: PageClient) -> None:
    """Correcting the fields of a case asks more: each is judged, and what was there before is kept."""
    client, day = page_of("regisseur"), "2025-02-24"
    say_purpose(client, "nagaan hoeveel een pagina vraagt")
    asked: dict[str, int] = {}

    def send(path: str, form: dict[str, str]) -> str:
        answer, count = look(client, path, form)
        assert answer.status_code == 302, path
        asked[f"{path} {sorted(form)}"] = count
        return str(answer.url)

    case = f"/casussen/{CASE}/"
    send(f"{case}nieuw/deelnemer/", {"name": "Verzonnen Wonen"})
    party = CaseParty.objects.latest("pk").pk
    send(f"{case}wijzigen/deelnemer/{party}/", {"name": "Verzonnen Wonen 2", "reason": "verkeerd gehoord"})
    version = CaseText.objects.filter(case__number=CASE, section="plan").values_list("version", flat=True)
    send(f"{case}tekst/plan/", {"body": "Verzonnen plan", "version": str(next(iter(version), 0))})
    phase = client.get(f"{case}fase/").context["form"].fields["phase"].choices[-1][0]
    send(f"{case}fase/", {"phase": phase, "entered_on": day, "reason": "sprong"})
    send(f"{case}uitnodigen/", {"username": "partner", "rule": "invited", "groups": "base", "reason": "x"})
    send(f"{case}toegang/", {"end": "partner"})
    send(f"{case}doorverwijzen/", {"target": "riec", "reason": "zwaar", "sent_on": day})
    step = Referral.objects.get(case__number=CASE).pk
    send(f"{case}doorverwijzing/{step}/", {"to": "accepted", "on": day})
    plan = {"title": "Overleg", "planned_at": f"{day}T09:00", "cases": CASE, "access_hours": "24"}
    meeting = str(client.post("/overleg/nieuw/", plan).url)
    for said in ({"invite": "jurist"}, {"start": "1"}, {"here": "jurist"}, {"gone": "jurist"}):
        count = look(client, meeting, said)[1]
        if "invite" not in said and "start" not in said:
            asked[f"{meeting} {said}"] = count
    for line in ("b sluiten", "a bellen @kernteamlid", ">"):
        send(f"{meeting}tafel/", {"casus": CASE, "regel": line})
    send(meeting, {"close": "1"})
    send(f"{case}afsluiten/", {"closed_on": day, "reason": "klaar"})
    over = {name: count for name, count in asked.items() if count > MOST_QUERIES}
    assert not over


def test_a_search_for_words_that_stand_in_every_register_asks_no_more(page_of: PageClient) -> None:
    client = page_of("regisseur")
    say_purpose(client, "nagaan hoeveel een pagina vraagt")
    client.post("/signalen/nieuw/", SAVED["/signalen/nieuw/"])
    answer, count = look(client, f"/zoeken/?q={PLACE.split()[0]}")
    assert "straat 1" in answer.content.decode()
    assert 10 < count <= MOST_QUERIES
