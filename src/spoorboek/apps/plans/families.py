"""A plan with its execution plans, read once and asked many times."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from spoorboek.figures.period import Period
from spoorboek.rules.commitments import Commitment, list_due_commitments
from spoorboek.rules.plan_content import PlanContent, PlanDecision, list_theme_codes
from spoorboek.rules.promise_accounts import DuePromise, list_due, list_running
from spoorboek.rules.promises import Promise


@dataclass(frozen=True, slots=True)
class DuePromiseRow:
    """One promise over one period, with the plan (slug) that made it and the days of that plan."""

    plan: str
    promise: Promise
    period: Period
    plan_period: Period


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """One commitment with the plan (slug) it belongs to."""

    plan: str
    commitment: Commitment


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """One plan of a family, as the version that holds says it."""

    slug: str
    title: str
    period: Period
    content: PlanContent
    commitments: tuple[Commitment, ...]
    decisions: tuple[PlanDecision, ...]


_Listing = Callable[[Iterable[Promise], Period, Period], tuple[DuePromise, ...]]


@dataclass(frozen=True, slots=True)
class PlanFamily:
    """A plan (the first member) and its execution plans, as far as they exist for who read them."""

    members: tuple[FamilyMember, ...]

    @property
    def period(self) -> Period:
        """Return the days of the plan itself."""
        return self.members[0].period

    @property
    def decisions(self) -> tuple[PlanDecision, ...]:
        """Return what was decided about the plan, then about its execution plans."""
        return tuple(one for member in self.members for one in member.decisions)

    def find_theme_titles(self) -> dict[str, str]:
        """Return by code what the themes of these plans are called."""
        return {theme.code: theme.title for member in self.members for theme in member.content.themes}

    def list_promises(self) -> tuple[Promise, ...]:
        """Return every promise in the order of the plans."""
        return tuple(promise for member in self.members for promise in member.content.promises)

    def list_due(self, period: Period, *, theme: str = "") -> tuple[DuePromiseRow, ...]:
        """Return what a report over a period must answer for; ``theme`` narrows it to one theme."""
        return self._list(list_due, period, theme)

    def list_running(self, period: Period, *, theme: str = "") -> tuple[DuePromiseRow, ...]:
        """Return what is under way in a period and due later; a report may tell of it."""
        return self._list(list_running, period, theme)

    def list_commitments(self) -> tuple[CommitmentRow, ...]:
        """Return every commitment to the council, by due day."""
        rows = [CommitmentRow(member.slug, said) for member in self.members for said in member.commitments]
        return tuple(sorted(rows, key=lambda row: (row.commitment.due_on or date.max, row.commitment.code)))

    def list_commitments_due(
        self, *, period: Period, dated_on: date, letter: str = ""
    ) -> tuple[CommitmentRow, ...]:
        """Return the commitments on which a letter (its period, day and slug) must report."""
        rows = self.list_commitments()
        due = list_due_commitments(
            [row.commitment for row in rows], period=period, dated_on=dated_on, letter=letter
        )
        plan_of = {row.commitment: row.plan for row in rows}
        return tuple(CommitmentRow(plan_of[commitment], commitment) for commitment in due)

    def _list(self, listing: _Listing, period: Period, theme: str) -> tuple[DuePromiseRow, ...]:
        found: list[DuePromiseRow] = []
        for member in self.members:
            wanted = list_theme_codes(member.content, theme) if theme else None
            found += [
                DuePromiseRow(member.slug, due.promise, due.period, member.period)
                for due in listing(member.content.promises, member.period, period)
                if wanted is None or due.promise.theme in wanted
            ]
        return tuple(found)
