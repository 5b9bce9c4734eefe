"""Files as people send them, read into kept tables."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.table_files import COUNTS, GOOD, MARKS, SHEET, a_workbook, kept_files, take_in

from spoorboek.services.tables.errors import DamagedFileError, TableError
from spoorboek.services.tables.mapping import TableMapping
from spoorboek.services.tables.reader import open_reader
from spoorboek.services.tables.store import FileStore

COLUMNS = ["row", "first_on", "last_on", "kind", "count", "count_state"]


def rows_of(content: bytes, mapping: TableMapping, folder: Path) -> list[tuple[object, ...]]:
    kept = take_in(content, mapping, folder)
    with open_reader(FileStore(folder)) as reader:
        return reader.list_rows(kept.table_sha256, COLUMNS)


def test_a_file_becomes_rows_with_their_number_in_the_file(tmp_path: Path) -> None:
    assert rows_of(GOOD.encode(), COUNTS, tmp_path) == [
        (2, date(2023, 1, 1), date(2023, 12, 31), "jeugd", 707, None),
        (3, date(2024, 1, 1), date(2024, 12, 31), "jeugd", 643, None),
    ]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_separator_encoding_and_line_ending_are_recognised(
    separator: str, encoding: str, ending: str, tmp_path: Path
) -> None:
    lines = ["jaar;soort;aantal", "2023;café;1", '2024;"met ""teken""";2']
    content = ending.join(lines).replace(";", separator).encode(encoding)

    found = rows_of(content, COUNTS, tmp_path)

    assert [row[3] for row in found] == ["café", 'met "teken"']


def test_a_quoted_separator_and_line_end_are_part_of_the_cell(tmp_path: Path) -> None:
    found = rows_of(b'jaar;soort;aantal\n2023;"a;b\nc";7\n2024;d;8\n', COUNTS, tmp_path)

    assert [(row[0], row[3]) for row in found] == [(2, "a;b\nc"), (3, "d")]


def test_dutch_numbers_have_a_comma_and_may_have_points(tmp_path: Path) -> None:
    content = b"jaar;cijfer;onder;boven\n2023;1.234,5;-0,25;9.999.999\n"
    kept = take_in(content, MARKS, tmp_path)

    with open_reader(FileStore(tmp_path)) as reader:
        found = reader.list_rows(kept.table_sha256, ["mark", "low", "high"])
    assert found == [(Decimal("1234.5"), Decimal("-0.25"), Decimal(9999999))]


def test_zero_unknown_and_withheld_stay_three_things(tmp_path: Path) -> None:
    found = rows_of(b"jaar;soort;aantal\n2022;a;0\n2023;a;.\n2024;a;x\n", COUNTS, tmp_path)

    assert [row[4:] for row in found] == [(0, None), (None, "missing"), (None, "suppressed")]


def test_lines_above_and_below_the_table_are_skipped_and_rows_keep_their_number(tmp_path: Path) -> None:
    content = 'Titel van de tabel\n"Onderwerp";;\njaar;soort;aantal\n2023JJ00;a;1\n2023KW02;a;2\nBron: CBS\n'
    found = rows_of(content.encode(), replace(COUNTS, header_row=3, footer_rows=1), tmp_path)

    assert [(row[0], str(row[1]), str(row[2])) for row in found] == [
        (4, "2023-01-01", "2023-12-31"),
        (5, "2023-04-01", "2023-06-30"),
    ]


def test_other_columns_and_their_order_do_not_matter(tmp_path: Path) -> None:
    content = b"opmerking;Aantal ;SOORT;Jaar\nniets;7;jeugd;2023\n"

    assert rows_of(content, COUNTS, tmp_path)[0][3:5] == ("jeugd", 7)


def test_the_same_file_twice_gives_the_same_files(tmp_path: Path) -> None:
    first, second = (take_in(GOOD.encode(), COUNTS, tmp_path) for _ in range(2))

    assert (first.file_sha256, first.table_sha256) == (second.file_sha256, second.table_sha256)
    assert len(kept_files(tmp_path)) == 2


def test_the_received_file_is_kept_as_it_was_under_its_own_hash(tmp_path: Path) -> None:
    content = GOOD.replace("jeugd", "café").encode("windows-1252")

    kept = take_in(content, COUNTS, tmp_path)

    assert kept.file_sha256 == hashlib.sha256(content).hexdigest()
    assert FileStore(tmp_path).check(kept.file_sha256).read_bytes() == content
    assert kept.report.notes == ("Gelezen als Windows-1252.",)


def test_a_kept_table_that_was_changed_is_not_read(tmp_path: Path) -> None:
    kept = take_in(GOOD.encode(), COUNTS, tmp_path)
    place = FileStore(tmp_path).path_of(kept.table_sha256)
    place.write_bytes(place.read_bytes().replace(b"jeugd", b"jaugd"))

    with open_reader(FileStore(tmp_path)) as reader, pytest.raises(DamagedFileError, match="was changed"):
        reader.list_rows(kept.table_sha256, COLUMNS)


def test_a_table_is_not_asked_for_columns_that_it_has_not(tmp_path: Path) -> None:
    kept = take_in(GOOD.encode(), COUNTS, tmp_path)

    with open_reader(FileStore(tmp_path)) as reader, pytest.raises(TableError, match="no column 'a\"b'"):
        reader.list_rows(kept.table_sha256, ["row"], {'a"b': ["1"]})


def test_a_filter_value_is_never_read_as_sql(tmp_path: Path) -> None:
    kept = take_in(GOOD.encode(), COUNTS, tmp_path)

    with open_reader(FileStore(tmp_path)) as reader:
        assert reader.list_rows(kept.table_sha256, ["row"], {"kind": ["' OR 1=1 --"]}) == []


def test_a_workbook_is_read_with_whole_numbers_dates_and_gaps(tmp_path: Path) -> None:
    rows = [
        ["jaar", "soort", "aantal"],
        [2023, "jeugd", 707.0],
        [None, None, None],
        [date(2024, 4, 5), "jeugd", 12],
    ]

    found = rows_of(a_workbook(rows), SHEET, tmp_path)

    assert [(row[0], str(row[1]), row[4]) for row in found] == [(2, "2023-01-01", 707), (4, "2024-04-05", 12)]


def test_a_hidden_sheet_is_named_and_not_read(tmp_path: Path) -> None:
    content = a_workbook([["jaar", "soort", "aantal"], [2023, "jeugd", 1]], hidden="Geheim")

    kept = take_in(content, SHEET, tmp_path)

    assert kept.report.notes == ("Blad 'Cijfers' gelezen.", "Blad 'Geheim' is verborgen en niet gelezen.")


def test_a_semicolon_or_quote_in_a_workbook_stays_in_its_cell(tmp_path: Path) -> None:
    content = a_workbook([["jaar", "soort", "aantal"], [2023, 'a;"b"\nc', 1]])

    assert rows_of(content, SHEET, tmp_path)[0][3] == 'a;"b"\nc'


def test_empty_lines_are_skipped_and_the_report_says_so(tmp_path: Path) -> None:
    kept = take_in(b"jaar;soort;aantal\n2023;a;1\n\n2024;a;2\n\n", COUNTS, tmp_path)

    assert kept.row_count == 2
    assert kept.report.notes[1].startswith("Het bestand heeft lege regels")


def test_what_a_killed_process_left_is_removed_and_what_is_being_made_stays(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    with store.working_file() as making:
        making.write_bytes(b"")
        left = store.workshop / "left"
        left.write_bytes(b"half")
        os.utime(left, (1, 1))

        store.remove_leftovers(before=2)

        assert (making.exists(), left.exists()) == (True, False)
