"""What a scan found: clusters, how sure each is, and everything needed to run it again."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from spoorboek.stats.errors import check_count
from spoorboek.stats.space.chance import Chance, rank_statistic
from spoorboek.stats.space.errors import WindowError
from spoorboek.stats.space.scan_kernel import compute_expected
from spoorboek.stats.space.scan_model import ScanModel
from spoorboek.stats.space.scan_run import Observed, Replicated
from spoorboek.stats.space.streams import fill_draws
from spoorboek.stats.space.zones import Zones

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


_LOT_STREAM = (1 << 62) + 1


@dataclass(frozen=True, slots=True)
class ScanSettings:
    """How a scan is run. The same settings and data give the same answer on any machine."""

    seed: int
    max_radius: float | None = None
    """In the unit of the points; None for no bound."""
    max_days: int | None = None
    """The longest window; None for half of the study."""
    max_share: float = 0.5
    """The largest share of all cases or inhabitants in a circle."""
    min_cases: int = 2
    prospective: bool = False
    """True to look only at windows that still last on the last day."""
    replications: int = 999
    stop_after: int | None = None
    """Stop when this many replications were at least as large; None to run all."""
    threads: int = 1
    ties_together: bool = True

    def __post_init__(self) -> None:
        check_count("seed", self.seed)
        check_count("replications", self.replications, least=1)
        check_count("threads", self.threads, least=1)
        check_count("min_cases", self.min_cases, least=1)
        if self.stop_after is not None:
            check_count("stop_after", self.stop_after, least=1)
        if self.seed >= 1 << 63:
            raise WindowError(f"the seed must be below 2 to the power 63, got {self.seed}")

    def replace_share(self, max_share: float) -> ScanSettings:
        """Return these settings with another largest share."""
        return replace(self, max_share=max_share)

    def choose_longest(self, day_count: int) -> int:
        """Return the longest window in a study of ``day_count`` days."""
        if self.max_days is None:
            return max(1, day_count // 2)
        check_count("max_days", self.max_days, least=1)
        return min(self.max_days, day_count)


@dataclass(frozen=True, slots=True)
class Cluster:
    """One circle in one span of days that holds more cases than expected."""

    centre: int
    places: tuple[int, ...]
    radius: float
    first_day: int
    last_day: int
    cases: int
    expected: float
    statistic: float
    relative_risk: float
    """The rate inside divided by the rate outside; infinite when all cases are inside."""
    chance: Chance

    @property
    def ratio(self) -> float:
        """Return the observed count divided by the expected count."""
        return self.cases / self.expected


@dataclass(frozen=True, slots=True)
class Scan:
    """The clusters, most unlikely first, and what they were found with."""

    clusters: tuple[Cluster, ...]
    settings: ScanSettings
    case_count: int
    day_count: int
    longest_days: int
    centre_count: int
    circle_count: int
    maxima: Floats
    stopped_early: bool

    @property
    def best(self) -> Cluster | None:
        """Return the most unlikely cluster, None when no window holds more than expected."""
        return self.clusters[0] if self.clusters else None


def pick_clusters(
    model: ScanModel,
    zones: Zones,
    observed: Observed,
    replicated: Replicated,
    settings: ScanSettings,
    cases: tuple[Ints, Ints],
) -> Scan:
    """Pick the best window of each centre, best first, as long as it shares no place with a better one.

    Parameters: what ``build_model``, ``scan_observed`` and ``run_replications`` gave; ``cases`` the places
    and days of the cases.
    """
    clusters: list[Cluster] = []
    taken: set[int] = set()
    for centre in np.argsort(-observed.statistics, kind="stable"):
        if observed.statistics[centre] <= 0:
            break
        zone = int(observed.places[centre, 0])
        places = tuple(int(p) for p in zones.list_members(zone))
        if taken.isdisjoint(places):
            taken.update(places)
            clusters.append(_describe(model, zones, observed, int(centre), replicated, settings, cases))
    return Scan(
        clusters=tuple(clusters),
        settings=settings,
        case_count=model.cases,
        day_count=model.day_count + model.skip,
        longest_days=int(model.ends[-1]),
        centre_count=zones.centre_count,
        circle_count=zones.count,
        maxima=replicated.maxima,
        stopped_early=replicated.stopped_early,
    )


def _describe(
    model: ScanModel,
    zones: Zones,
    observed: Observed,
    centre: int,
    replicated: Replicated,
    settings: ScanSettings,
    cases: tuple[Ints, Ints],
) -> Cluster:
    """Count the cluster of one centre again from the cases themselves."""
    zone, length, start = (int(v) for v in observed.places[centre])
    members = zones.list_members(zone)
    first = start + model.skip
    inside = np.isin(cases[0], members) & (cases[1] >= first) & (cases[1] < first + length)
    count, expected = int(inside.sum()), _compute_expected(model, zone, length, start)
    outside = model.cases - count
    risk = (count / expected) / (outside / (model.cases - expected)) if outside else float("inf")
    statistic = float(observed.statistics[centre])
    stop_after = settings.stop_after if replicated.stopped_early else None
    return Cluster(
        centre=centre,
        places=tuple(int(p) for p in members),
        radius=float(zones.radius[zone]),
        first_day=first,
        last_day=first + length - 1,
        cases=count,
        expected=expected,
        statistic=statistic,
        relative_risk=risk,
        chance=rank_statistic(
            statistic, replicated.maxima, stop_after=stop_after, lot=draw_lot(settings.seed)
        ),
    )


def draw_lot(seed: int) -> float:
    """Return the lot by which ties are settled: a number from 0 up to 1 from a stream that no run uses."""
    words = np.zeros(4, np.uint32)
    fill_draws(words, seed, _LOT_STREAM, 0)
    return float(words[0]) / 4294967296.0


def _compute_expected(model: ScanModel, zone: int, length: int, start: int) -> float:
    found = compute_expected(model.weights, model.window_weights, model.sizes, zone, length, start)
    return float(found)
