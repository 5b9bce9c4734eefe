"""From the parts that came back to a source: what did not change keeps its own words and line ends."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from spoorboek.documents.errors import LetterSourceError
from spoorboek.documents.source.letter import LetterSource, parse_letter
from spoorboek.documents.working_copy.base import BaseLetter, read_base
from spoorboek.documents.working_copy.pieces import ListPart, Part, Prose, TiedPart, join_text, walk_prose
from spoorboek.documents.working_copy.settling import take_off_ties
from spoorboek.documents.working_copy.source_writing import SourceWriter
from spoorboek.documents.working_copy.ties import Tie

_PLAIN, _UNTIED = 1, 2
_MOST_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Assembled:
    """A source, with how many blocks are new and how many are gone, and the words that gave way."""

    source: str
    letter: LetterSource
    came_count: int
    gone_count: int
    gave_way: tuple[str, ...]
    untied: frozenset[int]
    """Places of the parts that lost their ties to be readable."""


@dataclass
class _Draft:
    source: str
    starts: list[int]
    texts: list[str]
    expected: list[str]
    """What our own reader must make of each text."""
    came_count: int = 0
    used: set[int] = field(default_factory=set)


class Assembler:
    """Makes a source of parts and notes; ``head`` is the front matter as it must be."""

    def __init__(self, base: BaseLetter, ties: Mapping[str, Tie], head: str) -> None:
        """Keep the letter that was sent."""
        self._base, self._ties, self._head = base, ties, head

    def assemble(self, parts: Sequence[Part], notes: Mapping[str, Prose]) -> Assembled:
        """Return the source. Raises LetterSourceError when it cannot be read whatever gives way."""
        gives: dict[int, int] = {}
        for _ in range(_MOST_ROUNDS):
            draft = self._write(parts, notes, gives)
            bad, letter = _find_bad(draft, len(parts) + len(notes))
            raised = {place for place in bad if gives.get(place, 0) < _UNTIED}
            if letter is not None and not raised:
                return self._finish(draft, letter, parts, gives)
            if not raised:
                break
            for place in raised:
                gives[place] = gives.get(place, 0) + 1
        letter = parse_letter(draft.source)
        return self._finish(draft, letter, parts, gives)

    def _finish(
        self, draft: _Draft, letter: LetterSource, parts: Sequence[Part], gives: Mapping[int, int]
    ) -> Assembled:
        blocks = [unit for unit in self._base.units if not unit.label]
        words = tuple(
            " ".join(join_text(prose) for prose in walk_prose((parts[place],)))[:120]
            for place in sorted(gives)
            if place < len(parts)
        )
        untied = frozenset(place for place, much in gives.items() if much >= _UNTIED)
        gone = len(blocks) - len(draft.used)
        return Assembled(draft.source, letter, draft.came_count, gone, words, untied)

    def _write(self, parts: Sequence[Part], notes: Mapping[str, Prose], gives: Mapping[int, int]) -> _Draft:
        units = [unit for unit in self._base.units if not unit.label]
        free: dict[str, deque[int]] = {}
        for place, unit in enumerate(units):
            free.setdefault(unit.written, deque()).append(place)
        draft = _Draft("", [], [], [])
        order: list[int] = []
        for place, part in enumerate(parts):
            written = self._write_part(part, gives.get(place, 0))
            draft.expected.append(written)
            kept = free.get(written)
            if kept:
                order.append(kept[0])
                draft.used.add(kept[0])
                draft.texts.append(units[kept.popleft()].text.strip("\n"))
            else:
                draft.texts.append(self._set_apart(part, parts[place - 1], written) if place else written)
                draft.came_count += bool(written)
        same_notes = self._write_notes(draft, notes, gives, len(parts))
        is_same = order == list(range(len(units))) and not draft.came_count and same_notes
        self._join(draft, is_same=is_same)
        return draft

    def _write_part(self, part: Part, gives: int) -> str:
        if gives >= _UNTIED and not isinstance(part, TiedPart):
            part = take_off_ties(part)
        return SourceWriter(self._ties, is_styled=gives < _PLAIN).write(part)

    def _set_apart(self, part: Part, before: Part, written: str) -> str:
        """Two lists of one kind after each other need other marks, or they would be one list."""
        if not (isinstance(part, ListPart) and isinstance(before, ListPart)):
            return written
        if part.is_numbered != before.is_numbered:
            return written
        sign, other = ("1. ", "1) ") if part.is_numbered else ("- ", "* ")
        lines = written.split("\n")
        return "\n".join(f"{other}{line[len(sign) :]}" if line.startswith(sign) else line for line in lines)

    def _write_notes(
        self, draft: _Draft, notes: Mapping[str, Prose], gives: Mapping[int, int], first: int
    ) -> bool:
        """Add the notes; tell whether they are those of the letter as it was."""
        base = {unit.label: unit for unit in self._base.units if unit.label}
        is_same = set(notes) == set(base)
        for place, (label, prose) in enumerate(notes.items(), start=first):
            written = SourceWriter(self._ties, is_styled=gives.get(place, 0) < _PLAIN).write_note(
                label, prose
            )
            draft.expected.append(written)
            if label in base and base[label].written == written:
                written = base[label].text.strip("\n")
            else:
                is_same = False
                draft.came_count += 1
            draft.texts.append(written)
        return is_same

    def _join(self, draft: _Draft, *, is_same: bool) -> None:
        if is_same:
            rest = self._base.letter.text[len(self._base.head) :]
            draft.source = self._head + rest
            draft.starts = []
            return
        text = self._head.rstrip("\n") + "\n"
        for written in draft.texts:
            text += "\n"
            draft.starts.append(text.count("\n") + 1)
            text += f"{written}\n" if written else ""
        draft.source = text


def _find_bad(draft: _Draft, count: int) -> tuple[set[int], LetterSource | None]:
    """Return the places of the blocks that cannot be read, and the letter when it can be read as a whole."""
    try:
        letter = parse_letter(draft.source)
    except LetterSourceError as error:
        if not draft.starts:
            raise
        lines = [problem.line for problem in error.problems]
        bad = {
            max((i for i, start in enumerate(draft.starts) if start <= line), default=-1) for line in lines
        }
        return {place for place in bad if 0 <= place < count}, None
    if not draft.starts:
        return set(), letter
    read = {unit.line: unit.written for unit in read_base(letter).units}
    pairs = enumerate(zip(draft.starts, draft.expected, strict=True))
    return {place for place, (line, expected) in pairs if expected and read.get(line) != expected}, letter
