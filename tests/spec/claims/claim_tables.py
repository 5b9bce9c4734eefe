"""Short ways of writing the entries of the tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spoorboek.rules.claims.judge import judge_claims

PLAN = {"start": "2023-01-01", "end": "2026-12-31"}


def points(values: Mapping[int | str, object], **more: object) -> list[dict[str, object]]:
    return [{"period": str(period), "value": value, **more} for period, value in values.items()]


def survey(values: Mapping[int, tuple[float, float, float]], **more: object) -> list[dict[str, object]]:
    return [
        {"period": str(year), "value": value, "low": low, "high": high, **more}
        for year, (value, low, high) in values.items()
    ]


def answer(claim: str, **entry: Any) -> dict[str, Any]:
    """The answer to one entry; ``start`` and ``end`` stand for ``from`` and ``to``."""
    for name, key in (("start", "from"), ("end", "to")):
        if name in entry:
            entry[key] = entry.pop(name)
    found = judge_claims([{"id": "one", "claim": claim, **entry}])[0]
    assert "error" not in found, found
    return found


def verdict(claim: str, **entry: Any) -> str:
    return str(answer(claim, **entry)["verdict"])
