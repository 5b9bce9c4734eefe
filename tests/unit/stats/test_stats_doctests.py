"""The examples in the docstrings of the statistics are tests too."""

import doctest
import importlib
import pkgutil
import subprocess
import sys

import pytest

import spoorboek.stats

MODULES = [
    found.name
    for found in pkgutil.walk_packages(spoorboek.stats.__path__, "spoorboek.stats.")
    if not found.ispkg and not found.name.startswith("spoorboek.stats.space.")
]
"""The parts of the scan are inner parts; their examples stand where they are called."""
WITHOUT_EXAMPLE = {"spoorboek.stats.errors"}


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_statistic_give_what_they_say(name):
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0
    assert (result.attempted > 0) == (name not in WITHOUT_EXAMPLE)


def test_comparing_two_counts_loads_neither_scipy_stats_nor_statsmodels_nor_django():
    program = (
        "import sys, spoorboek.stats.two_counts, spoorboek.stats.holm, spoorboek.stats.visible_change,"
        " spoorboek.stats.rounding_box, spoorboek.stats.acceleration\n"
        "print([m for m in ('scipy.stats', 'statsmodels', 'pandas', 'scipy.optimize', 'django')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
