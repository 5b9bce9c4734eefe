"""``spoorboek audit``: an answer, JSON, and how it ends."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import docx
import pytest
import typst
from django.conf import LazySettings
from tests.cli.conftest import Run

from spoorboek.apps.letter_audits.actions import keep_audit
from spoorboek.apps.letter_audits.queries import list_audits
from spoorboek.apps.people.queries import get_viewer
from spoorboek.cli.exit_codes import ExitCode
from spoorboek.cli.session import get_now
from spoorboek.documents.readers.audit_plain import read_plain

GOOD = "In 2024 waren er 104 meldingen."
WRONG = "Het aantal fietsdiefstallen steeg van 420 in 2023 naar 310 in 2024."


def keep(folder: Path, text: str, name: str = "brief.md") -> str:
    file = folder / name
    file.write_text(text)
    return str(file)


def test_a_letter_without_faults_ends_with_zero(run: Run, tmp_path: Path) -> None:
    assert run("audit", keep(tmp_path, GOOD)).code is ExitCode.OK


def test_a_letter_with_a_fault_ends_with_one(run: Run, tmp_path: Path) -> None:
    assert run("audit", keep(tmp_path, WRONG)).code is ExitCode.WRONG


def test_json_holds_the_text_and_the_places_in_it(run: Run, tmp_path: Path) -> None:
    said = run("audit", keep(tmp_path, WRONG), "--json").data
    first = said["findings"][0]
    assert said["text"][first["start"] : first["end"]] == first["quote"]
    assert [one["value"] for one in said["numbers"] if one["kind"] == "number"] == [420, 310]


@pytest.mark.parametrize("name", ["er-niet.txt", "."])
def test_a_file_that_cannot_be_read_ends_with_two(run: Run, tmp_path: Path, name: str) -> None:
    assert run("audit", str(tmp_path / name)).code is ExitCode.USAGE


def test_an_earlier_letter_shows_what_does_not_come_back(run: Run, tmp_path: Path) -> None:
    before = keep(tmp_path, "Wij geven in 2024 twee weerbaarheidslessen.", "eerder.md")
    after = keep(tmp_path, "In 2024 zijn elf winkelcontroles gehouden.")
    said = run("audit", after, "--earlier", before, "--json").data
    assert [one["kind"] for one in said["findings"]] == ["not_reported_back"]


def test_a_damaged_pdf_ends_with_two_and_says_so(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "brief.pdf"
    file.write_bytes(b"%PDF-1.7\n1 0 obj<</Type/Catalog")
    said = run("audit", str(file))
    assert said.code is ExitCode.USAGE
    assert "beschadigd" in said.err


@pytest.mark.parametrize("words", ["neemt toe van 5 naar 6 " * 30_000])
def test_a_letter_that_says_too_much_ends_with_two(run: Run, tmp_path: Path, words: str) -> None:
    assert run("audit", keep(tmp_path, words)).code is ExitCode.USAGE


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_a_letter_in_word_or_pdf_gives_what_its_text_gives(run: Run, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"brief.{ending}"
    if ending == "pdf":
        file.write_bytes(bytes(typst.compile(WRONG.encode())))
    else:
        document = docx.Document()
        document.add_paragraph(WRONG)
        document.save(str(file))
    said = run("audit", str(file), "--json")
    assert said.code is ExitCode.WRONG
    assert [one["kind"] for one in said.data["findings"]] == ["contradicted_direction"]


def test_a_letter_in_english_is_read_in_english(run: Run, tmp_path: Path) -> None:
    letter = keep(tmp_path, "The number of thefts rose from 1,420 in 2023 to 1,310 in 2024.")
    numbers = run("audit", letter, "--json").data["numbers"]
    assert [one["value"] for one in numbers if one["kind"] == "number"] == [1420, 1310]
    dutch = run("audit", letter, "--language", "nl", "--json").data["numbers"]
    assert [one["value"] for one in dutch if one["kind"] == "number"] != [1420, 1310]


def test_who_is_not_the_administrator_throws_no_audits_away(run: Run) -> None:
    assert run("expire-audits").code is not ExitCode.OK


def test_the_administrator_throws_away_what_had_its_time(
    run: Run, people: None, settings: LazySettings
) -> None:
    days = settings.AUDIT_RETENTION_DAYS
    author = get_viewer("auteur")
    for age in (days + 2, 1):
        keep_audit(
            title="Terugblik", text=read_plain(GOOD.encode()), by=author, at=get_now() - timedelta(days=age)
        )
    outcome = run("--as", "beheerder", "expire-audits", "--json")
    assert (outcome.code, outcome.data) == (ExitCode.OK, {"deleted": 1})
    assert len(list_audits(author)) == 1
