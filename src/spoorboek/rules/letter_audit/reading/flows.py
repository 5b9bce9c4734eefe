"""Flows as a passage tells them: what was there, what came and went, and what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from spoorboek.rules.letter_audit.reading.passages import Observation
from spoorboek.rules.letter_audit.reading.roles import Role

_MOST_MOVES = 5
_PLAYED = frozenset({Role.INFLOW, Role.OUTFLOW, Role.CLOSING, Role.EDGE})


@dataclass(frozen=True, slots=True)
class ToldFlow:
    """What was there, what came and went with its sign (0 when the words do not tell), and what is left."""

    opening: Observation
    moves: tuple[tuple[Observation, int], ...]
    closing: Observation

    @property
    def closes(self) -> bool:
        """Tell whether some reading makes it close: a number may also be no part of it at all."""
        choices = [(sign, 0) if sign else (1, -1, 0) for _, sign in self.moves]
        return any(any(signs) and self._sum(signs) == self._left for signs in product(*choices))

    @property
    def nearest(self) -> Sequence[int]:
        """Return the sign of each move with which it comes nearest to what is left."""
        choices = [(sign,) if sign else (1, -1) for _, sign in self.moves]
        return min(product(*choices), key=lambda signs: abs(self._sum(signs) - self._left))

    @property
    def _left(self) -> Decimal:
        return Decimal(self.closing.fact.value)

    def _sum(self, signs: Sequence[int]) -> Decimal:
        moved = (sign * Decimal(one.fact.value) for sign, (one, _) in zip(signs, self.moves, strict=True))
        return sum(moved, Decimal(self.opening.fact.value))

    def sum_of(self, sign: int, signs: Sequence[int]) -> int | Decimal | None:
        """Return what came (1) or what went (-1) together; None when nothing did."""
        moves = zip(self.moves, signs, strict=True)
        known = [one.fact.value for (one, _), chosen in moves if chosen == sign]
        return sum(known) if known else None

    @property
    def is_told_in_full(self) -> bool:
        """Tell whether the words say of each number whether it came or went."""
        return all(sign for _, sign in self.moves)


def list_told_flows(counts: Sequence[Observation]) -> Iterator[ToldFlow]:
    """Yield each run in a passage from what was there over what came and went to what is left."""
    place = 0
    while place < len(counts):
        flow = _read_from(counts, place)
        if flow is None:
            place += 1
            continue
        yield flow
        place = flow.closing.index


def _read_from(counts: Sequence[Observation], place: int) -> ToldFlow | None:
    opening = counts[place]
    if not _is_opening(opening):
        return None
    moves: list[tuple[Observation, int]] = []
    for one in counts[place + 1 :]:
        sign = _sign(one)
        told = {known for _, known in moves if known}
        # Where both what came and what went is told, any stock behind it is what is left.
        is_same = one.counts_like(opening) or one.is_elliptic
        is_left = Role.CLOSING in one.roles or (len(told) > 1 and Role.EDGE in one.roles)
        is_stock = bool({Role.STOCK, Role.EDGE} & one.roles) and not _is_taken_from(opening)
        is_told = len(told) > 1 or is_stock
        if told and not sign and is_same and is_left and is_told:
            return ToldFlow(opening, tuple(moves), one)
        if one.fact.mention.detail.get("role") and not one.roles & _PLAYED:
            # Van 310 naar 512: something else is compared here.
            return None
        if not one.is_of_kind(opening):
            continue
        if not sign and is_same and Role.EDGE in one.roles and not moves:
            # Another stock right behind the first: the flow begins there.
            return None
        moves.append((one, sign))
        if len(moves) > _MOST_MOVES:
            return None
    return None


def _sign(one: Observation) -> int:
    is_in, is_out = Role.INFLOW in one.roles, Role.OUTFLOW in one.roles
    return 0 if is_in == is_out else 1 if is_in else -1


def _is_opening(one: Observation) -> bool:
    """Tell whether a number can be what was there: not what was done, nor how much something differs."""
    if one.is_difference:
        return False
    if _sign(one):
        if _is_taken_from(one):
            return True
        # "Op 1 januari waren 19 panden gesloten": what was so at a moment is no move.
        return one.index == 0 and {Role.STOCK, Role.EDGE} <= one.roles
    return Role.EDGE in one.roles or (Role.STOCK in one.roles and not _DONE.search(one.words))


def _is_taken_from(one: Observation) -> bool:
    """Van de acht panden vielen er vijf af en kwamen er twee bij: what came and went must both be told."""
    return one.index == 0 and Role.WHOLE in one.roles


_DONE = re.compile(r"#[^,;]*\b(?:ge|ver|be|ont|op|af|aan|uit|in|toe)\w+(?:d|t|en)[.,;]?$")
