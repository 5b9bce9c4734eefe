from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.apps.registers.register_factories import (
    AT,
    EVERYTHING,
    WHY,
    a_case,
    a_day,
    a_person,
    a_signal,
    a_viewer,
    csv_of,
)

from spoorboek.apps.access.counting import count_registrations
from spoorboek.apps.access.counting_rule import CountingRule
from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.audit.models import Event
from spoorboek.apps.cases.registers import CASES
from spoorboek.apps.indicators.registers import REGISTERS
from spoorboek.apps.intake.entries import list_fields
from spoorboek.apps.intake.errors import IntakeError, RegisterFileError, RegistrationError
from spoorboek.apps.intake.models import Correction, Signal
from spoorboek.apps.intake.register_actions import (
    correct_registration,
    record_registration,
    withdraw_registration,
)
from spoorboek.apps.intake.register_imports import import_registrations
from spoorboek.apps.intake.register_lists import ListQuestion, list_page
from spoorboek.apps.intake.register_queries import get_registration, list_corrections_of
from spoorboek.apps.intake.registers import SIGNALS
from spoorboek.apps.interventions.models import Measure
from spoorboek.apps.interventions.registers import INSPECTED_BUSINESSES
from spoorboek.figures.period import Period
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db

REGISSEUR = a_viewer(Role.COORDINATOR)
ROW = {
    "number": "S-2023-0001",
    "channel": "mma",
    "received_on": "2023-02-01",
    "theme": "ondermijning",
    "summary": "Verzonnen",
}


def count_in(period: str) -> int:
    rule = CountingRule("signals", moment="received")
    return len(count_registrations(REGISTERS, rule, Period.parse(period)).rows)


def load(*rows: dict[str, str], content: bytes = b"") -> object:
    said = content or csv_of(SIGNALS, *rows)
    return import_registrations(register=SIGNALS, name="signalen.csv", content=said, by=EVERYTHING, at=AT)


def test_correcting_a_day_moves_the_registration_to_another_count() -> None:
    a_signal("S-1", received_on=date(2023, 4, 30))
    said = {"register": SIGNALS, "number": "S-1", "reason": "verschreven", "by": REGISSEUR, "at": AT}
    changed = correct_registration(changes={"received_on": "2023-05-01"}, **said)  # type: ignore[arg-type]
    assert changed == ("received_on",)
    assert (count_in("2023-01..2023-04"), count_in("2023")) == (0, 1)


def test_a_correction_keeps_what_was_there_but_not_free_text() -> None:
    a_signal("S-1", channel="inwoner")
    changes = {"channel": "partner", "summary": "Iets over iemand"}
    said = {"register": SIGNALS, "number": "S-1", "reason": "verschreven", "by": REGISSEUR, "at": AT}
    correct_registration(changes=changes, **said)  # type: ignore[arg-type]
    kept = [
        (row.field, row.before, row.after) for row in list_corrections_of(SIGNALS, Signal.objects.get().pk)
    ]
    assert kept == [("channel", "inwoner", "partner"), ("summary", "(tekst)", "(tekst)")]
    assert Event.objects.get().details == {"fields": ["channel", "summary"]}


def test_a_correction_that_changes_nothing_leaves_no_trace() -> None:
    a_signal("S-1")
    said = {"register": SIGNALS, "number": "S-1", "reason": "verschreven", "by": REGISSEUR, "at": AT}
    assert correct_registration(changes={"channel": "mma"}, **said) == ()  # type: ignore[arg-type]
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("changes", "reason", "problem"),
    [
        ({"received_on": "2023-05-01"}, " ", "schrijf op waarom"),
        ({"status": "taken_in"}, "zomaar", "'status' verandert niet door een correctie"),
        ({"number": "S-2"}, "zomaar", "'nummer' verandert niet door een correctie"),
        ({"received_on": "1 mei"}, "zomaar", "'ontvangen op'"),
        ({"received_on": ""}, "zomaar", "'ontvangen op'"),
        ({"kleur": "rood"}, "zomaar", "'kleur' hoort niet bij signalen"),
        ({"is_withdrawn": "ja"}, "zomaar", "'is_withdrawn' hoort niet bij signalen"),
        ({"reported_by": "een vereniging"}, "zomaar", "wordt geen melder bewaard"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_whole(
    changes: dict[str, str], reason: str, problem: str
) -> None:
    a_signal("S-1")
    said = {"register": SIGNALS, "number": "S-1", "by": REGISSEUR, "at": AT}
    with pytest.raises(RegistrationError, match=problem):
        correct_registration(changes=changes, reason=reason, **said)  # type: ignore[arg-type]
    assert list_corrections_of(SIGNALS, Signal.objects.get().pk) == []
    assert Signal.objects.get().received_on == date(2023, 2, 1)


def test_who_may_not_see_a_registration_cannot_correct_it_nor_learn_that_it_exists() -> None:
    a_case("C-1")
    core_team = a_viewer(Role.CORE_TEAM_MEMBER, person=a_person("kernteam"))
    said = {"register": CASES, "changes": {"place": "x"}, "reason": "zomaar", "by": core_team, "at": AT}
    answers = set()
    for number in ("C-1", "C-9"):
        with pytest.raises(NotFoundError) as refused:
            correct_registration(number=number, **said)  # type: ignore[arg-type]
        answers.add(str(refused.value).replace(number, ""))
    assert len(answers) == 1
    with pytest.raises(NotPermittedError):
        correct_registration(number="C-1", **{**said, "by": a_viewer(Role.AUTHOR)})  # type: ignore[arg-type]


def test_a_withdrawn_registration_stays_readable_and_counts_nowhere() -> None:
    a_signal("S-1")
    said = {"register": SIGNALS, "number": "S-1", "reason": "dubbel ingevoerd", "by": REGISSEUR, "at": AT}
    withdraw_registration(**said)  # type: ignore[arg-type]
    assert count_in("2023") == 0
    assert get_registration(REGISSEUR, SIGNALS, "S-1", at=AT, purpose=WHY).is_withdrawn
    with pytest.raises(RegistrationError, match="al ingetrokken"):
        withdraw_registration(**said)  # type: ignore[arg-type]


def test_a_list_shows_labels_and_words_and_keeps_to_the_period() -> None:
    a_signal("S-1")
    a_signal("S-2", received_on=date(2024, 2, 1))
    question = ListQuestion(period=Period.year(2023))
    (row,) = list_page(REGISSEUR, SIGNALS, question, at=AT, purpose=WHY).rows
    fact = row.fact("channel")
    assert (row.number, fact.label, fact.value, fact.word) == ("S-1", "kanaal", "mma", "Meld Misdaad Anoniem")


def test_a_form_knows_what_can_be_filled_in() -> None:
    fields = {field.name: field for field in list_fields(CASES)}
    assert (fields["opened_on"].kind, fields["opened_on"].required) == ("day", True)
    assert (fields["signals"].kind, fields["owner"].kind, fields["kind"].kind) == ("links", "link", "choice")
    assert fields["status"].is_fixed and "is_withdrawn" not in fields


def test_a_file_is_imported_with_one_event() -> None:
    report = load(ROW, {**ROW, "number": "S-2023-0002", "received_on": "2023-03-01"})
    assert (report.added, report.known) == (2, 0)  # type: ignore[attr-defined]
    event = Event.objects.get()
    assert (event.action, event.details["added"]) == ("intake.import_registrations", 2)


def test_importing_again_leaves_a_correction_alone_and_says_so() -> None:
    load(ROW)
    said = {"register": SIGNALS, "number": ROW["number"], "reason": "verschreven", "by": REGISSEUR, "at": AT}
    correct_registration(changes={"received_on": "2023-05-01"}, **said)  # type: ignore[arg-type]
    report = load(ROW)
    assert (report.added, report.known, report.differing) == (0, 1, (ROW["number"],))  # type: ignore[attr-defined]
    assert Signal.objects.get().received_on == date(2023, 5, 1)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            csv_of(SIGNALS, ROW, {**ROW, "number": "S-2", "received_on": "31-02-2023"}),
            "regel 3: 'ontvangen op'",
        ),
        (csv_of(SIGNALS, ROW, ROW), "regel 3: nummer S-2023-0001 staat er meer dan één keer in"),
        (csv_of(SIGNALS, {**ROW, "channel": "mna"}), "regel 2: 'kanaal'"),
        (csv_of(SIGNALS, {**ROW, "number": "S/1 x"}), "regel 2: 'nummer': Een nummer bestaat uit"),
        (csv_of(SIGNALS, {**ROW, "kleur": "rood"}), "regel 2: 'kleur' hoort niet bij signalen"),
        (csv_of(SIGNALS, {**ROW, "theme": ""}), "regel 2: 'thema' ontbreekt"),
        (csv_of(SIGNALS, {**ROW, "status": "weighed"}), "regel 2: 'gewogen op'"),
        (csv_of(SIGNALS, {**ROW, "invented": "misschien"}), "regel 2: 'verzonnen'"),
        (csv_of(SIGNALS, ROW) + b"\nS-2,mma", "regel 3: 2 cellen bij 5 kolommen"),
        (csv_of(SIGNALS, ROW).replace(b"Verzonnen", b"\xe9\xe9n"), "regel 2: het bestand is niet opgeslagen"),
        (csv_of(SIGNALS, ROW) + b'\nS-2,"mma', "aanhalingstekens"),
        (b"\0\1\2", "nulbytes"),
        (b"\n", "het bestand is leeg"),
        (b"number,number\n1,2", "'number' staat er meer dan één keer in"),
    ],
)
def test_a_file_with_one_fault_is_refused_whole_with_its_line(content: bytes, problem: str) -> None:
    with pytest.raises(IntakeError, match=problem) as refused:
        load(content=content)
    assert isinstance(refused.value, (RegistrationError, RegisterFileError))
    assert not Signal.objects.exists() and not Event.objects.exists()


def test_every_fault_of_a_file_is_named_at_once() -> None:
    with pytest.raises(RegistrationError) as refused:
        load({**ROW, "channel": "x"}, {**ROW, "number": "S-2", "received_on": "x"})
    assert len(refused.value.problems) == 2


def test_a_semicolon_a_byte_order_mark_and_a_line_break_in_a_cell_are_read() -> None:
    content = csv_of(SIGNALS, ROW).replace(b",", b";").replace(b"Verzonnen", b'"Verzonnen\n, regel"')
    report = load(content=b"\xef\xbb\xbf" + content)
    assert report.added == 1  # type: ignore[attr-defined]


def test_what_the_database_refuses_is_said_without_its_own_message() -> None:
    a_day("ICD-1", date(2023, 2, 1), ("A", "B"))
    said = {"register": INSPECTED_BUSINESSES, "number": "ICD-1-1", "reason": "verschreven", "at": AT}
    with pytest.raises(RegistrationError, match="past niet bij wat er al in het register staat"):
        correct_registration(changes={"business": "A"}, by=REGISSEUR, **said)  # type: ignore[arg-type]
    assert not Correction.objects.exists()


ORDER_OF_DAYS = [
    ("cases", {"kind": "riec", "opened_on": "2023-03-01", "closed_on": "2023-02-01", "status": "closed"}),
    ("cases", {"kind": "riec", "opened_on": "2023-03-01", "status": "closed"}),
    ("signals", {"channel": "mma", "received_on": "2023-03-01", "discussed_on": "2023-02-01"}),
    (
        "signals",
        {"channel": "mma", "received_on": "2023-03-01", "weighed_on": "2023-03-02", "status": "taken_in"},
    ),
    ("police-reports", {"subject": "other", "received_on": "2023-03-01", "no_action_on": "2023-03-02"}),
    (
        "police-reports",
        {
            "subject": "other",
            "received_on": "2023-03-01",
            "no_action_on": "2023-02-01",
            "no_action_reason": "verzonnen",
        },
    ),
    ("assets", {"kind": "fixed_camera", "placed_on": "2023-03-01", "replaced_on": "2023-02-01"}),
    ("designated-areas", {"kind": "camera", "designated_on": "2023-03-01", "ended_on": "2023-02-01"}),
    ("closures", {"measure": "M-1", "closed_from": "2023-03-01", "closed_until": "2023-02-01"}),
    (
        "closures",
        {
            "measure": "M-1",
            "closed_from": "2023-03-01",
            "closed_until": "2023-04-01",
            "reopened_on": "2023-03-01",
        },
    ),
]


@pytest.mark.parametrize(("code", "said"), ORDER_OF_DAYS)
def test_days_that_cannot_follow_each_other_are_refused_in_words_and_by_the_database(
    code: str, said: dict[str, str]
) -> None:
    register = REGISTERS[code]
    measure = Measure.objects.create(number="M-1", kind="closure", taken_on=date(2023, 3, 1), entered_at=AT)
    texts = dict.fromkeys(("title", "theme", "summary", "place", "name", "premises"), "verzonnen")
    known = {field.name for field in list_fields(register)}
    row = {"number": "X-1", **{name: text for name, text in texts.items() if name in known}, **said}
    with pytest.raises(RegistrationError):
        record_registration(register=register, values=row, by=EVERYTHING, at=AT, action="test.record")
    values = {name: measure if name == "measure" else value for name, value in row.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        register.model._default_manager.create(**values, entered_at=AT)
