"""Flows as a passage tells them: what was there, what came and went, and what is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from spoorboek.rules.letter_audit.reading.passages import Observation
from spoorboek.rules.letter_audit.reading.roles import Role

_MOST_MOVES = 5


@dataclass(frozen=True, slots=True)
class ToldFlow:
    """What was there, what came and went with its sign (0 when the words do not tell), and what is left."""

    opening: Observation
    moves: tuple[tuple[Observation, int], ...]
    closing: Observation

    @property
    def closes(self) -> bool:
        """Tell whether some reading of the moves whose sign is not told makes it close."""
        choices = [(sign,) if sign else (1, -1, 0) for _, sign in self.moves]
        return any(self._sum(signs) == self.closing.fact.value for signs in product(*choices))

    def _sum(self, signs: Sequence[int]) -> Decimal:
        moved = (sign * Decimal(one.fact.value) for sign, (one, _) in zip(signs, self.moves, strict=True))
        return sum(moved, Decimal(self.opening.fact.value))

    def sum_of(self, sign: int) -> int | Decimal | None:
        """Return what came (1) or what went (-1) together; None when the words tell none."""
        known = [one.fact.value for one, told in self.moves if told == sign]
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
    if Role.STOCK not in opening.roles or _sign(opening):
        return None
    moves: list[tuple[Observation, int]] = []
    for one in counts[place + 1 :]:
        sign = _sign(one)
        if not sign and not one.counts_like(opening) and not one.is_elliptic:
            continue
        told = {known for _, known in moves if known}
        # Where both what came and what went is told, any stock behind it is what is left.
        if told and not sign and (_is_closing(one) or (len(told) > 1 and Role.STOCK in one.roles)):
            return ToldFlow(opening, tuple(moves), one)
        if not sign and Role.STOCK in one.roles and not moves:
            # Another stock right behind the first: the flow begins there.
            return None
        moves.append((one, sign))
        if len(moves) > _MOST_MOVES:
            return None
    return None


def _sign(one: Observation) -> int:
    is_in, is_out = Role.INFLOW in one.roles, Role.OUTFLOW in one.roles
    return 0 if is_in == is_out else 1 if is_in else -1


def _is_closing(one: Observation) -> bool:
    return {Role.STOCK, Role.CLOSING} <= one.roles
