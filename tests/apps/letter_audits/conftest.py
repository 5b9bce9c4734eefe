"""The example city with its letters; every test leaves it as it was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker
from tests.letter_world import open_world


@pytest.fixture(scope="module", autouse=True)
def city(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    with open_world(tmp_path_factory.mktemp("city"), django_db_blocker):
        yield


@pytest.fixture(autouse=True)
def as_it_was(city: None, db: None) -> None:
    """Undo what a test does: ``db`` is a savepoint inside the transaction of the city."""
