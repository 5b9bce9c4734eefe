"""From paragraphs and tables one after the other to the parts of a letter: lists, captions, headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spoorboek.documents.working_copy.block_reading import FlowParagraph, FlowTable, list_lines
from spoorboek.documents.working_copy.findings import Findings
from spoorboek.documents.working_copy.pieces import (
    HeadingPart,
    Held,
    ListPart,
    ParagraphPart,
    Part,
    Piece,
    Prose,
    TablePart,
    TiedPart,
    join_text,
)

DEEPEST_HEADING = 4
DEEPEST_LIST = 3


@dataclass
class _OpenList:
    is_numbered: bool
    number_id: str
    items: list[list[Part | _OpenList]] = field(default_factory=list)


def build_parts(
    flow: Sequence[FlowParagraph | FlowTable], findings: Findings, *, splits_lists: bool = True
) -> tuple[Part, ...]:
    """Return the parts of a letter.

    Parameters: ``flow``; ``findings``, in which is noted what had to give way; ``splits_lists``: another
    number in the file is another list. A heading that skips a level
    moves up, a list that is too deep stays on the deepest level, a table without caption gets none.
    """
    builder = _Builder(findings, splits_lists)
    for position, part in enumerate(flow):
        after = next((one for one in flow[position + 1 :] if not _is_empty(one)), None)
        builder.add(part, after)
    return builder.finish()


def level_headings(parts: Sequence[Part]) -> list[Part]:
    """Return the parts with no heading more than one level below the one above it. Parameters: ``parts``."""
    found: list[Part] = []
    level = 0
    for part in parts:
        if isinstance(part, HeadingPart):
            level = min(part.level, level + 1)
            part = HeadingPart(level, part.prose)
        found.append(part)
    return found


def _is_empty(part: FlowParagraph | FlowTable) -> bool:
    return isinstance(part, FlowParagraph) and not part.prose


class _Builder:
    def __init__(self, findings: Findings, splits_lists: bool) -> None:
        self._findings, self._splits = findings, splits_lists
        self._parts: list[Part] = []
        self._lists: list[_OpenList] = []
        self._caption: Prose = ()
        self._tied: tuple[Held, list[str]] | None = None

    def add(self, part: FlowParagraph | FlowTable, after: FlowParagraph | FlowTable | None) -> None:
        if part.block is not None:
            self._close_lists()
            self._add_tied(part.block, list_lines(part))
            return
        self._close_tied()
        if isinstance(part, FlowTable):
            self._close_lists()
            self._parts.append(TablePart(self._caption, part.rows))
            self._caption = ()
        elif part.prose:
            self._add_paragraph(part, after)

    def finish(self) -> tuple[Part, ...]:
        self._close_tied()
        self._close_lists()
        return tuple(self._parts)

    def _add_paragraph(self, part: FlowParagraph, after: FlowParagraph | FlowTable | None) -> None:
        level = part.heading or int(part.is_title)
        if level and join_text(part.prose).strip():
            self._add_heading(level, part.prose)
        elif isinstance(after, FlowTable) and after.block is None and _names_table(part):
            self._close_lists()
            self._caption = _strip_caption(part.prose)
        elif part.place is None or (part.place.is_continued and not self._lists):
            self._close_lists()
            self._parts.append(ParagraphPart(part.prose))
        else:
            self._add_item(part)

    def _add_heading(self, level: int, prose: Prose) -> None:
        self._close_lists()
        if level > DEEPEST_HEADING:
            self._findings.left_out["kop die te diep was"] += 1
        self._parts.append(HeadingPart(min(level, DEEPEST_HEADING), prose))

    def _add_item(self, part: FlowParagraph) -> None:
        place = part.place
        assert place is not None, "asked for by the caller"
        depth = min(place.level, len(self._lists), DEEPEST_LIST - 1)
        paragraph = ParagraphPart(part.prose)
        if place.is_continued:
            del self._lists[max(depth, 0) + 1 :]
            self._lists[-1].items[-1].append(paragraph)
            return
        del self._lists[depth + 1 :]
        if len(self._lists) == depth + 1:
            here = self._lists[depth]
            is_other = self._splits and place.is_numbered and here.number_id != place.number_id
            if here.is_numbered != place.is_numbered or is_other:
                self._drop_list(depth)
        if len(self._lists) == depth:
            opened = _OpenList(place.is_numbered, place.number_id)
            if depth:
                self._lists[depth - 1].items[-1].append(opened)
            self._lists.append(opened)
        self._lists[depth].items.append([paragraph])

    def _drop_list(self, depth: int) -> None:
        if depth == 0:
            self._close_lists()
        else:
            del self._lists[depth:]

    def _close_lists(self) -> None:
        if self._lists:
            self._parts.append(_freeze(self._lists[0]))
        self._lists = []

    def _add_tied(self, held: Held, lines: list[str]) -> None:
        if self._tied is not None and self._tied[0] != held:
            self._close_tied()
        if self._tied is None:
            self._tied = (held, [])
        self._tied[1].extend(lines)

    def _close_tied(self) -> None:
        if self._tied is not None:
            self._parts.append(TiedPart(self._tied[0], tuple(self._tied[1])))
        self._tied = None


def _freeze(opened: _OpenList) -> ListPart:
    items = tuple(
        tuple(_freeze(one) if isinstance(one, _OpenList) else one for one in item) for item in opened.items
    )
    return ListPart(items, opened.is_numbered)


def _names_table(part: FlowParagraph) -> bool:
    return part.is_caption or join_text(part.prose).startswith("Tabel:")


def _strip_caption(prose: Prose) -> Prose:
    first, *rest = prose
    text = first.text.removeprefix("Tabel:").lstrip(" ")
    return (Piece(text, first.bold, first.italic, first.href, first.held, first.note), *rest)
