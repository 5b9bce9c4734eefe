"""What the styles and lists of a Word file mean: headings, lists, captions, bold and italic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element  # nosec B405

from spoorboek.documents.working_copy.package import W, WordPackage

_HEADING = re.compile(r"(?:heading|kop)\s*([1-9])", re.IGNORECASE)
_LIST = re.compile(
    r"(?:list|lijst)\s*(bullet|number|continue|opsom\.?teken|nummering|voortzetting)\s*([1-9])?",
    re.IGNORECASE,
)
_NUMBERED = ("number", "nummering")
_CONTINUED = ("continue", "voortzetting")
_TITLES = ("title", "titel")
_CAPTIONS = ("caption", "bijschrift")
_CONTENTS = re.compile(r"(?:toc|inhopg|index)\s*(?:\d|heading|kop)", re.IGNORECASE)
_DEEPEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a paragraph stands in a list: level from 0; ``number_id`` tells numbered lists apart."""

    level: int
    is_numbered: bool
    number_id: str
    is_continued: bool = False


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str
    properties: Element | None
    look: Element | None


class StyleMeanings:
    """Answers what a paragraph or run is by its style."""

    def __init__(self, package: WordPackage) -> None:
        """Read the styles and lists of a file."""
        self._styles: dict[str, _Style] = {}
        self._default = ""
        found = package.find("styles")
        for element in found[0].iter(f"{W}style") if found else ():
            code = element.get(f"{W}styleId", "")
            self._styles[code] = _Style(
                _value(element.find(f"{W}name")),
                _value(element.find(f"{W}basedOn")),
                element.find(f"{W}pPr"),
                element.find(f"{W}rPr"),
            )
        self._formats = _read_formats(package)

    def name_of(self, code: str) -> str:
        """Return the name of a style in lower case."""
        style = self._styles.get(code)
        return style.name.lower() if style else code.lower()

    def find_heading(self, code: str, properties: Element | None) -> int:
        """Return the level of a heading, or 0."""
        own = properties.find(f"{W}outlineLvl") if properties is not None else None
        if own is not None:
            return _level(own)
        for style in self._chain(code):
            if match := _HEADING.fullmatch(style.name.strip()):
                return int(match[1])
            if (
                style.properties is not None
                and (outline := style.properties.find(f"{W}outlineLvl")) is not None
            ):
                return _level(outline)
        return 0

    def is_title(self, code: str) -> bool:
        """Tell whether this is the style of the title."""
        return any(style.name.lower() in _TITLES for style in self._chain(code))

    def is_caption(self, code: str) -> bool:
        """Tell whether this is the style of captions."""
        return any(style.name.lower() in _CAPTIONS for style in self._chain(code))

    def is_contents(self, code: str) -> bool:
        """Tell whether this is a line of a table of contents."""
        return any(_CONTENTS.match(style.name) for style in self._chain(code))

    def find_list(self, code: str, properties: Element | None) -> ListPlace | None:
        """Return where a paragraph stands in a list, or None."""
        level, number = _numbering_of(properties)
        named: re.Match[str] | None = None
        for style in self._chain(code):
            named = named or _LIST.match(style.name)
            own_level, own_number = _numbering_of(style.properties)
            number = number if number is not None else own_number
            level = level if level is not None else own_level
        if number == "0":
            return None
        if named:
            kind, deep = named[1].lower(), int(named[2] or 1) - 1
            is_numbered = self._is_numbered(number, level) if number else kind in _NUMBERED
            return ListPlace(max(deep, level or 0), is_numbered, number or "", kind in _CONTINUED)
        if number is None:
            return None
        return ListPlace(level or 0, self._is_numbered(number, level), number)

    def get_look(self, run: Element | None, tag: str) -> bool:
        """Tell whether a run is ``b`` (bold) or ``i`` (italic), by itself or by its style."""
        if run is None:
            return False
        own = run.find(f"{W}{tag}")
        if own is not None:
            return is_on(own)
        for style in self._chain(_value(run.find(f"{W}rStyle"))):
            if style.look is not None and (found := style.look.find(f"{W}{tag}")) is not None:
                return is_on(found)
        return False

    def _is_numbered(self, number: str, level: int | None) -> bool:
        levels = self._formats.get(number, {})
        return levels.get(str(level or 0), "bullet") not in ("bullet", "none")

    def _chain(self, code: str) -> list[_Style]:
        found: list[_Style] = []
        while code in self._styles and len(found) < _DEEPEST_CHAIN:
            found.append(self._styles[code])
            code = self._styles[code].based_on
        return found


def is_on(element: Element) -> bool:
    """Tell whether a property such as bold is set. Parameters: ``element``."""
    return element.get(f"{W}val", "true").lower() not in ("false", "0", "off", "none")


def _level(element: Element) -> int:
    value = element.get(f"{W}val", "")
    return int(value) + 1 if value.isdecimal() and int(value) < 9 else 0


def _value(element: Element | None) -> str:
    return element.get(f"{W}val", "") if element is not None else ""


def _numbering_of(properties: Element | None) -> tuple[int | None, str | None]:
    numbering = properties.find(f"{W}numPr") if properties is not None else None
    if numbering is None:
        return None, None
    level = _value(numbering.find(f"{W}ilvl"))
    number = _value(numbering.find(f"{W}numId"))
    return int(level) if level.isdecimal() else None, number or None


def _read_formats(package: WordPackage) -> dict[str, dict[str, str]]:
    found = package.find("numbering")
    if found is None:
        return {}
    root = found[0]
    abstracts = {
        one.get(f"{W}abstractNumId", ""): {
            level.get(f"{W}ilvl", ""): _value(level.find(f"{W}numFmt")) for level in one.findall(f"{W}lvl")
        }
        for one in root.findall(f"{W}abstractNum")
    }
    return {
        one.get(f"{W}numId", ""): abstracts.get(_value(one.find(f"{W}abstractNumId")), {})
        for one in root.findall(f"{W}num")
    }
