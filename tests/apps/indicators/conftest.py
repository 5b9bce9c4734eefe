"""The figures of the example city, loaded once for all tests of a module that ask for them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker
from tests.figure_store import load_city
from tests.letter_world import open_world


@pytest.fixture(scope="module")
def loaded_city(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    with open_world(tmp_path_factory.mktemp("city"), django_db_blocker, load_city):
        yield


@pytest.fixture
def city(loaded_city: None, db: None) -> None:
    """The city as it was loaded; ``db`` undoes what a test does."""
