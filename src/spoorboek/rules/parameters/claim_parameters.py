"""The agreements under the verdicts on claims, as they held on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spoorboek.figures.disclosure import DisclosureThresholds
from spoorboek.rules.parameters.dated import get_parameters


@dataclass(frozen=True, slots=True)
class ClaimParameters:
    """What was agreed: ``alpha`` a chance, margin and size in percent, the others whole numbers."""

    alpha: float
    about_equal_margin: float
    firm_size: float
    small_count: int
    thresholds: DisclosureThresholds
    history_years: int


def get_claim_parameters(on: date | None = None) -> ClaimParameters:
    """Return what held on the day ``on``; without a day, what holds last.

    Raises ParameterError when something held no value yet.
    """
    found = {name: parameter.get_value(on).value for name, parameter in get_parameters("claims").items()}
    return ClaimParameters(
        alpha=float(found["alpha"]),
        about_equal_margin=float(found["about_equal_margin"]),
        firm_size=float(found["firm_size"]),
        small_count=int(found["small_count"]),
        thresholds=DisclosureThresholds(
            persons=int(found["disclosure_persons"]), incidents=int(found["disclosure_incidents"])
        ),
        history_years=int(found["history_years"]),
    )
