"""What a run in several processes needs: a data folder for each, and the longest files first.

Loaded by scripts/run_tests.py with ``-p``, before the settings are read: tests that damage a kept file on
purpose would else meet others that keep the same file, because files are named after what is in them.
"""

from __future__ import annotations

import os

import pytest

LONGEST = (
    "tests/leaks/test_leak_pages.py",
    "tests/journeys/test_every_page.py",
    "tests/journeys/test_register_to_letter.py",
)
"""Files that take so long that the other process would wait for them at the end."""

_WORKER = os.environ.get("PYTEST_XDIST_WORKER")
_FOLDER = os.environ.get("SPOORBOEK_DATA_DIR")
if _WORKER and _FOLDER and not _FOLDER.endswith(_WORKER):
    os.environ["SPOORBOEK_DATA_DIR"] = f"{_FOLDER}/{_WORKER}"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
