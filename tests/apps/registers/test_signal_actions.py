from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.apps.registers.register_factories import AT, WHY, a_person, a_signal, a_viewer

from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.audit.models import Event
from spoorboek.apps.intake.actions import (
    keep_raw_text,
    record_signal,
)
from spoorboek.apps.intake.errors import PurposeError, RegistrationError
from spoorboek.apps.intake.models import Signal
from spoorboek.apps.intake.queries import get_raw_text, get_signal
from spoorboek.apps.intake.register_lists import ListQuestion, list_page
from spoorboek.apps.intake.registers import SIGNALS
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


def test_signals_do_not_exist_for_who_does_not_work_with_them() -> None:
    number = a_signal().number
    inspector = a_viewer(Role.INSPECTOR)
    assert list_page(inspector, SIGNALS, ListQuestion(), at=AT, purpose=WHY).rows == ()
    with pytest.raises(NotFoundError):
        get_signal(inspector, number, at=AT, purpose=WHY)


def test_each_read_is_logged_with_its_purpose_and_none_is_given_without() -> None:
    signal = a_signal()
    with pytest.raises(PurposeError):
        list_page(REGISSEUR, SIGNALS, ListQuestion(), at=AT, purpose=" ")
    list_page(REGISSEUR, SIGNALS, ListQuestion(), at=AT, purpose=WHY)
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
