"""Which ties hold in what came back from Word: numbers by hand, copies, and words that lost theirs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from spoorboek.documents.source.number_scanning import scan_numbers
from spoorboek.documents.source.span_values import is_printed_number
from spoorboek.documents.working_copy.pieces import (
    HeadingPart,
    Held,
    ListPart,
    ParagraphPart,
    Part,
    Piece,
    Prose,
    TablePart,
    join_text,
    tidy,
)
from spoorboek.documents.working_copy.report import ChangedNumber
from spoorboek.documents.working_copy.ties import BLOCK_KINDS, NUMBER_KINDS, Tie, TieKind

_ONLY_FOR_SYSTEM = re.compile(r'\s*\b(?:as|decimals)="[^"\n]*"')
_BY_HAND = "h"


class Settler:
    """Settles the ties of each part. ``ties`` grows with those of numbers that were typed over a ``?``."""

    def __init__(
        self,
        ties: Mapping[str, Tie],
        sent: Mapping[str, tuple[str, ...]],
        restored: Collection[str] = (),
        links: Collection[str] = (),
    ) -> None:
        """Keep the ties, what was sent, and the names of the numbers that are to be put back.

        ``links``: the addresses in the letter, which a program may write with another end.
        """
        self.ties = dict(ties)
        self._sent, self._restored = sent, restored
        self.numbers: dict[Held, ChangedNumber] = {}
        self._links = {address.rstrip("/"): address for address in links}

    def settle(self, part: Part) -> Part:
        """Return the part with only ties that hold."""
        if isinstance(part, HeadingPart):
            return HeadingPart(part.level, self.settle_prose(part.prose))
        if isinstance(part, ParagraphPart):
            return ParagraphPart(self.settle_prose(part.prose))
        if isinstance(part, ListPart):
            items = tuple(tuple(self.settle(child) for child in item) for item in part.items)
            return ListPart(items, part.is_numbered)
        if isinstance(part, TablePart):
            rows = tuple(tuple(self.settle_prose(cell) for cell in row) for row in part.rows)
            return TablePart(self.settle_prose(part.caption), rows)
        return part

    def settle_prose(self, prose: Prose) -> Prose:
        """Return the prose with only ties that hold, outer ones first."""
        known = [replace(piece, held=self._order(piece.held), href=self._link(piece.href)) for piece in prose]
        settled: list[Piece] = []
        for number, group in groupby(known, key=self._find_number):
            pieces = tuple(group)
            settled += pieces if number is None else self._settle_number(number, pieces)
        return tidy(settled)

    def _order(self, held: tuple[Held, ...]) -> tuple[Held, ...]:
        kept = {
            one.name: one
            for one in held
            if one.name in self.ties and self.ties[one.name].kind not in BLOCK_KINDS
        }
        ordered = sorted(
            kept.values(), key=lambda one: (self.ties[one.name].depth, self.ties[one.name].start)
        )
        numbers = [one for one in ordered if self.ties[one.name].kind in NUMBER_KINDS]
        # A number holds no other number; it stands inside everything else.
        return (*(one for one in ordered if one not in numbers), *numbers[:1])

    def _link(self, href: str) -> str:
        return self._links.get(href.rstrip("/"), href)

    def _find_number(self, piece: Piece) -> Held | None:
        last = piece.held[-1] if piece.held else None
        return last if last is not None and self.ties[last.name].kind in NUMBER_KINDS else None

    def _settle_number(self, held: Held, pieces: Prose) -> Iterator[Piece]:
        tie = self.ties[held.name]
        text = join_text(pieces)
        core = text.strip(" \u00a0")
        notes = [replace(piece, held=piece.held[:-1]) for piece in pieces if piece.note]
        sent = (self._sent.get(held.name) or (tie.words,))[0]
        lead, _, tail = text.partition(core) if core else (text, "", "")
        first = Piece(held=pieces[0].held[:-1])
        yield replace(first, text=lead)
        if core == sent or (core and held.name in self._restored):
            if core != sent:
                self._note(held, tie, sent, core, is_restored=True)
            yield replace(first, text=tie.words, held=(*first.held, held))
        elif core:
            yield from self._settle_changed(held, tie, sent, core, first)
        yield replace(first, text=tail)
        yield from notes

    def _settle_changed(self, held: Held, tie: Tie, sent: str, core: str, first: Piece) -> Iterator[Piece]:
        start, end = (0, len(core)) if tie.kind is TieKind.FIXED else _find_one_number(core)
        if start == end:
            yield replace(first, text=core)
            return
        number = core[start:end]
        own = held
        if number == sent:
            number = tie.words
        else:
            self._note(held, tie, sent, number)
            if tie.words == "?":
                own = Held(f"{held.name}{_BY_HAND}", held.instance)
                attributes = _ONLY_FOR_SYSTEM.sub("", tie.attributes)
                self.ties[own.name] = replace(tie, name=own.name, attributes=attributes)
        yield replace(first, text=core[:start])
        yield replace(first, text=number, held=(*first.held, own))
        yield replace(first, text=core[end:])

    def _note(self, held: Held, tie: Tie, before: str, after: str, *, is_restored: bool = False) -> None:
        self.numbers[held] = ChangedNumber(held.name, tie.kind, tie.subject, before, after, is_restored)


def strip_by_hand(name: str) -> str:
    """Return the name of the tie that a number had when it was sent. Parameters: ``name``."""
    return name.removesuffix(_BY_HAND)


def take_off_ties(part: Part) -> Part:
    """Return a part without any tie. Parameters: ``part``."""
    return Settler({}, {}).settle(part)


def _find_one_number(core: str) -> tuple[int, int]:
    """Return where the number stands when there is exactly one, else an empty place."""
    if is_printed_number(core):
        return 0, len(core)
    found = [match for match in scan_numbers(core) if not match.reason]
    if len(found) == 1 and is_printed_number(core[found[0].start : found[0].end]):
        return found[0].start, found[0].end
    return 0, 0
