"""From the blocks of the editor to the blocks of a letter source."""

from __future__ import annotations

from collections.abc import Sequence

from spoorboek.documents.editor_form.escaping import clean_words, encode, escape_line_start, escape_words
from spoorboek.documents.editor_form.nodes import Node, get_attribute, list_children
from spoorboek.documents.editor_form.prose_writing import ProseWriter, has_words, write_keys
from spoorboek.documents.source.block_reading import CAPTION, DEEPEST_HEADING, DEEPEST_LIST
from spoorboek.documents.source.span_grammar import BLOCK_KINDS
from spoorboek.figures.codes import is_code
from spoorboek.figures.period import is_period

NO_TITLE = "de titel ontbreekt"
_LONGEST_LINE = 15_000
_LISTS = ("bullet_list", "ordered_list")


class BlockWriter:
    """Writes the blocks of one letter in their order."""

    def __init__(self, prose: ProseWriter) -> None:
        self._prose = prose
        self._depth = 0
        self._before = ""
        """What the last block was: a list right after a list of its kind needs another mark."""

    def write(self, block: Node, known: str = "") -> str:
        """Return the source of one block.

        Parameters: ``block``; ``known``, the text that this block had in the source, empty when it is new.
        Returns the text, empty for a block that says nothing. Errors: none.
        """
        kind = str(block.get("type"))
        if known and self._still_fits(kind, known):
            source = known
        elif kind in _LISTS:
            source = self._write_list(block, self._pick_mark(kind), 1)
        else:
            source = self._write_one(block, kind)
        if source:
            self._before = kind + (_mark_of(source) if kind in _LISTS else "")
            if kind == "heading":
                self._depth = _level_of(source)
        return source

    def _still_fits(self, kind: str, known: str) -> bool:
        """A list right behind another becomes one with it; a heading may have lost the one above it."""
        if kind in _LISTS:
            return self._before[:-1] != kind
        return kind != "heading" or _level_of(known) <= self._depth + 1

    def _write_one(self, block: Node, kind: str) -> str:
        if kind == "heading":
            return self._write_heading(block)
        if kind == "table_block":
            return self._write_table(block)
        if kind == "data_block":
            return _write_data_block(block)
        if kind == "opaque":
            return get_attribute(block, "source").strip("\n")
        return self._write_paragraph(list_children(block))

    def _write_paragraph(self, nodes: Sequence[Node]) -> str:
        return "\n".join(escape_line_start(line) for line in _fold(self._prose.write(nodes)))

    def _write_heading(self, block: Node) -> str:
        source = self._prose.write(list_children(block))
        if not has_words(block):
            return self._write_paragraph(list_children(block))
        asked = get_attribute(block, "level")
        level = int(asked) if asked.isdecimal() else 1
        level = max(1, min(level, self._depth + 1, DEEPEST_HEADING))
        return f"{'#' * level} {source[:-1] + encode('#') if source.endswith('#') else source}"

    def _pick_mark(self, kind: str) -> str:
        usual, other = ("-", "*") if kind == "bullet_list" else (".", ")")
        return other if self._before == kind + usual else usual

    def _write_list(self, block: Node, mark: str, depth: int) -> str:
        items: list[str] = []
        for item in list_children(block):
            sign = f"{len(items) + 1}{mark} " if block.get("type") == "ordered_list" else f"{mark} "
            parts = [part for part in self._write_item(item, depth) if part]
            if parts:
                lines = "\n\n".join(parts).split("\n")
                rest = [" " * len(sign) + line if line else "" for line in lines[1:]]
                items.append("\n".join([sign + lines[0], *rest]))
        return "\n".join(items)

    def _write_item(self, item: Node, depth: int) -> list[str]:
        parts: list[str] = []
        before = ""
        for child in list_children(item):
            kind = str(child.get("type"))
            if kind in _LISTS and depth < DEEPEST_LIST:
                usual, other = ("-", "*") if kind == "bullet_list" else (".", ")")
                mark = other if before == kind + usual else usual
                parts.append(self._write_list(child, mark, depth + 1))
                before = kind + mark if parts[-1] else before
            elif kind in _LISTS:
                # Deeper than a letter may go: its items follow as paragraphs, so that no word is lost.
                parts += [part for one in list_children(child) for part in self._write_item(one, depth)]
            else:
                parts.append(self._write_paragraph(list_children(child)))
                before = "" if parts[-1] else before
        return parts

    def _write_table(self, block: Node) -> str:
        title, rows = "", list[list[str]]()
        for child in list_children(block):
            if child.get("type") == "table_title":
                title = self._prose.write(list_children(child)) if has_words(child) else ""
            elif child.get("type") == "table":
                rows = [
                    [self._write_cell(cell) for cell in list_children(row)] for row in list_children(child)
                ]
        width = max((len(row) for row in rows), default=0)
        if not width:
            return f"{CAPTION} {title}" if title else ""
        lines = [f"| {' | '.join([*row, *([''] * (width - len(row)))])} |" for row in rows]
        return "\n".join([f"{CAPTION} {title or NO_TITLE}", "", lines[0], "|" + "---|" * width, *lines[1:]])

    def _write_cell(self, cell: Node) -> str:
        # A bar would end the cell, even behind a backslash.
        return self._prose.write(list_children(cell)).replace("|", encode("|"))


def write_note(label: str, source: str) -> str:
    """Return the source of a footnote.

    Parameters: ``label``; ``source``, its prose. Returns one line. Errors: none.
    """
    return f"[^{label}]: {escape_line_start(source)}"


def _write_data_block(block: Node) -> str:
    kind, code, period = (get_attribute(block, name) for name in ("kind", "code", "period"))
    if kind not in BLOCK_KINDS or not is_code(code):
        return escape_words(clean_words(code))
    keys = {kind: code}
    if is_period(period):
        keys["period"] = period
    return f"[?]{write_keys(keys)}"


def _fold(source: str) -> list[str]:
    """Cut a line that is too long for a letter at its spaces; a line end reads as a space."""
    lines: list[str] = []
    while len(source) > _LONGEST_LINE and (cut := source.rfind(" ", 1, _LONGEST_LINE)) > 0:
        lines.append(source[:cut])
        source = source[cut + 1 :].lstrip(" ")
    return [*lines, source]


def _mark_of(source: str) -> str:
    first = source.lstrip()
    return next((sign for sign in first if not sign.isdecimal()), "")


def _level_of(source: str) -> int:
    return len(source) - len(source.lstrip("#"))
