"""Compiles all kernels ahead of use: ``python -m spoorboek.stats.space.priming`` at install."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from spoorboek.stats.space.clusters import ScanSettings
from spoorboek.stats.space.near_repeat import find_near_repeats
from spoorboek.stats.space.scan import scan_bernoulli, scan_permutation, scan_poisson
from spoorboek.stats.space.scan_kernel import scan_centres


def remove_machine_code() -> int:
    """Remove the machine code kept of these files; return how many files that were."""
    dispatcher: Any = scan_centres
    folder = Path(dispatcher.stats.cache_path)
    kept = [*folder.glob("*.nb[ci]")]
    for file in kept:
        file.unlink(missing_ok=True)
    return len(kept)


def compile_kernels() -> None:
    """Call each kernel once with the types of real use, narrow and wide, so that it is compiled and kept."""
    points = np.array([[0.0, 0.0], [100.0, 0.0], [0.0, 100.0]])
    places = np.array([0] * 300 + [1, 2, 1, 2])
    settings = ScanSettings(seed=1, max_radius=200.0, max_days=2, max_share=1.0, replications=1)
    # 300 cases on one spot and day do not fit a byte: both widths are compiled.
    scan_permutation(points, places, np.zeros(304, np.int64), day_count=4, settings=settings)
    scan_poisson(points, places[-8:], np.arange(8) % 4, [1.0, 1.0, 1.0], day_count=4, settings=settings)
    scan_bernoulli(points, [True, False, True], settings=settings)
    find_near_repeats(points, [0, 1, 2], distance_edges=[100.0], day_edges=[2.0], seed=1, permutations=1)


def main() -> None:
    """Remove what was kept and compile afresh."""
    remove_machine_code()
    compile_kernels()


if __name__ == "__main__":
    main()
