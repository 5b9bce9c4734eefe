"""A team's own list taken in: what is strange in it, what it becomes, and what it may not tell."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from scripts.import_trials import try_file
from tests.apps.registers.register_factories import AT, WHY, a_case, a_person, a_signal, a_viewer

from spoorboek.apps.access.errors import NotFoundError, NotPermittedError
from spoorboek.apps.cases.models import Case
from spoorboek.apps.cases.registers import CASES
from spoorboek.apps.exchange.errors import ListError, ListMappingError
from spoorboek.apps.exchange.list_files import export_list
from spoorboek.apps.exchange.list_imports import (
    ListReport,
    import_list,
    keep_list_mapping,
    list_kept_mappings,
    open_list,
)
from spoorboek.apps.exchange.list_mapping import ListMapping, propose_mapping
from spoorboek.apps.exchange.waiting_lists import drop_waiting_list, keep_waiting_list, read_waiting_list
from spoorboek.apps.intake.models import Signal
from spoorboek.apps.intake.register_lists import ListQuestion
from spoorboek.apps.intake.registers import SIGNALS
from spoorboek.rules.roles import Role

pytestmark = pytest.mark.django_db

WRITER = a_viewer(Role.COORDINATOR)
HEADER = ["Kenmerk", "Kanaal", "Ontvangen op", "Thema", "Samenvatting"]
ROW = ["K1", "politie", "1-2-2023", "ondermijning", "Verzonnen"]


def a_book(*rows: Sequence[Any], header: Sequence[Any] = HEADER) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    for row in (header, *rows):
        sheet.append(list(row))
    return save(book)


def save(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def take(content: bytes, *, by: Any = WRITER, register: Any = SIGNALS, **more: Any) -> ListReport:
    mapping = more.pop("mapping", None) or propose_mapping(register, open_list(content).headers)
    return import_list(
        register=register, name="lijst.xlsx", content=content, mapping=mapping, by=by, at=AT, **more
    )


def with_cell(place: int, value: Any) -> list[Any]:
    return [value if number == place else said for number, said in enumerate(ROW)]


def test_a_list_is_taken_in_and_again_without_doubles() -> None:
    content = a_book(ROW, with_cell(0, "K2"))
    assert (take(content).added, take(content).added, take(content).known) == (2, 0, 2)
    assert Signal.objects.count() == 2


def test_a_preview_says_the_same_and_leaves_nothing() -> None:
    report = take(a_book(ROW), is_preview=True)
    assert (report.added, report.is_done, Signal.objects.count()) == (1, False, 0)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("1-2-2023", date(2023, 2, 1)),
        ("01/02/23", date(2023, 2, 1)),
        ("1 februari 2023", date(2023, 2, 1)),
        ("3 mrt 2023", date(2023, 3, 3)),
        ("2023-02-01", date(2023, 2, 1)),
        ("2023/2/1", date(2023, 2, 1)),
        (44958, date(2023, 2, 1)),
        (datetime(2023, 2, 1, 14, 30), date(2023, 2, 1)),  # noqa: DTZ001
        (date(2023, 2, 1), date(2023, 2, 1)),
    ],
)
def test_a_day_is_read_as_teams_write_it(written: Any, day: date) -> None:
    take(a_book(with_cell(2, written)))
    assert Signal.objects.get().received_on == day


@pytest.mark.parametrize(
    ("place", "value", "problem"),
    [
        (2, "31-02-2023", "cel C2: '31-02-2023' is geen dag die bestaat"),
        (2, "gisteren", "cel C2: 'gisteren' is geen datum"),
        (1, "telefoon", "cel B2: 'telefoon' is niet bekend bij 'kanaal'"),
        (4, "x" * 301, "cel E2: 'samenvatting'"),
        (4, None, "'samenvatting' ontbreekt"),
        (2, "1-2-2199", "ligt in de toekomst"),
    ],
)
def test_what_is_wrong_is_named_by_its_cell_and_nothing_is_taken_in(
    place: int, value: Any, problem: str
) -> None:
    report = take(
        a_book(with_cell(0, "goed"), with_cell(place, value))[:0] or a_book(with_cell(place, value))
    )
    assert any(problem in said for said in report.problems), report.problems
    assert not Signal.objects.exists()


def test_one_wrong_row_keeps_all_others_out() -> None:
    report = take(a_book(ROW, ["K2", *with_cell(2, "ooit")[1:]]))
    assert (report.is_done, report.problem_count, Signal.objects.count()) == (False, 1, 0)


def test_a_word_that_the_team_uses_becomes_a_code_once_it_is_known() -> None:
    content = a_book(with_cell(1, "anoniem via de lijn"))
    report = take(content)
    assert report.unknown_words == {"channel": ("anoniem via de lijn",)}
    proposed = propose_mapping(SIGNALS, HEADER)
    mapping = ListMapping(proposed.columns, {"channel": {"Anoniem via de lijn": "mma"}})
    assert take(content, mapping=mapping).added == 1
    assert Signal.objects.get().channel == "mma"


def test_titles_merged_cells_hidden_sheets_and_formulas_are_read_and_told() -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet.append(["Signalen van het team"])
    for row in (HEADER, ROW, ["K2", "politie", "2-2-2023", None, "Verzonnen"]):
        sheet.append(row)
    sheet.merge_cells("D3:D4")
    book.create_sheet("geheim").sheet_state = "hidden"
    content = save(book)
    report = take(content)
    assert report.added == 2
    assert set(Signal.objects.values_list("theme", flat=True)) == {"ondermijning"}
    assert any("geheim" in note for note in report.notes)
    assert any("samengevoegde" in note for note in report.notes)
    sheet["E3"] = "=A1"
    assert "cel E3: de formule heeft geen bewaarde uitkomst" in take(save(book)).problems


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_text_file_is_read_in_the_encodings_that_teams_have(encoding: str, separator: str) -> None:
    lines = [separator.join(HEADER), separator.join([*ROW[:4], "Café op de hoek"])]
    assert take("\r\n".join(lines).encode(encoding)).added == 1
    assert Signal.objects.get().summary == "Café op de hoek"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "leeg"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0rest", r"\.xls"),
        (b"PK\x03\x04rest", "werkmap"),
        (b"a;b\n\x00;1", "geen tekstbestand"),
        (b"a;a\n1;2", "meer dan één keer"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(content: bytes, problem: str) -> None:
    with pytest.raises(ListError, match=problem):
        open_list(content)


def test_equal_rows_need_a_reference() -> None:
    report = take(a_book(ROW[1:], ROW[1:], header=HEADER[1:]))
    assert report.problems == (
        "rij 3: deze rij is gelijk aan rij 2; geef elke rij een kenmerk of haal er een weg",
    )
    assert "kenmerk 'K1' staat ook op rij 2" in take(a_book(ROW, ROW)).problems[0]


@pytest.mark.parametrize(
    ("mapping", "problem"),
    [
        (ListMapping({"a": "onzin"}), "kent geen veld 'onzin'"),
        (ListMapping({"a": "theme", "b": "theme"}), "Twee kolommen"),
        (ListMapping({"a": "theme"}), "geen kolom voor 'kanaal'"),
        (ListMapping({}, date_format="xyz"), "geen schrijfwijze"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(mapping: ListMapping, problem: str) -> None:
    with pytest.raises(ListMappingError, match=problem):
        take(a_book(ROW), mapping=mapping)


def test_a_mapping_is_kept_for_who_may_write_there_and_for_nobody_else() -> None:
    mapping = propose_mapping(SIGNALS, HEADER)
    for _ in range(2):
        keep_list_mapping(register=SIGNALS, name="team noord", mapping=mapping, by=WRITER, at=AT)
    assert list_kept_mappings(WRITER, SIGNALS) == {"team noord": mapping}
    assert list_kept_mappings(a_viewer(Role.LAWYER), SIGNALS) == {}
    with pytest.raises(NotPermittedError):
        keep_list_mapping(register=SIGNALS, name="x", mapping=mapping, by=a_viewer(Role.LAWYER), at=AT)
    with pytest.raises(NotPermittedError):
        take(a_book(ROW), by=a_viewer(Role.LAWYER))


def test_a_hidden_number_and_an_absent_one_are_taken_in_alike() -> None:
    member = a_viewer(Role.CORE_TEAM_MEMBER, person=a_person("lid"))
    a_case("C-2023-0001")
    header = ["Nummer", "Soort", "Titel", "Thema", "Geopend op", "Regisseur"]
    rows = [
        [number, "undermining", "Verzonnen", "x", "1-2-2023", "lid"]
        for number in ("C-2023-0001", "C-2023-0002")
    ]
    report = take(a_book(*rows, header=header), by=member, register=CASES)
    assert [row.outcome for row in report.rows] == ["added", "added"], report.problems
    assert not {"C-2023-0001", "C-2023-0002"} & {row.number for row in report.rows}
    assert Case.objects.count() == 3
    again = take(a_book(*rows, header=header), by=member, register=CASES)
    assert (again.added, Case.objects.count()) == (0, 3)


def test_who_sees_all_keeps_the_numbers_of_the_list() -> None:
    header = ["Nummer", *HEADER[1:]]
    assert take(a_book(["S-2023-0007", *ROW[1:]], header=header)).rows[0].number == "S-2023-0007"


def test_an_export_holds_what_one_may_see_and_no_formula() -> None:
    a_signal(channel="politie", summary="=1+1", place="@plek")
    a_signal(
        "S-2023-0002",
        status="set_aside",
        weighed_on=date(2023, 2, 1),
        is_locked=True,
        locked_until=date(2099, 1, 1),
    )
    said: dict[str, Any] = {"at": AT, "purpose": WHY, "is_full": True}
    text = export_list(WRITER, SIGNALS, ListQuestion(), form="csv", **said).decode("utf-8-sig")
    assert "'=1+1" in text and "S-2023-0002" not in text
    book = load_workbook(io.BytesIO(export_list(WRITER, SIGNALS, ListQuestion(), form="xlsx", **said)))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value == "=1+1"} == {"s"}
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible"]
    assert (
        export_list(a_viewer(Role.INSPECTOR), SIGNALS, ListQuestion(), form="csv", **said).count(b"\r\n") == 1
    )
    with pytest.raises(ListError):
        export_list(WRITER, SIGNALS, ListQuestion(), form="pdf", **said)


def test_a_list_that_waits_is_there_for_who_sent_it_only(settings: Any, tmp_path: Any) -> None:
    settings.DATA_DIR = tmp_path
    sender, other = (a_viewer(Role.COORDINATOR, person=a_person(name)) for name in ("een", "twee"))
    word = keep_waiting_list(b"inhoud", by=sender, at=AT)
    assert read_waiting_list(word, by=sender) == b"inhoud"
    for wrong in ((word, other), ("../../x", sender)):
        with pytest.raises(NotFoundError):
            read_waiting_list(wrong[0], by=wrong[1])
    drop_waiting_list(word, by=sender)
    with pytest.raises(NotFoundError):
        read_waiting_list(word, by=sender)


def test_damaged_lists_are_taken_in_whole_or_refused_with_a_sentence() -> None:
    outcomes = [try_file(random.Random(seed), seed) for seed in range(60)]
    assert 0 < sum(outcomes) < len(outcomes)
