"""What every test shares: on CI a part that is missing is a failure, not a skip."""

from __future__ import annotations

import gc
import os
import sqlite3
import sys
from collections.abc import Generator, Iterator
from contextlib import closing

import pytest
from django.conf import settings as house
from django.db import connection
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


def pytest_collection_finish() -> None:
    """Tests and modules stay to the end: looking for garbage among them costs a twentieth of the run."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and os.environ.get("CI") and MISSING in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"CI installs everything, yet: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Begin with the tables that scripts/run_tests.py made once for all its parts, where it did."""
    tables = os.environ.get("SPOORBOEK_TEST_TABLES")
    described = connection.settings_dict["TEST"]
    if not tables:
        yield
    elif connection.vendor == "postgresql":
        described["TEMPLATE"] = tables
        yield
    else:
        # A database in memory lasts as long as somebody has it open.
        name = connection.creation._get_test_db_name()
        with closing(sqlite3.connect(name, uri=True)) as kept:
            with closing(sqlite3.connect(tables)) as made:
                made.backup(kept)
            yield


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    """Tests put rows in the database without an action: nothing that was worked out before holds then."""
    remembering = sys.modules.get("spoorboek.apps.audit.remembering")
    if remembering is not None:
        remembering.forget()
