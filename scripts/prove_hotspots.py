"""Shows by simulation how often the scans and tests of hours cry wolf, and what they find.

Run as ``python scripts/prove_hotspots.py --runs 1000``; each line names what is asked and what came out.
A share that lies outside its bounds ends with code 1.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

import numpy as np

from spoorboek.stats.space.chance import rank_statistic
from spoorboek.stats.space.clusters import ScanSettings, draw_lot
from spoorboek.stats.space.hot_times import compute_rayleigh_power, measure_direction, scan_hours
from spoorboek.stats.space.scan import scan_permutation
from spoorboek.stats.space.sufficiency import draw_burst, find_visible_peak

ALPHA = 0.05
EXTENT, DAYS = 7000.0, 365
Bounds = tuple[float, float]


def settle(seed: int, count: int, radius: float) -> tuple[float, float]:
    """Return p and settled p of one town without a pattern."""
    rng = np.random.default_rng([seed, 99])
    points, days = rng.uniform(0, EXTENT, (count, 2)), rng.integers(0, DAYS, count)
    settings = ScanSettings(seed=seed, max_radius=radius, max_days=14, replications=199)
    scan = scan_permutation(points, np.arange(count), days, day_count=DAYS, settings=settings)
    # A town in which nothing comes together at all ties with the replications where nothing does.
    statistic = scan.best.statistic if scan.best else 0.0
    chance = rank_statistic(statistic, scan.maxima, lot=draw_lot(seed))
    return chance.p, chance.settled_p or 1.0


def find_burst(seed: int) -> bool:
    """Tell whether a burst of 5 among 46 reports is found."""
    rng = np.random.default_rng([seed, 5])
    points, days = draw_burst(46, 5, rng, extent=EXTENT, day_count=DAYS, radius=200.0, span=7)
    settings = ScanSettings(seed=seed, max_radius=400, max_days=14, replications=199)
    best = scan_permutation(points, np.arange(46), days, day_count=DAYS, settings=settings).best
    return best is not None and best.chance.p <= ALPHA and min(best.places) < 5


def find_peak(seed: int, share: float) -> bool:
    """Tell whether the circular scan finds a peak of four hours with this share of 200 reports."""
    rng = np.random.default_rng([seed, 4])
    weights = np.full(24, (1 - share) / 20)
    weights[18:22] = share / 4
    counts = rng.multinomial(200, weights)
    return scan_hours(counts, rng=rng, seed=seed, replications=199).p <= ALPHA


def lean(seed: int, length: float) -> bool:
    """Tell whether Rayleigh's test finds a lean of this mean length in 60 times."""
    rng = np.random.default_rng([seed, 6])
    # A mixture of even times and times at one moment has exactly this mean length.
    hours = np.where(rng.random(60) < length, 20.0, rng.uniform(0, 24, 60))
    return measure_direction(hours).p <= ALPHA


def tell(name: str, share: float, bounds: Bounds) -> bool:
    """Print one line and tell whether the share lies within its bounds."""
    low, high = bounds
    holds = low <= share <= high
    verdict = "as it should be" if holds else "NOT as it should be"
    sys.stdout.write(f"{name:66} {share:6.1%}  asked {low:.1%} to {high:.1%}: {verdict}\n")
    sys.stdout.flush()
    return holds


def measure(runs: int, ask: Callable[[int], bool]) -> float:
    """Return in which share of the runs something happens."""
    return sum(ask(seed) for seed in range(runs)) / runs


def main() -> int:
    """Run all simulations and return 0 when each lies within its bounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1000)
    runs = parser.parse_args().runs
    # With fewer runs chance itself is larger: three standard errors of a share of 5% are added.
    room = max(0.01, 3 * (0.05 * 0.95 / runs) ** 0.5)
    size = (max(0.0, 0.05 - room), 0.05 + room)
    holds = []
    for count, radius in ((46, 400.0), (200, 750.0)):
        found = np.array([settle(seed, count, radius) for seed in range(runs)])
        name = f"no pattern, {count} reports, {radius:.0f} m, ties settled by lot"
        holds.append(tell(name, float((found[:, 1] <= ALPHA).mean()), size))
        name = f"no pattern, {count} reports, {radius:.0f} m, p as it is told"
        holds.append(tell(name, float((found[:, 0] <= ALPHA).mean()), (0.0, size[1])))
    holds.append(tell("burst of 5 in 200 m and 7 days among 46", measure(runs, find_burst), (0.85, 1.0)))
    holds.append(tell("no peak, circular scan", measure(runs, lambda seed: find_peak(seed, 1 / 6)), size))
    visible = find_visible_peak(200, rng=np.random.default_rng(1)).share or 1.0
    # The formula asks the very block; the scan also finds it by a block beside it, so it finds a little more.
    found_share = measure(runs, lambda seed: find_peak(seed, visible))
    holds.append(tell(f"peak of 4 hours, {visible:.0%} of 200, power 80%", found_share, (0.77, 0.93)))
    holds.append(tell("no lean, Rayleigh", measure(runs, lambda seed: lean(seed, 0.0)), size))
    asked = compute_rayleigh_power(60, 0.3)
    found_share = measure(runs, lambda seed: lean(seed, 0.3))
    holds.append(tell("lean of 0.3 in 60, Rayleigh", found_share, (asked - 0.05, min(1.0, asked + 0.05))))
    return 0 if all(holds) else 1


if __name__ == "__main__":
    sys.exit(main())
