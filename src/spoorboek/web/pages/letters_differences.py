"""What differs between two texts, line by line, with a little of what is the same around it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

_AROUND = 1


@dataclass(frozen=True, slots=True)
class DifferentLine:
    """One line. ``kind``: ``gone``, ``came``, ``same`` or ``skip`` (lines left out)."""

    kind: str
    text: str


def list_differences(before: str, after: str) -> list[DifferentLine]:
    """Return what has to be gone and come to get from one text to the other; nothing when they are equal."""
    old, new = before.splitlines(), after.splitlines()
    found: list[DifferentLine] = []
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_AROUND):
        if found:
            found.append(DifferentLine("skip", ""))
        for tag, old_first, old_last, new_first, new_last in group:
            if tag == "equal":
                found += [DifferentLine("same", line) for line in old[old_first:old_last]]
                continue
            found += [DifferentLine("gone", line) for line in old[old_first:old_last]]
            found += [DifferentLine("came", line) for line in new[new_first:new_last]]
    return [line for line in found if line.kind == "skip" or line.text.strip() or line.kind != "same"]
