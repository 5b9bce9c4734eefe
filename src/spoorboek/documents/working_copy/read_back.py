"""Reading a letter back: what came from Word against what was sent, and the source that follows."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from spoorboek.documents.errors import LetterSourceError, UnreadableFileError
from spoorboek.documents.source.letter import LetterSource, parse_letter
from spoorboek.documents.source.spans import Link
from spoorboek.documents.working_copy.assembling import Assembler
from spoorboek.documents.working_copy.base import BaseLetter, read_base
from spoorboek.documents.working_copy.envelope import CLOSING, OPENING, TITLE, Envelope
from spoorboek.documents.working_copy.findings import WordLetter
from spoorboek.documents.working_copy.flow_parts import level_headings
from spoorboek.documents.working_copy.note_labels import label_notes, mend_notes, relabel
from spoorboek.documents.working_copy.pieces import (
    HeadingPart,
    ParagraphPart,
    Part,
    Piece,
    TiedPart,
    join_text,
    list_held,
    walk_prose,
)
from spoorboek.documents.working_copy.reading import read_word
from spoorboek.documents.working_copy.report import (
    ChangedBlock,
    ChangedClaim,
    ChangedField,
    LostTie,
    ReadBack,
)
from spoorboek.documents.working_copy.settling import Settler, strip_by_hand
from spoorboek.documents.working_copy.source_writing import SourceWriter
from spoorboek.documents.working_copy.ties import BLOCK_KINDS, Tie, TieKind
from spoorboek.documents.working_copy.tracking import Choice

_OWN_FIELDS = {TITLE: "title"}


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read: what happens with tracked changes, and which numbers are put back."""

    takes_changes: bool = True
    restored: frozenset[str] = frozenset()
    taken: frozenset[int] | None = None
    """Only the tracked changes with these numbers are taken; None: as ``takes_changes`` says of all."""

    @property
    def choice(self) -> Choice:
        """Return which tracked changes are taken."""
        return Choice(self.takes_changes, self.taken)


def read_back(content: bytes, how: Reading = Reading()) -> ReadBack:
    """Read a working copy back into a source.

    Parameters: ``content``, the bytes of the Word file; ``how``. Returns the source and everything that is
    different. Raises UnreadableFileError with a Dutch sentence when the file cannot be read or is no working
    copy.
    """
    word = read_word(content, how.choice)
    if word.envelope is None:
        raise UnreadableFileError(
            "Dit Word-bestand is geen werkbestand van Spoorboek, of wat wij erin bewaren is weg of veranderd."
        )
    return merge_back(word, word.envelope, how)


def find_envelope(content: bytes) -> Envelope | None:
    """Return which letter a Word file is, or None when it never was ours.

    Parameters: ``content``. Raises UnreadableFileError as read_word.
    """
    return read_word(content).envelope


def take_in(content: bytes, head: str, how: Reading = Reading()) -> ReadBack:
    """Read a Word letter that never was ours into a source, with no number tied.

    Parameters: ``content``; ``head``, the front matter that it gets; ``how``. Raises UnreadableFileError when
    the file cannot be read, LetterSourceError when ``head`` is no front matter.
    """
    word = read_word(content, how.choice)
    empty = parse_letter(head.rstrip("\n") + "\n")
    title = empty.front_matter.title.casefold()
    parts = [one for one in word.parts if not _says(one, title)]
    return merge_back(
        replace(word, parts=tuple(parts)), Envelope(empty.front_matter.slug, 0, empty.text), how
    )


def merge_back(word: WordLetter, envelope: Envelope, how: Reading) -> ReadBack:
    """Return what comes of a Word letter that was read, against what was sent.

    Parameters: ``word``; ``envelope``; ``how``. Raises UnreadableFileError when no source can be made of it.
    """
    base = read_base(parse_letter(envelope.source))
    settler = Settler(base.ties, envelope.sent, how.restored, _list_links(base.letter))
    formal = [one for one in word.parts if isinstance(one, TiedPart) and one.held.name in (OPENING, CLOSING)]
    body: list[Part] = [
        settler.settle(one) for one in _take_off_formal(word.parts, formal, envelope, base.ties)
    ]
    notes = {key: settler.settle_prose(prose) for key, prose in word.notes.items()}
    mend_notes(word, base, body, notes)
    labels = label_notes(base, SourceWriter(settler.ties), body, notes)
    body = level_headings([relabel(one, labels) for one in body])
    kept_notes = {labels[key]: notes[key] for key in notes if key in labels}
    head, fields = _change_head(base, word, envelope)
    try:
        made = Assembler(base, settler.ties, head).assemble(body, kept_notes)
    except LetterSourceError as error:
        raise UnreadableFileError(
            f"Van deze brief kan geen tekst worden gemaakt. {error.problems[0]}"
        ) from error
    untied = [part for place, part in enumerate(body) if place not in made.untied]
    held = [*list_held(untied), *(one for prose in kept_notes.values() for p in prose for one in p.held)]
    names = Counter(strip_by_hand(one.name) for one in dict.fromkeys(held))
    return ReadBack(
        source=made.source,
        kept_count=sum(name in names for name in base.ties),
        tie_count=len(base.ties),
        numbers=tuple(settler.numbers.values()),
        claims=tuple(_list_claims(base.ties, word.sent, envelope, names)),
        lost=tuple(_list_lost(base.ties, envelope, names)),
        repeated=tuple(base.ties[name].subject for name, count in names.items() if count > 1),
        blocks=tuple(_list_blocks(base.ties, envelope, body)),
        fields=fields,
        formal=tuple(_list_formal(formal, word, envelope)),
        came_count=made.came_count,
        gone_count=made.gone_count,
        comments=word.comments,
        changes=word.changes,
        left_out=word.left_out,
        gave_way=made.gave_way,
    )


def _list_links(letter: LetterSource) -> list[str]:
    return [node.href for _, inlines in letter.prose() for node in inlines if isinstance(node, Link)]


def _says(part: Part, title: str) -> bool:
    return isinstance(part, HeadingPart) and join_text(part.prose).strip().casefold() == title


def _take_off_formal(
    parts: Sequence[Part], formal: Sequence[Part], envelope: Envelope, ties: Mapping[str, Tie]
) -> Iterator[Part]:
    """Yield the text without what stands above and below it, also where its control is gone."""
    names = {one.held.name for one in formal if isinstance(one, TiedPart)}
    gone = [name for name in (OPENING, CLOSING) if name not in names]
    lines = {line for name in gone for line in envelope.sent.get(name, ())}
    for part in parts:
        if isinstance(part, TiedPart):
            if part.held.name in ties:
                yield part
            elif part.held.name not in (OPENING, CLOSING):
                # A control of another letter: its words are words here.
                yield from (ParagraphPart((Piece(line),)) for line in part.lines)
            continue
        said = [join_text(prose) for prose in walk_prose((part,))]
        if not lines or not all(line in lines for line in said):
            yield part


def _change_head(
    base: BaseLetter, word: WordLetter, envelope: Envelope
) -> tuple[str, tuple[ChangedField, ...]]:
    """Return the front matter with the title and fields as they are in Word now."""
    head, found = base.head, []
    front = base.letter.front_matter
    codes = {**envelope.fields, **_OWN_FIELDS}
    for name, code in codes.items():
        before, after = "".join(envelope.sent.get(name, ())), word.specials.get(name, "")
        after = " ".join(after.split(" ")).strip()
        place = front.places.get(code) or front.places.get(f"fields.{code}")
        if not after or after == before.strip() or place is None:
            continue
        found.append((place, ChangedField(code, before, after)))
    for place, change in sorted(found, key=lambda one: one[0], reverse=True):
        changed = head[: place.start] + json.dumps(change.after, ensure_ascii=False) + head[place.end :]
        try:
            parse_letter(changed)
        except LetterSourceError:
            continue
        head = changed
    return head, tuple(change for _, change in found)


def _list_claims(
    ties: Mapping[str, Tie], now: Mapping[str, tuple[str, ...]], envelope: Envelope, names: Collection[str]
) -> Iterator[ChangedClaim]:
    for name, tie in ties.items():
        if tie.kind is not TieKind.CLAIM or name not in names or name not in envelope.sent:
            continue
        before, after = envelope.sent[name][0], "".join(now.get(name, ("",)))
        if _take_off_numbers(before) != _take_off_numbers(after):
            yield ChangedClaim(tie.subject, before, after)


def _take_off_numbers(words: str) -> str:
    return re.sub(r"[\d.,%]+", "", " ".join(words.split()))


def _list_lost(ties: Mapping[str, Tie], envelope: Envelope, names: Collection[str]) -> Iterator[LostTie]:
    for name, tie in ties.items():
        if name not in names:
            sent = envelope.sent.get(name)
            words = tie.subject if tie.kind in BLOCK_KINDS else (sent[0] if sent else tie.words)
            yield LostTie(tie.kind, tie.subject, words)


def _list_blocks(ties: Mapping[str, Tie], envelope: Envelope, body: Sequence[Part]) -> Iterator[ChangedBlock]:
    for part in body:
        if not isinstance(part, TiedPart) or part.held.name not in envelope.sent:
            continue
        gone, came = _compare(envelope.sent[part.held.name], part.lines)
        if gone or came:
            tie = ties[part.held.name]
            yield ChangedBlock(tie.kind, tie.subject, gone, came)


def _list_formal(formal: Sequence[Part], word: WordLetter, envelope: Envelope) -> Iterator[str]:
    """Yield the lines above and below the text that are new and that no title or field explains."""
    known = {" ".join(text.split()) for text in word.specials.values()}
    for part in formal:
        if isinstance(part, TiedPart):
            for line in _compare(envelope.sent.get(part.held.name, ()), part.lines)[1]:
                if not any(text and text in " ".join(line.split()) for text in known):
                    yield line


def _compare(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lines that are gone and those that came; white space does not count."""
    old, new = [" ".join(one.split()) for one in before], [" ".join(one.split()) for one in after]
    gone: list[str] = []
    came: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += old[a:b]
            came += new[c:d]
    return tuple(gone), tuple(came)
