"""The agreements on small numbers, as they held on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spoorboek.figures.definition import Counts
from spoorboek.figures.disclosure import DisclosureThresholds
from spoorboek.rules.parameters.claim_parameters import get_claim_parameters
from spoorboek.rules.parameters.dated import get_parameters


@dataclass(frozen=True, slots=True)
class DisclosureParameters:
    """Thresholds, and how wide the range of a withheld number must be: whole numbers of at least 1."""

    thresholds: DisclosureThresholds
    persons_width: int
    incidents_width: int

    def get_width(self, counts: Counts, *, is_special: bool = False) -> int:
        """Return how far the lowest and highest value that fit must lie apart."""
        return self.persons_width if is_special or counts is Counts.PERSONS else self.incidents_width


def get_disclosure_parameters(on: date | None = None) -> DisclosureParameters:
    """Return what held on the day ``on``; without a day, what holds last.

    Raises ParameterError when something held no value yet.
    """
    found = {
        name: int(parameter.get_value(on).value) for name, parameter in get_parameters("disclosure").items()
    }
    return DisclosureParameters(
        thresholds=get_claim_parameters(on).thresholds,
        persons_width=found["persons_width"],
        incidents_width=found["incidents_width"],
    )
