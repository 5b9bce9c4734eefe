"""Print how many withheld cells can be recovered over random histories, and how many cells are published.

Usage: python scripts/disclosure_proof.py [--histories 1000] [--first 0] [--seed 2025]
"""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor

import numpy as np
from disclosure_histories import Outcome, run_history

from spoorboek.rules.parameters.disclosure_parameters import get_disclosure_parameters
from spoorboek.stats.disclosure_audit import Equation, audit_sums

LEAST_SHARE = 0.8


def main() -> int:
    """Run the histories; 0 when nothing is recoverable and enough is published."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="number of the first history")
    parser.add_argument("--seed", type=int, default=2025)
    asked = parser.parse_args()
    started = time.perf_counter()
    outcomes = []
    numbered = [(asked.seed, asked.first + n) for n in range(asked.histories)]
    with ProcessPoolExecutor() as pool:
        for outcome in pool.map(run_numbered, numbered, chunksize=5):
            outcomes.append(outcome)
            if sys.stderr.isatty():
                print(f"\r{len(outcomes)} of {asked.histories}", end="", file=sys.stderr)
    share = print_outcomes(outcomes, time.perf_counter() - started)
    seconds = time_audit()
    print(f"audit of a table of 20 x 12 with all totals: {seconds:.2f} s (budget 2 s)")
    safe = not sum(each.recovered + each.too_narrow for each in outcomes)
    return 0 if safe and share >= LEAST_SHARE and seconds < 2 else 1


def run_numbered(seeds: tuple[int, int]) -> Outcome:
    """Run one history; the same seeds give the same one."""
    return run_history(np.random.default_rng(seeds), get_disclosure_parameters())


def print_outcomes(outcomes: list[Outcome], seconds: float) -> float:
    """Print the two numbers and what lies behind them; return the share."""
    tables = [table for each in outcomes for table in each.tables]
    cells = sum(len(table.cells) for table in tables)
    published = cells - sum(len(table.suppression.withheld) for table in tables)
    best = cells - sum(table.suppression.least_count for table in tables)
    share = published / best
    worst = min(table.suppression.published_share for table in tables)
    letters = sum(each.letters for each in outcomes)
    print(f"histories: {len(outcomes)}, in {seconds:.0f} s")
    print(f"tables published: {len(tables)}, blocked: {sum(each.blocked_tables for each in outcomes)}")
    print(f"letters: {letters}, blocked: {sum(each.blocked_letters for each in outcomes)}")
    print(f"withheld cells: {sum(each.withheld for each in outcomes)}")
    print(f"  of which recoverable, also among whole numbers: {sum(each.recovered for each in outcomes)}")
    print(f"  of which in a narrower range than agreed: {sum(each.too_narrow for each in outcomes)}")
    print(f"cells: {cells}, published: {published}, at most publishable: {best}")
    print(f"  published of what is publishable: {share:.1%} (worst table {worst:.1%})")
    return share


def time_audit() -> float:
    """Return the seconds that the audit of 20 x 12 cells with all totals takes."""
    counts = np.random.default_rng(1).negative_binomial(1.2, 1.2 / 21.2, size=(20, 12))
    withheld = {(r, c): {(r, c): 1.0} for r in range(20) for c in range(12) if counts[r, c] < 15}
    lines = [[(r, c) for c in range(12)] for r in range(20)] + [
        [(r, c) for r in range(20)] for c in range(12)
    ]
    lines += [[cell] for cell in np.ndindex(20, 12) if cell not in withheld]
    totals = [float(sum(counts[cell] for cell in line)) for line in lines]
    sums = [Equation(dict.fromkeys(line, 1.0), n, n) for line, n in zip(lines, totals, strict=True)]
    started = time.perf_counter()
    found = audit_sums(withheld, sums)
    assert len(found.ranges) == len(withheld) > 100
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
