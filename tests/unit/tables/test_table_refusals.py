"""What a wrong file gets back: one clear sentence per fault, and nothing of it is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.table_files import (
    COUNT,
    COUNTS,
    GOOD,
    KIND,
    MARKS,
    SHEET,
    YEAR,
    a_workbook,
    a_workbook_of_two_sheets,
    a_zip_bomb,
    kept_files,
    take_in,
)

from spoorboek.services.tables.errors import RefusedFileError
from spoorboek.services.tables.mapping import Column, ColumnRole, ColumnType, TableMapping

HEAD = "jaar;soort;aantal\n"
AREA = TableMapping((YEAR, Column("gebied", "area", ColumnRole.AREA, ColumnType.TEXT), COUNT))
DAYS = TableMapping(
    (
        Column("nummer", "number", ColumnRole.IDENTITY, ColumnType.TEXT),
        Column("dag", "day", ColumnRole.PERIOD, ColumnType.DATE),
        Column("gesloten", "closed", ColumnRole.NOTE, ColumnType.DATE),
    )
)
BOUNDED = TableMapping((YEAR, KIND, replace(COUNT, minimum=0, maximum=9000)))  # type: ignore[arg-type]
INVENTED = TableMapping((YEAR, COUNT, Column("v", "v", ColumnRole.INVENTED, ColumnType.TEXT, required=False)))

WRONG: list[tuple[str, bytes, TableMapping, str]] = [
    ("empty file", b"", COUNTS, "het bestand: Het bestand is leeg."),
    ("headers only", HEAD.encode(), COUNTS, "het bestand: Het bestand heeft wel koppen maar geen rijen."),
    (
        "missing column",
        b"jaar;aantal\n2023;7\n",
        COUNTS,
        "het bestand: De kolom 'soort' ontbreekt; gevonden: 'jaar', 'aantal'.",
    ),
    (
        "double column",
        b"jaar;soort;aantal;aantal\n2023;a;7;8\n",
        COUNTS,
        "het bestand: De kolom 'aantal' staat er twee keer in.",
    ),
    (
        "text for a number",
        f"{HEAD}2023;jeugd;veel\n".encode(),
        COUNTS,
        "rij 2, kolom aantal: 'veel' is geen geheel getal",
    ),
    (
        "decimal for a whole number",
        f"{HEAD}2023;jeugd;7,5\n".encode(),
        COUNTS,
        "rij 2, kolom aantal: '7,5' is geen geheel getal",
    ),
    (
        "thousands in the wrong place",
        f"{HEAD}2023;jeugd;65.13\n".encode(),
        COUNTS,
        "rij 2, kolom aantal: '65.13' is geen geheel getal",
    ),
    (
        "a point for a comma",
        b"jaar;cijfer;onder;boven\n2023;7.3;7,2;7,4\n",
        MARKS,
        "rij 2, kolom cijfer: '7.3' is geen getal met een komma en ten hoogste zes decimalen",
    ),
    (
        "a number too large to keep",
        f"{HEAD}2023;jeugd;99999999999999999999\n".encode(),
        COUNTS,
        "rij 2, kolom aantal: '99999999999999999999' is geen geheel getal",
    ),
    (
        "empty required cell",
        f"{HEAD}2023;;7\n".encode(),
        COUNTS,
        "rij 2, kolom soort: de cel is leeg en moet gevuld zijn",
    ),
    (
        "no such period",
        f"{HEAD}2023-13;jeugd;7\n".encode(),
        COUNTS,
        "rij 2, kolom jaar: '2023-13' is geen periode; schrijf 2023, 2023-04, 2023-Q2 of 2023-04-05",
    ),
    (
        "impossible day",
        b"nummer;dag;gesloten\nA1;31-02-2023;1-3-2023\n",
        DAYS,
        "rij 2, kolom dag: '31-02-2023' is geen datum; schrijf 2023-04-05 of 5-4-2023",
    ),
    (
        "no date",
        b"nummer;dag;gesloten\nA1;1-2-2023;gisteren\n",
        DAYS,
        "rij 2, kolom gesloten: 'gisteren' is geen datum; schrijf 2023-04-05 of 5-4-2023",
    ),
    (
        "identity twice",
        b"nummer;dag;gesloten\nA1;1-2-2023;1-3-2023\nA1;2-2-2023;1-3-2023\n",
        DAYS,
        "rij 3: deze rij gaat over hetzelfde als rij 2",
    ),
    (
        "same fact twice",
        f"{HEAD}2023;jeugd;7\n2024;jeugd;8\n2023;jeugd;9\n".encode(),
        COUNTS,
        "rij 4: deze rij gaat over hetzelfde als rij 2",
    ),
    (
        "no area code",
        b"jaar;gebied;aantal\n2023;Dordrecht;7\n",
        AREA,
        "rij 2, kolom gebied: 'Dordrecht' is geen gebiedscode, zoals GM0505, WK050501 of BU05050101",
    ),
    (
        "below the minimum",
        f"{HEAD}2023;jeugd;-7\n".encode(),
        BOUNDED,
        "rij 2, kolom aantal: -7 is te klein; het getal is ten minste 0",
    ),
    (
        "above the maximum",
        f"{HEAD}2023;jeugd;9001\n".encode(),
        BOUNDED,
        "rij 2, kolom aantal: 9001 is te groot; het getal is ten hoogste 9000",
    ),
    (
        "value outside its bounds",
        b"jaar;cijfer;onder;boven\n2023;7,9;7,2;7,4\n",
        MARKS,
        "rij 2, kolom cijfer: 7,9 ligt niet tussen de ondergrens en de bovengrens",
    ),
    (
        "bounds the wrong way round",
        b"jaar;cijfer;onder;boven\n2023;7,3;7,4;7,2\n",
        MARKS,
        "rij 2, kolom onder: de ondergrens 7,4 ligt boven de bovengrens",
    ),
    (
        "unknown word for invented",
        b"jaar;aantal;v\n2023;7;misschien\n",
        INVENTED,
        "rij 2, kolom v: 'misschien' is onbekend; laat leeg of schrijf grenzen of waarde",
    ),
    (
        "too few cells",
        f"{HEAD}2023;jeugd\n2024;jeugd;8\n".encode(),
        COUNTS,
        "rij 2: de rij heeft te weinig kolommen: '2023;jeugd'",
    ),
    (
        "too many cells",
        f"{HEAD}2023;jeugd;7;extra\n2024;jeugd;8\n".encode(),
        COUNTS,
        "rij 2: de rij heeft te veel kolommen: '2023;jeugd;7;extra'",
    ),
    (
        "a file cut in half",
        f"{HEAD}2023;jeugd;7\n2024;je".encode(),
        COUNTS,
        "rij 3: de rij heeft te weinig kolommen: '2024;je'",
    ),
    (
        "UTF-16",
        GOOD.encode("utf-16"),
        COUNTS,
        "het bestand: Het bestand is in UTF-16. Bewaar het als CSV met codering UTF-8.",
    ),
    (
        "no text",
        f"{HEAD}2023;je\0ugd;7\n".encode(),
        COUNTS,
        "het bestand: Het bestand is geen tekst: byte 26 is een nul-teken.",
    ),
    (
        "not the named encoding",
        f"{HEAD}2023;café;7\n".encode("cp1252"),
        replace(COUNTS, encoding="utf-8"),
        "het bestand: Het bestand is geen UTF-8: byte 27 kan niet.",
    ),
    (
        "no known encoding",
        f"{HEAD}2023;caf".encode() + b"\x81;7\n",
        COUNTS,
        "het bestand: Het bestand is geen UTF-8 en geen Windows-1252: byte 27 kan niet.",
    ),
    (
        "a workbook sent as CSV",
        a_workbook([["jaar"]]),
        COUNTS,
        "het bestand: Dit is geen tekstbestand maar een Excel- of zipbestand.",
    ),
    (
        "text sent as a workbook",
        GOOD.encode(),
        SHEET,
        "het bestand: Het bestand is geen hele Excel-werkmap (.xlsx): het is beschadigd of half gekopieerd.",
    ),
    (
        "half a workbook",
        a_workbook([["jaar", "soort", "aantal"]])[:3000],
        SHEET,
        "het bestand: Het bestand is geen hele Excel-werkmap (.xlsx): het is beschadigd of half gekopieerd.",
    ),
    ("zip bomb", a_zip_bomb(), SHEET, "het bestand: De werkmap wordt uitgepakt te groot (64 MB)."),
    (
        "two sheets",
        a_workbook_of_two_sheets(),
        SHEET,
        "het bestand: De werkmap heeft 2 zichtbare bladen; noem welk blad: Sheet, Tweede.",
    ),
    (
        "sheet not there",
        a_workbook([["jaar"]]),
        replace(SHEET, sheet="Weg"),
        "het bestand: Het blad 'Weg' ontbreekt; gevonden: Cijfers.",
    ),
    (
        "error of Excel",
        a_workbook([["jaar", "soort", "aantal"], [2023, "jeugd", "#DIV/0!"]]),
        SHEET,
        "rij 2, kolom aantal: de cel bevat een fout van Excel: #DIV/0!",
    ),
    (
        "formula never computed",
        a_workbook([["jaar", "soort", "aantal"], [2023, "jeugd", "=1+1"]]),
        SHEET,
        "rij 2, kolom aantal: de formule in deze cel heeft geen bewaarde uitkomst",
    ),
    (
        "no header row",
        a_workbook([[None], [None, 3]]),
        SHEET,
        "het bestand: Het blad heeft geen koprij op rij 1.",
    ),
]


@pytest.mark.parametrize(
    ("content", "mapping", "sentence"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG]
)
def test_a_wrong_file_gets_its_sentence_and_leaves_nothing(
    content: bytes, mapping: TableMapping, sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(RefusedFileError) as refusal:
        take_in(content, mapping, tmp_path)

    assert str(refusal.value.report.findings[0]) == sentence
    assert kept_files(tmp_path) == []


def test_all_faults_are_counted_and_the_first_are_shown(tmp_path: Path) -> None:
    rows = "".join(f"{year};jeugd;veel\n" for year in range(1900, 2100))

    with pytest.raises(RefusedFileError) as refusal:
        take_in((HEAD + rows).encode(), COUNTS, tmp_path, shown_count=3)

    report = refusal.value.report
    assert [finding.row for finding in report.findings] == [2, 3, 4]
    assert report.finding_count == 200
    assert str(refusal.value).endswith("In totaal 200 fouten, waarvan 3 getoond.")


def test_one_wrong_row_among_many_keeps_the_others_out(tmp_path: Path) -> None:
    good = "".join(f"{year};jeugd;1\n" for year in range(1900, 2100))

    with pytest.raises(RefusedFileError):
        take_in((HEAD + good + "2200;jeugd;?\n").encode(), COUNTS, tmp_path)

    assert kept_files(tmp_path) == []


def test_a_value_in_a_report_is_one_short_line(tmp_path: Path) -> None:
    with pytest.raises(RefusedFileError) as refusal:
        take_in(f'{HEAD}2023;jeugd;"a\n\x1b[31m{"b" * 500}"\n'.encode(), COUNTS, tmp_path)

    finding = refusal.value.report.findings[0]
    assert len(finding.value) <= 80 and finding.value.isprintable()
    assert len(finding.sentence) < 120
