"""A loaded city with its people, once per module, and the command line as a function."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

from spoorboek.apps.exchange.actions import FURNISHER, load_city
from spoorboek.apps.people.demo import create_demo_people
from spoorboek.apps.people.queries import get_viewer
from spoorboek.cli.exit_codes import ExitCode
from spoorboek.cli.main import main

EXAMPLE = Path(__file__).parents[2] / "examples" / "dordrecht"
AT = datetime(2025, 2, 24, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Outcome:
    """What a command said and how it ended."""

    code: ExitCode
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Outcome]


@pytest.fixture
def run() -> Run:
    """Return a function that runs ``spoorboek`` with these words and, if given, this input."""

    def call(*words: str, typed: str | bytes | None = None) -> Outcome:
        result = CliRunner().invoke(main, list(words), input=typed)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Outcome(ExitCode(result.exit_code), result.stdout, result.stderr)

    return call


@pytest.fixture
def people(db: None, settings: Any, tmp_path: Path) -> None:
    """The invented people, and an empty data folder."""
    settings.DATA_DIR = tmp_path / "data"
    create_demo_people(at=AT)


@pytest.fixture(scope="module")
def city(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The example city with its people and drafts, loaded once for the read-only tests of a module."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "DATA_DIR", tmp_path_factory.mktemp("data"))
        # A transaction that is never committed: the module leaves nothing behind on any database.
        connection.ensure_connection()
        atomic = _begin()
        try:
            create_demo_people(at=AT)
            load_city(EXAMPLE, by=FURNISHER, at=AT, author=get_viewer("auteur"))
            yield
        finally:
            atomic()


def _begin() -> Callable[[], None]:
    from django.db import transaction  # noqa: PLC0415 - used by this helper alone

    block = transaction.atomic()
    block.__enter__()

    def roll_back() -> None:
        transaction.set_rollback(True)
        block.__exit__(None, None, None)

    return roll_back
