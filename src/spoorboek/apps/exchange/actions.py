"""Taking in the folder of a municipality: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.actions import record
from spoorboek.apps.exchange.city_file import read_city
from spoorboek.apps.exchange.loading import Loading, PartReport, list_steps
from spoorboek.rules.roles import Role

FURNISHER = Viewer(
    person_id="installatie",
    name="installatie",
    roles=frozenset({Role.DATA_MANAGER, Role.AUTHOR, Role.REVIEWER, Role.COORDINATOR, Role.LAWYER}),
)
"""Who loads the example city. In a municipality that is a person with the roles of every part of the
folder; the invented people have one role each, and no one of them may do all of it. The log names it."""

Progress = Callable[[str, int, int], None]
"""Told before each step: what is taken in, which step this is, and of how many."""


@dataclass(frozen=True, slots=True)
class CityReport:
    """What came of a load, file by file."""

    city: str
    parts: tuple[PartReport, ...]

    @property
    def changed_count(self) -> int:
        """Return how many things are new or changed. 0: everything was there already."""
        return sum(part.changed_count for part in self.parts)

    @property
    def is_changed(self) -> bool:
        """Tell whether the load changed anything."""
        return self.changed_count > 0


def _say_nothing(part: str, step: int, count: int) -> None:
    pass


def load_city(
    folder: Path, *, by: Viewer, at: datetime, report: Progress = _say_nothing, author: Viewer | None = None
) -> CityReport:
    """Take in a folder with a municipality in the order of the policy cycle, all or nothing.

    May be repeated: what is there already stays as it is, and the report says so. ``author`` is whose
    letters they become, if not of the one who loads. Raises CityError with file and line, and
    NotPermittedError for a part that ``by`` may not take in.
    """
    city = read_city(folder)
    with transaction.atomic():
        steps = list_steps(Loading(city, by, author or by, at))
        parts = []
        for number, (part, load) in enumerate(steps, start=1):
            report(part, number, len(steps))
            parts.append(load())
        loaded = CityReport(city.city, tuple(parts))
        if loaded.is_changed:
            details = {part.file: part.changed_count for part in parts if part.changed_count}
            record(action="exchange.load", by=by, at=at, subject="exchange.city:city", details=details)
    return loaded
