"""Two people changed one letter: what each of them did, block by block, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from spoorboek.documents.editor_form.nodes import Node, fingerprint, list_children, print_text


@dataclass(frozen=True, slots=True)
class MergedPart:
    """A stretch of blocks. ``mine`` and ``theirs`` are equal unless both changed the same place."""

    mine: tuple[Node, ...]
    theirs: tuple[Node, ...]

    @property
    def is_conflict(self) -> bool:
        """Tell whether a person has to choose."""
        return _say(self.mine) != _say(self.theirs)


def merge_documents(base: Node, mine: Node, theirs: Node) -> tuple[MergedPart, ...]:
    """Return a letter of two writers, part by part in order.

    Parameters: ``base``, what both began with; ``mine`` and ``theirs``, what each made of it. Returns parts:
    where one of them changed something that is in both, where both changed the same place each keeps theirs.
    Errors: none.
    """
    old, own, other = (_list_blocks(one) for one in (base, mine, theirs))
    mine_at, theirs_at = _match(old, own), _match(old, other)
    parts: list[MergedPart] = []
    at = at_mine = at_theirs = 0
    for place in [*(p for p in range(len(old)) if p in mine_at and p in theirs_at), len(old)]:
        to_mine, to_theirs = mine_at.get(place, len(own)), theirs_at.get(place, len(other))
        if part := _merge_part(old[at:place], own[at_mine:to_mine], other[at_theirs:to_theirs]):
            parts.append(part)
        if place < len(old):
            parts.append(MergedPart((own[to_mine],), (own[to_mine],)))
        at, at_mine, at_theirs = place + 1, to_mine + 1, to_theirs + 1
    return tuple(parts)


def join_parts(parts: Sequence[MergedPart]) -> list[Node]:
    """Return the blocks of a merged letter in which both stand where both changed the same place.

    Parameters: ``parts`` of ``merge_documents``. Returns blocks in order, mine before theirs. Errors: none.
    """
    found: list[Node] = []
    for part in parts:
        found += [*part.mine, *part.theirs] if part.is_conflict else part.mine
    return found


def _merge_part(old: Sequence[Node], own: Sequence[Node], other: Sequence[Node]) -> MergedPart | None:
    before, mine, theirs = _say(old), _say(own), _say(other)
    if not own and not other:
        return None
    if mine in (before, theirs):
        return MergedPart(tuple(other), tuple(other)) if other else None
    if theirs == before:
        return MergedPart(tuple(own), tuple(own)) if own else None
    return MergedPart(tuple(own), tuple(other))


def _match(old: Sequence[Node], new: Sequence[Node]) -> dict[int, int]:
    """Return for the place of each block that stayed the same its place now."""
    matcher = SequenceMatcher(
        None, [fingerprint(one) for one in old], [fingerprint(one) for one in new], autojunk=False
    )
    return {block.a + nr: block.b + nr for block in matcher.get_matching_blocks() for nr in range(block.size)}


def _list_blocks(document: Node) -> list[Node]:
    """Empty paragraphs are no words: the editor leaves them where somebody may write."""
    return [
        block
        for block in list_children(document)
        if block.get("type") != "paragraph" or print_text(block).strip()
    ]


def _say(blocks: Sequence[Node]) -> list[str]:
    return [fingerprint(block) for block in blocks]
