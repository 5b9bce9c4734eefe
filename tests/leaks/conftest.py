"""The invented city, made once for all tests of this folder, and undone again after each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings
from tests.leaks.matrix import Matrix
from tests.leaks.world import World, make_world


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--leak-worlds", dest="leak_worlds", default=100, help="how many random worlds")


@pytest.fixture(scope="package")
def made_world(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """The city, inside a transaction that is undone when the folder is done."""
    folder: Path = tmp_path_factory.mktemp("leaks")
    with (
        override_settings(DATA_DIR=folder, AXES_ENABLED=False),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(made_world: World, db: None) -> World:
    """The city, as it was made."""
    cache.clear()
    return made_world


@pytest.fixture(scope="package")
def matrix(made_world: World) -> Matrix:
    """Every page as everybody sees it. What asking changed is undone."""
    found = Matrix(made_world)
    with transaction.atomic():
        cache.clear()
        assert found.seen
        transaction.set_rollback(True)
    return found
