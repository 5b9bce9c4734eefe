import io
import random
import zlib

import docx
import pytest
import scripts.reader_files as reader_files
import typst
from scripts.reader_files import damage

from spoorboek.documents.errors import ReaderError
from spoorboek.documents.readers.audit_text import AuditText, BlockKind, read_audit_text
from spoorboek.rules.letter_audit.finding import find_mentions

FILES = reader_files.make_files()


def words_of(letter: AuditText, kind: BlockKind) -> list[str]:
    return [letter.text[b.start : b.end] for b in letter.blocks if b.kind is kind]


def test_a_pdf_in_two_columns_is_read_column_by_column() -> None:
    letter = read_audit_text(FILES["brief.pdf"], "brief.pdf")
    assert letter.text.index("omgevingsdienst") < letter.text.index("minimaal drie bijeenkomsten")
    assert "Gemeente Voorbeeld" not in words_of(letter, BlockKind.LIST_ITEM)
    assert any("Cijfers van de politie" in note for note in words_of(letter, BlockKind.FOOTNOTE))


@pytest.mark.parametrize(
    "name", ["brief.pdf", "brief.docx", "brief.html", "brief.md", "brief.txt", "breed.txt"]
)
def test_every_kind_of_file_gives_its_table_with_years(name: str) -> None:
    (block,) = [b for b in read_audit_text(FILES[name], name).blocks if b.table]
    assert block.table is not None
    assert [cell.text for cell in block.table.header][1] == "2023"
    assert block.table.rows[-1][1].text == "1.204"


def test_a_table_gives_each_number_the_year_of_its_column() -> None:
    found = find_mentions(read_audit_text(FILES["brief.md"], "brief.md")).mentions
    cells = [(m.value, str(m.period), m.detail["row"]) for m in found if m.detail.get("table")]
    assert cells == [(1204, "2023", "Woninginbraak"), (980, "2024", "Woninginbraak")]


def test_a_sentence_goes_on_over_the_page_and_around_a_note() -> None:
    first = b"Kop\n\nHet aantal klachten over vuurwerk in onze stad daalde van\n\n1 Opgave van het meldpunt\n"
    letter = read_audit_text(
        first + b"\x0cveertig naar dertig.\n\nEen tweede alinea is ook er.\n", "brief.txt"
    )
    assert any("daalde van veertig naar dertig." in words for words in words_of(letter, BlockKind.PARAGRAPH))
    assert words_of(letter, BlockKind.FOOTNOTE) == ["1 Opgave van het meldpunt"]
    assert letter.page_at(letter.text.index("tweede")) == 2


def test_slips_of_scanning_are_mended_and_told() -> None:
    letter = read_audit_text("De proef is geévalueerd, o0.a. in de wijk.".encode(), "brief.txt")
    assert letter.text == "De proef is geëvalueerd, o.a. in de wijk."
    assert [(r.read, r.repaired) for r in letter.repairs] == [("é", "ë"), ("o0.", "o.")]
    assert all(letter.text[r.start : r.end] == r.repaired for r in letter.repairs)


def test_a_word_broken_at_the_end_of_a_line_is_made_whole() -> None:
    letter = read_audit_text(b"Wij bezochten drie onder-\nnemers in Zuid-\nHolland.", "brief.txt")
    assert letter.text == "Wij bezochten drie ondernemers in Zuid-Holland."


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("brief.pdf", b"hallo", "eindigt op .pdf"),
        ("brief.docx", b"hallo", "eindigt op .docx"),
        ("brief.txt", b"  \n", "leeg"),
        ("brief.txt", bytes(range(256)) * 20, "geen tekst"),
        ("brief.pdf", b"%PDF-1.4\n1 0 obj", "beschadigd"),
        ("brief.docx", b"PK\x03\x04 word/ kapot", "geen Word-bestand"),
        ("brief.pdf", FILES["brief.pdf"][:900], "beschadigd"),
        ("brief.doc", b"\xd0\xcf\x11\xe0 oud", "oud of beveiligd"),
        ("brief.txt", b"a\n" * 200_000, "te veel regels"),
        ("brief.txt", b"9" * 300_000, "geen brief"),
        ("brief.txt", b"9 " * 150_000, "te veel getallen"),
        ("brief.html", b"<p" * 150_000, "geen einde"),
        ("brief.html", b"<!--" * 150_000, "geen einde"),
        ("brief.html", b"<a href='" * 100_000, "geen einde"),
        ("brief.html", b"<![CDATA[" * 100_000, "geen einde"),
        ("brief.html", b"<html>" + b"<" * 100_000, "losse tekens"),
        ("brief.html", b"<ul><li>" * 150_000, "te veel tags"),
        ("brief.txt", b"9 " * 200_000, "te veel getallen"),
        ("tabel.txt", b"jaar;aantal;wijk\n" + b"2023;88;Centrum\n" * 40, "tabel .CSV."),
        ("brief.txt", b"Er zijn drie zaken. " * 60_000, "te veel tekst"),
    ],
)
def test_a_file_that_is_no_letter_is_refused_with_a_sentence(name: str, content: bytes, why: str) -> None:
    with pytest.raises(ReaderError, match=why):
        read_audit_text(content, name)


def test_a_pdf_that_unpacks_to_fill_the_memory_is_refused() -> None:
    bomb = zlib.compress(b" " * 70_000_000, 1)
    head = b"%PDF-1.4\n1 0 obj<</Length " + str(len(bomb)).encode() + b"/Filter/FlateDecode>>stream\n"
    with pytest.raises(ReaderError, match="uitgepakt te groot"):
        read_audit_text(head + bomb + b"\nendstream endobj", "bom.pdf")


def test_what_nobody_sees_does_not_change_what_is_read() -> None:
    hidden = "Het aantal mel\u200bdingen was 1\u200b04 in 20\u00ad24. \u202eVier\u202c zaken."
    assert (
        read_audit_text(hidden.encode(), "a.txt").text == "Het aantal meldingen was 104 in 2024. Vier zaken."
    )


def test_a_pdf_in_a_typewriter_font_keeps_its_words_whole() -> None:
    words = b"Het vergrijp in de wijk Leerpark: tien illegale fietsen."
    typewriter = b'#set text(font: "DejaVu Sans Mono")\n' + words
    letter = read_audit_text(bytes(typst.compile(typewriter)), "a.pdf")
    assert letter.text == words.decode()


def test_names_in_a_table_that_run_on_over_more_lines_stay_with_their_numbers() -> None:
    cells = "[Soort], [2023], [2024], [Overlast door jeugd], [88], [104], [Burenruzie], [1], [2]"
    table = f"#table(columns: (2.2cm, 2cm, 2cm), {cells})"
    (block,) = [b for b in read_audit_text(bytes(typst.compile(table.encode())), "a.pdf").blocks if b.table]
    assert block.table is not None
    assert [[cell.text for cell in row] for row in block.table.rows] == [
        ["Overlast door jeugd", "88", "104"],
        ["Burenruzie", "1", "2"],
    ]


def test_a_word_file_with_a_paragraph_for_each_line_is_read_as_lines() -> None:
    document = docx.Document()
    for line in ["Het aantal meldingen over", "vuurwerk daalde van 40", "naar 30 in het centrum."] * 9:
        document.add_paragraph(line)
    written = io.BytesIO()
    document.save(written)
    letter = read_audit_text(written.getvalue(), "a.docx")
    assert "over vuurwerk daalde van 40 naar 30 in het centrum." in letter.text


def test_bullets_of_a_symbol_font_begin_a_list() -> None:
    letter = read_audit_text("Wij doen dit:\n\n\uf0b7 tien controles;\n\uf0b7 twee lessen.".encode(), "a.txt")
    assert words_of(letter, BlockKind.LIST_ITEM) == ["tien controles;", "twee lessen."]


def test_damaged_files_are_read_or_refused_with_a_sentence() -> None:
    rng = random.Random(7)
    ended = {"read": 0, "refused": 0}
    for number in range(90):
        name, content = list(FILES.items())[number % len(FILES)]
        try:
            find_mentions(read_audit_text(damage(name, content, rng), name))
            ended["read"] += 1
        except ReaderError as error:
            assert str(error).endswith(".")
            ended["refused"] += 1
    assert ended["read"] > 0 < ended["refused"]
