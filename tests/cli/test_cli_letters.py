"""The example from nothing to two published letters, through the command line, and the PDFs afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from tests.cli.conftest import Run

from spoorboek.apps.audit.queries import list_events
from spoorboek.apps.people.actions import INSTALLATION
from spoorboek.apps.people.queries import list_names
from spoorboek.cli.exit_codes import ExitCode

EVALUATION = "tussentijdse-evaluatie-ivp-2023-2026"
EXECUTION = "uitvoeringsplan-ondermijning-2023-2024"


@pytest.fixture
def folder(db: None, settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    return tmp_path / "data"


def test_the_demo_publishes_two_letters_and_may_be_run_again(run: Run, folder: Path, tmp_path: Path) -> None:
    first = run("demo")
    assert first.code is ExitCode.OK, first.err
    assert first.out.count("TOTP-geheim") == 12
    assert first.out.count("otpauth://totp/") == 12

    letters = {row["slug"]: row for row in run("letter", "list", "--json").data}
    assert set(letters) == {EVALUATION, EXECUTION}
    for slug, row in letters.items():
        assert row["fingerprint"] in first.out
        pdf = folder / "letters" / f"{slug}.pdf"
        assert run("letter", "verify", str(pdf), "--fingerprint", row["fingerprint"]).code is ExitCode.OK
        assert run("letter", "build", slug, "--out", str(tmp_path)).code is ExitCode.OK
        for form in ("pdf", "docx", "html"):
            assert (tmp_path / f"{slug}.{form}").read_bytes() == pdf.with_suffix(f".{form}").read_bytes()
    assert_two_reviewers_signed()

    exported = run("export", str(tmp_path / "openbaar"), "--json").data["files"]
    assert {f"published/{slug}.pdf" for slug in letters} <= set(exported)
    assert not [name for name in exported if name.startswith(("letters/", "figures"))]

    again = run("demo")
    assert again.code is ExitCode.OK
    assert "de gegevens zijn gebleven" in again.out
    assert "spoorboek demo --fresh" in again.out
    assert "TOTP-geheim" not in again.out
    assert run("demo", "--fresh").out.count("TOTP-geheim") == 12
    assert_verification_finds_what_is_wrong(run, folder / "letters" / f"{EVALUATION}.pdf", tmp_path)


def assert_two_reviewers_signed() -> None:
    events = [event for event in list_events(INSTALLATION, limit=1000) if event.action == "letters.approve"]
    names = list_names(event.person_id for event in events)
    for slug in (EVALUATION, EXECUTION):
        signed = [names[event.person_id] for event in events if event.subject.endswith(f":{slug}")]
        assert {"toetser", "toetser2"} <= set(signed)
        assert len(signed) == len(set(signed))


def assert_verification_finds_what_is_wrong(run: Run, pdf: Path, tmp_path: Path) -> None:
    other = run("letter", "verify", str(pdf), "--fingerprint", "0" * 64, "--json")
    assert other.code is ExitCode.WRONG
    assert [finding["check"] for finding in other.data["findings"]] == ["fingerprint"]
    assert set(other.data) == {
        "genuine",
        "compared_with_fingerprint",
        "letter",
        "own_words",
        "fingerprint",
        "sha256",
        "figures",
        "claims",
        "numbers",
        "findings",
    }
    altered, bare = tmp_path / "anders.pdf", tmp_path / "leeg.pdf"
    with pikepdf.open(pdf) as document:
        attached = document.attachments["cijfers.csv"].get_file()
        attached_bytes = attached.read_bytes().replace(b",6074,", b",6047,")
        assert attached_bytes != attached.read_bytes()
        document.attachments["cijfers.csv"] = pikepdf.AttachedFileSpec(document, attached_bytes)
        document.save(altered)
    with pikepdf.open(pdf) as document:
        del document.attachments["manifest.json"]
        document.save(bare)
    found = run("letter", "verify", str(altered))
    assert found.code is ExitCode.WRONG
    assert "De tabel met cijfers is gewijzigd" in found.out
    assert "niet zoals hij is gepubliceerd" in found.out
    missing = run("letter", "verify", str(bare))
    assert missing.code is ExitCode.BAD_INPUT
    assert "dit is geen brief van Spoorboek" in missing.err
