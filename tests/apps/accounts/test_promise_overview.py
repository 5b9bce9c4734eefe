"""Promises and commitments in one list: narrowed, sorted, as a file; and the silence of letters."""

from __future__ import annotations

import csv
import io
from datetime import date

import openpyxl
import pytest
from tests.letter_world import EVALUATION, LATER, PLAN, person, publish

from spoorboek.apps.access.viewer import ANONYMOUS
from spoorboek.apps.accounts.overview import (
    COMMITMENT,
    AccountOrder,
    OverviewQuestion,
    OverviewRow,
    list_overview,
    narrow_overview,
)
from spoorboek.apps.accounts.promises import list_promise_accounts
from spoorboek.apps.accounts.reports import list_silences
from spoorboek.apps.accounts.rows import ReportedIn
from spoorboek.apps.exchange.errors import ListError
from spoorboek.apps.exchange.promise_files import export_promises
from spoorboek.apps.letters.publications import PublishedLetter
from spoorboek.apps.plans.actions import record_delivery
from spoorboek.apps.plans.queries import read_family

pytestmark = pytest.mark.django_db

ON = date(2025, 2, 24)
BELOW = "uitvoeringsplan-ondermijning-2023-2024"


@pytest.fixture
def rows() -> tuple[OverviewRow, ...]:
    return list_overview(person("auteur"), PLAN, on=ON, at=LATER)


def test_it_holds_every_promise_of_the_four_kinds_and_every_commitment(rows: tuple[OverviewRow, ...]) -> None:
    kinds = [row.kind.value if row.kind else COMMITMENT for row in rows]

    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "outcome": 2,
        "standing": 4,
        "count": 5,
        "milestone": 6,
        COMMITMENT: 4,
    }


def test_each_filter_keeps_what_it_names_and_together_they_keep_less(rows: tuple[OverviewRow, ...]) -> None:
    for name in ("state", "theme", "owner"):
        field = {"state": "state_words"}.get(name, name)
        for value in {getattr(row, field) for row in rows} - {""}:
            kept = narrow_overview(rows, OverviewQuestion(**{name: value}))
            assert kept == tuple(row for row in rows if getattr(row, field) == value)
    both = narrow_overview(rows, OverviewQuestion(state="niet gemeld", kind="milestone"))
    assert both and all(row.kind and row.state_words == "niet gemeld" for row in both)
    assert narrow_overview(rows, OverviewQuestion(state="bestaat niet")) == ()


def test_the_worst_state_the_first_day_and_the_owner_come_first_when_asked(
    rows: tuple[OverviewRow, ...],
) -> None:
    states = [row.state_words for row in narrow_overview(rows, OverviewQuestion(order=AccountOrder.STATE))]
    days = [row.due_on for row in narrow_overview(rows, OverviewQuestion(order=AccountOrder.DUE))]
    owners = [row.owner for row in narrow_overview(rows, OverviewQuestion(order=AccountOrder.OWNER))]

    assert states.index("niet gehaald") < states.index("niet gemeld") < states.index("op koers")
    assert days == sorted(days, key=lambda day: day or date.max) and days[-1] is None
    assert owners == sorted(owners, key=lambda owner: (not owner, owner.casefold()))


def test_both_files_hold_what_the_list_shows(rows: tuple[OverviewRow, ...]) -> None:
    question = OverviewQuestion(kind="count", order=AccountOrder.DUE)
    shown = [row.code for row in narrow_overview(rows, question)]
    viewer = person("auteur")

    text = export_promises(viewer, PLAN, question, on=ON, at=LATER, form="csv").decode("utf-8-sig")
    book = export_promises(viewer, PLAN, question, on=ON, at=LATER, form="xlsx")

    read = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    sheet = openpyxl.load_workbook(io.BytesIO(book)).active
    header, *lines = sheet.values
    assert [row["code"] for row in read] == shown == [line[header.index("code")] for line in lines]
    businesses = next(row for row in read if row["code"] == "integrated-inspections")
    assert (businesses["doel"], businesses["eenheid"]) == ("10", "gecontroleerde bedrijven")
    with pytest.raises(ListError):
        export_promises(viewer, PLAN, question, on=ON, at=LATER, form="pdf")


def test_the_public_file_holds_nothing_that_no_letter_told() -> None:
    publish(EVALUATION)

    text = export_promises(ANONYMOUS, PLAN, OverviewQuestion(), on=ON, at=LATER, form="csv")

    read = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig")), delimiter=";"))
    assert len(read) == 21
    assert {row["cijfer"] + row["deel van de weg"] + row["verwachting"] for row in read} == {""}


def test_a_letter_that_had_to_speak_of_a_promise_and_does_not_is_named() -> None:
    """A letter cannot go out in silence; it becomes silent when the plan promises more afterwards."""

    def letter(plan: str, period: str) -> PublishedLetter:
        manifest = {"letter": {"period": period}, "parts": []}
        return PublishedLetter("stil", "Stille brief", plan, ON, LATER, False, manifest)

    family = read_family(person("auteur"), PLAN)
    told = {"integrated-inspections": (ReportedIn("stil", "Stille brief", ON),)}

    year, below, early = (
        set(list_silences(family, [one], told))
        for one in (letter(PLAN, "2024"), letter(BELOW, "2024"), letter(PLAN, "2023-01"))
    )

    assert (BELOW, "trafficking-picture") in year and (PLAN, "nuisance-falls") in year
    assert (BELOW, "integrated-inspections") not in year
    assert (BELOW, "trafficking-picture") in below and (PLAN, "nuisance-falls") not in below
    assert (BELOW, "trafficking-picture") not in early


def test_a_milestone_shows_what_proved_it() -> None:
    record_delivery(
        plan=BELOW,
        promise="trafficking-picture",
        delivered_on=date(2024, 11, 1),
        evidence="zaak 2024-77",
        by=person("auteur"),
        at=LATER,
    )

    (found,) = [
        one
        for one in list_promise_accounts(person("auteur"), PLAN, on=ON, at=LATER)
        if one.promise.code == "trafficking-picture"
    ]

    assert found.delivery is not None
    assert (found.delivery.evidence, found.state_words) == ("zaak 2024-77", "gehaald")
