"""Ten Word letters by other hands are taken in, tied, written out, saved by LibreOffice and read back."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from tests.conftest import MISSING
from tests.unit.documents_source.source_factory import a_letter
from tests.unit.working_copy.word_hands import a_working_copy

from spoorboek.documents.source.letter import LetterSource, parse_letter
from spoorboek.documents.working_copy.package import MC, W
from spoorboek.documents.working_copy.read_back import Reading, read_back, take_in

FOLDER = Path(__file__).resolve().parents[2] / "data" / "word"
PASSED_OVER = (f"{W}del", f"{W}moveFrom", f"{MC}Fallback")
NAMES = sorted(path.stem for path in FOLDER.glob("*.docx"))
HEAD = a_letter("").text
TIED = '[104]{figure="reports" period="2024"}'
TOLD = {
    "besturingselementen": {"vak van een ander programma (de woorden staan in de tekst)": 5},
    "kop-voet-en-plaatje": {
        "plaatje of object": 1,
        "koptekst (blijft in het bestand)": 1,
        "voettekst (blijft in het bestand)": 1,
    },
    "samengevoegde-cellen": {"samengevoegde cel (de woorden staan in de eerste)": 4},
    "secties-en-kolommen": {"indeling in kolommen": 1},
    "tekstvak-en-links": {
        "tekstvak (de woorden staan nu in de tekst)": 1,
        "link naar een plek in de brief zelf (de woorden staan in de tekst)": 1,
    },
}


def content_of(name: str) -> bytes:
    return (FOLDER / f"{name}.docx").read_bytes()


def tie(name: str) -> LetterSource:
    """Take a letter in and tie the one number that we have a figure of."""
    source = take_in(content_of(name), HEAD).source
    return parse_letter(source.replace("104 ", f"{TIED} ", 1))


def read_text(element: Element) -> str:
    """Return what stands in a part of a Word file when all changes are taken."""
    if element.tag in PASSED_OVER:
        return ""
    own = (element.text or "") if element.tag == f"{W}t" else ""
    inside = own + "".join(read_text(child) for child in element)
    return f" {inside} " if element.tag == f"{W}p" else inside


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_taken_in_and_what_has_no_place_is_told(name: str) -> None:
    back = take_in(content_of(name), HEAD)
    with zipfile.ZipFile(io.BytesIO(content_of(name))) as files:
        parts = [
            one for one in files.namelist() if re.fullmatch(r"word/(document|footnotes|endnotes)\.xml", one)
        ]
        there = Counter(word for part in parts for word in read_text(fromstring(files.read(part))).split())
    plain = re.sub(r"[*\\]|\[\^noot\d+\]:?|\]\([^)]*\)|\[", "", back.source)

    assert there and not there - Counter(re.findall(r"\S+", plain))
    assert dict(back.left_out) == TOLD.get(name, {})
    assert not back.gave_way


@pytest.mark.parametrize("name", NAMES)
def test_tied_letter_goes_to_word_in_the_styles_of_the_file_and_comes_back(name: str) -> None:
    letter = tie(name)
    back = read_back(a_working_copy(letter, template=content_of(name), verdicts={}))

    assert back.source == letter.text
    assert back.kept_count == back.tie_count == 1


@pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason=f"{MISSING}LibreOffice; installeer het Debian-pakket libreoffice-writer-nogui",
)
def test_libreoffice_saves_all_ten_with_every_tie_and_every_word(tmp_path: Path) -> None:
    letters = {name: tie(name) for name in NAMES}
    for name, letter in letters.items():
        (tmp_path / f"{name}.docx").write_bytes(
            a_working_copy(letter, template=content_of(name), verdicts={})
        )
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "uit")]
    files = [str(tmp_path / f"{name}.docx") for name in NAMES]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=120)

    for name, letter in letters.items():
        back = read_back((tmp_path / "uit" / f"{name}.docx").read_bytes())
        assert (name, back.source) == (name, letter.text)
        assert back.kept_count == 1


def test_changes_of_two_people_are_named_and_taken_one_by_one() -> None:
    content = content_of("wijzigingen-van-twee")
    found = [
        (one.number, one.author, one.words.strip(), one.is_taken) for one in take_in(content, HEAD).changes
    ]
    assert found == [
        (1, "Collega Een", "nieuwe", True),
        (2, "Collega Twee", "oude", True),
        (3, "Collega Twee", "elke maand", True),
        (4, "Collega Een", "Deze hele zin kan weg.", True),
    ]

    chosen = take_in(content, HEAD, Reading(taken=frozenset({1, 4})))
    assert "104 nieuwe oude meldingen binnen." in chosen.source
    assert "Wij kijken naar de cijfers.\n" in chosen.source
    assert [one.is_taken for one in chosen.changes] == [True, False, False, True]


def test_comments_of_two_people_come_along_with_what_they_are_about() -> None:
    found = take_in(content_of("opmerkingen"), HEAD).comments
    assert [(one.author, one.text, one.quote) for one in found] == [
        ("Collega Een", "Klopt dit getal?", "104 meldingen"),
        ("Collega Twee", "Tot wanneer? En wie betaalt dat?", ""),
    ]
