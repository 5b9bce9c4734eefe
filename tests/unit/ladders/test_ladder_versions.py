"""Versions of a ladder follow on each other; which one holds; how violations are counted in each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.spec.articles import under
from tests.unit.ladders.ladder_texts import LADDER

from spoorboek.rules.clocks.terms import parse_term
from spoorboek.rules.ladders import shipped
from spoorboek.rules.ladders.errors import LadderError
from spoorboek.rules.ladders.ladder import CountedFrom, Ladder, LadderVersion, check_versions
from spoorboek.rules.ladders.proposal import propose_measure
from spoorboek.rules.ladders.reader import read_ladder
from spoorboek.rules.ladders.recidivism import Violation, count_recidivism
from spoorboek.rules.ladders.shipped import get_ladder

SECOND = """\
  - version: twee
    from: 2025-01-01
    source: verzonnen
    checked: true
    rows:
      - {row: x, when: {place: home}, ordinal: 1+, measure: warning, basis: APV, body: mayor}
      - {row: y, when: {place: bar}, ordinal: 1+, measure: warning, basis: APV, body: mayor}
"""


def day(text: str) -> date:
    return date.fromisoformat(text)


def a_ladder() -> Ladder:
    return read_ladder(LADDER)


def a_version(name: str, since: str, until: str | None = None) -> LadderVersion:
    first = a_ladder().versions[0]
    return replace(first, version=name, since=day(since), until=day(until) if until else None)


def with_end(end: str) -> str:
    return LADDER.replace("    source", f"    until: {end}\n    source", 1) + SECOND


@pytest.mark.parametrize(
    ("text", "words"),
    under(
        "Awb, artikel 4:81",
        (LADDER + SECOND, "heeft geen einde: twee versies gelden dan tegelijk"),
        (with_end("2025-01-01"), "geldt tot en met 1 januari 2025: twee versies"),
        (with_end("2024-12-30"), "geldt niets: sluit ze op elkaar aan"),
        (with_end("2022-12-31"), "vóór het begin"),
        (with_end("2024-12-31").replace("version: twee", "version: een"), "'een' staat er twee keer"),
    ),
)
def test_versions_that_overlap_or_leave_a_gap_are_refused(text: str, words: str) -> None:
    with pytest.raises(LadderError, match=words):
        read_ladder(text)


@pytest.mark.parametrize(
    ("on", "version"),
    under(
        "Awb, artikelen 4:81 en 4:84",
        ("2023-01-01", "een"),
        ("2024-12-31", "een"),
        ("2025-01-01", "twee"),
    ),
)
def test_the_version_is_that_of_the_day_of_the_decision(on: str, version: str) -> None:
    ladder = read_ladder(with_end("2024-12-31"))
    assert ladder.get_version(day(on)).version == version
    proposal = propose_measure(ladder, Violation(day("2023-01-01"), {"place": "bar"}), on=day(on))
    assert proposal.version == version


def test_before_the_first_version_there_is_none() -> None:
    with pytest.raises(LadderError, match="31 december 2022"):
        a_ladder().get_version(day("2022-12-31"))


@pytest.mark.parametrize(
    ("counted_from", "ordinal"),
    under(
        "Awb, artikel 4:81",
        (CountedFrom.PREVIOUS, 3),
        (CountedFrom.CURRENT, 2),
    ),
)
def test_a_chain_counts_further_back_than_a_window_from_the_last(
    counted_from: CountedFrom, ordinal: int
) -> None:
    version = replace(a_version("een", "2015-01-01"), counted_from=counted_from)
    home = {"place": "home"}
    earlier = [Violation(day("2022-06-01"), home), Violation(day("2020-06-01"), home)]
    assert count_recidivism(version, Violation(day("2024-06-01"), home), earlier).ordinal == ordinal


def test_a_ladder_without_versions_is_none() -> None:
    with pytest.raises(LadderError, match="ten minste één versie"):
        check_versions(())


def test_a_wrong_file_among_the_shipped_ones_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ladders").mkdir()
    (tmp_path / "ladders" / "noise.yaml").write_text(LADDER.replace("kind: ordinal", "kind: other"))
    monkeypatch.setattr(shipped, "FOLDER", tmp_path)
    with pytest.raises(LadderError, match=r"noise\.yaml: Regel 3: 'other'"):
        shipped.list_ladders.__wrapped__()


DAYS = st.dates(date(2015, 1, 1), date(2024, 12, 31))


@given(st.lists(DAYS, max_size=6), st.sampled_from(CountedFrom))
def test_counting_does_not_depend_on_the_order_and_loses_nothing(
    days: list[date], counted_from: CountedFrom
) -> None:
    version = replace(a_version("een", "2015-01-01"), counted_from=counted_from)
    current = Violation(day("2025-01-01"), {"place": "bar"})
    earlier = [Violation(on, {"place": "bar"}) for on in days]
    found = count_recidivism(version, current, earlier)
    assert found.ordinal == count_recidivism(version, current, list(reversed(earlier))).ordinal
    assert len(found.counted) + len(found.left_out) == len(earlier)
    assert found.ordinal == len(found.counted) + 1


@given(st.lists(DAYS, max_size=6), st.integers(0, 60))
def test_a_longer_window_never_gives_a_lower_ordinal(days: list[date], more: int) -> None:
    short = a_version("een", "2015-01-01")
    current = Violation(day("2025-01-01"), {"place": "bar"})
    earlier = [Violation(on, {"place": "bar"}) for on in days]
    long = replace(short, window=parse_term(f"{24 + more} maanden"))
    assert (
        count_recidivism(long, current, earlier).ordinal >= count_recidivism(short, current, earlier).ordinal
    )


@given(
    st.sampled_from(["dwelling", "premises"]),
    st.sampled_from(["soft", "hard"]),
    st.lists(st.integers(0, 3000), max_size=8),
)
def test_every_case_has_exactly_one_answer(place: str, drug: str, ages: list[int]) -> None:
    facts = {"object": place, "drug": drug}
    on = day("2026-06-01")
    proposal = propose_measure(
        get_ladder("opium-13b"),
        Violation(on, facts),
        earlier=[Violation(on - timedelta(days=age), facts) for age in ages],
        on=on,
    )
    assert proposal.row.when == facts
    assert proposal.row.position == proposal.position or proposal.row.and_more
