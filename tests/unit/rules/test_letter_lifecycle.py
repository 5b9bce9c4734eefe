from __future__ import annotations

import itertools
import re

import pytest

from spoorboek.rules.errors import LifecycleError
from spoorboek.rules.letter_lifecycle import (
    EDITABLE_STATUSES,
    LETTER_LIFECYCLE,
    LetterStatus,
    check_can_submit,
)
from spoorboek.rules.lifecycle import render_mermaid

# Written out on its own, so that a slip in the table is found.
STEPS = {
    ("draft", "in_approval"),
    ("draft", "withdrawn"),
    ("in_approval", "draft"),
    ("in_approval", "approved"),
    ("in_approval", "withdrawn"),
    ("approved", "draft"),
    ("approved", "in_approval"),
    ("approved", "published"),
    ("approved", "withdrawn"),
    ("published", "corrected"),
    ("published", "retracted"),
}


@pytest.mark.parametrize(("now", "wanted"), list(itertools.product(LetterStatus, repeat=2)))
def test_what_the_table_allows_happens_and_nothing_else(now: LetterStatus, wanted: LetterStatus) -> None:
    if (now.value, wanted.value) in STEPS:
        LETTER_LIFECYCLE.check_can_become(now, wanted)
    else:
        said = re.escape(f"de status is '{LETTER_LIFECYCLE.words[now]}'")
        with pytest.raises(LifecycleError, match=said):
            LETTER_LIFECYCLE.check_can_become(now, wanted)


def test_a_refusal_says_what_cannot_be_done_and_what_is_needed_first() -> None:
    with pytest.raises(LifecycleError) as refused:
        LETTER_LIFECYCLE.check_can_become(LetterStatus.DRAFT, LetterStatus.PUBLISHED)
    assert str(refused.value) == (
        "De brief kunt u nu niet publiceren: de status is 'concept' en moet 'goedgekeurd' zijn."
    )


@pytest.mark.parametrize("status", [s for s in LetterStatus if s is not LetterStatus.DRAFT])
def test_only_a_draft_is_offered_for_approval(status: LetterStatus) -> None:
    check_can_submit(LetterStatus.DRAFT)
    with pytest.raises(LifecycleError, match="Alleen een concept"):
        check_can_submit(status)


def test_what_was_published_or_withdrawn_is_not_edited() -> None:
    assert set(LetterStatus) - set(EDITABLE_STATUSES) == {
        LetterStatus.PUBLISHED,
        LetterStatus.CORRECTED,
        LetterStatus.WITHDRAWN,
        LetterStatus.RETRACTED,
    }


def test_the_diagram_names_every_status_and_draws_every_step_once() -> None:
    lines = [line.strip() for line in render_mermaid(LETTER_LIFECYCLE).splitlines()]
    arrows = [line.split(":")[0] for line in lines if "-->" in line and "[*]" not in line]
    assert sorted(arrows) == sorted(f"{now} --> {wanted}" for now, wanted in STEPS)
    assert "approved --> published: publiceren" in lines
    assert "in_approval: ligt ter goedkeuring" in lines
