"""Cases as a file: own columns, each text for whom its group is open, no hidden sheets, all of it logged."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from tests.apps.registers.register_factories import AT, WHY, a_case, a_person, a_viewer

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.models import Event
from spoorboek.apps.cases.models import CaseAction, CaseDecision, CaseParty, CaseText, Participation
from spoorboek.apps.cases.queries import CaseQuestion
from spoorboek.apps.exchange.case_files import export_cases
from spoorboek.apps.exchange.errors import ListError
from spoorboek.apps.intake.errors import PurposeError
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db
COORDINATOR = a_viewer(Role.COORDINATOR)
SECRETS = {"content": "Verzonnen situatie", "police": "Verzonnen spoor", "care": "Verzonnen zorg"}


def a_written_case(number: str = "C-2023-0001", **said: Any) -> None:
    case = a_case(number, title="Verzonnen loods", place="Kade 3", **said)
    sections = {"content": "situation", "police": "police", "care": "care"}
    for group, body in SECRETS.items():
        CaseText.objects.create(
            case=case, section=sections[group], group=group, body=f"{body} {number}", entered_at=AT
        )
    CaseDecision.objects.create(case=case, text=f"besluit {number}", decided_on="2023-03-01", entered_at=AT)
    CaseAction.objects.create(case=case, text=f"=actie {number}", organisation="Halt", entered_at=AT)
    CaseParty.objects.create(case=case, name=f"partij {number}", entered_at=AT)


def export(viewer: Viewer = COORDINATOR, *, is_full: bool = False, **asked: Any) -> list[dict[str, str]]:
    said = export_cases(viewer, CaseQuestion(**asked), at=AT, purpose=WHY, form="csv", is_full=is_full)
    return list(csv.DictReader(io.StringIO(said.decode("utf-8-sig")), delimiter=";"))


def test_the_short_file_holds_no_words_no_place_and_nobody() -> None:
    a_written_case(opened_on="2025-02-21", complexity="high", owner=a_person("leidt"))
    assert export() == [
        {
            "nummer": "C-2023-0001",
            "soort": "casusoverleg ondermijning",
            "thema": "ondermijning",
            "gebiedscode": "GM0505",
            "geopend op": "21-02-2025",
            "afgesloten op": "",
            "dagen": "10",
            "status": "open",
            "fase": "",
            "complexiteit": "hoog",
            "toegang": "gevolgd",
            "verzonnen": "nee",
        }
    ]


def test_the_full_file_holds_what_is_written_for_whom_each_group_is_open() -> None:
    guest, agent = a_person("gast"), a_person("agent")
    a_written_case()
    a_written_case("C-2023-0002")
    for case, person, groups in (
        ("C-2023-0001", guest, " base content "),
        ("C-2023-0002", guest, " base "),
        ("C-2023-0002", agent, " base police "),
    ):
        found = CaseText.objects.filter(case__number=case)[0].case
        Participation.objects.create(case=found, person=person, rule="invited", groups=groups)
    for_guest = {row["nummer"]: row for row in export(a_viewer(Role.PARTNER, person=guest), is_full=True)}
    assert for_guest["C-2023-0001"]["situatie"] == "Verzonnen situatie C-2023-0001"
    assert for_guest["C-2023-0001"]["besluiten"] == "1 maart 2023: besluit C-2023-0001"
    assert for_guest["C-2023-0001"]["acties"] == "'=actie C-2023-0001 (Halt, open)"
    assert {for_guest["C-2023-0002"][name] for name in ("situatie", "besluiten", "acties")} == {""}
    assert {"politiegegevens", "zorggegevens"}.isdisjoint(for_guest["C-2023-0001"])
    (for_agent,) = export(a_viewer(Role.PARTNER, person=agent), is_full=True)
    assert for_agent["politiegegevens"] == "Verzonnen spoor C-2023-0002"
    assert "situatie" not in for_agent
    assert export(a_viewer(Role.PARTNER), is_full=True) == []


def test_the_file_holds_the_cases_of_the_list_and_none_that_are_hidden() -> None:
    a_written_case()
    a_written_case("C-2023-0002", closed_on="2023-05-01")
    a_written_case("C-2023-0003", level="closed")
    assert [row["nummer"] for row in export()] == ["C-2023-0002", "C-2023-0001"]
    assert [row["nummer"] for row in export(status="closed")] == ["C-2023-0002"]


def test_every_case_is_logged_as_read_and_that_a_file_was_made() -> None:
    a_written_case()
    a_written_case("C-2023-0003", level="closed")
    export(is_full=True)
    read, made = Event.objects.order_by("sequence")
    assert (read.action, len(read.details["ids"]), read.details["purpose"]) == ("read", 1, WHY)
    assert made.details == {"rows": 1, "form": "csv", "full": True}


def test_a_file_needs_a_purpose_and_a_known_form() -> None:
    with pytest.raises(PurposeError):
        export_cases(COORDINATOR, CaseQuestion(), at=AT, purpose=" ", form="csv")
    with pytest.raises(ListError):
        export_cases(COORDINATOR, CaseQuestion(), at=AT, purpose=WHY, form="exe")


def test_book_has_one_sheet_in_sight_and_no_formula(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for place in range(1, 6):
        a_written_case(f"C-2023-000{place}")
    with django_assert_max_num_queries(20):
        said = export_cases(COORDINATOR, CaseQuestion(), at=AT, purpose=WHY, form="xlsx", is_full=True)
    book = load_workbook(io.BytesIO(said))
    (sheet,) = book.worksheets
    assert sheet.sheet_state == "visible" and sheet.max_row == 1 + 5
    assert not [cell for row in sheet for cell in row if cell.data_type == "f"]
