"""Content controls, bookmarks, comments and footnotes: what python-docx has no verb for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from spoorboek.documents.writers.docx_xml import make_element

TAG = "sb:"
BOOKMARK = "_sb_"
"""LibreOffice drops the tags of controls and keeps bookmarks, so each control has a bookmark around it."""

END_OF_BLOCK = "_end"
_FIRST_BOOKMARK = 1000
_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_ITEM_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_ITEM_ID = "{6A0C9F42-52B1-4B6B-9F0E-5B6F4F6D1A01}"


class ControlMaker:
    """Makes controls with numbers of their own."""

    def __init__(self) -> None:
        """Begin to count."""
        self._count = 0

    def wrap(self, parent: Any, first: int, name: str, label: str) -> None:
        """Put what a paragraph holds from place ``first`` on into a control, with a bookmark around it."""
        start, end = self._mark(name)
        control, content = self._make(name, label)
        for element in list(parent)[first:]:
            content.append(element)
        for element in (start, control, end):
            parent.append(element)

    def wrap_blocks(self, elements: Sequence[Any], name: str, label: str, *, is_locked: bool) -> None:
        """Put paragraphs and tables of the text into a control.

        Two bookmarks mark its first and last paragraph: LibreOffice breaks one that goes over a table.
        """
        control, content = self._make(name, label, lock="contentLocked" if is_locked else "")
        elements[0].addprevious(control)
        for element in elements:
            content.append(element)
        paragraphs = [element for element in elements if element.tag == qn("w:p")]
        for paragraph, mark in ((paragraphs[0], name), (paragraphs[-1], f"{name}{END_OF_BLOCK}")):
            start, end = self._mark(mark)
            properties = paragraph.find(qn("w:pPr"))
            paragraph.insert(0 if properties is None else 1, start)
            paragraph.append(end)

    def _mark(self, name: str) -> tuple[Any, Any]:
        self._count += 1
        number = str(_FIRST_BOOKMARK + self._count)
        start = make_element("w:bookmarkStart", id=number, name=f"{BOOKMARK}{name}")
        return start, make_element("w:bookmarkEnd", id=number)

    def _make(self, name: str, label: str, *, lock: str = "") -> tuple[Any, Any]:
        control, properties, content = (OxmlElement(tag) for tag in ("w:sdt", "w:sdtPr", "w:sdtContent"))
        properties.append(make_element("w:alias", val=label))
        properties.append(make_element("w:tag", val=f"{TAG}{name}"))
        properties.append(make_element("w:id", val=str(710_000_000 + self._count)))
        if lock:
            properties.append(make_element("w:lock", val=lock))
        control.append(properties)
        control.append(content)
        return control, content


def anchor_comment(first: Any, last: Any, number: int) -> None:
    """Anchor a comment from one element of a paragraph to another."""
    first.addprevious(make_element("w:commentRangeStart", id=str(number)))
    run = OxmlElement("w:r")
    run.append(make_element("w:commentReference", id=str(number)))
    last.addnext(run)
    last.addnext(make_element("w:commentRangeEnd", id=str(number)))


def make_note_reference(number: int) -> Any:
    """Return a run that refers to footnote ``number``."""
    run = OxmlElement("w:r")
    look = OxmlElement("w:rPr")
    look.append(make_element("w:vertAlign", val="superscript"))
    run.append(look)
    run.append(make_element("w:footnoteReference", id=str(number)))
    return run


def add_footnotes(word: Any, notes: Sequence[tuple[int, Sequence[Any]]]) -> None:
    """Add the part with the footnotes; each is its number and what stands in it."""
    part = word.part
    old = [key for key, one in part.rels.items() if one.reltype == RELATIONSHIP_TYPE.FOOTNOTES]
    for key in old:
        del part.rels[key]
    if not notes:
        return
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for kind, number, mark in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}>{separators}</w:footnotes>")
    made = XmlPart(PackURI("/word/footnotes.xml"), _FOOTNOTES_TYPE, root, part.package)
    part.relate_to(made, RELATIONSHIP_TYPE.FOOTNOTES)
    for number, content in notes:
        note, paragraph = make_element("w:footnote", id=str(number)), OxmlElement("w:p")
        mark = make_note_reference(number)
        mark[-1].tag = qn("w:footnoteRef")
        mark[-1].attrib.clear()
        space = parse_xml(f'<w:r {nsdecls("w")}><w:t xml:space="preserve"> </w:t></w:r>')
        for element in (mark, space, *content):
            paragraph.append(element)
        for link in paragraph.iter(qn("w:hyperlink")):
            if key := link.get(qn("r:id")):
                address = part.rels[key].target_ref
                link.set(qn("r:id"), made.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        note.append(paragraph)
        root.append(note)


def add_envelope(word: Any, content: bytes, about: str) -> None:
    """Add our custom XML part, and a property that says in short which letter this is."""
    package = word.part.package
    taken = {str(part.partname) for part in package.iter_parts()}
    number = next(n for n in range(1, 10_000) if f"/customXml/item{n}.xml" not in taken)
    item = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", content, package)
    word.part.relate_to(item, f"{_OFFICE}/relationships/customXml")
    described = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
        f'<ds:datastoreItem ds:itemID="{_ITEM_ID}" xmlns:ds="{_OFFICE}/customXml"><ds:schemaRefs>'
        '<ds:schemaRef ds:uri="urn:spoorboek:working-copy:1"/></ds:schemaRefs></ds:datastoreItem>'
    )
    name = PackURI(f"/customXml/itemProps{number}.xml")
    item.relate_to(
        Part(name, _ITEM_TYPE, described.encode(), package), f"{_OFFICE}/relationships/customXmlProps"
    )
    kept = f"{_OFFICE}/relationships/custom-properties"
    for key in [key for key, one in package.rels.items() if one.reltype == kept]:
        del package.rels[key]
    said = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Spoorboek">'
        f"<vt:lpwstr>{about}</vt:lpwstr></property></Properties>"
    )
    package.relate_to(Part(PackURI("/docProps/custom.xml"), _PROPERTIES_TYPE, said.encode(), package), kept)
