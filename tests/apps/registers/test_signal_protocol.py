"""A signal through the protocol: steps in order, sources asked in order, and what is locked away."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from tests.apps.registers.register_factories import AT, WHY, a_person, a_signal, a_viewer

from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.access.word_index import having_words
from spoorboek.apps.audit.models import Event
from spoorboek.apps.cases.models import Case
from spoorboek.apps.exchange.signal_cases import weigh_and_open_case
from spoorboek.apps.intake.actions import keep_raw_text, name_reader
from spoorboek.apps.intake.enquiry_actions import (
    ask_sources,
    decide_content,
    decide_enquiry,
    keep_content,
    report_hit,
)
from spoorboek.apps.intake.errors import RegistrationError
from spoorboek.apps.intake.locking import take_words_back
from spoorboek.apps.intake.models import Signal, SourceEnquiry, StepDecision, list_tips
from spoorboek.apps.intake.protocol_actions import lock_signal, take_step
from spoorboek.apps.intake.protocol_queries import (
    get_weighing,
    list_locked,
    list_waiting_for_privacy,
    open_locked_signal,
)
from spoorboek.apps.intake.queries import get_signal
from spoorboek.apps.intake.register_lists import ListQuestion, list_page
from spoorboek.apps.intake.registers import SIGNALS
from spoorboek.rules.errors import LifecycleError, RuleError
from spoorboek.rules.protocols.signal_protocol import ProtocolError
from spoorboek.rules.register_lifecycles import EnquiryStatus, SignalStatus
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db

WEIGHER = a_viewer(Role.COORDINATOR)
OFFICER = a_viewer(Role.PRIVACY_OFFICER)
STRANGER = a_viewer(Role.INSPECTOR)
TO_ENQUIRY = [
    ("weighing_1", "yes"),
    ("weighing_2a", "yes"),
    ("weighing_2b", "yes"),
    ("weighing_3", "enquiry"),
]


def step(number: str, code: str, outcome: str, by: Any = WEIGHER, **more: Any) -> SignalStatus:
    said = {"reason": "past bij het protocol", **more}
    return take_step(number=number, step=code, outcome=outcome, by=by, at=AT, **said)


def a_signal_in_enquiry(**said: Any) -> str:
    number = a_signal(**{"channel": "partner", **said}).number
    for code, outcome in TO_ENQUIRY:
        step(number, code, outcome)
    return number


def the_enquiry() -> SourceEnquiry:
    return SourceEnquiry.objects.get()


def test_steps_are_taken_in_the_order_of_the_protocol_and_kept_with_their_reason() -> None:
    number = a_signal(channel="partner").number
    with pytest.raises(ProtocolError, match="Eerst komt 'Weging 1'"):
        step(number, "weighing_2a", "yes")
    assert step(number, "weighing_1", "yes", criteria=["red_flag"]) is SignalStatus.WEIGHED
    view = get_weighing(WEIGHER, number, at=AT, purpose=WHY)
    assert [(one.step_title, one.outcome_title, one.reason) for one in view.decisions] == [
        ("Weging 1", "Ja", "past bij het protocol")
    ]
    assert view.decisions[0].criteria == ("er is ten minste één kenmerk dat op ondermijning wijst",)
    assert view.waiting is not None and view.waiting.code == "weighing_2a"
    with pytest.raises(ProtocolError):
        step(number, "weighing_1", "no")


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"reason": " "}, "schrijf op waarom"),
        ({"criteria": ["zomaar"]}, "kent geen criterium 'zomaar'"),
        ({"decided_on": date(2022, 1, 1)}, "vóór 01-02-2023"),
        ({"decided_on": date(2025, 3, 4)}, "ligt in de toekomst"),
    ],
)
def test_a_step_that_cannot_be_is_refused_and_nothing_is_kept(more: dict[str, Any], problem: str) -> None:
    number = a_signal().number
    more = {"decided_on": date(2023, 3, 1), **more}
    with pytest.raises(RegistrationError, match=problem):
        step(number, "weighing_1", "yes", **more)
    assert not StepDecision.objects.exists()
    assert Signal.objects.get().status == "received"


def test_a_weighing_ends_under_the_version_with_which_it_began() -> None:
    number = a_signal(received_on=date(2022, 2, 1), channel="partner").number
    status = step(number, "weighing_1", "yes", decided_on=date(2022, 3, 1))
    assert status is SignalStatus.TAKEN_IN
    assert StepDecision.objects.get().version == "2020"


def test_steps_that_were_taken_cannot_be_changed_or_removed() -> None:
    step(a_signal().number, "weighing_1", "yes")
    for act in (lambda: StepDecision.objects.update(outcome="x"), StepDecision.objects.all().delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()


def test_privacy_officer_alone_decides_which_sources_are_asked() -> None:
    number = a_signal_in_enquiry()
    ask_sources(number=number, sources=["kvk"], question="Is hier een bedrijf?", by=WEIGHER, at=AT)
    key = the_enquiry().pk
    with pytest.raises(NotPermittedError):
        decide_enquiry(key=key, is_allowed=True, reason="nodig", by=WEIGHER, at=AT)
    with pytest.raises(RegistrationError, match="beslis eerst over elke bron"):
        step(number, "privacy_check_1", "allowed", OFFICER)
    decide_enquiry(key=key, is_allowed=False, reason="te ruim gevraagd", by=OFFICER, at=AT)
    with pytest.raises(RegistrationError, match="geen bron die geraadpleegd mag worden"):
        step(number, "privacy_check_1", "allowed", OFFICER)
    with pytest.raises(NotPermittedError):
        step(number, "privacy_check_1", "refused", WEIGHER)
    assert step(number, "privacy_check_1", "refused", OFFICER) is SignalStatus.SET_ASIDE


def test_a_source_says_hit_first_and_content_only_after_it_was_released() -> None:
    number = a_signal_in_enquiry()
    ask_sources(number=number, sources=["kvk"], question="Is hier een bedrijf?", by=WEIGHER, at=AT)
    key = the_enquiry().pk
    with pytest.raises(LifecycleError):
        report_hit(key=key, is_hit=True, by=WEIGHER, at=AT)
    decide_enquiry(key=key, is_allowed=True, reason="past bij het doel", by=OFFICER, at=AT)
    step(number, "privacy_check_1", "allowed", OFFICER)
    with pytest.raises(RegistrationError, match="niet elke bron heeft al gezegd"):
        step(number, "weighing_4", "department")
    report_hit(key=key, is_hit=True, by=WEIGHER, at=AT)
    with pytest.raises(LifecycleError):
        keep_content(key=key, content="verzonnen inhoud", by=WEIGHER, at=AT)
    decide_content(key=key, is_released=True, reason="nodig voor de aanpak", by=OFFICER, at=AT)
    keep_content(key=key, content="verzonnen inhoud", by=WEIGHER, at=AT)
    assert EnquiryStatus(the_enquiry().status) is EnquiryStatus.ANSWERED
    assert step(number, "weighing_4", "department") is SignalStatus.TAKEN_IN


def test_without_a_hit_a_signal_is_not_taken_in() -> None:
    number = a_signal_in_enquiry()
    ask_sources(number=number, sources=["kvk"], question="Is hier een bedrijf?", by=WEIGHER, at=AT)
    decide_enquiry(key=the_enquiry().pk, is_allowed=True, reason="nodig", by=OFFICER, at=AT)
    step(number, "privacy_check_1", "allowed", OFFICER)
    report_hit(key=the_enquiry().pk, is_hit=False, by=WEIGHER, at=AT)
    with pytest.raises(RegistrationError, match="geen enkele bron gaf een hit"):
        step(number, "weighing_4", "conference")


@pytest.mark.parametrize(
    ("sources", "question", "problem"),
    [([], "x", "kies ten minste één bron"), (["x"], "x", "kent geen bron 'x'"), (["kvk"], " ", "schrijf op")],
)
def test_a_question_to_a_source_that_cannot_be_is_refused(
    sources: list[str], question: str, problem: str
) -> None:
    number = a_signal_in_enquiry()
    with pytest.raises(RegistrationError, match=problem):
        ask_sources(number=number, sources=sources, question=question, by=WEIGHER, at=AT)


def test_no_source_is_asked_before_the_protocol_comes_to_it() -> None:
    with pytest.raises(RegistrationError, match="bij deze stap worden geen bronnen gevraagd"):
        ask_sources(number=a_signal().number, sources=["kvk"], question="x", by=WEIGHER, at=AT)


def test_privacy_officer_sees_a_signal_only_while_a_step_waits_for_them_and_never_its_summary() -> None:
    number = a_signal(channel="partner").number
    with pytest.raises(NotFoundError):
        get_weighing(OFFICER, number, at=AT, purpose=WHY)
    for code, outcome in TO_ENQUIRY:
        step(number, code, outcome)
    (waits,) = list_waiting_for_privacy(OFFICER)
    assert (waits.number, waits.received_on, waits.title) == (number, date(2023, 2, 1), "Privacytoets 1")
    assert get_weighing(OFFICER, number, at=AT, purpose=WHY).signal is None
    with pytest.raises(NotFoundError):
        get_signal(OFFICER, number, at=AT, purpose=WHY)
    for outsider in (STRANGER, a_viewer(Role.AUTHOR)):
        assert list_waiting_for_privacy(outsider) == []
        with pytest.raises(NotFoundError):
            get_weighing(outsider, number, at=AT, purpose=WHY)


def test_what_nothing_follows_on_is_locked_away_for_everybody_with_an_end_date() -> None:
    number = a_signal().number
    step(number, "weighing_1", "no", decided_on=date(2023, 3, 1))
    kept = Signal.objects.get()
    assert (kept.is_locked, kept.locked_until) == (True, date(2024, 3, 1))
    assert list_page(WEIGHER, SIGNALS, ListQuestion(), at=AT, purpose=WHY).rows == ()
    for viewer in (WEIGHER, STRANGER):
        assert list_locked(viewer) == []
        with pytest.raises(NotFoundError) as hidden:
            open_locked_signal(viewer, number, at=AT, purpose=WHY)
        with pytest.raises(NotFoundError) as absent:
            open_locked_signal(viewer, "S-2023-9999", at=AT, purpose=WHY)
        assert str(hidden.value).replace(number, "") == str(absent.value).replace("S-2023-9999", "")


def test_privacy_officer_opens_a_locked_signal_with_a_reason_that_is_logged() -> None:
    number = a_signal(summary="Verzonnen samenvatting").number
    step(number, "weighing_1", "no")
    assert [one.number for one in list_locked(OFFICER)] == [number]
    seen = open_locked_signal(OFFICER, number, at=AT, purpose="verzoek om inzage")
    assert (seen.summary, len(seen.decisions)) == ("Verzonnen samenvatting", 1)
    assert Event.objects.order_by("-sequence")[0].details["purpose"] == "verzoek om inzage"


def test_what_is_locked_away_stands_encrypted_and_in_no_word_index_and_is_counted_as_before() -> None:
    said = {"channel": "partner", "summary": "Verzonnen vuurwerk", "place": "Verzonnen kade 1"}
    point = {"latitude": Decimal("51.813300"), "longitude": Decimal("4.690100")}
    for number in ("S-2023-0001", "S-2023-0002"):
        a_signal(number, reported_by="buurtteam", **said, **point)
        step(number, "weighing_1", "no", reason="te weinig om op door te gaan")
    a_signal("S-2023-0003", **said)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM intake_signal WHERE is_locked")
        rows = [*cursor.fetchall()]
        cursor.execute("SELECT * FROM intake_stepdecision")
        rows += cursor.fetchall()
    held = repr(rows)
    assert not [word for word in ("vuurwerk", "kade", "buurtteam", "51.81", "te weinig") if word in held]
    found = Signal.objects.filter(having_words(Signal, "vuurwerk"))
    assert [one.number for one in found] == ["S-2023-0003"]
    # Two signals about one place stay two about one place.
    locked = Signal.objects.filter(is_locked=True)
    assert (locked.count(), locked.values("place").distinct().count()) == (2, 1)
    seen = open_locked_signal(OFFICER, "S-2023-0001", at=AT, purpose=WHY)
    assert (seen.summary, seen.place) == ("Verzonnen vuurwerk", "Verzonnen kade 1")
    signal = Signal.objects.get(number="S-2023-0001")
    take_words_back(signal)
    assert (signal.summary, signal.latitude, signal.reported_by) == (
        "Verzonnen vuurwerk",
        Decimal("51.813300"),
        "buurtteam",
    )
    assert signal.reason == "te weinig om op door te gaan"


def test_a_signal_set_aside_before_the_protocol_is_locked_by_hand() -> None:
    number = a_signal(status="set_aside", weighed_on=date(2024, 2, 29)).number
    assert lock_signal(number=number, reason="geen vervolg", by=WEIGHER, at=AT) == date(2025, 2, 28)
    other = a_signal("S-2023-0002").number
    with pytest.raises(RegistrationError, match="niet in behandeling"):
        lock_signal(number=other, reason="geen vervolg", by=WEIGHER, at=AT)


def test_a_tip_alone_is_never_taken_in_and_two_tips_do_not_confirm_each_other() -> None:
    number = a_signal(received_on=date(2022, 2, 1)).number
    said = {"decided_on": date(2022, 3, 1)}
    with pytest.raises(RuleError, match="alleen op anonieme meldingen"):
        step(number, "weighing_1", "yes", **said)
    assert step(number, "weighing_1", "yes", supported_by="eigen waarneming", **said) is SignalStatus.TAKEN_IN
    tips = [a_signal(f"S-2023-000{n}").number for n in (2, 3)]
    assert list_tips(Signal.objects.filter(number__in=tips)) == [True, True]
    assert sorted(list_tips(Signal.objects.filter(number__in=[*tips, number]))) == [False, True, True]


def test_taking_in_opens_a_case_with_it_or_does_neither() -> None:
    leader = a_viewer(Role.COORDINATOR, person=a_person("leidt"))
    number = a_signal(channel="partner", place="Verzonnen plein").number
    for code, outcome in TO_ENQUIRY[:3]:
        step(number, code, outcome)
    said = {"number": number, "step": "weighing_3", "outcome": "department", "reason": "eigen taak"}
    with pytest.raises(RegistrationError):
        weigh_and_open_case(**said, case_kind="bestaat-niet", by=leader, at=AT)
    assert Signal.objects.get().status == "weighed"
    done = weigh_and_open_case(**said, case_kind="nuisance_location", case_title="Plein", by=leader, at=AT)
    case = Case.objects.get()
    assert (done.status, done.case, case.place) == (SignalStatus.TAKEN_IN, case.number, "Verzonnen plein")
    assert [one.number for one in case.signals.all()] == [number]


def test_a_reader_names_a_second_and_a_third_is_refused() -> None:
    people = {name: a_person(name) for name in ("een", "twee", "drie")}
    number = a_signal().number
    keep_raw_text(number=number, text="verzonnen tekst", readers=["een"], by=WEIGHER, at=AT)
    reader = a_viewer(Role.CORE_TEAM_MEMBER, person=people["een"])
    with pytest.raises(NotFoundError):
        name_reader(number=number, username="drie", by=WEIGHER, at=AT)
    name_reader(number=number, username="twee", by=reader, at=AT)
    with pytest.raises(RegistrationError, match="hoogstens twee lezers"):
        name_reader(number=number, username="drie", by=reader, at=AT)
    name_reader(number=number, username="een", by=reader, at=AT)
    with pytest.raises(RegistrationError, match="'vier' bestaat niet"):
        name_reader(number=number, username="vier", by=reader, at=AT)
