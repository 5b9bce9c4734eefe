from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.apps.registers.register_factories import AT, WHY, a_person, a_signal, a_viewer

from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.audit.models import Event
from spoorboek.apps.intake.actions import (
    decide_on_signal,
    discuss_signal,
    keep_raw_text,
    record_signal,
    weigh_signal,
)
from spoorboek.apps.intake.errors import PurposeError, RegistrationError
from spoorboek.apps.intake.models import Signal
from spoorboek.apps.intake.queries import get_raw_text, get_signal, list_signals
from spoorboek.rules.errors import LifecycleError, RuleError
from spoorboek.rules.register_lifecycles import SignalStatus
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db

REGISSEUR = a_viewer(Role.COORDINATOR)
TIP = {"channel": "mma", "received_on": date(2023, 2, 1), "theme": "ondermijning", "summary": "Verzonnen"}


def test_a_recorded_signal_gets_the_next_number_of_its_year_and_an_event() -> None:
    numbers = [record_signal(**TIP, by=REGISSEUR, at=AT) for _ in range(2)]  # type: ignore[arg-type]
    assert numbers == ["S-2023-0001", "S-2023-0002"]
    assert list(Event.objects.values_list("action", flat=True)) == ["intake.record_signal"] * 2


def test_of_an_anonymous_channel_no_reporter_is_accepted() -> None:
    with pytest.raises(RegistrationError, match="wordt geen melder bewaard"):
        record_signal(**TIP, reported_by="verzonnen vereniging", by=REGISSEUR, at=AT)  # type: ignore[arg-type]
    assert not Signal.objects.exists() and not Event.objects.exists()


def test_the_database_itself_refuses_a_reporter_of_the_tip_line() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        a_signal(reported_by="verzonnen")


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"channel": "duif"}, "'kanaal'"),
        ({"received_on": date(2025, 3, 4)}, "ligt in de toekomst"),
        ({"summary": ""}, "'samenvatting' ontbreekt"),
        ({"summary": "  "}, "'samenvatting'"),
        ({"summary": "x" * 301}, "'samenvatting'"),
        ({"summary": "a\x00b"}, "niet te lezen"),
        ({"area_code": "3311AB"}, "Een gebiedscode ziet eruit als"),
    ],
)
def test_a_value_that_cannot_be_is_named_in_dutch(said: dict[str, object], problem: str) -> None:
    with pytest.raises(RegistrationError, match=problem):
        record_signal(**{**TIP, **said}, by=REGISSEUR, at=AT)  # type: ignore[arg-type]


def test_who_may_not_write_signals_is_told_so() -> None:
    with pytest.raises(NotPermittedError, match="U mag dit niet"):
        record_signal(**TIP, by=a_viewer(Role.AUTHOR), at=AT)  # type: ignore[arg-type]


def test_a_signal_is_weighed_and_then_decided_on() -> None:
    number = a_signal(channel="partner").number
    with pytest.raises(LifecycleError):
        decide_on_signal(number=number, outcome=SignalStatus.REFERRED, reason="politie", by=REGISSEUR, at=AT)
    weigh_signal(number=number, weighed_on=date(2023, 2, 3), by=REGISSEUR, at=AT)
    decide_on_signal(number=number, outcome=SignalStatus.REFERRED, reason="politie", by=REGISSEUR, at=AT)
    assert get_signal(REGISSEUR, number, at=AT, purpose=WHY).status is SignalStatus.REFERRED


def test_a_tip_is_taken_in_only_with_something_that_supports_it() -> None:
    number = a_signal(status="weighed", weighed_on=date(2023, 2, 3)).number
    said = {"number": number, "outcome": SignalStatus.TAKEN_IN, "reason": "past", "by": REGISSEUR, "at": AT}
    with pytest.raises(RuleError, match="Een anonieme melding alleen"):
        decide_on_signal(**said)  # type: ignore[arg-type]
    decide_on_signal(**said, supported_by="waarneming van een toezichthouder")  # type: ignore[arg-type]
    assert Signal.objects.get().status == "taken_in"


def test_nothing_happens_to_a_signal_before_it_came_in() -> None:
    number = a_signal().number
    with pytest.raises(RegistrationError, match="kan niet al op 31-01-2023 zijn besproken"):
        discuss_signal(number=number, discussed_on=date(2023, 1, 31), by=REGISSEUR, at=AT)
    assert Signal.objects.get().discussed_on is None


def test_signals_do_not_exist_for_who_does_not_work_with_them() -> None:
    number = a_signal().number
    inspector = a_viewer(Role.INSPECTOR)
    assert list_signals(inspector, at=AT, purpose=WHY) == []
    with pytest.raises(NotFoundError):
        get_signal(inspector, number, at=AT, purpose=WHY)


def test_each_read_is_logged_with_its_purpose_and_none_is_given_without() -> None:
    signal = a_signal()
    with pytest.raises(PurposeError):
        list_signals(REGISSEUR, at=AT, purpose=" ")
    list_signals(REGISSEUR, at=AT, purpose=WHY)
    event = Event.objects.get()
    assert (event.action, event.details) == ("read", {"ids": [str(signal.pk)], "purpose": WHY})


def test_a_raw_text_exists_for_its_named_readers_only() -> None:
    reader, other = a_person("lezer"), a_person("ander")
    number = a_signal().number
    keep_raw_text(number=number, text="verzonnen tekst", readers=["lezer"], by=REGISSEUR, at=AT)
    seen = get_raw_text(a_viewer(Role.CORE_TEAM_MEMBER, person=reader), number, at=AT, purpose=WHY)
    assert seen == "verzonnen tekst"
    for viewer in (a_viewer(Role.COORDINATOR, person=other), a_viewer(Role.AUTHOR, person=reader), REGISSEUR):
        with pytest.raises(NotFoundError):
            get_raw_text(viewer, number, at=AT, purpose=WHY)


def test_an_anonymous_tip_has_at_most_two_readers() -> None:
    readers = [a_person(name).username for name in ("een", "twee", "drie")]
    number = a_signal().number
    with pytest.raises(RegistrationError, match="hoogstens twee lezers, niet 3"):
        keep_raw_text(number=number, text="verzonnen", readers=readers, by=REGISSEUR, at=AT)
    with pytest.raises(RegistrationError, match="'vier' bestaat niet"):
        keep_raw_text(number=number, text="verzonnen", readers=["vier"], by=REGISSEUR, at=AT)
