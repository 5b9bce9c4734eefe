"""The cases of one replication, as each model draws them, and the histogram of their days per place."""

from __future__ import annotations

import numpy as np

from spoorboek.stats.space.compiled import compiled
from spoorboek.stats.space.scan_model import PERMUTATION, POISSON, ScanModel, Workspace
from spoorboek.stats.space.streams import draw_alias, draw_below, shuffle


@compiled
def draw_cases(model: ScanModel, work: Workspace) -> None:
    """Draw the cases of one replication as the model says."""
    own, own_days = work.own, work.own_days
    if model.kind == PERMUTATION:
        for i in range(own.shape[0]):
            own[i], own_days[i] = model.units[i], model.days[i]
        shuffle(own_days, model.strata, work.words, work.place)
    elif model.kind == POISSON:
        for i in range(own.shape[0]):
            own[i] = draw_alias(model.accept, model.other, work.words, work.place)
            own_days[i] = draw_alias(model.day_accept, model.day_other, work.words, work.place)
    else:
        pool = work.pool
        for i in range(pool.shape[0]):
            pool[i] = i
        for i in range(own.shape[0]):
            j = i + draw_below(work.words, work.place, pool.shape[0] - i)
            pool[i], pool[j] = pool[j], pool[i]
            own[i] = model.units[pool[i]]
            own_days[i] = 0


@compiled
def fill_rows(model: ScanModel, work: Workspace, top: int) -> bool:
    """Count the drawn cases per location and day; tell whether each count stays within ``top``."""
    rows, peaks = work.rows, work.peaks
    rows[:] = 0
    peaks[:] = 0
    for i in range(work.own.shape[0]):
        day = work.own_days[i] - model.skip
        if day >= 0:
            unit = work.own[i]
            count = np.int64(rows[unit, day]) + 1
            if count > top:
                return False
            rows[unit, day] = count
            peaks[unit] = max(peaks[unit], count)
    return True
