"""What takes long to work out is kept until somebody changes something, or the day is over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.utils import timezone

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.queries import find_change_mark

T = TypeVar("T")

_KEPT: dict[tuple[Any, ...], Any] = {}
_MOST_KEPT = 128


@dataclass(frozen=True, slots=True)
class Memory:
    """What was worked out under one mark of the log, on one day, for everybody with the same permissions.

    Made once per request, so that the mark is asked once.
    """

    viewer: Viewer
    at: datetime
    mark: str

    def recall(self, name: str, work_out: Callable[[], T]) -> T:
        """Return what was worked out before, or work it out; ``name`` says what it is.

        Only for what is the same for all viewers with these permissions.
        """
        key = (name, self.mark, timezone.localdate(self.at), self.viewer.permissions)
        if key not in _KEPT:
            found = work_out()
            if len(_KEPT) >= _MOST_KEPT:
                _KEPT.clear()
            _KEPT[key] = found
        kept: T = _KEPT[key]
        return kept


def open_memory(viewer: Viewer, *, at: datetime) -> Memory:
    """Return what is remembered for this viewer at this moment."""
    return Memory(viewer, at, find_change_mark())
