"""A channel has a first and a last day: ended ones take no new signals, and what came in stays readable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.apps.registers.register_factories import AT, WHY, a_signal, a_viewer

from spoorboek.apps.intake.actions import record_signal
from spoorboek.apps.intake.channels import CHANNELS, Channel, list_open_channels, read_channels
from spoorboek.apps.intake.errors import RegistrationError
from spoorboek.apps.intake.queries import get_signal
from spoorboek.apps.intake.register_actions import correct_registration
from spoorboek.apps.intake.registers import SIGNALS
from spoorboek.rules.errors import RuleError
from spoorboek.rules.roles import Role

WRITER = a_viewer(Role.COORDINATOR)


@pytest.fixture
def app_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = replace(CHANNELS["app"], valid_from=date(2022, 1, 1), valid_until=date(2023, 6, 30))
    monkeypatch.setitem(CHANNELS, "app", ended)


def record(received_on: date) -> str:
    return record_signal(
        channel="app", received_on=received_on, theme="overlast", summary="Verzonnen", by=WRITER, at=AT
    )


@pytest.mark.django_db
def test_channel_that_ended_takes_no_signal_of_a_later_day(app_ended: None) -> None:
    record(date(2023, 6, 30))
    for day in (date(2023, 7, 1), date(2021, 12, 31)):
        with pytest.raises(RegistrationError, match="vanaf 01-01-2022 tot en met 30-06-2023"):
            record(day)


@pytest.mark.django_db
def test_signal_of_a_channel_that_ended_stays_readable_and_can_be_corrected(app_ended: None) -> None:
    number = a_signal(channel="app", received_on=date(2023, 2, 1)).number
    assert get_signal(WRITER, number, at=AT, purpose=WHY).channel_title == CHANNELS["app"].title
    changed = {"theme": "jeugd"}
    correct_registration(register=SIGNALS, number=number, changes=changed, reason="x", by=WRITER, at=AT)
    later = {"received_on": "2024-01-01"}
    with pytest.raises(RegistrationError):
        correct_registration(register=SIGNALS, number=number, changes=later, reason="x", by=WRITER, at=AT)


def test_only_open_channels_are_to_choose(app_ended: None) -> None:
    assert "app" in dict(list_open_channels(date(2023, 6, 30)))
    assert "app" not in dict(list_open_channels(date(2023, 7, 1)))
    assert "mma" in dict(list_open_channels(date(2099, 1, 1)))


def test_file_gives_days_and_refuses_an_end_before_the_beginning(tmp_path: Path) -> None:
    file = tmp_path / "channels.yaml"
    file.write_text("app: {title: app, anonymous: true, valid_until: 2023-06-30, reference: besluit}\n")
    assert read_channels(file) == {
        "app": Channel("app", "app", True, valid_until=date(2023, 6, 30), reference="besluit")
    }
    file.write_text("app: {title: app}\n")
    with pytest.raises(RuleError, match="'app' noemt niet waar het op rust"):
        read_channels(file)
    with pytest.raises(RuleError, match="kanaal 'x'"):
        Channel("x", "x", valid_from=date(2024, 1, 1), valid_until=date(2023, 1, 1))
