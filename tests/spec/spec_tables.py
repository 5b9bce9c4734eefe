"""Reading the tables of this folder: every row is a call and its answer, and a line of the manual."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from spoorboek.figures.period import Period
from spoorboek.rules.claims.judge import judge_claims

FOLDER = Path(__file__).parent
EXPECTED = ("verdict", "also", "severity")


@dataclass(frozen=True)
class ClaimRow:
    """One claim with its company and the verdict it must get."""

    entry: dict[str, Any]
    beside: tuple[dict[str, Any], ...]
    expected: dict[str, Any]

    def answer(self) -> dict[str, Any]:
        return judge_claims([self.entry, *self.beside])[0]


@dataclass(frozen=True)
class ClaimChapter:
    title: str
    text: str
    rows: tuple[ClaimRow, ...]


@dataclass(frozen=True)
class ClaimTable:
    """One page of the manual on claims."""

    name: str
    title: str
    kind: str
    about: str
    chapters: tuple[ClaimChapter, ...]


@dataclass(frozen=True)
class Call:
    """One call of a statistic and what its result must hold."""

    arguments: tuple[Any, ...]
    options: dict[str, Any]
    expected: dict[str, Any]


@dataclass(frozen=True)
class StatisticTable:
    """One page of the manual on statistics."""

    name: str
    title: str
    function: str
    about: str
    calls: tuple[Call, ...]

    def find_function(self) -> Any:
        module, name = self.function.rsplit(".", 1)
        return getattr(importlib.import_module(f"spoorboek.stats.{module}"), name)

    def answer(self, call: Call) -> dict[str, Any]:
        result = self.find_function()(*call.arguments, **call.options)
        return {name: _round(_look_up(result, name), value) for name, value in call.expected.items()}


def read_claim_tables() -> tuple[ClaimTable, ...]:
    return tuple(_read_claims(path) for path in sorted((FOLDER / "claims" / "tables").glob("*.yaml")))


def read_statistic_tables() -> tuple[StatisticTable, ...]:
    return tuple(_read_statistic(path) for path in sorted((FOLDER / "statistics" / "tables").glob("*.yaml")))


def _read_claims(path: Path) -> ClaimTable:
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    chapters = tuple(
        ClaimChapter(one["title"], one.get("text", ""), tuple(_read_rows(raw["kind"], one)))
        for one in raw["chapters"]
    )
    return ClaimTable(path.stem, raw["title"], raw["kind"], raw["about"].strip(), chapters)


def _read_rows(kind: str, chapter: Mapping[str, Any]) -> Iterator[ClaimRow]:
    named = [{"id": f"beside-{nr}", **one} for nr, one in enumerate(chapter.get("beside", ()))]
    beside = tuple(_write_out(one) for one in named)
    for nr, row in enumerate(chapter["rows"]):
        raw = {**chapter.get("entry", {}), **row}
        expected = {name: raw.pop(name) for name in EXPECTED if name in raw}
        yield ClaimRow(_write_out({"id": f"row-{nr}", "claim": kind, **raw}), beside, expected)


def _write_out(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Turn the short ways of the tables into an entry: figures, reference_figures, months, decimals."""
    entry = dict(raw)
    decimals = entry.pop("decimals", None)
    if "figures" in entry:
        entry["points"] = [*_points(entry.pop("figures"), decimals), *entry.get("points", ())]
    if "reference_figures" in entry:
        entry["reference"] = {"points": _points(entry.pop("reference_figures"), decimals)}
    if "months" in entry:
        entry["series"] = [
            point for start, values in entry.pop("months").items() for point in _months(start, values)
        ]
    if "evidence" in entry:
        entry["evidence"] = [_write_out(one) if isinstance(one, dict) else one for one in entry["evidence"]]
    return entry


def _points(figures: Mapping[object, Any], decimals: int | None) -> list[dict[str, Any]]:
    more = {} if decimals is None else {"decimals": decimals}
    return [
        {"period": str(period), **dict(zip(("value", "low", "high"), value, strict=True)), **more}
        if isinstance(value, list)
        else {"period": str(period), "value": value, **more}
        for period, value in figures.items()
    ]


def _months(start: str, values: list[int]) -> Iterator[dict[str, Any]]:
    first = Period.parse(start).first
    for nr, value in enumerate(values):
        year, month = divmod(first.year * 12 + first.month - 1 + nr, 12)
        yield {"period": f"{year}-{month + 1:02}", "value": value}


def _read_statistic(path: Path) -> StatisticTable:
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    calls = tuple(
        Call(tuple(one.get("with", ())), one.get("options", {}), one["gives"]) for one in raw["calls"]
    )
    return StatisticTable(path.stem, raw["title"], raw["function"], raw["about"].strip(), calls)


def _look_up(result: Any, name: str) -> Any:
    if name == "answer":
        return result
    for part in name.split("."):
        result = result[int(part)] if part.isdigit() else getattr(result, part)
        result = result() if callable(result) else result
    return getattr(result, "value", result) if not isinstance(result, int | float) else result


def _round(value: Any, expected: Any) -> Any:
    """Compare to as many digits as the table gives."""
    if isinstance(expected, float) and isinstance(value, float):
        text = repr(expected)
        digits = 12 if "e" in text else len(text.partition(".")[2])
        return round(value, digits)
    if isinstance(expected, list) and not isinstance(value, str):
        return [_round(one, other) for one, other in zip(value, expected, strict=True)]
    return value
