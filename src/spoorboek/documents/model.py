"""The document: a letter after its figures are filled in, before it is PDF, Word or a page.

Every writer gets the same ``Document``, so the three show the same words. A number appears in one
of three ways only: in a ``FigureRun`` (with the key of its figure), in a ``FixedRun`` (with the
reason why it is no figure), or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class TextRun:
    """Plain words."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class LinkRun:
    """Words that lead to an address outside the letter."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class FigureRun:
    """A printed number with the key of the figure it stands for (``code@period@area``)."""

    text: str
    key: str
    origin: int | None = field(default=None, compare=False)
    """Where its span begins in the source; None when no span made it."""


@dataclass(frozen=True, slots=True)
class FixedRun:
    """A printed number that is no figure, with the reason."""

    text: str
    reason: str
    origin: int | None = field(default=None, compare=False)
    """Where its span begins in the source; None when no span made it."""


@dataclass(frozen=True, slots=True)
class ClaimRun:
    """Words of change, with the id of the claim they make."""

    inlines: tuple[Inline, ...]
    claim_id: str
    origin: int | None = field(default=None, compare=False)
    """Where its span begins in the source; None when no span made it."""


@dataclass(frozen=True, slots=True)
class PromiseRun:
    """Words that report back on a promise or commitment of the plan.

    ``unreported`` is the reason when the words say that nothing is reported; else empty.
    """

    inlines: tuple[Inline, ...]
    code: str
    unreported: str = ""
    origin: int | None = field(default=None, compare=False)
    """Where its span begins in the source; None when no span made it."""


@dataclass(frozen=True, slots=True)
class FootnoteRun:
    """A reference to the footnote with this number (1, 2, ...)."""

    number: int


Inline = TextRun | LinkRun | FigureRun | FixedRun | ClaimRun | PromiseRun | FootnoteRun
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a section of the letter (the title is no heading block)."""

    level: int
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; each item is a few blocks. ``start`` is None for bullets."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A simple table: one header row, and the first cell of each row names the row."""

    caption: str
    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    note: str = ""
    """Unit and source, printed below."""
    origin: int | None = field(default=None, compare=False)
    """Where its span begins in the source; None when no span made it."""


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A picture with its text alternative and the table that holds the same numbers."""

    title: str
    svg: str
    alt: str
    table: TableBlock
    note: str = ""
    origin: int | None = field(default=None, compare=False)
    """Where its span begins in the source; None when no span made it."""


Block = Heading | Paragraph | ListBlock | TableBlock | ChartBlock


@dataclass(frozen=True, slots=True)
class HeaderField:
    """One formal field above a letter: ``Zaaknummer`` and its content."""

    label: str
    inlines: Inlines
    code: str = field(default="", compare=False)
    """Its key in the front matter of the source; empty when it is made."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs, by role; a name is filled in by the municipality and absent in the example."""

    role: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """On whose behalf, and who sign."""

    on_behalf_of: str
    signatories: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """A numbered note or source."""

    number: int
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class LetterHead:
    """What the house style needs to know of the municipality.

    ``accent`` is a colour like #154273; ``logo`` SVG with shapes only, empty for none, and ``logo_text``
    what it shows.
    """

    municipality: str
    accent: str = "#154273"
    address: tuple[str, ...] = ()
    logo: str = ""
    logo_text: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One letter, ready to be written."""

    title: str
    kind: str
    """The Dutch name of the letter type: raadsinformatiebrief, tussentijdse evaluatie."""
    dated_on: date
    letter_head: LetterHead
    addressee: tuple[str, ...]
    fields: tuple[HeaderField, ...]
    blocks: tuple[Block, ...]
    signature: Signature | None = None
    annexes: tuple[str, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    language: str = "nl"
    invented: bool = False
    """True in the example city: every page says that the registrations are invented."""
    marks: dict[str, str] = field(default_factory=dict)
    """Machine metadata for the writers' file properties (case number, plan, version)."""
