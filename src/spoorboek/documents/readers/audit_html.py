"""Pages by anybody: headings, paragraphs, lists and tables; scripts, styles and menus are not words."""

from __future__ import annotations

import re
from collections import deque
from html.parser import HTMLParser

from spoorboek.documents.errors import ReaderError
from spoorboek.documents.readers.audit_blocks import AuditText, BlockKind
from spoorboek.documents.readers.audit_builder import TextBuilder
from spoorboek.documents.readers.audit_flow import stand_off
from spoorboek.documents.readers.audit_plain import decode_text

LARGEST_FILE = 5_000_000
MOST_TAGS = 200_000
_DEEPEST = 400
_SILENT = frozenset(
    "head script style template noscript svg object iframe math nav button select textarea".split()
)
_EMPTY = frozenset("area base br col embed hr img input link meta source track wbr".split())
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp small span strong sub sup "
    "time u var".split()
)
_MOST_LOOSE = 1_000
# The parser of the library looks for the end of each of these through the whole rest of the page.
_LOOSE = re.compile(r"<(?=[a-zA-Z/!?][^<>]*(?:<|\Z))")
_STRAY, _MOST_STRAY = re.compile(r"<(?![a-zA-Z/!?])|&(?![a-zA-Z#])"), 20_000
_OPENED, _CLOSED = re.compile(r"<!--|<!\["), re.compile(r"--!?>|\]\]?>")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CELLS = ("td", "th")
_MARKS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_audit_html(content: bytes) -> AuditText:
    """Read a page.

    Parameters: ``content``, in the encoding that it names, else UTF-8 or Windows-1252.
    Returns the letter. Raises ReaderError with a Dutch sentence when it is no text or too large.
    """
    if len(content) > LARGEST_FILE:
        raise ReaderError(f"Deze pagina is te groot ({len(content)} bytes; ten hoogste {LARGEST_FILE}).")
    page = _Page()
    text = _decode(content)
    _check_tags(text)
    try:
        page.feed(text)
        page.close()
    except (AssertionError, ValueError) as error:
        # The parser of the library gives up on a few broken declarations.
        raise ReaderError("Deze pagina is beschadigd en kan niet worden gelezen.") from error
    return page.finish()


def _check_tags(text: str) -> None:
    """Refuse a page with so many tags that never end that reading it would take hours."""
    loose = sum(1 for _ in _LOOSE.finditer(text))
    open_count = sum(1 for _ in _OPENED.finditer(text)) - sum(1 for _ in _CLOSED.finditer(text))
    if text.count("&") > MOST_TAGS:
        raise ReaderError(f"Deze pagina heeft te veel bijzondere tekens (ten hoogste {MOST_TAGS}).")
    if text.count("<") > MOST_TAGS:
        raise ReaderError(f"Deze pagina heeft te veel tags (ten hoogste {MOST_TAGS}).")
    if len(_STRAY.findall(text)) > _MOST_STRAY:
        raise ReaderError("Deze pagina is beschadigd: er staan te veel losse tekens '<' of '&' in.")
    if max(loose, open_count) > _MOST_LOOSE:
        raise ReaderError(
            f"Deze pagina is beschadigd: {max(loose, open_count)} tags of opmerkingen hebben geen einde."
        )


def _decode(content: bytes) -> str:
    named = _CHARSET.search(content[:4096])
    if named and named[1].lower() not in (b"utf-8", b"utf8"):
        try:
            return content.decode(named[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode_text(content)


class _Page(HTMLParser):
    """Collects blocks; a table is kept until it ends, tables inside tables are read as text of their cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._builder = TextBuilder()
        self._words: list[str] = []
        self._kinds: deque[str] = deque(maxlen=_DEEPEST)
        self._silent: list[str] = []
        self._tables = 0
        self._raised = 0
        self._rows: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent.append(tag)
            if len(self._silent) > _DEEPEST:
                raise ReaderError("Deze pagina is te diep genest om te lezen.")
        self._raised += tag == "sup"
        if tag in _INLINE:
            return
        if tag in ("br", "wbr"):
            self._words.append(" ")
            return
        if self._tables:
            self._start_in_table(tag)
            return
        self._break()
        if tag == "table":
            self._tables, self._rows = 1, []
        elif tag not in _EMPTY:
            self._kinds.append(tag)

    def _start_in_table(self, tag: str) -> None:
        self._tables += tag == "table"
        if self._tables > 1:
            self._words.append(" ")
        elif tag == "tr":
            self._end_cell()
            self._rows.append([])
        elif tag in _CELLS:
            self._end_cell()
            if not self._rows:
                self._rows.append([])
            self._rows[-1].append("")
        else:
            self._words.append(" ")

    def _end_cell(self) -> None:
        words = " ".join("".join(self._words).split())
        self._words = []
        if words and self._rows and self._rows[-1]:
            self._rows[-1][-1] = f"{self._rows[-1][-1]} {words}".strip()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag == self._silent[-1]:
            self._silent.pop()
        self._raised -= tag == "sup" and self._raised > 0
        if tag in _INLINE or tag in _EMPTY:
            return
        if not self._tables:
            self._break()
            if tag in self._kinds:
                while self._kinds and self._kinds.pop() != tag:
                    pass
        elif tag == "table":
            self._tables -= 1
            if not self._tables:
                self._end_table()
        elif tag in _CELLS and self._tables == 1:
            self._end_cell()

    def _end_table(self) -> None:
        self._end_cell()
        rows = [row for row in self._rows if row]
        self._rows = []
        if rows and max(len(row) for row in rows) > 1:
            self._builder.add_table(rows[0], rows[1:])
        else:
            for row in rows:
                self._builder.add(BlockKind.PARAGRAPH, row[0])

    def handle_data(self, data: str) -> None:
        if not self._silent:
            # The mark of a note is no number of the sentence.
            self._words.append(
                stand_off("".join(self._words), data.translate(_MARKS)) if self._raised else data
            )

    def _break(self) -> None:
        words = " ".join("".join(self._words).split())
        self._words = []
        if words:
            kind, level = self._kind()
            self._builder.add(kind, words, level)

    def _kind(self) -> tuple[BlockKind, int]:
        for tag in reversed(self._kinds):
            if tag in _HEADINGS:
                return BlockKind.HEADING, _HEADINGS[tag]
            if tag in ("li", "dd"):
                return BlockKind.LIST_ITEM, 1
            if tag in ("figcaption", "caption"):
                return BlockKind.CAPTION, 0
            if tag in ("footer", "aside"):
                return BlockKind.FOOTNOTE, 0
        return BlockKind.PARAGRAPH, 0

    def finish(self) -> AuditText:
        """Return the letter; called once, after the last text."""
        if self._tables:
            self._end_table()
        self._break()
        return self._builder.finish()
