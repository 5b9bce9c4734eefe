"""Which letters ask something of somebody, sorted by what they ask."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import Enum

from django.utils import timezone

from spoorboek.apps.access.viewer import Viewer
from spoorboek.apps.audit.remembering import Memory
from spoorboek.apps.letters.queries import LetterRow, list_letters
from spoorboek.apps.letters.route_states import (
    RouteState,
    find_roles_for_steps,
    list_own_drafts,
    list_route_states,
    waits_for_viewer,
)
from spoorboek.rules.letter_lifecycle import EDITABLE_STATUSES, LetterStatus
from spoorboek.rules.roles import Permission

_SOON = timedelta(days=14)


class LetterWork(Enum):
    """What a letter asks of the viewer. The values stand in the address of the list."""

    SIGN = "wacht-op-u"
    ASK_AGAIN = "veranderd-na-akkoord"
    PUBLISH = "kan-uit"
    DUE = "moet-binnenkort-uit"
    OWN_DRAFT = "uw-concepten"


def sort_letter_work(viewer: Viewer, memory: Memory) -> dict[LetterWork, tuple[LetterRow, ...]]:
    """Return, by what they ask, the letters that ask something of the viewer; none for who sees no drafts."""
    if not viewer.may(Permission.LETTERS_VIEW_DRAFTS):
        return {}
    rows, states = list_letters(viewer), recall_route_states(viewer, memory)
    roles = find_roles_for_steps(viewer, at=memory.at) if states else viewer.roles
    writes = viewer.may(Permission.LETTERS_WRITE)
    own = list_own_drafts(viewer) if writes else frozenset()
    until = timezone.localdate(memory.at) + _SOON
    may_publish, may_ask = viewer.may(Permission.LETTERS_PUBLISH), _may_ask_again(viewer)
    sign = {slug for slug, state in states.items() if waits_for_viewer(state, viewer, roles)}
    changed = {slug for slug, state in states.items() if state.is_changed}
    asked = {
        LetterWork.SIGN: [row for row in rows if row.slug in sign],
        LetterWork.ASK_AGAIN: [row for row in rows if row.slug in changed and may_ask],
        LetterWork.PUBLISH: [
            row
            for row in rows
            if row.status is LetterStatus.APPROVED and row.slug not in changed and may_publish
        ],
        LetterWork.DUE: [
            row
            for row in rows
            if row.status in EDITABLE_STATUSES
            and row.dated_on <= until
            and viewer.may(Permission.LETTERS_WRITE)
        ],
        LetterWork.OWN_DRAFT: [row for row in rows if row.slug in own],
    }
    return {work: tuple(found) for work, found in asked.items() if found}


def recall_route_states(viewer: Viewer, memory: Memory) -> Mapping[str, RouteState]:
    """Return by letter where it stands in its route, as remembered."""
    return memory.recall(
        "routes", lambda: {state.slug: state for state in list_route_states(viewer, at=memory.at)}
    )


def _may_ask_again(viewer: Viewer) -> bool:
    return viewer.may(Permission.LETTERS_WRITE) or viewer.may(Permission.LETTERS_APPROVE)
