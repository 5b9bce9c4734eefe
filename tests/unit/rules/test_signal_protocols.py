"""The protocols themselves: what is shipped is whole, and what is written wrongly is refused."""

from __future__ import annotations

from datetime import date

import pytest

from spoorboek.rules.protocols.signal_protocol import (
    FOLDER,
    ProtocolError,
    get_protocol,
    read_protocol,
)
from spoorboek.rules.roles import Permission

SHIPPED = sorted(path.stem for path in FOLDER.glob("*.yaml"))
SMALL = """
title: Verzonnen
versions:
  - version: "1"
    since: 2023-01-01
    until: null
    reference: verzonnen
    keep_months: 12
    locked_readers: [signals.privacy]
    sources: {brp: register}
    steps:
      one: {stage: 1, title: Eén, question: "Wat?", decided_by: signals.write,
            outcomes: {"yes": {title: Ja, to: two}, "no": {title: Nee, to: set_aside}}}
      two: {stage: 1, title: Twee, question: "Wat?", decided_by: signals.privacy,
            outcomes: {"yes": {title: Ja, to: taken_in}}}
"""


@pytest.mark.parametrize("code", SHIPPED)
def test_each_shipped_version_names_its_source_and_has_all_weighings(code: str) -> None:
    newest = get_protocol(code).versions[-1]
    assert newest.reference and newest.keep_months > 0 and newest.locked_readers
    steps = [step.code for step in newest.steps]
    assert [one for one in steps if one.startswith("weighing")] == [
        "weighing_1",
        "weighing_2a",
        "weighing_2b",
        "weighing_3",
        "weighing_4",
        "weighing_5",
    ]
    privacy = {step.code for step in newest.steps if step.decided_by is Permission.SIGNALS_PRIVACY}
    assert privacy == {"privacy_check_1", "privacy_check_2a", "privacy_check_2b"}


@pytest.mark.parametrize("code", SHIPPED)
def test_every_row_of_outcomes_ends(code: str) -> None:
    for version in get_protocol(code).versions:
        ways: list[dict[str, str]] = [{}]
        while ways:
            taken = ways.pop()
            waiting = version.find_next(taken)
            if waiting is not None:
                ways += [{**taken, waiting.code: outcome.code} for outcome in waiting.outcomes]
        assert len(taken) <= len(version.steps)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("to: nergens", "to: two"),
        ("to: one", "to: taken_in"),
        ("to: referred", "to: two"),
        ("decided_by: iedereen", "decided_by: signals.privacy"),
        ("until: 2022-01-01", "until: null"),
        ("needs: geluk, to: two", "to: two"),
        ("", "    reference: verzonnen\n"),
    ],
)
def test_a_protocol_that_is_not_whole_is_refused(wrong: str, right: str) -> None:
    read_protocol("proef", SMALL)
    with pytest.raises(ProtocolError):
        read_protocol("proef", SMALL.replace(right, wrong))


@pytest.mark.parametrize("text", ["", "versions: 3", "title: x\nversions: []", "- a", "a: ["])
def test_text_that_is_no_protocol_is_refused(text: str) -> None:
    with pytest.raises(ProtocolError):
        read_protocol("proef", text)


@pytest.mark.parametrize(
    ("decided_on", "end"),
    [
        (date(2023, 1, 31), date(2024, 1, 31)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 12, 31), date(2024, 12, 31)),
    ],
)
def test_a_lock_ends_after_the_months_of_the_protocol(decided_on: date, end: date) -> None:
    assert read_protocol("proef", SMALL).versions[0].get_lock_end(decided_on) == end


def test_nothing_held_before_the_first_version() -> None:
    with pytest.raises(ProtocolError, match="gold nog geen versie"):
        read_protocol("proef", SMALL).get_version_on(date(2022, 12, 31))


@pytest.mark.parametrize("code", ["bestaat_niet", "../roles", ""])
def test_an_unknown_protocol_is_refused(code: str) -> None:
    with pytest.raises(ProtocolError):
        get_protocol(code)
