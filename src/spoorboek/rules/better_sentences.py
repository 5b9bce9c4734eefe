"""A better sentence as the editor can put it in: its numbers hang on their figures, its words are a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from spoorboek.documents.editor_form.nodes import Node, make
from spoorboek.documents.source.number_scanning import scan_numbers
from spoorboek.figures.dutch_dates import format_period
from spoorboek.figures.dutch_numbers import format_money, format_number
from spoorboek.figures.period import Period

_CLAUSE = re.compile(r"(?<=;) ")
_BEFORE_NUMBERS = re.compile(r"^[^:]*")
CHANGES = ("rises", "falls", "about_equal", "not_demonstrably_changed")


@dataclass(frozen=True, slots=True)
class _Point:
    period: Period
    printed: frozenset[str]


def write_better_nodes(verdict: Mapping[str, Any], key: str, area: str) -> list[Node]:
    """Return the better sentence of a verdict as inline nodes of the editor.

    Parameters: ``verdict``, the answer of the judge; ``key`` of the figure that the claim is about; ``area``
    of the letter. Returns nodes in which each number hangs on its figure; an empty list when the verdict
    has no sentence that it has tested itself. Errors: none.
    """
    sentence, claims = str(verdict.get("better") or ""), _list_claims(verdict)
    # What begins with a number is a note to the writer, no sentence for the letter.
    if not sentence[:1].isupper() or not claims or key.count("@") != 2:
        return []
    code, _, own_area = key.split("@")
    keys = {"figure": code} | ({"area": own_area} if own_area != area else {})
    reference = f"{code}" if own_area == area else f"{code}@{{period}}@{own_area}"
    points = list(_list_points(claims))
    nodes: list[Node] = []
    tested = iter(claims)
    for nr, clause in enumerate(_CLAUSE.split(sentence)):
        words = f" {clause}" if nr else clause
        mark = _make_mark(next(tested, {}), reference, nr)
        end = len(words) if nr else _BEFORE_NUMBERS.match(words).end()  # type: ignore[union-attr]
        nodes += _write_clause(words, points, keys, mark, end if mark else 0)
    return nodes


def _list_claims(verdict: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    found = (verdict.get("computed") or {}).get("better_claims") or ()
    return [one for one in found if isinstance(one, Mapping)]


def _list_points(claims: Sequence[Mapping[str, Any]]) -> Iterator[_Point]:
    for claim in claims:
        for point in claim.get("points", ()):
            value = point.get("value")
            if isinstance(value, int | float | str | Decimal) and not isinstance(value, bool):
                number = Decimal(str(value))
                number = Decimal(int(number)) if number == int(number) else number
                places = point.get("decimals")
                printed = {format_number(number), format_money(number)}
                printed |= {format_number(number, int(places))} if places else set()
                yield _Point(Period.parse(str(point["period"])), frozenset(printed))


def _make_mark(claim: Mapping[str, Any], reference: str, nr: int) -> Node | None:
    if claim.get("claim") not in CHANGES:
        return None
    keys = {"claim": str(claim["claim"]), "figure": reference, "from": claim["from"], "to": claim["to"]}
    if "{period}" in reference:
        keys["figure"] = reference.format(period=claim["to"])
    if claim.get("hedged"):
        keys["hedged"] = "true"
    return {"type": "span", "attrs": {"id": f"better-{nr}", "kind": "claim", "keys": keys}}


def _write_clause(
    words: str, points: Sequence[_Point], keys: Mapping[str, str], mark: Node | None, end: int
) -> Iterator[Node]:
    at = 0
    for match in scan_numbers(words):
        point = _find_point(words, match.start, match.end, points) if not match.reason else None
        if point is not None:
            yield from _write_words(words, at, match.start, mark, end)
            number = make("number", text="?", keys={**keys, "period": str(point.period)})
            yield number | ({"marks": [mark]} if mark and match.end <= end else {})
            at = match.end
    yield from _write_words(words, at, len(words), mark, end)


def _write_words(words: str, start: int, stop: int, mark: Node | None, end: int) -> Iterator[Node]:
    inside, outside = words[start : min(stop, end)], words[max(start, end) : stop]
    if inside:
        yield {"type": "text", "text": inside} | ({"marks": [mark]} if mark else {})
    if outside:
        yield {"type": "text", "text": outside}


def _find_point(words: str, start: int, end: int, points: Sequence[_Point]) -> _Point | None:
    same = [point for point in points if words[start:end] in point.printed]
    after = words[end:]
    named = [point for point in same if after.startswith(f" in {format_period(point.period)}")]
    return next(iter(named or same), None)
