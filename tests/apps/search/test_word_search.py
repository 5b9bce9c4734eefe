"""Looking for words: in step with every write, of what one may see only, logged, and never in raw texts."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.apps.registers.register_factories import AT, WHY, a_case, a_day, a_person, a_signal, a_viewer

from spoorboek.apps.access.models import Guarded
from spoorboek.apps.access.registers import Register
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.access.word_index import (
    find_holding,
    having_words,
    keep_words,
    list_searched,
    rebuild_words,
)
from spoorboek.apps.audit.models import Event
from spoorboek.apps.cases.models import Case, CaseAction, CaseDecision, CaseText
from spoorboek.apps.cases.registers import REGISTERS as CASES
from spoorboek.apps.cases.word_search import find_case_parts
from spoorboek.apps.intake.errors import PurposeError
from spoorboek.apps.intake.models import Signal, SignalText
from spoorboek.apps.intake.register_actions import correct_registration
from spoorboek.apps.intake.registers import REGISTERS as SIGNALS
from spoorboek.apps.intake.word_search import FoundRows, find_registrations, find_whole_number
from spoorboek.apps.interventions.registers import REGISTERS as OTHERS
from spoorboek.figures.dutch_words import list_word_forms
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db
REGISTERS: Mapping[str, Register] = {**SIGNALS, **CASES, **OTHERS}
PARTS = (CaseText, CaseDecision, CaseAction)
COORDINATOR = a_viewer(Role.COORDINATOR)


def look(words: str, viewer: Viewer = COORDINATOR, limit: int = 10) -> FoundRows:
    return find_registrations(viewer, REGISTERS, words, at=AT, purpose=WHY, limit=limit)


def numbers(words: str, viewer: Viewer = COORDINATOR) -> list[str]:
    return [row.number for row in look(words, viewer).rows]


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("hennepkwekerij", True),
        ("KWEKERIJ", True),
        ("kwekerijen", True),
        ("kade kwekerij", True),
        ("kwekerij parkweg", False),
        ("C-2023-0001", True),
        ("c-2023", True),
        ("af", True),
        ("100%", False),
        ('kwek" OR title:"', False),
        ("%_", False),
    ],
)
def test_all_words_are_looked_for_inside_words_and_in_every_text(words: str, is_found: bool) -> None:
    a_case(title="Hennepkwekerij aangetroffen", place="Afrikakade 3")
    assert bool(numbers(words)) is is_found


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("panden", ("panden", "pand")),
        ("Straten", ("straten", "straat")),
        ("bedrijven", ("bedrijven", "bedrijf")),
        ("sluitingen", ("sluitingen", "sluiting")),
        ("auto's", ("auto's", "auto")),
        ("wapens", ("wapens", "wapen")),
        ("bus", ("bus",)),
    ],
)
def test_a_plural_also_finds_the_word_itself(word: str, forms: tuple[str, ...]) -> None:
    assert list_word_forms(word) == forms


def test_the_index_follows_every_kind_of_write() -> None:
    case = a_case(title="Leegstaande loods")
    correct_registration(
        register=CASES["cases"],
        number=case.number,
        changes={"title": "Garagebox"},
        reason="verkeerd",
        by=a_viewer(Role.COORDINATOR),
        at=AT,
    )
    Case.objects.bulk_create(
        [Case(number="C-2023-0002", kind="undermining", title="Loods", opened_on="2023-03-01", entered_at=AT)]
    )
    assert numbers("loods") == ["C-2023-0002"]
    assert numbers("garagebox") == ["C-2023-0001"]
    Case.objects.filter(number="C-2023-0002").update(title="Bedrijfspand")
    assert numbers("loods") == []
    Case.objects.filter(number="C-2023-0002").delete()
    assert numbers("bedrijfspand") == []


def test_a_write_that_is_undone_is_not_found() -> None:
    with transaction.atomic():
        a_case(title="Loods")
        transaction.set_rollback(True)
    assert numbers("loods") == []


def test_registrations_of_all_registers_are_found_as_far_as_one_may_see_them() -> None:
    a_signal(place="Havenkade 1")
    a_case(place="Havenkade 1", level="open")
    a_day("CD-2023-0001", a_signal("S-2023-0002").received_on)
    a_case("C-2023-0009", place="Havenkade 9", level="closed")
    assert numbers("havenkade") == ["S-2023-0001", "C-2023-0001"]
    assert numbers("CD-2023") == ["CD-2023-0001"]
    assert numbers("havenkade", a_viewer(Role.INSPECTOR)) == []
    assert numbers("havenkade", a_viewer(Role.COUNCIL_MEMBER)) == []


def test_what_is_hidden_changes_nothing_in_what_is_found() -> None:
    guest = a_person("genodigd")
    viewer = a_viewer(Role.PARTNER, person=guest)
    for place in range(3):
        a_case(f"C-2023-000{place}", place="Havenkade", invited=guest, level="audited")
    before = look("havenkade", viewer, limit=3)
    for place in range(20):
        a_case(f"C-2024-{place:04}", place="Havenkade", opened_on="2024-01-01")
    assert look("havenkade", viewer, limit=3) == before
    assert not before.more
    assert look("havenkade", viewer, limit=2).more == {"cases"}


def test_locked_signals_and_raw_texts_are_not_found() -> None:
    signal = a_signal(summary="Verzonnen")
    SignalText.objects.create(signal=signal, text="de buurman verkoopt vuurwerk")
    locked = {"status": "set_aside", "weighed_on": "2023-02-02", "locked_until": "2030-01-01"}
    a_signal("S-2023-0002", summary="Vuurwerkopslag", is_locked=True, **locked)
    assert numbers("vuurwerk") == []


def test_what_is_shown_is_logged_in_one_step_and_nothing_else_is() -> None:
    signal, case = a_signal(place="Havenkade"), a_case(place="Havenkade")
    a_case("C-2023-0009", place="Havenkade", level="closed")
    look("havenkade")
    read = {event.subject: event.details for event in Event.objects.all()}
    assert read == {
        "intake.signal": {"ids": [str(signal.pk)], "purpose": WHY},
        "cases.case": {"ids": [str(case.pk)], "purpose": WHY},
    }
    look("nergens")
    assert Event.objects.count() == 2


def test_without_a_purpose_nothing_is_looked_for() -> None:
    with pytest.raises(PurposeError):
        find_registrations(COORDINATOR, REGISTERS, "pand", at=AT, purpose=" ")


def test_the_whole_number_stands_first() -> None:
    a_case("C-2023-0001")
    a_case("C-2023-00011", opened_on="2024-01-01")
    assert numbers("c-2023-0001") == ["C-2023-0001", "C-2023-00011"]


def test_a_whole_number_leads_to_its_row_alone_as_far_as_one_may_see_it() -> None:
    a_case("C-2023-0001", level="open")
    a_case("C-2023-00011", level="closed")
    a_signal("S-2023-0001")

    def find(typed: str, viewer: Viewer = COORDINATOR) -> list[str]:
        found = find_whole_number(viewer, REGISTERS, typed, at=AT, purpose=WHY)
        return [row.number for row in found.rows]

    assert find(" c-2023-0001 ") == ["C-2023-0001"]
    assert find("S-2023-0001") == ["S-2023-0001"]
    assert find("C-2023-00011") == find("C-2023-0009") == []
    assert find("C-2023") == find("pand") == find("") == []
    assert find("S-2023-0001", a_viewer(Role.INSPECTOR)) == []
    read = [event.subject for event in Event.objects.all()]
    assert read == ["cases.case", "intake.signal"]


def test_a_hidden_number_asks_the_database_as_much_as_an_absent_one() -> None:
    a_case("C-2023-00011", level="closed")
    asked = []
    for typed in ("C-2023-00011", "C-2023-00012"):
        with CaptureQueriesContext(connection) as seen:
            find_whole_number(COORDINATOR, REGISTERS, typed, at=AT, purpose=WHY)
        asked.append(len(seen))
    assert asked == [1, 1]


def test_one_question_finds_in_all_registers(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        look("nergens")


def test_the_index_is_made_again_when_a_change_of_tables_dropped_what_kept_it() -> None:
    if connection.vendor == "postgresql":
        pytest.skip("there an index belongs to its table")
    a_case(title="Loods")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER cases_case_words_changed")
    Case.objects.update(title="Garagebox")
    assert numbers("garagebox") == []
    keep_words()
    assert numbers("garagebox") == ["C-2023-0001"]


def test_the_index_can_be_made_anew_for_every_register() -> None:
    a_case(title="Loods")
    connection.check_constraints()
    assert rebuild_words() == len(list_searched()) == len(REGISTERS) + len(PARTS)
    assert list(Case.objects.filter(having_words(Case, "loods"))) != []
    assert list(Signal.objects.filter(having_words(Signal, "loods"))) == []


def test_where_words_stand_is_known_in_one_question_whoever_may_see_them() -> None:
    case = a_case(title="Hennepkwekerij aan de kade", level="closed", owner=None)
    CaseText.objects.create(case=case, section="situation", body="Ook hier staat kwekerij.", entered_at=AT)
    looked_in = [Signal, Case, *PARTS]
    with CaptureQueriesContext(connection) as asked:
        assert find_holding(looked_in, "kwekerijen") == {Case: False, CaseText: False}
    assert len(asked) == 1
    assert find_holding(looked_in, "kwekerij kade") == {Case: False}
    assert find_holding(looked_in, "parkweg") == {}
    # What is too short for the index may stand anywhere.
    assert list(find_holding(looked_in, "af")) == looked_in
    assert find_holding([], "kwekerij") == {}


def test_common_words_are_met_by_reading_the_newest_and_answer_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for place in range(4):
        case = a_case(number=f"C-2023-000{place + 1}", title=f"Kwekerij {place} aan de Kade")
        CaseText.objects.create(case=case, section="situation", body="KWEKERIJ op zolder.", entered_at=AT)
    monkeypatch.setattr("spoorboek.apps.access.word_index._MANY", 3)
    assert find_holding([Signal, Case, *PARTS], "kwekerijen") == {Case: True, CaseText: True}
    for asked in ("kwekerij", "kwekerij 2", "kade kwekerijen", "zolder", "brug", "50%", "éénkwekerij"):
        by_index, by_row = (
            set(Case.objects.filter(having_words(Case, asked, row_by_row=row_by_row)))
            for row_by_row in (False, True)
        )
        assert by_index == by_row, asked
    rare = find_case_parts(COORDINATOR, "kwekerij", at=AT, purpose="zoeken", limit=3)
    among: dict[type[Guarded], bool] = {CaseText: True}
    common = find_case_parts(COORDINATOR, "kwekerij", at=AT, purpose="zoeken", limit=3, among=among)
    assert rare == common
    assert len(common.rows) == 3 and common.has_more
