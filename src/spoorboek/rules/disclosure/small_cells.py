"""Primary suppression: which numbers in a table are too small to publish, and why.

What is decided about nought: 0 is published. Nobody is counted in it, so nobody is recognised; and readers
often know that there was nothing (no dwellings, no school), so that a withheld 0 would protect nothing else.
A 0 is withheld only beside other cells when nothing else can protect them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from spoorboek.figures.definition import Counts
from spoorboek.figures.disclosure import find_threshold
from spoorboek.rules.parameters.disclosure_parameters import DisclosureParameters


class WithholdReason(Enum):
    """Why a number in a table is withheld."""

    SMALL_COUNT = "small_count"
    """Fewer than the threshold."""
    SMALL_GROUP = "small_group"
    """A mean or share over fewer than the threshold."""
    SMALL_REST = "small_rest"
    """A share of which fewer than the threshold do not have the property: nearly all say it of the rest."""
    PROTECTS_OTHERS = "protects_others"
    """Large enough by itself, but with it another cell could be worked out."""


REASON_WORDS = {
    WithholdReason.SMALL_COUNT: "het aantal is te klein om te noemen",
    WithholdReason.SMALL_GROUP: "het gaat over een te kleine groep",
    WithholdReason.SMALL_REST: "wie er niet bij hoort is een te kleine groep",
    WithholdReason.PROTECTS_OTHERS: "hiermee zou een ander weggelaten aantal zijn uit te rekenen",
}


@dataclass(frozen=True, slots=True)
class CellNature:
    """What a cell counts: decides which threshold holds.

    ``is_special``: says something about health, faith, descent or offences of people (special categories and
    data on offences); then the threshold for persons holds, whatever is counted. ``is_below_city``: the cell
    is about a part of the city.
    """

    counts: Counts
    is_special: bool = False
    is_below_city: bool = False


def get_threshold(nature: CellNature, parameters: DisclosureParameters) -> int | None:
    """Return the number below which a cell is withheld, or None when it is exempt.

    Measures, cases, premises and incidents of the whole city are exempt, unless they are special.

    >>> from spoorboek.rules.parameters.disclosure_parameters import get_disclosure_parameters
    >>> parameters = get_disclosure_parameters()
    >>> [get_threshold(CellNature(Counts.CASES, is_below_city=below), parameters) for below in (True, False)]
    [5, None]
    """
    if nature.is_special:
        return parameters.thresholds.persons
    return find_threshold(nature.counts, is_below_city=nature.is_below_city, thresholds=parameters.thresholds)


def find_reason(
    value: int, nature: CellNature, parameters: DisclosureParameters, *, group_size: int | None = None
) -> WithholdReason | None:
    """Return why a count must be withheld, or None when it may be published.

    Parameters: ``value`` a count of at least 0; ``nature``; ``parameters``; ``group_size`` when ``value`` is
    how many of a group share a property, published as a share: then the group and the rest count too.

    >>> from spoorboek.rules.parameters.disclosure_parameters import get_disclosure_parameters
    >>> nature = CellNature(Counts.PERSONS)
    >>> find_reason(97, nature, get_disclosure_parameters(), group_size=100).value
    'small_rest'
    """
    threshold = get_threshold(nature, parameters)
    if threshold is None:
        return None
    if group_size is not None and 0 < group_size < threshold:
        return WithholdReason.SMALL_GROUP
    if 0 < value < threshold:
        return WithholdReason.SMALL_COUNT
    # That everybody has a special property is known of each of them.
    least_rest = 0 if nature.is_special else 1
    if group_size and least_rest <= group_size - value < threshold:
        return WithholdReason.SMALL_REST
    return None


def find_mean_reason(
    group_size: int, nature: CellNature, parameters: DisclosureParameters
) -> WithholdReason | None:
    """Return why a mean over a group must be withheld, or None. A mean over nobody is no number at all."""
    threshold = get_threshold(nature, parameters)
    if threshold is not None and 0 < group_size < threshold:
        return WithholdReason.SMALL_GROUP
    return None
