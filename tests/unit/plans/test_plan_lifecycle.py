from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from spoorboek.rules.errors import LifecycleError
from spoorboek.rules.lifecycle import render_mermaid
from spoorboek.rules.plan_lifecycle import PLAN_LIFECYCLE, VersionStatus

PAGE = Path(__file__).parents[3] / "docs" / "naslag" / "levenslopen.md"
STEPS = {("draft", "adopted"), ("adopted", "superseded"), ("adopted", "withdrawn")}


def test_the_diagram_in_the_docs_is_the_table():
    assert f"```mermaid\n{render_mermaid(PLAN_LIFECYCLE)}```" in PAGE.read_text()


@pytest.mark.parametrize(("now", "wanted"), list(itertools.product(VersionStatus, repeat=2)))
def test_only_three_steps_exist(now, wanted):
    if (now.value, wanted.value) in STEPS:
        PLAN_LIFECYCLE.check_can_become(now, wanted)
    else:
        with pytest.raises(LifecycleError, match=r"^Deze versie van het plan is .* en kan niet .* worden\.$"):
            PLAN_LIFECYCLE.check_can_become(now, wanted)


def test_every_status_has_a_word_and_a_row():
    assert set(PLAN_LIFECYCLE.words) == set(PLAN_LIFECYCLE.steps) == set(VersionStatus)
