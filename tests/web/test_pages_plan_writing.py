"""A plan typed in the browser, from nothing to adopted, amended, compared, evaluated and delivered."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.plan_factories import (
    AUTHOR,
    LOADER,
    a_content,
    a_count_promise,
    a_drafted_plan,
    a_milestone,
    a_standing_effort,
)
from tests.web.conftest import ClientOf

from spoorboek.apps.areas.actions import load_areas
from spoorboek.apps.people.actions import INSTALLATION
from spoorboek.apps.plans.draft_actions import save_part
from spoorboek.apps.plans.drafts import get_draft_row
from spoorboek.apps.plans.imports import import_plan
from spoorboek.apps.plans.plan_reading import read_plan
from spoorboek.apps.plans.queries import export_plan, get_plan
from spoorboek.figures.period import Period
from spoorboek.rules.plan_content import Goal, Theme
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
PLAN, DRAFT = "/plan/ons-plan/", "/plan/ons-plan/concept/"
ABOUT = {"title": "Ons plan", "first_on": "2026-01-01", "last_on": "2029-12-31"}
COUNT = {
    "title": "Wijkschouwen houden",
    "owner": "college",
    "unit": "wijkschouwen",
    "target": "12",
    "direction": "at_least",
    "per": "year",
    "baseline": "0",
}
MILESTONE = {
    "title": "Een wijkplan",
    "owner": "college",
    "deliverable": "Het wijkplan ligt er",
    "evidence": "Het besluit van het college",
    "due_on": "2027-07-01",
}
DECISION = {
    "body": "gemeenteraad",
    "decided_on": "2026-02-03",
    "case_number": "2026-17",
    "link": "https://raad.example/17",
}


@pytest.fixture
def author(client_of: ClientOf) -> Client:
    """The author in a city that has a name and nothing else."""
    area = {"type": "Feature", "properties": {"code": "GM0001", "name": "Proefstad"}, "geometry": None}
    said = {"edition": 2026, "source": "verzonnen", "licence": "CC0", "features": [area]}
    load_areas(by=INSTALLATION, at=NOW, content=json.dumps(said).encode())
    return client_of(Role.AUTHOR)


def send(client: Client, path: str, **said: object) -> str:
    """Send a form that must be taken, and return the page that follows."""
    answer = client.post(path, said, follow=True)
    assert answer.redirect_chain, re.findall(r'error-list".*?</ul>', answer.content.decode(), re.DOTALL)
    return answer.content.decode()


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def seen_on(page: str) -> str:
    found = re.search(r'name="seen"(?: value="([0-9a-f]*)")?', page)
    assert found is not None
    return found[1] or ""


def a_draft() -> None:
    """A small draft that was typed before."""
    content = a_content(
        themes=(Theme(code="wijken", title="Veilige wijken"),),
        goals=(Goal(code="overlast", title="Minder overlast", theme="wijken"),),
        promises=(
            a_count_promise(code="schouwen", title="Schouwen", theme="wijken", goal="", figure=""),
            a_milestone(code="wijkplan", theme="", due_on=date(2027, 7, 1)),
            a_standing_effort(code="overleg"),
        ),
    )
    a_drafted_plan("ons-plan", title="Ons plan", content=content, period=Period.parse("2026..2029"))


def type_plan(author: Client) -> None:
    send(author, "/plan/nieuw/", **ABOUT)
    send(author, f"{DRAFT}themas/nieuw/", title="Veilige wijken")
    send(author, f"{DRAFT}doelen/nieuw/", title="Minder overlast", theme="veilige-wijken")
    new = f"{DRAFT}beloften/nieuw/?soort"
    send(author, f"{new}=count", **COUNT, theme="veilige-wijken", goal="minder-overlast")
    send(author, f"{new}=milestone", **MILESTONE)
    send(author, f"{new}=outcome", title="Minder meldingen", owner="burgemeester", outcome="falls")
    send(author, f"{new}=standing", title="Overleg met de wijkagent", owner="college")
    action = {"title": "Schouw voorbereiden", "owner": "handhaving", "due_on": "2026-06-01"}
    send(author, f"{DRAFT}acties/nieuw/", **action, promises=["wijkschouwen-houden"])
    send(author, f"{DRAFT}pijlers/nieuw/", title="Samen", kind="pillar")
    send(author, f"{DRAFT}werkwijzen/nieuw/", title="Gebiedsgericht")
    send(author, f"{DRAFT}partners/nieuw/", title="Politie")
    send(author, f"{DRAFT}budgetten/nieuw/", title="Reserve", kind="incidenteel")
    send(author, f"{DRAFT}gebieden/nieuw/", title="Noord", designation="focusgebied")
    send(author, f"{DRAFT}aangekondigde-plannen/nieuw/", title="Uitvoeringsplan", period="2027")


def test_empty_city_offers_the_first_step(author: Client, client_of: ClientOf) -> None:
    assert "Eerste plan beginnen" in read(author, "/plan/")
    assert "Er is nog geen plan vastgesteld" in read(client_of(Role.ANONYMOUS), "/plan/")
    send(author, "/plan/nieuw/", **ABOUT)
    assert "Begin hier: waar wil de gemeente aan werken?" in read(author, DRAFT)
    assert "In dit concept staat nog niets" in read(author, PLAN)


def test_without_a_municipality_the_page_says_what_to_do(client_of: ClientOf) -> None:
    assert "spoorboek start-city" in read(client_of(Role.AUTHOR), "/plan/nieuw/")


def test_typed_plan_gives_a_file_that_reads_back_equal(author: Client) -> None:
    type_plan(author)
    written = export_plan(AUTHOR, "ons-plan")
    plan = read_plan(written)
    assert plan.content == get_plan(AUTHOR, "ons-plan").content
    assert plan.content.actions[0].promises == ("wijkschouwen-houden",)
    shown = read(author, f"{PLAN}beloften/wijkschouwen-houden/")
    assert "Acties voor deze belofte" in shown and "Schouw voorbereiden" in shown
    assert "Schouw voorbereiden" not in read(author, f"{PLAN}beloften/een-wijkplan/")
    assert [promise.code for promise in plan.content.promises] == [
        "wijkschouwen-houden",
        "een-wijkplan",
        "minder-meldingen",
        "overleg-met-de-wijkagent",
    ]
    again = import_plan(data=written, find_unit=lambda code: None, by=LOADER, at=NOW)
    assert again.changes == ()
    assert take_in(author, written).count("Er is niets veranderd") == 1
    other = written.replace(b"plan: ons-plan", b"plan: tweede-plan")
    assert "Plan &#x27;Ons plan&#x27; is toegevoegd." in take_in(author, other)
    wrong = take_in(author, written.replace(b"owner: college", b"owner: [a]", 1))
    assert re.search(r"Regel \d+, promises\[0\]\.owner", wrong)
    assert "mag u niet inlezen" in take_in(
        author, other.replace(b"tweede", b"derde") + b"adopted:\n  body: raad\n  decided_on: 2026-02-03\n"
    )
    assert "derde-plan" not in read(author, "/plan/")


def take_in(client: Client, content: bytes) -> str:
    file = SimpleUploadedFile("plan.yaml", content)
    return client.post("/plan/inlezen/", {"file": file}, follow=True).content.decode()


def test_plan_is_adopted_amended_compared_and_delivered(author: Client, client_of: ClientOf) -> None:
    a_draft()
    reviewer, resident = client_of(Role.REVIEWER), client_of(Role.ANONYMOUS)
    assert resident.get(PLAN).status_code == 404
    assert "Weghalen" not in read(reviewer, DRAFT)
    assert author.get(f"{PLAN}vaststellen/").status_code == 404
    send(reviewer, f"{PLAN}vaststellen/", **DECISION)
    assert 'href="https://raad.example/17"' in read(resident, f"{PLAN}versies/1/")
    send(author, f"{PLAN}beloften/wijkplan/opleveren/", delivered_on="2026-11-01", evidence="Besluit 9")
    assert "Besluit 9" in read(resident, f"{PLAN}beloften/wijkplan/")
    assert author.get(f"{PLAN}evaluatie/").status_code == 200
    send(
        author,
        f"{PLAN}evaluatie/besluit/?over=overleg",
        about="overleg",
        outcome="stopped",
        reason="Het overleg is opgegaan in een ander overleg.",
        decided_on="2026-11-02",
    )
    send(author, f"{PLAN}wijzigen/", reason="Na de evaluatie", follows_decisions="on")
    change = f"{DRAFT}beloften/schouwen/wijzigen/"
    page = read(author, change)
    send(author, change, **(COUNT | {"target": "14"}), theme="wijken", seen=seen_on(page))
    compared = read(author, f"{PLAN}vergelijken/?van=1&naar=2")
    assert "<del>10</del>" in compared and "<ins>14</ins>" in compared
    assert "Doorlopend controleren" in compared and "vervallen" in compared
    send(reviewer, f"{PLAN}vaststellen/", **DECISION)
    assert "opgegaan in een ander overleg" in read(resident, PLAN)
    send(reviewer, f"{PLAN}intrekken/", **DECISION)
    assert "ingetrokken" in read(resident, PLAN)


def test_errors_stand_at_their_field(author: Client) -> None:
    a_draft()
    new = f"{DRAFT}beloften/nieuw/?soort"
    page = author.post(f"{new}=milestone", MILESTONE | {"due_on": "2031-01-01"}).content.decode()
    assert 'href="#id_due_on"' in page and "valt buiten de periode van het plan" in page
    page = author.post(f"{new}=count", COUNT | {"target": "twaalf huizen"}).content.decode()
    assert "Dit is geen getal, zoals 10, 2.860 of 7,3." in page
    page = author.post(f"{new}=count", COUNT | {"target": "0"}).content.decode()
    assert 'href="#id_target"' in page and "er is dan niets beloofd" in page
    page = author.post("/plan/nieuw/", ABOUT | {"last_on": "2020-01-01"}).content.decode()
    assert "De laatste dag ligt voor de eerste dag." in page


def test_target_that_chance_hides_is_warned_of_and_taken(author: Client) -> None:
    a_draft()
    near = COUNT | {"target": "80", "baseline": "88", "direction": "at_most"}
    new = f"{DRAFT}beloften/nieuw/?soort=count"
    asked = author.post(new, near, headers={"HX-Request": "true"}).content.decode()
    assert "ook toeval het verschil kan maken" in asked and "<html" not in asked
    assert "Geen enkel cijfer telt wijkschouwen" in asked
    looked = author.post(new, near | {"look": "1"}).content.decode()
    assert "ook toeval het verschil kan maken" in looked and 'value="80"' in looked
    assert "Bij 2 beloften valt iets op" in send(author, new, **near)
    assert "Hier valt nu niets op" in author.post(new, {}, headers={"HX-Request": "true"}).content.decode()


def test_two_people_who_change_one_part_lose_nothing(author: Client) -> None:
    a_draft()
    change = f"{DRAFT}doelen/overlast/wijzigen/"
    seen = seen_on(read(author, change))
    said = {"plan": "ons-plan", "list_name": "goals", "find_unit": lambda code: None}
    theirs = Goal(code="overlast", title="Veel minder overlast")
    save_part(**said, part=theirs, by=AUTHOR, at=NOW)  # type: ignore[arg-type]
    answer = author.post(change, {"title": "Bijna geen overlast", "seen": seen})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Veel minder" in page and 'value="Bijna geen overlast"' in page
    assert get_draft_row(AUTHOR, "ons-plan").content.goals == (theirs,)
    send(author, change, title="Bijna geen overlast", seen=seen_on(page))
    assert get_draft_row(AUTHOR, "ons-plan").content.goals[0].title == "Bijna geen overlast"


def test_part_that_somebody_took_out_can_be_put_back(author: Client) -> None:
    a_draft()
    change = f"{DRAFT}beloften/wijkplan/wijzigen/"
    seen = seen_on(read(author, change))
    remove = f"{DRAFT}beloften/wijkplan/weghalen/"
    send(author, remove, seen=seen)
    answer = author.post(change, MILESTONE | {"seen": seen, "soort": "milestone"})
    assert answer.status_code == 409
    send(author, change, **MILESTONE, soort="milestone", seen=seen_on(answer.content.decode()))
    assert get_draft_row(AUTHOR, "ons-plan").content.promises[-1].code == "wijkplan"


def test_parts_move_and_what_names_them_lets_go(author: Client) -> None:
    a_draft()
    send(author, f"{DRAFT}themas/nieuw/", title="Ondermijning")
    send(author, f"{DRAFT}themas/volgorde/", up="ondermijning")
    themes = get_draft_row(AUTHOR, "ons-plan").content.themes
    assert [theme.code for theme in themes] == ["ondermijning", "wijken"]
    remove = f"{DRAFT}themas/wijken/weghalen/"
    page = read(author, remove)
    assert "Minder overlast, Schouwen" in page
    send(author, remove, seen=seen_on(page))
    content = get_draft_row(AUTHOR, "ons-plan").content
    assert content.themes == (Theme(code="ondermijning", title="Ondermijning"),)
    assert content.promises[0].theme == ""


def test_next_plan_goes_on_with_what_was_not_stopped(author: Client, client_of: ClientOf) -> None:
    a_draft()
    send(client_of(Role.REVIEWER), f"{PLAN}vaststellen/", **DECISION)
    page = send(
        author,
        "/plan/nieuw/",
        title="Volgend plan",
        first_on="2030-01-01",
        last_on="2033-12-31",
        follows="ons-plan",
    )
    assert "niet meegenomen: De binnenstad verkend, Netwerk uitbreiden" in page
    assert len(get_draft_row(AUTHOR, "volgend-plan").content.promises) == 2


def test_about_and_discard(author: Client) -> None:
    a_draft()
    page = read(author, f"{DRAFT}gegevens/")
    changed = ABOUT | {"accountability": "factsheet\n\nraadsvergadering", "seen": seen_on(page)}
    send(author, f"{DRAFT}gegevens/", **changed)
    assert get_draft_row(AUTHOR, "ons-plan").content.accountability == ("factsheet", "raadsvergadering")
    clash = author.post(f"{DRAFT}gegevens/", changed | {"title": "Anders"})
    assert clash.status_code == 409 and 'value="Anders"' in clash.content.decode()
    send(author, f"{DRAFT}weggooien/")
    assert author.get(DRAFT).status_code == 404


def test_commitment_is_written_down(author: Client) -> None:
    a_draft()
    page = send(author, f"{PLAN}toezeggingen/nieuw/", text="De raad hoort het in juni.", made_on="2026-03-01")
    assert "De raad hoort het in juni." in page
    assert "/afdoen/" in page
