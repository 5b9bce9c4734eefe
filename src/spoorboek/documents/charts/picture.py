"""The picture of a chart or a logo: SVG without anything that could act, and the same as PNG."""

from __future__ import annotations

from functools import cache, lru_cache
from xml.etree.ElementTree import Element, register_namespace, tostring  # nosec B405

import vl_convert
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from spoorboek.documents.errors import ChartError
from spoorboek.documents.fonts import FONT_FOLDER

_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = frozenset("svg g path line polyline polygon rect circle ellipse text tspan".split())
_ATTRIBUTES = frozenset(
    "points x y x1 y1 x2 y2 dx dy cx cy r rx ry d width height viewBox version transform text-anchor "
    "dominant-baseline fill fill-opacity fill-rule stroke stroke-width stroke-dasharray stroke-dashoffset "
    "stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity opacity font-family font-size "
    "font-weight font-style display".split()
)
_PRINT_RESOLUTION = 192
"""Dots per inch of the picture in Word: twice a screen, sharp enough on paper."""


def clean_svg(svg: str) -> str:
    """Return ``svg`` with only shapes and text: no script, style, link, image or foreign content.

    Raises ChartError when ``svg`` is no SVG.
    """
    root = _parse(svg)
    _clean(root)
    register_namespace("", _SVG)
    return tostring(root, encoding="unicode")


def list_picture_words(svg: str) -> tuple[str, ...]:
    """Return the words in the picture in the order of the file, as a PDF prints them."""
    texts = (" ".join(element.itertext()).strip() for element in _parse(svg).iter(f"{{{_SVG}}}text"))
    return tuple(text for text in texts if text)


@lru_cache(maxsize=64)
def draw_png(svg: str) -> bytes:
    """Return the picture as PNG for Word, in the house font."""
    register_house_font()
    png: bytes = vl_convert.svg_to_png(svg, ppi=_PRINT_RESOLUTION)
    return png


@cache
def register_house_font() -> None:
    """Tell the drawing library of the vendored font; once per process is enough."""
    vl_convert.register_font_directory(str(FONT_FOLDER))


def _parse(svg: str) -> Element:
    try:
        root: Element = fromstring(svg)
    except (ParseError, DefusedXmlException) as error:
        raise ChartError(f"the picture must be SVG, got {svg[:40]!r}") from error
    if root.tag != f"{{{_SVG}}}svg":
        raise ChartError(f"the picture must be SVG, got {root.tag!r}")
    return root


def _clean(element: Element) -> None:
    for name in list(element.attrib):
        value = element.attrib[name].lower()
        if name not in _ATTRIBUTES or "url(" in value:
            del element.attrib[name]
    for child in list(element):
        if not isinstance(child.tag, str) or child.tag.removeprefix(f"{{{_SVG}}}") not in _ELEMENTS:
            element.remove(child)
        else:
            _clean(child)
