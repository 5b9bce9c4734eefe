"""Lines that somebody gave a sign or a number by hand are taken in as a list."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from tests.unit.documents_source.source_factory import a_letter
from tests.unit.working_copy.word_hands import a_working_copy

from spoorboek.documents.working_copy.read_back import read_back, take_in

HEAD = a_letter("").text


def a_file(*lines: str) -> bytes:
    paper = docx.Document()
    for line in lines:
        paper.add_paragraph(line)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def body_of(*lines: str) -> str:
    return take_in(a_file(*lines), HEAD).source.split("---\n", 2)[2].strip()


@pytest.mark.parametrize(
    ("lines", "source"),
    [
        (("·\tEen", "·\tTwee"), "- Een\n- Twee"),
        (("•Een",), "- Een"),
        (("\uf0b7 Een", "\uf0b7 Twee"), "- Een\n- Twee"),
        (("- Een", "- Twee"), "- Een\n- Twee"),
        (("· Een", "o Dieper", "o Ook", "· Twee"), "- Een\n  - Dieper\n  - Ook\n- Twee"),
        (("1. Een", "2. Twee", "3. Drie"), "1. Een\n1. Twee\n1. Drie"),
        (("a) Een", "b) Twee"), "1. Een\n1. Twee"),
    ],
)
def test_typed_list_becomes_a_list(lines: tuple[str, ...], source: str) -> None:
    assert (
        body_of("Dit deden wij:", *lines, "Dat was alles.") == f"Dit deden wij:\n\n{source}\n\nDat was alles."
    )


@pytest.mark.parametrize(
    "lines",
    [
        ("- Een streep alleen.",),
        ("2. Dit is geen begin.", "3. Dit ook niet."),
        ("1. Inleiding",),
        ("1. Een", "1. Weer een"),
        ("Overlast-o-meter", "organisatie"),
    ],
)
def test_what_only_resembles_a_list_stays_text(lines: tuple[str, ...]) -> None:
    found = body_of(*lines).replace("\\", "").split("\n\n")
    assert found == list(lines)


def test_sign_of_a_font_for_symbols_is_a_sign() -> None:
    paper = docx.Document()
    for word in ("Een", "Twee"):
        line = paper.add_paragraph()
        sign = f'<w:r {nsdecls("w")}><w:sym w:font="Symbol" w:char="F0B7"/><w:tab/></w:r>'
        line._p.append(parse_xml(sign))
        line.add_run(word)
    out = io.BytesIO()
    paper.save(out)
    assert take_in(out.getvalue(), HEAD).source.endswith("- Een\n- Twee\n")


def test_line_with_a_sign_in_a_letter_of_ours_stays_what_it_was() -> None:
    letter = a_letter("# Inleiding\n\n· Een\n\n· Twee\n")
    assert read_back(a_working_copy(letter, verdicts={})).source == letter.text
