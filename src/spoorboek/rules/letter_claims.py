"""From the spans of a letter to claims that can be judged, in the JSON form of ``claim test``.

A claim in a letter names figures by code; here it gets their values, the comparators that the method asks
for (baseline of the plan and previous period) and the target of its promise. Every number that the letter
ties to a figure becomes a claim of its own: it says what it says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from spoorboek.documents.source.letter import LetterSource
from spoorboek.documents.source.place import Place
from spoorboek.documents.source.spans import ClaimSpan, FigureReference, NumberSpan
from spoorboek.figures.figure import Figure
from spoorboek.figures.values import NonValue
from spoorboek.rules.figure_points import describe_figure, describe_number, describe_point
from spoorboek.rules.letter_references import (
    CHANGES,
    SPEEDS,
    AskedClaim,
    LetterContext,
    list_evidence_references,
    list_flow_references,
    list_keys,
)


@dataclass(frozen=True, slots=True)
class LetterClaim:
    """One claim of a letter: where it stands and what is claimed.

    ``entry`` is the JSON form; ``keys`` name every figure it can be judged by, known or not.
    """

    claim_id: str
    place: Place
    words: str
    entry: Mapping[str, Any]
    keys: tuple[str, ...] = ()


def list_claim_keys(letter: LetterSource, context: LetterContext) -> tuple[str, ...]:
    """Return the key of every figure that judging ``letter`` can use, comparators included, sorted."""
    keys: set[str] = set()
    for _, span in letter.spans():
        if isinstance(span, ClaimSpan):
            keys |= list_keys(AskedClaim(span, context))
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
            asked = AskedClaim(span, context)
            entry = {**_Builder(asked, figures).entry(), "section": name, **_plan(context)}
            keys = tuple(sorted(list_keys(asked)))
            found.append(LetterClaim(span.claim_id, span.place, span.words, entry, keys))
        elif isinstance(span, NumberSpan):
            numbers += 1
            entry = {**_number_entry(f"n{numbers}", span, figures, context), "section": name}
            key = span.reference.key(context.period, context.area)
            found.append(LetterClaim(entry["id"], span.place, span.text, entry, (key,)))
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
    entry |= describe_figure(figure) | {"points": [describe_point(figure)] if figure else []}
    if not span.is_filled_by_system:
        entry["printed"] = [{"text": span.text, "period": str(period)}]
    return entry


class _Builder:
    """Writes the entry of one claim span."""

    def __init__(self, asked: AskedClaim, figures: Mapping[str, Figure]) -> None:
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
            **describe_figure(own),
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
        return [describe_point(figure) for figure in sorted(found.values(), key=lambda f: f.period)]

    def _others(self) -> dict[str, Any]:
        details, found = self._asked.span.details, dict[str, Any]()
        if details.parts:
            found["parts"] = [self._quantity(reference) for reference in details.parts]
        if details.total is not None:
            found["total"] = self._quantity(details.total)
        if flow := list_flow_references(self._asked):
            found["flow"] = {name: self._quantity(reference) for name, reference in flow.items()}
        if details.reference is not None and (figure := self._find(details.reference)):
            found["reference"] = {"points": [describe_point(figure)]}
        if details.evidence:
            found["evidence"] = [self._evidence(code) for code in details.evidence]
            if twice := self._find_dependent():
                found["depends_on"] = twice
        if promise := self._asked.promise:
            found["target"] = {
                "value": describe_number(promise.target),
                "unit": promise.unit,
                "period": str(self._asked.end),
                "direction": promise.direction.value,
            }
        return found

    def _quantity(self, reference: FigureReference) -> dict[str, Any]:
        figure = self._find(reference)
        if figure is None:
            return {"value": None}
        return {"value": describe_number(figure.value), "unit": figure.definition.unit}

    def _evidence(self, code: str) -> dict[str, Any]:
        figures = [f for r in list_evidence_references(self._asked, code) if (f := self._find(r))]
        label = figures[0].definition.title.lower() if figures else code
        return {"figure": code, "label": label, "points": [describe_point(figure) for figure in figures]}

    def _find_dependent(self) -> list[str]:
        """A claim may rest on its own parts; its evidence may not be made of what it should confirm."""
        codes = self._asked.span.details.evidence
        own = self._asked.figure.code if self._asked.figure else ""
        made_of = {
            part
            for code in codes
            for reference in list_evidence_references(self._asked, code)
            if (figure := self._find(reference))
            for part in figure.definition.depends_on
        }
        return sorted(made_of & {*codes, own})
