"""What can be chosen in registrations is a dated list: own values count, ended ones keep their word."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from tests.apps.registers.register_factories import AT, EVERYTHING, a_case, a_day

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.apps import AccessConfig
from spoorboek.apps.access.listed_fields import list_offered_values, title_of
from spoorboek.apps.cases.actions import close_case, reopen_case
from spoorboek.apps.cases.models import Case
from spoorboek.apps.cases.referral_actions import refer_case
from spoorboek.apps.intake.errors import RegistrationError
from spoorboek.apps.intake.register_actions import correct_registration, record_registration
from spoorboek.apps.interventions.models import InspectedBusiness, InspectionDay
from spoorboek.apps.interventions.registers import INSPECTED_BUSINESSES, INSPECTION_DAYS
from spoorboek.rules.errors import RuleError

LISTS = """
sectors:
  mixed: {valid_until: 2023-12-31, reference: nieuwe indeling}
  port: {title: haven, valid_from: 2024-01-01, reference: nieuwe indeling}
complexities:
  low: {valid_until: 2023-12-31, reference: drie werd twee}
referral_targets:
  halt: {valid_until: 2023-12-31, reference: andere afspraak}
"""
BEFORE, AFTER = date(2023, 12, 31), date(2024, 1, 1)


@pytest.fixture(autouse=True)
def own_lists(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "value_lists.yaml").write_text(LISTS, encoding="utf-8")
    settings.CONFIGURATION_DIR = tmp_path


def record_day(sector: str, held_on: date) -> str:
    values = {"sector": sector, "held_on": held_on}
    return record_registration(
        register=INSPECTION_DAYS, values=values, by=EVERYTHING, at=AT, action="x.record_day"
    )


def correct_day(number: str, **changes: str) -> None:
    correct_registration(
        register=INSPECTION_DAYS, number=number, changes=changes, reason="x", by=EVERYTHING, at=AT
    )


@pytest.mark.django_db
def test_value_is_judged_on_the_day_of_what_is_written_down() -> None:
    record_day("mixed", BEFORE)
    record_day("port", AFTER)
    for sector, held_on in (("mixed", AFTER), ("port", BEFORE), ("zee", AFTER)):
        with pytest.raises(RegistrationError, match="'branche'"):
            record_day(sector, held_on)


@pytest.mark.django_db
def test_day_of_a_row_is_that_of_what_it_belongs_to() -> None:
    day = a_day("ICD-2024-1", AFTER)
    values = {"day": day.number, "business": "B1", "sector": "mixed", "finding": "none"}
    with pytest.raises(RegistrationError, match="'gemengd' geldt tot en met 31 december 2023"):
        record_registration(
            register=INSPECTED_BUSINESSES, values=values, by=EVERYTHING, at=AT, action="x.record"
        )
    assert not InspectedBusiness.objects.exists()


@pytest.mark.django_db
def test_row_under_a_value_that_ended_keeps_its_word_and_can_be_corrected() -> None:
    number = record_day("mixed", BEFORE)
    InspectionDay.objects.filter(number=number).update(held_on=AFTER)
    correct_day(number, place="Verzonnen plein")
    day = Access(EVERYTHING).get(InspectionDay.objects.all(), what="de dag", number=number)
    assert (day.place, day.get_sector_display()) == ("Verzonnen plein", "gemengd")
    with pytest.raises(RegistrationError):
        correct_day(number, held_on="2024-02-01")
    correct_day(number, sector="port")


def test_ended_values_are_offered_last_and_later_ones_not_at_all() -> None:
    assert [value.code for value in list_offered_values("sectors", AFTER)][-2:] == ["port", "mixed"]
    assert "port" not in {value.code for value in list_offered_values("sectors", BEFORE)}
    assert title_of("sectors", "mixed") == "gemengd"


@pytest.mark.django_db
def test_reopened_case_leaves_behind_what_ended_and_no_case_is_referred_to_it() -> None:
    case = a_case(opened_on=BEFORE, complexity="low")
    with pytest.raises(RuleError, match="'Halt' geldt tot en met 31 december 2023"):
        refer_case(number=case.number, target="halt", sent_on=AFTER, reason="x", by=EVERYTHING, at=AT)
    close_case(number=case.number, closed_on=AFTER, reason="klaar", by=EVERYTHING, at=AT)
    again = reopen_case(number=case.number, reopened_on=AFTER + timedelta(1), by=EVERYTHING, at=AT)
    assert Case.objects.get(number=again).complexity == ""
    assert Case.objects.get(number=case.number).get_complexity_display() == "laag"


def test_program_does_not_start_with_a_wrong_list(tmp_path: Path) -> None:
    (tmp_path / "value_lists.yaml").write_text("sectors:\n  port: {title: haven}\n", encoding="utf-8")
    with pytest.raises(ImproperlyConfigured, match=r"value_lists.yaml: Regel 2: hier ontbreekt 'reference'"):
        AccessConfig.create("spoorboek.apps.access").ready()
