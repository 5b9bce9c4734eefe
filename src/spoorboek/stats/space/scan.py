"""Scan statistics: where and when do reports cluster, and would chance alone do as much?"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from spoorboek.stats.errors import check_count
from spoorboek.stats.space.clusters import Scan, ScanSettings, pick_clusters
from spoorboek.stats.space.errors import PointError, WindowError
from spoorboek.stats.space.scan_model import BERNOULLI, PERMUTATION, POISSON
from spoorboek.stats.space.scan_run import Progress, run_replications, scan_observed
from spoorboek.stats.space.scan_setup import Cases, Windows, build_model
from spoorboek.stats.space.zones import build_zones, check_points

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def scan_permutation(
    points: npt.ArrayLike,
    places: npt.ArrayLike,
    days: npt.ArrayLike,
    *,
    day_count: int,
    settings: ScanSettings,
    strata: npt.ArrayLike | None = None,
    progress: Progress | None = None,
) -> Scan:
    """Scan cases alone: are there more here and now than place and time apart would give?

    Parameters: ``points`` of all places, in metres (places, 2) or on the globe (places, 3); ``places`` and
    ``days`` of each case, whole numbers from 0; ``day_count`` days in the study; ``strata`` of each case,
    whole numbers from 0, within which the days are dealt out again (weekdays, say): None for one.

    Returns a Scan. Expected is the sum over strata of (cases in the circle) x (cases in the window) / cases;
    the statistic is ``c ln(c/m) + (C-c) ln((C-c)/(C-m))`` where c exceeds m, else 0.

    Raises PointError, WindowError, CountError and TooLargeError.

    Source: Kulldorff, Heffernan, Hartman, Assuncao and Mostashari 2005, PLoS Medicine 2(3) e59.
    """
    found = check_points(points)
    units, on = check_cases(places, days, len(found), day_count)
    layer = np.zeros(len(units), np.int64) if strata is None else _check_whole("strata", strata)
    if len(layer) != len(units):
        raise PointError(f"each case needs a stratum, got {len(layer)} for {len(units)} cases")
    used, layer = np.unique(layer, return_inverse=True)
    place_weights, day_weights = np.zeros((len(found), len(used))), np.zeros((len(used), day_count))
    np.add.at(place_weights, (units, layer), 1.0)
    np.add.at(day_weights, (layer, on), 1.0)
    sizes = place_weights.sum(axis=0)
    cases = Cases(PERMUTATION, units, on, len(units), day_count, place_weights, day_weights, sizes, layer)
    return _scan(found, cases, settings, progress)


def scan_poisson(
    points: npt.ArrayLike,
    places: npt.ArrayLike,
    days: npt.ArrayLike,
    population: npt.ArrayLike,
    *,
    day_count: int,
    settings: ScanSettings,
    day_weights: npt.ArrayLike | None = None,
    progress: Progress | None = None,
) -> Scan:
    """Scan cases against a population: are there more here and now than inhabitants and days would give?

    Parameters: as ``scan_permutation``; ``population`` per place, at least 0; ``day_weights`` per day, above
    0 (None: all days alike). With ``day_count`` 1 the scan is purely spatial.

    Returns a Scan; expected is cases x (population in the circle) x (weight of the window) / both totals.

    Raises PointError, WindowError, CountError and TooLargeError.

    Source: Kulldorff 1997, Communications in Statistics 26(6); Kulldorff and others 1998, AJPH 88(9).
    """
    found = check_points(points)
    units, on = check_cases(places, days, len(found), day_count)
    weights = _check_weights("population", population, len(found))
    if (weights[units] == 0).any():
        place = int(units[np.flatnonzero(weights[units] == 0)[0]])
        raise WindowError(f"place {place} has cases and a population of 0")
    per_day = (
        np.ones(day_count) if day_weights is None else _check_weights("day_weights", day_weights, day_count)
    )
    sizes = np.array([weights.sum() * per_day.sum()])
    layer = np.zeros(len(units), np.int64)
    scaled = per_day[None, :] * float(len(units))
    cases = Cases(POISSON, units, on, len(units), day_count, weights[:, None], scaled, sizes, layer)
    return _scan(found, cases, settings, progress)


def scan_bernoulli(
    points: npt.ArrayLike,
    affected: npt.ArrayLike,
    *,
    settings: ScanSettings,
    places: npt.ArrayLike | None = None,
    progress: Progress | None = None,
) -> Scan:
    """Scan labels on points: does one part of town have more of them than the points there would give?

    Parameters: ``points`` of the places; ``affected`` True or False for each unit; ``places`` of the units,
    None when each point is one unit.

    Returns a Scan; expected is (affected units) x (units in the circle) / (units).

    Raises PointError and CountError.

    Source: Kulldorff 1997, section 3.1.
    """
    found = check_points(points)
    marks = np.asarray(affected, dtype=bool)
    units = np.arange(len(found), dtype=np.int64) if places is None else _check_whole("places", places)
    if marks.ndim != 1 or len(marks) != len(units):
        raise PointError(f"each unit needs a label, got {marks.size} for {len(units)} units")
    check_cases(units, np.zeros(len(units), np.int64), len(found), 1)
    check_count("affected", int(marks.sum()), least=1)
    check_count("unaffected", int((~marks).sum()), least=1)
    weights = np.bincount(units, minlength=len(found)).astype(np.float64)[:, None]
    sizes = np.array([float(len(units))])
    total = int(marks.sum())
    days = np.zeros(len(units), np.int64)
    cases = Cases(BERNOULLI, units, days, total, 1, weights, np.array([[float(total)]]), sizes, days)
    return _scan(found, cases, settings, progress, units[marks])


def scan_time(
    days: npt.ArrayLike,
    *,
    day_count: int,
    settings: ScanSettings,
    day_weights: npt.ArrayLike | None = None,
    progress: Progress | None = None,
) -> Scan:
    """Scan days alone: is there a span with more cases than its length would give?

    Parameters: ``days`` of the cases, from 0; ``day_weights`` per day, above 0 (None: all days alike).

    Returns a Scan with one place.

    Raises WindowError and CountError.

    Source: Naus 1965; Kulldorff and others 1998 for the likelihood ratio.
    """
    on = _check_whole("days", days)
    places = np.zeros(len(on), np.int64)
    return scan_poisson(
        np.zeros((1, 2)),
        places,
        on,
        [1.0],
        day_count=day_count,
        settings=settings.replace_share(1.0),
        day_weights=day_weights,
        progress=progress,
    )


def check_cases(
    places: npt.ArrayLike, days: npt.ArrayLike, place_count: int, day_count: int
) -> tuple[Ints, Ints]:
    """Return places and days of the cases as whole numbers.

    Raises CountError when there are fewer than two cases, PointError and WindowError when a place or day
    does not exist.
    """
    check_count("day_count", day_count, least=1)
    units, on = _check_whole("places", places), _check_whole("days", days)
    if len(units) != len(on):
        raise PointError(f"as many places as days are needed, got {len(units)} and {len(on)}")
    check_count("the number of cases", len(units), least=2)
    if units.min() < 0 or units.max() >= place_count:
        raise PointError(f"places must be 0 to {place_count - 1}, got {units.min()} to {units.max()}")
    if on.min() < 0 or on.max() >= day_count:
        raise WindowError(f"days must be 0 to {day_count - 1}, got {on.min()} to {on.max()}")
    return units, on


def _scan(
    points: Floats, cases: Cases, settings: ScanSettings, progress: Progress | None, own: Ints | None = None
) -> Scan:
    """Build the circles, scan what is there, then what chance makes of it."""
    zones = build_zones(
        points,
        cases.place_weights,
        max_radius=settings.max_radius,
        max_share=settings.max_share,
        ties_together=settings.ties_together,
    )
    longest = settings.choose_longest(cases.day_count)
    model = build_model(cases, zones, Windows(longest, settings.min_cases, settings.prospective))
    units = cases.units if own is None else own
    observed = scan_observed(model, len(points), units, cases.days[: len(units)])
    replicated = run_replications(
        model,
        len(points),
        seed=settings.seed,
        replications=settings.replications,
        observed=float(observed.statistics.max(initial=0.0)),
        stop_after=settings.stop_after,
        threads=settings.threads,
        progress=progress,
    )
    return pick_clusters(model, zones, observed, replicated, settings, (units, cases.days[: len(units)]))


def _check_whole(name: str, values: npt.ArrayLike) -> Ints:
    """Return ``values`` as a row of whole numbers."""
    found = np.asarray(values)
    if found.ndim != 1:
        raise PointError(f"{name} must be one row of numbers, got shape {found.shape}")
    whole = found.astype(np.int64)
    if not np.array_equal(whole, found):
        raise PointError(f"{name} must be whole numbers, got {found[np.flatnonzero(whole != found)[0]]}")
    return whole


def _check_weights(name: str, values: npt.ArrayLike, count: int) -> Floats:
    """Return ``values`` as ``count`` finite numbers of at least 0, not all 0."""
    found = np.asarray(values, dtype=np.float64)
    if found.shape != (count,):
        raise WindowError(f"{name} must hold {count} numbers, got {found.size}")
    if not (np.isfinite(found).all() and (found >= 0).all() and found.sum() > 0):
        raise WindowError(f"{name} must be numbers of at least 0 and not all 0, got {found.min()}")
    return found
