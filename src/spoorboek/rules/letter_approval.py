"""The approval route of a letter (parafenlijn): ordered, visible steps by role.

The author may not approve alone, and one person signs one step: four eyes (Gemeentewet art. 169 and 180
ask for an account the council can rely on; the route itself is the municipality's own choice).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from spoorboek.rules.roles import Role


class ApprovalError(ValueError):
    """A step that may not be taken now, or not by this person."""


@dataclass(frozen=True, slots=True)
class RouteStep:
    """One step of the route: who, by role, and what for. ``optional`` steps may be passed over."""

    code: str
    role: Role
    purpose: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Approval:
    """A step that was taken: by whom, when, and over which text (its SHA-256)."""

    step: str
    person_id: str
    at: datetime
    text_sha256: str


def list_valid_approvals(approvals: Sequence[Approval], text_sha256: str) -> tuple[Approval, ...]:
    """Return the approvals that still stand: those given over exactly this text.

    A change after an approval asks that step again; what was signed before stays on record.
    """
    return tuple(a for a in approvals if a.text_sha256 == text_sha256)


def find_next_step(
    route: Sequence[RouteStep], approvals: Sequence[Approval], text_sha256: str
) -> RouteStep | None:
    """Return the first step that still waits, optional ones included; None when all are taken."""
    taken = {a.step for a in list_valid_approvals(approvals, text_sha256)}
    last_taken = max((i for i, step in enumerate(route) if step.code in taken), default=-1)
    for index, step in enumerate(route):
        if step.code not in taken and not (step.optional and index < last_taken):
            return step
    return None


def is_complete(route: Sequence[RouteStep], approvals: Sequence[Approval], text_sha256: str) -> bool:
    """Tell whether every step that is not optional was taken over exactly this text."""
    taken = {a.step for a in list_valid_approvals(approvals, text_sha256)}
    return all(step.optional or step.code in taken for step in route)


def check_can_approve(
    *,
    step: str,
    route: Sequence[RouteStep],
    approvals: Sequence[Approval],
    text_sha256: str,
    person_id: str,
    roles: frozenset[Role],
    author_id: str,
) -> None:
    """Raise ApprovalError with a Dutch sentence unless this person may take this step now.

    In order: the step exists, it is the next one (or an optional one was passed over), the role fits,
    the author signs at most a step that is not the only one, and nobody signs two steps.
    """
    steps = {s.code: s for s in route}
    if step not in steps:
        raise ApprovalError(f"De goedkeuringsroute heeft geen stap '{step}'.")
    valid = list_valid_approvals(approvals, text_sha256)
    if step in {a.step for a in valid}:
        raise ApprovalError(f"De stap '{steps[step].purpose}' is al gezet.")
    for earlier in route[: list(steps).index(step)]:
        if not earlier.optional and earlier.code not in {a.step for a in valid}:
            raise ApprovalError(
                f"Eerst moet de stap '{earlier.purpose}' ({earlier.role.value}) worden gezet."
            )
    if steps[step].role not in roles:
        raise ApprovalError(f"Deze stap is voor de rol {steps[step].role.value}.")
    if person_id == author_id:
        raise ApprovalError("De auteur kan de eigen brief niet goedkeuren: een ander leest mee.")
    if person_id in {a.person_id for a in valid}:
        raise ApprovalError("U hebt al een stap van deze route gezet: een ander zet de volgende.")
