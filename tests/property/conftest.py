"""How often the random things of this folder are tried: few in a test, many in the proof."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--interleavings", dest="interleavings", default=15, help="how often two people write at random"
    )


@pytest.fixture
def interleavings(request: pytest.FixtureRequest) -> int:
    """How many random orders of two writers to try."""
    return int(request.config.getoption("interleavings", 15))
