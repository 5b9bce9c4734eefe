"""Remembering what was worked out for somebody, until anything happens that it may depend on.

Every change of what is counted or reported writes an event, in the same transaction. So the hash of the last
such event stands for all that a number may follow from: what was worked out under that hash still holds. What
is remembered belongs to one viewer, with their roles, on one day, in one language; nobody else ever gets it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any, TypeVar

from django.utils import timezone
from django.utils.translation import get_language

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.queries import find_change_mark

T = TypeVar("T")
_MOST = 200
_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Memory:
    """What was worked out for one viewer under one mark of the log, on one day.

    For several questions of one request, so that the mark is asked once.
    """

    viewer: Viewer
    at: datetime
    mark: str

    def recall(self, name: str, make: Callable[[], T], *asked: Hashable) -> T:
        """Return what ``make`` returned for the same question of the same viewer, or ask it.

        For frozen answers only, without rows of registers: who may see a row can change with the hour, and
        each read of one is logged. Not for actions: these look at what they are changing.
        """
        who = (self.viewer.person_id, self.viewer.roles, self.viewer.organisation_id)
        key = (name, asked, who, timezone.localdate(self.at), get_language(), self.mark)
        with _lock:
            if key in _kept:
                _kept.move_to_end(key)
                found: T = _kept[key]
                return found
        made = make()
        with _lock:
            _kept[key] = made
            while len(_kept) > _MOST:
                _kept.popitem(last=False)
        return made


def open_memory(viewer: Viewer, *, at: datetime) -> Memory:
    """Return what is remembered for this viewer at this moment."""
    return Memory(viewer, at, find_change_mark())


def remember(viewer: Viewer, name: str, *asked: Hashable, at: datetime, make: Callable[[], T]) -> T:
    """Recall the answer to one question; see ``Memory.recall``."""
    return open_memory(viewer, at=at).recall(name, make, *asked)


def forget() -> None:
    """Forget everything, for who changes data without an event (a test)."""
    with _lock:
        _kept.clear()
