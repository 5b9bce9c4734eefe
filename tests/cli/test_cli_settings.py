"""What the surroundings say wrongly ends in one sentence, and nothing that guards goes off unseen."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from spoorboek.cli.failures import explain
from spoorboek.conf.environment import read_environment


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("SPOORBOEK_DATABASE_URL", "onzin"),
        ("SPOORBOEK_DATABASE_URL", "mysql://naam:geheim@machine/x"),
        ("SPOORBOEK_DATABASE_URL", "postgres://naam:geheim@machine:abc/x"),
        ("SPOORBOEK_EMAIL_URL", "onzin"),
        ("SPOORBOEK_AUDIT_DAYS", "dertig"),
        ("SPOORBOEK_SECURE", "aan"),
        ("SPOORBOEK_EXAMPLE", "misschien"),
    ],
)
def test_a_setting_that_says_nothing_is_named_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, given: str
) -> None:
    monkeypatch.setenv("SPOORBOEK_DATA_DIR", str(tmp_path))
    monkeypatch.setenv(name, given)
    with pytest.raises(ImproperlyConfigured) as caught:
        read_environment()
    failure = explain(caught.value)
    assert failure is not None
    assert name in failure.message and "geheim" not in failure.message and failure.message.endswith(".")


@pytest.mark.parametrize(("given", "is_on"), [("ja", True), ("True", True), ("nee", False), ("", False)])
def test_yes_may_be_said_in_dutch(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: str, is_on: bool
) -> None:
    monkeypatch.setenv("SPOORBOEK_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("SPOORBOEK_SECURE", given)
    assert read_environment().secure is is_on


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "brief.pdf"), "de schijf is vol"),
        (FileExistsError(errno.EEXIST, "File exists", "brief.pdf"), "hier hoort een map"),
        (DatabaseError("file is not a database"), "beschadigd of geen database"),
    ],
)
def test_what_the_machine_says_in_english_is_said_in_dutch(error: Exception, said: str) -> None:
    failure = explain(error)
    assert failure is not None and said in failure.message


def test_roles_that_cannot_be_stop_the_program_with_a_sentence(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "roles.yaml").write_text("raadslid: {versions: []}", encoding="utf-8")
    settings.CONFIGURATION_DIR = tmp_path
    with pytest.raises(ImproperlyConfigured) as caught:
        apps.get_app_config("access").ready()
    failure = explain(caught.value)
    assert failure is not None
    assert failure.message == (
        "SPOORBOEK_CONFIGURATION, roles.yaml: De rol 'raadslid' heeft ten minste één versie nodig."
    )
