"""What every test shares: on CI a part that is missing is a failure, not a skip."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator

import pytest
from django.conf import settings as house
from hypothesis import settings

# How long an example takes says more of the machine than of the code.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

MISSING = "ontbreekt op deze machine: "
"""How the reason of a skip begins when something is not installed."""


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    """Keep passwords with a fast hash: the slow one costs more than all else in a city with twelve people."""
    house.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and os.environ.get("CI") and MISSING in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"CI installs everything, yet: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    """Tests put rows in the database without an action: nothing that was worked out before holds then."""
    remembering = sys.modules.get("spoorboek.apps.audit.remembering")
    if remembering is not None:
        remembering.forget()
