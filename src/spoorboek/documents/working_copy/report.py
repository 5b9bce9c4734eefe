"""What came of reading a letter back from Word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from spoorboek.documents.working_copy.findings import TrackedChange, WordComment
from spoorboek.documents.working_copy.ties import TIE_WORDS, TieKind


@dataclass(frozen=True, slots=True)
class ChangedNumber:
    """A number that was changed by hand. It keeps its tie; ``is_restored``: what was sent was put back."""

    name: str
    kind: TieKind
    subject: str
    before: str
    after: str
    is_restored: bool = False


@dataclass(frozen=True, slots=True)
class ChangedClaim:
    """A claim with other words; what it claims stayed as it was."""

    subject: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LostTie:
    """A tie whose control is gone, or holds no number any more."""

    kind: TieKind
    subject: str
    words: str

    @property
    def kind_word(self) -> str:
        """Return what it was, in Dutch."""
        return TIE_WORDS[self.kind]


@dataclass(frozen=True, slots=True)
class ChangedBlock:
    """A table, chart or list of promises that was changed by hand. The system makes it; its own stays."""

    kind: TieKind
    subject: str
    gone: tuple[str, ...]
    came: tuple[str, ...]

    @property
    def kind_word(self) -> str:
        """Return what it is, in Dutch."""
        return TIE_WORDS[self.kind]


@dataclass(frozen=True, slots=True)
class ChangedField:
    """The title or a formal field with other words: they are taken over."""

    code: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ReadBack:
    """A letter as it came back. ``source`` is its text now; nothing in the file is not told of here."""

    source: str
    kept_count: int = 0
    """How many ties of the letter are still there."""
    tie_count: int = 0
    numbers: tuple[ChangedNumber, ...] = ()
    claims: tuple[ChangedClaim, ...] = ()
    lost: tuple[LostTie, ...] = ()
    repeated: tuple[str, ...] = ()
    """What stands in the letter more than once now, with its tie."""
    blocks: tuple[ChangedBlock, ...] = ()
    fields: tuple[ChangedField, ...] = ()
    formal: tuple[str, ...] = ()
    """Lines that somebody changed above or below the text; they come from the letter type and stay."""
    came_count: int = 0
    """Blocks with words that the letter did not have so."""
    gone_count: int = 0
    comments: tuple[WordComment, ...] = ()
    changes: tuple[TrackedChange, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    gave_way: tuple[str, ...] = ()
    """Words that lost their look or ties, because the source could not be read with them."""

    @property
    def is_unchanged(self) -> bool:
        """Tell whether the text is what it was."""
        return not (self.came_count or self.gone_count or self.fields)
