"""Where a number comes from, down to the rows that were counted."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SnapshotReference:
    """A source as it was at one moment. ``sha256`` is that of the received file."""

    snapshot_id: str
    source: str
    retrieved_at: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a figure came about.

    ``query`` says in words and codes what was asked; ``rows`` are the identities of the rows that
    counted (``register:id`` or ``snapshot:row number``), in a fixed order.
    """

    snapshots: tuple[SnapshotReference, ...]
    query: str
    rows: tuple[str, ...]
    code_version: str
    computed_at: datetime
    invented: bool = False
    """True when the source says of itself that it is made up, as in the example city."""

    @property
    def row_count(self) -> int:
        """Return how many rows counted."""
        return len(self.rows)

    @property
    def rows_sha256(self) -> str:
        """Return the fingerprint of the rows that counted."""
        return hashlib.sha256("\n".join(self.rows).encode()).hexdigest()
