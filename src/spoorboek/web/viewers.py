"""Who asks for this page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, TypedDict

from django.http import HttpRequest
from django.utils import timezone

from spoorboek.apps.access.viewer import ANONYMOUS, Viewer

_KEPT = "_spoorboek_viewer"


class Signature(TypedDict):
    """Who acts and when: what every action asks."""

    by: Viewer
    at: datetime


def viewer_of(request: HttpRequest) -> Viewer:
    """Return the one who looks; the roles are read once for each request.

    Between the password and the second step somebody has no role yet, on public pages too.
    """
    kept: Viewer | None = getattr(request, _KEPT, None)
    if kept is None:
        # Before the session is there (an error in an early middleware) nobody is logged in.
        user: Any = getattr(request, "user", None)
        kept = user.as_viewer() if user is not None and user.is_authenticated else ANONYMOUS
        setattr(request, _KEPT, kept)
    is_at_entrance = getattr(request, "is_at_entrance", False)
    return replace(kept, roles=frozenset()) if is_at_entrance else kept


def signed(request: HttpRequest) -> Signature:
    """Return who acts and when, to hand to an action."""
    return {"by": viewer_of(request), "at": timezone.now()}
