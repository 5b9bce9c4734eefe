"""From parts back to the source of a letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from spoorboek.documents.working_copy.pieces import (
    HeadingPart,
    ListPart,
    ParagraphPart,
    Part,
    Piece,
    Prose,
    TablePart,
    TiedPart,
    join_text,
    tidy,
)
from spoorboek.documents.working_copy.ties import NUMBER_KINDS, Tie

_SPECIAL = re.compile(r"([\\`*_\[\]{}<>|~^&])")
_LINE_START = re.compile(r"^(#|[>+=-]|\d+[.)])(?=\s|$|[#=-])")
_ADDRESS = re.compile(r"[\s()<>\\]")
UNNAMED_TABLE = "Tabel zonder titel"


def escape_words(words: str) -> str:
    """Return plain words so that none of them is read as a mark. Parameters: ``words``."""
    return _SPECIAL.sub(r"\\\1", words)


class SourceWriter:
    """Writes parts as source; ``ties`` gives the spans their attributes."""

    def __init__(self, ties: Mapping[str, Tie], *, is_styled: bool = True) -> None:
        """Keep the ties; without ``is_styled`` bold and italic are left out."""
        self._ties, self._is_styled = ties, is_styled

    def write(self, part: Part) -> str:
        """Return the source of one part; empty when it says nothing."""
        if isinstance(part, HeadingPart):
            words = self.write_prose(part.prose)
            return f"{'#' * part.level} {words}" if words else ""
        if isinstance(part, ParagraphPart):
            return self._write_paragraph(part.prose)
        if isinstance(part, TiedPart):
            return f"[?]{self._ties[part.held.name].attributes}"
        return self._write_list(part) if isinstance(part, ListPart) else self._write_table(part)

    def write_note(self, label: str, prose: Prose) -> str:
        """Return the source of a footnote."""
        return f"[^{label}]: {self.write_prose(prose)}"

    def write_prose(self, prose: Prose) -> str:
        """Return words with their spans, on one line."""
        return self._write_pieces(tidy(prose), 0).strip(" ")

    def _write_paragraph(self, prose: Prose) -> str:
        words = self.write_prose(prose)
        if words and words[0] in "#>+=-0123456789":
            words = _LINE_START.sub(_escape_mark, words)
        return words

    def _write_pieces(self, prose: Iterable[Piece], depth: int) -> str:
        written: list[str] = []
        for held, group in groupby(
            prose, key=lambda piece: piece.held[depth] if len(piece.held) > depth else None
        ):
            pieces = tuple(group)
            if held is None:
                written.append("".join(self._write_plain(pieces)))
            else:
                written.append(self._write_span(self._ties[held.name], pieces, depth))
        return "".join(written)

    def _write_span(self, tie: Tie, pieces: Prose, depth: int) -> str:
        if tie.kind in NUMBER_KINDS:
            notes = "".join(f"[^{piece.note}]" for piece in pieces if piece.note)
            return f"[{escape_words(join_text(pieces))}]{tie.attributes}{notes}"
        inside = self._write_pieces(pieces, depth + 1)
        bare = inside.strip(" ")
        before = " " if inside.startswith(" ") else ""
        after = " " if inside.endswith(" ") and bare else ""
        return f"{before}[{bare}]{tie.attributes}{after}" if bare else inside

    def _write_plain(self, pieces: Prose) -> Iterator[str]:
        for (href, bold, italic, is_note), group in groupby(pieces, key=_look):
            inside = tuple(group)
            if is_note:
                yield "".join(f"[^{piece.note}]" for piece in inside)
                continue
            words = escape_words(join_text(inside))
            bare = words.strip(" \u00a0")
            mark = ("*" * (2 * bold + italic)) if self._is_styled and not href else ""
            if not bare or not (mark or href):
                yield words
                continue
            before, _, after = words.partition(bare)
            address = _ADDRESS.sub(lambda match: f"%{ord(match[0]):02X}", href)
            yield f"{before}[{bare}]({address}){after}" if href else f"{before}{mark}{bare}{mark}{after}"

    def _write_list(self, part: ListPart, marker: str = "") -> str:
        sign = marker or ("1." if part.is_numbered else "-")
        return "\n".join(self._write_item(item, sign) for item in part.items)

    def _write_item(self, item: tuple[Part, ...], sign: str) -> str:
        indent = " " * (len(sign) + 1)
        written: list[str] = []
        for position, part in enumerate(item):
            text = self.write(part)
            lines = text.split("\n")
            if position and text:
                gap = [] if isinstance(part, ListPart) else [""]
                written += [*gap, *(f"{indent}{line}" if line else "" for line in lines)]
            elif not position:
                written += [f"{sign} {lines[0]}".rstrip(), *(f"{indent}{line}" for line in lines[1:])]
        return "\n".join(written)

    def _write_table(self, part: TablePart) -> str:
        width = max(len(row) for row in part.rows)
        lines = [self._write_row(row, width) for row in part.rows]
        lines.insert(1, "|" + " --- |" * width)
        caption = self.write_prose(part.caption) or UNNAMED_TABLE
        return f"Tabel: {caption}\n\n" + "\n".join(lines)

    def _write_row(self, row: tuple[Prose, ...], width: int) -> str:
        cells = [self.write_prose(cell).replace("\\|", "/") for cell in row]
        return "| " + " | ".join(cells + [""] * (width - len(cells))) + " |"


def _escape_mark(match: re.Match[str]) -> str:
    mark = match[1]
    return f"{mark[:-1]}\\{mark[-1]}"


def _look(piece: Piece) -> tuple[str, bool, bool, bool]:
    return piece.href, piece.bold and not piece.note, piece.italic and not piece.note, bool(piece.note)
