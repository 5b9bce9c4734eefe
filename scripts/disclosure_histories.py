"""Random cities that publish letters and tables, one after the other, with small numbers withheld."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from spoorboek.figures.definition import Counts
from spoorboek.rules.disclosure.history_audit import audit_history, check_can_publish
from spoorboek.rules.disclosure.layouts import AreaLayouts, overlay_layouts
from spoorboek.rules.disclosure.protected_table import ProtectedTable, TableRequest, protect_table
from spoorboek.rules.disclosure.publication import (
    DisclosureError,
    Publication,
    PublicationHistory,
    PublishedSum,
    as_rounded_sum,
)
from spoorboek.rules.parameters.disclosure_parameters import DisclosureParameters
from spoorboek.stats.cell_table import CellTable, Dimension

FIGURE = "meldingen"
OLD, NEW = 2020, 2024
YEARS = ("2023", "2024")


@dataclass
class City:
    """A city with neighbourhoods of which borders move, and what happened there."""

    layouts: AreaLayouts
    districts: dict[int, dict[str, tuple[str, ...]]]
    kinds: tuple[str, ...]
    counts: dict[tuple[str, str, str], int]
    what: Counts

    def dimension(self, edition: int) -> Dimension:
        """Return city, districts and neighbourhoods of one edition."""
        return self.layouts.as_dimension(edition, self.districts[edition])

    def by_district(self) -> Dimension:
        """Districts keep their borders: only neighbourhoods in them trade places."""
        found = self.dimension(OLD)
        atoms = {district: found.atoms_of(district) for district in found.children[found.top]}
        return Dimension("gebied", {found.top: found.children[found.top]}, atoms)


@dataclass
class Outcome:
    """What came of one history."""

    tables: list[ProtectedTable] = field(default_factory=list)
    blocked_tables: int = 0
    letters: int = 0
    blocked_letters: int = 0
    withheld: int = 0
    recovered: int = 0
    too_narrow: int = 0


def make_city(rng: np.random.Generator) -> City:
    """Return a city of two or three districts with counts per year, piece and kind."""
    old: dict[str, list[str]] = {}
    overlaps: list[dict[int, str]] = []
    for district in range(int(rng.integers(2, 4))):
        names = [f"buurt {district}{number}" for number in range(int(rng.integers(2, 4)))]
        old[f"wijk {district}"] = names
        overlaps += [{OLD: name, NEW: name} for name in names]
        if rng.random() < 0.7:
            # A strip of one neighbourhood goes to the next.
            overlaps.append({OLD: names[0], NEW: names[1]})
    layouts = overlay_layouts(overlaps)
    tree = {"stad": tuple(old), **{name: tuple(parts) for name, parts in old.items()}}
    kinds = tuple(f"soort {number}" for number in range(int(rng.integers(2, 4))))
    pieces = [piece for area in layouts.pieces[OLD].values() for piece in area]
    mean = float(rng.choice([2.0, 6.0, 15.0]))
    counts = {
        key: int(rng.negative_binomial(1.2, 1.2 / (1.2 + mean)))
        for key in itertools.product(YEARS, pieces, kinds)
    }
    what = [Counts.INCIDENTS, Counts.PERSONS, Counts.CASES][int(rng.integers(3))]
    return City(layouts, {OLD: tree, NEW: tree}, kinds, counts, what)


def run_history(rng: np.random.Generator, parameters: DisclosureParameters) -> Outcome:
    """Publish three to six letters and tables, each after the ones before, and audit them all."""
    city, outcome, history = make_city(rng), Outcome(), PublicationHistory()
    for number in range(int(rng.integers(3, 7))):
        on = date(2025, 1, 1) + timedelta(days=number)
        if rng.random() < 0.25:
            history = _publish_letter(make_letter(rng, city, f"brief-{number}", on), history, outcome)
        else:
            request = make_request(rng, city, f"tabel-{number}", on)
            history = _publish_table(request, history, parameters, outcome)
    # Ranges of whole numbers lie within those of linear programs: what is safe here is safe there.
    audit = audit_history(history, whole=True)
    outcome.withheld = len(audit.ranges)
    outcome.recovered = sum(seen.is_recovered for _, seen in audit.ranges)
    outcome.too_narrow = len(audit.exposures)
    return outcome


def make_letter(rng: np.random.Generator, city: City, code: str, on: date) -> Publication:
    """Write a letter with city totals, exact or in tens, and now and then the number of one district."""
    year = YEARS[int(rng.integers(2))]
    sums = []
    for kind in city.kinds:
        sums.append(_as_sum(city, "stad", year, (kind,), step=float(rng.choice([1, 1, 10]))))
    if rng.random() < 0.4:
        districts = city.districts[OLD]["stad"]
        sums.append(_as_sum(city, districts[int(rng.integers(len(districts)))], year, city.kinds))
    return Publication(code, f"Brief {code}", on, tuple(sums))


def make_request(rng: np.random.Generator, city: City, code: str, on: date) -> TableRequest:
    """Ask for a table: by old or new neighbourhoods or by districts, by kind or not, over one year or two."""
    areas = [city.dimension(OLD), city.dimension(NEW), city.by_district()][int(rng.integers(3))]
    kinds = Dimension("soort", {"alle soorten": city.kinds})
    both_years = rng.random() < 0.25
    year = YEARS[int(rng.integers(2))]
    dimensions: tuple[Dimension, ...] = (areas, kinds)
    counts = {(piece, kind): n for (y, piece, kind), n in city.counts.items() if y == year}
    subject: tuple[str, ...] = (FIGURE, year)
    if both_years:
        dimensions = (Dimension("jaar", {"beide jaren": YEARS}), *dimensions)
        counts, subject = dict(city.counts), (FIGURE,)
    table = CellTable(dimensions, counts)
    shown = None
    if rng.random() < 0.3:
        shown = frozenset(cell for cell in table.cells if cell[-1] == kinds.top)
    return TableRequest(
        code, f"Tabel {code}", on, table, city.what, subject, area_dimension="gebied", shown=shown
    )


def _publish_letter(letter: Publication, history: PublicationHistory, outcome: Outcome) -> PublicationHistory:
    outcome.letters += 1
    try:
        check_can_publish(history, letter, whole=True)
    except DisclosureError:
        outcome.blocked_letters += 1
        return history
    return history.followed_by(letter)


def _publish_table(
    request: TableRequest, history: PublicationHistory, parameters: DisclosureParameters, outcome: Outcome
) -> PublicationHistory:
    try:
        table = protect_table(request, history, parameters)
    except DisclosureError:
        outcome.blocked_tables += 1
        return history
    outcome.tables.append(table)
    return history.followed_by(table.publication)


def _as_sum(city: City, area: str, year: str, kinds: tuple[str, ...], step: float = 1.0) -> PublishedSum:
    keys = [(year, piece, kind) for piece in city.dimension(OLD).atoms_of(area) for kind in kinds]
    pieces = {(FIGURE, *key): 1.0 for key in keys}
    value = float(sum(city.counts[key] for key in keys))
    title = f"{area}, {', '.join(kinds)}, {year}"
    if step == 1:
        return PublishedSum(title, pieces, value, value)
    return as_rounded_sum(title, pieces, round(value / step) * step, step=step)
