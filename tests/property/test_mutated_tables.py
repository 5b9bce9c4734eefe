"""Three hundred damaged files: each is read whole or refused with a sentence, and leaves nothing else."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest
from tests.table_files import COUNTS, GOOD, SHEET, a_workbook, kept_files

from spoorboek.services.tables.errors import RefusedFileError
from spoorboek.services.tables.importer import import_table
from spoorboek.services.tables.mapping import TableMapping
from spoorboek.services.tables.reader import open_reader
from spoorboek.services.tables.store import FileStore

BITS = (b'"', b";", b",", b"\n", b"\r", b"\r\n", b"\0", b"\xff\xfe", b"\x81", b"''", b"\\", b"-", b"2023")
LINES = (
    b"2025;jeugd;1\n",
    b";;;;;;\n",
    b"\n\n",
    b"\xe9",
    b"1e999",
    b"\xef\xbb\xbf",
    b"NULL",
    b"'); DROP TABLE cells; --",
)


def mutate(content: bytes, rng: random.Random) -> bytes:
    """Return the content with one to four things cut, doubled, moved, flipped or put in."""
    for _ in range(rng.randint(1, 4)):
        place, end = sorted(rng.randrange(len(content) + 1) for _ in range(2))
        how = rng.randrange(6)
        if how == 0:
            content = content[:place] + rng.choice(BITS) + content[place:]
        elif how == 1:
            content = content[:place] + content[end:]
        elif how == 2:
            content = content[:end] + content[place:end] + content[end:]
        elif how == 3 and content:
            content = content[:place] + bytes([rng.randrange(256)]) + content[place + 1 :]
        elif how == 4:
            content = content[:place]
        else:
            content = content[:place] + rng.choice(LINES) + content[place:]
    return content


def mutate_part(book: bytes, rng: random.Random) -> bytes:
    """Return a workbook of which the XML of one part is damaged, in a zip that is right."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(packed, "w") as new:
        chosen = rng.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, mutate(part, rng) if name == chosen else part)
    return packed.getvalue()


def outcome(content: bytes, mapping: TableMapping, folder: Path) -> str:
    """Take a file in and tell what became of it; check that nothing is half there."""
    store = FileStore(folder)
    before = set(kept_files(folder))
    try:
        kept = import_table(io.BytesIO(content), mapping, store)
    except RefusedFileError as refusal:
        assert refusal.report.finding_count >= len(refusal.report.findings) >= 1
        assert all(finding.sentence.strip() for finding in refusal.report.findings)
        assert set(kept_files(folder)) == before
        return "refused"
    with open_reader(store) as reader:
        assert len(reader.list_rows(kept.table_sha256, ["row"])) == kept.row_count > 0
    assert store.check(kept.file_sha256).read_bytes() == content
    assert not list(store.workshop.iterdir())
    return "taken in"


@pytest.mark.parametrize("kind", ["text", "workbook", "part of a workbook"])
def test_a_damaged_file_is_read_whole_or_refused_with_a_sentence(kind: str, tmp_path: Path) -> None:
    rng = random.Random(2023)
    rows = [["jaar", "soort", "aantal"], *[[year, "jeugd", year - 2000] for year in range(2015, 2025)]]
    text, book = GOOD.encode(), a_workbook(rows)

    outcomes = []
    for _ in range(100):
        if kind == "text":
            outcomes.append(outcome(mutate(text, rng), COUNTS, tmp_path))
        else:
            damaged = mutate(book, rng) if kind == "workbook" else mutate_part(book, rng)
            outcomes.append(outcome(damaged, SHEET, tmp_path))

    assert "refused" in outcomes
    if kind != "workbook":
        assert "taken in" in outcomes
