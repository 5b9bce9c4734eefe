"""The house style in Word: real styles, so that a municipality can restyle a letter at once."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from spoorboek.documents.fonts import FONT_FAMILY
from spoorboek.documents.writers.checks import INK
from spoorboek.documents.writers.docx_xml import make_element, set_paragraph_border

QUIET = "#55606b"
HAIR = "#c5ccd3"

MUNICIPALITY, ADDRESS, KIND = "Gemeentenaam", "Briefhoofd", "Briefsoort"
ADDRESSEE, FIELD, LABEL = "Geadresseerde", "Formeel veld", "Veldnaam"
CHART_TITLE, PICTURE, NOTE, CELL = "Grafiektitel", "Grafiek", "Toelichting", "Tabelcel"
HEAD_CELL = "Tabelkop"
SIGNATURE, SOURCE, TABLE = "Ondertekening", "Bron", "Cijfertabel"
FIGURE, FIXED, LINK, NOTE_MARK = "Cijfer", "Vast getal", "Koppeling", "Bronverwijzing"
FIELD_INDENT = Cm(4.6)
TEXT_WIDTH, LOGO_HEIGHT = Cm(15.8), Cm(1.2)


@lru_cache(maxsize=8)
def make_template(accent: str, text_colour: str, language: str) -> bytes:
    """Return an empty Word file with the styles of a letter; made once per house style."""
    word = docx.Document()
    _apply_house_style(word, accent, text_colour, language)
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


class StyleBook:
    """Names to ids of styles: asking python-docx for each run walks all styles each time."""

    def __init__(self, word: Any) -> None:
        """Read the styles of the document once."""
        self._word = word
        self._ids = {style.name: style.style_id for style in word.styles}

    def add_paragraph(self, style: str, text: str = "") -> Any:
        """Add a paragraph at the end of the document."""
        paragraph = self._word.add_paragraph()
        self.set_style(paragraph, style)
        if text:
            paragraph.add_run(text)
        return paragraph

    def set_style(self, paragraph: Any, style: str) -> None:
        """Give a paragraph its style."""
        paragraph._p.style = self._ids[style]

    def add_run(self, paragraph: Any, text: str, style: str) -> Any:
        """Add words in a character style."""
        run = paragraph.add_run(text)
        run._r.style = self._ids[style]
        return run


def _apply_house_style(word: Any, accent: str, text_colour: str, language: str) -> None:
    spare = [s for s in word.styles if s.type == WD_STYLE_TYPE.TABLE and s.name != "Normal Table"]
    for style in spare:
        style.delete()
    _set_defaults(word, language)
    _restyle_built_in(word.styles, accent, text_colour)
    _add_paragraph_styles(word.styles, accent, text_colour)
    for name in (FIGURE, FIXED):
        word.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    _style_characters(word.styles, LABEL, colour=QUIET)
    _style_characters(word.styles, LINK, colour=text_colour).font.underline = True
    _style_characters(word.styles, NOTE_MARK, colour=text_colour).font.superscript = True
    _add_table_style(word.styles, accent)


def _set_defaults(word: Any, language: str) -> None:
    defaults = word.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(make_element("w:lang", val=language, eastAsia=language, bidi="ar-SA"))
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.7), Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.7), Cm(2.6)
    section.header_distance = section.footer_distance = Cm(1.2)


def _restyle_built_in(styles: Any, accent: str, text_colour: str) -> None:
    _style(styles["Normal"], 10.5, before=0, after=10, line=17)
    for level, (size, before, after) in enumerate(
        ((14, 26, 8), (11.5, 20, 6), (10.5, 16, 4), (10.5, 14, 4)), 1
    ):
        style = styles[f"Heading {level}"]
        _style(style, size, bold=True, colour=text_colour, before=before, after=after, line=None)
        style.font.italic = level == 4
        style.paragraph_format.keep_with_next = True
    title = styles["Title"]
    _style(title, 21, bold=True, before=2, after=16, line=None)
    for border in title.element.pPr.findall(qn("w:pBdr")):
        title.element.pPr.remove(border)
    _style(styles["Caption"], 9.5, bold=True, before=12, after=6, line=None)
    styles["Caption"].paragraph_format.keep_with_next = True
    for name in ("Header", "Footer"):
        _style(styles[name], 8.5, colour=QUIET, before=0, after=0, line=None)
        styles[name].paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, 2)
    for name in ("List Bullet", "List Number", "List Continue"):
        for depth in ("", " 2", " 3"):
            _style(styles[f"{name}{depth}"], 10.5, before=0, after=5, line=17)


def _add_paragraph_styles(styles: Any, accent: str, text_colour: str) -> None:
    def add(name: str, size: float, **look: Any) -> Any:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        return _style(style, size, **look)

    add(MUNICIPALITY, 17, bold=True, colour=text_colour, before=0, after=4, line=None)
    set_paragraph_border(styles[MUNICIPALITY], accent, 36, "left")
    add(ADDRESS, 8.5, colour=QUIET, before=0, after=18, line=None)
    set_paragraph_border(styles[ADDRESS], accent, 10, "bottom")
    add(KIND, 10.5, bold=True, colour=text_colour, before=12, after=0, line=None)
    add(ADDRESSEE, 10.5, before=0, after=16, line=None)
    field = add(FIELD, 10.5, before=0, after=5, line=None)
    field.paragraph_format.left_indent = FIELD_INDENT
    field.paragraph_format.first_line_indent = -FIELD_INDENT
    field.paragraph_format.tab_stops.add_tab_stop(FIELD_INDENT)
    set_paragraph_border(field, HAIR, 4, "bottom", "between")
    add(CHART_TITLE, 11, bold=True, colour=text_colour, before=18, after=6, line=None)
    add(PICTURE, 10.5, before=0, after=4, line=None)
    for name in (CHART_TITLE, PICTURE):
        styles[name].paragraph_format.keep_with_next = True
    add(NOTE, 8.5, colour=QUIET, before=5, after=14, line=None)
    add(CELL, 9.5, before=3, after=3, line=None)
    add(HEAD_CELL, 9.5, bold=True, before=3, after=3, line=None).paragraph_format.keep_with_next = True
    add(SIGNATURE, 10.5, before=46, after=0, line=None).paragraph_format.keep_together = True
    source = add(SOURCE, 9, before=0, after=5, line=None)
    source.paragraph_format.left_indent, source.paragraph_format.first_line_indent = Cm(0.9), -Cm(0.9)
    source.paragraph_format.tab_stops.add_tab_stop(Cm(0.9))


def _style(
    style: Any,
    size: float,
    *,
    before: float,
    after: float,
    line: float | None,
    bold: bool = False,
    colour: str = INK,
) -> Any:
    _set_font(style)
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(colour.lstrip("#").upper())
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.line_spacing = 1.2 if line is None else Pt(line)
    return style


def _style_characters(styles: Any, name: str, *, colour: str) -> Any:
    style = styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    style.font.color.rgb = RGBColor.from_string(colour.lstrip("#").upper())
    return style


def _set_font(style: Any) -> None:
    """Name the house font, also where the default style follows the fonts of a theme."""
    style.font.name = FONT_FAMILY
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT_FAMILY)


def _add_table_style(styles: Any, accent: str) -> None:
    """Rows with a hairline, a header row with a line in the accent colour; no boxes."""
    line = f'w:val="single" w:space="0" w:color="{HAIR.lstrip("#")}" w:sz="4"'
    strong = f'w:val="single" w:space="0" w:color="{accent.lstrip("#")}" w:sz="12"'
    styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE}">'
            f'<w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:tblPr>'
            f"<w:tblBorders><w:bottom {line}/><w:insideH {line}/></w:tblBorders>"
            '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
            f'</w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
            f"<w:bottom {strong}/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
        )
    )
