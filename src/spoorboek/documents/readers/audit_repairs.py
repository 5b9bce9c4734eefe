"""Mending slips of scanning and typesetting, each with a note of what was read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
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
    pattern, writes = _load_slips()
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
def _load_slips() -> tuple[re.Pattern[str], tuple[str, ...]]:
    slips = yaml.safe_load(_SLIPS.read_text(encoding="utf-8"))["slips"]
    pattern = re.compile("|".join(f"({slip['read']})" for slip in slips))
    return pattern, tuple(slip["write"] for slip in slips)
