"""Mending slips of scanning and typesetting, each with a note of what was read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

import yaml

from spoorboek.documents.readers.audit_blocks import Repair

_SLIPS = Path(__file__).parent / "slips.yaml"


def repair_words(words: str, earlier: Sequence[Repair] = ()) -> tuple[str, tuple[Repair, ...]]:
    """Mend the slips that no Dutch word can have.

    Parameters: ``words``; ``earlier``, repairs that were made in them already.
    Returns the mended words and all repairs in order, with positions in the mended words. Errors: none.

    >>> repair_words("De inzet is geévalueerd.")[0]
    'De inzet is geëvalueerd.'
    """
    pattern, writes = _find_slips(words)
    parts: list[str] = []
    repairs: list[Repair] = []
    shifts: list[tuple[int, int]] = []
    at = done = 0
    for match in pattern.finditer(words):
        repaired = writes[(match.lastindex or 1) - 1]
        parts += [words[done : match.start()], repaired]
        at += match.start() - done
        repairs.append(Repair(at, at + len(repaired), match[0], repaired))
        at += len(repaired)
        done = match.end()
        shifts.append((match.end(), at - match.end()))
    parts.append(words[done:])
    repairs += [_shift(repair, shifts) for repair in earlier]
    return "".join(parts), tuple(sorted(repairs, key=lambda repair: repair.start))


def _shift(repair: Repair, shifts: Sequence[tuple[int, int]]) -> Repair:
    def move(position: int) -> int:
        return position + next((by for end, by in reversed(shifts) if end <= position), 0)

    return Repair(move(repair.start), move(repair.end), repair.read, repair.repaired)


@cache
def _load_slips() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    slips = yaml.safe_load(_SLIPS.read_text(encoding="utf-8"))["slips"]
    return tuple((slip["read"], slip["write"], tuple(slip.get("has", ("",)))) for slip in slips)


def _find_slips(words: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Return the slips that a text can have: to search for all of them takes longer than to read it."""
    places = enumerate(_load_slips())
    return _join_slips(tuple(at for at, (_, _, has) in places if any(part in words for part in has)))


@lru_cache(maxsize=500)
def _join_slips(places: tuple[int, ...]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    slips = [_load_slips()[at] for at in places]
    return re.compile("|".join(f"({read})" for read, _, _ in slips)), tuple(write for _, write, _ in slips)
