"""The life of a version of a plan.

A version is written as a draft and adopted by a decision. From then on its content never changes:
a new version takes its place, or it is withdrawn by a decision of the same body.
"""

from __future__ import annotations

from enum import Enum

from spoorboek.rules.lifecycle import Lifecycle


class VersionStatus(Enum):
    """Where a version of a plan stands."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


_V = VersionStatus

PLAN_LIFECYCLE: Lifecycle[VersionStatus] = Lifecycle(
    noun="deze versie van het plan",
    start=_V.DRAFT,
    steps={
        _V.DRAFT: frozenset({_V.ADOPTED}),
        _V.ADOPTED: frozenset({_V.SUPERSEDED, _V.WITHDRAWN}),
        _V.SUPERSEDED: frozenset(),
        _V.WITHDRAWN: frozenset(),
    },
    words={
        _V.DRAFT: "concept",
        _V.ADOPTED: "vastgesteld",
        _V.SUPERSEDED: "vervangen",
        _V.WITHDRAWN: "ingetrokken",
    },
)

PUBLIC_STATUSES: tuple[VersionStatus, ...] = (_V.ADOPTED, _V.SUPERSEDED, _V.WITHDRAWN)
"""What was once adopted stays public, so that a letter of then can be checked against the plan of then."""
