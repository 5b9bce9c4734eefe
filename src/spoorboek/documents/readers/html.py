"""The page reader: the words of a letter in reading order; scripts, styles and pictures are not words."""

from __future__ import annotations

from html.parser import HTMLParser

from spoorboek.documents.errors import UnreadableFileError

LARGEST_FILE = 20_000_000
_SILENT = frozenset({"head", "script", "style", "template", "noscript", "svg", "object", "iframe", "math"})
_EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data dfn em i kbd mark q s samp small span strong sub sup time u var".split()
)


def read_html(content: bytes) -> tuple[str, ...]:
    """Return the text of each block of a page in reading order, without empty ones.

    ``content`` must be UTF-8. Raises UnreadableFileError with a Dutch sentence when it is not,
    or is too large.
    """
    if len(content) > LARGEST_FILE:
        raise UnreadableFileError(
            f"Deze pagina is te groot ({len(content)} bytes; ten hoogste {LARGEST_FILE})."
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError("Deze pagina is geen UTF-8.") from error
    if "\x00" in text:
        raise UnreadableFileError("Deze pagina bevat NUL-tekens en is geen tekst.")
    words = _Words()
    words.feed(text)
    words.close()
    return words.finish()


class _Words(HTMLParser):
    """Collects text; every tag that is not inside a line begins a new block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[str] = []
        self._line: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent.append(tag)
        if tag not in _INLINE:
            self._break()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag == self._silent[-1]:
            self._silent.pop()
        if tag not in _INLINE and tag not in _EMPTY:
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._line.append(data)

    def _break(self) -> None:
        text = " ".join("".join(self._line).split())
        if text:
            self._blocks.append(text)
        self._line = []

    def finish(self) -> tuple[str, ...]:
        """Return the blocks; called once, after the last text."""
        self._break()
        return tuple(self._blocks)
