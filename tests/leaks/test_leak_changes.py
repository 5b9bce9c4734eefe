"""Every form, sent by everybody: nothing changes by the hand of those who may not."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from tests.leaks.addresses_of_house import Visit
from tests.leaks.answers import fingerprint_of_database
from tests.leaks.case_arguments import CASE_WRITES, ONE_OF_CASE
from tests.leaks.forms import read_forms
from tests.leaks.matrix import BACKEND, LIKE_OTHERS, list_all_visits, list_web_viewers, open_client
from tests.leaks.oracle import APPROVERS, COORDINATORS, REGISTERS, WRITE_INSPECTIONS, Who
from tests.leaks.world import World

from spoorboek.apps.cases.models import Case
from spoorboek.apps.people.models import RoleAssignment

CHANGING = frozenset(
    "letter_new_of_type letter_write letter_set_aside letter_correct letter_submit letter_approve "
    "letter_return letter_publish source_import snapshot_revoke report_new report_decide report_no_action "
    "report_place "
    "letter_about person_new person person_password person_end "
    "letter_withdraw letter_ask_again letter_remind absences absence_end "
    "letter_word letter_word_return letter_word_settle letter_word_discard letter_new_from_word "
    "area_new area_extend area_evaluate area_end area_camera_new area_camera activity_new "
    "inspection_new inspection_participant inspection_visit_new inspection_visit inspection_signal "
    "measure_publish measure_lift measure_reopen measure_forfeit measure_collect measure_pay "
    "measure_lift_order "
    "measure_remedy measure_adjourn measure_settle measure_suspension measure_collection "
    "signal_new signal_step signal_sources signal_enquiry signal_text signal_lock signal_open "
    "list_import".split()
) | frozenset({"case_glass", "meeting", "meeting_new", "meeting_desk"})
CHANGING |= {f"casussen-{verb}" for verb in CASE_WRITES | ONE_OF_CASE}
CHANGING |= {f"{slug}-{verb}" for slug in REGISTERS for verb in ("new", "correct", "withdraw")}
"""Addresses where somebody can change something. No other address changes anything by anybody."""
OWN_WORK = frozenset("letter_audits letter_audit_decide letter_audit_delete letter_audit_make_letter".split())
"""Where whoever opens it works on letters that were handed in; tests of that room try it."""
NARROWER = {"letter_approve": APPROVERS, "inspection_visit": WRITE_INSPECTIONS}
HANDS = frozenset({"auteur", "toetser", "gegevensbeheerder", "regisseur", "jurist", "inspecteur"})
"""People who together may do everything that can be done on pages."""
OWN_ACCOUNT = ("account_", "mfa_")
COMMON = {"purpose": "kijken", "reason": "omdat het kan", "remark": "goed", "text": "x", "confirm": "on"}


def may_change(who: Who, visit: Visit) -> bool:
    """Tell whether the oracle lets somebody change something here."""
    name = visit.address.name
    if name == "meeting" and not (who.has(COORDINATORS) or who.name == "volgt"):
        return False
    return name in CHANGING and visit.opens_for(who) and who.has(NARROWER.get(name, visit.audience))


@pytest.fixture(scope="module")
def filled(made_world: World) -> dict[str, dict[str, str]]:
    """By address the form that stands there for those who may, filled in. What asking changed is undone."""
    with transaction.atomic():
        cache.clear()
        found = read_all_forms(made_world)
        transaction.set_rollback(True)
    return found


def read_all_forms(world: World) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    people = {who: open_client(who) for who in list_web_viewers() if who.name in HANDS}
    visits = [
        visit for visit in list_all_visits(world) if visit.address.name in CHANGING | {"letter_approval"}
    ]
    for visit in visits:
        who = next((who for who in people if visit.opens_for(who)), None)
        if who is not None:
            page = people[who].get(visit.href)
            for form in read_forms(page.content.decode(), visit.href):
                found.setdefault(form.action, form.values)
    return found


def list_posts(world: World, filled: dict[str, dict[str, str]]) -> Iterator[tuple[Visit, dict[str, str]]]:
    for visit in list_all_visits(world):
        if not visit.address.name.startswith(OWN_ACCOUNT):
            yield visit, {**COMMON, **filled.get(visit.href, {})}


def test_nothing_changes_by_the_hand_of_those_who_may_not(
    world: World, filled: dict[str, dict[str, str]]
) -> None:
    posts = list(list_posts(world, filled))
    changed = []
    before = fingerprint_of_database()
    for who in list_web_viewers():
        client = open_client(who)
        tried = [(visit, data) for visit, data in posts if is_worth_trying(who, visit)]
        for visit, data in tried:
            client.post(visit.href, data)
        after = fingerprint_of_database()
        if after != before:
            tables = [table for table in after if after[table] != before.get(table)]
            changed.append(f"{who} changed {tables} by one of {len(tried)} forms")
        before = after
    assert not changed, "\n".join(["", *changed])


def is_worth_trying(who: Who, visit: Visit) -> bool:
    """What changes something is tried by all who may not; the rest by one who may see most of it.

    Two people with the same roles differ only in what they may do with a case.
    """
    if who.name in LIKE_OTHERS and not visit.address.name.startswith("casussen"):
        return False
    if visit.address.name in OWN_WORK and visit.opens_for(who):
        return False
    return not may_change(who, visit) and (visit.address.name in CHANGING or who.name == "regisseur")


def test_forms_do_change_something_for_those_who_may(world: World, filled: dict[str, dict[str, str]]) -> None:
    idle = set()
    for visit, data in list_posts(world, filled):
        if visit.address.name.endswith(("-correct", "-withdraw")) and visit.href in filled:
            before = fingerprint_of_database()
            who = next(who for who in list_web_viewers() if may_change(who, visit))
            open_client(who).post(visit.href, data)
            if fingerprint_of_database() == before:
                idle.add(visit.address.name)
    assert not {name for name in idle if name.endswith("-withdraw")}


def test_no_form_is_taken_without_its_token(world: World, filled: dict[str, dict[str, str]]) -> None:
    before = fingerprint_of_database()
    for who in list_web_viewers():
        mine = [(visit, data) for visit, data in list_posts(world, filled) if may_change(who, visit)]
        if mine and who.name in {"regisseur", "auteur", "jurist"}:
            strict = Client(enforce_csrf_checks=True)
            strict.cookies = open_client(who).cookies
            for visit, data in mine:
                answer = strict.post(visit.href, data)
                is_given_back = (
                    answer.status_code == 302 and f"{visit.href}?bewaard=" in answer.headers["Location"]
                )
                assert answer.status_code == 403 or is_given_back, (who, visit.href)
    assert fingerprint_of_database() == before


def test_other_methods_change_nothing(world: World) -> None:
    before = fingerprint_of_database()
    client = open_client(next(who for who in list_web_viewers() if who.name == "regisseur"))
    # One method per address in turn: what refuses them stands before all addresses alike.
    methods = itertools.cycle(["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
    for visit in list_all_visits(world):
        if visit.address.name in CHANGING:
            how = next(methods)
            assert client.generic(how, visit.href, b"reason=x").status_code < 500
            client.get(visit.href, {"_method": "POST", **COMMON}, headers={"X-HTTP-Method-Override": how})
    assert fingerprint_of_database() == before


def test_a_form_sets_no_field_that_it_does_not_have(world: World) -> None:
    number = world.names["casussen"][0]
    case = Case.objects.get(number=number)
    kept = {
        "number": case.number,
        "is_withdrawn": False,
        "invented": False,
        "status": case.status,
        "pk": case.pk,
    }
    client = open_client(next(who for who in list_web_viewers() if who.name == "regisseur"))
    smuggled = {
        "number": "C-1999-0001",
        "is_withdrawn": "on",
        "invented": "ja",
        "status": "open",
        "id": "1",
        "pk": "1",
        "entered_at": "1999-01-01",
        "follows": world.names["casussen"][2],
    }
    said = {"kind": "riec", "title": "t", "theme": "t", "opened_on": "2023-02-01", "closed_on": "2023-03-01"}
    data = {**smuggled, **said, "area_code": "GM0505", "owner": "", "closing_reason": "x", "reason": "x"}
    client.post(f"/casussen/{number}/verbeteren/", data)
    case.refresh_from_db()
    assert case.kind == "riec"
    assert {name: getattr(case, name) for name in kept} == kept
    assert case.entered_at.year == 2025
    assert case.follows is None


def test_somebody_who_lost_a_role_or_an_account_sees_nothing_from_then_on(world: World) -> None:
    client = open_client(next(who for who in list_web_viewers() if who.name == "regisseur"))
    assert client.get("/registraties/signalen/").status_code == 200
    RoleAssignment.objects.filter(person__username="regisseur").delete()
    assert client.get("/registraties/signalen/").status_code == 404
    get_user_model().objects.filter(username="regisseur").update(is_active=False)
    assert client.get("/").status_code == 302


def test_a_closed_account_is_not_inside(world: World) -> None:
    client = Client()
    client.force_login(get_user_model().objects.get(username="weg"), backend=BACKEND)
    assert {client.get(visit.href).status_code for visit in list_all_visits(world)} <= {200, 302, 404, 405}
    assert client.get("/").status_code == 302
