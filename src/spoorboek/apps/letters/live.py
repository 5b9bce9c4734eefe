"""The check of a letter while it is being written: what does not change between two pauses is looked up once.

A shelf belongs to one writer and one letter and is thrown away after a minute, so that what was looked up is
never old. It holds only what this writer may see.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache, partial
from typing import Any, TypeVar, cast

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.indicators.definition_file import TableSpec
from spoorboek.apps.indicators.promise_progress import PromiseProgress
from spoorboek.apps.letters.checking import LetterCheck, check_gathered
from spoorboek.apps.letters.gathering import Gathered
from spoorboek.apps.letters.known_figures import find_known_figures
from spoorboek.apps.letters.models import Letter
from spoorboek.apps.letters.reading import list_set_aside, read_text, read_type
from spoorboek.apps.letters.revisions import carry_names
from spoorboek.apps.plans.families import CommitmentRow, PlanFamily
from spoorboek.documents.model import ChartBlock
from spoorboek.documents.source.letter import LetterSource
from spoorboek.documents.source.spans import ChartBlockSpan, PromisesBlockSpan
from spoorboek.figures.figure import Figure
from spoorboek.rules.disclosure.printed_protection import Protection

_T = TypeVar("_T")
_SECONDS = 60


@dataclass
class Shelf:
    """What was looked up for one letter: figures by key (None: there is none), and other things by name."""

    figures: dict[str, Figure | None] = field(default_factory=dict)
    others: dict[object, Any] = field(default_factory=dict)

    def find(self, viewer: Viewer, keys: set[str], at: datetime) -> dict[str, Figure]:
        """Return the figures with these keys that exist; only what was never asked is counted."""
        unknown = keys - self.figures.keys()
        if unknown:
            found = find_known_figures(viewer, sorted(unknown), at=at)
            self.figures |= {key: found.get(key) for key in unknown}
        return {key: one for key in keys if (one := self.figures[key]) is not None}

    def keep(self, name: object, look_up: Callable[[], _T]) -> _T:
        """Return what is kept under a name, looked up the first time."""
        if name not in self.others:
            self.others[name] = look_up()
        return cast(_T, self.others[name])


@lru_cache(maxsize=32)
def _open_shelf(_person: str, _slug: str, _minute: int) -> Shelf:
    return Shelf()


def open_shelf(viewer: Viewer, slug: str, *, at: datetime) -> Shelf:
    """Return the shelf of this writer for this letter in this minute."""
    rights = ",".join(sorted(one.value for one in viewer.permissions))
    return _open_shelf(f"{viewer.person_id} {rights}", slug, int(at.timestamp()) // _SECONDS)


@dataclass(frozen=True)
class LiveGathered(Gathered):
    """What belongs to a letter, with what was looked up a moment ago."""

    shelf: Shelf

    def _keep(self, name: str, look_up: Callable[[], _T]) -> _T:
        front = self.letter.front_matter
        about = (front.plan, front.period, front.area, front.dated_on, front.slug)
        return self.shelf.keep((name, *about), look_up)

    @cached_property
    def family(self) -> PlanFamily | None:
        """Return the plan of the letter with its execution plans."""
        return self._keep("family", self.look_up_family)

    @cached_property
    def specs(self) -> dict[str, TableSpec]:
        """Return the table specifications by code."""
        return self._keep("specs", self.look_up_specs)

    @cached_property
    def progress(self) -> dict[PromisesBlockSpan, tuple[PromiseProgress, ...]]:
        """Return what has come of the promises that the promises blocks ask for."""
        found: dict[PromisesBlockSpan, tuple[PromiseProgress, ...]] = {}
        for span in self._list_promise_blocks():
            name = f"progress {span.selection} {span.period}"
            found[span] = self._keep(name, partial(self._progress_of, span))
        return found

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Return every figure that the letter prints or is judged by, by its key."""
        found = self.shelf.find(self.viewer, self.list_keys(), self.at)
        promised = (row.figure for rows in self.progress.values() for row in rows if row.figure)
        return {figure.key: figure for figure in (*found.values(), *promised)}

    @cached_property
    def protection(self) -> Protection:
        """Return what may not be printed because it is small."""
        said = frozenset(self.list_said())
        return self.shelf.keep(
            ("protection", frozenset(self.figures), said, self.letter.front_matter.dated_on),
            self.look_up_protection,
        )

    @cached_property
    def due_commitments(self) -> tuple[CommitmentRow, ...]:
        """Return the commitments to the council that the letter must speak of."""
        return self._keep("commitments", self.look_up_due_commitments)

    def draw_chart(self, span: ChartBlockSpan) -> ChartBlock:
        """Return a chart, drawn once while its figures stay the same."""
        return self._keep(f"chart {span.code} {span.period}", partial(self.make_chart, span))


@dataclass(frozen=True, slots=True)
class LiveCheck:
    """A text that is not saved yet, with what was found in it."""

    letter: LetterSource
    check: LetterCheck
    figures: Mapping[str, Figure]


def check_live(viewer: Viewer, row: Letter, source: str, *, at: datetime) -> LiveCheck:
    """Check a text for a letter as it would be when it was saved now. Raises LetterTextError."""
    letter = read_text(source)
    gathered = LiveGathered(viewer, letter, at, open_shelf(viewer, row.slug, at=at))
    newest = row.revisions.order_by("-number").first()
    assert newest is not None, "a letter is made with its first revision"
    set_aside = list_set_aside(row, newest)
    names = carry_names(newest.source, letter) if set_aside else {}
    carried = [one.rename(names[one.claim_id]) for one in set_aside if one.claim_id in names]
    check = check_gathered(gathered, read_type(row.letter_type), carried)
    return LiveCheck(letter, check, gathered.figures)
