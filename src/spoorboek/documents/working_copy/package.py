"""The parts of a Word file, guarded: nothing is fetched, no macro, no entity, nothing that fills memory."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from xml.etree.ElementTree import Element  # nosec B405

from defusedxml.ElementTree import fromstring

from spoorboek.documents.errors import UnreadableFileError
from spoorboek.documents.readers.word_guard import check_word_file

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_STRICT = "http://purl.oclc.org/ooxml/"
MOST_PARAGRAPHS = 5_000
_MOST_ELEMENTS = 600_000


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part leads: the last word of its type, a name in the package or an address outside."""

    kind: str
    target: str
    is_outside: bool


class WordPackage:
    """A Word file that was checked. ``main`` is the text."""

    def __init__(self, content: bytes) -> None:
        """Open the file. Raises UnreadableFileError with a Dutch sentence when it cannot be read safely."""
        check_word_file(content)
        self._files = zipfile.ZipFile(io.BytesIO(content))
        self._names = set(self._files.namelist())
        _refuse_macros(self._names, self._files)
        self._main_name = self._find_main()
        self.main = self._read(self._main_name)
        self.relations = self._read_relations(self._main_name)
        _check_size(self.main)

    def find(self, kind: str) -> tuple[Element, dict[str, Relation]] | None:
        """Return the part that the text leads to with this kind of relation, and its own relations."""
        for relation in self.relations.values():
            if relation.kind == kind and not relation.is_outside and relation.target in self._names:
                return self._read(relation.target), self._read_relations(relation.target)
        return None

    def list_parts(self, kind: str) -> list[Element]:
        """Return every part that the text leads to with this kind of relation."""
        names = {one.target for one in self.relations.values() if one.kind == kind and not one.is_outside}
        return [self._read(name) for name in sorted(names & self._names)]

    def list_custom_parts(self) -> list[bytes]:
        """Return the custom XML parts."""
        names = sorted(name for name in self._names if name.startswith("customXml/item"))
        kept = [name for name in names if name.endswith(".xml") and "Props" not in name]
        return [self._files.read(name) for name in kept]

    @property
    def program(self) -> str:
        """Return the name of the program that saved the file."""
        if "docProps/app.xml" not in self._names:
            return ""
        found = [one.text or "" for one in self._read("docProps/app.xml") if one.tag.endswith("}Application")]
        return found[0] if found else ""

    def _find_main(self) -> str:
        for relation in self._read_relations("").values():
            if relation.kind == "officeDocument" and relation.target in self._names:
                return relation.target
        raise UnreadableFileError("Dit is geen Word-bestand: er zit geen tekst in.")

    def _read(self, name: str) -> Element:
        root: Element = fromstring(self._files.read(name), forbid_dtd=True)
        return root

    def _read_relations(self, name: str) -> dict[str, Relation]:
        folder, base = posixpath.split(name)
        path = posixpath.join(folder, "_rels", f"{base}.rels")
        if path not in self._names:
            return {}
        found: dict[str, Relation] = {}
        for one in self._read(path).iter(_RELATION):
            if one.get("Type", "").startswith(_STRICT):
                raise UnreadableFileError(
                    "Dit is een 'strikt' Open XML-bestand. Sla het op als gewoon Word-document (.docx)."
                )
            is_outside = one.get("TargetMode") == "External"
            target = one.get("Target", "")
            if not is_outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[one.get("Id", "")] = Relation(one.get("Type", "").rsplit("/", 1)[-1], target, is_outside)
        return found


def _refuse_macros(names: set[str], files: zipfile.ZipFile) -> None:
    if "[Content_Types].xml" not in names:
        raise UnreadableFileError("Dit bestand is geen Word-bestand (.docx), of het is beschadigd.")
    types = fromstring(files.read("[Content_Types].xml"), forbid_dtd=True)
    said = {one.get("ContentType", "").lower() for one in types.iter() if one.tag.startswith(_TYPE)}
    if any(name.lower().endswith("vbaproject.bin") for name in names) or any("macro" in one for one in said):
        raise UnreadableFileError("In dit Word-bestand zitten macro's. Sla het op als .docx, zonder macro's.")


def _check_size(main: Element) -> None:
    elements = paragraphs = 0
    for one in main.iter():
        elements += 1
        paragraphs += one.tag == f"{W}p"
    if paragraphs > MOST_PARAGRAPHS:
        raise UnreadableFileError(
            f"Dit Word-bestand heeft {paragraphs} alinea's; een brief heeft er ten hoogste {MOST_PARAGRAPHS}."
        )
    if elements > _MOST_ELEMENTS:
        raise UnreadableFileError("Dit Word-bestand is te groot voor een brief.")
