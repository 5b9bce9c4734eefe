"""A kind of case that ended takes no new cases; a case keeps the phases with which it began."""

from __future__ import annotations

from datetime import date

import pytest

from spoorboek.rules.case_kinds import read_case_kinds
from spoorboek.rules.errors import RuleError

TEXT = """
table:
  title: tafel
  until: 2024-12-31
  versions:
    - {since: 2020-01-01, reference: eerste werkwijze, phases: {begin: begin, end: einde}}
    - {since: 2023-01-01, reference: nieuwe werkwijze, phases: {start: start}}
"""


def test_kind_is_open_until_its_last_day() -> None:
    kind = read_case_kinds(TEXT)["table"]
    assert kind.is_open_on(date(2024, 12, 31))
    assert not kind.is_open_on(date(2025, 1, 1))


def test_a_new_version_leaves_older_cases_their_phases_and_reference() -> None:
    kind = read_case_kinds(TEXT)["table"]
    assert list(kind.version_on(date(2022, 12, 31)).phases) == ["begin", "end"]
    assert kind.version_on(date(2023, 1, 1)).reference == "nieuwe werkwijze"


@pytest.mark.parametrize("until", ["2019-12-31", "ooit"])
def test_kind_that_ends_before_it_begins_is_refused(until: str) -> None:
    with pytest.raises(RuleError, match="eindigt niet op een dag na haar begin"):
        read_case_kinds(TEXT.replace("2024-12-31", until))
