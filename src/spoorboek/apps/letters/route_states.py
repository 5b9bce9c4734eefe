"""Where letters stand in their approval route: who is next, and what was approved and changed since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from spoorboek.apps.access.access import Access
from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.letters.models import Letter
from spoorboek.apps.letters.queries import get_in_office
from spoorboek.apps.letters.reading import OpenLetter, open_letter
from spoorboek.apps.people.stand_ins import find_stand_in_roles
from spoorboek.rules.letter_approval import (
    Approval,
    ApprovalError,
    RouteStep,
    check_can_approve,
    find_next_step,
    is_complete,
)
from spoorboek.rules.letter_lifecycle import LetterStatus
from spoorboek.rules.roles import Permission, Role


@dataclass(frozen=True, slots=True)
class RouteState:
    """One letter in its route. ``waits_for`` is the next step; None when there is nothing left to take.

    ``is_changed``: it was approved and is now another text, because a figure changed.
    """

    slug: str
    title: str
    status: LetterStatus
    author_id: str
    route: tuple[RouteStep, ...]
    approvals: tuple[Approval, ...]
    fingerprint: str
    waits_for: RouteStep | None
    is_changed: bool


def list_route_states(viewer: Viewer, *, at: datetime) -> tuple[RouteState, ...]:
    """Return the letters that lie for approval or were approved, for those who work on letters.

    Each is read with the figures of now, which takes long: drafts are left out, and a page that shows this
    often keeps it.
    """
    if not viewer.may(Permission.LETTERS_VIEW_DRAFTS):
        return ()
    under_way = (LetterStatus.IN_APPROVAL.value, LetterStatus.APPROVED.value)
    letters = Letter.objects.select_related("letter_type").filter(status__in=under_way)
    return tuple(_read_state(open_letter(viewer, row, at=at)) for row in Access(viewer).filter(letters))


def get_route_state(viewer: Viewer, slug: str, *, at: datetime) -> RouteState:
    """Return where one letter stands, or raise NotFoundError."""
    return _read_state(open_letter(viewer, get_in_office(viewer, slug), at=at))


def list_own_drafts(viewer: Viewer) -> frozenset[str]:
    """Return which letters the viewer began and did not offer for approval yet."""
    if not viewer.person_id.isdecimal():
        return frozenset()
    own = Letter.objects.filter(author_id=int(viewer.person_id), status=LetterStatus.DRAFT.value)
    return frozenset(Access(viewer).filter(own).values_list("slug", flat=True))


def find_roles_for_steps(viewer: Viewer, *, at: datetime) -> frozenset[Role]:
    """Return the roles whose steps the viewer takes today: their own, and of whom they stand in for."""
    return viewer.roles | find_stand_in_roles(viewer, on=timezone.localdate(at))


def waits_for_viewer(state: RouteState, viewer: Viewer, roles: frozenset[Role]) -> bool:
    """Tell whether the viewer, with these roles, may take a step of this letter now."""
    return state.status is LetterStatus.IN_APPROVAL and any(
        _may_take(state, step.code, viewer, roles) for step in state.route
    )


def _may_take(state: RouteState, step: str, viewer: Viewer, roles: frozenset[Role]) -> bool:
    try:
        check_can_approve(
            step=step,
            route=state.route,
            approvals=state.approvals,
            text_sha256=state.fingerprint,
            person_id=viewer.person_id,
            roles=roles,
            author_id=state.author_id,
        )
    except ApprovalError:
        return False
    return True


def _read_state(found: OpenLetter) -> RouteState:
    approvals, status = found.list_approvals(), LetterStatus(found.row.status)
    done = is_complete(found.route, approvals, found.fingerprint)
    return RouteState(
        slug=found.row.slug,
        title=found.row.title,
        status=status,
        author_id=str(found.row.author_id),
        route=found.route,
        approvals=approvals,
        fingerprint=found.fingerprint,
        waits_for=find_next_step(found.route, approvals, found.fingerprint),
        is_changed=status is LetterStatus.APPROVED and not done,
    )
