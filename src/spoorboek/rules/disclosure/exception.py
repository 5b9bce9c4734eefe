"""A person may decide that a small number is published all the same, with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spoorboek.rules.disclosure.publication import DisclosureError

SHORTEST_REASON = 20
"""Characters. A shorter reason says nothing to whoever reads it back."""


@dataclass(frozen=True, slots=True)
class DisclosureException:
    """A decision on one number, by its title. ``decided_by`` identifies a person, never a role alone."""

    title: str
    reason: str
    decided_by: str
    decided_on: date

    def __post_init__(self) -> None:
        if len(self.reason.strip()) < SHORTEST_REASON:
            raise DisclosureError(
                f"Een uitzondering voor '{self.title}' vraagt een reden van ten minste {SHORTEST_REASON} "
                f"tekens; er staat '{self.reason}'."
            )
        if not self.decided_by.strip():
            raise DisclosureError(f"Een uitzondering voor '{self.title}' noemt wie het besloot.")
