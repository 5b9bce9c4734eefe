"""What people and programs do to a Word file, for the tests of the way to Word and back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from tests.unit.documents_source.source_factory import MOMENT, a_document, a_letter

from spoorboek.documents.source.letter import LetterSource
from spoorboek.documents.working_copy.remarks import CopyDetails
from spoorboek.documents.working_copy.writing import write_working_copy

DOCUMENT = "word/document.xml"
RICH = """
# Inleiding

Op 24 februari 2025 schreven wij [drie]{fixed="opsomming"} **vette** dingen op[^bron].
Zie \\[hier\\] en 5\\*5.

# Cijfers

## Overlast

Het aantal meldingen [is gestegen van [88]{figure="reports" period="2023"} naar
[104]{figure="reports" period="2024"}]{claim="rises" figure="reports" from="2023" to="2024"}.
[?]{figure="inspection-days" period="2023" as="words"} controledagen, en *later* weer
[?]{figure="inspection-days" period="2023"}.

1. Zie [het plan van 2023](https://example.org/plan).
2. [Gedaan.]{promise="integrated-inspections"}

   Met een tweede alinea.
   - en een punt
   - en nog een[^tweede]

Tabel: Eigen tabel

| Soort | Aantal |
| --- | --- |
| Jeugd | [643]{figure="youth@2024"} |
| Anders | onbekend |

[?]{table="nuisance" period="2022..2024"}

[?]{promises="ondermijning" period="2023"}

Slot, zonder getallen.

[^bron]: Politie, [2024]{fixed="jaartal"}.
[^tweede]: Zie [88]{figure="reports" period="2023"} van de politie.
"""


def a_rich_letter() -> LetterSource:
    return a_letter(RICH)


def a_working_copy(letter: LetterSource | None = None, **details: object) -> bytes:
    """Return a letter as Word gets it."""
    letter = letter or a_rich_letter()
    wanted = {"revision": 3, "saved_at": MOMENT, "verdicts": {"s2": "✓ Klopt\n104 is meer dan 88."}}
    return write_working_copy(letter, a_document(letter), CopyDetails(**(wanted | details)))  # type: ignore[arg-type]


def edit(content: bytes, change: Callable[[str], str], part: str = DOCUMENT) -> bytes:
    """Return the file with one part changed; it must change."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(written, "w") as target:
        for name in source.namelist():
            raw = source.read(name)
            if name == part:
                changed = change(raw.decode()).encode()
                assert changed != raw, "the edit must do something"
                raw = changed
            target.writestr(name, raw, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def put(content: bytes, name: str, raw: bytes) -> bytes:
    """Return the file with one part added."""
    written = io.BytesIO(content)
    with zipfile.ZipFile(written, "a") as target:
        target.writestr(name, raw, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def find_control(text: str, name: str) -> str:
    """Return the control of one tie as it stands in the text."""
    tag = text.index(f'<w:tag w:val="sb:{name}"/>')
    start = text.rindex("<w:sdt>", 0, tag)
    depth, at = 0, start
    for found in re.finditer(r"<w:sdt>|</w:sdt>", text[start:]):
        depth += 1 if found[0] == "<w:sdt>" else -1
        at = start + found.end()
        if depth == 0:
            break
    return text[start:at]


def type_over(name: str, words: str) -> Callable[[str], str]:
    """Type other words in a control that holds one run."""

    def change(text: str) -> str:
        control = find_control(text, name)
        return text.replace(
            control, re.sub(r"(<w:t[^>]*>)[^<]*(</w:t>)", rf"\g<1>{words}\2", control, count=1)
        )

    return change


def remove_control(name: str) -> Callable[[str], str]:
    """Take a control away and leave its words."""

    def change(text: str) -> str:
        control = find_control(text, name)
        inside = control[control.index("<w:sdtContent>") + 14 : control.rindex("</w:sdtContent>")]
        return text.replace(control, inside)

    return change


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(inside: str, style: str = "Normal") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>'


def before_last_words(added: str, words: str = "Slot, zonder getallen.") -> Callable[[str], str]:
    """Put something before the paragraph with these words."""

    def change(text: str) -> str:
        start = text.rindex("<w:p>", 0, text.index(words))
        return text[:start] + added + text[start:]

    return change


def before_end(added: str) -> Callable[[str], str]:
    """Put something after the letterhead: before the first heading of the text."""

    def change(text: str) -> str:
        start = text.rindex("<w:p>", 0, text.index('w:val="Heading1"'))
        return text[:start] + added + text[start:]

    return change


def a_package(body: str, **parts: str) -> bytes:
    """Return a Word file by hand with this body."""
    space = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    rels = "".join(
        f'<Relationship Id="r{i}" Type="{office}/{name}" Target="{name}.xml"/>'
        for i, name in enumerate(parts)
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        file.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
        file.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{package}/relationships">{rels}</Relationships>',
        )
        for name, raw in parts.items():
            file.writestr(f"word/{name}.xml", raw.replace("SPACE", space))
    return written.getvalue()
