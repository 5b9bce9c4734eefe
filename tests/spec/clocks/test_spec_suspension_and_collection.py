"""What the court suspends and what is deferred: one row per case, with the article beside it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.spec.articles import under

from spoorboek.figures.period import Period
from spoorboek.rules.clocks.collection_lapse import CollectionSteps, Remedy, compute_collection_lapse
from spoorboek.rules.clocks.errors import ClockError
from spoorboek.rules.clocks.remedies import (
    RemedyKind,
    RemedyOutcome,
    RemedyStep,
    check_can_settle,
    list_outcomes,
    list_suspensions,
)
from spoorboek.rules.clocks.suspensions import Suspension, compute_compliance_end, find_suspension

K, O = RemedyKind, RemedyOutcome  # noqa: E741 - short in a table
PUBLISHED = date(2024, 1, 10)


def day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


def known(text: str) -> date:
    return date.fromisoformat(text)


def suspended(*spans: str) -> list[Suspension]:
    """Read ``2024-02-01..2024-03-01``; without the second day it still runs."""
    parts = [each.partition("..") for each in spans]
    return [Suspension(known(first), day(last or "-")) for first, _, last in parts]


def steps(*lines: str) -> list[RemedyStep]:
    """Read ``kind lodged decided sent outcome``."""
    found = []
    for line in lines:
        kind, lodged, decided, sent, outcome = line.split()
        found.append(
            RemedyStep(
                kind=K(kind),
                lodged_on=known(lodged),
                decided_on=day(decided),
                sent_on=day(sent),
                outcome=None if outcome == "-" else O(outcome),
            )
        )
    return found


def relief(first: str, last: str = "-", lodged: str = "2024-02-01") -> RemedyStep:
    return RemedyStep(
        kind=K.INTERIM_RELIEF,
        lodged_on=known(lodged),
        decided_on=known(first),
        outcome=O.GRANTED,
        suspended_from=known(first),
        suspended_until=day(last),
    )


@pytest.mark.parametrize(
    ("suspension", "lodged", "last", "article"),
    [
        *under(
            "Awb, artikel 8:85, eerste lid",
            # 8:85, eerste lid: the day that the court names
            (relief("2024-02-14", "2024-05-01"), (), "2024-05-01", "8:85, eerste lid"),
            (relief("2024-02-14", "2024-02-29"), (), "2024-02-29", "8:85, eerste lid; a leap day"),
        ),
        *under(
            "Awb, artikel 8:81",
            # without a day it runs on while the objection does
            (relief("2024-02-14"), (), "-", "8:81"),
            (relief("2024-02-14"), ("objection 2024-02-01 - - -",), "-", "8:81"),
        ),
        *under(
            "Awb, artikelen 8:81 en 6:8",
            (relief("2024-02-14"), ("objection 2024-02-01 2024-04-01 - unfounded",), "-", "6:8"),
        ),
        *under(
            "Awb, artikel 8:85, tweede lid, onder a",
            # tweede lid, onder a: no appeal within six weeks, with the holidays of 6:7
            (
                relief("2024-02-14"),
                ("objection 2024-02-01 2024-04-01 2024-04-02 unfounded",),
                "2024-05-14",
                "8:85, tweede lid, onder a",
            ),
            (
                relief("2024-02-14"),
                ("objection 2024-02-01 2024-03-15 2024-03-25 unfounded",),
                "2024-05-06",
                "8:85, onder a; a Monday",
            ),
            (
                relief("2024-02-14"),
                ("objection 2024-02-01 2024-03-15 2024-03-16 unfounded",),
                "2024-04-29",
                "8:85, onder a; after a Koningsdag on Saturday",
            ),
        ),
        *under(
            "Awb, artikel 8:85, tweede lid, onder b",
            # onder b: withdrawn
            (
                relief("2024-02-14"),
                ("objection 2024-02-01 2024-03-05 - withdrawn",),
                "2024-03-05",
                "8:85, tweede lid, onder b",
            ),
        ),
        *under(
            "Awb, artikel 8:85, tweede lid, onder c",
            # onder c: the court in the main proceedings
            (
                relief("2024-02-14"),
                (
                    "objection 2024-02-01 2024-04-01 2024-04-02 unfounded",
                    "appeal 2024-05-01 2024-12-02 2024-12-03 unfounded",
                ),
                "2024-12-02",
                "8:85, tweede lid, onder c",
            ),
        ),
        *under(
            "Awb, artikel 8:85",
            (
                relief("2024-02-14"),
                ("objection 2024-02-01 2024-04-01 2024-04-02 unfounded", "appeal 2024-05-01 - - -"),
                "-",
                "8:85: appeal runs",
            ),
        ),
        *under(
            "Awb, artikel 8:85, tweede lid",
            # what comes first counts
            (
                relief("2024-02-14", "2024-06-01"),
                ("objection 2024-02-01 2024-03-05 - withdrawn",),
                "2024-03-05",
                "8:85, tweede lid: in any case",
            ),
        ),
        *under(
            "Awb, artikel 8:81",
            # asked for during the appeal: what happened before ends nothing
            (
                relief("2024-06-10", lodged="2024-05-20"),
                ("objection 2024-02-01 2024-04-01 2024-04-02 unfounded", "appeal 2024-05-01 - - -"),
                "-",
                "8:81 during appeal",
            ),
        ),
    ],
)
def test_when_a_suspension_ends(
    suspension: RemedyStep, lodged: tuple[str, ...], last: str, article: str
) -> None:
    (found,) = list_suspensions([*steps(*lodged), suspension])
    assert found.last_on == day(last), article
    assert found.first_on == suspension.suspended_from


@pytest.mark.parametrize(
    ("comply", "spans", "last", "article"),
    [
        *under(
            "Awb, artikel 5:32a, tweede lid",
            # Awb 5:32a with 8:81: the time to comply stands still
            ("2024-03-10", (), "2024-03-10", "5:32a"),
        ),
        *under(
            "Awb, artikelen 5:32a en 8:81",
            ("2024-03-10", ("2024-03-01..2024-03-05",), "2024-03-15", "8:81: five days"),
            ("2024-02-28", ("2024-02-20..2024-03-01",), "2024-03-10", "8:81: over a leap day, eleven days"),
            ("2023-02-28", ("2023-02-20..2023-03-01",), "2023-03-10", "8:81: ten days"),
            ("2024-03-10", ("2024-03-10..2024-03-12",), "2024-03-13", "8:81: on the last day"),
            ("2024-03-10", ("2024-03-11..2024-05-01",), "2024-03-10", "8:81: the time was over"),
            ("2024-03-10", ("2024-03-01..2024-03-05", "2024-03-12..2024-03-13"), "2024-03-17", "8:81: twice"),
            ("2024-03-10", ("2024-03-01",), "-", "8:81: while it runs"),
            ("2024-03-29", ("2024-03-29..2024-04-05",), "2024-04-06", "over the change to summer time"),
        ),
    ],
)
def test_time_to_comply_stands_still(comply: str, spans: tuple[str, ...], last: str, article: str) -> None:
    found = compute_compliance_end(known(comply), suspended(*spans))
    assert found.last_on == day(last), article
    assert bool(found.why) is (last != comply)


@pytest.mark.parametrize(
    ("forfeited", "taken", "last", "article"),
    [
        *under(
            "Awb, artikel 4:111, eerste lid",
            # 4:111, eerste lid: the year is longer by the days of deferral
            ("2024-03-01", {"deferrals": "2024-06-01..2024-06-30"}, "2025-03-31", "4:111: thirty days"),
            ("2023-03-01", {"deferrals": "2024-02-28..2024-03-01"}, "2024-03-04", "4:111: with a leap day"),
            ("2023-03-01", {"deferrals": "2024-03-01..2024-03-10"}, "2024-03-11", "4:111: from the last day"),
            (
                "2024-03-01",
                {"deferrals": "2024-03-01..2024-03-10"},
                "2025-03-10",
                "4:111: after the year began",
            ),
            (
                "2024-03-01",
                {"deferrals": "2024-06-01..2024-06-30 2024-09-01..2024-09-10"},
                "2025-04-10",
                "4:111: twice",
            ),
        ),
        *under(
            "Awb, artikel 4:110",
            # 4:106, 4:110: a reminder begins the year anew, what was deferred before it no longer counts
            (
                "2024-03-01",
                {"deferrals": "2024-06-01..2024-06-30", "reminded": "2024-08-01"},
                "2025-08-01",
                "4:110",
            ),
        ),
        *under(
            "Awb, artikelen 4:111 en 5:37a",
            (
                "2024-03-01",
                {"deferrals": "2024-06-01..2024-06-30", "decided": "2024-06-20"},
                "2025-06-30",
                "4:111 after 5:37a: ten days are left",
            ),
        ),
        *under(
            "Awb, artikel 4:106",
            ("2024-03-01", {"decided": "2024-06-20", "enforced": "2025-01-15"}, "2026-01-15", "4:106"),
            ("2024-02-29", {"reminded": "2024-08-01"}, "2025-08-01", "4:106"),
        ),
        *under(
            "Awb, artikel 5:37a, vierde lid",
            # 5:37a, vierde lid: suspended on the last day, longer by the days of the suspension
            (
                "2024-03-01",
                {"decided": "2024-06-20", "suspended": "2025-06-01..2025-07-10"},
                "2025-07-30",
                "5:37a, vierde lid: forty days",
            ),
            ("2024-03-01", {"decided": "2024-06-20", "suspended": "2025-06-01"}, "-", "5:37a, vierde lid"),
            (
                "2024-03-01",
                {"decided": "2024-06-20", "suspended": "2024-07-01..2024-09-01"},
                "2025-06-20",
                "5:37a: not suspended on the last day",
            ),
            (
                "2024-03-01",
                {"decided": "2024-06-20", "suspended": "2025-06-01..2025-06-20"},
                "2025-07-10",
                "5:37a: up to the last day",
            ),
        ),
        *under(
            "Awb, artikel 5:35, zoals het vóór 1 april 2021 gold",
            # before 1 April 2021 the decision did not interrupt, and a suspension prolonged nothing
            (
                "2021-03-31",
                {"decided": "2021-06-20", "suspended": "2022-03-01..2022-06-01"},
                "2022-03-31",
                "Stb. 2020, 500",
            ),
        ),
    ],
)
def test_deferral_suspension_and_reminders_move_the_lapse(
    forfeited: str, taken: dict[str, str], last: str, article: str
) -> None:
    lapse = compute_collection_lapse(known(forfeited), steps=read(taken))
    assert lapse.last_on == day(last), article


def read(taken: dict[str, str]) -> CollectionSteps:
    return CollectionSteps(
        decided_on=day(taken.get("decided", "-")),
        reminded_on=[known(each) for each in taken.get("reminded", "").split()],
        enforced_on=[known(each) for each in taken.get("enforced", "").split()],
        deferrals=[Period.parse(each) for each in taken.get("deferrals", "").split()],
        suspensions=suspended(*taken.get("suspended", "").split()),
    )


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        *under(
            "Awb, artikel 4:111",
            ({"deferrals": "2025-03-02..2025-03-10"}, "te laat"),  # 4:111: there is no year left
        ),
        *under(
            "Awb, artikelen 4:94 en 5:33",
            ({"deferrals": "2024-02-01..2024-02-10"}, "vóór de verbeurte"),
        ),
        *under(
            "Awb, artikel 4:94",
            ({"deferrals": "2024-06-01..2024-06-30 2024-06-30..2024-07-05"}, "al uitstel"),
        ),
        *under(
            "Awb, artikelen 4:106 en 5:35",
            ({"enforced": "2025-03-02"}, "te laat"),
        ),
    ],
)
def test_a_step_after_the_lapse_is_refused(taken: dict[str, str], words: str) -> None:
    with pytest.raises(ClockError, match=words):
        compute_collection_lapse(known("2024-03-01"), steps=read(taken))


def test_a_step_is_in_time_while_a_suspension_or_remedy_holds_the_lapse_off() -> None:
    taken = read({"decided": "2024-06-20", "suspended": "2025-06-01..2025-07-10", "reminded": "2025-07-30"})
    assert compute_collection_lapse(known("2024-03-01"), steps=taken).last_on == known("2026-07-30")
    both = compute_collection_lapse(
        known("2024-03-01"),
        remedy=Remedy(known("2024-02-01"), known("2025-09-01")),
        steps=read({"decided": "2024-06-20", "suspended": "2025-06-01..2025-07-10"}),
    )
    assert both.last_on == known("2025-09-01")
    assert not both.checked


@pytest.mark.parametrize(
    ("step", "words"),
    [
        *under(
            "Awb, artikel 7:11",
            (steps("objection 2024-02-01 2024-04-01 2024-04-02 granted")[0], "andere uitkomst"),
        ),
        *under(
            "Awb, artikel 8:84",
            (steps("interim_relief 2024-02-01 2024-02-20 - founded")[0], "andere uitkomst"),
        ),
        *under(
            "Awb, artikelen 3:41 en 6:8",
            (steps("objection 2024-02-01 2024-04-01 - unfounded")[0], "6:8"),
            (steps("objection 2024-02-01 2024-04-02 2024-04-01 unfounded")[0], "pas van 2 april 2024"),
        ),
        *under(
            "Awb, artikel 6:21",
            (steps("objection 2024-02-01 2024-01-31 - withdrawn")[0], "pas ontvangen"),
        ),
        *under(
            "Awb, artikelen 3:40 en 8:81",
            (relief("2024-01-09", lodged="2024-01-05"), "pas bekendgemaakt op 10 januari 2024"),  # 3:40
        ),
        *under(
            "Awb, artikel 8:85",
            (relief("2024-02-14", "2024-02-13"), "begint pas"),
        ),
    ],
)
def test_an_outcome_that_cannot_be_is_refused(step: RemedyStep, words: str) -> None:
    with pytest.raises(ClockError, match=words):
        check_can_settle(step, published_on=PUBLISHED)


def test_only_granted_relief_suspends_and_relief_needs_no_sending() -> None:
    check_can_settle(relief("2024-02-14"), published_on=PUBLISHED)
    assert O.GRANTED in list_outcomes(K.INTERIM_RELIEF)
    assert O.GRANTED not in list_outcomes(K.APPEAL)
    refused = RemedyStep(
        kind=K.INTERIM_RELIEF,
        lodged_on=known("2024-02-01"),
        decided_on=known("2024-02-14"),
        outcome=O.REFUSED,
        suspended_from=known("2024-02-14"),
    )
    with pytest.raises(ClockError, match="toegewezen verzoek"):
        check_can_settle(refused, published_on=PUBLISHED)


def test_a_suspension_holds_on_its_first_and_last_day() -> None:
    (span,) = spans = suspended("2024-02-14..2024-02-29")
    days = ("2024-02-13", "2024-02-14", "2024-02-29", "2024-03-01")
    assert [find_suspension(known(each), spans) for each in days] == [None, span, span, None]
