"""Read the passages that people labelled, and check that the numbers behind each label are right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from spoorboek.figures.area import Area
from spoorboek.figures.definition import Counts, FigureDefinition, Kind, SourceType
from spoorboek.figures.dutch_numbers import decimals_of, parse_number, round_half_up
from spoorboek.figures.figure import Figure
from spoorboek.figures.period import Period
from spoorboek.figures.provenance import Provenance, SnapshotReference
from spoorboek.stats.two_counts import compare_counts

DATA = Path(__file__).resolve().parents[1] / "tests" / "data" / "audit"
MOMENT = datetime(2025, 2, 24, 9, 0, tzinfo=UTC)
CHANGE = re.compile(r"(\d+)>(\d+) (beyond|within|rises|falls|equal|(!?)%([-+]?[\d,]+))")
ORDER = re.compile(r"(\d+)<(\d+)")
SHARE = re.compile(r"(\d+)/(\d+) (!?)%([\d,]+)")
SUM = re.compile(r"([\d+/-]+?)(!?)=([\d,]+)")
NEEDS_NUMBERS = {"within_chance", "trend_on_noise", "does_not_add_up", "percentage_differs"}
NEEDS_NUMBERS |= {"flow_does_not_close", "target_worse_than_result"}


@dataclass(frozen=True, slots=True)
class Label:
    """What should be found: in which words (from ``start`` to ``end`` of the text), of which kind."""

    quote: str
    start: int
    end: int
    kind: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with everything that should be found in it; ``optional``: careful readers differ."""

    name: str
    text: str
    earlier: str | None
    labels: tuple[Label, ...]
    optional: tuple[Label, ...]
    figures: tuple[Figure, ...]
    shows: tuple[str, ...]
    held_back: bool


@cache
def list_passages(folder: Path = DATA / "labelled") -> tuple[Passage, ...]:
    """Return every labelled passage, per report in the order of the file; read once, there are thousands."""
    passages = []
    for path in sorted(folder.glob("*.yaml")):
        report = yaml.safe_load(path.read_text(encoding="utf-8"))
        for number, entry in enumerate(report["passages"], 1):
            passages.append(_read_passage(f"{report['report']} #{number}", entry, report))
    return tuple(passages)


def _read_passage(name: str, entry: dict[str, Any], report: dict[str, Any]) -> Passage:
    text, earlier = entry["text"], entry.get("earlier")
    labels = tuple(place_label(each, text, earlier) for each in entry["findings"])
    optional = tuple(place_label(each, text, earlier) for each in entry.get("also_fine", []))
    figures = tuple(each for rule in report.get("figures", ()) for each in list_figures(**rule))
    shows = tuple(entry.get("shows", ()))
    return Passage(name, text, earlier, labels, optional, figures, shows, report["held_back"])


def list_figures(code: str, title: str, unit: str, values: dict[int, int]) -> list[Figure]:
    """Return one yearly count as figures of an invented municipality."""
    sort = (Kind.COUNT, Counts.INCIDENTS, SourceType.REGISTERED)
    definition = FigureDefinition(code, 1, title, unit, *sort, code, "Elke rij telt een keer.")
    snapshot = SnapshotReference("s1", "politie", MOMENT, "ab" * 32)
    provenance = Provenance((snapshot,), "alle rijen", ("x:1",), "0.1.0", MOMENT, invented=True)
    area = Area("GM9999", "Voorbeeldstad", 2024)
    return [Figure(definition, Period.year(year), area, value, provenance) for year, value in values.items()]


def place_label(entry: dict[str, str], text: str, earlier: str | None) -> Label:
    """Find the words of a label; what is missing in a later letter stands in the earlier one, if any."""
    quote = entry["quote"]
    is_earlier = entry["kind"] == "not_reported_back" and earlier is not None
    start = (earlier or "").find(quote) if is_earlier else text.find(quote)
    if start < 0:
        raise ValueError(f"these words are not in the passage: {quote!r}")
    return Label(quote, start, start + len(quote), entry["kind"], entry["verdict"])


def find_wrong_labels(passage: Passage) -> list[str]:
    """Return what is wrong with the numbers behind the labels of one passage."""
    wrong = [f"{passage.name}: {show} does not hold" for show in passage.shows if not holds(show)]
    for label in passage.labels:
        if label.kind in NEEDS_NUMBERS and not passage.shows:
            wrong.append(f"{passage.name}: {label.kind} without numbers")
    return wrong


def holds(show: str) -> bool:
    """Return whether one statement about numbers is true; the readme tells how they read."""
    if found := CHANGE.fullmatch(show):
        return _change_holds(int(found[1]), int(found[2]), found[3], found[4] == "!", found[5])
    if found := ORDER.fullmatch(show):
        return int(found[1]) < int(found[2])
    if found := SHARE.fullmatch(show):
        share = Fraction(100 * int(found[1]), int(found[2]))
        return _rounds_to(share, found[4]) != (found[3] == "!")
    if found := SUM.fullmatch(show):
        return _rounds_to(_compute(found[1]), found[3]) != (found[2] == "!")
    raise ValueError(f"cannot read what should hold: {show!r}")


def _change_holds(before: int, after: int, word: str, negated: bool, percentage: str | None) -> bool:
    if percentage is not None:
        change = Fraction(100 * (after - before), before)
        return _rounds_to(change, percentage) != negated
    if word in ("beyond", "within"):
        return (compare_counts(before, after).p < 0.05) == (word == "beyond")
    return {"rises": after > before, "falls": after < before, "equal": after == before}[word]


def _compute(expression: str) -> Fraction:
    terms = re.findall(r"[+-]?[\d/]+", expression)
    return sum((Fraction(term) for term in terms), Fraction(0))


def _rounds_to(value: Fraction, printed: str) -> bool:
    number = Decimal(parse_number(printed.lstrip("+")))
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return round_half_up(exact, decimals_of(number)) == number
