"""Which figures a claim of a letter names, and which comparators the method adds to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from spoorboek.documents.source.spans import ClaimSpan, FigureReference
from spoorboek.figures.period import Period
from spoorboek.rules.promises import CountPromise

CHANGES = frozenset({"rises", "falls", "about_equal", "not_demonstrably_changed"})
SPEEDS = frozenset({"faster", "slower"})
RUN_UP_YEARS = 5
"""How far before a speed claim the series is followed: enough for the run-up to the plan."""


@dataclass(frozen=True, slots=True)
class LetterContext:
    """What a letter is about: its own period and area, its plan's period, and the promises by code."""

    period: Period
    area: str
    plan: Period | None = None
    promises: Mapping[str, CountPromise] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AskedClaim:
    """A claim span with what surrounds it, and the references that follow from the two."""

    span: ClaimSpan
    context: LetterContext

    @property
    def promise(self) -> CountPromise | None:
        """Return the counted promise that the claim names, if any."""
        return self.context.promises.get(self.span.details.promise)

    @property
    def figure(self) -> FigureReference | None:
        """Return the figure that is claimed about, in the period that is claimed about."""
        details = self.span.details
        own = details.until or details.figure
        if own is None and self.promise is not None and self.promise.figure:
            own = FigureReference(self.promise.figure)
        return own

    @property
    def end(self) -> Period:
        """Return the period that is claimed about."""
        found = self.figure.period if self.figure else None
        return found or self.context.period

    def comparators(self) -> Iterator[FigureReference]:
        """Yield the stated start, the previous period and the plan's baseline; for speed the run-up too."""
        own, end, kind = self.figure, self.end, self.span.claim
        if own is None or kind not in CHANGES | SPEEDS:
            return
        if self.span.details.since is not None:
            yield self.span.details.since
        periods = [end.previous(), end.same_a_year_earlier()]
        if self.context.plan is not None and end.is_one_year:
            # The last complete period before the plan begins; a survey may skip that year.
            first = self.context.plan.first.year
            periods += [Period.year(first - 1), Period.year(first - 2)]
        if kind in SPEEDS and end.is_one_year:
            periods += [Period.year(end.first.year - back) for back in range(2, RUN_UP_YEARS + 1)]
        for period in dict.fromkeys(periods):
            yield FigureReference(own.code, period, own.area)


def list_keys(asked: AskedClaim) -> set[str]:
    """Return the key of every figure that the claim can be judged by."""
    return {reference.key(asked.context.period, asked.context.area) for reference in list_references(asked)}


def list_references(asked: AskedClaim) -> Iterator[FigureReference]:
    """Yield every figure that the claim can be judged by: named, comparators, evidence."""
    details = asked.span.details
    if asked.figure is not None:
        yield asked.figure
    yield from asked.comparators()
    yield from list_flow_references(asked).values()
    yield from details.parts
    for reference in (details.total, details.reference):
        if reference is not None:
            yield reference
    for code in details.evidence:
        yield from list_evidence_references(asked, code)


def list_flow_references(asked: AskedClaim) -> dict[str, FigureReference]:
    """Return what a claim about a flow names, by its part of the flow."""
    details = asked.span.details
    named = {
        "carried_in": details.carried_in,
        "opened": details.opened,
        "closed": details.closed,
        "carried_out": details.carried_out,
    }
    return {name: reference for name, reference in named.items() if reference is not None}


def list_evidence_references(asked: AskedClaim, code: str) -> Iterator[FigureReference]:
    """Yield a figure named as evidence over the periods that the claim compares."""
    start = asked.span.details.since
    area = asked.figure.area if asked.figure else None
    for period in (start.period if start else None, asked.end):
        if period is not None:
            yield FigureReference(code, period, area)
