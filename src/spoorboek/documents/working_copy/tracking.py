"""The tracked changes of a Word file: found before it is read, numbered, and taken or refused one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element  # nosec B405

from spoorboek.documents.working_copy.findings import ChangeKind, TrackedChange
from spoorboek.documents.working_copy.package import MC, W
from spoorboek.documents.writers.wording import make_printable

_KINDS = {
    f"{W}ins": ChangeKind.INSERTED,
    f"{W}del": ChangeKind.DELETED,
    f"{W}moveTo": ChangeKind.MOVED_HERE,
    f"{W}moveFrom": ChangeKind.MOVED_AWAY,
}
_ROW_KINDS = {f"{W}ins": ChangeKind.ROW_INSERTED, f"{W}del": ChangeKind.ROW_DELETED}
_COMING = frozenset({f"{W}ins", f"{W}moveTo"})
_WORDS = frozenset({f"{W}t", f"{W}delText"})
_LONGEST_QUOTE = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """Which tracked changes are taken: all, none, or (``taken``) those with these numbers."""

    takes_changes: bool = True
    taken: frozenset[int] | None = None

    def takes(self, number: int) -> bool:
        """Tell whether a change is taken. Parameters: its ``number``. Errors: none."""
        return self.takes_changes if self.taken is None else number in self.taken


ALL_TAKEN = Choice()


class TrackedChanges:
    """Every tracked change of a file in reading order, and by its element what is done with it."""

    def __init__(self, roots: Iterable[Element], choice: Choice) -> None:
        """Find the changes in the parts of a file; what does not depend on ``choice`` is their number."""
        self._choice = choice
        self._found: list[TrackedChange] = []
        self._numbers: dict[Element, int] = {}
        self._last: tuple[bool, str, str] | None = None
        for root in roots:
            self._last = None
            self._walk(root, is_changed=False)
        self._pair_moves()

    def takes(self, element: Element) -> bool:
        """Tell whether the change of an element is taken. Parameters: ``element``. Errors: none."""
        number = self._numbers.get(element)
        return self._choice.takes_changes if number is None else self._choice.takes(number)

    def list_changes(self) -> tuple[TrackedChange, ...]:
        """Return the changes as they are told. Parameters: none. Errors: none."""
        return tuple(replace(one, is_taken=self._choice.takes(one.number)) for one in self._found)

    def _walk(self, parent: Element, *, is_changed: bool) -> None:
        if parent.tag == f"{MC}AlternateContent" and len(parent):
            return self._walk(parent[0], is_changed=is_changed)
        for child in parent:
            kind = _KINDS.get(child.tag)
            if kind is not None:
                self._note(child, kind, _read_words(child))
                self._walk(child, is_changed=True)
            elif child.tag in _WORDS:
                # Words that stay between two changes keep them apart.
                self._last = self._last if is_changed or not child.text else None
            elif child.tag == f"{W}trPr":
                self._note_marks(child, _ROW_KINDS)
            elif child.tag != f"{W}pPr":
                self._walk(child, is_changed=is_changed)
        # The end of a paragraph comes after its words, and goes together with what follows it.
        look = parent.find(f"{W}pPr/{W}rPr") if parent.tag == f"{W}p" else None
        if look is not None:
            self._note_marks(look, dict.fromkeys(_KINDS, ChangeKind.PARAGRAPH))
        return None

    def _note_marks(self, properties: Element, kinds: dict[str, ChangeKind]) -> None:
        for child in properties:
            if child.tag in kinds:
                self._note(child, kinds[child.tag], "")

    def _note(self, element: Element, kind: ChangeKind, words: str) -> None:
        author, moment = element.get(f"{W}author", ""), element.get(f"{W}date", "")
        what = (element.tag in _COMING, author, moment)
        before = self._found[-1] if self._found else None
        if before is None or what != self._last or not _is_one(before.kind, kind):
            number = len(self._found) + 1
            before = TrackedChange(kind, author, moment, "", number)
            self._found.append(before)
        kind = kind if before.kind is ChangeKind.PARAGRAPH else before.kind
        self._found[-1] = replace(before, kind=kind, words=f"{before.words}{words}"[:_LONGEST_QUOTE])
        self._numbers[element] = before.number
        self._last = what

    def _pair_moves(self) -> None:
        """What went and came elsewhere is one change: half of it would lose words or say them twice."""
        gone = [one for one in self._found if one.kind is ChangeKind.MOVED_AWAY]
        for place, one in enumerate(self._found):
            pair = next((other for other in gone if other.words == one.words), None)
            if one.kind is not ChangeKind.MOVED_HERE or pair is None:
                continue
            gone.remove(pair)
            self._found[place] = replace(one, number=pair.number)
            for element, number in self._numbers.items():
                if number == one.number:
                    self._numbers[element] = pair.number


def _is_one(before: ChangeKind, now: ChangeKind) -> bool:
    """Tell whether two changes of one person at one moment, side by side, are one."""
    if before is now or ChangeKind.PARAGRAPH in (before, now):
        return True
    return before in _ROW_KINDS.values() and now in (ChangeKind.INSERTED, ChangeKind.DELETED)


def _read_words(change: Element) -> str:
    return make_printable("".join(one.text or "" for one in change.iter() if one.tag in _WORDS))
