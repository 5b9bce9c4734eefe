"""Objection and appeal: what follows on what, by when, and how long they keep a forfeited sum collectable."""

from __future__ import annotations

from datetime import date

import pytest
from tests.spec.articles import under

from spoorboek.rules.clocks.collection_lapse import compute_collection_lapse
from spoorboek.rules.clocks.errors import ClockError
from spoorboek.rules.clocks.remedies import (
    RemedyKind,
    RemedyOutcome,
    RemedyStep,
    check_can_lodge,
    compute_final_day,
    find_collection_remedy,
    is_followed,
    list_remedy_deadlines,
)

K = RemedyKind
PUBLISHED = date(2024, 1, 10)


def day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


def steps(*lines: str) -> list[RemedyStep]:
    """Read ``kind lodged decided sent outcome``; a dash where nothing is known yet."""
    found = []
    for line in lines:
        kind, lodged, decided, sent, outcome = line.split()
        found.append(
            RemedyStep(
                kind=K(kind),
                lodged_on=date.fromisoformat(lodged),
                decided_on=day(decided),
                sent_on=day(sent),
                outcome=None if outcome == "-" else RemedyOutcome(outcome),
            )
        )
    return found


OBJECTION = "objection 2024-02-01 2024-04-01 2024-04-02 unfounded"
APPEAL = "appeal 2024-05-01 2025-02-03 2025-02-04 unfounded"


@pytest.mark.parametrize(
    ("forfeited", "lodged", "last_on", "article"),
    [
        *under(
            "Awb, artikel 5:35, eerste lid",
            # 5:35, eerste lid: a year, whatever ended before the last day
            ("2024-03-01", (), "2025-03-01", "5:35, eerste lid"),
            ("2024-02-29", (), "2025-02-28", "5:35, eerste lid"),
            ("2024-03-01", ("objection 2024-02-01 2024-04-01 2024-04-02 unfounded",), "2025-03-01", "5:35"),
            (
                "2024-03-01",
                ("objection 2024-02-01 2024-04-01 - withdrawn",),
                "2025-03-01",
                "5:35, eerste lid",
            ),
        ),
        *under(
            "Awb, artikel 5:35, tweede lid",
            # 5:35, tweede lid: as long as it runs, nothing lapses
            ("2024-03-01", ("objection 2024-02-01 - - -",), "-", "5:35"),
            ("2024-03-01", (OBJECTION, "appeal 2024-05-01 - - -"), "-", "5:35"),
        ),
        *under(
            "Awb, artikelen 6:7, 6:8 en 6:24",
            # until the outcome is final: 6:7 and 6:8, six weeks after it was made known
            ("2024-03-01", (OBJECTION, APPEAL), "2025-03-18", "6:7, 6:8, 6:24"),
            ("2024-03-01", (OBJECTION, APPEAL, "higher_appeal 2025-03-10 - - -"), "-", "6:24"),
            (
                "2024-03-01",
                (OBJECTION, APPEAL, "higher_appeal 2025-03-10 2025-11-05 2025-11-05 founded"),
                "2025-11-05",
                "6:24",
            ),
        ),
        *under(
            "Awb, artikel 6:21",
            # withdrawn: final on that day (6:21)
            ("2024-03-01", (OBJECTION, "appeal 2024-05-01 2025-06-02 - withdrawn"), "2025-06-02", "6:21"),
        ),
        *under(
            "Awb, artikelen 5:35 en 6:11",
            # final before the next was lodged: nothing begins anew, the earlier day counts
            ("2024-03-01", (OBJECTION, "appeal 2024-08-01 - - -"), "2025-03-01", "6:11"),
        ),
        *under(
            "Awb, artikel 8:81",
            ("2024-03-01", ("interim_relief 2024-02-01 - - -",), "2025-03-01", "8:81"),
        ),
        *under(
            "Awb, artikel 5:35, tweede lid",
            # lodged after the last day: too late for this
            ("2024-03-01", ("objection 2025-03-02 - - -",), "2025-03-01", "5:35"),
        ),
        *under(
            "Awb, artikel 5:35, zoals het vóór 1 april 2021 gold",
            # forfeited before 1 April 2021: no prolonging yet
            ("2021-03-31", ("objection 2021-02-01 - - -",), "2022-03-31", "Stb. 2020, 500"),
        ),
        *under(
            "Awb, artikel 5:35, tweede lid",
            ("2021-04-01", ("objection 2021-02-01 - - -",), "-", "Stb. 2020, 500"),
        ),
    ],
)
def test_a_running_remedy_keeps_a_forfeited_sum_collectable(
    forfeited: str, lodged: tuple[str, ...], last_on: str, article: str
) -> None:
    remedy = find_collection_remedy(steps(*lodged))
    lapse = compute_collection_lapse(date.fromisoformat(forfeited), remedy=remedy)
    assert lapse.last_on == day(last_on), article


def test_a_lapse_that_leans_on_a_remedy_is_marked_for_a_lawyer() -> None:
    forfeited = date(2024, 3, 1)
    assert compute_collection_lapse(forfeited).checked
    held = compute_collection_lapse(forfeited, remedy=find_collection_remedy(steps(OBJECTION, APPEAL)))
    assert not held.checked
    assert "verlengd tot en met 18 maart 2025" in held.why[-1]


@pytest.mark.parametrize(
    ("line", "final"),
    [
        *under(
            "Awb, artikel 7:10",
            ("objection 2024-02-01 - - -", "-"),
        ),
        *under(
            "Awb, artikelen 3:41 en 6:8",
            ("objection 2024-02-01 2024-04-01 - unfounded", "-"),  # not made known yet: 6:8
        ),
        *under(
            "Awb, artikelen 6:7 en 6:8; Algemene termijnenwet, artikel 1",
            ("objection 2024-02-01 2024-04-01 2024-04-02 founded", "2024-05-14"),
            (
                "objection 2024-02-01 2024-03-20 2024-03-28 founded",
                "2024-05-13",
            ),  # Ascension Day, the day after by decree, weekend
        ),
        *under(
            "Awb, artikel 8:104",
            ("higher_appeal 2024-02-01 2024-04-01 2024-04-02 unfounded", "2024-04-01"),
        ),
        *under(
            "Awb, artikel 6:21",
            ("appeal 2024-02-01 2024-04-01 - withdrawn", "2024-04-01"),
        ),
    ],
)
def test_an_outcome_is_final_when_the_next_term_is_over(line: str, final: str) -> None:
    (step,) = steps(line)
    assert compute_final_day(step) == day(final)


@pytest.mark.parametrize(
    ("kind", "lodged", "earlier", "words"),
    [
        *under(
            "Awb, artikelen 6:7 en 6:8",
            (K.OBJECTION, "2024-02-21", (), ""),  # 6:7: the last day
            (K.OBJECTION, "2024-02-22", (), "laatste dag was 21 februari 2024"),
        ),
        *under(
            "Awb, artikelen 3:40 en 6:10",
            (K.OBJECTION, "2024-01-09", (), "3:40"),
        ),
        *under(
            "Awb, artikel 6:4",
            (K.OBJECTION, "2024-02-10", (OBJECTION,), "Er staat al een bezwaar"),
        ),
        *under(
            "Awb, artikel 7:1",
            (K.APPEAL, "2024-05-01", (), "eerst een uitkomst op het bezwaar"),
            (K.APPEAL, "2024-05-01", ("objection 2024-02-01 - - -",), "eerst een uitkomst op het bezwaar"),
        ),
        *under(
            "Awb, artikelen 6:7 en 6:8",
            (K.APPEAL, "2024-05-14", (OBJECTION,), ""),
            (K.APPEAL, "2024-05-15", (OBJECTION,), "laatste dag was 14 mei 2024"),
        ),
        *under(
            "Awb, artikel 8:104",
            (K.HIGHER_APPEAL, "2025-03-10", (OBJECTION,), "eerst een uitkomst op het beroep"),
        ),
        *under(
            "Awb, artikelen 6:7, 6:8 en 6:24",
            (K.HIGHER_APPEAL, "2025-03-18", (OBJECTION, APPEAL), ""),
        ),
        *under(
            "Awb, artikel 8:81",
            (K.INTERIM_RELIEF, "2024-12-01", (), ""),  # 8:81: no term
        ),
    ],
)
def test_a_remedy_follows_on_the_one_before_and_comes_in_time(
    kind: RemedyKind, lodged: str, earlier: tuple[str, ...], words: str
) -> None:
    on, before = date.fromisoformat(lodged), steps(*earlier)
    if not words:
        check_can_lodge(kind, lodged_on=on, published_on=PUBLISHED, earlier=before)
        return
    with pytest.raises(ClockError, match=words):
        check_can_lodge(kind, lodged_on=on, published_on=PUBLISHED, earlier=before)


def test_who_is_late_is_written_down_with_the_reason_that_excuses_it() -> None:
    said = {"lodged_on": date(2024, 3, 1), "published_on": PUBLISHED}
    with pytest.raises(ClockError, match="6:11"):
        check_can_lodge(K.OBJECTION, **said)  # type: ignore[arg-type]
    check_can_lodge(K.OBJECTION, late_because="opgenomen in een ziekenhuis", **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "committee", "adjourned", "title", "last_on", "article"),
    [
        *under(
            "Awb, artikel 7:10, eerste lid",
            (
                "objection 2024-02-01 - - -",
                False,
                False,
                "Beslissen op bezwaar",
                "2024-04-03",
                "7:10, eerste lid",
            ),
        ),
        *under(
            "Awb, artikel 7:13",
            ("objection 2024-02-01 - - -", True, False, "Beslissen", "2024-05-15", "7:13"),
        ),
        *under(
            "Awb, artikel 7:10, derde lid",
            ("objection 2024-02-01 - - -", False, True, "Beslissen", "2024-05-15", "7:10"),
        ),
        *under(
            "Awb, artikel 6:7",
            (OBJECTION, False, False, "Beroep instellen", "2024-05-14", "6:7"),
        ),
        *under(
            "Awb, artikelen 6:7 en 6:24",
            (APPEAL, False, False, "Hoger beroep instellen", "2025-03-18", "6:24"),
        ),
        *under(
            "Awb, artikel 8:66",
            ("appeal 2024-05-01 - - -", False, False, "", "-", ""),
        ),
        *under(
            "Awb, artikel 6:21",
            ("objection 2024-02-01 2024-04-01 - withdrawn", False, False, "", "-", ""),
        ),
    ],
)
def test_a_remedy_sets_the_next_term_running(
    line: str, committee: bool, adjourned: bool, title: str, last_on: str, article: str
) -> None:
    (step,) = steps(line)
    found = list_remedy_deadlines(step, published_on=PUBLISHED, with_committee=committee, adjourned=adjourned)
    assert [(one.title.startswith(title), one.last_on, article in one.article) for one in found] == (
        [(True, day(last_on), True)] if title else []
    )


def test_the_term_of_a_step_is_over_once_the_next_was_taken() -> None:
    assert is_followed(K.OBJECTION, {K.OBJECTION, K.APPEAL})
    assert not is_followed(K.OBJECTION, {K.OBJECTION, K.INTERIM_RELIEF})
