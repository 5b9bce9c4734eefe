"""The audit of everything ever published: can a withheld number be worked out, and what gives it away?"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spoorboek.figures.dutch_numbers import format_number
from spoorboek.rules.disclosure.exception import DisclosureException
from spoorboek.rules.disclosure.publication import (
    DisclosureError,
    Piece,
    Publication,
    PublicationHistory,
    WithheldSum,
)
from spoorboek.stats.disclosure_audit import CellRange, Equation, audit_sums
from spoorboek.stats.errors import TableError

_PRECISION = 1e-6


@dataclass(frozen=True, slots=True)
class Exposure:
    """A withheld number of which too much follows from what was published.

    ``given_away_by``: publications that do it together, none of which can be left out.
    """

    withheld: WithheldSum
    publication: Publication
    lowest: float
    highest: float
    given_away_by: tuple[Publication, ...]

    @property
    def is_exact(self) -> bool:
        """Tell whether only one whole number fits."""
        return CellRange(self.withheld.title, self.lowest, self.highest).is_recovered

    @property
    def sentence(self) -> str:
        """Return in Dutch what can be worked out and which publications give it away."""
        sources = _join([f"'{each.title}'" for each in self.given_away_by])
        together = " samen" if len(self.given_away_by) > 1 else ""
        lowest = format_number(math.ceil(self.lowest - _PRECISION))
        what = (
            f"is {lowest}"
            if self.is_exact
            else f"ligt tussen {lowest} en {format_number(math.floor(self.highest + _PRECISION))}"
        )
        verb = "verraden" if len(self.given_away_by) > 1 else "verraadt"
        return (
            f"Het weggelaten aantal '{self.withheld.title}' is uit te rekenen: het {what}. "
            f"{sources} {verb} dat{together}."
        )


@dataclass(frozen=True, slots=True)
class HistoryAudit:
    """The range of every number ever withheld, and those of which too much follows."""

    ranges: tuple[tuple[WithheldSum, CellRange], ...]
    exposures: tuple[Exposure, ...]


def audit_history(history: PublicationHistory, *, whole: bool = False) -> HistoryAudit:
    """Find for every withheld number the lowest and highest value that fit everything ever published.

    Parameters: ``history``; ``whole`` also uses that counts are whole numbers, which can narrow a range in
    tables of three dimensions or more and takes longer.

    Returns a HistoryAudit. A number is exposed when the lowest and highest value lie less far apart than its
    width asks, or when only one whole number fits.

    Raises DisclosureError, in Dutch, when publications contradict each other: then no number fits all of
    them. A revised figure needs a subject of its own, with the day of its version.
    """
    named = [(each, p) for p in history.publications for each in p.withheld]
    sums = {place: each.pieces for place, (each, _) in enumerate(named)}
    try:
        found = audit_sums(sums, _as_equations(history.publications), whole=whole).ranges
    except TableError as error:
        raise DisclosureError(_explain_contradiction(history.publications, sums)) from error
    exposures = []
    for (withheld, publication), seen in zip(named, found, strict=True):
        if _is_exposed(withheld, seen):
            sources = _find_sources(withheld, history.publications, whole=whole)
            exposures.append(Exposure(withheld, publication, seen.lowest, seen.highest, sources))
    ranges = tuple((withheld, seen) for (withheld, _), seen in zip(named, found, strict=True))
    return HistoryAudit(ranges, tuple(exposures))


def check_can_publish(
    history: PublicationHistory,
    publication: Publication,
    *,
    exceptions: Sequence[DisclosureException] = (),
    whole: bool = False,
) -> None:
    """Check that a publication, with all before it, gives no withheld number away.

    Parameters: ``history`` so far; ``publication`` to come; ``exceptions`` by a person, on the title of a
    withheld number; ``whole`` as for ``audit_history``.

    Raises DisclosureError with a sentence per exposed number, in Dutch. What was exposed before, and not by
    this publication, does not block it.
    """
    exempt = {each.title for each in exceptions}
    found = audit_history(history.followed_by(publication), whole=whole).exposures
    new = [
        each
        for each in found
        if publication.code in {p.code for p in (*each.given_away_by, each.publication)}
    ]
    blocking = [each.sentence for each in new if each.withheld.title not in exempt]
    if blocking:
        raise DisclosureError(" ".join([f"'{publication.title}' kan zo niet naar buiten.", *blocking]))


def _is_exposed(withheld: WithheldSum, seen: CellRange) -> bool:
    return seen.is_recovered or seen.width < withheld.width - _PRECISION


def _find_sources(
    withheld: WithheldSum, publications: Sequence[Publication], *, whole: bool
) -> tuple[Publication, ...]:
    """Leave out one publication after the other as long as the rest gives the number away."""
    needed = [each for each in publications if each.published]
    for each in tuple(needed):
        rest = [other for other in needed if other is not each]
        [seen] = audit_sums({0: withheld.pieces}, _as_equations(rest), whole=whole).ranges
        if _is_exposed(withheld, seen):
            needed = rest
    return tuple(needed)


def _explain_contradiction(
    publications: Sequence[Publication], sums: Mapping[int, Mapping[Piece, float]]
) -> str:
    """Name publications that cannot all be right, none of which can be left out."""
    needed = list(publications)
    for each in publications:
        rest = [other for other in needed if other is not each]
        try:
            audit_sums(sums, _as_equations(rest))
        except TableError:
            needed = rest
    names = _join([f"'{each.title}'" for each in needed])
    return (
        f"De getallen in {names} spreken elkaar tegen, zodat niet is na te gaan wat er uit te rekenen valt. "
        "Geef herziene cijfers een eigen onderwerp, met de dag van hun stand."
    )


def _as_equations(publications: Sequence[Publication]) -> list[Equation]:
    return [Equation(s.pieces, s.low, s.high) for each in publications for s in each.published]


def _join(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} en {words[-1]}"
