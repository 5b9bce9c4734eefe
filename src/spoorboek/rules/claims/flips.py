"""What would have had to be true for another verdict: the smallest change of each kind that flips it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from spoorboek.figures.dutch_dates import format_period
from spoorboek.figures.dutch_numbers import decimals_of, format_number, format_value
from spoorboek.figures.period import Period
from spoorboek.figures.values import Number
from spoorboek.rules.claims.claim import Claim
from spoorboek.rules.claims.judge import judge_among, read_company
from spoorboek.rules.claims.word_list import WordList

Entry = dict[str, Any]
_NEAR, _NEAR_IN_SUM, _LEAST_REACH, _TIMES = 12, 3, 100, 10
"""First every step is tried (few where only a sum counts, which has no islands), then twice as far each
time up to ten times the number or down to 0; the border is found by halving."""


@dataclass(frozen=True, slots=True)
class Flip:
    """One change after which the claim gets another verdict. ``what`` is Dutch; ``size`` orders numbers."""

    what: str
    verdict: str
    size: Decimal | None = None


def find_flips(
    entries: Sequence[object], place: int, *, on: date | None = None, words: WordList | None = None
) -> tuple[Flip, ...]:
    """Return what would give the claim at ``place`` another verdict, numbers first, the smallest first.

    ``entries`` are those of ``claim test``; the others stay as they are. Every flip was tested.
    """
    entry = entries[place]
    if not isinstance(entry, Mapping):
        return ()
    trial = _Trial(entry, read_company(_list_company(entries, place), words), on, words)
    found = [*_list_number_flips(trial), *_list_word_flips(trial)]
    numbers = sorted((flip for flip in found if flip.size is not None), key=lambda flip: flip.size or 0)
    return (*numbers, *(flip for flip in found if flip.size is None))


def _list_company(entries: Sequence[object], place: int) -> list[object]:
    """Return the other entries that have a say: those of the same section, all for a claim with evidence."""
    own = entries[place]
    others = [entry for nr, entry in enumerate(entries) if nr != place]
    if not isinstance(own, Mapping) or own.get("evidence"):
        return others
    section = own.get("section")
    return [one for one in others if section and isinstance(one, Mapping) and one.get("section") == section]


class _Trial:
    """Judges the claim again with something changed, in its company."""

    def __init__(
        self,
        entry: Mapping[str, Any],
        company: tuple[Claim, ...],
        on: date | None,
        words: WordList | None,
    ) -> None:
        self._company, self._on, self._words = company, on, words
        self.entry: Entry = copy.deepcopy(dict(entry))
        self.answer = self.judge(self.entry)

    @property
    def verdict(self) -> str | None:
        """Return the verdict as it is."""
        return self.answer.get("verdict")

    def judge(self, entry: Entry) -> dict[str, Any]:
        """Return the answer to a changed entry."""
        return judge_among(entry, self._company, on=self._on, words=self._words)

    def change(self, path: Sequence[object], value: object) -> str | None:
        """Return the verdict when one part of the entry is something else; None when it cannot be read."""
        entry = copy.deepcopy(self.entry)
        part: Any = entry
        for key in path[:-1]:
            part = part[key]
        part[path[-1]] = value
        return self.judge(entry).get("verdict")

    def free_numbers(self) -> _Trial | None:
        """Return a trial in which a number may differ from what is printed, or stands elsewhere.

        None when the verdict is about just that.
        """
        entry = {key: value for key, value in self.entry.items() if key != "printed"}
        points = entry.get("points") or []
        if isinstance(points, list) and len({str(point.get("definition")) for point in points}) == 1:
            entry["points"] = [{k: v for k, v in point.items() if k != "definition"} for point in points]
        freed = _Trial(entry, self._company, self._on, self._words)
        return freed if freed.verdict == self.verdict else None


def _list_number_flips(trial: _Trial) -> Iterator[Flip]:
    computed = trial.answer.get("computed", {})
    freed = trial.free_numbers()
    if freed is None or computed.get("test") == "monthly_series":
        # With months the yearly number is no number of its own.
        return
    periods = [computed.get("to"), computed.get("from"), freed.entry.get("target", {}).get("period")]
    points = freed.entry.get("points") or []
    asked = [nr for nr, point in enumerate(points) if str(point.get("period")) in periods]
    for nr in asked or range(min(len(points), 1)):
        when = f" in {format_period(Period.parse(str(points[nr]['period'])))}"
        yield from _search(freed, ("points", nr, "value"), when, _moves_bounds(freed, nr))
    for nr, series in enumerate(freed.entry.get("evidence") or []):
        if isinstance(series, Mapping) and series.get("points"):
            last = max(range(len(series["points"])), key=lambda at: str(series["points"][at]["period"]))
            name = f" bij {series.get('label') or 'wat eronder staat'}"
            path = ("evidence", nr, "points", last, "value")
            yield from _search(freed, path, name, near=_NEAR_IN_SUM)
    for name in ("carried_in", "opened", "closed", "carried_out"):
        yield from _search(freed, _quantity_path(freed.entry, "flow", name), _FLOW[name])
    yield from _search(freed, _quantity_path(freed.entry, "total"), " als totaal")


_FLOW = {
    "carried_in": " bij het begin",
    "opened": " nieuw",
    "closed": " afgesloten",
    "carried_out": " over",
}


def _quantity_path(entry: Entry, *path: str) -> tuple[str, ...]:
    part: Any = entry
    for key in path:
        part = part.get(key) if isinstance(part, Mapping) else None
    return (*path, "value") if isinstance(part, Mapping) else path


def _moves_bounds(trial: _Trial, nr: int) -> Callable[[Entry, Decimal], None]:
    """Bounds of an estimate move along with it."""

    def move(entry: Entry, shift: Decimal) -> None:
        point = entry["points"][nr]
        for name in ("low", "high"):
            if point.get(name) is not None:
                point[name] = str(Decimal(str(point[name])) + shift)

    return move


def _search(
    trial: _Trial,
    path: Sequence[Any],
    where: str,
    move: Callable[[Entry, Decimal], None] | None = None,
    near: int = _NEAR,
) -> Iterator[Flip]:
    """Look up and down from a number for the nearest one with another verdict."""
    part: Any = trial.entry
    for key in path:
        part = part.get(key) if isinstance(part, Mapping) else part[key] if isinstance(part, list) else None
    number = _read_number(part)
    if number is None:
        return
    step = Decimal(1).scaleb(-decimals_of(number))

    def judge(steps: int) -> str | None:
        entry = copy.deepcopy(trial.entry)
        target: Any = entry
        for key in path[:-1]:
            target = target[key]
        changed = Decimal(number) + step * steps
        if changed < 0 <= number:
            return None
        target[path[-1]] = int(changed) if isinstance(number, int) else str(changed)
        if move is not None:
            move(entry, step * steps)
        verdict = trial.judge(entry).get("verdict")
        return None if verdict is None else str(verdict)

    size = abs(int(Decimal(number) / step))
    for sign in (-1, 1):
        reach = size if sign < 0 <= number else max(_TIMES * size, _LEAST_REACH)
        if steps := _find_border(judge, trial.verdict, sign, near, reach):
            changed = Decimal(number) + step * steps
            shown = format_number(int(changed) if isinstance(number, int) else changed)
            what = f"{shown}{where} in plaats van {format_value(number)}"
            yield Flip(what, str(judge(steps)), abs(step * steps))


def _read_number(raw: object) -> Number | None:
    if isinstance(raw, bool) or not isinstance(raw, int | float | str | Decimal):
        return None
    try:
        number = Decimal(str(raw))
    except ArithmeticError:
        return None
    if not number.is_finite():
        return None
    return raw if isinstance(raw, int) else number


def _find_border(
    judge: Callable[[int], str | None], verdict: str | None, sign: int, near: int, reach: int
) -> int:
    """Return the first number of steps with another verdict, 0 when there is none within reach."""
    for steps in range(1, min(near, reach) + 1):
        found = judge(sign * steps)
        if found is None:
            return 0
        if found != verdict:
            return sign * steps
    low, high = near, near
    while high < reach:
        low, high = high, min(2 * high, reach)
        found = judge(sign * high)
        if found is None:
            return 0
        if found != verdict:
            break
    else:
        return 0
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if judge(sign * middle) != verdict else (middle, high)
    return sign * high


def _list_word_flips(trial: _Trial) -> Iterator[Flip]:
    computed = trial.answer.get("computed", {})
    tried: list[tuple[str, Sequence[object], object]] = []
    for strength, words in _STRENGTHS.items():
        tried.append((words, ("strength",), strength))
    tried.append(("met woorden die iets openlaten (lijkt, mogelijk)", ("hedged",), True))
    if limit := computed.get("breaks_at_dispersion"):
        more = "de gevallen zo sterk in groepen komen als " + format_number(Decimal(f"{limit:.2f}"))
        tried.append((f"als {more} (spreiding gedeeld door gemiddelde)", ("dispersion",), limit * 1.0001))
    for other in computed.get("comparisons", [])[1:]:
        name = format_period(Period.parse(other["from"]))
        tried.append((f"vergeleken met {name}", ("from",), other["from"]))
    if "printed" in computed:
        figure = format_value(computed["figure"]) if computed["figure"] is not None else "onbekend"
        tried.append((f"als er {figure} stond in plaats van {computed['printed']}", ("printed",), []))
    if "fitting_term" in computed:
        tried.append((f"met het woord '{computed['fitting_term']}'", ("term",), computed["fitting_term"]))
    if "closed_that_follows" in computed:
        closed = computed["closed_that_follows"]
        tried.append((f"als de {closed} afgesloten zaken zelf zijn geteld", ("flow", "closed"), closed))
    study = [{"kind": "evaluation", "comparison_area": "een vergelijkingsgebied"}]
    tried.append(("met een evaluatie die met een ander gebied vergelijkt", ("evidence",), study))
    for what, path, value in tried:
        if _is_already(trial.entry, path, value):
            continue
        verdict = trial.change(path, value)
        if verdict is not None and verdict != trial.verdict:
            yield Flip(what, verdict)


_STRENGTHS = {
    "plain": "met gewone woorden (is gestegen, is gedaald)",
    "firm": "met sterke woorden (fors, duidelijk)",
    "trend": "met woorden voor een trend (steeds meer, structureel)",
}


def _is_already(entry: Entry, path: Sequence[object], value: object) -> bool:
    if path == ("evidence",):
        return bool(entry.get("evidence")) or entry.get("claim") != "causes"
    return len(path) == 1 and entry.get(str(path[0])) == value
