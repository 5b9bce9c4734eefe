"""What is found in a Word file besides its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from spoorboek.documents.working_copy.envelope import Envelope
from spoorboek.documents.working_copy.pieces import Part, Prose


class ChangeKind(Enum):
    """What was done while changes were tracked."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_HERE = "moved_here"
    MOVED_AWAY = "moved_away"
    ROW_INSERTED = "row_inserted"
    ROW_DELETED = "row_deleted"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """A change that nobody accepted or refused yet. ``made_at`` as Word wrote it.

    ``number`` is what it is called in this file; what was moved is told twice, with one number.
    """

    kind: ChangeKind
    author: str
    made_at: str
    words: str
    number: int = 0
    is_taken: bool = True


@dataclass(frozen=True, slots=True)
class WordComment:
    """A comment. ``quote`` is what it is about, ``answers`` the begin of the comment it answers."""

    author: str
    written_at: str
    text: str
    quote: str
    answers: str = ""
    is_settled: bool = False


@dataclass
class Findings:
    """Collects what is found while a file is read."""

    quotes: dict[str, str] = field(default_factory=dict)
    """What each comment is about, by its number in the file."""
    left_out: Counter[str] = field(default_factory=Counter)
    """What a letter of ours cannot hold, with how often it stands in the file."""
    specials: dict[str, str] = field(default_factory=dict)
    """What stands in the controls of title and formal fields."""


@dataclass(frozen=True, slots=True)
class WordLetter:
    """A Word file as it was read. ``notes`` by their reference; ``sent`` as in the envelope."""

    parts: tuple[Part, ...]
    notes: Mapping[str, Prose]
    specials: Mapping[str, str]
    sent: Mapping[str, tuple[str, ...]]
    comments: tuple[WordComment, ...]
    changes: tuple[TrackedChange, ...]
    left_out: Mapping[str, int]
    envelope: Envelope | None
    program: str = ""
