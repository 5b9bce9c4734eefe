"""What is open while a Word file is read: controls, bookmarks, comments and fields."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import count
from xml.etree.ElementTree import Element  # nosec B405

from spoorboek.documents.working_copy.controls import BOOKMARK, END_OF_BLOCK, TAG
from spoorboek.documents.working_copy.findings import Findings
from spoorboek.documents.working_copy.package import W
from spoorboek.documents.working_copy.pieces import Held

_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
_COPIED = re.compile(r"(?:_Copy_\d+)+$")
"""What LibreOffice adds to the bookmarks of footnotes."""

_NAME = re.compile(r"[a-z]+\d*")


@dataclass(slots=True)
class _Field:
    code: str = ""
    is_result: bool = False


@dataclass
class OpenMarks:
    """Keeps what is open. Bookmarks count only where a program dropped the tags of the controls."""

    findings: Findings
    uses_bookmarks: bool
    controls: list[Held] = field(default_factory=list)
    _bookmarks: dict[str, Held] = field(default_factory=dict)
    _blocks: dict[str, Held] = field(default_factory=dict)
    _ends: dict[str, str] = field(default_factory=dict)
    _comments: set[str] = field(default_factory=set)
    _fields: list[_Field] = field(default_factory=list)
    _instances: count[int] = field(default_factory=count)

    @property
    def held(self) -> tuple[Held, ...]:
        """Return the ties that are open."""
        return (*self.controls, *self._blocks.values(), *self._bookmarks.values())

    @property
    def block(self) -> Held | None:
        """Return the table, chart or formal part that is open, if one is."""
        return next((one for one in self.held if is_block_name(one.name)), None)

    @property
    def is_silent(self) -> bool:
        """Tell whether what comes is the code of a field, or a table of contents."""
        return any(not one.is_result or one.code.lstrip().startswith("TOC ") for one in self._fields)

    @property
    def href(self) -> str:
        """Return the address of the field that is open, if it is a link."""
        found = [match[1] for one in self._fields if (match := _LINK.match(one.code))]
        return found[-1] if found else ""

    def open_control(self, control: Element) -> bool:
        """Open a control when it is ours; tell whether it is."""
        tag = control.find(f"{W}sdtPr/{W}tag")
        name = tag.get(f"{W}val", "") if tag is not None else ""
        if self.uses_bookmarks or not name.startswith(TAG) or not _NAME.fullmatch(name.removeprefix(TAG)):
            return False
        self.controls.append(Held(name.removeprefix(TAG), next(self._instances)))
        return True

    def see(self, element: Element) -> None:
        """Open or close a bookmark or comment."""
        number = element.get(f"{W}id", "")
        if element.tag == f"{W}bookmarkStart":
            self._open_bookmark(number, element.get(f"{W}name", ""))
        elif element.tag == f"{W}bookmarkEnd":
            self._close_bookmark(number)
        elif element.tag == f"{W}commentRangeStart":
            self._comments.add(number)
            self.findings.quotes.setdefault(number, "")
        elif element.tag == f"{W}commentRangeEnd":
            self._comments.discard(number)

    def _open_bookmark(self, number: str, said: str) -> None:
        if not self.uses_bookmarks or not said.startswith(BOOKMARK):
            return
        name = _COPIED.sub("", said.removeprefix(BOOKMARK))
        if name.endswith(END_OF_BLOCK):
            self._ends[number] = name.removesuffix(END_OF_BLOCK)
        elif is_block_name(name):
            self._blocks.setdefault(name, Held(name, next(self._instances)))
        elif _NAME.fullmatch(name):
            self._bookmarks[number] = Held(name, next(self._instances))

    def _close_bookmark(self, number: str) -> None:
        self._bookmarks.pop(number, None)
        self._blocks.pop(self._ends.pop(number, ""), None)

    def quote(self, text: str) -> None:
        """Add words to what the open comments are about."""
        for number in self._comments:
            self.findings.quotes[number] += text

    def see_field(self, element: Element) -> None:
        """Follow a field from its begin to its end."""
        kind = element.get(f"{W}fldCharType", "")
        if kind == "begin":
            self._fields.append(_Field())
        elif self._fields and kind == "separate":
            self._fields[-1].is_result = True
        elif self._fields and kind == "end":
            ended = self._fields.pop()
            if ended.code.lstrip().startswith("TOC "):
                self.findings.left_out["inhoudsopgave"] += 1

    def add_code(self, code: str) -> None:
        """Add to the code of the field that is open."""
        if self._fields:
            self._fields[-1].code += code


def is_block_name(name: str) -> bool:
    """Tell whether a control stands around whole paragraphs. Parameters: ``name`` of the tie."""
    return name in ("opening", "closing") or (name[:1] == "b" and name[1:].isdecimal())
