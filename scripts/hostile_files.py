"""Files that are made to hurt who reads them: bombs, depth, strange signs, wrong names."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from reader_files import make_files

HOSTILE: dict[str, Callable[[], bytes]] = {}
_WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>{}</w:body></w:document>"
)
_SENTENCE = "Het aantal meldingen steeg van 88 in 2023 naar 104 in 2024. "


def _hostile(name: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    def keep(make: Callable[[], bytes]) -> Callable[[], bytes]:
        HOSTILE[name] = make
        return make

    return keep


def _pdf(objects: list[bytes], root: int = 1) -> bytes:
    written, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += str(number).encode() + b" 0 obj\n" + body + b"\nendobj\n"
    start = len(written)
    written += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    written += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    trailer = f"trailer<</Size {len(objects) + 1}/Root {root} 0 R>>\nstartxref\n{start}\n%%EOF"
    return bytes(written) + trailer.encode()


def _page_of(content: bytes, font: bytes = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>") -> list[bytes]:
    return [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length " + str(len(content)).encode() + b">>stream\n" + content + b"\nendstream",
        font,
    ]


def _package(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return written.getvalue()


def _word_with(document: bytes) -> bytes:
    source = make_files()["brief.docx"]
    with zipfile.ZipFile(io.BytesIO(source)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return _package(parts | {"word/document.xml": document})


@_hostile("bom.docx")
def make_word_bomb() -> bytes:
    """300 MB of spaces in a Word file of 300 kB."""
    return _word_with(b" " * 300_000_000)


@_hostile("bom-in-bom.docx")
def make_nested_bomb() -> bytes:
    """A zip in a zip, named as a letter."""
    inner = _package({"a.txt": b"0" * 100_000_000})
    return _package({f"word/{number}.zip": inner for number in range(20)})


@_hostile("entiteiten.docx")
def make_entity_bomb() -> bytes:
    """Entities that call one another a thousand million times."""
    steps = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{steps}]>'
    return _word_with((head + _WORD.format("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>")).encode())


@_hostile("bestand-van-buiten.docx")
def make_outside_entity() -> bytes:
    """An entity that asks for a file of the server."""
    head = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return _word_with((head + _WORD.format("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>")).encode())


@_hostile("diep.docx")
def make_deep_tables() -> bytes:
    """Tables in tables, 2,000 deep."""
    opened = "<w:tbl><w:tr><w:tc>" * 2_000
    closed = "</w:tc></w:tr></w:tbl>" * 2_000
    return _word_with(_WORD.format(f"{opened}<w:p/>{closed}").encode())


@_hostile("diep.html")
def make_deep_page() -> bytes:
    """Elements in elements, 100,000 deep."""
    return b"<html><body>" + b"<div>" * 100_000 + _SENTENCE.encode() + b"</div>" * 100_000


@_hostile("entiteiten.html")
def make_entity_page() -> bytes:
    """A million named signs."""
    return b"<html><body><p>" + b"&amp;&nbsp;" * 400_000 + b"</p></body></html>"


@_hostile("tienduizend-bladzijden.pdf")
def make_long_pdf() -> bytes:
    """10,000 pages."""
    pages = 10_000
    kids = b" ".join(f"{number + 3} 0 R".encode() for number in range(pages))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    tree = b"<</Type/Pages/Kids[" + kids + b"]/Count 10000>>"
    return _pdf([b"<</Type/Catalog/Pages 2 0 R>>", tree, *[page] * pages])


@_hostile("rondlopende-bladzijden.pdf")
def make_looping_pdf() -> bytes:
    """A tree of pages that is its own branch."""
    return _pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99999999>>"])


@_hostile("bom.pdf")
def make_pdf_bomb() -> bytes:
    """A packed part that unpacks to 100 MB, packed twice."""
    packed = zlib.compress(zlib.compress(b"0 0 m " * 17_000_000, 9), 9)
    head = b"<</Length " + str(len(packed)).encode() + b"/Filter[/FlateDecode/FlateDecode]>>stream\n"
    objects = _page_of(b"")
    objects[3] = head + packed + b"\nendstream"
    return _pdf(objects)


@_hostile("vijandig-lettertype.pdf")
def make_hostile_font() -> bytes:
    """A font whose tables point outside itself and claim 65,535 glyphs."""
    table = struct.pack(">4sIII", b"glyf", 0, 0xFFFFFF00, 0xFFFFFFFF)
    font = struct.pack(">IHHHH", 0x00010000, 60_000, 16, 0, 0) + table * 40 + b"\xff" * 4_000
    objects = _page_of(b"BT /F1 12 Tf 50 700 Td (Het aantal meldingen steeg van 88 naar 104.) Tj ET")
    objects[4] = (
        b"<</Type/Font/Subtype/TrueType/BaseFont/Kwaad/FirstChar 0/LastChar 255/FontDescriptor 6 0 R"
        b"/Widths[" + b"99999999 " * 256 + b"]>>"
    )
    descriptor = b"<</Type/FontDescriptor/FontName/Kwaad/Flags 4/FontFile2 7 0 R>>"
    stream = b"<</Length " + str(len(font)).encode() + b">>stream\n" + font + b"\nendstream"
    return _pdf([*objects, descriptor, stream])


@_hostile("vijandige-tekentabel.pdf")
def make_hostile_map() -> bytes:
    """A map from codes to signs that gives 65,536 codes a thousand signs each."""
    lines = b"1 beginbfrange\n<0000> <FFFF> <" + b"0041" * 1_000 + b">\nendbfrange\n" * 500
    objects = _page_of(b"BT /F1 12 Tf 50 700 Td <" + b"0041" * 2_000 + b"> Tj ET")
    objects[4] = (
        b"<</Type/Font/Subtype/Type0/BaseFont/Kwaad/Encoding/Identity-H/ToUnicode 6 0 R"
        b"/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/Kwaad"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>"
    )
    stream = b"<</Length " + str(len(lines)).encode() + b">>stream\n" + lines + b"\nendstream"
    return _pdf([*objects, stream])


@_hostile("op-slot.pdf")
def make_locked_pdf() -> bytes:
    """A PDF behind a password."""
    content = _pdf(_page_of(b"BT /F1 12 Tf (geheim) Tj ET"))
    lock = (
        b"/Encrypt<</Filter/Standard/V 1/R 2/O<" + b"AB" * 32 + b">/U<" + b"CD" * 32 + b">/P -4>>"
        b"/ID[<00112233445566778899AABBCCDDEEFF><00112233445566778899AABBCCDDEEFF>]"
    )
    return content.replace(b"/Root 1 0 R", b"/Root 1 0 R" + lock)


@_hostile("alleen-beeld.pdf")
def make_scanned_pdf() -> bytes:
    """A page that is one picture."""
    return _pdf(_page_of(b"0 0 595 842 re f"))


@_hostile("een-miljoen-tekens.pdf")
def make_full_page() -> bytes:
    """One page with 200,000 signs."""
    return _pdf(_page_of(b"BT /F1 1 Tf 50 700 Td (" + b"9a " * 70_000 + b") Tj ET"))


@_hostile("half.pdf")
def make_half_pdf() -> bytes:
    """The first half of a good PDF."""
    content = make_files()["brief.pdf"]
    return content[: len(content) // 2]


@_hostile("half.docx")
def make_half_word_file() -> bytes:
    """The first half of a good Word file."""
    content = make_files()["brief.docx"]
    return content[: len(content) // 2]


@_hostile("vijftig-megabyte.txt")
def make_huge_text() -> bytes:
    """50 MB of sentences."""
    return _SENTENCE.encode() * (50_000_000 // len(_SENTENCE))


@_hostile("vijf-megabyte.txt")
def make_large_text() -> bytes:
    """Just under the bound: 4.9 MB of sentences, each on a line of its own."""
    return (_SENTENCE + "\n").encode() * (4_900_000 // (len(_SENTENCE) + 1))


@_hostile("een-regel.txt")
def make_one_line() -> bytes:
    """One line of 2 MB without a stop."""
    return ("meldingen van 88 naar 104, waarvan 12 nieuw en toch meer dan in 2023 " * 28_000).encode()


@_hostile("lange-getallen.txt")
def make_long_numbers() -> bytes:
    """Numbers of 10,000 figures, plain, with points and in words."""
    words = "honderd" * 1_500
    return f"Er waren {'9' * 10_000} meldingen, {'1.000' * 2_000} zaken en {words} controles. ".encode() * 3


@_hostile("tabel.csv.txt")
def make_renamed_csv() -> bytes:
    """A table of a spreadsheet with another name."""
    return b"jaar;misdrijven;wijk\n" + b"2023;88;Centrum\n2024;104;Centrum\n" * 5_000


@_hostile("onzichtbaar.txt")
def make_invisible() -> bytes:
    """Signs without width inside words and numbers, words from right to left, heaps of accents."""
    hidden = "Het aantal mel\u200bdingen steeg van 8\u200b8 in 20\u00ad23 naar 1\u206004 in 2024. "
    turned = "\u202eHet aantal meldingen steeg\u202c van 88 naar 104. \u0645\u0631\u062d\u0628\u0627 "
    return (hidden + turned + "z" + "\u0301" * 20_000 + " " + hidden).encode()


@_hostile("verkeerde-codering.txt")
def make_wrong_encoding() -> bytes:
    """Half UTF-8, half Windows, and some UTF-16 in between."""
    return "Geëvalueerd is één controle. ".encode() + "Coördinatie en reïntegratie. ".encode("cp1252") * 40


@_hostile("codering-van-dos.txt")
def make_old_encoding() -> bytes:
    """A text as DOS wrote it."""
    return "De proef is geëvalueerd; één locatie bleef over. ".encode("cp850") * 40


@_hostile("haken.md")
def make_brackets() -> bytes:
    """Links and stars that never end."""
    return b"[" * 100_000 + b"*" * 100_000 + b"](" * 50_000


@_hostile("strepen.md")
def make_pipes() -> bytes:
    """A table of 20,000 columns."""
    return b"|" + b"a|" * 20_000 + b"\n|" + b"-|" * 20_000 + b"\n|" + b"1|" * 20_000


@_hostile("plaatje.docx")
def make_renamed_picture() -> bytes:
    """A picture with the name of a letter."""
    return b"\x89PNG\r\n\x1a\n" + b"\x00" * 5_000


@_hostile("regels-met-getallen.txt")
def make_numbers_without_sentences() -> bytes:
    """Just under the bound for numerals, without a sentence."""
    return b"2023 88 Centrum\n2024 104 Noord\n" * 2_450
