"""A Word file of the municipality as the paper of a letter: its styles, page and letterhead."""

from __future__ import annotations

import copy
import io
from functools import lru_cache
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

from spoorboek.documents.errors import UnreadableFileError, WritingError
from spoorboek.documents.readers.word_guard import check_word_file

PLACE_OF_THE_LETTER = "[[brief]]"
"""A paragraph of a template with only these words: here the letter begins, what stands above it stays."""
_OUTSIDE = ("attachedTemplate", "frame", "subDocument", "oleObject", "image")
_OF_THE_TEXT = "comments commentsExtended commentsIds commentsExtensible people footnotes endnotes".split()
_OURS = b"urn:spoorboek:"
_CORE = "metadata/core-properties"
_LOOKS = ("w:rFonts", "w:color", "w:sz", "w:szCs")
_EMPTY_NUMBERING = f"<w:numbering {nsdecls('w')}/>".encode()


@lru_cache(maxsize=8)
def check_template(content: bytes) -> None:
    """Refuse what cannot be a template.

    Parameters: ``content``, the bytes of a Word file. Raises WritingError with a Dutch sentence.
    """
    try:
        check_word_file(content)
        docx.Document(io.BytesIO(content))
    except UnreadableFileError as error:
        raise WritingError(f"Het Word-sjabloon is niet bruikbaar. {error}") from error
    except Exception as error:
        # A damaged package makes the library fail in many ways; for who reads the sentence they are one.
        raise WritingError("Het Word-sjabloon is beschadigd en kan niet worden gebruikt.") from error


def open_template(content: bytes, own: bytes) -> Any:
    """Return the template as an empty document that has every style which a letter needs.

    Parameters: ``content``, the template; ``own``, our own empty document. A style that the template has
    stays as it is; one that it lacks comes from ours, in the letter type of the template. What it would
    fetch from elsewhere is left out. Raises WritingError as check_template.
    """
    check_template(content)
    word = docx.Document(io.BytesIO(content))
    _take_off_outside(word)
    _take_off_text(word)
    _borrow_styles(word, docx.Document(io.BytesIO(own)))
    _empty(word)
    return word


def has_letterhead(word: Any) -> bool:
    """Tell whether an opened template says whose letter it is. Parameters: ``word``.

    That is so when it kept something above the place of the letter, or has words or a picture at the top of
    its first page.
    """
    if any(child.tag != qn("w:sectPr") for child in word.element.body):
        return True
    section = word.sections[0]
    is_apart = section.different_first_page_header_footer
    header = section.first_page_header if is_apart else section.header
    return not header.is_linked_to_previous and bool(header._element.xpath(".//w:t|.//w:drawing|.//w:pict"))


def has_running_lines(word: Any) -> bool:
    """Tell whether a document says something at the top or foot of its pages. Parameters: ``word``."""
    parts = [part for section in word.sections for part in (section.header, section.footer)]
    said = ".//w:t|.//w:drawing|.//w:pict|.//w:fldSimple"
    return any(not part.is_linked_to_previous and part._element.xpath(said) for part in parts)


def _take_off_outside(word: Any) -> None:
    """A kept address of a file server would be asked by whoever opens the letter."""
    for part in word.part.package.iter_parts():
        for key, relation in list(part.rels.items()):
            if relation.is_external and relation.reltype.rsplit("/", 1)[-1] in _OUTSIDE:
                del part.rels[key]
                if part.partname == "/word/settings.xml":
                    _remove(part.element, "w:attachedTemplate")


def _take_off_text(word: Any) -> None:
    """Comments, notes and what we kept in it belong to the text that the file had."""
    part, package = word.part, word.part.package
    for key, relation in list(part.rels.items()):
        kind = relation.reltype.rsplit("/", 1)[-1]
        is_ours = kind == "customXml" and not relation.is_external and _OURS in relation.target_part.blob
        if kind in _OF_THE_TEXT or is_ours:
            del part.rels[key]
    for key, relation in list(package.rels.items()):
        # LibreOffice writes this relation its own way, and two parts would get one name.
        if relation.reltype.endswith(_CORE) and relation.reltype != RELATIONSHIP_TYPE.CORE_PROPERTIES:
            del package.rels[key]
    for tag in ("w:footnotePr", "w:endnotePr"):
        _remove(word.settings._element, tag)


def _remove(root: Any, tag: str) -> None:
    for element in root.findall(qn(tag)):
        root.remove(element)


def _borrow_styles(word: Any, own: Any) -> None:
    known = {style.name: style.element for style in word.styles}
    ids = {style.style_id for style in word.styles}
    lists = _Lists(word, own)
    for style in own.styles:
        if style.name in known:
            _number_list(known[style.name], style.element, lists)
            continue
        element = copy.deepcopy(style.element)
        if style.style_id in ids:
            element.set(qn("w:styleId"), f"Spoorboek{style.style_id}")
        for tag in _LOOKS:
            for look in element.findall(f"{qn('w:rPr')}/{qn(tag)}"):
                look.getparent().remove(look)
        for number in element.iter(qn("w:numId")):
            number.set(qn("w:val"), lists.borrow(number.get(qn("w:val"))))
        word.styles.element.append(element)


def _number_list(known: Any, ours: Any, lists: _Lists) -> None:
    """A style for lists that makes no list gets the bullet or number of ours."""
    number = ours.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
    if number is not None and known.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is None:
        wanted = known.get_or_add_pPr().get_or_add_numPr()
        wanted.get_or_add_numId().val = int(lists.borrow(number.get(qn("w:val"))))


class _Lists:
    """Adds our lists to the numbering of a template, each once."""

    def __init__(self, word: Any, own: Any) -> None:
        try:
            self._target = word.part.numbering_part.element
        except (KeyError, NotImplementedError):
            name, kind = PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING
            part = NumberingPart.load(name, kind, _EMPTY_NUMBERING, word.part.package)
            word.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
            self._target = part.element
        self._source = own.part.numbering_part.element
        self._borrowed: dict[str, str] = {}

    def borrow(self, named: str) -> str:
        """Return the number in the template of the list that we call ``named``."""
        if named not in self._borrowed:
            self._borrowed[named] = self._add(named)
        return self._borrowed[named]

    def _add(self, named: str) -> str:
        wanted = str(self._source.num_having_numId(int(named)).abstractNumId.val)
        tag, key = qn("w:abstractNum"), qn("w:abstractNumId")
        added = copy.deepcopy(next(one for one in self._source.findall(tag) if one.get(key) == wanted))
        free = max((int(one.get(key)) for one in self._target.findall(tag)), default=-1) + 1
        added.set(key, str(free))
        for twin in ("w:nsid", "w:tmpl"):
            for element in added.findall(qn(twin)):
                added.remove(element)
        first = self._target.find(qn("w:num"))
        if first is None:
            self._target.append(added)
        else:
            first.addprevious(added)
        return str(self._target.add_num(free).numId)


def _empty(word: Any) -> None:
    """Take the text out; above the place of the letter everything stays."""
    children = [child for child in word.element.body if child.tag != qn("w:sectPr")]
    texts = ["".join(text.text or "" for text in child.iter(qn("w:t"))).strip() for child in children]
    first = texts.index(PLACE_OF_THE_LETTER) if PLACE_OF_THE_LETTER in texts else 0
    for child in children[first:]:
        word.element.body.remove(child)
