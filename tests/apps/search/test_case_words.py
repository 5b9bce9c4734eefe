"""Looking for words in what is written in cases: each group of fields apart, logged, and nothing hidden."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from tests.apps.registers.register_factories import AT, WHY, a_case, a_person, a_viewer

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.models import Event
from spoorboek.apps.cases.models import (
    Case,
    CaseAction,
    CaseDecision,
    CaseText,
    CaseTextDraft,
    Participation,
)
from spoorboek.apps.cases.queries import CaseQuestion, list_case_page
from spoorboek.apps.cases.word_search import cut_around, find_case_parts
from spoorboek.apps.people.models import Person
from spoorboek.rules.case_access import CaseLevel
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db
COORDINATOR = a_viewer(Role.COORDINATOR)


def write(case: Case, body: str, section: str = "situation", group: str = "content") -> None:
    CaseText.objects.create(case=case, section=section, group=group, body=body, entered_at=AT)


def decide(case: Case, text: str) -> None:
    CaseDecision.objects.create(case=case, text=text, decided_on="2023-03-01", entered_at=AT)


def act(case: Case, text: str, assignee: Person | None = None) -> None:
    CaseAction.objects.create(case=case, text=text, assignee=assignee, entered_at=AT)


def let_in(case: Case, person: Person, *groups: str) -> None:
    Participation.objects.create(case=case, person=person, rule="invited", groups=f" {' '.join(groups)} ")


def numbers(words: str, viewer: Viewer = COORDINATOR) -> list[str]:
    return [row.number for row in find_case_parts(viewer, words, at=AT, purpose=WHY).rows]


def test_texts_decisions_and_actions_are_found_with_the_words_around_it() -> None:
    writers: dict[str, Callable[[Case, str], None]] = {"text": write, "decision": decide, "action": act}
    for place, what in enumerate(writers):
        case = a_case(f"C-2023-000{place}", title="Verzonnen loods")
        writers[what](case, f"Er staat een hennepkwekerij {place}.")
        found = find_case_parts(COORDINATOR, f"kwekerijen {place}", at=AT, purpose=WHY).rows[0]
        assert (found.number, found.title, found.what) == (f"C-2023-000{place}", "Verzonnen loods", what)
        assert found.words == f"Er staat een hennepkwekerij {place}."


def test_each_group_of_fields_is_found_by_those_for_whom_it_is_open() -> None:
    guest, police, stranger = a_person("gast"), a_person("agent"), a_person("vreemde")
    case = a_case(level="audited")
    write(case, "gewone inhoud", "situation", "content")
    write(case, "geheim spoor", "police", "police")
    let_in(case, guest, "base", "content")
    let_in(case, police, "base", "police")
    as_guest, as_police = (a_viewer(Role.PARTNER, person=one) for one in (guest, police))
    assert numbers("inhoud", as_guest) == numbers("spoor", as_police) == ["C-2023-0001"]
    assert numbers("inhoud", as_police) == numbers("spoor", as_guest) == []
    assert numbers("inhoud") == ["C-2023-0001"]
    assert numbers("spoor") == numbers("inhoud", a_viewer(Role.PARTNER, person=stranger)) == []


def test_an_action_is_also_found_by_who_must_do_it() -> None:
    guest = a_person("gast")
    case = a_case()
    let_in(case, guest, "base")
    act(case, "sleutels ophalen", guest)
    act(case, "sloten vervangen")
    viewer = a_viewer(Role.PARTNER, person=guest)
    assert numbers("sleutels", viewer) == ["C-2023-0001"]
    assert numbers("sloten", viewer) == []


def test_what_is_found_is_what_the_parts_themselves_open_for_every_level_and_group() -> None:
    leads, guest = a_person("leidt"), a_person("gast")
    combinations = itertools.product(CaseLevel, ("base", "content", "police", "care"))
    for place, (level, group) in enumerate(combinations):
        case = a_case(f"C-2023-{place:04}", level=level.value, owner=leads if place % 3 == 0 else None)
        write(case, "loods", f"deel{place}", group)
        if place % 2:
            let_in(case, guest, "base", group)
    viewers = [
        a_viewer(Role.PARTNER, person=guest),
        a_viewer(Role.CORE_TEAM_MEMBER, person=leads),
        a_viewer(Role.COORDINATOR, person=guest),
        a_viewer(Role.PRIVACY_OFFICER),
    ]
    for viewer in viewers:
        looking = viewer.looking_at(AT)
        expected = set(Access(looking).filter(CaseText.objects.all()).values_list("case__number", flat=True))
        found = find_case_parts(viewer, "loods", at=AT, purpose=WHY, limit=50)
        assert {row.number for row in found.rows} == expected
    assert expected == set()


def test_drafts_and_withdrawn_cases_are_not_found() -> None:
    writer = a_person("schrijft")
    case = a_case(owner=writer)
    CaseTextDraft.objects.create(
        case=case, section="situation", body="vuurwerk", writer=writer, entered_at=AT
    )
    write(a_case("C-2023-0002", is_withdrawn=True), "vuurwerk")
    assert numbers("vuurwerk", a_viewer(Role.COORDINATOR, person=writer)) == []


def test_what_is_shown_is_logged_and_what_is_hidden_changes_nothing() -> None:
    seen = a_case(level="open", opened_on="2023-01-01")
    write(seen, "loods aan de haven")
    before = find_case_parts(COORDINATOR, "loods", at=AT, purpose=WHY, limit=1)
    for place in range(2, 9):
        write(a_case(f"C-2024-000{place}", level="closed", opened_on="2024-01-01"), "loods aan de haven")
    assert find_case_parts(COORDINATOR, "loods", at=AT, purpose=WHY, limit=1) == before
    assert not before.has_more
    details = [event.details for event in Event.objects.filter(subject="cases.case")]
    assert details == [{"ids": [str(seen.pk)], "purpose": WHY}] * 2
    assert numbers("de") == numbers("nergens") == []


def test_the_list_of_cases_looks_in_what_is_written_when_asked() -> None:
    write(a_case("C-2023-0001", level="open"), "loods")
    a_case("C-2023-0002", level="open", title="Loods")
    write(a_case("C-2023-0003", level="closed"), "loods")
    found = list_case_page(COORDINATOR, at=AT, purpose=WHY, question=CaseQuestion(words="loods"))
    assert [row.number for row in found.rows] == ["C-2023-0002"]
    both = list_case_page(
        COORDINATOR, at=AT, purpose=WHY, question=CaseQuestion(words="loods", in_parts=True)
    )
    assert {row.number for row in both.rows} == {"C-2023-0001", "C-2023-0002"}
    assert both.total == 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("kort", "kort"),
        ("x " * 100 + "loods" + " y" * 100, f"… {'x ' * 35}loods{' y' * 32} …"),
        ("eerste\nregel loods", "eerste regel loods"),
    ],
)
def test_the_words_around_the_first_hit_are_shown_on_one_line(text: str, shown: str) -> None:
    assert cut_around(text, "loods") == shown
