"""Gives every process of a parallel run a data folder of its own, before the settings are read.

Loaded by scripts/run_tests.py with ``-p``: tests that damage a kept file on purpose would else meet others
that keep the same file, because files are named after what is in them.
"""

from __future__ import annotations

import os

_WORKER = os.environ.get("PYTEST_XDIST_WORKER")
_FOLDER = os.environ.get("SPOORBOEK_DATA_DIR")
if _WORKER and _FOLDER and not _FOLDER.endswith(_WORKER):
    os.environ["SPOORBOEK_DATA_DIR"] = f"{_FOLDER}/{_WORKER}"
