"""Remembering what was worked out for somebody, until anything happens that it may depend on.

Every change of what is counted or reported writes an event, in the same transaction. So the hash of the last
such event stands for all that a number may follow from: what was worked out under that hash still holds. What
is remembered belongs to one viewer, with their roles, on one day, in one language; nobody else ever gets it.
Only counts, which take all registrations whoever asks, are shared (``share``).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any, TypeVar

from django.db import connection
from django.utils import timezone
from django.utils.translation import get_language

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.queries import find_change_mark

T = TypeVar("T")
Q = TypeVar("Q", bound=Hashable)
_MOST = 200
_MOST_SHARED = 300_000
_shared: dict[str, _Shared] = {}
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


def share(
    name: str, asked: Collection[Q], make: Callable[[Collection[Q]], Mapping[Q, T]], weigh: Callable[[T], int]
) -> dict[Q, T]:
    """Return answers that are the same whoever asks; ``make`` is asked only for what is not known yet.

    ``weigh``: how much an answer holds on to; what would be too much is not kept. Inside a transaction
    nothing is: there may be a change in it whose event is yet to be written.
    """
    if connection.in_atomic_block or not asked:
        return dict(make(asked))
    mark = find_change_mark()
    with _lock:
        if name not in _shared or _shared[name].mark != mark:
            _shared[name] = _Shared(mark, {})
        shared = _shared[name]
        found: dict[Q, T] = {each: shared.answers[each] for each in asked if each in shared.answers}
    if missing := [each for each in asked if each not in found]:
        made = make(missing)
        found |= made
        with _lock:
            for each, answer in made.items():
                shared.weight += weigh(answer)
                if shared.weight < _MOST_SHARED:
                    shared.answers[each] = answer
    return found


@dataclass(slots=True)
class _Shared:
    """Answers under one mark of the log, and how much they weigh."""

    mark: str
    answers: dict[Any, Any]
    weight: int = 0


def forget() -> None:
    """Forget everything, for who changes data without an event (a test)."""
    with _lock:
        _kept.clear()
        _shared.clear()
