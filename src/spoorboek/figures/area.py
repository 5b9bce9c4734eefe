"""Areas: a code of an edition, because borders move."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """A municipality, district or neighbourhood as it was in the year ``edition``.

    ``code`` is the code of Statistics Netherlands (GM0505, WK050501, BU05050101).
    """

    code: str
    name: str
    edition: int

    @property
    def is_below_municipality(self) -> bool:
        """Tell whether small numbers in this area can point at people (method: small numbers)."""
        return not self.code.startswith(("GM", "VR", "PV", "NL"))
