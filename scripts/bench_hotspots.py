"""Measures the scan and near repeats on invented incidents and prints medians.

Each scan runs in a process of its own, so that start and peak memory are those of a user who asks once.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time

import numpy as np

from spoorboek.stats.space.clusters import ScanSettings
from spoorboek.stats.space.incidents import Town, draw_incidents, put_in_cells
from spoorboek.stats.space.near_repeat import find_near_repeats
from spoorboek.stats.space.scan import scan_permutation

CASES = (5_000, 20_000, 50_000)
RUNS = 5


def run_scan(count: int, threads: int, replications: int, stop_after: int | None, *, ties: bool) -> None:
    """Scan once in this process and print what it took as JSON."""
    made = draw_incidents(count, rng=np.random.default_rng(1))
    points, places = put_in_cells(made.points, 200.0)
    wall, cpu = time.perf_counter(), time.process_time()
    scan = scan_permutation(
        points,
        places,
        made.days,
        day_count=365,
        settings=ScanSettings(
            seed=1,
            max_radius=750.0,
            max_days=14,
            replications=replications,
            stop_after=stop_after,
            threads=threads,
            ties_together=ties,
        ),
    )
    report(wall, cpu, places=len(points), circles=scan.circle_count, replications=len(scan.maxima))


def run_near_repeat(count: int, threads: int) -> None:
    """Count near repeats once in this process and print what it took as JSON."""
    town = Town(extent=25_000.0, segment_count=20_000, day_count=1_461, offspring=0.1)
    made = draw_incidents(count, rng=np.random.default_rng(1), town=town)
    wall, cpu = time.perf_counter(), time.process_time()
    found = find_near_repeats(
        made.points,
        made.days,
        distance_edges=[100, 200, 300, 400],
        day_edges=[7, 14, 21],
        seed=1,
        threads=threads,
    )
    report(wall, cpu, pairs=int(found.observed.sum()))


def report(wall: float, cpu: float, **more: int) -> None:
    """Print wall and processor seconds since the given moments, and the peak memory."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    took = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "peak_mb": peak}
    sys.stdout.write(json.dumps(took | more))


def measure_children() -> float:
    """Return the processor seconds of all processes that ended; a busy machine lengthens these least."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(runs: int, *words: str) -> None:
    """Run one task ``runs`` times in new processes and print the medians."""
    results = []
    for _ in range(runs):
        begin, before = time.perf_counter(), measure_children()
        done = subprocess.run([sys.executable, __file__, *words], check=True, capture_output=True, text=True)
        whole = {"process": time.perf_counter() - begin, "process_cpu": measure_children() - before}
        results.append(json.loads(done.stdout) | whole)
    middle = {name: statistics.median(row[name] for row in results) for name in results[0]}
    numbers = "  ".join(f"{name} {value:,.2f}".removesuffix(".00") for name, value in middle.items())
    sys.stdout.write(f"{' '.join(words):55} {numbers}\n")
    sys.stdout.flush()


def measure_first_call() -> None:
    """Print how long kernels take to compile, and how long a first scan takes in the next process."""
    for name, words in (
        ("compile all kernels", ("-m", "spoorboek.stats.space.priming")),
        ("first small scan, new process", (__file__, "scan", "50", "1", "--replications", "9")),
    ):
        begin, before = time.perf_counter(), measure_children()
        subprocess.run([sys.executable, *words], check=True, capture_output=True)
        wall, cpu = time.perf_counter() - begin, measure_children() - before
        sys.stdout.write(f"{name:55} wall {wall:.2f}  cpu {cpu:.2f}\n")


def main() -> None:
    """Measure everything, or run one task in this process when it is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", nargs="?", choices=["scan", "near-repeat"])
    parser.add_argument("count", nargs="?", type=int)
    parser.add_argument("threads", nargs="?", type=int)
    parser.add_argument("--replications", type=int, default=999)
    parser.add_argument("--stop-after", type=int)
    parser.add_argument("--ties-apart", action="store_true", help="add places at one distance one by one")
    parser.add_argument("--runs", type=int, default=RUNS)
    given = parser.parse_args()
    if given.task == "scan":
        ties = not given.ties_apart
        return run_scan(given.count, given.threads, given.replications, given.stop_after, ties=ties)
    if given.task == "near-repeat":
        return run_near_repeat(given.count, given.threads)
    measure_first_call()
    for threads in ("1", "2"):
        for count in CASES:
            measure(given.runs, "scan", str(count), threads)
        for count in (CASES[0], CASES[-1]):
            measure(given.runs, "scan", str(count), threads, "--replications", "199", "--stop-after", "10")
        measure(given.runs, "near-repeat", "45319", threads)
    return None


if __name__ == "__main__":
    main()
