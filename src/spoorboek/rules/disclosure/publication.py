"""What was ever published, as sums of smallest pieces: letters, tables with totals, other area layouts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from spoorboek.rules.errors import RuleError

Piece = tuple[str, ...]
"""The smallest thing that publications split differently: figure, period, piece of an area, kind."""


class DisclosureError(RuleError):
    """Something may not be published. The message is Dutch."""


@dataclass(frozen=True, slots=True)
class PublishedSum:
    """A number that was printed: these pieces, each times its factor, came to ``low`` to ``high``.

    ``title`` says in Dutch what it was; ``low`` and ``high`` differ when it was rounded.
    """

    title: str
    pieces: Mapping[Piece, float]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class WithheldSum:
    """A number that was not printed. ``width``: how far the values that fit must lie apart, at least 1."""

    title: str
    pieces: Mapping[Piece, float]
    width: float


@dataclass(frozen=True, slots=True)
class Publication:
    """One letter, table, map or download: what it says and what it withholds."""

    code: str
    title: str
    published_on: date
    published: tuple[PublishedSum, ...] = ()
    withheld: tuple[WithheldSum, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicationHistory:
    """All publications, in the order in which they appeared."""

    publications: tuple[Publication, ...] = ()

    def followed_by(self, publication: Publication) -> PublicationHistory:
        """Return the history with one publication more. Raises DisclosureError for a code that is taken."""
        if any(known.code == publication.code for known in self.publications):
            raise DisclosureError(f"Er is al een publicatie met de code '{publication.code}'.")
        return PublicationHistory((*self.publications, publication))

    @property
    def published(self) -> tuple[PublishedSum, ...]:
        """Return every number ever printed."""
        return tuple(each for publication in self.publications for each in publication.published)

    @property
    def withheld(self) -> tuple[WithheldSum, ...]:
        """Return every number ever withheld."""
        return tuple(each for publication in self.publications for each in publication.withheld)


def as_rounded_sum(title: str, pieces: Mapping[Piece, float], value: float, *, step: float) -> PublishedSum:
    """Return a number printed rounded to ``step`` (10 for tens): it stands for half a step to either side.

    >>> as_rounded_sum("Meldingen", {("meldingen", "2023"): 1.0}, 150, step=10).low
    145.0
    """
    return PublishedSum(title, pieces, max(0.0, value - step / 2), value + step / 2)


def as_mean_sum(
    title: str, pieces: Mapping[Piece, float], mean: float, *, group_size: int, step: float
) -> PublishedSum:
    """Return what a printed mean over a known group says of the sum behind it.

    Parameters: ``pieces`` of the sum; ``mean`` printed in steps of ``step`` (0.1 for one decimal);
    ``group_size`` printed or known.

    >>> found = as_mean_sum("Rapportcijfer", {("sum",): 1.0}, 7.5, group_size=20, step=0.5)
    >>> found.low, found.high
    (145.0, 155.0)
    """
    return PublishedSum(title, pieces, (mean - step / 2) * group_size, (mean + step / 2) * group_size)
