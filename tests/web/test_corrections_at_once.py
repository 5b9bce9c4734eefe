"""Two people correct one registration: both changes stay, and where they differ the second sees both."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.test import Client
from tests.web.conftest import ClientOf

from spoorboek.apps.intake.errors import ChangedMeanwhileError
from spoorboek.apps.intake.register_actions import correct_registration
from spoorboek.apps.interventions.models import InspectionDay
from spoorboek.apps.interventions.registers import REGISTERS
from spoorboek.apps.people.queries import get_viewer
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db

AT = datetime(2025, 2, 24, 9, 30, tzinfo=UTC)
DAYS = REGISTERS["inspection-days"]


@pytest.fixture
def number(client_of: ClientOf) -> str:
    said = {"held_on": date(2025, 1, 9), "sector": "retail", "place": "Verzonnen straat"}
    return InspectionDay.objects.create(number="ICD-2025-0001", entered_at=AT, **said).number


def address(number: str) -> str:
    return f"/registraties/controledagen/{number}/verbeteren/"


def shown(client: Client, number: str) -> dict[str, str]:
    """Everything that the form on the page would send when nothing is typed."""
    page = client.get(address(number))
    fields = {field.name: str(field.value() or "") for field in page.context["form"]}
    carried = re.findall(r'name="(initial-\w+)"(?: value="([^"]*)")?', page.content.decode())
    return fields | {n: unescape(v) for n, v in carried}


def meanwhile(number: str, **changes: str) -> None:
    correct_registration(
        register=DAYS, number=number, changes=changes, reason="verzonnen", by=get_viewer("regisseur"), at=AT
    )


def test_what_two_people_changed_in_different_fields_both_stays(client_of: ClientOf, number: str) -> None:
    client = client_of(Role.INSPECTOR)
    form = shown(client, number)
    meanwhile(number, sector="mixed")
    answer = client.post(address(number), {**form, "place": "Verzonnen plein", "reason": "verschreven"})
    assert answer.status_code == 302
    day = InspectionDay.objects.get()
    assert (day.sector, day.place) == ("mixed", "Verzonnen plein")


def test_who_saves_second_sees_both_and_keeps_what_was_typed(client_of: ClientOf, number: str) -> None:
    client = client_of(Role.INSPECTOR)
    form = shown(client, number)
    meanwhile(number, place="Andere straat")
    typed = {**form, "place": "Verzonnen plein", "reason": "verschreven"}
    answer = client.post(address(number), typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Iemand anders bewaarde eerder" in page
    assert "Andere straat" in page
    assert answer.context["form"]["place"].value() == "Verzonnen plein"
    assert answer.context["form"]["reason"].value() == "verschreven"
    assert InspectionDay.objects.get().place == "Andere straat"
    again = dict(re.findall(r'name="(initial-\w+)"(?: value="([^"]*)")?', page))
    assert client.post(address(number), {**typed, **again}).status_code == 302
    assert InspectionDay.objects.get().place == "Verzonnen plein"


def test_same_change_by_two_people_is_no_conflict(client_of: ClientOf, number: str) -> None:
    client = client_of(Role.INSPECTOR)
    form = shown(client, number)
    meanwhile(number, place="Verzonnen plein")
    answer = client.post(address(number), {**form, "place": "Verzonnen plein", "reason": "verschreven"})
    assert answer.status_code == 302


def test_correction_between_reading_and_saving_is_noticed(number: str) -> None:
    meanwhile(number, place="Andere straat")
    with pytest.raises(ChangedMeanwhileError):
        correct_registration(
            register=DAYS,
            number=number,
            changes={"place": "Verzonnen plein"},
            reason="verzonnen",
            by=get_viewer("regisseur"),
            at=AT,
            corrections_seen=0,
        )
    assert InspectionDay.objects.get().place == "Andere straat"
