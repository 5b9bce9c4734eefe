"""In any world a record says of itself what a query says, and both say what the rules say."""

from __future__ import annotations

from typing import Any

import pytest
from tests.leaks.random_worlds import KNOWN, check_world, list_guarded

WORLDS = 100
BATCH = 50


def test_the_oracle_knows_every_model_that_not_everybody_may_see() -> None:
    assert {model._meta.label_lower for model in list_guarded()} == KNOWN


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "first" in metafunc.fixturenames:
        worlds = int(metafunc.config.getoption("leak_worlds", WORLDS))
        metafunc.parametrize("first", range(0, worlds, BATCH))


def test_filter_and_is_allowed_agree_with_the_oracle(db: Any, first: int) -> None:
    assert sum(check_world(seed) for seed in range(first, first + BATCH)) > BATCH
