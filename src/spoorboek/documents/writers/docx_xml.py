"""The parts of a Word file that python-docx has no verb for: links, bookmarks, fields, table marks."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def make_element(tag: str, **attributes: str) -> Any:
    """Return an element; an attribute ``val`` becomes ``w:val``."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def add_outside_link(paragraph: Any, run: Any, address: str) -> None:
    """Make a run lead to a website."""
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    link.append(run._r)
    paragraph._p.append(link)


def add_inside_link(paragraph: Any, run: Any, bookmark: str) -> None:
    """Make a run lead to a bookmark in the same document."""
    link = make_element("w:hyperlink", anchor=bookmark, history="1")
    link.append(run._r)
    paragraph._p.append(link)


def start_bookmark(paragraph: Any, number: int, name: str) -> None:
    """Begin a bookmark at the end of what the paragraph holds so far."""
    paragraph._p.append(make_element("w:bookmarkStart", id=str(number), name=name))


def end_bookmark(paragraph: Any, number: int) -> None:
    """End the bookmark with this number."""
    paragraph._p.append(make_element("w:bookmarkEnd", id=str(number)))


def add_field(paragraph: Any, code: str) -> None:
    """Add a field that Word fills in, as PAGE."""
    field = make_element("w:fldSimple", instr=code)
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def set_paragraph_border(style: Any, colour: str, eighths: int, *sides: str) -> None:
    """Draw a line along some sides of every paragraph of a style; width in eighths of a point."""
    borders = OxmlElement("w:pBdr")
    for side in sides:
        look = {"val": "single", "sz": str(eighths), "space": "5", "color": colour.lstrip("#")}
        borders.append(make_element(f"w:{side}", **look))
    style.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def mark_table(table: Any, caption: str, note: str) -> None:
    """Give a table its name and description for screen readers, and say what its first row and column are."""
    properties = table._tbl.tblPr
    for name in ("w:tblLook", "w:tblCaption", "w:tblDescription"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    properties.append(
        make_element(
            "w:tblLook", val="04A0", firstRow="1", lastRow="0", firstColumn="1", lastColumn="0", noVBand="1"
        )
    )
    properties.append(make_element("w:tblCaption", val=caption))
    properties.append(make_element("w:tblDescription", val=note))


def mark_row(row: Any, *, is_header: bool) -> None:
    """Keep a row on one page; a header row comes back on each page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_header:
        properties.append(OxmlElement("w:tblHeader"))


def start_numbering(word: Any, style: Any, start: int) -> int:
    """Return the id of a new numbered list in ``style`` that begins at ``start``."""
    numbering = word.part.numbering_part.element
    of_style = style.element.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(of_style).abstractNumId.val
    created = numbering.add_num(abstract)
    created.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(created.numId)


def set_numbering(paragraph: Any, number_id: int) -> None:
    """Make the paragraph an item of this numbered list."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number_id
