"""How often does a firm word pass, when nothing changed and when something did? Seeded; prints its numbers.

Each section of a letter makes three claims of change about series of 24 months, each in the direction that
its numbers happen to show, with words that speak of chance and ask no size ("significant"). A section
fails when one of its claims is supported although nothing changed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from spoorboek.rules.claims.judge import judge_claims

Draw = Callable[[np.random.Generator, np.ndarray], np.ndarray]
SEASON = 1 + 0.2 * np.sin(np.arange(12) / 12 * 2 * np.pi)
SERIES_PER_SECTION = 3
FALSE_ALARM_LIMIT, POWER_LIMIT = 0.07, 0.80


def draw_poisson(rng: np.random.Generator, mean: np.ndarray) -> np.ndarray:
    """Draw months in which every incident stands alone."""
    return rng.poisson(mean)


def draw_clustered(rng: np.random.Generator, mean: np.ndarray, dispersion: float = 2.0) -> np.ndarray:
    """Draw months in which incidents come in groups: variance is ``dispersion`` times the mean."""
    return rng.negative_binomial(mean / (dispersion - 1), 1 / dispersion)


def make_entry(
    rng: np.random.Generator, draw: Draw, *, level: float, change: float, shock: float
) -> dict[str, Any]:
    """Return one claim about two years; ``shock`` is the standard deviation of a whole year's luck."""
    luck = np.exp(rng.normal(0, shock, 2)) if shock else np.ones(2)
    means = level * np.concatenate([SEASON * luck[0], SEASON * luck[1] * (1 + change)])
    counts = draw(rng, means)
    falls = counts[12:].sum() <= counts[:12].sum()
    months = [
        {"period": f"{2023 + nr // 12}-{nr % 12 + 1:02}", "value": int(count)}
        for nr, count in enumerate(counts)
    ]
    return {
        "claim": "falls" if falls else "rises",
        "strength": "firm",
        "words": "is significant veranderd",
        "source_type": "registered",
        "series": months,
    }


def measure(
    rng: np.random.Generator,
    sections: int,
    draw: Draw,
    *,
    level: float = 50,
    change: float = 0.0,
    shock: float = 0.0,
    with_months: bool = True,
    claims: int = SERIES_PER_SECTION,
) -> float:
    """Return the share of sections in which at least one claim is supported."""
    entries = []
    for section in range(sections):
        for nr in range(claims):
            entry = make_entry(rng, draw, level=level, change=change, shock=shock)
            if not with_months:
                entry["points"] = _add_up(entry.pop("series"))
            entries.append({"id": f"{section}-{nr}", "section": str(section), **entry})
    passed = {
        str(answer["id"]).partition("-")[0]
        for start in range(0, len(entries), 60 * claims)
        for answer in judge_claims(entries[start : start + 60 * claims])
        if answer["verdict"] == "supported"
    }
    return len(passed) / sections


def _add_up(months: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "period": str(2023 + year),
            "value": sum(month["value"] for month in months[12 * year : 12 * year + 12]),
        }
        for year in range(2)
    ]


def main() -> int:
    """Print every number; return 1 when a promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sections", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=20250224)
    asked = parser.parse_args()
    begin, rng, n = time.perf_counter(), np.random.default_rng(asked.seed), asked.sections
    alarms = {
        "no change, Poisson months": measure(rng, n, draw_poisson),
        "no change, negative binomial months (dispersion 2)": measure(rng, n, draw_clustered),
        "no change, Poisson, yearly counts only": measure(rng, n, draw_poisson, with_months=False),
    }
    powers = {
        "fall of 30%, Poisson, 50 a month": measure(rng, n // 2, draw_poisson, change=-0.3, claims=1),
        "fall of 30%, negative binomial, 50 a month": measure(
            rng, n // 2, draw_clustered, change=-0.3, claims=1
        ),
    }
    limits = {
        "no change, negative binomial, yearly counts only": measure(
            rng, n // 2, draw_clustered, with_months=False
        ),
        "no change, a yearly shock of 10%, Poisson months": measure(rng, n // 2, draw_poisson, shock=0.1),
    }
    for name, share in alarms.items():
        print(f"{name}: a firm word passes in {share:.1%} of {n} sections (at most {FALSE_ALARM_LIMIT:.0%})")
    for name, share in powers.items():
        print(f"{name}: supported in {share:.1%} of {n // 2} claims (at least {POWER_LIMIT:.0%})")
    for name, share in limits.items():
        print(f"known limit - {name}: a firm word passes in {share:.1%} of {n // 2} sections")
    print(f"seed {asked.seed}, {time.perf_counter() - begin:.0f} s")
    kept = max(alarms.values()) <= FALSE_ALARM_LIMIT and min(powers.values()) >= POWER_LIMIT
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
