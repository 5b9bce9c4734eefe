"""From the spans of a letter to claims that can be judged, in the JSON form of ``claim test``.

A claim in a letter names figures by code; here it gets their values, the comparators that the method asks
for (baseline of the plan and previous period) and the target of its promise. Every number that the letter
ties to a figure becomes a claim of its own: it says what it says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from spoorboek.documents.source.letter import LetterSource
from spoorboek.documents.source.place import Place
from spoorboek.documents.source.spans import ClaimSpan, FigureReference, NumberSpan
from spoorboek.figures.figure import Figure
from spoorboek.figures.period import Period
from spoorboek.figures.values import NonValue, Value
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
class LetterClaim:
    """One claim of a letter: where it stands and what is claimed. ``entry`` is the JSON form."""

    claim_id: str
    place: Place
    words: str
    entry: Mapping[str, Any]


def list_claim_keys(letter: LetterSource, context: LetterContext) -> tuple[str, ...]:
    """Return the key of every figure that judging ``letter`` can use, comparators included, sorted."""
    keys: set[str] = set()
    for _, span in letter.spans():
        if isinstance(span, ClaimSpan):
            keys |= {
                ref.key(context.period, context.area) for ref in _named_references(_Asked(span, context))
            }
    return tuple(sorted(keys))


def build_claims(
    letter: LetterSource, figures: Mapping[str, Figure], context: LetterContext
) -> tuple[LetterClaim, ...]:
    """Return every claim of ``letter`` in reading order; ids are those of the spans, numbers are n1, n2, ...

    ``figures`` by key; what is absent there is absent in the claim, which then has no figure.
    """
    found: list[LetterClaim] = []
    numbers = 0
    for section, span in letter.spans():
        name = section.path[0] if section.path else ""
        if isinstance(span, ClaimSpan):
            entry = _Builder(_Asked(span, context), figures).entry()
            found.append(
                LetterClaim(
                    span.claim_id, span.place, span.words, {**entry, "section": name, **_plan(context)}
                )
            )
        elif isinstance(span, NumberSpan):
            numbers += 1
            entry = _number_entry(f"n{numbers}", span, figures, context)
            found.append(LetterClaim(entry["id"], span.place, span.text, {**entry, "section": name}))
    return tuple(found)


def _plan(context: LetterContext) -> dict[str, Any]:
    if context.plan is None:
        return {}
    return {"plan": {"start": context.plan.first.isoformat(), "end": context.plan.last.isoformat()}}


def _number_entry(
    claim_id: str, span: NumberSpan, figures: Mapping[str, Figure], context: LetterContext
) -> dict[str, Any]:
    figure = figures.get(span.reference.key(context.period, context.area))
    period = span.reference.period or context.period
    entry: dict[str, Any] = {"id": claim_id, "claim": "states", "words": span.text}
    entry |= _describe(figure) | {"points": [_point(figure)] if figure else []}
    if not span.is_filled_by_system:
        entry["printed"] = [{"text": span.text, "period": str(period)}]
    return entry


@dataclass(frozen=True, slots=True)
class _Asked:
    """A claim span with what surrounds it, and the references that follow from the two."""

    span: ClaimSpan
    context: LetterContext

    @property
    def promise(self) -> CountPromise | None:
        return self.context.promises.get(self.span.details.promise)

    @property
    def figure(self) -> FigureReference | None:
        """The figure that is claimed about, in the period that is claimed about."""
        details = self.span.details
        own = details.until or details.figure
        if own is None and self.promise is not None:
            own = FigureReference(self.promise.figure)
        return own

    @property
    def end(self) -> Period:
        found = self.figure.period if self.figure else None
        return found or self.context.period

    def comparators(self) -> Iterator[FigureReference]:
        """The stated start, the baseline of the plan, the previous period; for speed the run-up too."""
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


def _named_references(asked: _Asked) -> Iterator[FigureReference]:
    details = asked.span.details
    if asked.figure is not None:
        yield asked.figure
    yield from asked.comparators()
    yield from _flow_references(asked).values()
    yield from details.parts
    for reference in (details.total, details.reference):
        if reference is not None:
            yield reference
    for code in details.evidence:
        yield from _evidence_references(asked, code)


def _flow_references(asked: _Asked) -> dict[str, FigureReference]:
    details = asked.span.details
    named = {
        "carried_in": details.carried_in,
        "opened": details.opened,
        "closed": details.closed,
        "carried_out": details.carried_out,
    }
    return {name: reference for name, reference in named.items() if reference is not None}


def _evidence_references(asked: _Asked, code: str) -> Iterator[FigureReference]:
    start = asked.span.details.since
    area = asked.figure.area if asked.figure else None
    for period in (start.period if start else None, asked.end):
        if period is not None:
            yield FigureReference(code, period, area)


class _Builder:
    """Writes the entry of one claim span."""

    def __init__(self, asked: _Asked, figures: Mapping[str, Figure]) -> None:
        self._asked, self._figures = asked, figures

    def _find(self, reference: FigureReference) -> Figure | None:
        return self._figures.get(reference.key(self._asked.context.period, self._asked.context.area))

    def entry(self) -> dict[str, Any]:
        """Return the entry: what is claimed, and every figure it can be judged by."""
        span, details = self._asked.span, self._asked.span.details
        own = self._find(self._asked.figure) if self._asked.figure else None
        entry: dict[str, Any] = {
            "id": span.claim_id,
            "claim": span.claim,
            "words": span.words,
            "strength": details.strength.value,
            "hedged": details.hedged,
            **_describe(own),
            "points": self._points(own),
        }
        if details.term:
            entry["term"] = details.term
        if span.claim in CHANGES | SPEEDS:
            entry["to"] = str(self._asked.end)
            if details.since is not None and details.since.period is not None:
                entry["from"] = str(details.since.period)
        return entry | self._others()

    def _points(self, own: Figure | None) -> list[dict[str, Any]]:
        found = {own.key: own} if own else {}
        stated = self._asked.span.details.since
        for reference in self._asked.comparators():
            figure = self._find(reference)
            # A comparator that nobody asked for and that is not known says nothing.
            if figure and (reference == stated or figure.value is not NonValue.MISSING):
                found[figure.key] = figure
        return [_point(figure) for figure in sorted(found.values(), key=lambda f: f.period)]

    def _others(self) -> dict[str, Any]:
        details, found = self._asked.span.details, dict[str, Any]()
        if details.parts:
            found["parts"] = [self._quantity(reference) for reference in details.parts]
        if details.total is not None:
            found["total"] = self._quantity(details.total)
        if flow := _flow_references(self._asked):
            found["flow"] = {name: self._quantity(reference) for name, reference in flow.items()}
        if details.reference is not None and (figure := self._find(details.reference)):
            found["reference"] = {"points": [_point(figure)]}
        if details.evidence:
            found["evidence"] = [self._evidence(code) for code in details.evidence]
            if twice := self._find_dependent():
                found["depends_on"] = twice
        if promise := self._asked.promise:
            found["target"] = {
                "value": _number(promise.target),
                "unit": promise.unit,
                "period": str(self._asked.end),
                "direction": promise.direction.value,
            }
        return found

    def _quantity(self, reference: FigureReference) -> dict[str, Any]:
        figure = self._find(reference)
        if figure is None:
            return {"value": None}
        return {"value": _number(figure.value), "unit": figure.definition.unit}

    def _evidence(self, code: str) -> dict[str, Any]:
        figures = [f for r in _evidence_references(self._asked, code) if (f := self._find(r))]
        label = figures[0].definition.title.lower() if figures else code
        return {"figure": code, "label": label, "points": [_point(figure) for figure in figures]}

    def _find_dependent(self) -> list[str]:
        """A claim may rest on its own parts; its evidence may not be made of what it should confirm."""
        codes = self._asked.span.details.evidence
        own = self._asked.figure.code if self._asked.figure else ""
        made_of = {
            part
            for code in codes
            for reference in _evidence_references(self._asked, code)
            if (figure := self._find(reference))
            for part in figure.definition.depends_on
        }
        return sorted(made_of & {*codes, own})


def _describe(figure: Figure | None) -> dict[str, Any]:
    if figure is None:
        return {}
    definition = figure.definition
    described: dict[str, Any] = {
        "kind": definition.kind.value,
        "counts": definition.counts.value,
        "source_type": definition.source_type.value,
    }
    if figure.area.is_below_municipality:
        described["area_level"] = "neighbourhood"
    return described


def _point(figure: Figure) -> dict[str, Any]:
    point: dict[str, Any] = {
        "period": str(figure.period),
        "value": _number(figure.value),
        "unit": figure.definition.unit,
        "definition": figure.definition.comparability,
    }
    if figure.definition.decimals:
        point["decimals"] = figure.definition.decimals
    if figure.uncertainty is not None:
        point |= {"low": str(figure.uncertainty.low), "high": str(figure.uncertainty.high)}
    if figure.provisional:
        point["provisional"] = True
    return point


def _number(value: Value) -> int | str:
    """An int stays an int, a Decimal becomes its digits, a reason its name: JSON never gets a float."""
    if isinstance(value, NonValue):
        return value.value
    return value if isinstance(value, int) else _digits(str(value))


def _digits(text: str) -> int | str:
    return int(text) if text.isdigit() else text
