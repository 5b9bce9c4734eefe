"""Damaged, strange and hostile lists, taken in one by one with everything that must hold afterwards.

For the proof and for its sample among the tests. The same seed gives the same files.
"""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

from openpyxl import Workbook

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.exchange.errors import ListError, ListMappingError
from spoorboek.apps.exchange.list_imports import import_list, open_list
from spoorboek.apps.exchange.list_mapping import propose_mapping
from spoorboek.apps.intake.models import Signal
from spoorboek.apps.intake.registers import SIGNALS
from spoorboek.rules.roles import Role

AT = datetime(2025, 3, 3, 12, 0, tzinfo=UTC)
BY = Viewer(person_id="", name="inlezer", roles=frozenset({Role.COORDINATOR}))


HEADER = ["Kenmerk", "Kanaal", "Ontvangen op", "Thema", "Samenvatting", "Plaats", "Gebiedscode"]
HOSTILE = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "\x00",
    "\x1f\x0b",
    "a" * 40_000,
    "<script>alert(1)</script>",
    "'; DROP TABLE intake_signal; --",
    "31-02-2023",
    "99999",
    "1e309",
    "NaN",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "\u202egnirts",
    "#REF!",
    "-",
    "€ 1.000,50",
    "ja;nee\nja",
    '"',
    "S-2023-0001",
    "../../etc/passwd",
    "２０２３",
    "٣-٣-٢٠٢٣",
    "0" * 400,
]


def make_rows(rng: random.Random, count: int) -> list[list[object]]:
    """Return rows that can be taken in."""
    channels = ["politie", "partner", "Meld Misdaad Anoniem", "collega"]
    return [
        [
            f"K-{rng.randrange(10**9)}",
            rng.choice(channels),
            f"{rng.randrange(1, 29)}-{rng.randrange(1, 13)}-2023",
            "ondermijning",
            "Verzonnen",
            f"Verzonnen straat {number}",
            "GM0505",
        ]
        for number in range(count)
    ]


def make_file(rng: random.Random) -> bytes:
    """Return one file: whole or broken in one of many ways."""
    rows = make_rows(rng, rng.randrange(1, 6))
    for _ in range(rng.choice([0, 0, 1, 2, 5])):
        _spoil_cell(rng, rows)
    header = [_spoil_header(rng, name) for name in HEADER]
    content = rng.choice([write_book, write_csv])(rng, header, rows)
    for _ in range(rng.choice([0, 0, 0, 1, 1, 3])):
        content = rng.choice(SPOILERS)(rng, content)
    return content


def write_book(rng: random.Random, header: list[str], rows: list[list[object]]) -> bytes:
    """Return the rows as a workbook, with now and then a title, merged cells, hidden sheets or formulas."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    if rng.random() < 0.2:
        sheet.append(["Lijst van het team"])
    for row in [header, *rows]:
        sheet.append([_printable(value) for value in row])
    if rng.random() < 0.2:
        sheet.merge_cells(start_row=2, end_row=3, start_column=4, end_column=4)
    if rng.random() < 0.2:
        hidden = book.create_sheet("geheim")
        hidden.sheet_state = rng.choice(["hidden", "veryHidden"])
    if rng.random() < 0.1:
        sheet.cell(row=2, column=5).value = "=A1"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_csv(rng: random.Random, header: list[str], rows: list[list[object]]) -> bytes:
    """Return the rows as text, in an encoding and with a separator that teams use."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=rng.choice([";", ",", "\t"]))
    writer.writerows([header, *rows])
    encoding = rng.choice(["utf-8", "utf-8-sig", "windows-1252", "utf-16", "utf-16-le", "latin-1"])
    return out.getvalue().encode(encoding, errors="replace")


def _spoil_cell(rng: random.Random, rows: list[list[object]]) -> None:
    row = rng.choice(rows)
    row[rng.randrange(len(row))] = rng.choice([*HOSTILE, 0, -1, 3.7, True, None, 10**30])


def _spoil_header(rng: random.Random, name: str) -> str:
    return rng.choice(["", name * 3, "Kanaal", *HOSTILE]) if rng.random() < 0.04 else name


def _printable(value: object) -> object:
    if isinstance(value, str):
        return "".join(one for one in value if one >= " " or one in "\n\t")[:32_000]
    return value if not isinstance(value, int) or abs(value) < 10**15 else float(value)


def _flip(rng: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.randrange(1, 20)):
        if changed:
            changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _cut(rng: random.Random, content: bytes) -> bytes:
    return content[: rng.randrange(len(content) + 1)]


def _insert(rng: random.Random, content: bytes) -> bytes:
    place = rng.randrange(len(content) + 1)
    return content[:place] + rng.randbytes(rng.randrange(1, 200)) + content[place:]


def _spoil_part(rng: random.Random, content: bytes) -> bytes:
    """Damage one part inside the workbook and pack it again, so that the zip itself is whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            kept = {name: parts.read(name) for name in parts.namelist()}
    except Exception:
        return content
    if not kept:
        return content
    name = rng.choice(sorted(kept))
    kept[name] = rng.choice([_flip, _cut, _insert])(rng, kept[name])
    if rng.random() < 0.2:
        del kept[name]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        for each, text in kept.items():
            parts.writestr(each, text)
    return out.getvalue()


Spoiler = Callable[[random.Random, bytes], bytes]
SPOILERS: list[Spoiler] = [_flip, _cut, _insert, _spoil_part, _spoil_part, _spoil_part]


def try_file(rng: random.Random, number: int) -> bool:
    """Take one file in, and again, and tell whether it was taken; AssertionError when it was half done."""
    content = make_file(rng)
    before = Signal.objects.count()
    try:
        sheet = open_list(content)
        mapping = propose_mapping(SIGNALS, sheet.headers)
        said = {"register": SIGNALS, "name": f"{number}.xlsx", "content": content, "mapping": mapping}
        report = import_list(**said, by=BY, at=AT)  # type: ignore[arg-type]
    except (ListError, ListMappingError) as refused:
        assert str(refused), f"file {number} was refused without a word"
        assert Signal.objects.count() == before, f"file {number} was refused and left something"
        return False
    after = Signal.objects.count()
    if not report.is_done:
        assert report.problems, f"file {number} was refused without a problem"
        assert after == before, f"file {number} has problems and left something"
        return False
    assert after == before + report.added, f"file {number}: {report.added} said, {after - before} stored"
    again = import_list(**said, by=BY, at=AT)  # type: ignore[arg-type]
    assert (again.added, Signal.objects.count()) == (0, after), f"file {number} is not repeatable"
    return True
